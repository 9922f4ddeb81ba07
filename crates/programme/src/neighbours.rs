//! What the programme does for other domains: it follows a zone, takes its
//! rules over to a cloned edition, stands on the pages of people and cities and
//! on the desk's overview. The composition root hands it to them.

use crate::{
    SessionView, Views, opinion,
    release::{copy_hold, latest},
    rules::{self, Level, copy_hearing, copy_levels, copy_teams},
    session::sessions,
    sign_up,
    tables::{absence_row, session_row},
};
use congress::{Cloning, DeskCard, Edition, Moment, ZoneChange, ZonePreview};
use db::{Db, Tx, select};
use directory::{RelatedBlock, RelatedItem, Subject};
use kernel::{Ctx, EditionId, Viewer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, IntoActiveModel, QueryFilter};
use std::sync::Arc;
use web::Cx;

/// The programme, as other domains know it.
pub struct Programme {
    views: Views,
}

/// The programme for the lists of the composition root.
pub fn neighbour(views: &Views) -> Arc<Programme> {
    Arc::new(Programme { views: views.clone() })
}

/// A cloned edition takes its rules, the wait of its letters and what it chose for
/// sign-up and feedback with it; sessions are not structure, nor are their terms.
#[async_trait::async_trait]
impl congress::ClonePart for Programme {
    async fn clone_part(&self, tx: &Tx, ctx: &Ctx, cloning: &Cloning) -> Result<(), DbErr> {
        copy_levels(tx, ctx, cloning.from, cloning.to).await?;
        copy_hearing(tx, ctx, cloning.from, cloning.to).await?;
        copy_teams(tx, ctx, cloning.from, cloning.to).await?;
        copy_hold(tx, ctx, cloning.from, cloning.to).await?;
        opinion::copy_switch(tx, ctx, cloning.from, cloning.to).await?;
        sign_up::copy_policy(tx, ctx, cloning.from, cloning.to).await
    }
}

#[async_trait::async_trait]
impl congress::ZoneFollower for Programme {
    async fn preview(&self, db: &Db, ctx: &Ctx, edition: EditionId, limit: usize) -> Result<ZonePreview, DbErr> {
        let known = sessions(db, ctx, edition).await?;
        let moments: Vec<Moment> = known
            .into_iter()
            .filter_map(|session| Some(Moment { at: session.starts_at?, label: session.title }))
            .collect();
        let total = u64::try_from(moments.len()).unwrap_or(u64::MAX);
        Ok(ZonePreview { total, first: moments.into_iter().take(limit).collect() })
    }

    async fn apply(&self, tx: &Tx, ctx: &Ctx, change: &ZoneChange) -> Result<(), DbErr> {
        // What is behind closed doors moves with the clocks too.
        let everything = ctx.seen_by(Viewer::system());
        let placed = select::<session_row::Entity>(&everything)
            .filter(session_row::Column::Edition.eq(change.edition))
            .filter(session_row::Column::StartsAt.is_not_null());
        for row in placed.all(tx.conn()).await? {
            let Some(before) = row.starts_at else { continue };
            let after = change.moved(before);
            if after == before {
                continue;
            }
            let revision = row.revision + 1;
            let mut next = row.into_active_model();
            next.starts_at = Set(Some(after));
            next.revision = Set(revision);
            next.update(tx.conn()).await?;
        }
        // What people said they cannot was said by the clocks of the edition.
        let absences =
            select::<absence_row::Entity>(&everything).filter(absence_row::Column::Edition.eq(change.edition));
        for row in absences.all(tx.conn()).await? {
            let (starts_at, ends_at) = (change.moved(row.starts_at), change.moved(row.ends_at));
            if (starts_at, ends_at) == (row.starts_at, row.ends_at) || ends_at <= starts_at {
                continue;
            }
            let mut next = row.into_active_model();
            next.starts_at = Set(starts_at);
            next.ends_at = Set(ends_at);
            next.update(tx.conn()).await?;
        }
        sign_up::follow_zone(tx, &everything, change).await?;
        tx.change("programme", Some(change.edition), change.edition.0).await
    }
}

#[async_trait::async_trait]
impl directory::RelatedSource for Programme {
    async fn related(&self, cx: &Cx, edition: &Edition, subject: Subject) -> web::Result<Vec<RelatedBlock>> {
        let view = self.views.view(cx, edition.slug.as_str()).await?;
        let has_to_do = |session: &&SessionView| match subject {
            Subject::Person(person) => session.people.iter().any(|p| p.id == person),
            Subject::City(city) => session.city == Some(city),
            Subject::Organisation(_) => false,
        };
        let item = |session: &SessionView| {
            let title = session.title_in(cx.locale());
            let day = ui::short_date(session.day, cx.locale());
            let mut meta = format!("{day} {}–{}", session.start_clock, session.end_clock);
            if !session.room_name.is_empty() {
                meta.push_str(" · ");
                meta.push_str(&session.room_name);
            }
            if session.cancelled {
                meta.push_str(" · ");
                meta.push_str(&cx.text().t("programme-state-cancelled"));
            }
            RelatedItem {
                href: format!("/{}/{}{}", cx.locale().tag(), edition.slug, session.path()),
                title: title.text.to_owned(),
                meta,
                lang: title.is_fallback.then(|| title.locale.html_lang().to_owned()),
            }
        };
        let items = view.sessions.iter().filter(has_to_do).map(item).collect();
        Ok(vec![RelatedBlock { title_key: "programme-related", items }])
    }
}

#[async_trait::async_trait]
impl congress::DeskCards for Programme {
    async fn desk_cards(&self, cx: &Cx, edition: &Edition) -> web::Result<Vec<DeskCard>> {
        let all = sessions(cx.db(), cx.ctx(), edition.id).await?.len();
        let conflicts = rules::conflicts(cx.db(), cx.ctx(), edition).await?;
        let blocking = conflicts.iter().filter(|conflict| conflict.level == Level::Block).count();
        let release = latest(cx.db().read(), cx.ctx(), edition.id).await?.map_or(0, |release| release.number);
        let card = |value: String, key: &str, path| DeskCard { value, label: cx.text().t(key), path };
        Ok(vec![
            card(all.to_string(), "programme-card-sessions", "/desk/sessions"),
            card(blocking.to_string(), "programme-card-blocking", "/desk/sessions?show=problems"),
            card(release.to_string(), "programme-card-release", "/desk/release"),
        ])
    }
}
