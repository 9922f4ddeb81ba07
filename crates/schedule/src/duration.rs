//! How long an event takes, in the many ways that schedules write it.

/// Minutes of `HH:MM`, `H:MM:SS`, `D:HH:MM`, `PT1H30M`, `90`, `90 min`.
///
/// Three numbers are hours, minutes and seconds when the last is zero and that
/// gives five minutes or more (`1:30:00`, `0:45:00`); else days, hours and
/// minutes (`1:02:30`, `0:01:30`), because no event is planned by the second.
pub(crate) fn minutes(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() || text.len() > 40 {
        return None;
    }
    if text.starts_with(['P', 'p']) {
        let span: jiff::Span = text.parse().ok()?;
        return Some(i64::from(span.get_days()) * 1440 + i64::from(span.get_hours()) * 60 + span.get_minutes());
    }
    let number = |part: &str| part.trim().parse::<u32>().ok().map(i64::from);
    match text.split(':').collect::<Vec<_>>().as_slice() {
        [alone] => {
            let digits = alone.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == '\'' || c == ' ');
            let value: f64 = digits.parse().ok()?;
            (0.0..1e6).contains(&value).then(|| whole(value))
        }
        [hours, minutes] => Some(number(hours)? * 60 + number(minutes)?),
        [first, second, third] => {
            let (a, b, c) = (number(first)?, number(second)?, number(third)?);
            let by_seconds = a * 60 + b;
            if b >= 24 || (c == 0 && by_seconds >= 5) { Some(by_seconds) } else { Some(a * 1440 + b * 60 + c) }
        }
        [days, hours, minutes, _seconds] => Some(number(days)? * 1440 + number(hours)? * 60 + number(minutes)?),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the caller proved that it is below a million")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::minutes;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_it() {
        for (text, expected) in [
            ("00:45", 45),
            ("1:30", 90),
            ("1:30:00", 90),
            ("0:45:00", 45),
            ("01:00:00", 60),
            ("0:01:30", 90),
            ("0:02:00", 120),
            ("1:02:30", 1590),
            ("45", 45),
            ("45.0", 45),
            ("45 min", 45),
            ("PT45M", 45),
            ("PT1H30M", 90),
            ("0:00:45:00", 45),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["", "soon", "1:2:3:4:5", "-5", "::", "1:-2", "99999999999999999999", "P", "NaN", "inf"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}") {
            let _ = minutes(&text);
        }

        #[test]
        fn hours_and_minutes_are_read_back(total in 0i64..6000) {
            prop_assert_eq!(minutes(&format!("{:02}:{:02}", total / 60, total % 60)), Some(total));
        }
    }
}
