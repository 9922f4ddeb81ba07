//! What may be written about an edition, and the rules it must keep.

use super::{Accent, Edition};
use crate::{day, typed};
use jiff::civil::Date;
use kernel::{EditionId, FieldProblem, Locale, LocalizedText, Problems, Slug, Zone};
use web::Submission;

/// The longest edition. Beyond it a year was mistyped, and every timetable
/// would draw a column for each day of the mistake.
const MOST_DAYS: i32 = 60;

/// First segments of addresses that belong to the site itself.
pub const RESERVED_SLUGS: &[&str] = &[
    "about",
    "accessibility",
    "account",
    "admin",
    "api",
    "assets",
    "cities",
    "contact",
    "countries",
    "demo",
    "demonstration",
    "design",
    "desk",
    "editions",
    "en",
    "favicon",
    "feeds",
    "healthz",
    "help",
    "house",
    "language",
    "legal",
    "login",
    "mail",
    "metrics",
    "outbox",
    "people",
    "permissions",
    "privacy",
    "robots",
    "search",
    "sign-in",
    "sign-out",
    "sign-up",
    "sitemap",
    "stars",
    "static",
    "status",
    "theme",
    "verify",
    "well-known",
    "zh",
];

/// The editable content of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionDetails {
    /// See [`Edition::slug`].
    pub slug: Slug,
    /// See [`Edition::name`].
    pub name: LocalizedText,
    /// See [`Edition::theme`].
    pub theme: LocalizedText,
    /// See [`Edition::place`].
    pub place: LocalizedText,
    /// See [`Edition::description`].
    pub description: LocalizedText,
    /// See [`Edition::zone`].
    pub zone: Zone,
    /// See [`Edition::first_day`].
    pub first_day: Date,
    /// See [`Edition::last_day`].
    pub last_day: Date,
    /// See [`Edition::host`].
    pub host: Option<EditionId>,
    /// See [`Edition::accent`].
    pub accent: Accent,
    /// Set when an edition is made, never by a form: the label that people and
    /// sessions are made up must not be taken off by hand.
    pub illustration: bool,
}

impl EditionDetails {
    /// Reads a form. What no form may change is taken from `before`.
    ///
    /// # Errors
    /// Every field that is wrong, all at once.
    pub(crate) fn read(sent: &Submission, before: Option<&Edition>) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let slug = typed::slug(sent, &mut problems, "name_en");
        let name = typed::required_text(sent, &mut problems, "name", 120);
        let theme = typed::text(sent, &mut problems, "theme", 200);
        let place = typed::text(sent, &mut problems, "place", 120);
        let description = typed::long_text(sent, &mut problems, "description", 4000);
        let zone = problems.take("zone", Zone::parse(sent.value("zone")));
        let first_day = problems.take("first_day", day::parse(sent.value("first_day")));
        let last_day = problems.take("last_day", day::parse(sent.value("last_day")));
        let host = optional_host(sent, &mut problems);
        let accent = typed::word(sent, &mut problems, "accent");
        if let (Some(first), Some(last)) = (first_day, last_day) {
            problems.take("last_day", check_days(first, last));
        }
        if let Some(slug) = &slug {
            problems.take("slug", check_slug(slug));
        }
        let illustration = before.is_some_and(|edition| edition.illustration);
        let (Some(slug), Some(zone), Some(first_day), Some(last_day), Some(accent)) =
            (slug, zone, first_day, last_day, accent)
        else {
            return Err(problems);
        };
        problems.or(Self {
            slug,
            name,
            theme,
            place,
            description,
            zone,
            first_day,
            last_day,
            host,
            accent,
            illustration,
        })
    }

    /// The rules that need no look at other editions.
    ///
    /// # Errors
    /// Every field that breaks one.
    pub fn check(&self) -> Result<(), Problems> {
        let mut problems = Problems::new();
        problems.take("slug", check_slug(&self.slug));
        problems.take("last_day", check_days(self.first_day, self.last_day));
        for locale in Locale::ALL {
            if self.name.exact(*locale).is_none() {
                problems.add(&typed::in_language("name", *locale), FieldProblem::new("problem-required"));
            }
        }
        problems.or(())
    }

    /// The content of an edition as it stands.
    pub fn of(edition: &Edition) -> Self {
        let edition = edition.clone();
        Self {
            slug: edition.slug,
            name: edition.name,
            theme: edition.theme,
            place: edition.place,
            description: edition.description,
            zone: edition.zone,
            first_day: edition.first_day,
            last_day: edition.last_day,
            host: edition.host,
            accent: edition.accent,
            illustration: edition.illustration,
        }
    }
}

