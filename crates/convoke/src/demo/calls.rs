//! A call that is open whenever somebody looks, with what has come in so far and
//! what two reviewers think of it; and a quiet one for invited cities. The
//! people are invented, as everywhere in the demonstration.

use super::{ROLES, email, stage::Stage};
use anyhow::Context;
use calls::{
    Access, Answers, AskedOf, CallDetails, CallState, Kinds, Part, ProposalState, QuestionId, Reviewing, Shape, Tracks,
    call::KindMinutes,
    proposal::SpeakerDetails,
    question::{KindList, QuestionDetails},
    seed::{NewCall, NewProposal, seed_call},
};
use db::Db;
use kernel::{AccountId, Clock, Ctx, Locale, LocalizedText, Slug, SystemClock};
use programme::session::{Languages, SessionKind};

const DAY: i64 = 24 * 60;
/// The keys of the questions; the sample of a question's page names the first.
const QUESTIONS: [&str; 3] = [
    "00000000-0000-7000-8000-0000000ca110",
    "00000000-0000-7000-8000-0000000ca111",
    "00000000-0000-7000-8000-0000000ca112",
];

/// Who proposes: name, Latin form, affiliation, what they do.
const SPEAKERS: [(&str, &str, &str, &str); 6] = [
    ("何雨晴", "He Yuqing", "临川水务研究院", "研究城市内涝与排水管网十五年。"),
    ("Amina Yusuf", "", "Harbour Mobility Lab", "Runs trams on data, and data on trams."),
    ("Nguyễn Minh Anh", "", "Riverside City Planning Office", "Plans streets for people who walk."),
    ("沈若水", "Shen Ruoshui", "云岭城市数据中心", "负责城市数据开放与隐私保护。"),
    ("Tomasz Wolny", "", "Open Heat Cooperative", "Connects cellars to district heating."),
    ("Айгүл Серікқызы", "Aigul Serikkyzy", "Steppe Schools Network", "Brings lessons to where no bus goes."),
];

struct Idea {
    code: &'static str,
    kind: SessionKind,
    track: usize,
    locale: Locale,
    title: &'static str,
    summary: &'static str,
    speaker: usize,
    scores: &'static [[i32; 3]],
}

const IDEAS: [Idea; 6] = [
    Idea {
        code: "TRAMS4",
        kind: SessionKind::Talk,
        track: 2,
        locale: Locale::En,
        title: "Trams that wait for the ferry",
        summary: "A harbour city let its trams wait up to ninety seconds for a late ferry. Three years of data show who gained, \
                  who lost, and why the timetable got shorter all the same.",
        speaker: 1,
        scores: &[[850, 900, 800], [700, 800, 900]],
    },
    Idea {
        code: "WATER3",
        kind: SessionKind::CityShowcase,
        track: 1,
        locale: Locale::Zh,
        title: "三小时之前知道积水",
        summary: "在两条老街区布设四百个水位计之后，我们把内涝预警从二十分钟提前到三小时。本场展示传感器、模型与社区通知如何配合，也展示失败的两次预警。",
        speaker: 0,
        scores: &[[950, 900, 850], [900, 950, 700]],
    },
    Idea {
        code: "STEPS9",
        kind: SessionKind::Workshop,
        track: 3,
        locale: Locale::En,
        title: "A street measured in steps",
        summary: "We counted steps instead of cars on forty streets. What changed when the council saw the numbers every Monday.",
        speaker: 2,
        scores: &[[600, 500, 700], [750, 550, 800]],
    },
    Idea {
        code: "HEATS6",
        kind: SessionKind::CityShowcase,
        track: 1,
        locale: Locale::En,
        title: "Heat from the data centre next door",
        summary: "How a cooperative of tenants signed a contract with a data centre, and what the first winter cost.",
        speaker: 4,
        scores: &[[800, 650, 600]],
    },
    Idea {
        code: "SCHQ25",
        kind: SessionKind::Talk,
        track: 4,
        locale: Locale::En,
        title: "Lessons for villages without a bus",
        summary: "Twelve schools share teachers over a radio link. A look at results, at drop-outs, and at the price of one lesson.",
        speaker: 5,
        scores: &[],
    },
    Idea {
        code: "DATAZ8",
        kind: SessionKind::Talk,
        track: 0,
        locale: Locale::Zh,
        title: "开放数据，也开放错误",
        summary: "我们公布了城市数据中的错误清单，并请市民一起改正。",
        speaker: 3,
        scores: &[[400, 500, 600], [800, 900, 700]],
    },
];

