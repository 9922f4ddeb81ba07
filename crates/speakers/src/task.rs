//! What an edition asks of its speakers: data, made on the desk.

mod record;

pub use record::{add_task, remove_task, revise_task, task_by_slug, tasks};

use crate::{kind::TaskKind, tables::task_row};
use kernel::{
    EditionId, FieldProblem, LocalizedText, Problems, SessionId, Slug, Timestamp, Zone,
    wall::{read_moment, written_moment},
};
use programme::{session::PersonRole, speaking::Engagement};
use ui::{Form, typed};

kernel::id! {
    /// Something that is asked of speakers.
    pub struct TaskId;
}

/// The longest title, in characters.
const TITLE: usize = 120;
/// The longest explanation, in characters.
const NOTE: usize = 1500;

kernel::text_enum! {
    /// Of whom, as it is stored.
    pub enum ScopeWord {
        /// Of everybody on a stage.
        All = "all",
        /// Of those in one role.
        Role = "role",
        /// Of those in one session.
        Session = "session",
    }
}

/// Of whom something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of everybody on a stage; interpreters are not.
    All,
    /// Of those in one role.
    Role(PersonRole),
    /// Of everybody on the stage of one session.
    Session(SessionId),
}

impl Scope {
    /// Whether a part in a session is meant.
    pub fn means(self, part: &Engagement) -> bool {
        let on_stage = part.roles.iter().any(|role| *role != PersonRole::Interpreter);
        match self {
            Self::All => on_stage,
            Self::Role(role) => part.roles.contains(&role),
            Self::Session(session) => part.session == session && on_stage,
        }
    }

    /// As a form chooses it: `all`, `role:speaker`, `session:` and its key.
    pub fn word(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Role(role) => format!("role:{role}"),
            Self::Session(session) => format!("session:{session}"),
        }
    }

    fn parse(word: &str) -> Option<Self> {
        match word.split_once(':') {
            None => (word == "all").then_some(Self::All),
            Some(("role", role)) => role.parse().ok().map(Self::Role),
            Some(("session", session)) => session.parse().ok().map(Self::Session),
            Some(_) => None,
        }
    }

    pub(crate) fn columns(self) -> (ScopeWord, Option<PersonRole>, Option<SessionId>) {
        match self {
            Self::All => (ScopeWord::All, None, None),
            Self::Role(role) => (ScopeWord::Role, Some(role), None),
            Self::Session(session) => (ScopeWord::Session, None, Some(session)),
        }
    }
}

/// What the desk says about a task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskDetails {
    /// What is asked for.
    pub kind: TaskKind,
    /// What it is called; empty for the usual name of its kind.
    pub title: LocalizedText,
    /// What a speaker should know about it.
    pub note: LocalizedText,
    /// Of whom.
    pub scope: Scope,
    /// Until when.
    pub due_at: Timestamp,
    /// Reminders go out by themselves.
    pub reminds: bool,
}

/// Something that is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its key.
    pub id: TaskId,
    /// The edition that asks.
    pub edition: EditionId,
    /// The last segment of its address.
    pub slug: Slug,
    /// What the desk says about it.
    pub details: TaskDetails,
    /// Counts its changes.
    pub revision: i64,
    /// Since when it is asked.
    pub created_at: Timestamp,
}

impl From<task_row::Model> for Task {
    fn from(row: task_row::Model) -> Self {
        // The table refuses a scope without what it is about.
        let scope = match (row.role, row.session) {
            (Some(role), _) => Scope::Role(role),
            (None, Some(session)) => Scope::Session(session),
            (None, None) => Scope::All,
        };
        let details = TaskDetails {
            kind: row.kind,
            title: row.title,
            note: row.note,
            scope,
            due_at: row.due_at,
            reminds: row.reminds,
        };
        let (id, edition, slug) = (row.id, row.edition, row.slug);
        Self { id, edition, slug, details, revision: row.revision, created_at: row.created_at }
    }
}

impl Task {
    /// What it is called, in a language.
    pub fn name(&self, text: ui::Text) -> String {
        let own = self.details.title.get(text.0).text;
        if own.is_empty() { text.t(&self.details.kind.key()) } else { own.to_owned() }
    }
}

impl TaskDetails {
    /// Reads a form; clocks are the edition's.
    ///
    /// # Errors
    /// Problems by field.
    pub fn read(sent: &web::Submission, zone: &Zone) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let choice = || FieldProblem::new("problem-choice");
        let kind = problems.take("kind", sent.value("kind").parse::<TaskKind>().map_err(|_| choice()));
        let scope = problems.take("scope", Scope::parse(sent.value("scope")).ok_or_else(choice));
        let due_at = problems.take("due_at", read_moment(sent.value("due_at"), zone));
        let title = typed::text(sent, &mut problems, "title", TITLE);
        let note = typed::long_text(sent, &mut problems, "note", NOTE);
        if kind == Some(TaskKind::Other) && title.is_empty() {
            problems.add("title_en", FieldProblem::new("speakers-problem-title"));
        }
        let reminds = sent.value("reminds") == "yes";
        match (kind, scope, due_at) {
            (Some(kind), Some(scope), Some(due_at)) if problems.is_empty() => {
                Ok(Self { kind, title, note, scope, due_at, reminds })
            }
            _ => Err(problems),
        }
    }

    /// The form that would leave it as it is.
    pub fn form(&self, zone: &Zone) -> Form {
        let mut form = Form::filled([
            ("kind", self.kind.to_string()),
            ("scope", self.scope.word()),
            ("due_at", written_moment(self.due_at, zone)),
        ]);
        typed::fill_text(&mut form, "title", &self.title);
        typed::fill_text(&mut form, "note", &self.note);
        if self.reminds {
            form.set("reminds", "yes");
        }
        form
    }
}
