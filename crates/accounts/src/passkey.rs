//! Passkeys (WebAuthn). Both factors in one: the key is in the hand, and the
//! device has checked a finger, a face or a PIN (user verification is required).
//!
//! The state of a ceremony stays in the database, bound to the browser by a
//! cookie, and is taken once: an answer cannot be replayed.

mod ceremony;

pub(crate) use ceremony::{Purpose, prune};

use crate::{
    error::Error,
    second_factor::{self, require_strength},
    secret::Token,
    session::{self, Browser, Factors},
    tables::passkey_row::{self, Column, Entity},
};
use data_encoding::BASE64URL_NOPAD;
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Strength, Timestamp, Viewer, words};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Webauthn, WebauthnBuilder,
};

/// Longest name of a passkey.
pub(crate) const NAME_LIMIT: usize = 60;

/// A passkey in the list of its owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PasskeyLine {
    pub(crate) id: uuid::Uuid,
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
}

/// The questions that a browser hands to its authenticator, and the token by
/// which it is known when it comes back.
pub(crate) struct Challenge {
    pub(crate) browser: Token,
    pub(crate) options: serde_json::Value,
}

/// The relying party of an origin. `None` where browsers offer no passkeys: a
/// key belongs to a name, and an IP address is none.
pub(crate) fn relying_party(origin: &str) -> Option<Webauthn> {
    let url = Url::parse(origin).ok()?;
    let name = url.domain()?;
    WebauthnBuilder::new(name, &url).ok()?.rp_name("Convoke").build().ok()
}

/// The viewer's own passkeys, oldest first.
///
/// # Errors
/// The engine's.
pub(crate) async fn list(db: &Db, ctx: &Ctx) -> Result<Vec<PasskeyLine>, DbErr> {
    let rows = select::<Entity>(ctx)
        .filter(Column::Account.eq(ctx.viewer().account_id()))
        .order_by_asc(Column::CreatedAt)
        .all(db.read())
        .await?;
    let line = |row: passkey_row::Model| PasskeyLine {
        id: row.id,
        name: row.name,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
    };
    Ok(rows.into_iter().map(line).collect())
}

fn stored(row: &passkey_row::Model) -> Result<Passkey, Error> {
    serde_json::from_value(row.credential.clone()).map_err(Error::broken)
}

/// Begins a registration for the viewer's account.
pub(crate) async fn begin_registration(
    db: &Db,
    ctx: &Ctx,
    party: &Webauthn,
    network: &str,
) -> Result<Challenge, Error> {
    let account = require_strength(db, ctx).await?;
    let own = crate::account::own_account(db, ctx).await?;
    let rows = select::<Entity>(ctx).filter(Column::Account.eq(account)).all(db.read()).await?;
    let known = rows.iter().map(|row| stored(row).map(|key| key.cred_id().clone())).collect::<Result<_, _>>()?;
    let login = own.email.as_ref().map_or("", |email| email.as_str());
    let (options, state) =
        party.start_passkey_registration(account.0, login, own.shown_name(), Some(known)).map_err(Error::broken)?;
    let mut options = serde_json::to_value(options).map_err(Error::broken)?;
    // Without a key that the device itself can find, nobody could sign in by it alone.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
    let state = serde_json::to_value(state).map_err(Error::broken)?;
    let browser = ceremony::begin(db, ctx, Purpose::Register, Some(account), state, network).await?;
    Ok(Challenge { browser, options })
}

/// Finishes a registration. The first factor of an account also raises the
/// session: the key has just been shown.
///
/// # Errors
/// A problem with the form when the answer does not fit, with `name` when it is
/// no name.
pub(crate) async fn register(
    db: &Db,
    ctx: &Ctx,
    party: &Webauthn,
    browser: Option<&Token>,
    held: &Token,
    answer: &str,
    name: &str,
) -> Result<Token, Error> {
    let account = require_strength(db, ctx).await?;
    let name = words::line(name, NAME_LIMIT).map_err(|p| Error::Invalid(kernel::Problems::of("name", p)))?;
    let state = ceremony::take(db, ctx, Purpose::Register, Some(account), browser).await?;
    let state: PasskeyRegistration = serde_json::from_value(state).map_err(Error::broken)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| misfit())?;
    let key = party.finish_passkey_registration(&answer, &state).map_err(|_| misfit())?;
    let row = passkey_row::Model {
        id: ctx.new_id(),
        account,
        credential_id: BASE64URL_NOPAD.encode(key.cred_id().as_ref()),
        credential: serde_json::to_value(&key).map_err(Error::broken)?,
        name,
        created_at: ctx.now(),
        last_used_at: None,
    };
    let row = &row;
    db.write("passkey.register", |tx: Tx| async move {
        Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        let session = session::elevate(&tx, ctx, held).await?;
        tx.audit(ctx, None, "passkey.registered", row.id, serde_json::json!({ "name": row.name })).await?;
        Ok::<_, Error>(session)
    })
    .await
}

