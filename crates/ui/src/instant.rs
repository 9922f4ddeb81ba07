//! Dates and times in words, as each language writes them.

use jiff::civil::Date;
use kernel::Locale;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [(&str, &str); 7] = [
    ("Monday", "星期一"),
    ("Tuesday", "星期二"),
    ("Wednesday", "星期三"),
    ("Thursday", "星期四"),
    ("Friday", "星期五"),
    ("Saturday", "星期六"),
    ("Sunday", "星期日"),
];

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()).clamp(1, 12) - 1]
}

/// `Wednesday`, `星期三`.
pub fn day_name(date: Date, locale: Locale) -> &'static str {
    let (en, zh) = DAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()).min(6)];
    match locale {
        Locale::En => en,
        Locale::Zh => zh,
    }
}

/// `Wednesday, 25 September 2024`, `2024年9月25日 星期三`.
pub fn long_date(date: Date, locale: Locale) -> String {
    let name = day_name(date, locale);
    match locale {
        Locale::En => format!("{name}, {} {} {}", date.day(), month(date), date.year()),
        Locale::Zh => format!("{}年{}月{}日 {name}", date.year(), date.month(), date.day()),
    }
}

/// `25 Sep`, `9月25日`.
pub fn short_date(date: Date, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{} {}", date.day(), &month(date)[..3]),
        Locale::Zh => format!("{}月{}日", date.month(), date.day()),
    }
}

/// `25–29 September 2024`, `2024年9月25日至29日`.
pub fn date_range(first: Date, last: Date, locale: Locale) -> String {
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    let same_year = first.year() == last.year();
    match locale {
        Locale::En if first == last => format!("{} {} {}", first.day(), month(first), first.year()),
        Locale::En if same_month => format!("{}–{} {} {}", first.day(), last.day(), month(last), last.year()),
        Locale::En if same_year => {
            format!("{} {} – {} {} {}", first.day(), month(first), last.day(), month(last), last.year())
        }
        Locale::En => format!(
            "{} {} {} – {} {} {}",
            first.day(),
            month(first),
            first.year(),
            last.day(),
            month(last),
            last.year()
        ),
        Locale::Zh if first == last => format!("{}年{}月{}日", first.year(), first.month(), first.day()),
        Locale::Zh if same_month => {
            format!("{}年{}月{}日至{}日", first.year(), first.month(), first.day(), last.day())
        }
        Locale::Zh if same_year => {
            format!("{}年{}月{}日至{}月{}日", first.year(), first.month(), first.day(), last.month(), last.day())
        }
        Locale::Zh => format!(
            "{}年{}月{}日至{}年{}月{}日",
            first.year(),
            first.month(),
            first.day(),
            last.year(),
            last.month(),
            last.day()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_as_each_language_writes_them() {
        let (first, last) = (date(2024, 9, 25), date(2024, 9, 29));
        assert_eq!(date_range(first, last, Locale::En), "25–29 September 2024");
        assert_eq!(date_range(first, last, Locale::Zh), "2024年9月25日至29日");
        assert_eq!(long_date(first, Locale::En), "Wednesday, 25 September 2024");
        assert_eq!(short_date(first, Locale::Zh), "9月25日");
    }
}
