//! What the directory holds about the owner of an account: told whole, and
//! made nameless when the account is erased.

use crate::{
    consent::{Channel, Purpose, Statement, ledger, write},
    office::offices,
    person::{forget_versions, own_record, versions},
    recording::{self, RecordingLine, recording_ledger},
    tables::{disclosure_row, member_row, office_row, participation_row, person_row},
};
use accounts::{OwnData, Owner};
use db::{Db, Tx, select};
use kernel::{Ctx, LocalizedText, PersonId, Slug};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};

/// The share of this crate in a person's own data. The composition root hands
/// it to `accounts`.
pub struct PersonData;

#[async_trait::async_trait]
impl OwnData for PersonData {
    fn name(&self) -> &'static str {
        "directory"
    }

    async fn export(&self, db: &Db, ctx: &Ctx, _: &Owner) -> Result<Value, DbErr> {
        // Only the viewer's own record is ever read here, whoever asks.
        let Some(person) = own_record(db, ctx).await? else {
            return Ok(Value::Null);
        };
        let part = select::<participation_row::Entity>(ctx).filter(participation_row::Column::Person.eq(person.id));
        let editions = part.all(db.read()).await?;
        Ok(json!({
            "name": person.name.as_given,
            "latin": person.name.latin,
            "native": person.name.native,
            "sort_name": person.name.sort,
            "biography": person.biography,
            "languages": person.languages,
            "email": person.email,
            "phone": person.phone,
            "editions": editions.iter().map(|row| json!({ "edition": row.edition, "listed": row.listed })).collect::<Vec<_>>(),
            "offices": offices_of(db, ctx, person.id).await?,
            "consents": consents_of(db, ctx, person.id).await?,
            "recording": recording_of(db, ctx, person.id).await?,
            "earlier": earlier_of(db, ctx, person.id).await?,
        }))
    }

    /// The record stays, without a name: programmes that are over keep their
    /// shape, and the ledger proves what was agreed to.
    async fn erase(&self, tx: &Tx, ctx: &Ctx, owner: &Owner) -> Result<(), DbErr> {
        let Some(person) = owner.person else {
            return Ok(());
        };
        let query = select::<person_row::Entity>(ctx).filter(person_row::Column::Id.eq(person));
        let Some(row) = query.one(tx.conn()).await? else {
            return Ok(());
        };
        withdraw_all(tx, ctx, person).await?;
        recording::refuse_all(tx, ctx, person).await?;
        office_row::Entity::delete_many().filter(office_row::Column::Person.eq(person)).exec(tx.conn()).await?;
        forget_versions(tx, person).await?;
        unname(tx, row).await?;
        tx.change("directory", None, person.0).await
    }
}

async fn offices_of(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<Value>, DbErr> {
    let line = |office: crate::Office| {
        let details = office.details;
        json!({
            "title": details.title,
            "organisation": details.seat.organisation(),
            "city": details.seat.city(),
            "from": details.from.map(|day| day.to_string()),
            "to": details.to.map(|day| day.to_string()),
        })
    };
    Ok(offices(db, ctx, &[person]).await?.into_iter().map(line).collect())
}

async fn earlier_of(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<Value>, DbErr> {
    let line = |version: crate::person::Version| {
        json!({
            "name": version.name.as_given,
            "latin": version.name.latin,
            "biography": version.biography,
            "until": version.replaced_at,
        })
    };
    Ok(versions(db, ctx, person).await?.into_iter().map(line).collect())
}

async fn consents_of(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<Value>, DbErr> {
    let line = |line: crate::consent::LedgerLine| {
        json!({
            "purpose": line.purpose,
            "act": line.act,
            "audience": line.audience,
            "wording": line.wording,
            "language": line.locale,
            "at": line.at,
            "channel": line.channel,
            "basis": line.basis,
        })
    };
    Ok(ledger(db, ctx, person).await?.into_iter().map(line).collect())
}

async fn recording_of(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<Value>, DbErr> {
    let line = |line: RecordingLine| {
        json!({
            "edition": line.edition,
            "about": line.capture,
            "answer": line.answer,
            "wording": line.wording,
            "language": line.locale,
            "at": line.at,
            "channel": line.channel,
            "basis": line.basis,
        })
    };
    Ok(recording_ledger(db, ctx, person).await?.into_iter().map(line).collect())
}

async fn withdraw_all(tx: &Tx, ctx: &Ctx, person: PersonId) -> Result<(), DbErr> {
    let open = select::<disclosure_row::Entity>(ctx).filter(disclosure_row::Column::Person.eq(person));
    let open: Vec<Purpose> = open.all(tx.conn()).await?.into_iter().map(|row| row.purpose).collect();
    for purpose in open {
        let said = Statement { purpose, audience: None, channel: Channel::Web, basis: String::new() };
        write(tx, ctx, person, &said).await?;
    }
    let listed = participation_row::Entity::update_many().filter(participation_row::Column::Person.eq(person));
    listed.col_expr(participation_row::Column::Listed, sea_orm::sea_query::Expr::value(false)).exec(tx.conn()).await?;
    // A head stays in place until the staff appoint another: nobody's name is left in it.
    let members = member_row::Entity::delete_many().filter(member_row::Column::Person.eq(person));
    members.filter(member_row::Column::IsHead.eq(false)).exec(tx.conn()).await.map(drop)
}

async fn unname(tx: &Tx, row: person_row::Model) -> Result<(), DbErr> {
    let nameless = format!("erased-{}", row.id);
    let mut next = row.into_active_model();
    next.slug = Set(Slug::parse(&nameless).map_err(|_| DbErr::Custom("a key is no slug".to_owned()))?);
    next.name = Set("…".to_owned());
    next.latin = Set(String::new());
    next.native = Set(String::new());
    next.sort_name = Set("…".to_owned());
    next.sort_key = Set("…".to_owned());
    next.initial = Set("#".to_owned());
    next.name_key = Set(String::new());
    next.latin_key = Set(String::new());
    next.biography = Set(LocalizedText::new());
    next.languages = Set(crate::name::Languages::default());
    next.email = Set(None);
    next.email_key = Set(None);
    next.phone = Set(None);
    next.update(tx.conn()).await.map(drop)
}
