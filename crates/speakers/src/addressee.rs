//! Where a letter to a speaker goes, and in which language.

use db::Db;
use directory::person::person_by_id;
use kernel::{Ctx, EditionId, EmailAddress, Locale, PersonId, Viewer};
use sea_orm::DbErr;

/// Somebody who can be written to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Addressee {
    pub(crate) person: PersonId,
    pub(crate) email: EmailAddress,
    pub(crate) name: String,
    pub(crate) locale: Locale,
}

/// Somebody of the edition whom the viewer may write to; nobody without an
/// address. The language is that of their account, while they have one.
pub(crate) async fn addressee(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    person: PersonId,
) -> Result<Option<Addressee>, DbErr> {
    let Some(known) = person_by_id(db, ctx, edition, person).await? else { return Ok(None) };
    let Some(email) = known.email else { return Ok(None) };
    let accounts = accounts::accounts_of(db, &ctx.seen_by(Viewer::system()), &[person]).await?;
    let locale = accounts.first().map_or(ctx.locale(), |account| account.locale);
    Ok(Some(Addressee { person, email, name: known.name.shown(locale).to_owned(), locale }))
}
