//! Releases that follow each other while letters wait tell of it in one letter.
//!
//! A letter states what changed for somebody between what they were last told and
//! what holds now. So the letters of a later release take those along that still
//! wait, and wait anew; whoever was moved there and back gets none. If the later
//! one is taken back, the earlier ones leave by themselves.

use super::{
    Dispatch, Release, Released,
    dispatch::{all_dispatches, letters_of, settle},
    released, releases,
    tables::dispatch_row,
};
use crate::notices::TellReaders;
use db::{Db, Tx};
use jobs::Enqueue;
use kernel::{Ctx, EditionId, Locale, LocalizedText, ReleaseId, TextState};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

/// The letters of a release that are about to leave.
pub(crate) struct Leaving {
    /// The first release of which they tell.
    pub(crate) from: ReleaseId,
    /// The organisers' own words at their head, of every release of which they
    /// tell; may be empty.
    pub(crate) words: LocalizedText,
}

/// A release whose letters wait, with what is kept about them.
type Waiting = (Release, dispatch_row::Model);

/// The releases of an edition whose letters wait, first to last. `everything` is
/// the system's. A first release has no letters that could wait.
async fn waiting(conn: &impl ConnectionTrait, everything: &Ctx, edition: EditionId) -> Result<Vec<Waiting>, DbErr> {
    let mut rows = all_dispatches(conn, everything, edition).await?;
    rows.retain(|row| row.state == Dispatch::Held && row.letters.is_none());
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = releases(conn, everything, edition).await?;
    all.reverse();
    let row = |release: &Release| rows.iter().find(|row| row.release == release.id).cloned();
    Ok(all.into_iter().filter_map(|release| row(&release).map(|row| (release, row))).collect())
}

/// The number of the first release whose letters would leave together with those
/// of a release that is made now; nothing when none wait.
///
/// # Errors
/// The engine's.
pub async fn gathers_from(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    edition: EditionId,
) -> Result<Option<i32>, DbErr> {
    Ok(waiting(conn, everything, edition).await?.first().map(|(release, _)| release.number))
}

/// What was published before the release with this number.
pub(crate) async fn before(
    conn: &impl ConnectionTrait,
    everything: &Ctx,
    edition: EditionId,
    number: i32,
) -> Result<Vec<Released>, DbErr> {
    let all = releases(conn, everything, edition).await?;
    match all.iter().find(|release| release.number == number - 1) {
        Some(earlier) => released(conn, everything, earlier.id).await,
        None => Ok(Vec::new()),
    }
}

/// Leaves what waits to the letters of `release`, which leave now.
pub(super) async fn gather(tx: &Tx, everything: &Ctx, release: &Release) -> Result<(), DbErr> {
    use dispatch_row::Column;
    let earlier = waiting(tx.conn(), everything, release.edition).await?;
    for (one, _) in earlier.iter().filter(|(one, _)| one.number < release.number) {
        settle(tx, everything, one.id, Dispatch::Left, None).await?;
        dispatch_row::Entity::update_many()
            .col_expr(Column::ToldWith, Expr::value(release.id))
            .filter(Column::Release.eq(one.id))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// After a later release was taken back: what still waits leaves by itself. Its
/// own job may have left it to the later one already.
pub(super) async fn leave_alone(tx: &Tx, ctx: &Ctx, everything: &Ctx, edition: EditionId) -> Result<(), DbErr> {
    let Some((release, row)) = waiting(tx.conn(), everything, edition).await?.pop() else { return Ok(()) };
    tx.enqueue_at(ctx, &TellReaders { release: release.id }, row.due_at.max(ctx.now())).await.map(|_| ())
}

/// The letters of a release leave, with those of earlier ones that wait. Nothing
/// if it was taken back, or if a later release will tell of it. A second call,
/// after a node died in between, answers alike.
pub(crate) async fn leave(db: &Db, everything: &Ctx, id: ReleaseId) -> Result<Option<Leaving>, DbErr> {
    db.write("release.letters", |tx: Tx| async move {
        let Some(row) = letters_of(tx.conn(), everything, id).await? else {
            // Queued by a Convoke whose letters did not wait.
            return Ok(Some(Leaving { from: id, words: LocalizedText::new() }));
        };
        let all = releases(tx.conn(), everything, row.edition).await?;
        let Some(release) = all.iter().find(|release| release.id == id) else { return Ok(None) };
        if row.state == Dispatch::Held {
            let last = waiting(tx.conn(), everything, row.edition).await?.pop();
            if row.letters.is_none() && last.is_some_and(|(last, _)| last.number > release.number) {
                return Ok(None);
            }
            settle(&tx, everything, id, Dispatch::Left, None).await?;
            if row.letters.is_none() {
                gather(&tx, everything, release).await?;
            }
        } else if row.state == Dispatch::TakenBack || row.told_with.is_some() {
            return Ok(None);
        }
        let rows = all_dispatches(tx.conn(), everything, row.edition).await?;
        let row = |one: &Release| rows.iter().find(|row| row.release == one.id);
        let told = |one: &&Release| one.id == id || row(one).is_some_and(|row| row.told_with == Some(id));
        let told: Vec<&Release> = all.iter().rev().filter(told).collect();
        let words: Vec<&LocalizedText> = told.iter().filter_map(|one| row(one)).map(|row| &row.words).collect();
        Ok(Some(Leaving { from: told.first().map_or(id, |first| first.id), words: together(&words) }))
    })
    .await
}

/// The words of several releases, one after the other, each once.
fn together(all: &[&LocalizedText]) -> LocalizedText {
    let mut words = LocalizedText::new();
    for locale in Locale::ALL {
        let mut parts: Vec<&str> = Vec::new();
        for text in all.iter().map(|one| one.text(*locale)).filter(|text| !text.is_empty()) {
            if !parts.contains(&text) {
                parts.push(text);
            }
        }
        if !parts.is_empty() {
            words.set(*locale, parts.join("\n\n"), TextState::Approved);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_several_releases_follow_each_other_and_none_comes_twice() {
        let hall = LocalizedText::both("The hall is closed.", "大厅关闭。");
        let rain = LocalizedText::of(Locale::En, "It rains.");
        let words = together(&[&hall, &rain, &hall]);
        assert_eq!(words.text(Locale::En), "The hall is closed.\n\nIt rains.");
        assert_eq!(words.text(Locale::Zh), "大厅关闭。");
        assert!(together(&[&LocalizedText::new()]).is_empty());
    }
}
