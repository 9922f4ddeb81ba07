//! The people of an edition, by letter, by city, by organisation, page by page.

use super::{PersonCard, card::cards_of};
use crate::{
    city::CityId,
    tables::{office_row, organisation_row, participation_row, person_row},
};
use db::{Db, select};
use kernel::{Ctx, EditionId, OrganisationId};
use sea_orm::{
    ColumnTrait, Condition, DbErr, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

/// Which people are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleFilter {
    /// Those under this letter: `a` to `z`, or `#`.
    pub initial: Option<char>,
    /// Those who hold or held an office for this city, or at an organisation in it.
    pub city: Option<CityId>,
    /// Those who hold or held an office there.
    pub organisation: Option<OrganisationId>,
    /// Words of the name, or a whole address (for staff).
    pub words: Option<String>,
    /// Only those the staff list: the public page.
    pub listed: bool,
}

/// One page of people.
#[derive(Clone, Debug, PartialEq)]
pub struct PeoplePage {
    /// In the order of their names.
    pub people: Vec<PersonCard>,
    /// The slug after which the next page begins.
    pub next: Option<String>,
}

/// A page of the people of `edition` that the viewer may know of. `after` is
/// the slug of the last person of the page before.
///
/// # Errors
/// The engine's.
pub async fn people(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    filter: &PeopleFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<PeoplePage, DbErr> {
    use person_row::{Column, Entity};
    let mut query = chosen(ctx, edition, filter);
    if let Some(slug) = after {
        let last = select::<Entity>(ctx).filter(Column::Slug.eq(slug)).one(db.read()).await?;
        if let Some(last) = last {
            let later = Condition::all().add(Column::SortKey.eq(last.sort_key.clone())).add(Column::Id.gt(last.id));
            query = query.filter(Condition::any().add(Column::SortKey.gt(last.sort_key)).add(later));
        }
    }
    let mut rows = query.order_by_asc(Column::SortKey).order_by_asc(Column::Id).limit(limit + 1).all(db.read()).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|row| row.slug.to_string());
    Ok(PeoplePage { people: cards_of(db, ctx, rows).await?, next })
}

/// The letters under which the index of an edition has somebody.
///
/// # Errors
/// The engine's.
pub async fn initials_of(db: &Db, ctx: &Ctx, edition: EditionId, filter: &PeopleFilter) -> Result<Vec<char>, DbErr> {
    let any = PeopleFilter { initial: None, ..filter.clone() };
    let letters: Vec<String> = chosen(ctx, edition, &any)
        .filter(Condition::all().add_option(crate::sight::begins_at_the_open(ctx)))
        .select_only()
        .column(person_row::Column::Initial)
        .distinct()
        .into_tuple()
        .all(db.read())
        .await?;
    let mut letters: Vec<char> = letters.iter().filter_map(|letter| letter.chars().next()).collect();
    // '#' comes last, as at the back of a book.
    letters.sort_by_key(|letter| (*letter == '#', *letter));
    Ok(letters)
}

fn chosen(ctx: &Ctx, edition: EditionId, filter: &PeopleFilter) -> Select<person_row::Entity> {
    use person_row::{Column, Entity};
    let mut query = select::<Entity>(ctx).filter(Expr::exists(taking_part(ctx, edition, filter.listed)));
    if let Some(initial) = filter.initial {
        query = query.filter(Column::Initial.eq(initial.to_string()));
    }
    if let Some(organisation) = filter.organisation {
        query = query.filter(held(ctx, Condition::all().add(office_row::Column::Organisation.eq(organisation))));
    }
    if let Some(city) = filter.city {
        use office_row::Column::{City, Organisation};
        let there = Condition::any().add(City.eq(city)).add(Organisation.in_subquery(organisations_in(ctx, city)));
        query = query.filter(held(ctx, there));
    }
    match filter.words.as_deref() {
        Some(words) => query.filter(called(ctx, words)),
        None => query,
    }
}

fn taking_part(ctx: &Ctx, edition: EditionId, listed: bool) -> SelectStatement {
    use participation_row::{Column, Entity};
    let own_row = Expr::col((Entity, Column::Person)).equals((person_row::Entity, person_row::Column::Id));
    select::<Entity>(ctx)
        .select_only()
        .expr(Expr::value(1))
        .filter(own_row)
        .filter(Column::Edition.eq(edition))
        .filter(Condition::all().add_option(listed.then(|| Column::Listed.eq(true))))
        .into_query()
}

/// Holds an office that the viewer may know of: a hidden one is not found by
/// asking for its organisation or city.
fn held(ctx: &Ctx, at: Condition) -> Condition {
    use office_row::{Column, Entity};
    let people = select::<Entity>(ctx).filter(at).select_only().column(Column::Person).into_query();
    Condition::all().add(person_row::Column::Id.in_subquery(people))
}

fn organisations_in(ctx: &Ctx, city: CityId) -> SelectStatement {
    use organisation_row::{Column, Entity};
    select::<Entity>(ctx).filter(Column::City.eq(city)).select_only().column(Column::Id).into_query()
}

/// The longest name and the longest address that are stored are shorter, in bytes.
const LONGEST_WORDS: usize = 500;

/// Every word stands in the name; for staff a whole address does as well.
fn called(ctx: &Ctx, words: &str) -> Condition {
    use person_row::Column;
    // No name and no address is longer, and engines refuse patterns of any length.
    if words.len() > LONGEST_WORDS {
        return db::nobody();
    }
    let folded = kernel::fold::words(words);
    let mut every = Condition::all();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        every = every.add(
            Condition::any()
                .add(Column::NameKey.contains(word))
                .add(Column::LatinKey.contains(word))
                .add(Column::SortKey.contains(word)),
        );
    }
    if every.is_empty() {
        every = db::nobody();
    }
    // Strangers must not find out an address by asking for it.
    let may_ask =
        crate::sight::reach(ctx, kernel::Permission::ReadContacts).is_none_or(|editions| !editions.is_empty());
    Condition::any().add(every).add_option(may_ask.then(|| Column::EmailKey.eq(words.trim().to_lowercase())))
}
