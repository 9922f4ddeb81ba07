//! Publishing the draft, and looking before leaping.

use super::{
    Announcement, Change, Published, Release, Released,
    announcement::Words,
    content::{draft, number},
    difference, dispatch, gathers_from, latest, released,
    verify::digest,
};
use crate::{
    error::Error,
    notices::{self, Radius, Touched},
    rules::{self, Conflict, Level},
    session::sessions,
    tables::{release_row, released_row},
};
use congress::Edition;
use db::{Db, Tx, select};
use jobs::Enqueue;
use kernel::{Ctx, FieldProblem, Permission, Problems, SessionId, Viewer, Visibility};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::{HashMap, HashSet};

/// Rows of one INSERT: six columns each, far below what either engine takes.
const CHUNK: usize = 1000;

/// What a release would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The latest release; none before the first.
    pub last: Option<Release>,
    /// Nothing is published now: a release of it is the first, and is announced.
    pub is_first: bool,
    /// What would change, as far as the viewer may know.
    pub changes: Vec<Change>,
    /// Something changes that the viewer may or may not know of.
    pub changes_anything: bool,
    /// What forbids the release.
    pub blocking: Vec<Conflict>,
    /// What should be looked at.
    pub warnings: Vec<Conflict>,
    /// The number of the first release whose letters wait and would leave with
    /// those of this one, as one letter to each.
    pub gathers: Option<i32>,
    /// Who would be told of it, and of what [`Preview::gathers`], as far as the
    /// viewer may know.
    pub touched: Touched,
    /// Who and what must follow, as far as the viewer may know.
    pub radius: Radius,
}

/// What a release of the draft would do now.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn preview(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Preview, Error> {
    ctx.require(Permission::ReadDesk, edition.id)?;
    let everything = &ctx.seen_by(Viewer::system());
    let last = latest(db.read(), everything, edition.id).await?;
    let before = match &last {
        Some(release) => released(db.read(), everything, release.id).await?,
        None => Vec::new(),
    };
    let after = draft(db.read(), ctx, edition.id, &before).await?;
    let mut changes = difference(&before, &after);
    let changes_anything = !changes.is_empty();
    // Behind closed doors things change too; whoever may not enter does not read of it.
    let known: HashSet<SessionId> = sessions(db, ctx, edition.id).await?.iter().map(|session| session.id).collect();
    changes.retain(|change| known.contains(&change.session));
    let is_first = before.is_empty();
    let known = |session: &SessionId| known.contains(session);
    let (mut touched, mut radius) = (Touched::default(), Radius::default());
    if !is_first {
        let step = notices::touched(db, everything, edition, &before, &after).await?.within(&known);
        radius = notices::radius(&changes, (&before, &after), &step, &edition.zone);
        touched = step;
    }
    let gathers = gathers_from(db.read(), everything, edition.id).await?;
    if let Some(first) = gathers {
        // Those of earlier releases wait, too: one letter tells of all of it.
        let told = super::before(db.read(), everything, edition.id, first).await?;
        touched = notices::touched(db, everything, edition, &told, &after).await?.within(&known);
    }
    let all = rules::conflicts(db, ctx, edition).await?;
    let (blocking, warnings) = all.into_iter().partition(|conflict| conflict.level == Level::Block);
    Ok(Preview { last, is_first, changes, changes_anything, blocking, warnings, touched, gathers, radius })
}

/// Publishes the draft, and queues the letters to whom it touches; they wait for
/// [`dispatch::hold`]. `expected` is the number of the release that the
/// viewer has seen to be the latest, 0 before the first: of two editors who
/// release at once, or of a form that is sent twice, one is refused.
///
/// # Errors
/// [`Error::Released`] when somebody was faster, [`Error::Blocked`] when a
/// blocking rule is broken, [`Error::Invalid`] for a name or note that is too
/// long and when there is nothing to publish.
pub async fn publish(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    expected: i32,
    announcement: impl Into<Announcement<'_>>,
) -> Result<Release, Error> {
    ctx.require(Permission::ReleaseProgramme, edition.id)?;
    let words = &announcement.into().checked()?;
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    db.write("programme.release", |tx: Tx| async move {
        let mut blocked = rules::conflicts_in(tx.conn(), ctx, facts).await?;
        blocked.retain(|conflict| conflict.level == Level::Block);
        if !blocked.is_empty() {
            return Err(Error::Blocked(blocked));
        }
        let Next { release, sessions, changes, is_first } = next(&tx, ctx, edition, expected, words).await?;
        store(&tx, &release, ctx, &sessions).await?;
        tx.change("programme", Some(edition.id), release.id.0).await?;
        tx.enqueue(ctx, &Published { release: release.id }).await?;
        dispatch::queue(&tx, ctx, &release, is_first, &words.letters).await?;
        let open = changes.iter().filter(|change| is_open(&sessions, change.session)).count();
        let detail = serde_json::json!({ "number": release.number, "changes": open, "hash": release.hash });
        tx.audit(ctx, Some(edition.id), "programme.released", release.id.0, detail).await?;
        Ok(release)
    })
    .await
}

