//! The pages of speakers and of those who look after them.

mod consent;
mod desk;
mod download;
mod hand_in;
mod links;
mod moment;
mod own;
mod pieces;

use crate::{error::Error, item::OwnView};
use blob::Blobs;
use congress::Edition;
use kernel::{Permission, Problems, SessionId, Viewer};
use web::{Cx, Routes, Who};

/// The largest piece of a file that is sent in pieces, in bytes: 8 MiB.
const PIECE: u64 = 8 * 1024 * 1024;
/// A form has some fields around the file.
const FORM: u64 = blob::LIMIT + 64 * 1024;

pub(crate) fn routes(blobs: Blobs) -> Routes {
    own_routes().and(file_routes()).and(desk::routes()).with(blobs)
}

fn own_routes() -> Routes {
    let (signed_in, anyone) = (Who::SignedIn, Who::Anyone);
    Routes::new()
        .get("/{edition}/speaking", own::show, signed_in, "/hangzhou-2024/speaking")
        .post("/{edition}/speaking/seen", own::seen, signed_in, "/hangzhou-2024/speaking/seen")
        .post("/{edition}/speaking/absences", own::add_absence, signed_in, "/hangzhou-2024/speaking/absences")
        .post(
            "/{edition}/speaking/absences/{id}/removal",
            own::remove_absence,
            signed_in,
            "/hangzhou-2024/speaking/absences/none/removal",
        )
        .get("/{edition}/speaking/consent", consent::show, signed_in, "/hangzhou-2024/speaking/consent")
        .post("/{edition}/speaking/consent", consent::store, signed_in, "/hangzhou-2024/speaking/consent")
        .get("/{edition}/speaking/links/{token}", links::show, anyone, "/hangzhou-2024/speaking/links/none")
        .post("/{edition}/speaking/links/{token}", links::send_code, anyone, "/hangzhou-2024/speaking/links/none")
}

fn file_routes() -> Routes {
    let signed_in = Who::SignedIn;
    let item = "/hangzhou-2024/speaking/tasks/biography";
    Routes::new()
        .get("/{edition}/speaking/tasks/{item}", hand_in::show, signed_in, item)
        .post("/{edition}/speaking/tasks/{item}", hand_in::words, signed_in, item)
        .post_file(
            "/{edition}/speaking/tasks/{item}/file",
            hand_in::file,
            signed_in,
            "/hangzhou-2024/speaking/tasks/portrait/file",
            FORM,
        )
        .post(
            "/{edition}/speaking/tasks/{item}/parts",
            pieces::begin,
            signed_in,
            "/hangzhou-2024/speaking/tasks/portrait/parts",
        )
        .get("/{edition}/speaking/parts/{id}", pieces::progress, signed_in, "/hangzhou-2024/speaking/parts/none")
        .post_file(
            "/{edition}/speaking/tasks/{item}/parts/{id}",
            pieces::arrive,
            signed_in,
            "/hangzhou-2024/speaking/tasks/portrait/parts/none",
            PIECE,
        )
        .get("/{edition}/files/{document}", download::fetch, Who::Anyone, "/hangzhou-2024/files/none")
}

/// The desk's permission to change something.
const EDIT: Who = Who::Staff(Permission::EditProgramme);
/// The desk's permission to look.
const READ: Who = Who::Staff(Permission::ReadContacts);

/// The edition of a speaker's page: one that this viewer may know of, or one in
/// which this viewer speaks before anybody else knows of it.
async fn speaking_edition(cx: &Cx, slug: &str) -> web::Result<Edition> {
    if let Some(edition) = congress::edition_by_slug(cx.db(), cx.ctx(), slug).await? {
        return Ok(edition);
    }
    let everything = cx.ctx().seen_by(Viewer::system());
    let hidden = congress::edition_by_slug(cx.db(), &everything, slug).await?.ok_or(web::Error::NotFound)?;
    let parts = programme::speaking::own_engagements(cx.db(), cx.ctx(), hidden.id).await?;
    if parts.is_empty() { Err(web::Error::NotFound) } else { Ok(hidden) }
}

/// What stands in an address for something that is owed: the task, and behind a
/// dot the code of the session where there is one.
fn item_segment(slug: &str, code: Option<&str>) -> String {
    code.map_or_else(|| slug.to_owned(), |code| format!("{slug}.{code}"))
}

/// The same back, in the eyes of a speaker.
fn own_item(view: &OwnView, segment: &str) -> web::Result<(String, Option<SessionId>)> {
    match segment.split_once('.') {
        None => Ok((segment.to_owned(), None)),
        Some((slug, code)) => {
            let part = view.parts.iter().find(|part| part.code == code).ok_or(web::Error::NotFound)?;
            Ok((slug.to_owned(), Some(part.session)))
        }
    }
}

/// What is wrong with the form; every other error is passed on.
fn problems_of(error: Error) -> web::Result<Problems> {
    match error {
        Error::Invalid(problems) => Ok(problems),
        other => Err(other.into()),
    }
}
