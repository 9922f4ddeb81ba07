//! How strictly an edition takes each rule.

use super::{Level, Rule};
use crate::{error::Error, tables::level_row};
use db::{Db, Tx, select};
use kernel::{Ctx, EditionId, Permission};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeMap;

/// The level of every rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Rule, Level>);

impl Levels {
    /// How strictly `rule` is taken.
    pub fn of(&self, rule: Rule) -> Level {
        self.0.get(&rule).copied().unwrap_or(rule.default_level())
    }

    /// Some session is judged by `rule`.
    pub(super) fn ask(&self, rule: Rule) -> bool {
        self.of(rule) != Level::Ignore
    }

    /// These levels where only what forbids an act is asked.
    pub(super) fn only_blocking(&self) -> Self {
        let of = |rule: &Rule| (*rule, if self.of(*rule) == Level::Block { Level::Block } else { Level::Ignore });
        Self(Rule::ALL.iter().map(of).collect())
    }

    /// Chooses how strictly `rule` is taken.
    pub fn set(&mut self, rule: Rule, level: Level) {
        self.0.insert(rule, level);
    }
}

/// The levels that an edition has chosen.
///
/// # Errors
/// The engine's.
pub async fn levels(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Levels, DbErr> {
    let own = select::<level_row::Entity>(ctx).filter(level_row::Column::Edition.eq(edition));
    let rows = own.all(conn).await?;
    Ok(Levels(rows.into_iter().map(|row| (row.rule, row.level)).collect()))
}

/// Chooses the level of every rule of an edition.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn set_levels(db: &Db, ctx: &Ctx, edition: EditionId, chosen: &Levels) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    db.write("rule.levels", |tx: Tx| async move {
        write(&tx, edition, chosen).await?;
        tx.change("programme", Some(edition), edition.0).await?;
        let detail: BTreeMap<&str, &str> =
            Rule::ALL.iter().map(|rule| (rule.as_str(), chosen.of(*rule).as_str())).collect();
        tx.audit(ctx, Some(edition), "programme.rules", edition.0, serde_json::json!(detail)).await?;
        Ok(())
    })
    .await
}

async fn write(tx: &Tx, edition: EditionId, chosen: &Levels) -> Result<(), DbErr> {
    level_row::Entity::delete_many().filter(level_row::Column::Edition.eq(edition)).exec(tx.conn()).await?;
    let rows = Rule::ALL
        .iter()
        .map(|rule| level_row::Model { edition, rule: *rule, level: chosen.of(*rule) }.into_active_model());
    level_row::Entity::insert_many(rows).exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Takes the levels of one edition over to another.
pub(crate) async fn copy_levels(tx: &Tx, ctx: &Ctx, from: EditionId, to: EditionId) -> Result<(), DbErr> {
    let chosen = levels(tx.conn(), ctx, from).await?;
    write(tx, to, &chosen).await
}