/// The log counts only what everybody who reads it may know of.
fn is_open(sessions: &[Released], id: SessionId) -> bool {
    sessions.iter().find(|s| s.session == id).is_none_or(|s| s.visibility != Visibility::Concealed)
}

/// A release that is about to be stored.
struct Next {
    release: Release,
    sessions: Vec<Released>,
    changes: Vec<Change>,
    /// Nothing is published so far.
    is_first: bool,
}

async fn next(tx: &Tx, ctx: &Ctx, edition: &Edition, expected: i32, words: &Words) -> Result<Next, Error> {
    let everything = &ctx.seen_by(Viewer::system());
    let last = latest(tx.conn(), everything, edition.id).await?;
    let last_number = last.as_ref().map_or(0, |release| release.number);
    if last_number != expected {
        return Err(Error::Released);
    }
    let before = match &last {
        Some(release) => released(tx.conn(), everything, release.id).await?,
        None => Vec::new(),
    };
    let mut after = draft(tx.conn(), ctx, edition.id, &before).await?;
    let changes = difference(&before, &after);
    if changes.is_empty() {
        return Err(Error::Invalid(Problems::of("", FieldProblem::new("programme-problem-nothing-to-release"))));
    }
    let gone = match last {
        Some(_) => gone_before(tx, everything, &before, &after).await?,
        None => HashMap::new(),
    };
    number(&mut after, &before, &gone);
    let mut release = Release {
        id: ctx.new_id(),
        edition: edition.id,
        number: last_number + 1,
        name: words.name.clone(),
        note: words.note.clone(),
        released_at: ctx.now(),
        hash: String::new(),
    };
    release.hash = digest(&release, &after);
    Ok(Next { release, sessions: after, changes, is_first: before.is_empty() })
}

/// The highest sequence number of sessions that an earlier release had and the
/// last one had not.
pub(super) async fn gone_before(
    tx: &Tx,
    everything: &Ctx,
    before: &[Released],
    after: &[Released],
) -> Result<HashMap<SessionId, i32>, DbErr> {
    let known: HashSet<SessionId> = before.iter().map(|released| released.session).collect();
    let new: Vec<SessionId> = after.iter().map(|r| r.session).filter(|id| !known.contains(id)).collect();
    let mut highest = HashMap::new();
    if new.is_empty() {
        return Ok(highest);
    }
    let rows = select::<released_row::Entity>(everything).filter(released_row::Column::Session.is_in(new));
    for row in rows.all(tx.conn()).await? {
        let entry = highest.entry(row.session).or_insert(row.sequence);
        *entry = row.sequence.max(*entry);
    }
    Ok(highest)
}

pub(super) async fn store(tx: &Tx, release: &Release, ctx: &Ctx, sessions: &[Released]) -> Result<(), Error> {
    let row = release_row::Model {
        id: release.id,
        edition: release.edition,
        number: release.number,
        name: release.name.clone(),
        note: release.note.clone(),
        released_at: release.released_at,
        released_by: ctx.viewer().account_id(),
        hash: release.hash.clone(),
    };
    let insert = release_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn());
    insert.await.map_err(Error::raced)?;
    for chunk in sessions.chunks(CHUNK) {
        let rows = chunk.iter().map(|session| {
            released_row::Model {
                release: release.id,
                session: session.session,
                edition: release.edition,
                visibility: session.visibility,
                sequence: session.sequence,
                content: session.content.clone(),
            }
            .into_active_model()
        });
        released_row::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}
