//! What changes about an agenda on the day: what is on, what comes next, what was
//! announced otherwise before; and the mark by which a browser knows that what it
//! keeps is old.

use crate::mine::Mine;
use kernel::{SessionId, Timestamp};
use programme::{ProgrammeView, SessionView, Stage, release::Earlier};
use sha2::{Digest, Sha256};
use ui::Page;
use web::Cx;

/// Id of the word for now or next. Where the crew has said that it has begun, a
/// mark says so already.
pub(super) fn moment(session: &SessionView, next: Option<SessionId>, now: Timestamp) -> Option<&'static str> {
    let said = session.live.as_ref().is_some_and(|live| live.stage == Stage::Running);
    if session.cancelled {
        None
    } else if session.is_on(now) {
        (!said).then_some("agenda-now")
    } else {
        (Some(session.id) == next).then_some("agenda-next")
    }
}

/// The next session of this agenda today.
pub(super) fn next(view: &ProgrammeView, all: &[Mine<'_>], now: Timestamp) -> Option<SessionId> {
    let today = now.in_zone(&view.edition.zone).date();
    let ahead = all.iter().map(|one| one.session).filter(|one| !one.cancelled && one.day == today && one.is_ahead(now));
    ahead.min_by_key(|one| one.runs_from()).map(|one| one.id)
}

/// `Moved: was Wed 25 Sep 09:30`; the room where only that is another one and
/// the reader may know it.
pub(super) fn moved(page: &Page, view: &ProgrammeView, session: &SessionView, was: Earlier) -> Option<String> {
    if was.starts_at != session.starts_at {
        let at = was.starts_at.in_zone(&view.edition.zone);
        let when = format!("{} {}", ui::short_date(at.date(), page.locale), at.strftime("%H:%M"));
        return Some(page.t1("agenda-moved-from", "when", when));
    }
    let room = was.room.and_then(|id| view.room(id))?;
    Some(page.t1("agenda-moved-from", "when", room.name.get(page.locale).text))
}

/// Changes when what the browser keeps is no longer what it would be shown: with
/// a release, with the reader's own places, with what is said about their sessions
/// on the day, and every ten minutes, for counts.
/// Only what the reader may know is in it: a number that everything raises would
/// tell everybody that something is being prepared.
pub(super) fn stamp(cx: &Cx, view: &ProgrammeView, all: &[Mine<'_>]) -> String {
    let release = view.release.as_ref().map_or(0, |release| release.number);
    let (held, waiting): (Vec<_>, Vec<_>) =
        all.iter().filter_map(|one| one.sign_up).partition(|(state, _)| state.holds());
    let said: Vec<String> = all
        .iter()
        .filter_map(|one| Some((one.session, one.session.live.as_ref()?)))
        .map(|(session, live)| format!("{} {live:?}", session.code))
        .collect();
    let said = match said.is_empty() {
        true => String::new(),
        false => data_encoding::HEXLOWER.encode(&Sha256::digest(said.join(";"))[..4]),
    };
    format!("{release}.{}.{}.{}{said}", held.len(), waiting.len(), cx.now().as_seconds() / 600)
}
