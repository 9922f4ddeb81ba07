//! The letters of the latest release: when they leave, and taking the release
//! back before they do.

use super::sheet;
use crate::{
    error::Error,
    release::{self, Dispatch, Letters, Release, letters, undone_by},
};
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{Permission, Timestamp};
use ui::{FlashKind, Form};
use web::{Cx, Submission};

/// How long letters may wait, in seconds.
const HOLDS: [i32; 6] = [0, 60, 120, 300, 900, 3600];

/// What became of the letters of the latest release.
pub(super) struct Held {
    /// Whether they wait.
    pub(super) state: Dispatch,
    /// The number of their release.
    pub(super) number: i32,
    /// How many there were, or 0 from the beginning where a first release has none.
    pub(super) count: Option<i32>,
    /// When that is or was, by the clock of the edition.
    pub(super) clock: String,
    /// Seconds until they leave, by the clock of the server.
    pub(super) seconds: i64,
    /// The same, as a clock shows it: `1:45`.
    pub(super) left: String,
}

impl Held {
    /// Id of the words while letters wait, or while a first release, which has
    /// none, can be taken back.
    pub(super) fn waits(&self) -> &'static str {
        if self.count.is_some() { "programme-held-first" } else { "programme-held" }
    }

    /// Id of the words once it can no longer be taken back. That letters left is
    /// said where there were some.
    pub(super) fn settled(&self) -> &'static str {
        match self.count {
            None => "programme-leaving",
            Some(0) => "programme-left-none",
            Some(_) => "programme-left",
        }
    }
}

/// What became of the letters of `last`, or of the release that it undid.
pub(super) async fn held(cx: &Cx, edition: &Edition, last: Option<&Release>) -> web::Result<Option<Held>> {
    let Some(last) = last else { return Ok(None) };
    let conn = cx.db().read();
    let (number, letters) = match letters(conn, cx.ctx(), last.id).await? {
        Some(letters) => (last.number, letters),
        // A release that restored another one has the number after it.
        None => match undone_by(conn, cx.ctx(), last.id).await? {
            Some((_, letters)) => (last.number - 1, letters),
            None => return Ok(None),
        },
    };
    Ok(Some(told(cx.now(), edition, number, &letters)))
}

fn told(now: Timestamp, edition: &Edition, number: i32, letters: &Letters) -> Held {
    let at = letters.settled_at.unwrap_or(letters.due_at).in_zone(&edition.zone);
    let seconds = ((letters.due_at.as_micros() - now.as_micros()).max(0) + 999_999) / 1_000_000;
    let clock = at.strftime("%H:%M:%S").to_string();
    Held { state: letters.state, number, count: letters.count, clock, seconds, left: left(seconds) }
}

/// `1:45`, or `1:00:00` from an hour on.
fn left(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// How long letters may wait, as choices; `now` is among them.
pub(super) fn choices(cx: &Cx, now: i32) -> Vec<(String, String)> {
    let mut all = HOLDS.to_vec();
    if !all.contains(&now) {
        all.push(now);
        all.sort_unstable();
    }
    let words = |seconds: i32| match seconds {
        0 => cx.text().t("programme-hold-none"),
        whole if whole % 60 == 0 => cx.text().with("programme-hold-minutes", &[("n", (whole / 60).into())]),
        odd => cx.text().with("programme-hold-seconds", &[("n", odd.into())]),
    };
    all.into_iter().map(|seconds| (seconds.to_string(), words(seconds))).collect()
}

pub(in crate::pages) async fn take_back(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReleaseProgramme).await?;
    let seen = sent.value("expected").parse().unwrap_or(-1);
    let late = match release::take_back(cx.db(), cx.ctx(), &edition, seen).await {
        Ok(_) => {
            let path = format!("/{}/desk/release", edition.slug);
            return Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-taken-back"));
        }
        Err(Error::LettersLeft) => "programme-letters-left",
        Err(Error::Released | Error::Raced) => "programme-released-meanwhile",
        Err(error) => return Err(error.into()),
    };
    let mut sheet = sheet(&cx, &edition, Form::new()).await?;
    // Of a first release there are no letters that could have left.
    let had_none = sheet.held.as_ref().is_some_and(|held| held.count == Some(0));
    sheet.late = Some(if had_none && late == "programme-letters-left" { "programme-hold-over" } else { late });
    web::html(StatusCode::CONFLICT, &sheet)
}

pub(in crate::pages) async fn set_hold(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReleaseProgramme).await?;
    let seconds = sent.value("hold").trim().parse().unwrap_or(-1);
    match release::set_hold(cx.db(), cx.ctx(), edition.id, seconds).await {
        Ok(()) => {
            let path = format!("/{}/desk/release", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-hold-saved"))
        }
        Err(Error::Invalid(problems)) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}
