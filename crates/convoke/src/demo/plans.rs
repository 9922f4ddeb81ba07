//! What visitors of the demonstration have planned, and what they thought: two
//! sessions with sign-up, one of them full with a wait-list; stars; feedback.
//!
//! The congress was in 2024, so sign-up closes long after it: the demonstration
//! stays open to be tried.

use super::{cast::Cast, stage::Stage};
use db::Db;
use kernel::{AccountId, Ctx, Timestamp};
use programme::{
    session::{Session, SessionKind, SessionState, sessions},
    sign_up::{self, TermsDetails},
};

/// Places in the session that is full.
const FEW: i32 = 20;
/// People who wait for one, before the visitor.
const WAITING: usize = 5;
/// Enough to see how they are spread.
const OPINIONS: [(i32, &str); 7] = [
    (5, "The clearest account of how a city learns from its own water. I took four pages of notes."),
    (4, "Good speakers. More time for questions, please."),
    (5, ""),
    (3, "The interpretation was hard to hear in the last rows."),
    (4, "会场安排得很好，希望能拿到演示文稿。"),
    (2, "Too long for what was said."),
    (5, "互动环节非常精彩。"),
];

/// Writes all of it, after the accounts that can sign in.
///
/// # Errors
/// Those of the store.
pub async fn write(db: &Db, ctx: &Ctx, stage: &Stage, cast: &Cast) -> anyhow::Result<()> {
    // The visitor who can sign in has plans, too.
    let visitor = accounts::seed_account(db, ctx, &super::email("visitor@example.org")?, "", None, &[]).await?;
    let all = sessions(db, ctx, stage.edition.id).await?;
    let confirmed =
        |kind| all.iter().filter(move |one: &&Session| one.kind == kind && one.state == SessionState::Confirmed);
    let far: Timestamp = jiff::civil::date(2034, 1, 1).in_tz("Asia/Shanghai")?.timestamp().into();
    let terms = |places| TermsDetails { offered: true, places, opens_at: None, closes_at: Some(far), waits: true };
    let guests = guests(db, ctx, cast).await?;

    let mut visits = confirmed(SessionKind::FieldVisit);
    let (full, spacious) = (visits.next(), visits.next().or(confirmed(SessionKind::CityShowcase).next()));
    if let Some(full) = full {
        sign_up::set_terms(db, ctx, &stage.edition, full.id, 0, &terms(Some(FEW))).await?;
        let mut line = guests.clone();
        line.push(visitor);
        sign_up::seed(db, ctx, stage.edition.id, full.id, u64::try_from(FEW)?, &line).await?;
    }
    if let Some(spacious) = spacious {
        sign_up::set_terms(db, ctx, &stage.edition, spacious.id, 0, &terms(Some(60))).await?;
        let mut some: Vec<AccountId> = guests.iter().take(17).copied().collect();
        some.push(visitor);
        sign_up::seed(db, ctx, stage.edition.id, spacious.id, 60, &some).await?;
    }
    let opening = all.iter().find(|one| one.code == "OPEN24");
    if let Some(opening) = opening {
        // As many as the hall holds; everybody else waits.
        sign_up::set_terms(db, ctx, &stage.edition, opening.id, 0, &terms(None)).await?;
        agenda::feedback::seed(db, ctx, stage.edition.id, opening.id, &OPINIONS).await?;
    }
    for (keynote, some) in confirmed(SessionKind::Keynote).zip([&OPINIONS[..4], &OPINIONS[4..6]]) {
        agenda::feedback::seed(db, ctx, stage.edition.id, keynote.id, some).await?;
    }
    Ok(())
}

/// Accounts of people of the cast who came to listen.
async fn guests(db: &Db, ctx: &Ctx, cast: &Cast) -> anyhow::Result<Vec<AccountId>> {
    let wanted = usize::try_from(FEW)? + WAITING;
    let mut all = Vec::with_capacity(wanted);
    for (person, n) in cast.people.iter().rev().zip(1..=wanted) {
        let email = super::email(&format!("guest{n:02}@example.org"))?;
        all.push(accounts::seed_account(db, ctx, &email, &person.latin, None, &[]).await?);
    }
    Ok(all)
}