fn optional_host(sent: &Submission, problems: &mut Problems) -> Option<EditionId> {
    if sent.value("host").is_empty() { None } else { typed::word(sent, problems, "host") }
}

/// The site itself answers at some first segments.
pub(crate) fn check_slug(slug: &Slug) -> Result<(), FieldProblem> {
    let reserved = RESERVED_SLUGS.contains(&slug.as_str());
    if reserved { Err(FieldProblem::new("congress-problem-slug-reserved")) } else { Ok(()) }
}

fn check_days(first: Date, last: Date) -> Result<(), FieldProblem> {
    match days_between(first, last) {
        ..0 => Err(FieldProblem::new("congress-problem-ends-before-start")),
        MOST_DAYS.. => Err(FieldProblem::new("congress-problem-too-many-days").with("limit", MOST_DAYS)),
        _ => Ok(()),
    }
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    // Between two days of years 1900 to 2199 there are fewer than 110,000 days.
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{Span, civil::date};
    use proptest::prelude::*;

    fn details() -> EditionDetails {
        EditionDetails {
            slug: Slug::parse("hangzhou-2024").unwrap(),
            name: LocalizedText::both("Hangzhou Stage", "杭州站"),
            theme: LocalizedText::new(),
            place: LocalizedText::new(),
            description: LocalizedText::new(),
            zone: Zone::parse("Asia/Shanghai").unwrap(),
            first_day: date(2024, 9, 25),
            last_day: date(2024, 9, 29),
            host: None,
            accent: Accent::Lake,
            illustration: false,
        }
    }

    fn problem(details: &EditionDetails, field: &str) -> Option<&'static str> {
        details.check().err().and_then(|p| p.of_field(field).first().map(|p| p.key))
    }

    #[test]
    fn each_rule_speaks_at_its_field() {
        assert_eq!(details().check(), Ok(()));
        let backwards = EditionDetails { last_day: date(2024, 9, 24), ..details() };
        assert_eq!(problem(&backwards, "last_day"), Some("congress-problem-ends-before-start"));
        let slip = EditionDetails { last_day: date(2042, 9, 29), ..details() };
        assert_eq!(problem(&slip, "last_day"), Some("congress-problem-too-many-days"));
        let taken = EditionDetails { slug: Slug::parse("sign-in").unwrap(), ..details() };
        assert_eq!(problem(&taken, "slug"), Some("congress-problem-slug-reserved"));
        let one_language = EditionDetails { name: LocalizedText::of(Locale::En, "Stage"), ..details() };
        assert_eq!(problem(&one_language, "name_zh"), Some("problem-required"));
        assert_eq!(problem(&one_language, "name_en"), None);
    }

    proptest! {
        #[test]
        fn exactly_the_ordered_short_ranges_pass(start in 0i32..100_000, length in -100i32..100) {
            let first_day = date(1900, 1, 1).checked_add(Span::new().days(start)).unwrap();
            let last_day = first_day.checked_add(Span::new().days(length)).unwrap();
            prop_assert_eq!(days_between(first_day, last_day), length);
            let subject = EditionDetails { first_day, last_day, ..details() };
            prop_assert_eq!(subject.check().is_ok(), (0..MOST_DAYS).contains(&length));
        }

        #[test]
        fn a_slug_that_is_read_makes_an_address(raw in "[ A-Za-z0-9杭_/.%-]{0,90}") {
            if let Ok(slug) = Slug::parse(&raw) {
                prop_assert!(slug.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
                prop_assert!((1..=80).contains(&slug.as_str().len()));
            }
        }

        #[test]
        fn a_zone_that_is_read_names_a_place(raw in "([A-Z]{2,4}|[A-Za-z]{2,8}/[A-Za-z_]{2,10}|[+-]?[0-9]{1,4}|GMT[+-][0-9]{1,2})") {
            if let Ok(zone) = Zone::parse(&raw) {
                prop_assert!(zone.name().contains('/'), "{}", zone.name());
                prop_assert!(!zone.name().starts_with("Etc/"));
            }
        }
    }
}
