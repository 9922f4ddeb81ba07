//! Taking the last act back, and doing it again.

use super::{
    Act, ActState,
    snapshot::{Snapshot, take},
    tables::{act_closure_row, act_row, act_session_row},
};
use crate::{
    closures,
    error::Error,
    rules,
    session::write_people,
    tables::{person_row, session_row},
};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission, SessionId, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Back,
    Again,
}

impl Turn {
    /// The state that an act is found in, and the one that it is left in.
    fn states(self) -> (ActState, ActState) {
        match self {
            Self::Back => (ActState::Done, ActState::Undone),
            Self::Again => (ActState::Undone, ActState::Done),
        }
    }
}

/// Takes back the viewer's last act.
///
/// # Errors
/// [`Error::Invalid`] at `act` when there is none, when somebody else has since
/// changed what it changed, or when a blocking rule would be broken.
pub async fn undo(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Act, Error> {
    turn(db, ctx, edition, Turn::Back).await
}

/// Does again what the viewer took back last.
///
/// # Errors
/// As [`undo`].
pub async fn redo(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Act, Error> {
    turn(db, ctx, edition, Turn::Again).await
}

/// What [`undo`] and [`redo`] would act on.
///
/// # Errors
/// The engine's.
pub async fn last(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<(Option<Act>, Option<Act>), DbErr> {
    let mut acts = [None, None];
    for (turn, slot) in [Turn::Back, Turn::Again].into_iter().zip(&mut acts) {
        if let Some(row) = next(db.read(), ctx, edition, turn).await? {
            let sessions = touched(db.read(), ctx, &row).await?;
            let closed = closed(db.read(), ctx, &row).await?;
            *slot = Some(act(&row, &sessions, &closed));
        }
    }
    let [undo, redo] = acts;
    Ok((undo, redo))
}

fn act(row: &act_row::Model, sessions: &[act_session_row::Model], closed: &[act_closure_row::Model]) -> Act {
    let rooms = closed.iter().filter_map(|one| one.before.as_ref().or(one.after.as_ref()));
    Act {
        id: row.id,
        verb: row.verb,
        sessions: sessions.iter().map(|touched| touched.session).collect(),
        room: rooms.map(|closure| closure.room).next(),
    }
}

async fn next(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    edition: EditionId,
    turn: Turn,
) -> Result<Option<act_row::Model>, DbErr> {
    use act_row::Column;
    // Nobody has acts who has no account.
    let Some(account) = ctx.viewer().account_id() else { return Ok(None) };
    let own = select::<act_row::Entity>(ctx)
        .filter(Column::Edition.eq(edition))
        .filter(Column::Account.eq(account))
        .filter(Column::State.eq(turn.states().0));
    // What was taken back last is the earliest of what was taken back.
    let own = match turn {
        Turn::Back => own.order_by_desc(Column::ActedAt).order_by_desc(Column::Id),
        Turn::Again => own.order_by_asc(Column::ActedAt).order_by_asc(Column::Id),
    };
    own.one(conn).await
}

async fn touched(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    act: &act_row::Model,
) -> Result<Vec<act_session_row::Model>, DbErr> {
    select::<act_session_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(act_session_row::Column::Act.eq(act.id))
        .order_by_asc(act_session_row::Column::Session)
        .all(conn)
        .await
}

/// The closed rooms that an act touched.
async fn closed(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    act: &act_row::Model,
) -> Result<Vec<act_closure_row::Model>, DbErr> {
    let own = act_closure_row::Column::Act.eq(act.id);
    select::<act_closure_row::Entity>(&ctx.seen_by(Viewer::system())).filter(own).all(conn).await
}

async fn turn(db: &Db, ctx: &Ctx, edition: &Edition, turn: Turn) -> Result<Act, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let facts = &rules::Facts::load(db, ctx, edition).await?;
    let subject = match turn {
        Turn::Back => last(db, ctx, edition.id).await?.0,
        Turn::Again => last(db, ctx, edition.id).await?.1,
    };
    let subject = subject.and_then(|act| act.sessions.first().copied());
    let result = db
        .write("programme.turn", |tx: Tx| async move {
            let nothing = || Error::field("act", "programme-problem-nothing-to-undo");
            let row = next(tx.conn(), ctx, edition.id, turn).await?.ok_or_else(nothing)?;
            let sessions = touched(tx.conn(), ctx, &row).await?;
            let ids: Vec<SessionId> = sessions.iter().map(|touched| touched.session).collect();
            let now = take(&tx, ctx, &ids, false).await?;
            for touched in &sessions {
                let (from, to) = match turn {
                    Turn::Back => (&touched.after, &touched.before),
                    Turn::Again => (&touched.before, &touched.after),
                };
                put(&tx, edition.id, touched.session, now.get(&touched.session), from.as_ref(), to.as_ref()).await?;
            }
            let closed = closed(tx.conn(), ctx, &row).await?;
            for one in &closed {
                let (from, to) = match turn {
                    Turn::Back => (&one.after, &one.before),
                    Turn::Again => (&one.before, &one.after),
                };
                if !closures::turn(&tx, ctx, edition.id, from.as_ref(), to.as_ref()).await? {
                    return Err(Error::field("act", "programme-problem-overtaken"));
                }
            }
            rules::refuse_blocked(&tx, ctx, facts, &ids, None).await?;
            let done = act(&row, &sessions, &closed);
            let mut row = row.into_active_model();
            row.state = Set(turn.states().1);
            row.update(tx.conn()).await?;
            tx.change("programme", Some(edition.id), edition.id.0).await?;
            let verb = if turn == Turn::Back { "programme.undone" } else { "programme.redone" };
            let detail = serde_json::json!({ "verb": done.verb, "sessions": ids.len() });
            tx.audit(ctx, Some(edition.id), verb, edition.id.0, detail).await?;
            Ok(done)
        })
        .await;
    match subject {
        Some(subject) => rules::in_words(db, ctx, edition, subject, result, |_| "act").await,
        None => result,
    }
}

/// Brings one session from where the act left it to where it found it, or back.
async fn put(
    tx: &Tx,
    edition: EditionId,
    id: SessionId,
    now: Option<&(i64, Snapshot)>,
    from: Option<&Snapshot>,
    to: Option<&Snapshot>,
) -> Result<(), Error> {
    let overtaken = || Error::field("act", "programme-problem-overtaken");
    match (now, from, to) {
        (Some((revision, now)), Some(from), Some(to)) => {
            let next = now.turned(from, to).ok_or_else(overtaken)?;
            let row = next.row(id, edition, revision + 1);
            row.clone().into_active_model().reset_all().update(tx.conn()).await?;
            if next.people != now.people {
                write_people(tx, &row, &next.people).await?;
            }
            Ok(())
        }
        // A creation is taken back while nobody else has touched the session.
        (Some((_, now)), Some(from), None) if now == from => {
            person_row::Entity::delete_many().filter(person_row::Column::Session.eq(id)).exec(tx.conn()).await?;
            let gone = session_row::Entity::delete_by_id(id).exec(tx.conn()).await;
            gone.map(|_| ()).map_err(|error| Error::unknown_as(error, "act", "programme-problem-overtaken"))
        }
        (None, None, Some(to)) => {
            let row = to.row(id, edition, 1);
            row.clone().into_active_model().insert(tx.conn()).await?;
            write_people(tx, &row, &to.people).await
        }
        _ => Err(overtaken()),
    }
}
