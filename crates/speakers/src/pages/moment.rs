//! Instants on the pages of speakers: in the edition's zone, with what a script
//! needs to put the reader's own clock beside.

use congress::Edition;
use kernel::{Locale, Timestamp};

/// An instant as a page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Moment {
    /// For `datetime`, with the zone's offset.
    pub(crate) machine: String,
    /// `Wednesday, 25 September 2024`.
    pub(crate) day: String,
    /// `09:30`.
    pub(crate) clock: String,
}

impl Moment {
    pub(crate) fn of(at: Timestamp, edition: &Edition, locale: Locale) -> Self {
        let local = at.in_zone(&edition.zone);
        Self {
            machine: local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            day: ui::long_date(local.date(), locale),
            clock: local.strftime("%H:%M").to_string(),
        }
    }

    /// The same with a short day, for tables.
    pub(crate) fn short(at: Timestamp, edition: &Edition, locale: Locale) -> Self {
        Self { day: ui::short_date(at.in_zone(&edition.zone).date(), locale), ..Self::of(at, edition, locale) }
    }
}
