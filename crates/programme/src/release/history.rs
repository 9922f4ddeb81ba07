//! What every release changed, in words.

use super::{Change, Release, Released, difference, difference::people_in, standing};
use crate::{rules::Names, tables::released_row};
use congress::Edition;
use db::{Db, select};
use kernel::{Ctx, ReleaseId};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};
use std::collections::HashMap;
use ui::Text;

/// A page shows the changes of this many releases; older ones are a name and a date.
const MOST: usize = 20;

/// A release and what it changed.
#[derive(Clone, Debug)]
pub struct ReleaseDifference {
    /// The release.
    pub release: Release,
    /// What it changed, in the reader's words; empty for the first one and
    /// where the reader may know of none of it.
    pub changes: Vec<String>,
    /// It is the first one: all of it was new.
    pub is_first: bool,
}

/// The releases of an edition that stand, latest first, with what each changed.
///
/// # Errors
/// The engine's.
pub async fn history(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Vec<ReleaseDifference>, DbErr> {
    let all = standing(db.read(), ctx, edition.id).await?;
    // One more than is shown, because each is compared with the one before it.
    let compared: Vec<ReleaseId> = all.iter().take(MOST + 1).map(|release| release.id).collect();
    let mut contents: HashMap<ReleaseId, Vec<Released>> = HashMap::new();
    let rows = select::<released_row::Entity>(ctx)
        .filter(released_row::Column::Release.is_in(compared))
        .order_by_asc(released_row::Column::Session);
    for row in rows.all(db.read()).await? {
        contents.entry(row.release).or_default().push(row.into());
    }
    let of = |release: &Release| contents.get(&release.id).map_or(&[][..], Vec::as_slice);
    let steps: Vec<Vec<Change>> =
        all.windows(2).take(MOST).map(|pair| difference(of(&pair[1]), of(&pair[0]))).collect();
    let people: Vec<_> = steps.iter().flat_map(|changes| people_in(changes)).collect();
    let names = Names::of_places(db, ctx, edition, &people).await?;
    let words = |changes: &Vec<Change>| -> Vec<String> {
        changes.iter().filter_map(|change| change.words(Text(ctx.locale()), &edition.zone, &names)).collect()
    };
    let mut told = steps.iter().map(words);
    let first = all.last().map(|release| release.id);
    Ok(all
        .into_iter()
        .map(|release| {
            let is_first = Some(release.id) == first;
            ReleaseDifference { changes: told.next().unwrap_or_default(), release, is_first }
        })
        .collect())
}
