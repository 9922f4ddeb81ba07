//! Tracks of an edition.

use super::{
    desk, edition_page,
    places::{position_field, slug_field},
    records::{Record, next_position},
};
use crate::{
    Edition, Error, Track, TrackDetails,
    fields::{Field, Input},
    home::Words,
    track,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{Permission, Problems, TrackId};
use sea_orm::DbErr;
use ui::{Form, Page};
use web::{Cx, Submission};

impl Record for Track {
    type Key = TrackId;
    type Details = TrackDetails;
    const PATH: &'static str = "/desk/tracks";
    const LIST: &'static str = "/desk/tracks";
    const NEW: &'static str = "congress-track-new";
    const SAVED: &'static str = "congress-track-saved";
    const REMOVED: &'static str = "congress-track-removed";

    fn key(&self) -> TrackId {
        self.id
    }
    fn slug(&self) -> &str {
        self.slug.as_str()
    }
    fn title(&self, cx: &Cx) -> String {
        self.name.get(cx.locale()).to_string()
    }
    fn form(&self) -> Form {
        self.form()
    }
    fn blank(others: &[Self]) -> Form {
        // The first colour that no track has yet, else any.
        let free = track::COLOURS.into_iter().find(|colour| others.iter().all(|t| t.colour != *colour));
        let position = next_position(others.iter().map(|track| track.position));
        Form::filled([("position", position), ("colour", free.unwrap_or(1).to_string())])
    }
    fn read(sent: &Submission) -> Result<TrackDetails, Problems> {
        TrackDetails::read(sent)
    }
    async fn fields(cx: &Cx, _: &Edition) -> Result<Vec<Field>, DbErr> {
        let words = |n: i32| cx.text().with("congress-colour-n", &[("n", n.into())]);
        let colours = track::COLOURS.map(|n| (n.to_string(), words(n))).collect();
        Ok(vec![
            Field::new("name", "congress-name", Input::Lines),
            Field::new("colour", "congress-colour", Input::Choice(colours)).hint("congress-colour-hint"),
            slug_field(),
            position_field(),
        ])
    }
    async fn all(cx: &Cx, edition: &Edition) -> Result<Vec<Self>, DbErr> {
        track::tracks(cx.db(), cx.ctx(), edition.id).await
    }
    async fn add(cx: &Cx, edition: &Edition, details: &TrackDetails) -> Result<(), Error> {
        track::add_track(cx.db(), cx.ctx(), edition.id, details).await.map(drop)
    }
    async fn revise(
        cx: &Cx,
        edition: &Edition,
        key: TrackId,
        revision: i64,
        details: &TrackDetails,
    ) -> Result<(), Error> {
        track::revise_track(cx.db(), cx.ctx(), edition.id, key, revision, details).await
    }
    async fn remove(cx: &Cx, edition: &Edition, key: TrackId, revision: i64) -> Result<(), Error> {
        track::remove_track(cx.db(), cx.ctx(), edition.id, key, revision).await
    }
}

#[derive(Template)]
#[template(path = "congress/tracks.html")]
struct TracksPage {
    page: Page,
    tracks: Vec<TrackRow>,
    may_edit: bool,
}

struct TrackRow {
    name: Words,
    slug: String,
    colour: i32,
    edit: String,
}

/// All tracks.
pub(super) async fn list(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    let page = edition_page(&cx, &edition);
    let tracks = track::tracks(cx.db(), cx.ctx(), edition.id).await?;
    let row = |track: Track| TrackRow {
        name: Words::of(&track.name, cx.locale()),
        slug: track.slug.to_string(),
        colour: track.colour,
        edit: page.in_edition(format!("/desk/tracks/{}", track.id)),
    };
    web::ok(&TracksPage {
        tracks: tracks.into_iter().map(row).collect(),
        may_edit: cx.can(Permission::EditEdition, edition.id),
        page,
    })
}
