//! Consent: what a person agreed to show, to whom, and the ledger that proves
//! it. Hidden is what everything is until somebody agrees; to withdraw takes as
//! much as to give, and works with the next page that anybody opens.

use crate::{
    error::Error,
    sight::reach,
    tables::{consent_row, disclosure_row, participation_row},
};
use db::{Db, Tx, select};
use kernel::{Ctx, Locale, Permission, PersonId, Timestamp, Visibility};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

kernel::id! {
    /// One line of the ledger.
    pub struct ConsentId;
}

/// The version of the words that people agree to now. The words of a version
/// never change: `directory-wording-1-…` in the catalogue of texts.
pub const WORDING: i32 = 1;

kernel::text_enum! {
    /// What may be shown, each for itself.
    pub enum Purpose {
        /// The name, in lists, in the programme and on a page of its own.
        Listing = "listing",
        /// Offices held, at which organisation or for which city.
        Organisation = "organisation",
        /// The biography and the languages spoken.
        Biography = "biography",
        /// The portrait.
        Photo = "photo",
        /// The e-mail address.
        Email = "email",
        /// The telephone number.
        Phone = "phone",
    }
}

kernel::text_enum! {
    /// Agreed, or taken back.
    pub enum Act {
        /// From now on.
        Given = "given",
        /// From now on no longer.
        Withdrawn = "withdrawn",
    }
}

kernel::text_enum! {
    /// How it was said.
    pub enum Channel {
        /// By the person, on the page.
        Web = "web",
        /// By a mail that somebody keeps.
        Email = "email",
        /// On paper that somebody keeps.
        Paper = "paper",
        /// By the officer of a delegation, on the person's behalf.
        Officer = "officer",
        /// In data that came from elsewhere.
        Import = "import",
    }
}

/// What is said about one purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// About what.
    pub purpose: Purpose,
    /// Shown to whom: everybody, the registered, or (`None`) nobody any more.
    pub audience: Option<Visibility>,
    /// How it was said.
    pub channel: Channel,
    /// Why somebody else may say it; empty when the person does.
    pub basis: String,
}

/// One line of the ledger, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerLine {
    /// About what.
    pub purpose: Purpose,
    /// Agreed, or taken back.
    pub act: Act,
    /// The audience agreed to.
    pub audience: Option<Visibility>,
    /// The version of the words.
    pub wording: i32,
    /// The language of the words.
    pub locale: Locale,
    /// When.
    pub at: Timestamp,
    /// How it was said.
    pub channel: Channel,
    /// Why somebody else said it.
    pub basis: String,
}

/// What one person shows now; a purpose that is missing is hidden.
pub type Disclosures = BTreeMap<Purpose, Visibility>;

/// Writes down what was said, and opens or closes accordingly at once.
///
/// # Errors
/// [`Error::NotFound`] for a person whom the viewer may not speak for,
/// [`Error::Invalid`] when staff give no basis.
pub async fn state(db: &Db, ctx: &Ctx, person: PersonId, statement: &Statement) -> Result<(), Error> {
    let own = ctx.viewer().person_id() == Some(person);
    if statement.audience.is_some_and(|a| !matches!(a, Visibility::Public | Visibility::Registered)) {
        return Err(Error::field("audience", "problem-choice"));
    }
    if own != (statement.channel == Channel::Web) && !ctx.viewer().is_system() {
        return Err(Error::field("channel", "problem-choice"));
    }
    if statement.channel != Channel::Web && statement.basis.trim().chars().count() < 3 {
        return Err(Error::field("basis", "directory-problem-basis"));
    }
    db.write("consent.state", |tx: Tx| async move {
        if !own {
            require_directory_editor(&tx, ctx, person).await?;
        }
        write(&tx, ctx, person, statement).await?;
        tx.change("directory", None, person.0).await?;
        let detail = serde_json::json!({ "purpose": statement.purpose, "audience": statement.audience });
        Ok(tx.audit(ctx, None, "consent.stated", person.0, detail).await?)
    })
    .await
}

/// The viewer keeps the directory of an edition in which this person takes part.
pub(crate) async fn require_directory_editor(tx: &Tx, ctx: &Ctx, person: PersonId) -> Result<(), Error> {
    use participation_row::{Column, Entity};
    let mut query = select::<Entity>(ctx).filter(Column::Person.eq(person));
    if let Some(editions) = reach(ctx, Permission::EditDirectory) {
        query = query.filter(Column::Edition.is_in(editions));
    } else {
        return Ok(());
    }
    query.one(tx.conn()).await?.map(drop).ok_or(Error::NotFound)
}

pub(crate) async fn write(tx: &Tx, ctx: &Ctx, person: PersonId, said: &Statement) -> Result<(), DbErr> {
    let line = ledger_row(ctx, person, said);
    let id = line.id;
    consent_row::Entity::insert(line.into_active_model()).exec_without_returning(tx.conn()).await?;
    disclosure_row::Entity::delete_by_id((person, said.purpose)).exec(tx.conn()).await?;
    if let Some(audience) = said.audience {
        let open = disclosure_row::ActiveModel {
            person: Set(person),
            purpose: Set(said.purpose),
            audience: Set(audience),
            consent: Set(id),
        };
        disclosure_row::Entity::insert(open).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

pub(crate) fn ledger_row(ctx: &Ctx, person: PersonId, said: &Statement) -> consent_row::Model {
    consent_row::Model {
        id: ctx.new_id(),
        person,
        purpose: said.purpose,
        act: if said.audience.is_some() { Act::Given } else { Act::Withdrawn },
        audience: said.audience,
        wording: WORDING,
        locale: ctx.locale(),
        at: ctx.now(),
        channel: said.channel,
        basis: said.basis.trim().to_owned(),
        account: ctx.viewer().account_id(),
    }
}

/// What a person shows now, as far as the viewer may know.
///
/// # Errors
/// The engine's.
pub async fn disclosures(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Disclosures, DbErr> {
    let rows =
        select::<disclosure_row::Entity>(ctx).filter(disclosure_row::Column::Person.eq(person)).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.purpose, row.audience)).collect())
}

/// The ledger of a person, latest first: for the person, and for the staff.
///
/// # Errors
/// The engine's.
pub async fn ledger(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<LedgerLine>, DbErr> {
    use consent_row::{Column, Entity};
    let rows = select::<Entity>(ctx)
        .filter(Column::Person.eq(person))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| LedgerLine {
            purpose: row.purpose,
            act: row.act,
            audience: row.audience,
            wording: row.wording,
            locale: row.locale,
            at: row.at,
            channel: row.channel,
            basis: row.basis,
        })
        .collect())
}
