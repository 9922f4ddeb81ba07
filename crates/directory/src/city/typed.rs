//! A city in a field of a form.

use super::{CityId, Match, Resolution, catalogue};
use kernel::{FieldProblem, Locale};

/// The city that somebody typed: its GeoNames id, alone or behind its label as
/// [`in_words`] writes it; a name that only one city has; or such a name with
/// its division, country or region behind a comma.
///
/// # Errors
/// `directory-problem-which-city` with the choice, `directory-problem-city`.
pub fn from_words(raw: &str, locale: Locale) -> Result<CityId, FieldProblem> {
    let raw = raw.trim();
    let number = raw.rsplit_once('#').map_or(raw, |(_, id)| id);
    if let Ok(id) = number.parse::<CityId>() {
        return catalogue().get(id).map(|city| city.id()).ok_or(FieldProblem::new("directory-problem-city"));
    }
    let mut meant = match catalogue().resolve(raw, None) {
        Resolution::One(id) => vec![id],
        Resolution::Choose(ids) => ids,
        Resolution::Unknown => Vec::new(),
    };
    if meant.is_empty() && raw.contains([',', '，', '、']) {
        let hits = catalogue().search(raw, CHOICES);
        meant = hits.iter().filter(|hit| hit.matched <= Match::OtherName).map(|hit| hit.city.id()).collect();
    }
    match meant[..] {
        [] => Err(FieldProblem::new("directory-problem-city")),
        [only] => Ok(only),
        _ => {
            let choices: Vec<String> = meant.iter().take(CHOICES).map(|id| in_words(Some(*id), locale)).collect();
            Err(FieldProblem::new("directory-problem-which-city").with("cities", choices.join("; ")))
        }
    }
}

/// As many are offered when a name is not enough.
const CHOICES: usize = 6;

/// A city as a field of a form has it: its label and, for certainty, its id.
pub fn in_words(city: Option<CityId>, locale: Locale) -> String {
    let city = city.and_then(|id| catalogue().get(id));
    city.map(|city| format!("{} #{}", city.label(locale), city.id())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_shows_is_read_again() {
        for city in catalogue().iter().step_by(7) {
            for locale in Locale::ALL {
                assert_eq!(from_words(&in_words(Some(city.id()), *locale), *locale), Ok(city.id()));
            }
        }
    }

    #[test]
    fn names_are_enough_when_one_city_has_them() {
        for words in ["深圳", "Shenzhen", " shen zhen ", "1795565", "Shenzhen, China", "深圳，广东"] {
            assert_eq!(from_words(words, Locale::En), Ok(CityId(1_795_565)), "{words}");
        }
        assert_eq!(from_words("Suzhou, Anhui", Locale::En), Ok(CityId(1_793_743)));
    }

    #[test]
    fn a_name_of_several_asks_which() {
        let problem = from_words("Suzhou", Locale::En).unwrap_err();
        assert_eq!(problem.key, "directory-problem-which-city");
        for wrong in ["Numenor", "12", "Shenz, China", "#", ","] {
            assert_eq!(from_words(wrong, Locale::En).unwrap_err().key, "directory-problem-city", "{wrong}");
        }
    }
}
