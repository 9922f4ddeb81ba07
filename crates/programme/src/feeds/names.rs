//! Names, numbers and addresses in the shapes that the schedule formats want.

use super::Feed;
use crate::view::SessionView;
use congress::Room;
use jiff::{ToSpan, civil::Date};
use kernel::{LocalizedText, RoomId, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

impl Feed {
    /// The address of a page of the edition, for people.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}/{}/{}{path}", self.origin, self.text.0.tag(), self.view.edition.slug)
    }

    /// `hangzhou_2024`: the formats take no hyphen there, and four characters at least.
    pub(super) fn acronym(&self) -> String {
        let slug = self.view.edition.slug.as_str().replace('-', "_");
        if slug.len() < 4 { format!("{slug}_congress") } else { slug }
    }

    /// The words of a text in the feed's language, or in the other one.
    pub(super) fn say<'t>(&self, text: &'t LocalizedText) -> &'t str {
        text.get(self.text.0).text
    }

    /// The version of the schedule: the number of the release.
    pub(super) fn version(&self) -> String {
        match &self.view.release {
            Some(release) if release.name.is_empty() => release.number.to_string(),
            Some(release) => format!("{} {}", release.number, release.name),
            None => "0".to_owned(),
        }
    }

    /// The days of the edition and any others on which something begins.
    pub(super) fn days(&self) -> Vec<Date> {
        let mut days: Vec<Date> = self.view.edition.days().chain(self.view.days()).collect();
        days.sort();
        days.dedup();
        days
    }

    /// `2024-09-25T09:00:00+08:00`, in the edition's zone.
    pub(super) fn local(&self, at: Timestamp) -> String {
        at.in_zone(&self.view.edition.zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The first instant of a day and that of the next, in the edition's zone.
    pub(super) fn bounds(&self, day: Date) -> (String, String) {
        let midnight = |day: Date| {
            let zoned = self.view.edition.zone.rules().to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible();
            zoned.map_or_else(|_| String::new(), |at| self.local(at.into()))
        };
        (midnight(day), midnight(day.saturating_add(1.day())))
    }

    /// What a place is called that is not published, or not known yet.
    pub(super) fn no_room(&self) -> String {
        self.text.t("schedule-no-room")
    }

    /// A key for that place: the formats want one for every room.
    pub(super) fn no_room_id(&self) -> Uuid {
        let digest = Sha256::digest(format!("no room of {}", self.view.edition.id));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }

    /// The sessions of a day that take place, by room; last those without one.
    pub(super) fn by_room(&self, day: Date) -> Vec<(Option<&Room>, Vec<&SessionView>)> {
        let held: Vec<&SessionView> = self.view.on_day(day).filter(|session| !session.cancelled).collect();
        let of = |room: Option<RoomId>| -> Vec<&SessionView> {
            held.iter().copied().filter(|session| session.room == room).collect()
        };
        let rooms = self.view.rooms.iter().map(|room| (Some(room), of(Some(room.id))));
        rooms.chain([(None, of(None))]).filter(|(_, sessions)| !sessions.is_empty()).collect()
    }

    /// A slug that no other session of any edition has.
    pub(super) fn slug(&self, session: &SessionView) -> String {
        format!("{}-{}", self.acronym(), session.segment)
    }
}

/// The code read as a number: older readers of the format want one, and it must
/// stay the same from release to release.
pub(super) fn number(code: &str) -> i64 {
    code.chars().filter_map(|c| c.to_digit(36)).fold(0, |sum, digit| sum * 36 + i64::from(digit)) + 1
}

/// `01:30`.
pub(super) fn clock(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The colours of the design system's tracks on white.
pub(super) fn colour(track: i32) -> &'static str {
    const COLOURS: [&str; 8] = ["#1f5fa8", "#0b7a5b", "#a8461f", "#7a3fa0", "#8a6a00", "#b0305c", "#2f6f7f", "#5a5f66"];
    usize::try_from(track - 1).ok().and_then(|at| COLOURS.get(at)).copied().unwrap_or(COLOURS[7])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_codes_are_positive_and_differ() {
        assert_eq!(number("000000"), 1);
        assert_eq!(number("00000Z"), 36);
        assert_ne!(number("7KQ2MD"), number("7KQ2ME"));
        assert_eq!(clock(95), "01:35");
    }
}
