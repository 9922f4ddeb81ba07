//! A person in one line, for programmes and lists.

use super::{Person, Sight};
use crate::{
    city::{CityId, catalogue},
    office::{Office, OfficeId, Seat, day_of, offices},
    organisation::organisation_cards,
    tables::person_row,
};
use db::{Db, select};
use kernel::{Ctx, OrganisationId, PersonId, Slug, Viewer};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};

/// A person in one line. Who is hidden from the viewer has none.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonCard {
    /// The key.
    pub id: PersonId,
    /// The last segment of the address of the person's page.
    pub slug: Slug,
    /// The name in the form that the reader can pronounce.
    pub name: String,
    /// The name in the other script; may be empty.
    pub beside: String,
    /// One or two characters for a face without a picture.
    pub initials: String,
    /// The letter of the index, `A` to `Z` or `#`.
    pub letter: String,
    /// What the person is: `Mayor, Shenzhen`; empty when hidden or unknown.
    pub role_line: String,
    /// Where the office of `role_line` is held.
    pub organisation: Option<OrganisationId>,
    /// For which city it is held.
    pub city: Option<CityId>,
    /// Strangers do not know of this person: never print the name on anything
    /// that leaves the staff.
    pub is_hidden: bool,
}

/// The cards of these people, as far as the viewer may know of them: a person
/// hidden from the viewer is not in the answer, and nothing stands in the place.
///
/// # Errors
/// The engine's.
pub async fn person_cards(db: &Db, ctx: &Ctx, ids: &[PersonId]) -> Result<HashMap<PersonId, PersonCard>, DbErr> {
    let mut rows = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let query = select::<person_row::Entity>(ctx).filter(person_row::Column::Id.is_in(some.iter().copied()));
        rows.extend(query.all(db.read()).await?);
    }
    let cards = cards_of(db, ctx, rows).await?;
    Ok(cards.into_iter().map(|card| (card.id, card)).collect())
}

/// The cards of rows that the viewer may see, in their order.
pub(super) async fn cards_of(db: &Db, ctx: &Ctx, rows: Vec<person_row::Model>) -> Result<Vec<PersonCard>, DbErr> {
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let known = known_to_strangers(db, ctx, &ids).await?;
    let today = day_of(ctx.now());
    let mut first: HashMap<PersonId, Office> = HashMap::new();
    // Those held now come first, the highest rank before the others.
    for office in offices(db, ctx, &ids).await?.into_iter().filter(|office| office.is_held_on(today)) {
        first.entry(office.person).or_insert(office);
    }
    let lines = role_lines(db, ctx, first.values()).await?;
    // A card shows nothing that a purpose of its own opens.
    let sight = Sight::default();
    let card = |row: person_row::Model| {
        let letter = row.initial.to_uppercase();
        let Person { id, slug, name, .. } = sight.reveal(row);
        let seat = first.get(&id).map(|office| office.details.seat);
        PersonCard {
            id,
            slug,
            name: name.shown(ctx.locale()).to_owned(),
            beside: name.beside(ctx.locale()).to_owned(),
            initials: name.initials(ctx.locale()),
            letter,
            role_line: first.get(&id).and_then(|office| lines.get(&office.id)).cloned().unwrap_or_default(),
            organisation: seat.and_then(Seat::organisation),
            city: seat.and_then(Seat::city),
            is_hidden: known.as_ref().is_some_and(|known| !known.contains(&id)),
        }
    };
    Ok(rows.into_iter().map(card).collect())
}

/// Which of these people a stranger knows of; `None` when the viewer is one.
async fn known_to_strangers(db: &Db, ctx: &Ctx, ids: &[PersonId]) -> Result<Option<HashSet<PersonId>>, DbErr> {
    if ctx.viewer().is_stranger() {
        return Ok(None);
    }
    let stranger = ctx.seen_by(Viewer::stranger());
    let mut known = HashSet::new();
    for some in ids.chunks(500) {
        let query = select::<person_row::Entity>(&stranger).filter(person_row::Column::Id.is_in(some.iter().copied()));
        let keys = query.select_only().column(person_row::Column::Id).into_tuple::<PersonId>();
        known.extend(keys.all(db.read()).await?);
    }
    Ok(Some(known))
}

/// Offices in words: `Mayor, Shenzhen`. The name of an organisation that the
/// viewer does not know of is left out.
pub(crate) async fn role_lines<'a>(
    db: &Db,
    ctx: &Ctx,
    offices: impl Iterator<Item = &'a Office> + Clone,
) -> Result<HashMap<OfficeId, String>, DbErr> {
    let organisations: Vec<OrganisationId> =
        offices.clone().filter_map(|office| office.details.seat.organisation()).collect();
    let organisations = organisation_cards(db, ctx, &organisations).await?;
    let text = ui::Text(ctx.locale());
    let line = |office: &Office| {
        let title = office.details.title.get(ctx.locale()).text;
        let place = match office.details.seat {
            Seat::Organisation(id) => organisations.get(&id).map(|o| o.name.get(ctx.locale()).text),
            Seat::City(id) => catalogue().get(id).map(|city| city.name(ctx.locale()).text),
        };
        match place {
            Some(place) => text.with("directory-role-line", &[("title", title.into()), ("place", place.into())]),
            None => title.to_owned(),
        }
    };
    Ok(offices.map(|office| (office.id, line(office))).collect())
}
