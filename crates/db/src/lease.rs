//! A row that lets one node at a time do a thing, and frees itself when the
//! node dies.

use crate::{Db, Tx};
use sea_orm::{ConnectionTrait, DbErr, Statement};

impl Db {
    /// Takes the lease `name` for `seconds`; `false` when another node has it.
    ///
    /// # Errors
    /// The engine's.
    pub async fn take_lease(&self, name: &'static str, holder: uuid::Uuid, seconds: i64) -> Result<bool, DbErr> {
        let now = self.system().now();
        self.write("lease.take", |tx: Tx| async move {
            let statement = Statement::from_sql_and_values(
                tx.conn().get_database_backend(),
                "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3) \
                 ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until \
                 WHERE lease.until < $4 OR lease.holder = excluded.holder",
                [name.into(), holder.into(), now.plus_seconds(seconds).into(), now.into()],
            );
            Ok::<_, DbErr>(tx.conn().execute_raw(statement).await?.rows_affected() == 1)
        })
        .await
    }

    /// Gives the lease back.
    ///
    /// # Errors
    /// The engine's.
    pub async fn release_lease(&self, name: &'static str, holder: uuid::Uuid) -> Result<(), DbErr> {
        self.write("lease.release", |tx: Tx| async move {
            let statement = Statement::from_sql_and_values(
                tx.conn().get_database_backend(),
                "DELETE FROM lease WHERE name = $1 AND holder = $2",
                [name.into(), holder.into()],
            );
            tx.conn().execute_raw(statement).await.map(|_| ())
        })
        .await
    }
}
