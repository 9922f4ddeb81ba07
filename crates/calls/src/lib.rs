//! Calls for sessions: what is asked, who answers, how it is judged, and how an
//! accepted proposal becomes a session of the draft.
//!
//! The walk of a proposal: [`call`] says what is asked and until when;
//! [`proposal`] keeps drafts and takes submissions by the clock of the server;
//! [`review`] judges without knowing more than the call allows; [`decision`]
//! accepts, and tells once.

pub mod access;
pub mod call;
mod card;
mod cloning;
pub mod decision;
mod error;
mod letters;
pub mod member;
mod own_data;
mod pages;
pub mod proposal;
mod public_pages;
pub mod question;
pub mod review;
pub mod seed;
mod stored;
mod tables;
mod typed;

pub use call::{Access, Call, CallDetails, CallState, Deadline, Kinds, Phase, Reviewing, Tracks};
pub use card::{Criterion, ScoreCard};
pub use cloning::CallForms;
pub use error::Error;
pub use member::{Member, Part};
pub use own_data::CallData;
pub use proposal::{Proposal, ProposalState};
pub use public_pages::PublicCalls;
pub use question::{Answers, AskedOf, Question, Shape};
pub use review::{Review, ReviewState, Scores};

use kernel::Permission;
use web::{MenuEntry, Module};

ui::catalogue!();

kernel::id! {
    /// A call.
    pub struct CallId;
    /// A question of a call.
    pub struct QuestionId;
    /// An access code.
    pub struct CodeId;
    /// A membership of a call.
    pub struct MemberId;
    /// A proposal.
    pub struct ProposalId;
    /// A link for a co-speaker.
    pub struct LinkId;
}

/// The tables of this crate. They refer to those of `accounts` and `programme`,
/// which come before.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "calls/0001_calls", sql: include_str!("migrations/0001_calls.sql") },
    db::Migration { name: "calls/0002_assignments", sql: include_str!("migrations/0002_assignments.sql") },
];

/// This part of the programme as the house takes it.
pub fn module() -> Module {
    ui::register(&TEXT);
    Module {
        name: "calls",
        routes: pages::routes(),
        migrations: MIGRATIONS,
        jobs: jobs::Handlers::new(),
        menu: vec![
            MenuEntry { key: "calls-menu", path: "/{edition}/calls", desk: None, order: 60 },
            MenuEntry {
                key: "calls-menu",
                path: "/{edition}/desk/calls",
                desk: Some(Permission::ReadDesk),
                order: 250,
            },
        ],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_language_has_every_word() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&crate::TEXT, &templates);
    }
}
