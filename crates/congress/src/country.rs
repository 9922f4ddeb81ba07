//! How this house names countries and regions, where it differs from the
//! catalogue. One answer for every page, export and badge.

use crate::{error::Error, tables::country_row, typed};
use db::{Db, Tx, select};
use kernel::{Ctx, FieldProblem, Locale, LocalizedText, Permission, Problems};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use std::collections::BTreeMap;
use web::Submission;

/// A code of ISO 3166-1, two capital letters. Which codes have places behind
/// them is the catalogue's knowledge, not this crate's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountryCode(String);

impl CountryCode {
    /// Reads a code in any case.
    ///
    /// # Errors
    /// `congress-problem-country-code`.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let code = raw.trim().to_ascii_uppercase();
        let shaped = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        if shaped { Ok(Self(code)) } else { Err(FieldProblem::new("congress-problem-country-code")) }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The names that this house has chosen, by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CountryNames(BTreeMap<String, (LocalizedText, i64)>);

impl CountryNames {
    /// The chosen name in exactly this language; `None` leaves it to the catalogue.
    pub fn get(&self, code: &str, locale: Locale) -> Option<&str> {
        let (name, _) = self.0.get(code)?;
        name.exact(locale).map(|version| version.text.as_str())
    }

    /// All of them, by code, with the revision of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LocalizedText, i64)> {
        self.0.iter().map(|(code, (name, revision))| (code.as_str(), name, *revision))
    }
}

/// A name chosen for one code.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryName {
    /// The code.
    pub code: CountryCode,
    /// What it is called, in every language.
    pub name: LocalizedText,
}

impl CountryName {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let code = problems.take("code", CountryCode::parse(sent.value("code")));
        let name = typed::required_text(sent, &mut problems, "name", 80);
        match code {
            Some(code) => problems.or(Self { code, name }),
            None => Err(problems),
        }
    }
}

/// The names that this house has chosen.
///
/// # Errors
/// The engine's.
pub async fn country_names(db: &Db, ctx: &Ctx) -> Result<CountryNames, DbErr> {
    let rows = select::<country_row::Entity>(ctx).order_by_asc(country_row::Column::Code).all(db.read()).await?;
    Ok(CountryNames(rows.into_iter().map(|row| (row.code, (row.name, row.revision))).collect()))
}

/// Chooses a name, or another one. `revision` is that of the name seen, 0 for none.
///
/// # Errors
/// [`Error::Stale`] when somebody else chose in the meantime.
pub async fn choose_country_name(db: &Db, ctx: &Ctx, chosen: &CountryName, revision: i64) -> Result<(), Error> {
    ctx.require_in_house(Permission::EditEdition)?;
    db.write("country.name", |tx: Tx| async move {
        let seen = current(&tx, ctx, chosen.code.as_str()).await?;
        if seen.as_ref().map_or(0, |row| row.revision) != revision {
            return Err(Error::Stale);
        }
        let next =
            country_row::Model { code: chosen.code.to_string(), name: chosen.name.clone(), revision: revision + 1 };
        match seen {
            None => country_row::Entity::insert(next.into_active_model())
                .exec_without_returning(tx.conn())
                .await
                .map(drop)?,
            Some(row) => {
                let mut row = row.into_active_model();
                row.name = Set(next.name);
                row.revision = Set(next.revision);
                row.update(tx.conn()).await.map(drop)?;
            }
        }
        noted(&tx, ctx, chosen.code.as_str(), "country.named").await
    })
    .await
}

/// Gives a name back to the catalogue.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`].
pub async fn forget_country_name(db: &Db, ctx: &Ctx, code: &CountryCode, revision: i64) -> Result<(), Error> {
    ctx.require_in_house(Permission::EditEdition)?;
    db.write("country.forget", |tx: Tx| async move {
        let row = current(&tx, ctx, code.as_str()).await?.ok_or(Error::NotFound)?;
        if row.revision != revision {
            return Err(Error::Stale);
        }
        country_row::Entity::delete_by_id(row.code).exec(tx.conn()).await?;
        noted(&tx, ctx, code.as_str(), "country.forgotten").await
    })
    .await
}

async fn current(tx: &Tx, ctx: &Ctx, code: &str) -> Result<Option<country_row::Model>, DbErr> {
    select::<country_row::Entity>(ctx).filter(country_row::Column::Code.eq(code)).one(tx.conn()).await
}

async fn noted(tx: &Tx, ctx: &Ctx, code: &str, verb: &str) -> Result<(), Error> {
    // A name stands on pages of every edition, so the change names none.
    tx.change("congress", None, sea_orm::prelude::Uuid::nil()).await?;
    Ok(tx.audit(ctx, None, verb, None, serde_json::json!({ "code": code })).await?)
}

#[cfg(test)]
mod tests {
    use super::CountryCode;

    #[test]
    fn codes_are_two_letters() {
        assert_eq!(CountryCode::parse(" cn ").unwrap().as_str(), "CN");
        for bad in ["", "C", "CHN", "中国", "C1", "ß"] {
            assert!(CountryCode::parse(bad).is_err(), "{bad}");
        }
    }
}
