//! A letter as a domain writes it, its way into the queue, and what is kept of it.

use crate::{FileKind, LetterId, LetterState, Stream, deliver::Deliver, table::letter as row};
use db::{Db, Tx, select};
use jobs::Enqueue;
use kernel::{Ctx, EmailAddress, Locale, Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Longest subject, in characters.
const SUBJECT_LIMIT: usize = 300;
/// Longest name of a recipient, in characters.
const NAME_LIMIT: usize = 200;

/// Longest name of a file, in characters.
const FILE_NAME_LIMIT: usize = 100;

/// A letter to one recipient, written in full: what is queued is what is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Where it goes.
    pub to: EmailAddress,
    /// Whom it greets in the header.
    pub to_name: Option<String>,
    /// One line.
    pub subject: String,
    /// The letter as plain text; every mail program can show it.
    pub text: String,
    /// The same as HTML, for those that want more.
    pub html: Option<String>,
    /// The language it is written in.
    pub locale: Locale,
    /// Why it is sent.
    pub stream: Stream,
    /// What it is, for metrics and the outbox: `accounts.sign-in-code`.
    pub kind: &'static str,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called: `session.ics`. ASCII, so that every mail program shows it.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// What is in it.
    pub text: String,
}

impl Attachment {
    fn check(&self) -> Result<(), BadLetter> {
        header_text("file name", &self.name, FILE_NAME_LIMIT)?;
        if self.name.is_ascii() { Ok(()) } else { Err(BadLetter::ControlCharacter("file name")) }
    }
}

