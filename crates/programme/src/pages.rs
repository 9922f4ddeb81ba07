//! The desk: where editors work on the draft and release it. Every page works
//! without scripts; every change is a resource of its own.

mod board;
mod bulk;
mod closures;
mod edit;
mod import;
mod interpreters;
mod list;
mod people;
mod placement;
mod release;
mod rules;
mod state;
mod versions;

pub use people::find_person;

use crate::{
    error::Error,
    session::{Session, code, session_by_code},
};
use congress::Edition;
use kernel::{Locale, Permission, Problems};
use ui::{MenuItem, Page};
use web::{Cx, Routes, Submission, Who};

const READ: Who = Who::Staff(Permission::ReadDesk);
const EDIT: Who = Who::Staff(Permission::EditProgramme);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{edition}/desk/sessions", list::show, READ, "/hangzhou-2024/desk/sessions")
        .get("/{edition}/desk/sessions/new", edit::blank, EDIT, "/hangzhou-2024/desk/sessions/new")
        .post("/{edition}/desk/sessions", edit::create, EDIT, "/hangzhou-2024/desk/sessions")
        .get("/{edition}/desk/sessions/{session}", edit::show, READ, "/hangzhou-2024/desk/sessions/OPEN24")
        .post("/{edition}/desk/sessions/{session}", edit::revise, EDIT, "/hangzhou-2024/desk/sessions/OPEN24")
        .and(board_routes())
        .and(placement_routes())
        .and(release_routes())
        .and(import_routes())
}

fn placement_routes() -> Routes {
    macro_rules! at {
        ($end:literal) => {
            concat!("/{edition}/desk/sessions/{session}/", $end)
        };
    }
    macro_rules! sample {
        ($end:literal) => {
            concat!("/hangzhou-2024/desk/sessions/OPEN24/", $end)
        };
    }
    Routes::new()
        .get(at!("placement"), placement::show, READ, sample!("placement"))
        .post(at!("placement"), placement::store, EDIT, sample!("placement"))
        .get(at!("people"), people::show, READ, sample!("people"))
        .post(at!("people"), people::add, EDIT, sample!("people"))
        .post(at!("people/removal"), people::remove, EDIT, sample!("people/removal"))
        .post(at!("people/replacement"), people::replace, EDIT, sample!("people/replacement"))
        .post(at!("confirmation"), state::confirm, EDIT, sample!("confirmation"))
        .post(at!("cancellation"), state::cancel, EDIT, sample!("cancellation"))
        .post(at!("reinstatement"), state::reinstate, EDIT, sample!("reinstatement"))
}

fn board_routes() -> Routes {
    Routes::new()
        .get("/{edition}/desk/board", board::show, READ, "/hangzhou-2024/desk/board")
        .get("/{edition}/desk/board/check", board::check, READ, "/hangzhou-2024/desk/board/check")
        .get("/{edition}/desk/board/pulse", board::pulse, READ, "/hangzhou-2024/desk/board/pulse")
        .post("/{edition}/desk/board/moves", board::move_one, EDIT, "/hangzhou-2024/desk/board/moves")
        .post("/{edition}/desk/board/swaps", board::swap_two, EDIT, "/hangzhou-2024/desk/board/swaps")
        .post("/{edition}/desk/closures", closures::close, EDIT, "/hangzhou-2024/desk/closures")
        .post("/{edition}/desk/closures/removal", closures::reopen, EDIT, "/hangzhou-2024/desk/closures/removal")
        .post("/{edition}/desk/shifts", bulk::shift_chosen, EDIT, "/hangzhou-2024/desk/shifts")
        .post("/{edition}/desk/confirmations", bulk::confirm_chosen, EDIT, "/hangzhou-2024/desk/confirmations")
        .post("/{edition}/desk/undo", board::undo, EDIT, "/hangzhou-2024/desk/undo")
        .post("/{edition}/desk/redo", board::redo, EDIT, "/hangzhou-2024/desk/redo")
}

