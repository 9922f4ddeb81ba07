//! The same human being twice: shown to whoever is about to make a double, who
//! decides. Only people that the viewer may see anyhow are ever shown.

use super::{PersonCard, PersonDetails, card::cards_of};
use crate::tables::person_row::{Column, Entity, Model};
use db::{Db, select};
use kernel::{Ctx, PersonId};
use sea_orm::{ColumnTrait, Condition, DbErr, QueryFilter, QueryOrder, QuerySelect};

/// Somebody who may be the same person.
#[derive(Clone, Debug, PartialEq)]
pub struct Double {
    /// Who it is.
    pub card: PersonCard,
    /// It is the address that is the same, and not only the name.
    pub by_email: bool,
}

/// The people who have the same address, or the same name in any order of its
/// words, with or without accents.
///
/// # Errors
/// The engine's.
pub async fn possible_doubles(
    db: &Db,
    ctx: &Ctx,
    details: &PersonDetails,
    except: Option<PersonId>,
) -> Result<Vec<Double>, DbErr> {
    let keys: Vec<String> = details.name.keys().into_iter().filter(|key| !key.is_empty()).collect();
    let email = details.email.as_ref().map(kernel::EmailAddress::key);
    let same = Condition::any()
        .add_option(email.clone().map(|key| Column::EmailKey.eq(key)))
        .add(Column::NameKey.is_in(keys.clone()))
        .add(Column::LatinKey.is_in(keys));
    let rows = select::<Entity>(ctx)
        .filter(same)
        .filter(Condition::all().add_option(except.map(|id| Column::Id.ne(id))))
        .order_by_asc(Column::Id)
        .limit(10)
        .all(db.read())
        .await?;
    let sight = super::Sight::of(db, ctx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    // An address that the viewer may not see must not be found by guessing it.
    let by_email: Vec<bool> =
        rows.iter().map(|row| email.is_some() && row.email_key == email && sight.in_full(row.id)).collect();
    let by_name = |row: &Model| details.name.keys().iter().any(|key| *key == row.name_key || *key == row.latin_key);
    let kept: Vec<_> = rows.into_iter().zip(by_email).filter(|(row, by_email)| *by_email || by_name(row)).collect();
    let (rows, by_email): (Vec<_>, Vec<_>) = kept.into_iter().unzip();
    let cards = cards_of(db, ctx, rows).await?;
    Ok(cards.into_iter().zip(by_email).map(|(card, by_email)| Double { card, by_email }).collect())
}
