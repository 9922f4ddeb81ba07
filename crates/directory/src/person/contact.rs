//! How people are reached, for those who work with them on the day.

use super::Sight;
use crate::tables::person_row;
use db::{Db, select};
use kernel::{Ctx, EmailAddress, PersonId};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use std::collections::HashMap;

/// The ways to somebody that the viewer may know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    /// The address, when this viewer may have it.
    pub email: Option<EmailAddress>,
    /// The number, when this viewer may have it.
    pub phone: Option<String>,
}

/// How these people are reached, as far as the viewer may know; who is not
/// known to the viewer is missing.
///
/// # Errors
/// The engine's.
pub async fn contacts(db: &Db, ctx: &Ctx, ids: &[PersonId]) -> Result<HashMap<PersonId, Contact>, DbErr> {
    let sight = Sight::of(db, ctx, ids).await?;
    let mut all = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = select::<person_row::Entity>(ctx).filter(person_row::Column::Id.is_in(some.iter().copied()));
        for row in query.all(db.read()).await? {
            let person = sight.reveal(row);
            all.insert(person.id, Contact { email: person.email, phone: person.phone });
        }
    }
    Ok(all)
}
