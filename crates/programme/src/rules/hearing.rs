//! Who can follow a session in which language: what the edition promises, and
//! whether enough interpreters are named. How many it takes stands in [`super::Teams`].

use super::Rule;
use super::check::{Found, Plan, Slot};
use crate::{error::Error, session::Languages};
use db::{Db, Tx, Visible, select};
use kernel::{Ctx, EditionId, Permission, PersonId, RoomId, SessionId, column::Column as Stored};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// What an edition promises to whoever listens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hearing {
    /// Everything can be followed in each of these; none where nothing is promised.
    pub languages: Languages,
    /// Rooms whose booths have a team of their own.
    pub booths: Rooms,
}

/// A set of rooms, as a column keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rooms(pub BTreeSet<RoomId>);

impl Stored for Rooms {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        kernel::column::to_json(self)
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|error| error.to_string())
    }
}
kernel::stored!(Rooms);

/// How many interpreters a session needs; nothing where nobody interprets, or
/// where its room has a team of its own, and while it has no time.
pub(super) fn needs(plan: &Plan, slot: &Slot) -> Option<usize> {
    let is_interpreted = !slot.spoken.is_empty() && slot.interpreted.codes().any(|code| !slot.spoken.contains(code));
    let has_booth = slot.room.is_some_and(|room| plan.booths.contains(&room));
    let (start, end) = slot.time.filter(|_| is_interpreted && !has_booth)?;
    let heard: BTreeSet<&str> = slot.spoken.codes().chain(slot.interpreted.codes()).collect();
    Some(plan.teams.needed(end.minutes_since(start), &heard))
}

/// Sessions in which somebody hears nothing that they understand, or for whose
/// interpretation too few are named. A forum and its items share their team.
pub(super) fn unheard(plan: &Plan, slots: &[&Slot], found: &mut Found<'_>) {
    let mut teams: HashMap<SessionId, BTreeSet<PersonId>> = HashMap::new();
    for slot in &plan.slots {
        for forum in [Some(slot.session), slot.parent].into_iter().flatten() {
            teams.entry(forum).or_default().extend(&slot.interpreters);
        }
    }
    let nobody = BTreeSet::new();
    let of = |session: Option<SessionId>| session.and_then(|id| teams.get(&id)).unwrap_or(&nobody);
    for slot in slots.iter().filter(|slot| !slot.spoken.is_empty()) {
        let heard: BTreeSet<&str> = slot.spoken.codes().chain(slot.interpreted.codes()).collect();
        if plan.promised.codes().any(|code| !heard.contains(code)) {
            found.add(Rule::Interpreter, slot.session);
        }
        let Some(needed) = needs(plan, slot) else { continue };
        // A forum's team is whoever interprets in it or in one of its items.
        let named = of(Some(slot.session)).union(of(slot.parent)).count();
        if named < needed
            && let Some(conflict) = found.add(Rule::Interpreter, slot.session)
        {
            conflict.team = Some((named, needed));
        }
    }
}

/// What an edition promises; nothing until it has chosen.
///
/// # Errors
/// The engine's.
pub async fn hearing(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Hearing, DbErr> {
    let row = select::<hearing_row::Entity>(ctx).filter(hearing_row::Column::Edition.eq(edition)).one(conn).await?;
    Ok(row.map_or_else(Hearing::default, |row| Hearing { languages: row.languages, booths: row.booths }))
}

/// Chooses what an edition promises.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn set_hearing(db: &Db, ctx: &Ctx, edition: EditionId, chosen: &Hearing) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("rule.hearing", |tx: Tx| async move {
        write(&tx, edition, chosen).await?;
        tx.change("programme", Some(edition), edition.0).await?;
        let detail = serde_json::json!({ "languages": chosen.languages, "booths": chosen.booths.0.len() });
        tx.audit(ctx, Some(edition), "programme.hearing", edition.0, detail).await?;
        Ok(())
    })
    .await
}

async fn write(tx: &Tx, edition: EditionId, chosen: &Hearing) -> Result<(), DbErr> {
    use hearing_row::Column;
    let again = OnConflict::column(Column::Edition).update_columns([Column::Languages, Column::Booths]).to_owned();
    let row = hearing_row::Model { edition, languages: chosen.languages.clone(), booths: chosen.booths.clone() };
    let insert = hearing_row::Entity::insert(row.into_active_model()).on_conflict(again);
    insert.exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Takes the promised languages of one edition over to another. Its rooms are others.
pub(crate) async fn copy_hearing(tx: &Tx, ctx: &Ctx, from: EditionId, to: EditionId) -> Result<(), DbErr> {
    let languages = hearing(tx.conn(), ctx, from).await?.languages;
    write(tx, to, &Hearing { languages, booths: Rooms::default() }).await
}

mod hearing_row {
    use super::Rooms;
    use crate::session::Languages;
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_hearing")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub languages: Languages,
        pub booths: Rooms,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for hearing_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        crate::tables::staff_of(ctx, hearing_row::Column::Edition)
    }
}

#[cfg(test)]
#[path = "hearing_tests.rs"]
mod tests;
