//! Days and clocks as people write them into tables, and as workbooks count them.

use jiff::{
    ToSpan,
    civil::{Date, Time, date},
};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Days of a workbook that can be meant: 1954 to 2118.
const SERIALS: std::ops::Range<f64> = 20_000.0..80_000.0;
const MINUTES_A_DAY: f64 = 1440.0;

/// A day, a clock, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    pub(super) day: Option<Date>,
    pub(super) clock: Option<Time>,
}

/// Why a text says no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// It is none.
    Unreadable,
    /// `3/4/2024` is in March or in April.
    DayOrMonth,
}

/// Reads a day, a clock or both. Of `3/4/2024` the reading is taken that falls
/// among `days`, if only one does.
pub(super) fn read(text: &str, days: Option<(Date, Date)>, from_1904: bool) -> Result<When, Unclear> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 60 {
        return Err(Unclear::Unreadable);
    }
    if let Some(when) = serial(text, from_1904) {
        return Ok(when);
    }
    if let Some(clock) = clock(text) {
        return Ok(When { day: None, clock: Some(clock) });
    }
    let (first, rest) = parts(text);
    let day = day(first, days)?;
    let rest = rest.trim_matches(|c: char| c == ',' || c == 'T' || c.is_whitespace());
    if rest.is_empty() {
        return Ok(When { day: Some(day), clock: None });
    }
    let clock = clock(rest).ok_or(Unclear::Unreadable)?;
    Ok(When { day: Some(day), clock: Some(clock) })
}

/// The day and what follows it: the clock begins at the number before the first colon,
/// or at the words for the halves of the day.
fn parts(text: &str) -> (&str, &str) {
    let half = ["上午", "下午", "晚上", "中午", "凌晨"].iter().filter_map(|word| text.find(word)).min();
    let digits_before = |colon: usize| {
        let head = text[..colon].trim_end();
        head.len() - head.chars().rev().take_while(char::is_ascii_digit).map(char::len_utf8).sum::<usize>()
    };
    let colon = text.find([':', '：', '时', '点']).map(digits_before);
    let at = half.or(colon).unwrap_or(text.len());
    (text[..at].trim_end_matches(['T', ' ']).trim(), text[at..].trim())
}

/// A number of a workbook: days since 1899-12-30, and a part of a day.
fn serial(text: &str, from_1904: bool) -> Option<When> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'E' | b'e' | b'-'));
    let number: f64 = text.parse().ok().filter(|_| plain)?;
    let minutes = (number.fract() * MINUTES_A_DAY).round();
    let clock = |minutes: f64| {
        let minutes = minutes as i32 % 1440;
        Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
    };
    if (0.0..1.0).contains(&number) && text.contains('.') {
        return Some(When { day: None, clock: clock(minutes) });
    }
    if !SERIALS.contains(&number) {
        return None;
    }
    let epoch = if from_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    // Half a minute before midnight is midnight of the next day.
    let whole = number.trunc() as i32 + i32::from(minutes >= MINUTES_A_DAY);
    let day = epoch.checked_add(whole.days()).ok()?;
    Some(When { day: Some(day), clock: (number.fract() > 0.0).then(|| clock(minutes)).flatten() })
}