fn import_routes() -> Routes {
    Routes::new()
        .get("/{edition}/desk/import", import::show, EDIT, "/hangzhou-2024/desk/import")
        .post_file("/{edition}/desk/import", import::send, EDIT, "/hangzhou-2024/desk/import", import::LARGEST)
        .get("/{edition}/desk/import/preview", import::preview, EDIT, "/hangzhou-2024/desk/import/preview")
        .post("/{edition}/desk/import/columns", import::columns, EDIT, "/hangzhou-2024/desk/import/columns")
        .post("/{edition}/desk/import/confirmation", import::confirm, EDIT, "/hangzhou-2024/desk/import/confirmation")
        .post("/{edition}/desk/import/removal", import::discard, EDIT, "/hangzhou-2024/desk/import/removal")
}

fn release_routes() -> Routes {
    let release = Who::Staff(Permission::ReleaseProgramme);
    Routes::new()
        .get("/{edition}/desk/release", release::show, READ, "/hangzhou-2024/desk/release")
        .post("/{edition}/desk/release", release::store, release, "/hangzhou-2024/desk/release")
        .post(
            "/{edition}/desk/release/withdrawal",
            release::take_back,
            release,
            "/hangzhou-2024/desk/release/withdrawal",
        )
        .post("/{edition}/desk/release/hold", release::set_hold, release, "/hangzhou-2024/desk/release/hold")
        .get("/{edition}/desk/rules", rules::show, READ, "/hangzhou-2024/desk/rules")
        .post("/{edition}/desk/rules", rules::store, EDIT, "/hangzhou-2024/desk/rules")
        .get("/{edition}/desk/interpreters", interpreters::show, READ, "/hangzhou-2024/desk/interpreters")
        .post("/{edition}/desk/interpreters", interpreters::store, EDIT, "/hangzhou-2024/desk/interpreters")
}

/// The edition and the session of a desk page, if the viewer may.
///
/// # Errors
/// [`web::Error::NotFound`] for what the viewer may not know of; that they lack
/// `permission`.
pub async fn subject(cx: &Cx, edition: &str, segment: &str, permission: Permission) -> web::Result<(Edition, Session)> {
    let edition = congress::desk(cx, edition, permission).await?;
    let code = code::in_segment(segment).ok_or(web::Error::NotFound)?;
    let session = session_by_code(cx.db(), cx.ctx(), edition.id, &code).await?;
    Ok((edition, session.ok_or(web::Error::NotFound)?))
}

/// The revision that the sent form was made from; a broken one is an old one.
fn revision(sent: &Submission) -> i64 {
    sent.value("revision").parse().unwrap_or(0)
}

/// The address of a session's desk, without language.
pub fn desk_path(edition: &Edition, session: &Session, end: &str) -> String {
    format!("/{}/desk/sessions/{}{end}", edition.slug, session.code)
}

/// The sheets of a session; `current` is the end of the address of the one shown.
pub fn sheets(page: &Page, edition: &Edition, session: &Session, current: &str) -> Vec<MenuItem> {
    let sheet = |key: &str, end: &str| MenuItem {
        label: page.t(key),
        href: page.path(desk_path(edition, session, end)),
        current: current == end,
    };
    vec![
        sheet("programme-sheet-details", ""),
        sheet("programme-sheet-placement", "/placement"),
        sheet("programme-sheet-people", "/people"),
        sheet("programme-sign-up", "/sign-up"),
        sheet("programme-feedback", "/feedback"),
    ]
}

/// How the forms of the desk name a session: with the revision that was seen.
fn named(session: &Session) -> String {
    format!("{}.{}", session.code, session.revision)
}

/// The title of a session for a heading; its code when it has none.
pub fn heading(session: &Session, locale: Locale) -> String {
    let title = session.title.get(locale).text;
    if title.is_empty() { session.code.clone() } else { title.to_owned() }
}

/// What a form shows again: its problems, or what somebody else stored.
enum Refusal {
    Problems(Problems),
    Stale(Box<Session>),
}

/// Splits the refusals that a form can show from the errors that are a page.
fn refusal(error: Error) -> web::Result<Refusal> {
    match error {
        Error::Invalid(problems) => Ok(Refusal::Problems(problems)),
        Error::Stale(current) => Ok(Refusal::Stale(current)),
        other => Err(other.into()),
    }
}
