//! The details and the placement of a session as JSON. What they may hold is
//! decided where the forms have it decided.

use super::{
    body::{Fields, integer, string, strings, wrong},
    draft::Places,
};
use crate::session::{Languages, Placement, Session, SessionDetails, code, read_capacity};
use directory::city::{CityId, catalogue};
use kernel::{FieldProblem, LocalizedText, Problems, RoomId, Timestamp, Visibility, words};
use schedule::{LONGEST_SUMMARY, LONGEST_TITLE};
use serde_json::Value;

const UNKNOWN: FieldProblem = FieldProblem::new("programme-problem-unknown");

/// Reads details. What is not named stays as `base` has it.
pub(super) fn details(mut sent: Fields, base: Option<&Session>, places: &Places) -> Result<SessionDetails, Problems> {
    let old = |text: fn(&Session) -> &LocalizedText| base.map(text).cloned().unwrap_or_default();
    let title = sent.texts("title", old(|s| &s.title), |raw| words::optional_line(raw, LONGEST_TITLE));
    let summary = sent.texts("summary", old(|s| &s.summary), |raw| words::paragraphs(raw, LONGEST_SUMMARY));
    let kind = match base {
        None => sent.required("kind", choice),
        Some(base) => sent.read("kind", choice).or(Some(base.kind)),
    };
    let visibility = sent.read("visibility", choice).or(base.map_or(Some(Visibility::Public), |s| Some(s.visibility)));
    let parent = sent.read("parent", |value| looked_up(value, |word| places.session(&code::in_segment(word)?)));
    let track = sent.read("track", |value| looked_up(value, |word| places.track(word)));
    let languages = sent.read("languages", |value| Languages::parse(&strings(value)?));
    let interpretation = sent.read("interpretation", |value| Languages::parse(&strings(value)?));
    let city = sent.read("city", city);
    let capacity = sent.read("capacity", |value| match value {
        None => Ok(None),
        Some(number) => read_capacity(&integer(&number)?.to_string()),
    });
    let problems = sent.end();
    let (Some(kind), Some(visibility)) = (kind, visibility) else { return Err(problems) };
    problems.or(())?;
    SessionDetails {
        kind,
        parent: parent.unwrap_or(base.and_then(|s| s.parent)),
        title,
        summary,
        track: track.unwrap_or(base.and_then(|s| s.track)),
        languages: languages.or(base.map(|s| s.languages.clone())).unwrap_or_default(),
        interpretation: interpretation.or(base.map(|s| s.interpretation.clone())).unwrap_or_default(),
        visibility,
        city: city.unwrap_or(base.and_then(|s| s.city)),
        capacity: capacity.unwrap_or(base.and_then(|s| s.capacity)),
    }
    .checked()
}

fn choice<T: std::str::FromStr>(value: Option<Value>) -> Result<T, FieldProblem> {
    let word = string(value.unwrap_or_default())?;
    word.parse().map_err(|_| FieldProblem::new("programme-problem-choice"))
}

/// A record by the word that stands for it in addresses; `null` is none.
fn looked_up<T>(value: Option<Value>, find: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, FieldProblem> {
    match value {
        None => Ok(None),
        Some(word) => find(&string(word)?).map(Some).ok_or(UNKNOWN),
    }
}

/// A city by its GeoNames id.
fn city(value: Option<Value>) -> Result<Option<CityId>, FieldProblem> {
    let Some(value) = value else { return Ok(None) };
    let id = u32::try_from(value.as_u64().ok_or(wrong("integer"))?).ok();
    let known = id.and_then(|id| catalogue().get(CityId(id))).map(|city| city.id());
    known.map(Some).ok_or(FieldProblem::new("directory-problem-city"))
}

/// Reads a placement: all of it, because it takes the place of the old one.
pub(super) fn placement(mut sent: Fields, places: &Places) -> Result<Placement, Problems> {
    let room: Option<Option<RoomId>> = sent.required("room", |value| looked_up(value, |word| places.room(word)));
    let starts_at = sent.required("starts_at", instant);
    let minutes = sent.required("minutes", |value| integer(&value.unwrap_or_default()));
    let problems = sent.end();
    match (room, starts_at, minutes) {
        (Some(room), Some(starts_at), Some(minutes)) => problems.or(Placement { room, starts_at, minutes }),
        _ => Err(problems),
    }
}

/// `2024-09-25T09:30:00+08:00`: an instant, on a whole minute; `null` is none.
fn instant(value: Option<Value>) -> Result<Option<Timestamp>, FieldProblem> {
    let Some(value) = value else { return Ok(None) };
    let problem = || FieldProblem::new("programme-api-instant");
    let at: jiff::Timestamp = string(value)?.parse().map_err(|_| problem())?;
    let at = Timestamp::from(at);
    let is_near = (1900..=2999).contains(&at.to_jiff().to_zoned_datetime(jiff::tz::TimeZone::UTC).year());
    let is_whole = at.as_micros().rem_euclid(60_000_000) == 0;
    if is_near && is_whole { Ok(Some(at)) } else { Err(problem()) }
}

/// The number, the name and the note of a release.
pub(super) fn release(mut sent: Fields) -> Result<(i32, String, String), Problems> {
    let expected = sent.required("expected", |value| integer(&value.unwrap_or_default()));
    let mut words = |name| sent.read(name, |value| value.map_or(Ok(String::new()), string)).unwrap_or_default();
    let (name, note) = (words("name"), words("note"));
    let problems = sent.end();
    match expected {
        Some(expected) => problems.or((expected, name, note)),
        None => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_instant_has_an_offset_and_a_whole_minute() {
        let read = |value: Value| instant(Some(value)).map(|at| at.map(Timestamp::to_rfc3339));
        assert_eq!(read(json!("2024-09-25T09:30:00+08:00")).unwrap().unwrap(), "2024-09-25T01:30:00Z");
        for wrong in ["2024-09-25T09:30:00", "2024-09-25", "tomorrow", "2024-09-25T09:30:30Z", "9999-12-31T23:59:00Z"] {
            assert_eq!(read(json!(wrong)).unwrap_err().key, "programme-api-instant", "{wrong}");
        }
        assert_eq!(read(json!(7)).unwrap_err().key, "programme-api-type");
    }
}
