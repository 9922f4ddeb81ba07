//! Instants as `<input type="datetime-local">` sends and shows them: by the clock
//! of the edition, to the minute.

use jiff::civil::DateTime;
use kernel::{FieldProblem, Timestamp, Zone};

/// `2024-09-25T09:30`; nothing when nothing was typed.
pub(super) fn read(raw: &str, zone: &Zone) -> Result<Option<Timestamp>, FieldProblem> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let bad = || FieldProblem::new("agenda-problem-moment");
    let local: DateTime = if raw.len() <= 19 { raw.parse().map_err(|_| bad())? } else { return Err(bad()) };
    let local = zone.rules().to_ambiguous_timestamp(local);
    // An hour that the clocks skip is a mistake to be told; of one that they
    // show twice the first is meant.
    if matches!(local.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
        return Err(FieldProblem::new("agenda-problem-moment-skipped"));
    }
    local.compatible().map(|at| Some(Timestamp::from(at))).map_err(|_| bad())
}

/// The other way round.
pub(super) fn typed(at: Option<Timestamp>, zone: &Zone) -> String {
    at.map_or_else(String::new, |at| at.in_zone(zone).strftime("%Y-%m-%dT%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_by_the_clock_of_the_edition() {
        let shanghai = Zone::parse("Asia/Shanghai").unwrap();
        let at = read("2024-09-25T09:30", &shanghai).unwrap();
        assert_eq!(at.unwrap().to_rfc3339(), "2024-09-25T01:30:00Z");
        assert_eq!(typed(at, &shanghai), "2024-09-25T09:30");
        assert_eq!(read(" ", &shanghai), Ok(None));
        for bad in ["tomorrow", "2024-09-31T09:30", "09:30", "2024-09-25T09:30+08:00[Asia/Shanghai]"] {
            assert_eq!(read(bad, &shanghai).unwrap_err().key, "agenda-problem-moment", "{bad}");
        }
        let berlin = Zone::parse("Europe/Berlin").unwrap();
        assert_eq!(read("2024-03-31T02:30", &berlin).unwrap_err().key, "agenda-problem-moment-skipped");
    }
}
