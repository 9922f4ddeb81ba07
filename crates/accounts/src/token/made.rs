//! Making a token.

use super::{DAY, PREFIX, Scope, hash};
use crate::{
    error::Error,
    second_factor::require_strength,
    secret::Token,
    tables::api_token_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{Ctx, Denied, EditionId, FieldProblem, Problems, Strength, words};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use web::Submission;

/// Longest name of a token.
const NAME_LIMIT: usize = 60;
/// The lives that can be chosen, in days.
pub(crate) const LIVES: [i64; 3] = [30, 90, 365];
/// More tokens at once nobody can keep apart.
const MOST: u64 = 20;

/// A token as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewToken {
    name: String,
    scopes: Vec<Scope>,
    edition: Option<EditionId>,
    days: i64,
}

impl NewToken {
    /// Reads a form. The edition was looked up by its caller, who knows where.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission, edition: Result<Option<EditionId>, FieldProblem>) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let name = problems.take("name", words::line(sent.value("name"), NAME_LIMIT));
        let scopes = problems.take("scopes", scopes(sent.values("scopes")));
        let edition = problems.take("edition", edition);
        let days = problems.take("days", days(sent.value("days")));
        match (name, scopes, edition, days) {
            (Some(name), Some(scopes), Some(edition), Some(days)) if problems.is_empty() => {
                Ok(Self { name, scopes, edition, days })
            }
            _ => Err(problems),
        }
    }
}

fn scopes<S: AsRef<str>>(chosen: &[S]) -> Result<Vec<Scope>, FieldProblem> {
    let problem = || FieldProblem::new("accounts-problem-token-scopes");
    let known: Result<Vec<Scope>, _> = chosen.iter().map(|word| word.as_ref().parse().map_err(|_| problem())).collect();
    let mut known = known?;
    known.sort();
    known.dedup();
    if known.is_empty() { Err(problem()) } else { Ok(known) }
}

fn days(chosen: &str) -> Result<i64, FieldProblem> {
    let days = chosen.parse().ok().filter(|days| LIVES.contains(days));
    days.ok_or(FieldProblem::new("accounts-problem-token-days"))
}

/// A token that was made, in the only moment in which it can be read.
pub(crate) struct Made {
    /// `cvk_…`
    pub(crate) text: String,
    /// What its owner calls it.
    pub(crate) name: String,
}

/// Makes a token. Staff show their second factor first: else a stolen mailbox
/// could make one that lives for a year.
///
/// # Errors
/// [`Denied::SecondFactorMissing`]; a problem when there are too many.
pub(crate) async fn make(db: &Db, ctx: &Ctx, new: &NewToken) -> Result<Made, Error> {
    let account = require_strength(db, ctx).await?;
    if ctx.viewer().has_sleeping_roles(ctx.now()) {
        return Err(Denied::SecondFactorMissing.into());
    }
    db.write("token.make", |tx: Tx| async move {
        let live = select::<Entity>(ctx)
            .filter(Column::Account.eq(account))
            .filter(Column::RevokedAt.is_null())
            .filter(Column::ExpiresAt.gt(ctx.now()));
        if live.count(tx.conn()).await? >= MOST {
            let problem = FieldProblem::new("accounts-problem-token-many").with("most", MOST);
            return Err(Error::Invalid(Problems::of("", problem)));
        }
        let token = Token::mint(ctx);
        let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.as_str()).collect();
        let row = api_token_row::Model {
            id: ctx.new_id(),
            account,
            name: new.name.clone(),
            token_hash: hash(&token),
            scopes: scopes.join(" "),
            edition: new.edition,
            second_factor: ctx.viewer().strength() == Some(Strength::TwoFactors),
            created_at: ctx.now(),
            expires_at: ctx.now().plus_minutes(new.days * DAY),
            last_used_day: None,
            revoked_at: None,
        };
        let detail = serde_json::json!({ "scopes": row.scopes, "edition": row.edition, "days": new.days });
        tx.audit(ctx, None, "token.made", row.id, detail).await?;
        Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        Ok(Made { text: format!("{PREFIX}{}", token.to_text()), name: new.name.clone() })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let sent = Submission::parse(b"name=&scopes=all&days=7");
        let problems = NewToken::read(&sent, Err(FieldProblem::new("problem-required"))).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["days", "edition", "name", "scopes"]);
        let sent = Submission::parse(b"name=Feed&scopes=programme:write&scopes=programme:read&days=90");
        let new = NewToken::read(&sent, Ok(None)).unwrap();
        assert_eq!(new.scopes, [Scope::ReadProgramme, Scope::WriteProgramme]);
        assert!(NewToken::read(&Submission::parse(b"name=Feed&days=90"), Ok(None)).is_err());
    }
}
