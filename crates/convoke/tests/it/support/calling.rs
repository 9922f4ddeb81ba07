//! Calls of the congress: an open one that everybody may know of, and what is
//! none of their business.

use super::{
    congress::{Congress, slug},
    fillings::Known,
    secret::Secret,
};
use calls::{
    Access, Answers, AskedOf, CallDetails, CallState, Kinds, Part, ProposalState, QuestionId, Reviewing, Shape, Tracks,
    call::KindMinutes,
    proposal::SpeakerDetails,
    question::{KindList, QuestionDetails},
    seed::{NewCall, NewProposal, seed_call},
};
use db::Db;
use kernel::{AccountId, Ctx, EmailAddress, Locale, LocalizedText, Timestamp};
use programme::session::{Languages, SessionKind};

/// The codes of proposals that exist; the first was submitted.
pub const CODES: [&str; 2] = ["SUBAAA", "DRFTAA"];

/// The calls that exist, and who may know of each.
pub fn calls() -> [(String, Known); 3] {
    [
        ("sessions".to_owned(), Known::Everybody),
        (Secret::InvitationCall.latin(), Known::Nobody),
        ("unfinished".to_owned(), Known::Nobody),
    ]
}

fn instant(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

fn new_call(made: &Congress, slug_text: &str, title: LocalizedText) -> NewCall {
    let details = CallDetails {
        slug: slug(slug_text),
        body: title.clone(),
        title,
        opens_at: instant("2024-09-01T00:00:00Z"),
        closes_at: instant("2024-10-31T16:00:00Z"),
        zone: made.edition.zone.clone(),
        grace_minutes: 0,
        access: Access::Public,
        blind: true,
        reviewing: Reviewing::All,
        kinds: Kinds(vec![KindMinutes { kind: SessionKind::Keynote, minutes: 30 }]),
        tracks: Tracks(vec![made.track]),
    };
    let state = CallState::Open;
    NewCall { details, state, questions: vec![], members: vec![], codes: vec![], proposals: vec![] }
}

async fn account(db: &Db, ctx: &Ctx, name: &str) -> (AccountId, EmailAddress) {
    let email = EmailAddress::parse(&format!("{name}@calls.example.org")).unwrap();
    (accounts::seed_account(db, ctx, &email, name, None, &[]).await.unwrap(), email)
}

/// What everybody may know: a call, its question.
pub async fn announce(db: &Db, ctx: &Ctx, made: &Congress) {
    let mut call = new_call(made, "sessions", LocalizedText::both("Call for sessions", "场次征集"));
    let question = QuestionDetails {
        position: 10,
        asked_of: AskedOf::Proposal,
        shape: Shape::Text,
        label: LocalizedText::both("Which numbers?", "哪些数据？"),
        hint: LocalizedText::new(),
        kinds: KindList::default(),
        options: Vec::new(),
        required: false,
        most: Some(500),
        for_reviewers: true,
    };
    call.questions.push((ctx.new_id::<QuestionId>(), question));
    call.codes.push(("A partner".to_owned(), "PARTNER2TEST".to_owned(), 3));
    let (reviewer, email) = account(db, ctx, "reviewer").await;
    let (speaker, _) = account(db, ctx, "speaker").await;
    call.members.push((Part::Reviewer, reviewer, email));
    call.proposals.push(proposal(made, CODES[0], Secret::Proposal, speaker, Some(reviewer)));
    seed_call(db, ctx, made.edition.id, &call).await.unwrap();
}

/// What is none of others' business: a draft, a call for invitees, one that is
/// being written.
pub async fn plant(db: &Db, ctx: &Ctx, made: &Congress) {
    let secret = Secret::InvitationCall;
    let mut invited = new_call(made, &secret.latin(), secret.title());
    invited.details.access = Access::Invitation;
    let (speaker, _) = account(db, ctx, "writer").await;
    invited.proposals.push(proposal(made, CODES[1], Secret::DraftProposal, speaker, None));
    seed_call(db, ctx, made.edition.id, &invited).await.unwrap();
    let mut unfinished = new_call(made, "unfinished", Secret::InvitationCall.title());
    unfinished.state = CallState::Draft;
    seed_call(db, ctx, made.edition.id, &unfinished).await.unwrap();
}

fn proposal(
    made: &Congress,
    code: &str,
    secret: Secret,
    speaker: AccountId,
    reviewer: Option<AccountId>,
) -> NewProposal {
    let own = SpeakerDetails {
        name: Secret::ProposalSpeaker.han(),
        latin: Secret::ProposalSpeaker.latin(),
        affiliation: Secret::ProposalSpeaker.latin(),
        biography: Secret::ProposalSpeaker.han(),
        answers: Answers::default(),
        shows: true,
    };
    let review =
        |account: AccountId| (account, [700, 800, 900], Secret::ReviewRemark.title().text(Locale::En).to_owned());
    let is_draft = reviewer.is_none();
    NewProposal {
        code: code.to_owned(),
        state: if is_draft { ProposalState::Draft } else { ProposalState::Submitted },
        kind: SessionKind::Keynote,
        track: Some(made.track),
        locale: Locale::En,
        title: secret.title().text(Locale::En).to_owned(),
        summary: secret.title().text(Locale::Zh).to_owned(),
        languages: Languages::parse(&["en"]).unwrap(),
        answers: Answers::default(),
        speakers: vec![(speaker, own)],
        reviews: reviewer.into_iter().map(review).collect(),
    }
}
