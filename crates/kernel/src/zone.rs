//! Time zones by their IANA name. An offset (`GMT+8`) or an abbreviation
//! (`CET`) is refused: neither says what the clocks do next year.

use crate::{FieldProblem, column::Column};
use serde::{Deserialize, Serialize};

/// A region of the IANA time zone database that names a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// Reads a name such as `Asia/Shanghai`, in any case.
    ///
    /// # Errors
    /// `problem-zone` for abbreviations, offsets, `Etc/…` and unknown names.
    pub fn parse(name: &str) -> Result<Self, FieldProblem> {
        let name = name.trim();
        let names_a_place = name.split_once('/').is_some_and(|(area, place)| {
            !place.is_empty() && !["etc", "systemv", "posix", "right"].contains(&area.to_ascii_lowercase().as_str())
        });
        if !names_a_place {
            return Err(FieldProblem::new("problem-zone"));
        }
        jiff::tz::TimeZone::get(name).map(Self).map_err(|_| FieldProblem::new("problem-zone"))
    }

    /// The canonical spelling of the name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("Etc/Unknown")
    }

    /// The rules behind the name.
    pub fn rules(&self) -> &jiff::tz::TimeZone {
        &self.0
    }

    /// Every name that [`Zone::parse`] takes, sorted.
    pub fn all() -> Vec<String> {
        let mut names: Vec<String> =
            jiff::tz::db().available().map(|name| name.to_string()).filter(|name| Self::parse(name).is_ok()).collect();
        names.sort();
        names
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let name = String::deserialize(d)?;
        Self::parse(&name).map_err(|_| serde::de::Error::custom("not an IANA time zone"))
    }
}

impl Column for Zone {
    type Raw = String;
    fn to_raw(&self) -> String {
        self.name().to_owned()
    }
    fn from_raw(raw: String) -> Result<Self, String> {
        Self::parse(&raw).map_err(|_| format!("{raw:?} is not an IANA time zone"))
    }
}
crate::stored!(Zone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_zones_and_offsets_are_not() {
        for good in ["Asia/Shanghai", "asia/kolkata", "America/Argentina/Ushuaia"] {
            assert!(Zone::parse(good).is_ok(), "{good}");
        }
        for bad in ["CET", "GMT+8", "Etc/GMT-8", "UTC", "+08:00", "", "Asia/", "Asia/Atlantis", "北京"] {
            assert!(Zone::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Zone::parse("asia/shanghai").unwrap().name(), "Asia/Shanghai");
    }
}
