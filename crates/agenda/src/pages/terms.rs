//! The form in which the desk decides about sign-up for a session.

use kernel::{
    FieldProblem, Problems, Timestamp, Zone,
    wall::{read_optional_moment, written_moment},
};
use programme::{
    session::read_capacity,
    sign_up::{Terms, TermsDetails},
};
use ui::Form;
use web::Submission;

/// What was typed.
///
/// # Errors
/// Every field that is wrong.
pub(super) fn read(sent: &Submission, zone: &Zone) -> Result<TermsDetails, Problems> {
    let mut problems = sent.problems.clone();
    let offered = ticked(sent, "offered", &mut problems);
    let waits = ticked(sent, "waits", &mut problems);
    let places = problems.take("places", read_capacity(sent.value("places")));
    let opens_at = problems.take("opens_at", read_optional_moment(sent.value("opens_at"), zone));
    let closes_at = problems.take("closes_at", read_optional_moment(sent.value("closes_at"), zone));
    match (offered, waits, places, opens_at, closes_at) {
        (Some(offered), Some(waits), Some(places), Some(opens_at), Some(closes_at)) if problems.is_empty() => {
            Ok(TermsDetails { offered, places, opens_at, closes_at, waits })
        }
        _ => Err(problems),
    }
}

fn ticked(sent: &Submission, name: &str, problems: &mut Problems) -> Option<bool> {
    let read = match sent.value(name) {
        "yes" => Ok(true),
        "" => Ok(false),
        _ => Err(FieldProblem::new("agenda-problem-choice")),
    };
    problems.take(name, read)
}

/// The form that would leave the terms as they are.
pub(super) fn form(terms: &Terms, zone: &Zone) -> Form {
    let details = &terms.details;
    let written = |at: Option<Timestamp>| at.map(|at| written_moment(at, zone)).unwrap_or_default();
    let mut form = Form::filled([
        ("places", details.places.map(|places| places.to_string()).unwrap_or_default()),
        ("opens_at", written(details.opens_at)),
        ("closes_at", written(details.closes_at)),
        ("revision", terms.revision.to_string()),
    ]);
    for (name, on) in [("offered", details.offered), ("waits", details.waits)] {
        if on {
            form.set(name, "yes");
        }
    }
    form
}
