//! What is said about sessions, and how it is written as events.

use axum::body::Bytes;
use kernel::{Locale, Visibility};
use programme::ProgrammeView;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use ui::Text;

/// What is said about one session, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    /// Its title, to say it aloud.
    title: String,
    /// Tone and words of each mark; none any more is none.
    marks: Vec<(&'static str, String)>,
}

/// What is said about all sessions about which anything is, by code.
pub(super) type All = BTreeMap<String, Told>;

/// All that is said, ready to be sent.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    pub(super) all: All,
    /// The same wherever the same is said.
    pub(super) id: String,
}

impl Snapshot {
    pub(super) fn of(view: &ProgrammeView, locale: Locale) -> Self {
        let open = view.sessions.iter().filter(|session| session.visibility != Visibility::Concealed);
        let told = open.map(|session| {
            let marks = view.marks(session, Text(locale)).into_iter().map(|mark| (mark.tone, mark.words)).collect();
            (session.code.clone(), Told { title: session.title_in(locale).text.to_owned(), marks })
        });
        let all: All = told.filter(|(_, told)| !told.marks.is_empty()).collect();
        let id = data_encoding::HEXLOWER.encode(&Sha256::digest(json(&all))[..8]);
        Self { all, id }
    }

    /// What changed since `earlier`, as an event; nothing when nothing did.
    pub(super) fn since(&self, earlier: &Self) -> Option<Bytes> {
        let fresh = self.all.iter().filter(|(code, told)| earlier.all.get(*code) != Some(told));
        let gone = earlier.all.iter().filter(|(code, _)| !self.all.contains_key(*code));
        let gone = gone.map(|(code, told)| (code.clone(), Told { title: told.title.clone(), marks: Vec::new() }));
        let changed: All = fresh.map(|(code, told)| (code.clone(), told.clone())).chain(gone).collect();
        (!changed.is_empty()).then(|| Bytes::from(event("marks", &self.id, &changed)))
    }
}

/// How a stream begins: when to come back, and all that is said, unless it is known.
pub(super) fn first(back_after: u32, now: Option<&Snapshot>) -> Bytes {
    let said = now.map_or_else(|| ":\n\n".to_owned(), |now| event("snapshot", &now.id, &now.all));
    Bytes::from(format!("retry: {back_after}\n{said}"))
}

fn event(name: &str, id: &str, all: &All) -> String {
    format!("id: {id}\nevent: {name}\ndata: {}\n\n", json(all))
}

fn json(all: &All) -> String {
    // Texts and words always become JSON, on one line: line ends are escaped.
    serde_json::to_string(all).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(said: &[(&str, &str)]) -> Snapshot {
        let told = |words: &str| Told { title: "A\ntitle".to_owned(), marks: vec![("warn", words.to_owned())] };
        let all: All = said.iter().map(|(code, words)| ((*code).to_owned(), told(words))).collect();
        Snapshot { id: format!("{}", all.len()), all }
    }

    #[test]
    fn an_event_holds_what_changed_and_what_is_gone() {
        let (before, after) = (snapshot(&[("AAA222", "late"), ("BBB222", "full")]), snapshot(&[("AAA222", "later")]));
        let event = String::from_utf8(after.since(&before).unwrap().to_vec()).unwrap();
        assert_eq!(
            event,
            "id: 1\nevent: marks\ndata: {\"AAA222\":{\"title\":\"A\\ntitle\",\"marks\":[[\"warn\",\"later\"]]},\
             \"BBB222\":{\"title\":\"A\\ntitle\",\"marks\":[]}}\n\n"
        );
        assert!(after.since(&after).is_none());
    }
}