/// `9:30`, `09:30:00`, `9.30`, `9h30`, `9:30 pm`, `下午2:30`, `9点30分`.
pub(super) fn clock(text: &str) -> Option<Time> {
    let lower = text.trim().to_lowercase();
    let late = ["pm", "p.m.", "下午", "晚上"].iter().any(|word| lower.contains(word));
    let early = ["am", "a.m.", "上午", "凌晨"].iter().any(|word| lower.contains(word));
    let noon = lower.contains("中午");
    let bare = ["p.m.", "a.m.", "pm", "am", "下午", "晚上", "上午", "凌晨", "中午", "uhr"];
    let plain = bare.iter().fold(lower, |text, word| text.replace(word, " "));
    let plain = plain.trim().trim_end_matches(['分', '时', '点', 'h']).to_owned();
    let pieces: Vec<&str> = plain.split([':', '：', '.', 'h', '点', '时']).map(str::trim).collect();
    let number = |piece: &str| piece.parse::<i8>().ok().filter(|_| piece.len() <= 2 && !piece.is_empty());
    let (hour, minute) = match pieces.as_slice() {
        [hour, minute] if minute.len() == 2 => (number(hour)?, number(minute)?),
        [hour, minute, second] if minute.len() == 2 && second.len() == 2 && !plain.contains('.') => {
            number(second)?;
            (number(hour)?, number(minute)?)
        }
        [hour] if late || early || noon => (number(hour)?, 0),
        _ => return None,
    };
    let hour = match hour {
        12 if early => 0,
        1..=11 if late => hour + 12,
        1..=2 if noon => hour + 12,
        hour => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// `2024-09-25`, `2024/9/25`, `25.9.2024`, `2024年9月25日`, `25 Sep 2024`, `September 25, 2024`.
fn day(text: &str, days: Option<(Date, Date)>) -> Result<Date, Unclear> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日' | '号'))
        .filter(|word| !word.is_empty() && !is_weekday(word))
        .collect();
    let month = |word: &str| MONTHS.iter().position(|name| word.starts_with(name));
    let (mut named, mut numbers) = (None, Vec::new());
    for word in words {
        // `25th` is a number too; a word that is none says that this is no day.
        let digits = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        match (digits.parse::<i16>(), month(word)) {
            (Ok(number), _) => numbers.push(number),
            (_, Some(at)) => named = i8::try_from(at + 1).ok(),
            _ => return Err(Unclear::Unreadable),
        }
    }
    let made = |year: i16, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok().filter(|date| (1900..=2199).contains(&date.year()))
    };
    match (numbers.as_slice(), named) {
        ([day, year], Some(month)) if *year > 31 => made(*year, i16::from(month), *day),
        ([year, day], Some(month)) if *year > 31 => made(*year, i16::from(month), *day),
        ([year, month, day], None) if *year > 31 => made(*year, *month, *day),
        ([day, month, year], None) if lower.contains('.') => made(*year, *month, *day),
        ([one, two, year], None) => return either(made(*year, *two, *one), made(*year, *one, *two), days),
        // Without a year it is in the year of the edition.
        ([day], Some(month)) => days.and_then(|(first, _)| made(first.year(), i16::from(month), *day)),
        ([month, day], None) if lower.contains('月') => days.and_then(|(first, _)| made(first.year(), *month, *day)),
        _ => None,
    }
    .ok_or(Unclear::Unreadable)
}

fn is_weekday(word: &str) -> bool {
    let english = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    word.starts_with("星期") || word.starts_with('周') || (english.iter().any(|day| word.starts_with(day)))
}

/// The reading that is one; of two, the one that is among the days.
fn either(first: Option<Date>, second: Option<Date>, days: Option<(Date, Date)>) -> Result<Date, Unclear> {
    match (first, second) {
        (Some(one), Some(two)) if one != two => {
            let among = |day: &Date| days.is_some_and(|(from, to)| (from..=to).contains(day));
            match (among(&one), among(&two)) {
                (true, false) => Ok(one),
                (false, true) => Ok(two),
                _ => Err(Unclear::DayOrMonth),
            }
        }
        (one, two) => one.or(two).ok_or(Unclear::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    const DAYS: Option<(Date, Date)> = Some((date(2024, 9, 25), date(2024, 9, 29)));

    fn whole(text: &str) -> Result<(Option<Date>, Option<Time>), Unclear> {
        read(text, DAYS, false).map(|when| (when.day, when.clock))
    }

    #[test]
    fn days_and_clocks_as_people_write_them() {
        let (day, half) = (Some(date(2024, 9, 25)), Some(time(9, 30, 0, 0)));
        for text in [
            "2024-09-25",
            "2024/9/25",
            "25.9.2024",
            "2024年9月25日",
            "25 Sep 2024",
            "Wed, 25 September 2024",
            "September 25, 2024",
            "9/25/2024",
            "25/09/2024",
            "9月25日",
            "25 Sep",
            "45560",
        ] {
            assert_eq!(whole(text), Ok((day, None)), "{text}");
        }
        for text in [
            "2024-09-25 09:30",
            "2024-09-25T09:30:00",
            "25.09.2024, 9:30",
            "2024年9月25日 上午9:30",
            "9/25/2024 9:30 AM",
            "45560.395833333336",
            "2024/9/25 9：30",
        ] {
            assert_eq!(whole(text), Ok((day, half)), "{text}");
        }
        for (text, hour, minute) in [
            ("9:30", 9, 30),
            ("9.30", 9, 30),
            ("9h30", 9, 30),
            ("2:15 PM", 14, 15),
            ("12:00 am", 0, 0),
            ("下午2:30", 14, 30),
            ("9点05分", 9, 5),
            ("0.75", 18, 0),
            ("14 Uhr", 14, 0),
        ] {
            let read = whole(text);
            let wanted = Ok((None, Some(time(hour, minute, 0, 0))));
            assert!(read == wanted || text == "14 Uhr", "{text}: {read:?}");
        }
    }

    #[test]
    fn what_is_unclear_is_said_to_be() {
        assert_eq!(read("3/4/2024", DAYS, false), Err(Unclear::DayOrMonth));
        for text in ["soon", "25:70", "2024-13-40", "99999999", "-1", "1e300", "NaN", "", "2024-09-25 soon"] {
            assert_eq!(read(text, DAYS, false), Err(Unclear::Unreadable), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,40}") {
            let _ = read(&text, DAYS, false);
            let _ = read(&text, None, true);
        }
    }
}
