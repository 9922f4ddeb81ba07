//! What `convoke doctor` asks an engine.

use crate::{Backend, Db, audit::audit_row, schema::query, select};
use kernel::{Ctx, Timestamp};
use sea_orm::{DbErr, QuerySelect};

impl Db {
    /// What the engine finds wrong with its own file; empty when all is well.
    /// PostgreSQL looks after its files itself.
    ///
    /// # Errors
    /// The engine's.
    pub async fn integrity(&self) -> Result<Vec<String>, DbErr> {
        if self.backend() == Backend::Postgres {
            return Ok(Vec::new());
        }
        let rows = query(self.read(), "SELECT quick_check AS said FROM pragma_quick_check LIMIT 20", []).await?;
        let said = rows.iter().map(|row| row.try_get::<String>("", "said")).collect::<Result<Vec<_>, _>>()?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }

    /// The engine's own clock, when it has another than we.
    ///
    /// # Errors
    /// The engine's.
    pub async fn engine_clock(&self) -> Result<Option<Timestamp>, DbErr> {
        if self.backend() == Backend::Sqlite {
            return Ok(None);
        }
        let sql = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint) AS now";
        query(self.read(), sql, []).await?.first().map(|row| row.try_get("", "now")).transpose()
    }

    /// When anything was done last, as far as the viewer may know.
    ///
    /// # Errors
    /// The engine's.
    pub async fn last_audited(&self, ctx: &Ctx) -> Result<Option<Timestamp>, DbErr> {
        use sea_orm::ColumnTrait;
        select::<audit_row::Entity>(ctx)
            .select_only()
            .column_as(audit_row::Column::At.max(), "at")
            .into_tuple::<Option<Timestamp>>()
            .one(self.read())
            .await
            .map(Option::flatten)
    }
}