/// Begins a sign-in. Nobody has said who they are; the device will.
pub(crate) async fn begin_sign_in(db: &Db, ctx: &Ctx, party: &Webauthn, network: &str) -> Result<Challenge, Error> {
    let (mut options, state) = party.start_discoverable_authentication().map_err(Error::broken)?;
    // The button was pressed: the device may ask at once, not only in a list of suggestions.
    options.mediation = None;
    let options = serde_json::to_value(options).map_err(Error::broken)?;
    let state = serde_json::to_value(state).map_err(Error::broken)?;
    let browser = ceremony::begin(db, ctx, Purpose::SignIn, None, state, network).await?;
    Ok(Challenge { browser, options })
}

/// Finishes a sign-in and opens a session of two factors.
///
/// # Errors
/// A problem with the form when the answer does not fit, whoever it is for.
pub(crate) async fn sign_in(
    db: &Db,
    ctx: &Ctx,
    party: &Webauthn,
    challenge: Option<&Token>,
    browser: &Browser,
    answer: &str,
) -> Result<Token, Error> {
    let state = ceremony::take(db, ctx, Purpose::SignIn, None, challenge).await?;
    let state: DiscoverableAuthentication = serde_json::from_value(state).map_err(Error::broken)?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| misfit())?;
    let (account, key_id) = party.identify_discoverable_authentication(&answer).map_err(|_| misfit())?;
    let row = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::CredentialId.eq(BASE64URL_NOPAD.encode(key_id)))
        .filter(Column::Account.eq(AccountId(account)))
        .one(db.read())
        .await?
        .ok_or_else(misfit)?;
    let mut key = stored(&row)?;
    let result = party.finish_discoverable_authentication_v2(&answer, state, &key).map_err(|_| misfit())?;
    key.update_credential(&result);
    let credential = serde_json::to_value(&key).map_err(Error::broken)?;
    let (row, credential) = (&row, &credential);
    db.write("passkey.sign_in", |tx: Tx| async move {
        let mut used = row.clone().into_active_model();
        used.credential = Set(credential.clone());
        used.last_used_at = Set(Some(ctx.now()));
        used.update(tx.conn()).await?;
        let session = session::open(&tx, ctx, row.account, Factors::Two, browser).await?;
        let actor = ctx.seen_by(Viewer::account(row.account, None, Strength::TwoFactors, Vec::new()));
        tx.audit(&actor, None, "account.signed_in", row.account.0, serde_json::json!({ "by": "passkey" })).await?;
        Ok::<_, Error>(session)
    })
    .await
}

/// The owner removes one of their passkeys.
///
/// # Errors
/// [`Error::NotFound`] when it is somebody else's.
pub(crate) async fn remove(db: &Db, ctx: &Ctx, passkey: uuid::Uuid) -> Result<(), Error> {
    second_factor::require_strength(db, ctx).await?;
    db.write("passkey.remove", |tx: Tx| async move {
        let row = select::<Entity>(ctx)
            .filter(Column::Id.eq(passkey))
            .filter(Column::Account.eq(ctx.viewer().account_id()))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?;
        Entity::delete_many().filter(Column::Id.eq(row.id)).exec(tx.conn()).await?;
        tx.audit(ctx, None, "passkey.removed", row.id, serde_json::json!({ "name": row.name })).await?;
        Ok(())
    })
    .await
}

/// The answer of a device that does not fit, without saying why: a stranger
/// must not learn which keys are known.
fn misfit() -> Error {
    Error::field("", "accounts-problem-passkey")
}

#[cfg(test)]
mod tests {
    use super::relying_party;

    #[test]
    fn passkeys_belong_to_names() {
        assert!(relying_party("https://congress.example").is_some());
        assert!(relying_party("http://localhost:4000").is_some());
        assert!(relying_party("http://127.0.0.1:4000").is_none());
        assert!(relying_party("nonsense").is_none());
    }
}
