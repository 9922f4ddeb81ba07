//! Recognising the bearer of a session cookie or of a token: one query for it,
//! the account and the roles that hold now.

use crate::{
    secret::Token,
    session::{self, IDLE_DAYS},
    token::{self, Scope},
};
use db::Db;
use kernel::{AccountId, EditionId, Grant, PersonId, Reach, Role, Strength, Timestamp, Viewer};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};
use web::SignedIn;

/// What a role needs to hold now, beside belonging to the account.
const QUERY: &str = "SELECT s.id, s.account, s.last_seen_at, s.second_factor_until, a.name, a.email, a.person, \
       g.edition, g.role, g.until_at \
     FROM account_session s \
     JOIN account a ON a.id = s.account AND a.erased_at IS NULL \
     LEFT JOIN role_grant g ON g.account = s.account AND g.from_at <= $2 AND (g.until_at IS NULL OR g.until_at > $2) \
     WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3";

/// As [`QUERY`], for the digest of a token.
const TOKEN_QUERY: &str = "SELECT t.id, t.account, t.scopes, t.edition AS only_edition, t.second_factor, \
       t.last_used_day, a.name, a.email, g.edition, g.role, g.until_at \
     FROM api_token t \
     JOIN account a ON a.id = t.account AND a.erased_at IS NULL \
     LEFT JOIN role_grant g ON g.account = t.account AND g.from_at <= $2 AND (g.until_at IS NULL OR g.until_at > $2) \
     WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2";

/// The sign-in of this house.
pub struct SignIn;

#[async_trait::async_trait]
impl web::SignIn for SignIn {
    async fn recognise(&self, db: &Db, token: &str, now: Timestamp) -> Result<Option<SignedIn>, DbErr> {
        let Some(token) = Token::parse(token) else {
            return Ok(None);
        };
        let idle_since = now.plus_minutes(-IDLE_DAYS * 24 * 60);
        let statement = Statement::from_sql_and_values(
            db.read().get_database_backend(),
            QUERY,
            [session::hash(&token).into(), now.into(), idle_since.into()],
        );
        let rows = db.read().query_all_raw(statement).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        if session::is_stale(first.try_get("", "last_seen_at")?, now) {
            session::touch(db, first.try_get("", "id")?, now).await?;
        }
        let viewer = Viewer::account(
            first.try_get::<AccountId>("", "account")?,
            first.try_get::<Option<PersonId>>("", "person")?,
            strength(first, now)?,
            grants(&rows)?,
        );
        Ok(Some(SignedIn { viewer, name: name(first)? }))
    }

    async fn recognise_bearer(&self, db: &Db, token: &str, now: Timestamp) -> Result<Option<SignedIn>, DbErr> {
        let Some(digest) = token::digest(token) else {
            return Ok(None);
        };
        let backend = db.read().get_database_backend();
        let statement = Statement::from_sql_and_values(backend, TOKEN_QUERY, [digest.into(), now.into()]);
        let rows = db.read().query_all_raw(statement).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        token::touch(db, first.try_get("", "id")?, first.try_get("", "last_used_day")?, now).await?;
        let strength = if first.try_get("", "second_factor")? { Strength::TwoFactors } else { Strength::OneFactor };
        let reach = Reach {
            edition: first.try_get("", "only_edition")?,
            permissions: Scope::opened(&first.try_get::<String>("", "scopes")?),
        };
        let viewer = Viewer::account(first.try_get("", "account")?, None, strength, grants(&rows)?).within(reach);
        Ok(Some(SignedIn { viewer, name: name(first)? }))
    }
}

fn strength(row: &QueryResult, now: Timestamp) -> Result<Strength, DbErr> {
    let until: Option<Timestamp> = row.try_get("", "second_factor_until")?;
    Ok(if until.is_some_and(|until| now < until) { Strength::TwoFactors } else { Strength::OneFactor })
}

fn grants(rows: &[QueryResult]) -> Result<Vec<Grant>, DbErr> {
    let mut grants = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(role) = row.try_get::<Option<Role>>("", "role")? {
            let edition: Option<EditionId> = row.try_get("", "edition")?;
            grants.push(Grant { edition, role, until: row.try_get("", "until_at")? });
        }
    }
    Ok(grants)
}

/// The account's name, or as long as there is none, its address.
fn name(row: &QueryResult) -> Result<String, DbErr> {
    let name: String = row.try_get("", "name")?;
    if name.is_empty() { row.try_get("", "email") } else { Ok(name) }
}
