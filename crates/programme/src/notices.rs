//! Telling people what a release changed, once its letters have waited: those who
//! take part in a session that changed for them, those who signed up for one that
//! was moved, cancelled or brought back, and those who starred it; and only what
//! they may know. Everybody else's calendar follows
//! without a word.

mod radius;
mod touched;

pub use radius::Radius;
pub(crate) use radius::radius;
pub(crate) use touched::touched;
pub use touched::{Told, Touched};

use crate::{
    release::{Release, Released, before, leave, released, releases, written},
    tables::{notice_row, release_row},
};
use congress::Edition;
use db::{Db, Tx, select};
use jobs::{Handle, Handlers, Job};
use kernel::{Ctx, LocalizedText, ReleaseId, Viewer};
use mail::SendLetter;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

/// Queued with a release, done after it is committed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct TellReaders {
    /// The release.
    pub(crate) release: ReleaseId,
}

impl Job for TellReaders {
    const NAME: &'static str = "programme.tell-readers";
}

struct Teller;

pub(crate) fn handlers() -> Handlers {
    Handlers::new().on::<TellReaders, _>(Teller)
}

#[async_trait::async_trait]
impl Handle<TellReaders> for Teller {
    async fn run(&self, db: &Db, ctx: &Ctx, job: TellReaders) -> anyhow::Result<()> {
        let everything = &ctx.seen_by(Viewer::system());
        let Some(leaving) = leave(db, everything, job.release).await? else { return Ok(()) };
        if let Some((edition, release, before, after)) = load(db, everything, job.release, leaving.from).await? {
            for told in touched(db, everything, &edition, &before, &after).await?.letters {
                tell(db, everything, release.id, told.beginning_with(&leaving.words)).await?;
            }
        }
        Ok(written(db, everything, job.release).await?)
    }
}

type Loaded = (Edition, Release, Vec<Released>, Vec<Released>);

/// The release, and what was published before `from`, the first of which its
/// letters tell.
async fn load(db: &Db, everything: &Ctx, id: ReleaseId, from: ReleaseId) -> Result<Option<Loaded>, DbErr> {
    let row = select::<release_row::Entity>(everything).filter(release_row::Column::Id.eq(id)).one(db.read()).await?;
    let Some(release) = row.map(Release::from) else { return Ok(None) };
    let all = releases(db.read(), everything, release.edition).await?;
    let Some(first) = all.iter().find(|other| other.id == from) else { return Ok(None) };
    let Some(edition) = congress::edition_by_id(db, everything, release.edition).await? else { return Ok(None) };
    let before = before(db.read(), everything, release.edition, first.number).await?;
    if before.is_empty() {
        // Nothing stood before, so this release is the first that is announced.
        return Ok(None);
    }
    let after = released(db.read(), everything, release.id).await?;
    Ok(Some((edition, release, before, after)))
}

impl Told {
    /// The letter with the organisers' own words at its head, in the reader's
    /// language or, if they wrote in another one only, in that.
    fn beginning_with(mut self, words: &LocalizedText) -> Self {
        let words = words.get(self.letter.locale).text;
        if !words.is_empty() {
            self.letter.text = format!("{words}\n\n{}", self.letter.text);
        }
        self
    }
}

/// Nobody is told of a release twice, however often the job begins.
async fn tell(db: &Db, ctx: &Ctx, release: ReleaseId, told: Told) -> Result<(), DbErr> {
    let notice = &notice_row::Model { release, account: told.account, told_at: ctx.now() };
    let letter = &told.letter;
    db.write("programme.tell", |tx: Tx| async move {
        let once =
            OnConflict::columns([notice_row::Column::Release, notice_row::Column::Account]).do_nothing().to_owned();
        let insert = notice_row::Entity::insert(notice.clone().into_active_model()).on_conflict(once);
        if insert.exec_without_returning(tx.conn()).await? == 0 {
            return Ok(());
        }
        tx.send_letter(ctx, letter.clone()).await.map(|_| ())
    })
    .await
}
