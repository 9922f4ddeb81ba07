//! The log of deliveries, in words.

use crate::delivery::{Attempt, Delivery, DeliveryState, Outcome};
use kernel::{Timestamp, Zone};
use ui::Text;

/// A line of the log.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) event: &'static str,
    pub(super) made: String,
    pub(super) state: (&'static str, String),
    /// When it is tried next; empty for never.
    pub(super) due: String,
    pub(super) body: String,
    pub(super) attempts: Vec<AttemptLine>,
    pub(super) is_over: bool,
}

/// An attempt in it.
pub(super) struct AttemptLine {
    pub(super) at: String,
    pub(super) outcome: String,
    pub(super) millis: i32,
    pub(super) answer: String,
}

/// `25 Sep 2024 09:30:05`, by the clock of the edition.
pub(super) fn moment(at: Timestamp, zone: &Zone, text: Text) -> String {
    let local = at.in_zone(zone);
    format!("{} {}", ui::short_date(local.date(), text.0), local.strftime("%H:%M:%S"))
}

/// How a delivery is told.
pub(super) fn line(delivery: Delivery, zone: &Zone, text: Text) -> Line {
    let state = match delivery.state {
        DeliveryState::Waiting => ("warn", text.t("webhooks-delivery-waiting")),
        DeliveryState::Delivered => ("good", text.t("webhooks-delivery-delivered")),
        DeliveryState::Failed => ("danger", text.t("webhooks-delivery-failed")),
    };
    Line {
        id: delivery.id.to_string(),
        event: delivery.event.as_str(),
        made: moment(delivery.made_at, zone, text),
        state,
        due: delivery.due_at.map(|at| moment(at, zone, text)).unwrap_or_default(),
        body: delivery.body,
        is_over: delivery.state != DeliveryState::Waiting,
        attempts: delivery.attempts.into_iter().map(|one| attempt(one, zone, text)).collect(),
    }
}

fn attempt(attempt: Attempt, zone: &Zone, text: Text) -> AttemptLine {
    let outcome = match (attempt.outcome, attempt.status) {
        (Outcome::Answered, Some(status)) => {
            text.with("webhooks-outcome-answered", &[("status", status.to_string().as_str().into())])
        }
        (outcome, _) => text.t(key(outcome)),
    };
    AttemptLine { at: moment(attempt.tried_at, zone, text), outcome, millis: attempt.millis, answer: attempt.answer }
}

fn key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "webhooks-outcome-garbled",
        Outcome::Refused => "webhooks-outcome-refused",
        Outcome::Unresolved => "webhooks-outcome-unresolved",
        Outcome::Unreachable => "webhooks-outcome-unreachable",
        Outcome::Untrusted => "webhooks-outcome-untrusted",
        Outcome::Late => "webhooks-outcome-late",
        Outcome::Garbled => "webhooks-outcome-garbled",
    }
}
