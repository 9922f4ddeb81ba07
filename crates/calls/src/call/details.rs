//! What staff write down about a call, and how it is read from a form.

use super::{Access, Call, KINDS, KindMinutes, Kinds, Reviewing, Tracks, instant};
use crate::typed;
use kernel::{FieldProblem, LocalizedText, Problems, Slug, Timestamp, TrackId, Zone};
use ui::Form;
use web::Submission;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 120;
/// The longest text, in characters.
const LONGEST_BODY: usize = 10_000;

/// Pages beside those of the calls.
const RESERVED: [&str; 2] = ["access", "new"];

/// Everything about a call but its state, its questions and its score card.
#[derive(Clone, Debug, PartialEq)]
pub struct CallDetails {
    /// See [`Call::slug`].
    pub slug: Slug,
    /// See [`Call::title`].
    pub title: LocalizedText,
    /// See [`Call::body`].
    pub body: LocalizedText,
    /// See [`Call::opens_at`].
    pub opens_at: Timestamp,
    /// See [`Call::closes_at`].
    pub closes_at: Timestamp,
    /// See [`Call::zone`].
    pub zone: Zone,
    /// See [`Call::grace_minutes`].
    pub grace_minutes: i32,
    /// See [`Call::access`].
    pub access: Access,
    /// See [`Call::blind`].
    pub blind: bool,
    /// See [`Call::reviewing`].
    pub reviewing: Reviewing,
    /// See [`Call::kinds`].
    pub kinds: Kinds,
    /// See [`Call::tracks`].
    pub tracks: Tracks,
}

impl CallDetails {
    /// Reads a form; `tracks` are those of the edition.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission, tracks: &[TrackId]) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let slug = problems.take("slug", Slug::parse(sent.value("slug")));
        if slug.as_ref().is_some_and(|slug| RESERVED.contains(&slug.as_str())) {
            problems.add("slug", FieldProblem::new("calls-problem-taken"));
        }
        let title = typed::lines(sent, &mut problems, "title", LONGEST_TITLE);
        if title.is_empty() && problems.of_field("title_en").is_empty() && problems.of_field("title_zh").is_empty() {
            problems.add("title_en", FieldProblem::new("calls-problem-title"));
        }
        let body = typed::paragraphs(sent, &mut problems, "body", LONGEST_BODY);
        let zone = problems.take("zone", Zone::parse(sent.value("zone")));
        let opens_at = zone.as_ref().and_then(|zone| moment(sent, &mut problems, "opens", zone));
        let closes_at = zone.as_ref().and_then(|zone| moment(sent, &mut problems, "closes", zone));
        if opens_at.zip(closes_at).is_some_and(|(opens, closes)| opens >= closes) {
            problems.add("closes_day", FieldProblem::new("calls-problem-closes-first"));
        }
        let grace = typed::number(sent.value("grace_minutes"), 0..=1440);
        let grace_minutes = problems.take("grace_minutes", grace);
        let access = problems.take("access", typed::choice(sent.value("access")));
        let reviewing = problems.take("reviewing", typed::choice(sent.value("reviewing")));
        let kinds = kinds(sent, &mut problems);
        let tracks = problems.take("tracks", chosen_tracks(sent.values("tracks"), tracks));
        let details = (|| {
            Some(Self {
                slug: slug?,
                title,
                body,
                opens_at: opens_at?,
                closes_at: closes_at?,
                zone: zone?,
                grace_minutes: grace_minutes?,
                access: access?,
                blind: sent.has("blind"),
                reviewing: reviewing?,
                kinds,
                tracks: tracks?,
            })
        })();
        match details {
            Some(details) => problems.or(details),
            None => Err(problems),
        }
    }

    /// The form that would leave a call as it is.
    pub(crate) fn form(call: &Call) -> Form {
        let mut fields: Vec<(String, String)> = vec![
            ("slug".into(), call.slug.to_string()),
            ("zone".into(), call.zone.to_string()),
            ("grace_minutes".into(), call.grace_minutes.to_string()),
            ("access".into(), call.access.to_string()),
            ("reviewing".into(), call.reviewing.to_string()),
            ("revision".into(), call.revision.to_string()),
        ];
        for (name, at) in [("opens", call.opens_at), ("closes", call.closes_at)] {
            let at = at.in_zone(&call.zone);
            fields.push((format!("{name}_day"), at.date().to_string()));
            fields.push((format!("{name}_clock"), at.strftime("%H:%M").to_string()));
        }
        if call.blind {
            fields.push(("blind".into(), "yes".into()));
        }
        fields.extend(typed::filled("title", &call.title));
        fields.extend(typed::filled("body", &call.body));
        for one in &call.kinds.0 {
            fields.push(("kinds".into(), one.kind.to_string()));
            fields.push((format!("minutes_{}", one.kind), one.minutes.to_string()));
        }
        fields.extend(call.tracks.0.iter().map(|track| ("tracks".into(), track.to_string())));
        Form::filled(fields)
    }
}

fn moment(sent: &Submission, problems: &mut Problems, name: &str, zone: &Zone) -> Option<Timestamp> {
    let (day, clock) = (format!("{name}_day"), format!("{name}_clock"));
    let result = instant(sent.value(&day), sent.value(&clock), zone);
    let field = if result.as_ref().is_err_and(|problem| problem.key == "calls-problem-day") { &day } else { &clock };
    problems.take(field, result)
}

fn kinds(sent: &Submission, problems: &mut Problems) -> Kinds {
    let chosen = sent.values("kinds");
    if chosen.is_empty() {
        problems.add("kinds", FieldProblem::new("calls-problem-no-kind"));
    } else if !chosen.iter().all(|word| KINDS.iter().any(|kind| kind.as_str() == word)) {
        problems.add("kinds", FieldProblem::new("calls-problem-choice"));
    }
    let mut kinds = Vec::new();
    for kind in KINDS {
        let field = format!("minutes_{kind}");
        let raw = sent.value(&field).trim();
        let takes = chosen.iter().any(|word| word == kind.as_str());
        // What is typed beside a kind that is not chosen must still be a number.
        if takes || !raw.is_empty() {
            let minutes = problems.take(&field, typed::number(raw, 5..=1440));
            kinds.extend(minutes.filter(|_| takes).map(|minutes| KindMinutes { kind: *kind, minutes }));
        }
    }
    Kinds(kinds)
}

fn chosen_tracks(chosen: &[String], known: &[TrackId]) -> Result<Tracks, FieldProblem> {
    let find = |word: &String| known.iter().find(|track| track.to_string() == *word).copied();
    let tracks: Option<Vec<TrackId>> = chosen.iter().map(find).collect();
    tracks.map(Tracks).ok_or_else(|| FieldProblem::new("calls-problem-choice"))
}
