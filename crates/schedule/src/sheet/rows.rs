//! From rows to a schedule. What cannot be read is not repaired in silence: the
//! row is kept out, and it is said in which line and column the fault stands.

use super::{
    Columns, Meaning, Row, Sheet,
    when::{self, Unclear, When},
};
use crate::{
    ImportedSchedule, LONGEST_TITLE, Refusal, Repairs, SessionKind,
    dates::{self, Moment},
    duration, html,
    normal::normal,
    raw::{RawEvent, RawPerson, RawSchedule, RawText, plain},
    words,
};
use jiff::civil::{Date, DateTime};
use kernel::{Locale, Zone};
use std::collections::{BTreeSet, HashMap};
use ui::Text;

/// What a session may take, in minutes.
const MINUTES: std::ops::RangeInclusive<i64> = 5..=1440;

/// What is known about the congress that a table belongs to.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Its first and last day: they decide between 3 April and 4 March, and give
    /// the year to days without one.
    pub days: Option<(Date, Date)>,
}

/// A fault in a cell, or something to know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The line of the file.
    pub line: usize,
    /// The heading of the column; empty when it is the row.
    pub column: String,
    /// Id of the words for it, which know `value`.
    pub key: &'static str,
    /// What stands there.
    pub value: String,
    /// The row cannot come in.
    pub is_fatal: bool,
}

impl Flaw {
    /// In words: `“soon” is no time`.
    pub fn words(&self, text: Text) -> String {
        ui::register(&crate::TEXT);
        text.with(self.key, &[("value", self.value.as_str().into())])
    }

    /// With its place: `line 5, Start: “soon” is no time`.
    pub fn told(&self, text: Text) -> String {
        let column = if self.column.is_empty() { String::new() } else { format!(", {}", self.column) };
        format!("line {}{column}: {}", self.line, self.words(text))
    }
}

/// A table read as a schedule.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub(crate) raw: RawSchedule,
    /// In the order of the lines.
    pub flaws: Vec<Flaw>,
}

impl Reading {
    /// The lines that cannot come in.
    pub fn kept_out(&self) -> BTreeSet<usize> {
        self.flaws.iter().filter(|flaw| flaw.is_fatal).map(|flaw| flaw.line).collect()
    }

    /// The schedule that its sound rows make; `zone` is that of times without an offset.
    ///
    /// # Errors
    /// [`Refusal::NotASchedule`] when no row is left.
    pub fn schedule(self, zone: Option<&Zone>, repairs: &mut Repairs) -> Result<ImportedSchedule, Refusal> {
        normal(self.raw, zone, repairs)
    }
}

impl Sheet {
    /// Reads the rows by what their columns mean.
    pub fn reading(&self, columns: &Columns, frame: &Frame) -> Reading {
        let mut reading = Reading::default();
        // The first line of each key, and of each title and start.
        let mut seen: HashMap<String, usize> = HashMap::new();
        for row in &self.rows {
            let mut one = One { sheet: self, columns, frame, row, flaws: Vec::new() };
            let event = one.event();
            if let Some(event) = &event {
                let key = match event.key.as_str() {
                    "" => format!("{}@{}", event.title.first().map_or("", |(_, words)| words.trim()), event.date),
                    key => key.to_owned(),
                };
                let first = *seen.entry(key).or_insert(row.line);
                if first != row.line {
                    one.flaw(None, "schedule-twice", first, true);
                }
            }
            let stays = one.flaws.iter().all(|flaw| !flaw.is_fatal);
            reading.flaws.append(&mut one.flaws);
            reading.raw.events.extend(event.filter(|_| stays));
        }
        reading
    }
}

/// One row on its way.
struct One<'s> {
    sheet: &'s Sheet,
    columns: &'s Columns,
    frame: &'s Frame,
    row: &'s Row,
    flaws: Vec<Flaw>,
}