fn slug(text: &str) -> anyhow::Result<Slug> {
    Slug::parse(text).map_err(|problem| anyhow::anyhow!("{text:?}: {}", problem.key))
}

/// Writes both calls. Accounts come before: proposals belong to somebody.
///
/// # Errors
/// Those of the store.
pub async fn write(db: &Db, ctx: &Ctx, stage: &Stage) -> anyhow::Result<()> {
    let mut speakers = Vec::new();
    for (at, (name, ..)) in SPEAKERS.iter().enumerate() {
        let address = email(&format!("speaker{}@example.org", at + 1))?;
        speakers.push(accounts::seed_account(db, ctx, &address, name, None, &[]).await?);
    }
    let mut reviewers = Vec::new();
    for word in ["owner", "reviewer"] {
        let (_, address, name, _) = ROLES.iter().find(|role| role.0 == word).context("a role of the demonstration")?;
        let address = email(address)?;
        reviewers.push((accounts::seed_account(db, ctx, &address, name, None, &[]).await?, address));
    }
    let accounts: Vec<AccountId> = reviewers.iter().map(|(account, _)| *account).collect();
    let mut call = open_call(stage)?;
    call.members = reviewers.into_iter().map(|(account, address)| (Part::Reviewer, account, address)).collect();
    for idea in &IDEAS {
        call.proposals.push(proposal(stage, idea, &speakers, &accounts)?);
    }
    call.proposals.push(own_draft(stage, accounts[0]));
    seed_call(db, ctx, stage.edition.id, &call).await?;
    seed_call(db, ctx, stage.edition.id, &quiet_call(stage)?).await?;
    Ok(())
}

/// Open for two weeks already, and for a month from the making of the demonstration.
fn open_call(stage: &Stage) -> anyhow::Result<NewCall> {
    let now = SystemClock.now();
    let midnight = stage.edition.zone.rules().clone();
    let today = now.to_jiff().to_zoned_datetime(midnight).start_of_day()?;
    let start = kernel::Timestamp::from(&today);
    let details = CallDetails {
        slug: slug("sessions")?,
        title: LocalizedText::both("Call for sessions", "场次征集"),
        body: LocalizedText::both(
            "Show what your city has done: with numbers, with what went wrong, and with somebody who was there. \
             Talks take thirty minutes, workshops an hour, showcases twenty.\n\n\
             Two reviewers read every proposal without knowing who sent it.",
            "请展示您的城市做了什么：用数据，用曲折，用亲历者的讲述。演讲三十分钟，工作坊一小时，城市展示二十分钟。\n\n\
             每份提案由两位评审人在不知道提交者的情况下阅读。",
        ),
        opens_at: start.plus_minutes(-14 * DAY),
        closes_at: start.plus_minutes(30 * DAY),
        zone: stage.edition.zone.clone(),
        grace_minutes: 5,
        access: Access::Public,
        blind: true,
        reviewing: Reviewing::All,
        kinds: Kinds(vec![
            KindMinutes { kind: SessionKind::Talk, minutes: 30 },
            KindMinutes { kind: SessionKind::Workshop, minutes: 60 },
            KindMinutes { kind: SessionKind::CityShowcase, minutes: 20 },
        ]),
        tracks: Tracks(stage.tracks.clone()),
    };
    Ok(NewCall {
        details,
        state: CallState::Open,
        questions: questions()?,
        members: Vec::new(),
        codes: vec![("Partner cities, after the deadline".to_owned(), "PARTNER2CTYS".to_owned(), 5)],
        proposals: Vec::new(),
    })
}

/// For cities that were invited; nobody else learns of it.
fn quiet_call(stage: &Stage) -> anyhow::Result<NewCall> {
    let mut call = open_call(stage)?;
    call.details.slug = slug("invited-cities")?;
    call.details.title = LocalizedText::both("Invited cities", "受邀城市");
    call.details.body = LocalizedText::both("Twenty minutes on the main stage.", "主舞台二十分钟。");
    call.details.access = Access::Invitation;
    call.details.kinds = Kinds(vec![KindMinutes { kind: SessionKind::CityShowcase, minutes: 20 }]);
    call.questions = Vec::new();
    call.codes = vec![("Mayors' offices".to_owned(), "MAYERS2STAGE".to_owned(), 20)];
    Ok(call)
}

