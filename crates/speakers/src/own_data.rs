//! What this crate holds about the owner of an account: told whole, and removed
//! when the account is erased.

use crate::tables::{file_row, item_row, link_row, reminder_row, seen_row};
use accounts::{OwnData, Owner};
use db::{Db, Tx, select};
use kernel::Ctx;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde_json::{Value, json};

/// The share of this crate in a person's own data.
pub struct SpeakerData;

#[async_trait::async_trait]
impl OwnData for SpeakerData {
    fn name(&self) -> &'static str {
        "speakers"
    }

    async fn export(&self, db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Value, DbErr> {
        // Only the viewer's own rows are ever read here, whoever asks.
        let Some(person) = owner.person.filter(|person| ctx.viewer().person_id() == Some(*person)) else {
            return Ok(Value::Null);
        };
        let items = select::<item_row::Entity>(ctx).filter(item_row::Column::Person.eq(person)).all(db.read()).await?;
        let files = select::<file_row::Entity>(ctx).filter(file_row::Column::Person.eq(person)).all(db.read()).await?;
        let item = |row: item_row::Model| {
            json!({
                "edition": row.edition,
                "task": row.task,
                "session": row.session,
                "state": row.state,
                "answer": row.answer,
                "profile": row.profile,
                "note": row.note,
                "handed_in_at": row.handed_in_at,
                "file": row.file,
            })
        };
        let file = |row: file_row::Model| json!({ "id": row.id, "name": row.name, "size": row.size, "sha256": row.digest.as_str(), "at": row.handed_in_at });
        Ok(json!({
            "handed_in": items.into_iter().map(item).collect::<Vec<_>>(),
            "files": files.into_iter().map(file).collect::<Vec<_>>(),
        }))
    }

    /// What was handed in goes, and with it the files; the tasks are the edition's.
    async fn erase(&self, tx: &Tx, ctx: &Ctx, owner: &Owner) -> Result<(), DbErr> {
        let Some(person) = owner.person else { return Ok(()) };
        let everything = &ctx.seen_by(kernel::Viewer::system());
        let files = select::<file_row::Entity>(everything).filter(file_row::Column::Person.eq(person));
        let files = files.all(tx.conn()).await?;
        let items = item_row::Entity::delete_many().filter(item_row::Column::Person.eq(person));
        items.exec(tx.conn()).await?;
        for file in files {
            crate::file::forget(tx, file.id).await?;
        }
        let reminders = reminder_row::Entity::delete_many().filter(reminder_row::Column::Person.eq(person));
        reminders.exec(tx.conn()).await?;
        link_row::Entity::delete_many().filter(link_row::Column::Person.eq(person)).exec(tx.conn()).await?;
        seen_row::Entity::delete_many().filter(seen_row::Column::Person.eq(person)).exec(tx.conn()).await?;
        tx.change("speakers", None, person.0).await
    }
}
