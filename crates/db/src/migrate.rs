//! Migrations: numbered SQL texts, the same for both engines, applied once and
//! never changed afterwards.

use crate::{Db, Tx};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, time::Duration};

/// One step of the schema. A statement ends with `;` at the end of a line.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `crate/0001_what`; applied in the order in which the crates list them.
    pub name: &'static str,
    /// SQL that both engines read alike.
    pub sql: &'static str,
}

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The engine refused.
    #[error("{name}: {source}")]
    Refused {
        /// The migration.
        name: String,
        /// What the engine said.
        source: DbErr,
    },
    /// A migration is not what was applied once.
    #[error("{0} has changed since it was applied; write a new migration instead")]
    Changed(&'static str),
    /// The database was written by a newer Convoke.
    #[error("the database holds {0}, which this Convoke does not know; run the newer one")]
    Unknown(String),
    /// Another node has been migrating for too long.
    #[error("another node holds the migration lease")]
    Busy,
}

impl Migration {
    /// The hash of its text, as the ledger keeps it.
    pub fn hash(&self) -> String {
        data_encoding::HEXLOWER.encode(&Sha256::digest(self.sql))
    }
}

impl Db {
    /// Applies what is missing of `migrations`. Nodes that start together take
    /// turns through a lease.
    ///
    /// # Errors
    /// See [`MigrationError`]. Each migration is applied whole or not at all.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize, MigrationError> {
        let refused = |name: &str| {
            let name = name.to_owned();
            move |source| MigrationError::Refused { name, source }
        };
        self.write("migrate.ledger", |tx| async move { tx.make_ledger().await }).await.map_err(refused("ledger"))?;
        let holder: uuid::Uuid = self.system().new_id();
        self.wait_for_turn(holder).await?;
        let result = self.apply_missing(migrations).await;
        self.release_lease("migrate", holder).await.map_err(refused("lease"))?;
        result
    }

    async fn apply_missing(&self, migrations: &[Migration]) -> Result<usize, MigrationError> {
        let applied =
            self.applied().await.map_err(|source| MigrationError::Refused { name: "ledger".to_owned(), source })?;
        if let Some(unknown) = applied.keys().find(|name| !migrations.iter().any(|m| m.name == **name)) {
            return Err(MigrationError::Unknown(unknown.clone()));
        }
        let mut count = 0;
        for migration in migrations {
            let hash = migration.hash();
            match applied.get(migration.name) {
                Some(was) if *was != hash => return Err(MigrationError::Changed(migration.name)),
                Some(_) => {}
                None => {
                    let hash = hash.as_str();
                    self.write("migrate", |tx| async move { tx.apply(migration, hash).await })
                        .await
                        .map_err(|source| MigrationError::Refused { name: migration.name.to_owned(), source })?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    /// The migrations that this database has seen, with the hashes of their texts.
    ///
    /// # Errors
    /// The engine's, also when the database was never migrated.
    pub async fn applied(&self) -> Result<BTreeMap<String, String>, DbErr> {
        let statement = Statement::from_string(
            self.read().get_database_backend(),
            "SELECT name, hash FROM migration ORDER BY name",
        );
        let rows = self.read().query_all_raw(statement).await?;
        rows.iter().map(|row| Ok((row.try_get("", "name")?, row.try_get("", "hash")?))).collect()
    }

    async fn wait_for_turn(&self, holder: uuid::Uuid) -> Result<(), MigrationError> {
        for _ in 0..600 {
            let taken = self
                .take_lease("migrate", holder, 300)
                .await
                .map_err(|source| MigrationError::Refused { name: "lease".to_owned(), source })?;
            if taken {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(MigrationError::Busy)
    }
}

impl Tx {
    async fn make_ledger(&self) -> Result<(), DbErr> {
        for sql in [
            "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY NOT NULL, hash text NOT NULL, at bigint NOT NULL)",
            "CREATE TABLE IF NOT EXISTS lease (name text PRIMARY KEY NOT NULL, holder uuid NOT NULL, until bigint NOT NULL)",
        ] {
            self.conn().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn apply(&self, migration: &Migration, hash: &str) -> Result<(), DbErr> {
        for statement in statements(migration.sql) {
            self.conn().execute_unprepared(&statement).await?;
        }
        let row = Statement::from_sql_and_values(
            self.conn().get_database_backend(),
            "INSERT INTO migration (name, hash, at) VALUES ($1, $2, $3)",
            [migration.name.into(), hash.into(), self.system().now().into()],
        );
        self.conn().execute_raw(row).await.map(|_| ())
    }
}

fn statements(sql: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut one = String::new();
    for line in sql.lines().filter(|line| !line.trim_start().starts_with("--")) {
        one.push_str(line);
        one.push('\n');
        if line.trim_end().ends_with(';') {
            all.push(std::mem::take(&mut one));
        }
    }
    if !one.trim().is_empty() {
        all.push(one);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn a_statement_ends_at_a_line_end() {
        let sql = "-- why\nCREATE TABLE a (b text CHECK (b <> ';')\n);\n\nCREATE INDEX c ON a (b);\n";
        assert_eq!(statements(sql).len(), 2);
    }
}