impl<'s> One<'s> {
    fn text(&self, meaning: Meaning) -> &'s str {
        self.columns.of(meaning).map_or("", |column| self.sheet.cell(self.row, column).trim())
    }

    fn flaw(&mut self, meaning: Option<Meaning>, key: &'static str, value: impl ToString, is_fatal: bool) {
        let column = meaning.and_then(|meaning| self.columns.of(meaning));
        let column = column.and_then(|at| self.sheet.headings.get(at)).cloned().unwrap_or_default();
        let value: String = value.to_string().chars().take(60).collect();
        self.flaws.push(Flaw { line: self.row.line, column, key, value, is_fatal });
    }

    fn event(&mut self) -> Option<RawEvent> {
        let title = self.in_two_languages(Meaning::Title, Meaning::TitleZh);
        if title.is_empty() {
            self.flaw(Some(Meaning::Title), "schedule-no-title", "", true);
            return None;
        }
        if title.iter().any(|(_, words)| words.chars().count() > LONGEST_TITLE) {
            self.flaw(Some(Meaning::Title), "schedule-long-title", LONGEST_TITLE, true);
        }
        let (date, start) = self.start();
        let duration = self.duration(start);
        let key = html::line(self.text(Meaning::Key), 200).0;
        let mut people = self.people(Meaning::Speakers, "speaker");
        people.append(&mut self.people(Meaning::Moderators, "moderator"));
        Some(RawEvent {
            at: format!("line {}", self.row.line),
            code: key.clone(),
            key,
            title,
            kind: self.kind(),
            date,
            duration,
            room: self.text(Meaning::Room).to_owned(),
            track: self.text(Meaning::Track).to_owned(),
            languages: self.languages(),
            summary: self.in_two_languages(Meaning::Summary, Meaning::SummaryZh),
            people,
            ..RawEvent::default()
        })
    }

    /// With a column for each language, each has its own; with one, its letters say which it is.
    fn in_two_languages(&self, one: Meaning, zh: Meaning) -> RawText {
        match (self.text(one), self.text(zh)) {
            (text, "") => plain(text),
            ("", text) => vec![("zh".to_owned(), text.to_owned())],
            (en, zh) => vec![("en".to_owned(), en.to_owned()), ("zh".to_owned(), zh.to_owned())],
        }
    }

    /// The start as a schedule writes it, and by the clock on the wall.
    fn start(&mut self) -> (String, Option<DateTime>) {
        let (day, start) = (self.text(Meaning::Day), self.text(Meaning::Start));
        if let Some(Moment::Instant(..)) = dates::moment(start) {
            return (start.to_owned(), None);
        }
        let on = self.when(Meaning::Day, day);
        let at = self.when(Meaning::Start, start);
        let one_day = self.frame.days.filter(|(first, last)| first == last).map(|(first, _)| first);
        let day = at.day.or(on.day).or(one_day);
        let clock = at.clock.or(on.clock);
        if self.flaws.iter().any(|flaw| flaw.is_fatal) {
            return (String::new(), None);
        }
        match (day, clock) {
            (Some(day), Some(clock)) => {
                let local = day.to_datetime(clock);
                (local.strftime("%Y-%m-%dT%H:%M:%S").to_string(), Some(local))
            }
            (None, Some(_)) => {
                self.flaw(Some(Meaning::Start), "schedule-no-day", start, true);
                (String::new(), None)
            }
            _ => {
                self.flaw(Some(Meaning::Start), "schedule-no-start", "", false);
                (String::new(), None)
            }
        }
    }

    fn when(&mut self, meaning: Meaning, text: &str) -> When {
        if text.is_empty() {
            return When::default();
        }
        when::read(text, self.frame.days, self.sheet.from_1904).unwrap_or_else(|unclear| {
            let key = match unclear {
                Unclear::Unreadable => "schedule-no-time",
                Unclear::DayOrMonth => "schedule-day-or-month",
            };
            self.flaw(Some(meaning), key, text, true);
            When::default()
        })
    }

    /// Minutes, from the length or from the end.
    fn duration(&mut self, start: Option<DateTime>) -> String {
        let (length, end) = (self.text(Meaning::Duration), self.text(Meaning::End));
        let minutes = if !length.is_empty() {
            // A workbook writes a length as a part of a day.
            let part = length.parse::<f64>().ok().filter(|part| *part > 0.0 && *part < 1.0);
            let minutes = part.map(|part| (part * 1440.0).round() as i64).or_else(|| duration::minutes(length));
            if minutes.is_none() {
                self.flaw(Some(Meaning::Duration), "schedule-no-duration", length, true);
            }
            minutes
        } else if !end.is_empty() {
            self.until(start, end)
        } else {
            self.flaw(Some(Meaning::Duration), "schedule-usual-duration", "", false);
            return "45".to_owned();
        };
        let Some(minutes) = minutes else { return String::new() };
        if !MINUTES.contains(&minutes) {
            let of = if length.is_empty() { Meaning::End } else { Meaning::Duration };
            self.flaw(Some(of), "schedule-odd-duration", minutes, true);
        }
        minutes.to_string()
    }

    fn until(&mut self, start: Option<DateTime>, end: &str) -> Option<i64> {
        let when = self.when(Meaning::End, end);
        let start = start?;
        let clock = when.clock?;
        let until = when.day.unwrap_or(start.date()).to_datetime(clock);
        let minutes = start.until((jiff::Unit::Minute, until)).ok()?.get_minutes();
        if minutes > 0 {
            return Some(minutes);
        }
        self.flaw(Some(Meaning::End), "schedule-end-first", end, true);
        None
    }

    /// The kind by its name in either language; else what the word means elsewhere.
    fn kind(&self) -> String {
        let raw = self.text(Meaning::Kind);
        ui::register(&crate::TEXT);
        let is_named = |kind: &&SessionKind| {
            Locale::ALL.iter().any(|locale| Text(*locale).t(kind.key()).eq_ignore_ascii_case(raw))
        };
        SessionKind::ALL.iter().find(is_named).map_or_else(|| raw.to_owned(), ToString::to_string)
    }

    fn languages(&mut self) -> Vec<String> {
        let signs = [',', ';', '/', '、', '，', '；', '|', '\n'];
        let raw = self.text(Meaning::Languages);
        let mut known = Vec::new();
        for word in raw.split(signs).map(str::trim).filter(|word| !word.is_empty()) {
            match words::language(word) {
                Some(code) => known.push(code.to_owned()),
                None => self.flaw(Some(Meaning::Languages), "schedule-no-language", word, false),
            }
        }
        known
    }

    /// Names: between semicolons or lines, or, where there are none, between commas.
    /// What stands in brackets behind a name is not part of it.
    fn people(&mut self, meaning: Meaning, role: &str) -> Vec<RawPerson> {
        let raw = self.text(meaning);
        let strong = [';', '；', '、', '\n', '|', '/'];
        let weak = [',', '，'];
        let signs: &[char] = if raw.contains(strong) { &strong } else { &weak };
        let mut all = Vec::new();
        for part in raw.split(signs).map(str::trim).filter(|part| !part.is_empty()) {
            let name = part.split(['(', '（']).next().unwrap_or_default().trim();
            if name.len() < part.len() {
                self.flaw(Some(meaning), "schedule-brackets", part, false);
            }
            if !name.is_empty() {
                all.push(RawPerson { name: name.to_owned(), role: role.to_owned(), ..RawPerson::default() });
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn reading(csv: &str) -> Reading {
        let sheet = Sheet::read(csv.as_bytes(), &mut Repairs::default()).unwrap();
        let frame = Frame { days: Some((date(2024, 9, 25), date(2024, 9, 27))) };
        sheet.reading(&Columns::guess(&sheet.headings), &frame)
    }

    #[test]
    fn a_plain_table_is_read() {
        let all = reading(
            "Title,Date,Start,End,Room,Speakers,Language,Type\nRivers,25 Sep,9:30,10:15,Hall,\"Lin Yue; Chen Chen (Institute)\",English/中文,主旨演讲\n",
        );
        let event = &all.raw.events[0];
        assert_eq!((event.date.as_str(), event.duration.as_str()), ("2024-09-25T09:30:00", "45"));
        assert_eq!((event.kind.as_str(), event.languages.len(), event.people.len()), ("keynote", 2, 2));
        assert_eq!(event.people[1].name, "Chen Chen");
        assert_eq!(all.kept_out().len(), 0, "{:?}", all.flaws);
    }

    #[test]
    fn faults_are_told_by_line_and_column() {
        let csv = "Title,Start,Duration\nA,2024-09-25 09:30,45\n,2024-09-25 09:30,45\nB,soon,45\nC,9:30,45\nD,2024-09-25 09:30,long\nE,2024-09-25 09:30,9000\nA,2024-09-25 09:30,30\nF,,\n";
        let all = reading(csv);
        let told: Vec<(usize, &str, &str)> =
            all.flaws.iter().filter(|f| f.is_fatal).map(|f| (f.line, f.column.as_str(), f.key)).collect();
        assert_eq!(
            told,
            [
                (3, "Title", "schedule-no-title"),
                (4, "Start", "schedule-no-time"),
                (5, "Start", "schedule-no-day"),
                (6, "Duration", "schedule-no-duration"),
                (7, "Duration", "schedule-odd-duration"),
                (8, "", "schedule-twice"),
            ]
        );
        let titles: Vec<&str> = all.raw.events.iter().map(|e| e.title[0].1.as_str()).collect();
        assert_eq!(titles, ["A", "F"]);
    }
}
