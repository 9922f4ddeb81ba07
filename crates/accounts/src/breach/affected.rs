//! Who was there while the door stood open, and what of theirs could be seen.

use super::Breach;
use crate::{
    error::Error,
    tables::{account_row, grant_row, passkey_row, session_row, totp_row},
};
use db::{Db, select};
use kernel::{AccountId, Ctx, Permission, Timestamp, Viewer};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write,
};

/// One affected account.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Affected {
    pub(crate) account: AccountId,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) language: &'static str,
    pub(crate) sessions: usize,
    pub(crate) first_seen: Timestamp,
    pub(crate) last_seen: Timestamp,
    /// The kinds of data that an open session of this account shows.
    pub(crate) fields: Vec<&'static str>,
}

/// The accounts with a session in the window of a breach.
///
/// # Errors
/// [`Error::Denied`] for everybody but the house's owners.
pub(crate) async fn affected(db: &Db, ctx: &Ctx, breach: &Breach) -> Result<Vec<Affected>, Error> {
    ctx.require_in_house(Permission::RunHouse)?;
    // The house's owner acts for all accounts here, and the act is in the audit log.
    let house = ctx.seen_by(Viewer::system());
    let sessions = select::<session_row::Entity>(&house)
        .filter(session_row::Column::CreatedAt.lte(breach.until))
        .filter(session_row::Column::LastSeenAt.gte(breach.from))
        .all(db.read())
        .await?;
    let mut by_account: BTreeMap<AccountId, Vec<session_row::Model>> = BTreeMap::new();
    for session in sessions {
        by_account.entry(session.account).or_default().push(session);
    }
    let holders = Holders::read(db, &house).await?;
    let accounts = select::<account_row::Entity>(&house).all(db.read()).await?;
    let rows = accounts.into_iter().filter_map(|account| {
        let sessions = by_account.get(&account.id)?;
        Some(line(account, sessions, &holders))
    });
    Ok(rows.collect())
}

fn line(account: account_row::Model, sessions: &[session_row::Model], holders: &Holders) -> Affected {
    Affected {
        fields: holders.fields(&account),
        account: account.id,
        email: account.email.map_or_else(String::new, |email| email.to_string()),
        name: account.name,
        language: account.locale.tag(),
        sessions: sessions.len(),
        first_seen: sessions.iter().map(|s| s.created_at).min().unwrap_or(account.created_at),
        last_seen: sessions.iter().map(|s| s.last_seen_at).max().unwrap_or(account.created_at),
    }
}

/// Which accounts have what.
struct Holders {
    passkeys: HashSet<AccountId>,
    apps: HashSet<AccountId>,
    roles: HashSet<AccountId>,
}

impl Holders {
    async fn read(db: &Db, house: &Ctx) -> Result<Self, Error> {
        let passkeys = select::<passkey_row::Entity>(house)
            .select_only()
            .column(passkey_row::Column::Account)
            .into_tuple::<AccountId>()
            .all(db.read())
            .await?;
        let apps = select::<totp_row::Entity>(house)
            .select_only()
            .column(totp_row::Column::Account)
            .into_tuple::<AccountId>()
            .all(db.read())
            .await?;
        let roles = select::<grant_row::Entity>(house)
            .select_only()
            .column(grant_row::Column::Account)
            .into_tuple::<AccountId>()
            .all(db.read())
            .await?;
        Ok(Self {
            passkeys: passkeys.into_iter().collect(),
            apps: apps.into_iter().collect(),
            roles: roles.into_iter().collect(),
        })
    }

    fn fields(&self, account: &account_row::Model) -> Vec<&'static str> {
        let held = [
            ("email", account.email.is_some()),
            ("name", !account.name.is_empty()),
            ("language", true),
            ("person", account.person.is_some()),
            ("devices", true),
            ("passkey-names", self.passkeys.contains(&account.id)),
            ("authenticator-app", self.apps.contains(&account.id)),
            ("roles", self.roles.contains(&account.id)),
        ];
        held.into_iter().filter(|(_, has)| *has).map(|(field, _)| field).collect()
    }
}

/// The list as CSV (RFC 4180), in UTF-8 with its mark, because spreadsheets
/// would take Chinese names for something else.
pub(crate) fn csv(rows: &[Affected]) -> String {
    let mut out = String::from("\u{feff}account,email,name,language,sessions,first_seen,last_seen,fields\r\n");
    for row in rows {
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "{},{},{},{},{},{},{},{}\r\n",
            row.account,
            cell(&row.email),
            cell(&row.name),
            row.language,
            row.sessions,
            row.first_seen.to_rfc3339(),
            row.last_seen.to_rfc3339(),
            cell(&row.fields.join("; ")),
        );
    }
    out
}

/// A quoted cell. What a spreadsheet would run as a formula begins with an
/// apostrophe: names are typed by strangers.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("O\"Brien, 林悦"), "\"O\"\"Brien, 林悦\"");
    }
}
