//! The audit log: who did what, written in the transaction that does it.

use crate::{Db, Tx, Visible, nobody, select};
use kernel::{AccountId, Ctx, EditionId, Permission, Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, JsonValue, QueryFilter, QueryOrder, QuerySelect,
};

pub(crate) mod audit_row {
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: Timestamp,
        pub account: Option<AccountId>,
        pub edition: Option<EditionId>,
        pub verb: String,
        pub subject: Option<Uuid>,
        pub detail: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for audit_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        match ctx.viewer().editions_with(Permission::ReadAudit, ctx.now()) {
            None => Condition::all(),
            Some(editions) if editions.is_empty() => nobody(),
            Some(editions) => Condition::all().add(audit_row::Column::Edition.is_in(editions)),
        }
    }
}

/// One line of the audit log.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// When it was done.
    pub at: Timestamp,
    /// By whom; `None` is Convoke itself.
    pub account: Option<AccountId>,
    /// What was done: `session.moved`.
    pub verb: String,
    /// To which record.
    pub subject: Option<uuid::Uuid>,
    /// What is worth knowing about it.
    pub detail: JsonValue,
}

impl Tx {
    /// Writes one line of the audit log.
    ///
    /// # Errors
    /// The engine's.
    pub async fn audit(
        &self,
        ctx: &Ctx,
        edition: Option<EditionId>,
        verb: &str,
        subject: impl Into<Option<uuid::Uuid>>,
        detail: JsonValue,
    ) -> Result<(), DbErr> {
        let row = audit_row::ActiveModel {
            id: Set(ctx.new_id()),
            at: Set(ctx.now()),
            account: Set(ctx.viewer().account_id()),
            edition: Set(edition),
            verb: Set(verb.to_owned()),
            subject: Set(subject.into()),
            detail: Set(detail),
        };
        audit_row::Entity::insert(row).exec_without_returning(self.conn()).await?;
        Ok(())
    }
}

/// The latest lines of an edition's log that the viewer may read, newest first.
///
/// # Errors
/// The engine's.
pub async fn audit_log(db: &Db, ctx: &Ctx, edition: EditionId, limit: u64) -> Result<Vec<AuditEntry>, DbErr> {
    let rows = select::<audit_row::Entity>(ctx)
        .filter(audit_row::Column::Edition.eq(edition))
        .order_by_desc(audit_row::Column::At)
        .order_by_desc(audit_row::Column::Id)
        .limit(limit)
        .all(db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| AuditEntry {
            at: row.at,
            account: row.account,
            verb: row.verb,
            subject: row.subject,
            detail: row.detail,
        })
        .collect())
}
