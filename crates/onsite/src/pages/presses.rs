//! A press, and the undoing of the last one.

use super::{
    crew::{Trouble, crew_page, crew_path},
    sent_day,
};
use crate::{
    Error, RoomDay,
    press::{self, Press, Verb},
};
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use programme::Views;
use ui::FlashKind;
use web::{Cx, Submission};

pub(super) async fn store(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let day = sent_day(&cx, &views, (&slug, &room), &sent).await?;
    let session = day.view.session_at(sent.value("session")).ok_or(web::Error::NotFound)?;
    let revision = sent.value("revision").parse().unwrap_or(-1);
    let result = match read(&sent) {
        Some(said) => press::press(cx.db(), cx.ctx(), &day, session.id, revision, said).await,
        None => Err(Error::field("press", "onsite-problem-press")),
    };
    match result {
        Ok(()) => Ok(web::with_flash(&cx, &crew_path(&day, &session.code), FlashKind::Done, "onsite-stored")),
        Err(error) => again(&cx, &views, &day, error).await,
    }
}

pub(super) async fn undo(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((slug, room)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let day = sent_day(&cx, &views, (&slug, &room), &sent).await?;
    let id = sent.value("press").parse().map_err(|_| web::Error::NotFound)?;
    match press::undo(cx.db(), cx.ctx(), &day, id).await {
        Ok(session) => {
            let code = day.view.session(session).map_or("", |session| session.code.as_str());
            Ok(web::with_flash(&cx, &crew_path(&day, code), FlashKind::Done, "onsite-undone"))
        }
        Err(error) => again(&cx, &views, &day, error).await,
    }
}

/// `started`, `late-10`; `late` takes its minutes from the field.
pub(super) fn read(sent: &Submission) -> Option<Press> {
    let typed = sent.value("press");
    let (word, minutes) = match typed.split_once('-') {
        Some((word, minutes)) => (word, minutes),
        None => (typed, sent.value("minutes").trim()),
    };
    let verb: Verb = word.parse().ok()?;
    // Minutes that are none are refused by the verb, at their field.
    let minutes = if verb == Verb::Late { minutes.parse().unwrap_or(0) } else { 0 };
    Some(Press { verb, minutes })
}

/// The page as it is now, with why nothing was stored.
async fn again(cx: &Cx, views: &Views, day: &RoomDay, error: Error) -> web::Result<Response> {
    let (status, trouble) = match error {
        Error::Stale => (StatusCode::CONFLICT, Trouble::Stale),
        Error::Invalid(problems) => {
            let words = problems.iter().flat_map(|(_, all)| all.iter().map(|one| cx.text().problem(one)));
            (StatusCode::UNPROCESSABLE_ENTITY, Trouble::Refused(words.collect::<Vec<_>>().join(" ")))
        }
        other => return Err(other.into()),
    };
    // What the other one stored is newer than what this request began with.
    let slug = day.view.edition.slug.clone();
    let day = RoomDay::load(cx, views, slug.as_str(), day.room.slug.as_str(), Some(&day.day.to_string())).await?;
    web::html(status, &crew_page(cx, &day, Some(trouble)).await?)
}
