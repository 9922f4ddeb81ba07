//! What is written about a session, and how it is read from a form.

use super::{Languages, Session, SessionKind};
use directory::city::{CityId, from_words, in_words};
use kernel::{FieldProblem, Locale, LocalizedText, Problems, SessionId, TrackId, Visibility};
use schedule::{LONGEST_SUMMARY, LONGEST_TITLE};
use ui::{Form, typed};
use web::Submission;

/// Everything about a session but its place, its people and its state.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionDetails {
    /// See [`Session::kind`].
    pub kind: SessionKind,
    /// See [`Session::parent`].
    pub parent: Option<SessionId>,
    /// See [`Session::title`].
    pub title: LocalizedText,
    /// See [`Session::summary`].
    pub summary: LocalizedText,
    /// See [`Session::track`].
    pub track: Option<TrackId>,
    /// See [`Session::languages`].
    pub languages: Languages,
    /// See [`Session::interpretation`].
    pub interpretation: Languages,
    /// See [`Session::visibility`].
    pub visibility: Visibility,
    /// See [`Session::city`].
    pub city: Option<CityId>,
    /// See [`Session::capacity`].
    pub capacity: Option<i32>,
}

impl SessionDetails {
    /// Reads a form; `locale` is the language in which a choice of cities is offered.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission, locale: Locale) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let title = typed::text(sent, &mut problems, "title", LONGEST_TITLE);
        let summary = typed::long_text(sent, &mut problems, "summary", LONGEST_SUMMARY);
        let kind = problems.take("kind", choice::<SessionKind>(sent.value("kind")));
        let visibility = problems.take("visibility", choice::<Visibility>(sent.value("visibility")));
        let parent = problems.take("parent", optional(sent.value("parent"), "programme-problem-unknown"));
        let track = problems.take("track", optional(sent.value("track"), "programme-problem-unknown"));
        let languages = problems.take("languages", Languages::parse(sent.values("languages")));
        let interpretation = problems.take("interpretation", Languages::parse(sent.values("interpretation")));
        let city = problems.take("city", read_city(sent.value("city"), locale));
        let capacity = problems.take("capacity", read_capacity(sent.value("capacity")));
        let details = (|| {
            Some(Self {
                kind: kind?,
                parent: parent?,
                title,
                summary,
                track: track?,
                languages: languages?,
                interpretation: interpretation?,
                visibility: visibility?,
                city: city?,
                capacity: capacity?,
            })
        })();
        match details {
            Some(details) if problems.is_empty() => details.checked(),
            _ => Err(problems),
        }
    }

    /// What can be said without looking at other records.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn checked(self) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        if self.title.is_empty() {
            problems.add("title_en", FieldProblem::new("programme-problem-title"));
        }
        match (self.kind, self.parent) {
            (SessionKind::Item, None) => problems.add("parent", FieldProblem::new("programme-problem-item-alone")),
            (kind, Some(_)) if kind != SessionKind::Item => {
                problems.add("parent", FieldProblem::new("programme-problem-only-items"));
            }
            _ => {}
        }
        problems.or(self)
    }

    /// The form that would leave a session as it is, in the words of `locale`.
    pub(crate) fn form(session: &Session, locale: Locale) -> Form {
        let text = |id: Option<String>| id.unwrap_or_default();
        let mut fields: Vec<(String, String)> = vec![
            ("kind".into(), session.kind.to_string()),
            ("parent".into(), text(session.parent.map(|p| p.to_string()))),
            ("track".into(), text(session.track.map(|t| t.to_string()))),
            ("visibility".into(), session.visibility.to_string()),
            ("city".into(), in_words(session.city, locale)),
            ("capacity".into(), text(session.capacity.map(|c| c.to_string()))),
            ("revision".into(), session.revision.to_string()),
        ];
        for locale in Locale::ALL {
            fields.push((format!("title_{locale}"), session.title.text(*locale).to_owned()));
            fields.push((format!("summary_{locale}"), session.summary.text(*locale).to_owned()));
        }
        fields.extend(session.languages.codes().map(|code| ("languages".into(), code.to_owned())));
        fields.extend(session.interpretation.codes().map(|code| ("interpretation".into(), code.to_owned())));
        Form::filled(fields)
    }
}

fn choice<T: std::str::FromStr>(raw: &str) -> Result<T, FieldProblem> {
    raw.parse().map_err(|_| FieldProblem::new("programme-problem-choice"))
}

/// A key chosen from a list, or nothing.
pub(crate) fn optional<T: std::str::FromStr>(raw: &str, key: &'static str) -> Result<Option<T>, FieldProblem> {
    if raw.is_empty() { Ok(None) } else { raw.parse().map(Some).map_err(|_| FieldProblem::new(key)) }
}

fn read_city(raw: &str, locale: Locale) -> Result<Option<CityId>, FieldProblem> {
    if raw.trim().is_empty() { Ok(None) } else { from_words(raw, locale).map(Some) }
}

/// Seats as typed: nothing, or 1 to 100,000.
///
/// # Errors
/// `programme-problem-capacity`.
pub fn read_capacity(raw: &str) -> Result<Option<i32>, FieldProblem> {
    let seats: Option<i32> = optional(raw.trim(), "programme-problem-capacity")?;
    match seats {
        Some(n) if !(1..=100_000).contains(&n) => Err(FieldProblem::new("programme-problem-capacity")),
        other => Ok(other),
    }
}
