//! What speakers of the demonstration owe, in every state there is; and somebody
//! who speaks, to sign in as.

use super::stage::{FIRST_DAY, Stage};
use blob::Blobs;
use db::Db;
use directory::{Answer, Capture, Channel, RecordingStatement, answer_recording};
use jiff::{ToSpan, civil::Date};
use kernel::{AccountId, Ctx, EmailAddress, LocalizedText, PersonId, Timestamp, wall::read_moment};
use programme::{
    absence::{AbsenceDetails, add_absence},
    session::PersonRole,
    speaking::{Engagement, engagements},
};
use speakers::{
    Scope, Step, Task, TaskDetails, TaskKind,
    seed::{Done, seed_answer, seed_tasks},
};

/// So many speakers have done something.
const ANSWERED: usize = 24;

/// Kind, days before the first day, explanation in English and Chinese.
const ASKED: [(TaskKind, i64, &str, &str); 6] = [
    (
        TaskKind::Biography,
        40,
        "Two or three paragraphs in English or Chinese; we have them translated.",
        "请用中文或英文写两三段文字，译文由我们负责。",
    ),
    (TaskKind::Portrait, 40, "Head and shoulders, at least 1,200 pixels wide.", "半身照，宽度不少于 1200 像素。"),
    (TaskKind::Abstract, 30, "This text goes into the programme.", "此文字将用于大会日程。"),
    (TaskKind::Consent, 21, "", ""),
    (
        TaskKind::Slides,
        7,
        "16:9, as the file you will show and as a PDF if it uses special fonts.",
        "画面比例 16:9；如使用特殊字体，请提交 PDF。",
    ),
    (
        TaskKind::Travel,
        25,
        "Arrival and departure, flight or train, what you eat, what you need.",
        "到达和离开的日期、航班或车次、饮食习惯及其他需要。",
    ),
];

/// Asks for everything and lets some speakers answer.
///
/// # Errors
/// Those of the store.
pub async fn write(db: &Db, ctx: &Ctx, blobs: &Blobs, stage: &Stage) -> anyhow::Result<()> {
    let edition = &stage.edition;
    let details: Vec<TaskDetails> = ASKED.iter().map(|asked| task(stage, asked)).collect::<anyhow::Result<_>>()?;
    let tasks = seed_tasks(db, ctx, edition.id, &details).await?;
    let cast = cast(&engagements(db, ctx, edition.id).await?);
    for (n, person) in cast.iter().take(ANSWERED).enumerate() {
        let account = account(db, ctx, *person, n).await?;
        for (at, task) in tasks.iter().enumerate() {
            let Some((done, then)) = answer(task, n + at) else { continue };
            seed_answer(db, ctx, blobs, edition, (task, *person, account), &done, then).await?;
        }
        consent(db, ctx, stage, *person, n).await?;
    }
    for (n, person) in cast.iter().skip(1).step_by(9).take(3).enumerate() {
        add_absence(db, ctx, edition, *person, &absence(stage, n)?).await?;
    }
    Ok(())
}

fn task(stage: &Stage, (kind, days, en, zh): &(TaskKind, i64, &str, &str)) -> anyhow::Result<TaskDetails> {
    let due_at = instant(stage, FIRST_DAY.saturating_sub(days.days()), "23:59")?;
    let note = if en.is_empty() { LocalizedText::new() } else { LocalizedText::both(*en, *zh) };
    Ok(TaskDetails { kind: *kind, title: LocalizedText::new(), note, scope: Scope::All, due_at, reminds: false })
}

/// Those who speak, in the order of their first session; who is behind closed doors only is not shown off.
fn cast(parts: &[Engagement]) -> Vec<PersonId> {
    let mut all: Vec<PersonId> = Vec::new();
    let heard = |part: &&Engagement| part.roles.iter().any(|role| *role != PersonRole::Interpreter);
    for part in parts.iter().filter(|part| part.visibility == kernel::Visibility::Public).filter(heard) {
        if !all.contains(&part.person) {
            all.push(part.person);
        }
    }
    all
}

