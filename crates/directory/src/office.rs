//! Offices held over time: who was what, where, from when to when. A person may
//! hold several at once, and what is over stays on record.

use crate::{
    city::CityId,
    consent::require_directory_editor,
    error::Error,
    tables::office_row::{Column, Entity, Model},
    typed,
};
use db::{Db, Tx, select};
use jiff::civil::Date;
use kernel::{Ctx, FieldProblem, Locale, LocalizedText, OrganisationId, PersonId, Problems, Timestamp};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

kernel::id! {
    /// One office of one person.
    pub struct OfficeId;
}

/// A civil day as a column: `2024-09-25`, which sorts as text like time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub(crate) Date);

impl kernel::column::Column for Day {
    type Raw = String;
    fn to_raw(&self) -> String {
        self.0.to_string()
    }
    fn from_raw(raw: String) -> Result<Self, String> {
        raw.parse().map(Self).map_err(|e: jiff::Error| e.to_string())
    }
}
kernel::stored!(Day);

/// Where an office is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seat {
    /// At an organisation.
    Organisation(OrganisationId),
    /// For a city: its mayor, its Chief Smart City Officer.
    City(CityId),
}

impl Seat {
    /// The organisation, when it is one.
    pub fn organisation(self) -> Option<OrganisationId> {
        if let Self::Organisation(id) = self { Some(id) } else { None }
    }

    /// The city, when it is one.
    pub fn city(self) -> Option<CityId> {
        if let Self::City(id) = self { Some(id) } else { None }
    }
}

/// What somebody is or was.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficeDetails {
    /// Where.
    pub seat: Seat,
    /// As what.
    pub title: LocalizedText,
    /// The first day, where known.
    pub from: Option<Date>,
    /// The last day; `None` is still.
    pub to: Option<Date>,
    /// Precedence, 1 the highest.
    pub rank: Option<i32>,
}

/// An office on record.
#[derive(Clone, Debug, PartialEq)]
pub struct Office {
    /// Its key.
    pub id: OfficeId,
    /// Whose it is.
    pub person: PersonId,
    /// What it is.
    pub details: OfficeDetails,
}

impl Office {
    /// Held on this day, as far as the record knows.
    pub fn is_held_on(&self, day: Date) -> bool {
        self.details.from.is_none_or(|from| from <= day) && self.details.to.is_none_or(|to| day <= to)
    }
}

impl OfficeDetails {
    /// Reads a form: `city`, `title_…`, `from`, `to`, `rank`. Which organisation
    /// is meant has been looked up, with what was wrong about it in `problems`.
    pub(crate) fn read(
        sent: &web::Submission,
        locale: Locale,
        organisation: Option<OrganisationId>,
        mut problems: Problems,
    ) -> Result<Self, Problems> {
        let city = typed::optional_city(sent, &mut problems, "city", locale);
        let title = typed::some_text(sent, &mut problems, "title", 160);
        let from = typed::optional_day(sent, &mut problems, "from");
        let to = typed::optional_day(sent, &mut problems, "to");
        let rank = typed::optional_number(sent, &mut problems, "rank", 1..=20);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            problems.add("to", FieldProblem::new("directory-problem-ends-before"));
        }
        let seat = match (organisation, city) {
            (Some(organisation), None) => Some(Seat::Organisation(organisation)),
            (None, Some(city)) => Some(Seat::City(city)),
            _ => None,
        };
        match seat {
            Some(seat) => problems.or(Self { seat, title, from, to, rank }),
            None => {
                if problems.of_field("organisation").is_empty() && problems.of_field("city").is_empty() {
                    problems.add("organisation", FieldProblem::new("directory-problem-one-seat"));
                }
                Err(problems)
            }
        }
    }

    pub(crate) fn row(&self, id: OfficeId, person: PersonId) -> Model {
        let (organisation, city) = match self.seat {
            Seat::Organisation(organisation) => (Some(organisation), None),
            Seat::City(city) => (None, Some(city)),
        };
        Model {
            id,
            person,
            organisation,
            city,
            title: self.title.clone(),
            from_day: self.from.map(Day),
            to_day: self.to.map(Day),
            rank: self.rank,
        }
    }
}

impl TryFrom<Model> for Office {
    type Error = DbErr;
    fn try_from(row: Model) -> Result<Self, DbErr> {
        let seat = match (row.organisation, row.city) {
            (Some(organisation), None) => Seat::Organisation(organisation),
            (None, Some(city)) => Seat::City(city),
            // The table has a CHECK against it.
            _ => return Err(DbErr::Type(format!("the office {} has no one seat", row.id))),
        };
        let (from, to) = (row.from_day.map(|day| day.0), row.to_day.map(|day| day.0));
        Ok(Self {
            id: row.id,
            person: row.person,
            details: OfficeDetails { seat, title: row.title, from, to, rank: row.rank },
        })
    }
}

