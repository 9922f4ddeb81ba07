//! The second factor: a one-time password by the clock, and ten recovery codes
//! for the day when the phone is gone. Passkeys stand in `passkey.rs`.

use crate::{
    error::Error,
    rate,
    secret::{Token, digest},
    session,
    tables::{
        passkey_row,
        recovery_row::{self, Column as RecoveryColumn, Entity as Recovery},
        totp_row::{self, Column as TotpColumn, Entity as Totp},
    },
    totp::Secret,
};
use data_encoding::BASE32_NOPAD;
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Denied, FieldProblem, Problems, Strength};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

/// How many recovery codes are given out at once.
const RECOVERY_CODES: usize = 10;

/// What an account has to show besides a code by mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Factors {
    /// An authenticator app is set up.
    pub(crate) app: bool,
    /// An app is being set up: its secret waits for a first password.
    pub(crate) app_begun: Option<String>,
    /// Recovery codes not used yet.
    pub(crate) recovery_codes: u64,
    /// Passkeys.
    pub(crate) passkeys: u64,
}

impl Factors {
    /// There is a second factor.
    pub(crate) fn any(&self) -> bool {
        self.app || self.passkeys > 0
    }
}

/// The viewer's own factors.
///
/// # Errors
/// The engine's.
pub(crate) async fn factors(db: &Db, ctx: &Ctx) -> Result<Factors, DbErr> {
    let account = ctx.viewer().account_id();
    let totp = select::<Totp>(ctx).filter(TotpColumn::Account.eq(account)).one(db.read()).await?;
    let app = totp.as_ref().is_some_and(|row| row.confirmed_at.is_some());
    Ok(Factors {
        app,
        app_begun: totp.filter(|_| !app).map(|row| row.secret),
        recovery_codes: select::<Recovery>(ctx)
            .filter(RecoveryColumn::Account.eq(account))
            .filter(RecoveryColumn::UsedAt.is_null())
            .count(db.read())
            .await?,
        passkeys: select::<passkey_row::Entity>(ctx)
            .filter(passkey_row::Column::Account.eq(account))
            .count(db.read())
            .await?,
    })
}

/// Factors are changed, and the account is copied or erased, by whoever has
/// shown one; only the first may be set up with the mailbox alone. Otherwise a
/// stolen mailbox could take them all away.
///
/// # Errors
/// [`Denied::SecondFactorMissing`].
pub(crate) async fn require_strength(db: &Db, ctx: &Ctx) -> Result<AccountId, Error> {
    let account = ctx.viewer().account_id().ok_or(Denied::NotSignedIn)?;
    if ctx.viewer().strength() < Some(Strength::TwoFactors) && factors(db, ctx).await?.any() {
        return Err(Denied::SecondFactorMissing.into());
    }
    Ok(account)
}

/// Begins to set up an app: mints its secret. A secret begun earlier and never
/// confirmed is dropped, a confirmed one stays until the new one is confirmed.
pub(crate) async fn begin_app(db: &Db, ctx: &Ctx) -> Result<(), Error> {
    let account = require_strength(db, ctx).await?;
    let secret = Secret::mint(ctx).to_text();
    let secret = &secret;
    db.write("second_factor.begin", |tx: Tx| async move {
        Totp::delete_many()
            .filter(TotpColumn::Account.eq(account))
            .filter(TotpColumn::ConfirmedAt.is_null())
            .exec(tx.conn())
            .await?;
        if own_app(&tx, ctx, account).await?.is_some() {
            return Err(Error::field("", "accounts-problem-app-there"));
        }
        let row = totp_row::Model {
            account,
            secret: secret.clone(),
            created_at: ctx.now(),
            confirmed_at: None,
            last_step: 0,
        };
        Totp::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
        Ok(())
    })
    .await
}

