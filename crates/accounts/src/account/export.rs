//! Everything this house holds about the owner of an account, for the owner.

use super::own_account;
use crate::{
    error::Error,
    own_data::{OwnData, Owner},
    role,
    second_factor::require_strength,
    tables::{api_token_row, passkey_row, recovery_row, session_row, totp_row},
};
use db::{Db, select};
use kernel::Ctx;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::sync::Arc;

/// The whole as JSON: what accounts know, and what every other domain knows.
pub(crate) async fn export(db: &Db, ctx: &Ctx, parts: &[Arc<dyn OwnData>]) -> Result<Value, Error> {
    require_strength(db, ctx).await?;
    let account = own_account(db, ctx).await?;
    let owner = Owner { account: account.id, person: account.person };
    let mut whole = json!({
        "made_at": ctx.now(),
        "account": {
            "id": account.id,
            "email": account.email,
            "name": account.name,
            "language": account.locale,
            "person": account.person,
            "created_at": account.created_at,
        },
        "sessions": sessions(db, ctx, &owner).await?,
        "passkeys": passkeys(db, ctx, &owner).await?,
        "tokens": tokens(db, ctx, &owner).await?,
        "second_factor": second_factor(db, ctx, &owner).await?,
        "roles": role::own(db, ctx).await?.iter().map(role::GrantLine::to_json).collect::<Vec<_>>(),
    });
    for part in parts {
        whole[part.name()] = part.export(db, ctx, &owner).await?;
    }
    Ok(whole)
}

async fn sessions(db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Vec<Value>, Error> {
    let rows = select::<session_row::Entity>(ctx)
        .filter(session_row::Column::Account.eq(owner.account))
        .order_by_desc(session_row::Column::CreatedAt)
        .all(db.read())
        .await?;
    let line = |row: &session_row::Model| {
        json!({
            "device": row.device,
            "created_at": row.created_at,
            "last_seen_at": row.last_seen_at,
            "ended_at": row.ended_at,
            "ended_by": row.ended_by,
        })
    };
    Ok(rows.iter().map(line).collect())
}

async fn passkeys(db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Vec<Value>, Error> {
    let rows = select::<passkey_row::Entity>(ctx)
        .filter(passkey_row::Column::Account.eq(owner.account))
        .all(db.read())
        .await?;
    let line = |row: &passkey_row::Model| json!({ "name": row.name, "created_at": row.created_at, "last_used_at": row.last_used_at });
    Ok(rows.iter().map(line).collect())
}

async fn tokens(db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Vec<Value>, Error> {
    let rows = select::<api_token_row::Entity>(ctx)
        .filter(api_token_row::Column::Account.eq(owner.account))
        .all(db.read())
        .await?;
    let line = |row: &api_token_row::Model| {
        json!({
            "name": row.name,
            "scopes": row.scopes,
            "edition": row.edition,
            "created_at": row.created_at,
            "expires_at": row.expires_at,
            "last_used_day": row.last_used_day,
            "revoked_at": row.revoked_at,
        })
    };
    Ok(rows.iter().map(line).collect())
}

async fn second_factor(db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Value, Error> {
    let totp =
        select::<totp_row::Entity>(ctx).filter(totp_row::Column::Account.eq(owner.account)).one(db.read()).await?;
    let codes = select::<recovery_row::Entity>(ctx)
        .filter(recovery_row::Column::Account.eq(owner.account))
        .all(db.read())
        .await?;
    // The secret itself is not copied into a file that lies in a download folder.
    Ok(json!({
        "confirmed_at": totp.and_then(|row| row.confirmed_at),
        "recovery_codes_left": codes.iter().filter(|code| code.used_at.is_none()).count(),
    }))
}
