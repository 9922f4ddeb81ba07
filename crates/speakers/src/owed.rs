//! Who owes what: what is asked, of everybody whom it is asked of, with what became
//! of it. A pure function of tasks, programme and what was handed in, so that a
//! replacement needs nobody to hand out tasks or to take them back.

use crate::{
    file::FileId,
    item::Item,
    kind::{ItemState, TaskKind},
    profile::Profile,
    task::{Task, TaskId},
};
use directory::{Capture, RecordingConsents};
use kernel::{PersonId, SessionId, Timestamp};
use programme::speaking::Engagement;
use std::collections::{BTreeMap, HashMap};

/// One thing that one person owes, or has done.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    /// The task.
    pub task: TaskId,
    /// Who.
    pub person: PersonId,
    /// For which session, where it is owed per session.
    pub session: Option<SessionId>,
    /// How far it is.
    pub state: ItemState,
    /// What was typed.
    pub answer: String,
    /// What they wrote about themselves.
    pub profile: Profile,
    /// The file that was handed in.
    pub file: Option<FileId>,
    /// What the desk said about it.
    pub note: String,
    /// When something was handed in last.
    pub handed_in_at: Option<Timestamp>,
    /// When anything about it changed; nothing while nobody has touched it.
    pub changed_at: Option<Timestamp>,
    /// Counts its changes; 0 while nobody has touched it.
    pub revision: i64,
    /// Until when it is owed.
    pub due_at: Timestamp,
}

impl Owed {
    /// The speaker has to do something, and should have done it by now.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.is_owed() && self.due_at <= now
    }

    /// What it is about: its session, or else the person.
    pub fn about(&self) -> uuid::Uuid {
        self.session.map_or(self.person.0, |session| session.0)
    }
}

/// Everything that these people owe: in the order of `tasks`, then of the sessions.
pub fn owed(
    tasks: &[Task],
    parts: &[Engagement],
    items: &[Item],
    consents: &BTreeMap<PersonId, RecordingConsents>,
) -> Vec<Owed> {
    let known: HashMap<(TaskId, PersonId, uuid::Uuid), &Item> =
        items.iter().map(|item| ((item.task, item.person, item.about()), item)).collect();
    let mut all: Vec<Owed> = Vec::new();
    for task in tasks {
        let mut once = std::collections::HashSet::new();
        for part in parts.iter().filter(|part| !part.cancelled && task.details.scope.means(part)) {
            let session = task.details.kind.is_per_session().then_some(part.session);
            let about = session.map_or(part.person.0, |session| session.0);
            if once.insert((part.person, about)) {
                let item = known.get(&(task.id, part.person, about)).copied();
                all.push(one(task, part.person, session, item, consents.get(&part.person)));
            }
        }
    }
    all
}

fn one(
    task: &Task,
    person: PersonId,
    session: Option<SessionId>,
    item: Option<&Item>,
    consents: Option<&RecordingConsents>,
) -> Owed {
    let mut owed = Owed {
        task: task.id,
        person,
        session,
        state: item.map_or(ItemState::Open, |item| item.state),
        answer: item.map(|item| item.answer.clone()).unwrap_or_default(),
        profile: item.map(|item| item.profile.clone()).unwrap_or_default(),
        file: item.and_then(|item| item.file),
        note: item.map(|item| item.note.clone()).unwrap_or_default(),
        handed_in_at: item.and_then(|item| item.handed_in_at),
        changed_at: item.map(|item| item.changed_at),
        revision: item.map_or(0, |item| item.revision),
        due_at: task.details.due_at,
    };
    // The ledger of the directory is the answer, wherever it was given.
    let answered = consents.is_some_and(|all| Capture::ALL.iter().all(|capture| all.of(*capture).is_some()));
    if task.details.kind == TaskKind::Consent && owed.state.is_owed() && answered {
        owed.state = ItemState::Accepted;
    }
    owed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::{Scope, TaskDetails};
    use kernel::{EditionId, LocalizedText, Slug, Visibility};
    use programme::session::{PersonRole, SessionKind};

    fn id<T: From<uuid::Uuid>>(n: u128) -> T {
        uuid::Uuid::from_u128(n).into()
    }

    fn part(person: u128, session: u128, role: PersonRole) -> Engagement {
        Engagement {
            session: id(session),
            code: "AAA222".to_owned(),
            revision: 1,
            kind: SessionKind::Keynote,
            title: LocalizedText::new(),
            summary: LocalizedText::new(),
            visibility: Visibility::Public,
            person: id(person),
            roles: vec![role],
            starts_at: None,
            minutes: 45,
            room: None,
            cancelled: false,
            published: false,
        }
    }

    fn task(n: u128, kind: TaskKind, scope: Scope) -> Task {
        let details = TaskDetails {
            kind,
            title: LocalizedText::new(),
            note: LocalizedText::new(),
            scope,
            due_at: Timestamp::from_micros(10),
            reminds: false,
        };
        let slug = Slug::parse("slides").unwrap();
        Task {
            id: id(n),
            edition: id::<EditionId>(9),
            slug,
            details,
            revision: 1,
            created_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn slides_are_owed_per_session_and_a_biography_once() {
        let parts = [
            part(1, 10, PersonRole::Speaker),
            part(1, 11, PersonRole::Panellist),
            part(2, 10, PersonRole::Interpreter),
        ];
        let tasks = [task(100, TaskKind::Slides, Scope::All), task(101, TaskKind::Biography, Scope::All)];
        let all = owed(&tasks, &parts, &[], &BTreeMap::new());
        let of = |task: u128| all.iter().filter(|one| one.task == id(task)).map(|one| one.session).collect::<Vec<_>>();
        assert_eq!(of(100), [Some(id(10)), Some(id(11))]);
        assert_eq!(of(101), [None]);
        let of_role = task(102, TaskKind::Slides, Scope::Role(PersonRole::Panellist));
        assert_eq!(owed(&[of_role], &parts, &[], &BTreeMap::new()).len(), 1);
    }

    #[test]
    fn who_answered_all_three_questions_has_done_it_and_silence_has_not() {
        use directory::Answer::{No, Yes};
        let (parts, tasks) = ([part(1, 10, PersonRole::Speaker)], [task(1, TaskKind::Consent, Scope::All)]);
        let of = |photo, recording, slides| {
            let answers = RecordingConsents { photo, recording, slides };
            owed(&tasks, &parts, &[], &BTreeMap::from([(id(1), answers)]))[0].state
        };
        assert_eq!(of(Some(Yes), Some(No), None), ItemState::Open);
        assert_eq!(of(Some(No), Some(No), Some(No)), ItemState::Accepted);
    }

    #[test]
    fn a_cancelled_session_asks_for_nothing() {
        let mut gone = part(1, 10, PersonRole::Speaker);
        gone.cancelled = true;
        assert!(owed(&[task(1, TaskKind::Biography, Scope::All)], &[gone], &[], &BTreeMap::new()).is_empty());
    }
}
