//! Letters: queued with the change that causes them, delivered after it commits.
//!
//! [`SendLetter::send_letter`] writes the letter and the job that delivers it in
//! the caller's transaction. A [`Post`] takes it from there: [`Smtp`] to a mail
//! server, [`Outbox`] nowhere, so that the demonstration can show it on a page.
//!
//! A delivery is tried until a server accepts or refuses it. When the answer is
//! lost, the letter goes out again under the same Message-ID, by which receivers
//! recognise it. No header can be forged through a name or a subject: control
//! characters are refused before a letter is queued.

mod deliver;
mod letter;
mod message;
mod post;
mod smtp;
mod table;

pub use deliver::handlers;
pub use letter::{Attachment, BadLetter, KeptLetter, Letter, SendLetter, failed, letter, letters};
pub use message::Sender;
pub use post::{Nowhere, Outbox, Post, PostError, Posted};
pub use smtp::Smtp;
pub use table::{FileKind, LetterState, Stream};

use db::Migration;

kernel::id! {
    /// A letter, from its queueing to its end. Its Message-ID is made of it.
    pub struct LetterId;
}

/// The tables of this crate.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "mail/0001_letters", sql: include_str!("migrations/0001_letters.sql") },
    Migration { name: "mail/0002_attachment", sql: include_str!("migrations/0002_attachment.sql") },
];
