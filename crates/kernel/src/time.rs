//! Instants. Stored and compared in UTC, to the microsecond; shown in a zone.

use crate::{Zone, column::Column};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A moment, in microseconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `micros` microseconds after the epoch. Values outside the
    /// years -9999 to 9999 are clamped to them when shown.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down.
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The same instant in jiff's type.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// The wall clock of `zone` at this instant.
    pub fn in_zone(self, zone: &Zone) -> jiff::ZonedDateTime {
        self.to_jiff().to_zoned_datetime(zone.rules().clone())
    }

    /// RFC 3339 in UTC, to the second: `2024-09-25T01:00:00Z`.
    pub fn to_rfc3339(self) -> String {
        self.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// This instant moved by whole minutes, either way.
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000_000)))
    }

    /// This instant moved by whole seconds, either way.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole minutes from `earlier` to this instant, rounded down.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(60_000_000)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(instant.as_microsecond())
    }
}

impl From<&jiff::ZonedDateTime> for Timestamp {
    fn from(zoned: &jiff::ZonedDateTime) -> Self {
        zoned.timestamp().into()
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.to_jiff())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse::<jiff::Timestamp>().map(Self::from).map_err(D::Error::custom)
    }
}

impl Column for Timestamp {
    type Raw = i64;
    fn to_raw(&self) -> i64 {
        self.0
    }
    fn from_raw(raw: i64) -> Result<Self, String> {
        Ok(Self(raw))
    }
}
crate::stored!(Timestamp);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_shown_in_its_zone() {
        let zone = Zone::parse("Asia/Kolkata").unwrap();
        let instant: Timestamp = "2024-09-25T01:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        assert_eq!(instant.in_zone(&zone).strftime("%H:%M").to_string(), "06:30");
        assert_eq!(instant.to_rfc3339(), "2024-09-25T01:00:00Z");
    }

    #[test]
    fn json_keeps_the_microsecond() {
        let instant = Timestamp::from_micros(1_727_226_000_123_456);
        let json = serde_json::to_string(&instant).unwrap();
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), instant);
    }
}
