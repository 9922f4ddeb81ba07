//! The table of ranks of an edition. Precedence is the organiser's own: level 1
//! speaks and sits first, and what the levels are called is data.

use crate::tables::rank_row::{Column, Entity, Model};
use congress::{ClonePart, Cloning};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, LocalizedText};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// One level of precedence.
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    /// 1 is the highest.
    pub level: i32,
    /// What it is called.
    pub name: LocalizedText,
}

/// The levels a new edition begins with.
pub fn usual_ranks() -> Vec<Rank> {
    [
        ("Minister", "部级"),
        ("Vice minister", "副部级"),
        ("Mayor", "市长"),
        ("Deputy mayor", "副市长"),
        ("Bureau director", "局长"),
        ("Deputy bureau director", "副局长"),
        ("Division head", "处长"),
        ("Expert or staff", "专家及工作人员"),
    ]
    .into_iter()
    .zip(1..)
    .map(|((en, zh), level)| Rank { level, name: LocalizedText::both(en, zh) })
    .collect()
}

/// The ranks of an edition, highest first; for its staff.
///
/// # Errors
/// The engine's.
pub async fn ranks(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Rank>, DbErr> {
    let rows =
        select::<Entity>(ctx).filter(Column::Edition.eq(edition)).order_by_asc(Column::Level).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| Rank { level: row.level, name: row.name }).collect())
}

/// Writes the ranks of an edition that has none yet.
///
/// # Errors
/// The engine's.
pub async fn seed_ranks(db: &Db, edition: EditionId, ranks: &[Rank]) -> Result<(), DbErr> {
    db.write("rank.seed", |tx: Tx| async move { insert(&tx, edition, ranks).await }).await
}

async fn insert(tx: &Tx, edition: EditionId, ranks: &[Rank]) -> Result<(), DbErr> {
    let rows =
        ranks.iter().map(|rank| Model { edition, level: rank.level, name: rank.name.clone() }.into_active_model());
    if ranks.is_empty() {
        return Ok(());
    }
    Entity::insert_many(rows).exec_without_returning(tx.conn()).await.map(drop)
}

/// The table of ranks goes with a clone; people and consents never do.
pub struct RankTable;

#[async_trait::async_trait]
impl ClonePart for RankTable {
    async fn clone_part(&self, tx: &Tx, ctx: &Ctx, cloning: &Cloning) -> Result<(), DbErr> {
        let rows = select::<Entity>(ctx).filter(Column::Edition.eq(cloning.from)).all(tx.conn()).await?;
        let ranks: Vec<Rank> = rows.into_iter().map(|row| Rank { level: row.level, name: row.name }).collect();
        insert(tx, cloning.to, &ranks).await
    }
}