/// The civil day of an instant for the purpose of offices, which change at
/// midnight somewhere: UTC.
pub(crate) fn day_of(instant: Timestamp) -> Date {
    instant.to_jiff().to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
}

/// The offices of these people that the viewer may know of: those held now
/// first, then by rank, then the latest.
///
/// # Errors
/// The engine's.
pub async fn offices(db: &Db, ctx: &Ctx, people: &[PersonId]) -> Result<Vec<Office>, DbErr> {
    let mut all = Vec::new();
    for some in people.chunks(500) {
        all.extend(select::<Entity>(ctx).filter(Column::Person.is_in(some.iter().copied())).all(db.read()).await?);
    }
    sorted(all, day_of(ctx.now()))
}

/// The offices held at an organisation or for a city, as [`offices`].
///
/// # Errors
/// The engine's.
pub async fn offices_at(db: &Db, ctx: &Ctx, seat: Seat) -> Result<Vec<Office>, DbErr> {
    let at = match seat {
        Seat::Organisation(organisation) => Column::Organisation.eq(organisation),
        Seat::City(city) => Column::City.eq(city),
    };
    sorted(select::<Entity>(ctx).filter(at).all(db.read()).await?, day_of(ctx.now()))
}

fn sorted(rows: Vec<Model>, today: Date) -> Result<Vec<Office>, DbErr> {
    let mut all = rows.into_iter().map(Office::try_from).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|office| {
        let details = &office.details;
        (!office.is_held_on(today), details.rank.unwrap_or(99), std::cmp::Reverse(details.from), office.id)
    });
    Ok(all)
}

/// Puts an office on record.
///
/// # Errors
/// [`Error::NotFound`] for people outside the viewer's editions.
pub async fn add_office(db: &Db, ctx: &Ctx, person: PersonId, details: &OfficeDetails) -> Result<OfficeId, Error> {
    let id: OfficeId = ctx.new_id();
    db.write("office.add", |tx: Tx| async move {
        require_directory_editor(&tx, ctx, person).await?;
        if let Seat::Organisation(organisation) = details.seat {
            crate::organisation::require_known(&tx, ctx, organisation).await?;
        }
        Entity::insert(details.row(id, person).into_active_model()).exec_without_returning(tx.conn()).await?;
        noted(&tx, ctx, person, "office.added", id).await?;
        Ok(id)
    })
    .await
}

/// Ends an office: it stays on record with its last day.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Invalid`] when the day is before the first.
pub async fn end_office(db: &Db, ctx: &Ctx, person: PersonId, id: OfficeId, last: Date) -> Result<(), Error> {
    db.write("office.end", |tx: Tx| async move {
        require_directory_editor(&tx, ctx, person).await?;
        let row = held(&tx, ctx, person, id).await?;
        if row.from_day.is_some_and(|from| last < from.0) {
            return Err(Error::field("to", "directory-problem-ends-before"));
        }
        let mut next = row.into_active_model();
        next.to_day = Set(Some(Day(last)));
        next.update(tx.conn()).await?;
        noted(&tx, ctx, person, "office.ended", id).await
    })
    .await
}

/// Takes an office that was recorded by mistake off the record.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn remove_office(db: &Db, ctx: &Ctx, person: PersonId, id: OfficeId) -> Result<(), Error> {
    db.write("office.remove", |tx: Tx| async move {
        require_directory_editor(&tx, ctx, person).await?;
        let row = held(&tx, ctx, person, id).await?;
        Entity::delete_by_id(row.id).exec(tx.conn()).await?;
        noted(&tx, ctx, person, "office.removed", id).await
    })
    .await
}

async fn held(tx: &Tx, ctx: &Ctx, person: PersonId, id: OfficeId) -> Result<Model, Error> {
    let query = select::<Entity>(ctx).filter(Column::Id.eq(id)).filter(Column::Person.eq(person));
    query.one(tx.conn()).await?.ok_or(Error::NotFound)
}

async fn noted(tx: &Tx, ctx: &Ctx, person: PersonId, verb: &str, office: OfficeId) -> Result<(), Error> {
    tx.change("directory", None, person.0).await?;
    Ok(tx.audit(ctx, None, verb, person.0, serde_json::json!({ "office": office })).await?)
}
