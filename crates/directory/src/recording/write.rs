//! Writing an answer down: a line of the ledger, and what holds from now on.

use super::{Answer, Capture, RECORDING_WORDING};
use crate::{
    consent::Channel,
    error::Error,
    tables::{participation_row, recording_answer_row, recording_consent_row},
};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission, PersonId};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// What is said about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordingStatement {
    /// About what.
    pub capture: Capture,
    /// Yes or no.
    pub answer: Answer,
    /// How it was said.
    pub channel: Channel,
    /// Why somebody else may say it; empty when the person does.
    pub basis: String,
}

/// Writes down what was answered, all of it or nothing; it holds with the commit.
/// An answer that is the same as before is written again: it was said again.
///
/// # Errors
/// [`Error::NotFound`] for somebody who does not take part or for whom the
/// viewer may not speak, [`Error::Invalid`] when staff give no basis.
pub async fn answer_recording(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    person: PersonId,
    said: &[RecordingStatement],
) -> Result<(), Error> {
    let own = ctx.viewer().person_id() == Some(person);
    if !own && !ctx.can(Permission::EditProgramme, edition) && !ctx.can(Permission::EditDirectory, edition) {
        return Err(Error::NotFound);
    }
    for statement in said {
        if own != (statement.channel == Channel::Web) && !ctx.viewer().is_system() {
            return Err(Error::field("channel", "problem-choice"));
        }
        let basis = statement.basis.trim().chars().count();
        if basis > 400 || (statement.channel != Channel::Web && basis < 3) {
            return Err(Error::field("basis", "directory-problem-basis"));
        }
    }
    db.write("recording.answer", |tx: Tx| async move {
        require_participation(&tx, ctx, edition, person).await?;
        for statement in said {
            write(&tx, ctx, edition, person, statement).await?;
        }
        tx.change("directory", Some(edition), person.0).await?;
        let answers: Vec<_> = said.iter().map(|s| (s.capture.as_str(), s.answer.as_str())).collect();
        Ok(tx.audit(ctx, Some(edition), "recording.answered", person.0, serde_json::json!(answers)).await?)
    })
    .await
}

/// The person takes part in the edition, and the viewer may know it.
async fn require_participation(tx: &Tx, ctx: &Ctx, edition: EditionId, person: PersonId) -> Result<(), Error> {
    use participation_row::{Column, Entity};
    let query = select::<Entity>(ctx).filter(Column::Person.eq(person)).filter(Column::Edition.eq(edition));
    query.one(tx.conn()).await?.map(drop).ok_or(Error::NotFound)
}

async fn write(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    person: PersonId,
    said: &RecordingStatement,
) -> Result<(), DbErr> {
    let line = recording_consent_row::Model {
        id: ctx.new_id(),
        edition,
        person,
        capture: said.capture,
        answer: said.answer,
        wording: RECORDING_WORDING,
        locale: ctx.locale(),
        at: ctx.now(),
        channel: said.channel,
        basis: said.basis.trim().to_owned(),
        account: ctx.viewer().account_id(),
    };
    let holds = recording_answer_row::ActiveModel {
        edition: Set(edition),
        person: Set(person),
        capture: Set(said.capture),
        answer: Set(said.answer),
        consent: Set(line.id),
    };
    recording_consent_row::Entity::insert(line.into_active_model()).exec_without_returning(tx.conn()).await?;
    let key = (edition, person, said.capture);
    recording_answer_row::Entity::delete_by_id(key).exec(tx.conn()).await?;
    recording_answer_row::Entity::insert(holds).exec_without_returning(tx.conn()).await.map(drop)
}

/// Every yes becomes a no, in every edition: the person is being erased.
pub(crate) async fn refuse_all(tx: &Tx, ctx: &Ctx, person: PersonId) -> Result<(), DbErr> {
    use recording_answer_row::{Column, Entity};
    let agreed = select::<Entity>(ctx).filter(Column::Person.eq(person)).filter(Column::Answer.eq(Answer::Yes));
    for row in agreed.all(tx.conn()).await? {
        let capture = row.capture;
        let said = RecordingStatement { capture, answer: Answer::No, channel: Channel::Web, basis: String::new() };
        write(tx, ctx, row.edition, person, &said).await?;
    }
    Ok(())
}
