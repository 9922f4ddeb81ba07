//! Proof that no release was changed after it was made.

use super::{Release, Released, released};
use crate::tables::release_row;
use db::{Db, select};
use kernel::Ctx;
use sea_orm::{DbErr, QueryOrder};
use sha2::{Digest, Sha256};

/// SHA-256 over everything in a release, in one canonical form: JSON of its
/// head and of its sessions in the order of their keys.
pub(super) fn digest(release: &Release, sessions: &[Released]) -> String {
    let mut sorted: Vec<&Released> = sessions.iter().collect();
    sorted.sort_by_key(|released| released.session);
    let head = (release.edition, release.number, &release.name, &release.note, release.released_at);
    // Maps are sorted and numbers are whole, so that equal releases are equal texts.
    let text = serde_json::to_vec(&(head, sorted)).unwrap_or_default();
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))
}

/// A release that is not what was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenRelease {
    /// The release as its row says.
    pub release: Release,
    /// The hash of what is there now.
    pub found: String,
}

/// Recomputes the hash of every release; answers with those that differ. For
/// `convoke doctor` and after a restore; `ctx` is the system's.
///
/// # Errors
/// The engine's.
pub async fn verify(db: &Db, ctx: &Ctx) -> Result<Vec<BrokenRelease>, DbErr> {
    let rows = select::<release_row::Entity>(ctx).order_by_asc(release_row::Column::Id).all(db.read()).await?;
    let mut broken = Vec::new();
    for release in rows.into_iter().map(Release::from) {
        let found = digest(&release, &released(db.read(), ctx, release.id).await?);
        if found != release.hash {
            broken.push(BrokenRelease { release, found });
        }
    }
    Ok(broken)
}
