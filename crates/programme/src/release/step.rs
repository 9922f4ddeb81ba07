//! From one release to the next, for those who follow releases.

use super::{Release, Released, released, releases};
use crate::tables::release_row;
use congress::Edition;
use db::{Db, select};
use jobs::Job;
use kernel::{Ctx, ReleaseId};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use serde::{Deserialize, Serialize};

/// Queued with every release, in its transaction. Nothing here does it: whoever
/// stands on the programme and must follow releases brings the handler.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Published {
    /// The release.
    pub release: ReleaseId,
}

impl Job for Published {
    const NAME: &'static str = "programme.published";
}

/// A release and what it followed.
#[derive(Clone, Debug)]
pub struct Step {
    /// The edition.
    pub edition: Edition,
    /// The release.
    pub release: Release,
    /// What was published before it; nothing before the first.
    pub before: Vec<Released>,
    /// What it publishes.
    pub after: Vec<Released>,
}

/// The step that a release made, as far as the viewer of `ctx` may know.
///
/// # Errors
/// The engine's.
pub async fn step(db: &Db, ctx: &Ctx, id: ReleaseId) -> Result<Option<Step>, DbErr> {
    let row = select::<release_row::Entity>(ctx).filter(release_row::Column::Id.eq(id)).one(db.read()).await?;
    let Some(release) = row.map(Release::from) else { return Ok(None) };
    let Some(edition) = congress::edition_by_id(db, ctx, release.edition).await? else { return Ok(None) };
    let all = releases(db.read(), ctx, release.edition).await?;
    let before = match all.iter().find(|other| other.number == release.number - 1) {
        Some(last) => released(db.read(), ctx, last.id).await?,
        None => Vec::new(),
    };
    let after = released(db.read(), ctx, release.id).await?;
    Ok(Some(Step { edition, release, before, after }))
}
