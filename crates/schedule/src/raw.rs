//! A schedule as its file writes it: texts, and where they stand.

/// A text in several languages, by tag; an empty tag is unknown.
pub(crate) type RawText = Vec<(String, String)>;

/// A text whose language nobody says.
pub(crate) fn plain(text: impl Into<String>) -> RawText {
    let text = text.into();
    if text.trim().is_empty() { Vec::new() } else { vec![(String::new(), text)] }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RawSchedule {
    pub(crate) title: RawText,
    pub(crate) acronym: String,
    pub(crate) zone: String,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) rooms: Vec<RawRoom>,
    pub(crate) tracks: Vec<String>,
    pub(crate) events: Vec<RawEvent>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RawRoom {
    pub(crate) name: String,
    pub(crate) capacity: Option<i64>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RawEvent {
    /// `line 12`, or a JSON pointer.
    pub(crate) at: String,
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) title: RawText,
    pub(crate) subtitle: RawText,
    pub(crate) kind: String,
    pub(crate) date: String,
    /// The day under which it is listed, and when that day begins.
    pub(crate) day: String,
    pub(crate) day_start: String,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) duration: String,
    pub(crate) room: String,
    pub(crate) track: String,
    pub(crate) languages: Vec<String>,
    pub(crate) summary: RawText,
    pub(crate) description: RawText,
    pub(crate) people: Vec<RawPerson>,
    pub(crate) cancelled: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RawPerson {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) biography: RawText,
    pub(crate) role: String,
}
