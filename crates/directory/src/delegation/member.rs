//! The people of a delegation, and its one head.

use super::{MOST_MEMBERS, record::of_edition};
use crate::{
    error::Error,
    person::{PersonCard, person_cards},
    tables::{
        member_row::{ActiveModel, Column, Entity, Model},
        participation_row,
    },
};
use db::{Db, Tx, select};
use kernel::{Ctx, DelegationId, EditionId, Permission, PersonId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

/// Somebody in a delegation.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Who it is.
    pub card: PersonCard,
    /// Precedence, 1 the highest.
    pub rank: Option<i32>,
    /// Leads the delegation.
    pub is_head: bool,
}

/// The members of a delegation that the viewer may know of: the head, then by
/// rank and name.
///
/// # Errors
/// The engine's.
pub async fn members(db: &Db, ctx: &Ctx, delegation: DelegationId) -> Result<Vec<Member>, DbErr> {
    let rows = select::<Entity>(ctx).filter(Column::Delegation.eq(delegation)).all(db.read()).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
    let mut cards = person_cards(db, ctx, &ids).await?;
    let mut all: Vec<Member> = rows
        .into_iter()
        .filter_map(|row| Some(Member { card: cards.remove(&row.person)?, rank: row.rank, is_head: row.is_head }))
        .collect();
    all.sort_by(|a, b| {
        let key = |m: &Member| (!m.is_head, m.rank.unwrap_or(99));
        key(a).cmp(&key(b)).then_with(|| a.card.name.cmp(&b.card.name))
    });
    Ok(all)
}

/// Takes somebody who takes part in the edition into a delegation.
///
/// # Errors
/// [`Error::Invalid`] when the person is no participant, is a member already,
/// or the delegation is full; [`Error::NotFound`], [`Error::Denied`].
pub async fn add_member(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    delegation: DelegationId,
    person: PersonId,
    rank: Option<i32>,
) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("delegation.add", |tx: Tx| async move {
        of_edition(&tx, ctx, edition, delegation).await?;
        require_participant(&tx, ctx, edition, person, "person").await?;
        let present = select::<Entity>(ctx).filter(Column::Delegation.eq(delegation)).count(tx.conn()).await?;
        if present >= MOST_MEMBERS as u64 {
            return Err(Error::field("person", "directory-problem-delegation-full"));
        }
        if member(&tx, ctx, delegation, person).await?.is_some() {
            return Err(Error::field("person", "directory-problem-member-already"));
        }
        insert(&tx, ctx, delegation, person, rank, false).await?;
        noted(&tx, ctx, edition, delegation, "delegation.member_added", person).await
    })
    .await
}

/// Takes a member out. The head stays until another is appointed.
///
/// # Errors
/// [`Error::Invalid`] for the head; [`Error::NotFound`], [`Error::Denied`].
pub async fn remove_member(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    delegation: DelegationId,
    person: PersonId,
) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("delegation.remove", |tx: Tx| async move {
        of_edition(&tx, ctx, edition, delegation).await?;
        let row = member(&tx, ctx, delegation, person).await?.ok_or(Error::NotFound)?;
        if row.is_head {
            return Err(Error::field("person", "directory-problem-head-leaves"));
        }
        Entity::delete_by_id((delegation, person)).exec(tx.conn()).await?;
        noted(&tx, ctx, edition, delegation, "delegation.member_removed", person).await
    })
    .await
}

/// Makes a member the head; the head before becomes a member. Between the two
/// there is no instant with two heads or with none.
///
/// # Errors
/// [`Error::NotFound`] for people who are no members; [`Error::Denied`].
pub async fn appoint_head(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    delegation: DelegationId,
    person: PersonId,
) -> Result<(), Error> {
    ctx.require(Permission::EditDirectory, edition)?;
    db.write("delegation.head", |tx: Tx| async move {
        of_edition(&tx, ctx, edition, delegation).await?;
        let next = member(&tx, ctx, delegation, person).await?.ok_or(Error::NotFound)?;
        let heads = select::<Entity>(ctx).filter(Column::Delegation.eq(delegation)).filter(Column::IsHead.eq(true));
        for head in heads.all(tx.conn()).await? {
            set_head(&tx, head, false).await?;
        }
        set_head(&tx, next, true).await?;
        noted(&tx, ctx, edition, delegation, "delegation.head_appointed", person).await
    })
    .await
}

async fn set_head(tx: &Tx, row: Model, is_head: bool) -> Result<(), DbErr> {
    let mut next = row.into_active_model();
    next.is_head = Set(is_head);
    next.update(tx.conn()).await.map(drop)
}

async fn member(tx: &Tx, ctx: &Ctx, delegation: DelegationId, person: PersonId) -> Result<Option<Model>, DbErr> {
    let query = select::<Entity>(ctx).filter(Column::Delegation.eq(delegation)).filter(Column::Person.eq(person));
    query.one(tx.conn()).await
}

pub(super) async fn insert(
    tx: &Tx,
    ctx: &Ctx,
    delegation: DelegationId,
    person: PersonId,
    rank: Option<i32>,
    is_head: bool,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        delegation: Set(delegation),
        person: Set(person),
        rank: Set(rank),
        is_head: Set(is_head),
        added_at: Set(ctx.now()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await.map(drop)
}

pub(super) async fn require_participant(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    person: PersonId,
    field: &str,
) -> Result<(), Error> {
    use participation_row::{Column, Entity};
    let query = select::<Entity>(ctx).filter(Column::Person.eq(person)).filter(Column::Edition.eq(edition));
    let found = query.one(tx.conn()).await?;
    found.map(drop).ok_or_else(|| Error::field(field, "directory-problem-no-participant"))
}

async fn noted(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    delegation: DelegationId,
    verb: &str,
    person: PersonId,
) -> Result<(), Error> {
    tx.change("directory", Some(edition), delegation.0).await?;
    Ok(tx.audit(ctx, Some(edition), verb, delegation.0, serde_json::json!({ "person": person })).await?)
}