/// Why a letter is refused before it is queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLetter {
    /// A line end or another control character where a header is made of it.
    #[error("a letter's {0} holds a control character")]
    ControlCharacter(&'static str),
    /// Nothing, where something must be.
    #[error("a letter's {0} is empty")]
    Empty(&'static str),
    /// More than fits.
    #[error("a letter's {0} is too long")]
    TooLong(&'static str),
}

impl From<BadLetter> for DbErr {
    // A letter like this is a fault of the domain that wrote it, not of the
    // engine; but the transaction must end all the same.
    fn from(bad: BadLetter) -> Self {
        Self::Custom(bad.to_string())
    }
}

impl Letter {
    /// Refuses what could break out of its header.
    ///
    /// # Errors
    /// See [`BadLetter`].
    pub fn check(&self) -> Result<(), BadLetter> {
        header_text("subject", &self.subject, SUBJECT_LIMIT)?;
        if let Some(name) = &self.to_name {
            header_text("name", name, NAME_LIMIT)?;
        }
        // Addresses are checked where they are read; a row of an older version may not have been.
        header_text("address", self.to.as_str(), 254)?;
        if self.text.trim().is_empty() { Err(BadLetter::Empty("text")) } else { Ok(()) }
    }
}

fn header_text(field: &'static str, text: &str, limit: usize) -> Result<(), BadLetter> {
    // Bidirectional overrides would let a name pretend to be another.
    let forged = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.chars().any(forged) {
        Err(BadLetter::ControlCharacter(field))
    } else if text.trim().is_empty() {
        Err(BadLetter::Empty(field))
    } else if text.chars().count() > limit {
        Err(BadLetter::TooLong(field))
    } else {
        Ok(())
    }
}

/// Sending from inside a transaction.
pub trait SendLetter {
    /// Queues a letter. It goes out once the transaction commits, or not at all.
    fn send_letter(&self, ctx: &Ctx, letter: Letter) -> impl Future<Output = Result<LetterId, DbErr>> + Send;

    /// As [`SendLetter::send_letter`], with a file.
    fn send_letter_with(
        &self,
        ctx: &Ctx,
        letter: Letter,
        file: Option<Attachment>,
    ) -> impl Future<Output = Result<LetterId, DbErr>> + Send;
}

impl SendLetter for Tx {
    async fn send_letter(&self, ctx: &Ctx, letter: Letter) -> Result<LetterId, DbErr> {
        self.send_letter_with(ctx, letter, None).await
    }

    async fn send_letter_with(&self, ctx: &Ctx, letter: Letter, file: Option<Attachment>) -> Result<LetterId, DbErr> {
        letter.check()?;
        file.as_ref().map_or(Ok(()), Attachment::check)?;
        let (file_name, file_kind, file_text) = match file {
            Some(file) => (Some(file.name), Some(file.kind), Some(file.text)),
            None => (None, None, None),
        };
        let id: LetterId = ctx.new_id();
        let model = row::ActiveModel {
            id: Set(id),
            created_at: Set(ctx.now()),
            recipient: Set(letter.to),
            recipient_name: Set(letter.to_name),
            subject: Set(letter.subject),
            body: Set(letter.text),
            html: Set(letter.html),
            locale: Set(letter.locale),
            stream: Set(letter.stream),
            kind: Set(letter.kind.to_owned()),
            state: Set(LetterState::Queued),
            sent_at: Set(None),
            error: Set(None),
            file_name: Set(file_name),
            file_kind: Set(file_kind),
            file_text: Set(file_text),
        };
        row::Entity::insert(model).exec_without_returning(self.conn()).await?;
        self.enqueue(ctx, &Deliver { letter: id }).await?;
        Ok(id)
    }
}

impl row::Model {
    /// The file that goes with it, until it is sent away.
    pub(crate) fn attachment(&self) -> Option<Attachment> {
        let (name, kind, text) = (self.file_name.clone()?, self.file_kind?, self.file_text.clone()?);
        Some(Attachment { name, kind, text })
    }
}

/// A letter as the outbox page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptLetter {
    /// Its key.
    pub id: LetterId,
    /// When it was queued.
    pub at: Timestamp,
    /// Where it goes.
    pub to: EmailAddress,
    /// Whom it greets.
    pub to_name: Option<String>,
    /// Empty, as `text` and `html`, once a mail server has it.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: Option<String>,
    /// Its language.
    pub locale: Locale,
    /// What it is.
    pub kind: String,
    /// How far it is.
    pub state: LetterState,
    /// Why it failed.
    pub error: Option<String>,
    /// The file that goes with it.
    pub attachment: Option<Attachment>,
}

impl From<row::Model> for KeptLetter {
    fn from(row: row::Model) -> Self {
        Self {
            attachment: row.attachment(),
            id: row.id,
            at: row.created_at,
            to: row.recipient,
            to_name: row.recipient_name,
            subject: row.subject,
            text: row.body,
            html: row.html,
            locale: row.locale,
            kind: row.kind,
            state: row.state,
            error: row.error,
        }
    }
}

/// The latest letters, newest first. Only the system's context sees any; the
/// demonstration's outbox page takes one, and exists in the demonstration only.
///
/// # Errors
/// The engine's.
pub async fn letters(db: &Db, ctx: &Ctx, limit: u64) -> Result<Vec<KeptLetter>, DbErr> {
    let rows = select::<row::Entity>(ctx)
        .order_by_desc(row::Column::CreatedAt)
        .order_by_desc(row::Column::Id)
        .limit(limit)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(KeptLetter::from).collect())
}

/// One letter.
///
/// # Errors
/// The engine's.
pub async fn letter(db: &Db, ctx: &Ctx, id: LetterId) -> Result<Option<KeptLetter>, DbErr> {
    let row = select::<row::Entity>(ctx).filter(row::Column::Id.eq(id)).one(db.read()).await?;
    Ok(row.map(KeptLetter::from))
}

/// How many letters could not be delivered.
///
/// # Errors
/// The engine's.
pub async fn failed(db: &Db, ctx: &Ctx) -> Result<u64, DbErr> {
    select::<row::Entity>(ctx).filter(row::Column::State.eq(LetterState::Failed)).count(db.read()).await
}