/// The address of the one who signs in by a link of the console.
pub const SPEAKER: (&str, &str) = ("speaker@example.org", "Speaker");

async fn account(db: &Db, ctx: &Ctx, person: PersonId, n: usize) -> anyhow::Result<AccountId> {
    let address = if n == 0 { SPEAKER.0.to_owned() } else { format!("speaker{n}@example.org") };
    let email = EmailAddress::parse(&address).map_err(|problem| anyhow::anyhow!(problem.key))?;
    let cards = directory::person_cards(db, ctx, &[person]).await?;
    let name = cards.get(&person).map_or(SPEAKER.1, |card| card.name.as_str());
    Ok(accounts::seed_account(db, ctx, &email, name, Some(person), &[]).await?)
}

/// A mixture: most have done something, some got it back, some have not begun.
fn answer(task: &Task, n: usize) -> Option<(Done, Option<(Step, &'static str)>)> {
    let words = |text: &str| Done::Words(text.to_owned());
    let done = match task.details.kind {
        TaskKind::Biography => words(
            "Has led the digital office of an invented city for eleven years, and before that its waterworks.\n\n\
             This person does not exist; any likeness is chance.",
        ),
        TaskKind::Portrait => Done::File("portrait.png".to_owned(), PNG.to_vec()),
        TaskKind::Abstract => {
            words(if n.is_multiple_of(3) { "Please write “data space” instead of “data lake”." } else { "" })
        }
        TaskKind::Slides => Done::File("slides.pdf".to_owned(), pdf(n)),
        TaskKind::Travel => words("Arrives on 24 September at 15:20, CA1712; leaves on the 28th. Vegetarian."),
        TaskKind::Consent | TaskKind::Other => return None,
    };
    match n % 5 {
        0 => Some((done, Some((Step::Accept, "")))),
        1 => Some((done, None)),
        2 => Some((done, Some((Step::Return, "Thank you! Could you make it a little shorter? 谢谢，请再精简一些。")))),
        3 => Some((done, Some((Step::Accept, "")))),
        _ => None,
    }
}

async fn consent(db: &Db, ctx: &Ctx, stage: &Stage, person: PersonId, n: usize) -> anyhow::Result<()> {
    if n % 4 == 3 {
        return Ok(());
    }
    let answer = |capture: Capture| {
        let refuses = n % 6 == 5 || (n % 6 == 4 && capture == Capture::Photo);
        let answer = if refuses { Answer::No } else { Answer::Yes };
        RecordingStatement { capture, answer, channel: Channel::Email, basis: "a mail of the demonstration".to_owned() }
    };
    let said: Vec<RecordingStatement> = Capture::ALL.iter().map(|capture| answer(*capture)).collect();
    Ok(answer_recording(db, ctx, stage.edition.id, person, &said).await?)
}

/// Mornings before the congress and an evening after it: nobody's session is in the way.
fn absence(stage: &Stage, n: usize) -> anyhow::Result<AbsenceDetails> {
    let day = FIRST_DAY.saturating_add(i64::try_from(n)?.days());
    Ok(AbsenceDetails {
        starts_at: instant(stage, day, "05:00")?,
        ends_at: instant(stage, day, "07:00")?,
        note: "Arrives by the night train. 乘夜车到达。".to_owned(),
    })
}

fn instant(stage: &Stage, day: Date, clock: &str) -> anyhow::Result<Timestamp> {
    read_moment(&format!("{day}T{clock}"), &stage.edition.zone).map_err(|problem| anyhow::anyhow!(problem.key))
}

/// The smallest picture that is one: one grey pixel.
const PNG: [u8; 67] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58, 126, 155,
    85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 218, 99, 104, 0, 0, 0, 130, 0, 129, 218, 69, 8, 59, 0, 0, 0, 0, 73, 69, 78,
    68, 174, 66, 96, 130,
];

/// A page with nothing on it, different for everybody.
fn pdf(n: usize) -> Vec<u8> {
    format!(
        "%PDF-1.4\n% slides of the demonstration, {n}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 960 540]>>endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}