async fn own_app(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<Option<totp_row::Model>, DbErr> {
    select::<Totp>(ctx).filter(TotpColumn::Account.eq(account)).one(tx.conn()).await
}

/// What comes of confirming an app.
pub(crate) struct Confirmed {
    /// The session's new token.
    pub(crate) session: Token,
    /// Shown once, never again.
    pub(crate) recovery_codes: Vec<String>,
}

/// Confirms an app with its first password, gives out recovery codes, and
/// raises the session.
///
/// # Errors
/// A problem with the field `password`.
pub(crate) async fn confirm_app(db: &Db, ctx: &Ctx, held: &Token, typed: &str) -> Result<Confirmed, Error> {
    let account = require_strength(db, ctx).await?;
    let typed = &crate::code::normalised(typed);
    db.write("second_factor.confirm", |tx: Tx| async move {
        if !rate::SECOND_FACTORS.admits(&tx, ctx, &account.to_string()).await? {
            return Ok(Err(FieldProblem::new("accounts-problem-too-many-passwords")));
        }
        let Some(row) = own_app(&tx, ctx, account).await?.filter(|row| row.confirmed_at.is_none()) else {
            return Ok(Err(FieldProblem::new("accounts-problem-app-not-begun")));
        };
        let Some(step) = Secret::parse(&row.secret).and_then(|s| s.accepts(typed, ctx.now(), row.last_step)) else {
            return Ok(Err(FieldProblem::new("accounts-problem-wrong-password")));
        };
        let mut row = row.into_active_model();
        row.confirmed_at = Set(Some(ctx.now()));
        row.last_step = Set(step);
        row.update(tx.conn()).await?;
        let recovery_codes = give_recovery_codes(&tx, ctx, account).await?;
        let session = session::elevate(&tx, ctx, held).await?;
        tx.audit(ctx, None, "second_factor.set_up", account.0, serde_json::json!({ "by": "app" })).await?;
        Ok::<_, Error>(Ok(Confirmed { session, recovery_codes }))
    })
    .await?
    .map_err(|problem| Error::Invalid(Problems::of("password", problem)))
}

/// How a second factor was shown.
#[derive(Clone)]
pub(crate) struct Raised {
    pub(crate) session: Token,
    /// A recovery code was used; so many are left.
    pub(crate) codes_left: Option<u64>,
}

/// Shows a second factor: a password of the app, or a recovery code.
///
/// # Errors
/// A problem with the field `password`.
pub(crate) async fn show(db: &Db, ctx: &Ctx, held: &Token, typed: &str) -> Result<Raised, Error> {
    let account = ctx.viewer().account_id().ok_or(Denied::NotSignedIn)?;
    let typed = &crate::code::normalised(typed);
    db.write("second_factor.show", |tx: Tx| async move {
        if !rate::SECOND_FACTORS.admits(&tx, ctx, &account.to_string()).await? {
            return Ok(Err(FieldProblem::new("accounts-problem-too-many-passwords")));
        }
        let by_app = take_password(&tx, ctx, account, typed).await?;
        if !by_app && !take_recovery_code(&tx, ctx, account, typed).await? {
            return Ok(Err(FieldProblem::new("accounts-problem-wrong-password")));
        }
        let session = session::elevate(&tx, ctx, held).await?;
        let by = if by_app { "app" } else { "recovery_code" };
        tx.audit(ctx, None, "second_factor.shown", account.0, serde_json::json!({ "by": by })).await?;
        let codes_left = if by_app { None } else { Some(codes_left(&tx, ctx, account).await?) };
        Ok::<_, Error>(Ok(Raised { session, codes_left }))
    })
    .await?
    .map_err(|problem| Error::Invalid(Problems::of("password", problem)))
}

async fn take_password(tx: &Tx, ctx: &Ctx, account: AccountId, typed: &str) -> Result<bool, DbErr> {
    let Some(row) = own_app(tx, ctx, account).await?.filter(|row| row.confirmed_at.is_some()) else {
        return Ok(false);
    };
    let Some(step) = Secret::parse(&row.secret).and_then(|s| s.accepts(typed, ctx.now(), row.last_step)) else {
        return Ok(false);
    };
    let mut row = row.into_active_model();
    row.last_step = Set(step);
    row.update(tx.conn()).await?;
    Ok(true)
}

async fn take_recovery_code(tx: &Tx, ctx: &Ctx, account: AccountId, typed: &str) -> Result<bool, DbErr> {
    let found = select::<Recovery>(ctx)
        .filter(RecoveryColumn::Account.eq(account))
        .filter(RecoveryColumn::CodeHash.eq(recovery_hash(account, typed)))
        .filter(RecoveryColumn::UsedAt.is_null())
        .one(tx.conn())
        .await?;
    let Some(row) = found else {
        return Ok(false);
    };
    let mut row = row.into_active_model();
    row.used_at = Set(Some(ctx.now()));
    row.update(tx.conn()).await?;
    Ok(true)
}

async fn codes_left(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<u64, DbErr> {
    select::<Recovery>(ctx)
        .filter(RecoveryColumn::Account.eq(account))
        .filter(RecoveryColumn::UsedAt.is_null())
        .count(tx.conn())
        .await
}

fn recovery_hash(account: AccountId, code: &str) -> String {
    digest("recovery", &[account.0.as_bytes(), code.to_ascii_uppercase().as_bytes()])
}

/// New recovery codes; the former ones are worth nothing from now on.
async fn give_recovery_codes(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<Vec<String>, DbErr> {
    Recovery::delete_many().filter(RecoveryColumn::Account.eq(account)).exec(tx.conn()).await?;
    // Eighty bits each: sixteen characters without padding.
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| BASE32_NOPAD.encode(&ctx.random_bytes::<10>())).collect();
    let rows = codes.iter().map(|code| recovery_row::ActiveModel {
        account: Set(account),
        code_hash: Set(recovery_hash(account, code)),
        used_at: Set(None),
    });
    Recovery::insert_many(rows).exec_without_returning(tx.conn()).await?;
    let grouped = |code: String| code.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-");
    Ok(codes.into_iter().map(grouped).collect())
}

/// Gives out new recovery codes.
pub(crate) async fn renew_recovery_codes(db: &Db, ctx: &Ctx) -> Result<Vec<String>, Error> {
    let account = require_strength(db, ctx).await?;
    db.write("second_factor.renew_codes", |tx: Tx| async move {
        if own_app(&tx, ctx, account).await?.is_none_or(|row| row.confirmed_at.is_none()) {
            return Err(Error::NotFound);
        }
        let codes = give_recovery_codes(&tx, ctx, account).await?;
        tx.audit(ctx, None, "second_factor.codes_renewed", account.0, serde_json::json!({})).await?;
        Ok(codes)
    })
    .await
}

/// Removes the app and its recovery codes.
pub(crate) async fn remove_app(db: &Db, ctx: &Ctx) -> Result<(), Error> {
    let account = require_strength(db, ctx).await?;
    db.write("second_factor.remove", |tx: Tx| async move {
        Totp::delete_many().filter(TotpColumn::Account.eq(account)).exec(tx.conn()).await?;
        Recovery::delete_many().filter(RecoveryColumn::Account.eq(account)).exec(tx.conn()).await?;
        tx.audit(ctx, None, "second_factor.removed", account.0, serde_json::json!({ "by": "app" })).await?;
        Ok(())
    })
    .await
}
