//! Access codes: a word that lets somebody propose to a call that is not for
//! everybody, or that has closed. It has a label, a number of uses and an end of
//! its own, and is revoked at once.

use crate::{
    CallId, CodeId, Error, Part,
    call::{Access, Call, CallState},
    tables::{access_row, call_row, code_row, member_row},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EditionId, FieldProblem, Permission, Problems, Timestamp, Viewer, words};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;

/// Letters and digits without those that look alike (0 O, 1 I, and L, U).
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters in a code: 58 bits, more than anybody tries.
const LENGTH: usize = 12;

/// An access code, as its staff see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Its key.
    pub id: CodeId,
    /// For whom it was made.
    pub label: String,
    /// What is typed.
    pub word: String,
    /// How many accounts may use it.
    pub most: i32,
    /// How many have.
    pub used: i32,
    /// The first instant at which it opens nothing any more.
    pub ends_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// Counts its changes.
    pub revision: i64,
}

impl From<code_row::Model> for Code {
    fn from(row: code_row::Model) -> Self {
        Self {
            id: row.id,
            label: row.label,
            word: row.word,
            most: row.most,
            used: row.used,
            ends_at: row.ends_at,
            revoked_at: row.revoked_at,
            revision: row.revision,
        }
    }
}

/// A code as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCode {
    /// See [`Code::label`].
    pub label: String,
    /// See [`Code::most`].
    pub most: i32,
    /// See [`Code::ends_at`].
    pub ends_at: Option<Timestamp>,
}

impl NewCode {
    /// Reads a form; days and hours are those of the call's zone.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &web::Submission, call: &Call) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let label = problems.take("label", words::line(sent.value("label"), 120));
        let most = problems.take("most", crate::typed::number(sent.value("most"), 1..=10_000));
        let ends_at = match (sent.value("ends_day").trim(), sent.value("ends_clock").trim()) {
            ("", "") => Some(None),
            (day, clock) => {
                let result = crate::call::instant(day, clock, &call.zone);
                let on_day = result.as_ref().is_err_and(|problem| problem.key == "calls-problem-day");
                problems.take(if on_day { "ends_day" } else { "ends_clock" }, result).map(Some)
            }
        };
        match (label, most, ends_at) {
            (Some(label), Some(most), Some(ends_at)) => problems.or(Self { label, most, ends_at }),
            _ => Err(problems),
        }
    }
}

/// The codes of a call, latest first: for its staff.
///
/// # Errors
/// The engine's.
pub async fn codes(db: &Db, ctx: &Ctx, call: CallId) -> Result<Vec<Code>, DbErr> {
    let rows = select::<code_row::Entity>(ctx)
        .filter(code_row::Column::SessionCall.eq(call))
        .order_by_desc(code_row::Column::MadeAt)
        .order_by_desc(code_row::Column::Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Code::from).collect())
}

/// Makes a code.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn make_code(db: &Db, ctx: &Ctx, call: &Call, new: &NewCode) -> Result<Code, Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
    let row = &code_row::Model {
        id: ctx.new_id(),
        edition: call.edition,
        session_call: call.id,
        label: new.label.clone(),
        word: ctx.random_bytes::<LENGTH>().iter().map(letter).collect(),
        most: new.most,
        used: 0,
        ends_at: new.ends_at,
        revoked_at: None,
        revision: 1,
        made_at: ctx.now(),
    };
    db.write("call.code.make", |tx: Tx| async move {
        code_row::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        let detail = json!({ "label": row.label, "most": row.most, "ends_at": row.ends_at });
        tx.audit(ctx, Some(call.edition), "call.code.made", row.id.0, detail).await?;
        Ok(Code::from(row.clone()))
    })
    .await
}

/// Takes a code back: from now on it opens nothing, to nobody.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`].
pub async fn revoke_code(db: &Db, ctx: &Ctx, call: &Call, id: CodeId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, call.edition)?;
    db.write("call.code.revoke", |tx: Tx| async move {
        let row = select::<code_row::Entity>(ctx)
            .filter(code_row::Column::Id.eq(id))
            .filter(code_row::Column::SessionCall.eq(call.id))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        if row.revision != revision {
            return Err(Error::Stale);
        }
        let mut next = row.into_active_model();
        next.revoked_at = Set(Some(ctx.now()));
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await?;
        Ok(tx.audit(ctx, Some(call.edition), "call.code.revoked", id.0, json!({})).await?)
    })
    .await
}