fn questions() -> anyhow::Result<Vec<(QuestionId, QuestionDetails)>> {
    let question = |position, asked_of, shape, label: (&str, &str), options: &[(&str, &str)]| QuestionDetails {
        position,
        asked_of,
        shape,
        label: LocalizedText::both(label.0, label.1),
        hint: LocalizedText::new(),
        kinds: KindList::default(),
        options: options.iter().map(|(en, zh)| LocalizedText::both(*en, *zh)).collect(),
        required: false,
        most: None,
        for_reviewers: true,
    };
    let mut numbers =
        question(10, AskedOf::Proposal, Shape::Text, ("Which numbers will you show?", "您将展示哪些数据？"), &[]);
    numbers.hint = LocalizedText::both("Before and after, with their source.", "前后对比，并注明来源。");
    numbers.required = true;
    numbers.most = Some(600);
    let levels = [("Everybody", "所有人"), ("Practitioners", "从业者"), ("Experts", "专家")];
    let level = question(20, AskedOf::Proposal, Shape::Choice, ("For whom is it?", "面向哪些听众？"), &levels);
    let mut pronounced =
        question(30, AskedOf::Speaker, Shape::Line, ("How is your name pronounced?", "您的姓名如何读音？"), &[]);
    pronounced.for_reviewers = false;
    let keys = QUESTIONS.iter().map(|key| key.parse::<QuestionId>());
    keys.zip([numbers, level, pronounced]).map(|(key, question)| Ok((key?, question))).collect()
}

fn speaker(at: usize) -> SpeakerDetails {
    let (name, latin, affiliation, biography) = SPEAKERS[at % SPEAKERS.len()];
    SpeakerDetails {
        name: name.to_owned(),
        latin: latin.to_owned(),
        affiliation: affiliation.to_owned(),
        biography: biography.to_owned(),
        answers: Answers::default(),
        shows: true,
    }
}

fn proposal(
    stage: &Stage,
    idea: &Idea,
    speakers: &[AccountId],
    reviewers: &[AccountId],
) -> anyhow::Result<NewProposal> {
    let spoken = Languages::parse(&[idea.locale.as_str()]).map_err(|problem| anyhow::anyhow!(problem.key))?;
    let numbers = match idea.locale {
        Locale::En => "Minutes lost before and after, from the operator's log of 2021 to 2023.",
        Locale::Zh => "2021 至 2023 年预警提前量与误报次数，来自运行日志。",
    };
    let answers =
        [(QUESTIONS[0].to_owned(), vec![numbers.to_owned()]), (QUESTIONS[1].to_owned(), vec!["2".to_owned()])];
    let remarks = ["Results, and what went wrong on the way.", "I would like to hear more about the costs."];
    let reviews = reviewers.iter().zip(idea.scores).zip(remarks);
    Ok(NewProposal {
        code: idea.code.to_owned(),
        state: ProposalState::Submitted,
        kind: idea.kind,
        track: stage.tracks.get(idea.track).copied(),
        locale: idea.locale,
        title: idea.title.to_owned(),
        summary: idea.summary.to_owned(),
        languages: spoken,
        answers: Answers(answers.into()),
        speakers: vec![(speakers[idea.speaker], speaker(idea.speaker))],
        reviews: reviews.map(|((account, scores), remark)| (*account, *scores, remark.to_owned())).collect(),
    })
}

/// What the owner of the house has begun to write.
fn own_draft(stage: &Stage, owner: AccountId) -> NewProposal {
    NewProposal {
        code: "RAVEN7".to_owned(),
        state: ProposalState::Draft,
        kind: SessionKind::Talk,
        track: stage.tracks.first().copied(),
        locale: Locale::En,
        title: "What the ravens know about bins".to_owned(),
        summary: String::new(),
        languages: Languages::default(),
        answers: Answers::default(),
        speakers: vec![(
            owner,
            SpeakerDetails {
                name: "Olga Owner".to_owned(),
                latin: String::new(),
                affiliation: String::new(),
                ..speaker(0)
            },
        )],
        reviews: Vec::new(),
    }
}
