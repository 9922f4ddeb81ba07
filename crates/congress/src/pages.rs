//! The pages: thin handlers that read, call one verb, and answer.

mod clones;
mod conflict;
mod countries;
mod facts;
mod form_page;
mod overview;
mod places;
mod records;
mod settings;
mod site;
mod tracks;

use crate::{Edition, Error, Fact, Neighbours, Room, Track, Venue, edition_by_slug};
use axum::http::StatusCode;
use kernel::{FieldProblem, Permission, Problems};
use std::sync::Arc;
use ui::Page;
use web::{Cx, Routes, Who};

/// The edition at the first segment of an address.
///
/// # Errors
/// [`web::Error::NotFound`] when there is none that this viewer may know of.
pub async fn edition(cx: &Cx, slug: &str) -> web::Result<Edition> {
    edition_by_slug(cx.db(), cx.ctx(), slug).await?.ok_or(web::Error::NotFound)
}

/// As [`edition`], for a page of the desk.
///
/// # Errors
/// Also when the viewer lacks `permission` in it.
pub async fn desk(cx: &Cx, slug: &str, permission: Permission) -> web::Result<Edition> {
    let edition = edition(cx, slug).await?;
    cx.require(permission, edition.id)?;
    Ok(edition)
}

/// The frame of a page of this edition.
pub fn edition_page(cx: &Cx, edition: &Edition) -> Page {
    cx.edition_page(edition.id, edition.header(cx.locale()))
}

/// What a form that was refused is shown again with; other errors go on.
fn refusal(error: Error) -> web::Result<(StatusCode, Problems)> {
    match error {
        Error::Invalid(problems) => Ok((StatusCode::UNPROCESSABLE_ENTITY, problems)),
        Error::Taken(problems) => Ok((StatusCode::CONFLICT, problems)),
        Error::InUse => Ok((StatusCode::CONFLICT, Problems::of("", FieldProblem::new("congress-in-use")))),
        other => Err(other.into()),
    }
}

/// The revision that a form was made from; a form without one is from none.
fn revision(sent: &web::Submission) -> i64 {
    sent.value("revision").parse().unwrap_or(0)
}

pub(crate) fn routes(neighbours: Neighbours) -> Routes {
    site_routes().and(desk_routes()).and(record_routes()).with(Arc::new(neighbours))
}

fn site_routes() -> Routes {
    let house = Who::House(Permission::RunHouse);
    Routes::new()
        .get("/", site::root, Who::Anyone, "/")
        .get("/editions", site::list, Who::Anyone, "/editions")
        .get("/editions/new", site::new, house, "/editions/new")
        .post("/editions", site::create, house, "/editions")
}

fn desk_routes() -> Routes {
    let reader = Who::Staff(Permission::ReadDesk);
    let editor = Who::Staff(Permission::EditEdition);
    let house = Who::House(Permission::RunHouse);
    let namer = Who::House(Permission::EditEdition);
    Routes::new()
        .get("/{edition}/desk", overview::show, reader, "/hangzhou-2024/desk")
        .post("/{edition}/desk/state", overview::change, editor, "/hangzhou-2024/desk/state")
        .get("/{edition}/desk/settings", settings::show, editor, "/hangzhou-2024/desk/settings")
        .post("/{edition}/desk/settings", settings::revise, editor, "/hangzhou-2024/desk/settings")
        .get("/{edition}/desk/clone", clones::show, house, "/hangzhou-2024/desk/clone")
        .post("/{edition}/desk/clone", clones::create, house, "/hangzhou-2024/desk/clone")
        .get("/{edition}/desk/venues", places::list, reader, "/hangzhou-2024/desk/venues")
        .post("/{edition}/desk/walks", places::walk, editor, "/hangzhou-2024/desk/walks")
        .get("/{edition}/desk/tracks", tracks::list, reader, "/hangzhou-2024/desk/tracks")
        .get("/{edition}/desk/facts", facts::list, reader, "/hangzhou-2024/desk/facts")
        .get("/{edition}/desk/country-names", countries::show, reader, "/hangzhou-2024/desk/country-names")
        .post("/{edition}/desk/country-names", countries::choose, namer, "/hangzhou-2024/desk/country-names")
        .post(
            "/{edition}/desk/country-names/removal",
            countries::forget,
            namer,
            "/hangzhou-2024/desk/country-names/removal",
        )
}

/// Venues, rooms, tracks and facts are kept alike: a page to add, a page to
/// revise, a removal.
fn record_routes() -> Routes {
    macro_rules! kept {
        ($record:ty, $path:literal, $sample:literal) => {{
            let editor = Who::Staff(Permission::EditEdition);
            Routes::new()
                .get(
                    concat!("/{edition}", $path, "/new"),
                    records::new::<$record>,
                    editor,
                    concat!("/hangzhou-2024", $path, "/new"),
                )
                .post(concat!("/{edition}", $path), records::add::<$record>, editor, concat!("/hangzhou-2024", $path))
                .get(
                    concat!("/{edition}", $path, "/{record}"),
                    records::show::<$record>,
                    editor,
                    concat!("/hangzhou-2024", $path, "/", $sample),
                )
                .post(
                    concat!("/{edition}", $path, "/{record}"),
                    records::revise::<$record>,
                    editor,
                    concat!("/hangzhou-2024", $path, "/", $sample),
                )
                .post(
                    concat!("/{edition}", $path, "/{record}/removal"),
                    records::remove::<$record>,
                    editor,
                    concat!("/hangzhou-2024", $path, "/", $sample, "/removal"),
                )
        }};
    }
    kept!(Venue, "/desk/venues", "congress-centre")
        .and(kept!(Room, "/desk/rooms", "grand-hall"))
        .and(kept!(Track, "/desk/tracks", "enabling-technologies"))
        .and(kept!(Fact, "/desk/facts", "city-delegations"))
}