/// Somebody signed in shows a code; answers with the call that it opens. The
/// same account shows it as often as it likes, and uses it once. Of two that
/// show the last use, one gets it.
///
/// # Errors
/// [`Error::Invalid`] at `code`: nothing is said about why it opens nothing but
/// that it was used up.
pub async fn show_code(db: &Db, ctx: &Ctx, edition: EditionId, word: &str) -> Result<Call, Error> {
    let account = ctx.viewer().account_id().ok_or(kernel::Denied::NotSignedIn)?;
    let everything = &ctx.seen_by(Viewer::system());
    let word = &word.trim().replace([' ', '-'], "").to_ascii_uppercase();
    db.write("call.code.show", |tx: Tx| async move {
        let unknown = || Error::field("code", "calls-problem-code");
        let code = select::<code_row::Entity>(everything)
            .filter(code_row::Column::Word.eq(word))
            .filter(code_row::Column::Edition.eq(edition))
            .filter(code_row::Column::RevokedAt.is_null())
            .one(tx.conn())
            .await?
            .filter(|code| code.ends_at.is_none_or(|end| ctx.now() < end))
            .ok_or_else(unknown)?;
        let call = select::<call_row::Entity>(everything)
            .filter(call_row::Column::Id.eq(code.session_call))
            .filter(call_row::Column::State.eq(CallState::Open))
            .one(tx.conn())
            .await?
            .ok_or_else(unknown)?;
        use_once(&tx, everything, &code, account).await?;
        Ok(Call::from(call))
    })
    .await
}

async fn use_once(tx: &Tx, everything: &Ctx, code: &code_row::Model, account: AccountId) -> Result<(), Error> {
    let shown = select::<access_row::Entity>(everything)
        .filter(access_row::Column::SessionCall.eq(code.session_call))
        .filter(access_row::Column::Account.eq(account))
        .filter(access_row::Column::Code.eq(code.id));
    if shown.one(tx.conn()).await?.is_some() {
        return Ok(());
    }
    // The condition stands in the statement, so that the last use is given once.
    let taken = code_row::Entity::update_many()
        .col_expr(code_row::Column::Used, Expr::col(code_row::Column::Used).add(1))
        .filter(code_row::Column::Id.eq(code.id))
        .filter(Expr::col(code_row::Column::Used).lt(Expr::col(code_row::Column::Most)))
        .exec(tx.conn())
        .await?;
    if taken.rows_affected != 1 {
        return Err(Error::field("code", "calls-problem-code-used"));
    }
    let row = access_row::Model {
        session_call: code.session_call,
        edition: code.edition,
        account,
        code: code.id,
        shown_at: everything.now(),
    };
    access_row::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let detail = json!({ "label": code.label });
    Ok(tx.audit(everything, Some(code.edition), "call.code.shown", code.id.0, detail).await?)
}

/// What an account may do with a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Right {
    /// It may propose, while the call is open.
    pub may_propose: bool,
    /// Until then it may also after the deadline, by a code.
    pub until: Option<Timestamp>,
}

/// What an account may do with a call. `everything` is the system's context.
///
/// # Errors
/// The engine's.
pub(crate) async fn right<C: ConnectionTrait>(
    conn: &C,
    everything: &Ctx,
    call: &Call,
    account: AccountId,
) -> Result<Right, DbErr> {
    let shown = select::<access_row::Entity>(everything)
        .filter(access_row::Column::SessionCall.eq(call.id))
        .filter(access_row::Column::Account.eq(account))
        .all(conn)
        .await?;
    let live = select::<code_row::Entity>(everything)
        .filter(code_row::Column::Id.is_in(shown.iter().map(|row| row.code)))
        .filter(code_row::Column::RevokedAt.is_null())
        .all(conn)
        .await?;
    let by_code = live.iter().any(|code| code.ends_at.is_none_or(|end| everything.now() < end));
    let invited = select::<member_row::Entity>(everything)
        .filter(member_row::Column::SessionCall.eq(call.id))
        .filter(member_row::Column::Account.eq(account))
        .filter(member_row::Column::Part.eq(Part::Invitee))
        .one(conn)
        .await?
        .is_some();
    let may_propose = match call.access {
        Access::Public => true,
        Access::Code => by_code || invited,
        Access::Invitation => by_code || invited,
    };
    Ok(Right { may_propose, until: live.iter().filter_map(|code| code.ends_at).max() })
}

/// The field problem that a form shows when the clock has decided.
pub(crate) fn too_late() -> Problems {
    Problems::of("", FieldProblem::new("calls-problem-deadline"))
}
