//! Instants on the pages of accounts. They have no edition and so no zone of
//! their own: they are shown in UTC, and say so.

use jiff::tz::TimeZone;
use kernel::{Locale, Timestamp};

/// `23 November 2026, 21:40 UTC`
pub(super) fn moment(at: Timestamp, locale: Locale) -> String {
    let wall = at.to_jiff().to_zoned_datetime(TimeZone::UTC);
    let day = ui::date_range(wall.date(), wall.date(), locale);
    let time = wall.strftime("%H:%M");
    match locale {
        Locale::En => format!("{day}, {time} UTC"),
        Locale::Zh => format!("{day} {time}（UTC）"),
    }
}

/// The first day on which a role holds.
pub(super) fn first_day(from: Timestamp, zone: &TimeZone, locale: Locale) -> String {
    let wall = from.to_jiff().to_zoned_datetime(zone.clone());
    ui::date_range(wall.date(), wall.date(), locale)
}

/// The last day on which a role holds, in the zone in whose days it ends.
pub(super) fn last_day(until: Timestamp, zone: &TimeZone, locale: Locale) -> String {
    let wall = until.plus_seconds(-1).to_jiff().to_zoned_datetime(zone.clone());
    ui::date_range(wall.date(), wall.date(), locale)
}
