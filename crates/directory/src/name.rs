//! Names of people. A name is what its bearer writes, whole: nobody is asked to
//! cut it into "first" and "last". Beside it may stand a Latin form, a form in
//! the bearer's own script, and the form by which lists are sorted.

use kernel::{FieldProblem, Locale, Problems, column::Column, fold, words};
use serde::{Deserialize, Serialize};

/// The longest name, in characters of any script.
pub const LONGEST: usize = 100;

/// The name of a person in all its forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// As the person writes it, in the person's own order.
    pub as_given: String,
    /// In Latin letters; empty when unknown.
    pub latin: String,
    /// In the person's own script; empty when that is Latin or unknown.
    pub native: String,
    /// By which it is sorted: `Minh Khai, Nguyễn Thị`.
    pub sort: String,
}

impl PersonName {
    /// A name of one form; the others follow from its script.
    pub fn of(as_given: &str) -> Self {
        Self::complete(as_given.to_owned(), String::new(), String::new(), String::new())
    }

    /// A name in the bearer's script and in Latin letters.
    pub fn in_two_scripts(native: &str, latin: &str) -> Self {
        Self::complete(native.to_owned(), latin.to_owned(), String::new(), String::new())
    }

    /// Reads the four fields of a form: `name`, `latin`, `native`, `sort_name`.
    pub fn read(form: &ui::Form, problems: &mut Problems) -> Option<Self> {
        let as_given = problems.take("name", words::line(form.value("name"), LONGEST));
        let latin = problems.take("latin", latin(form.value("latin")));
        let native = problems.take("native", words::optional_line(form.value("native"), LONGEST));
        let sort = problems.take("sort_name", words::optional_line(form.value("sort_name"), LONGEST));
        Some(Self::complete(as_given?, latin?, native?, sort?))
    }

    fn complete(as_given: String, latin: String, native: String, sort: String) -> Self {
        let given_is_latin = is_latin(&as_given);
        let latin = if latin.is_empty() && given_is_latin { as_given.clone() } else { latin };
        let native = if native.is_empty() && !given_is_latin { as_given.clone() } else { native };
        let sort = [sort, latin.clone(), as_given.clone()].into_iter().find(|form| !form.is_empty());
        Self { sort: sort.unwrap_or_default(), as_given, latin, native }
    }

    /// The same name where its bearer writes it anew. What staff set by hand
    /// stays; what followed from the old form follows from the new one.
    pub(crate) fn rewritten(&self, as_given: Option<&str>, latin: Option<&str>) -> Self {
        let followed = Self::complete(self.as_given.clone(), self.latin.clone(), String::new(), String::new());
        let by_hand = |own: &str, followed: &str| if own == followed { String::new() } else { own.to_owned() };
        let old_latin = if self.latin == self.as_given { "" } else { self.latin.as_str() };
        Self::complete(
            as_given.unwrap_or(&self.as_given).to_owned(),
            latin.unwrap_or(old_latin).to_owned(),
            by_hand(&self.native, &followed.native),
            by_hand(&self.sort, &followed.sort),
        )
    }

    /// The form a reader of `locale` can pronounce. A name in Han characters
    /// has its family name first by its nature; a Latin form keeps the order
    /// its bearer chose, because nobody else knows which word is which.
    pub fn shown(&self, locale: Locale) -> &str {
        let readable = match locale {
            Locale::En => &self.latin,
            Locale::Zh if has_han(&self.native) => &self.native,
            Locale::Zh if has_han(&self.as_given) => &self.as_given,
            Locale::Zh => &self.latin,
        };
        if readable.is_empty() { &self.as_given } else { readable }
    }

    /// The other form, to stand beside [`PersonName::shown`]; empty when there is none.
    pub fn beside(&self, locale: Locale) -> &str {
        let shown = self.shown(locale);
        [&self.native, &self.latin, &self.as_given]
            .into_iter()
            .find(|form| *form != shown && !form.is_empty())
            .map_or("", |f| f)
    }

    /// One or two characters for a face without a picture.
    pub fn initials(&self, locale: Locale) -> String {
        initials(self.shown(locale))
    }

    /// The order of lists: folded, never empty.
    pub(crate) fn sort_key(&self) -> String {
        let folded = fold::words(&self.sort);
        if folded.is_empty() { self.sort.clone() } else { folded }
    }

    /// The letter under which the index has it: `a` to `z`, or `#`.
    pub(crate) fn initial(&self) -> String {
        let first = self.sort_key().chars().next().filter(char::is_ascii_lowercase);
        first.unwrap_or('#').to_string()
    }

    /// The name as it is compared with others: folded, in any order of words.
    pub(crate) fn keys(&self) -> [String; 2] {
        [comparable(&self.as_given), comparable(&self.latin)]
    }
}

/// The initials of a name as it is shown: two words give two, Han gives one.
pub fn initials(shown: &str) -> String {
    if has_han(shown) {
        return shown.chars().next().map(String::from).unwrap_or_default();
    }
    let mut words = shown.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// "Wang Wei" and "Wei WANG" may be one person.
pub(crate) fn comparable(name: &str) -> String {
    let folded = fold::words(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// A name in Latin letters, as typed into a form; it may be left out.
///
/// # Errors
/// `directory-problem-latin` for other letters, and what is wrong with any line.
pub fn latin(raw: &str) -> Result<String, FieldProblem> {
    let text = words::optional_line(raw, LONGEST)?;
    if is_latin(&text) { Ok(text) } else { Err(FieldProblem::new("directory-problem-latin")) }
}

/// No letter of another script; marks and signs belong to all.
fn is_latin(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(|c| {
        matches!(u32::from(c), 0x41..=0x7A | 0xAA..=0x24F | 0x250..=0x2FF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFB00..=0xFB06)
    })
}

fn has_han(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF))
}

/// The languages that a person speaks, as BCP 47 tags, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Languages(pub Vec<String>);

impl Languages {
    /// Reads tags with commas or spaces between them: `zh, en`.
    ///
    /// # Errors
    /// `directory-problem-languages`.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let mut tags: Vec<String> = Vec::new();
        for tag in raw.split([',', ' ', ';', '，', '、']).map(str::trim).filter(|tag| !tag.is_empty()) {
            let tag = tag.to_lowercase();
            if crate::city::language_name(&tag, Locale::En).is_none() {
                return Err(FieldProblem::new("directory-problem-languages")
                    .with("tag", tag.chars().take(20).collect::<String>()));
            }
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > 12 {
            Err(FieldProblem::new("directory-problem-languages").with("tag", tags.len()))
        } else {
            Ok(Self(tags))
        }
    }

    /// Their names.
    pub fn names(&self, locale: Locale) -> Vec<String> {
        self.0
            .iter()
            .map(|tag| crate::city::language_name(tag, locale).map_or_else(|| tag.clone(), str::to_owned))
            .collect()
    }
}

impl Column for Languages {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        serde_json::Value::from(self.0.clone())
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|e| e.to_string())
    }
}
kernel::stored!(Languages);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_and_of_one_word() {
        for (name, initial) in [
            ("O'Brien", "o"),
            ("Nguyễn Thị Minh Khai", "n"),
            ("王", "#"),
            ("Suharto", "s"),
            ("Ælfred", "a"),
            ("محمد", "#"),
            ("…", "#"),
        ] {
            let name = PersonName::of(name);
            assert_eq!(name.initial(), initial, "{}", name.as_given);
            assert!(!name.sort_key().is_empty());
            assert!(!name.shown(Locale::Zh).is_empty());
        }
    }

    #[test]
    fn every_reader_gets_the_form_to_pronounce() {
        let wang = PersonName::in_two_scripts("王伟", "Wang Wei");
        assert_eq!((wang.shown(Locale::Zh), wang.beside(Locale::Zh)), ("王伟", "Wang Wei"));
        assert_eq!((wang.shown(Locale::En), wang.beside(Locale::En)), ("Wang Wei", "王伟"));
        assert_eq!((wang.initial().as_str(), wang.initials(Locale::Zh).as_str()), ("w", "王"));
        let arab = PersonName::in_two_scripts("ليلى العلي", "Layla Al-Ali");
        assert_eq!((arab.shown(Locale::Zh), arab.initials(Locale::En).as_str()), ("Layla Al-Ali", "LA"));
        assert_eq!(PersonName::of("Madonna").beside(Locale::En), "");
    }

    #[test]
    fn the_order_of_words_and_accents_do_not_hide_a_double() {
        assert_eq!(comparable("Wei WANG"), comparable("wang  wei"));
        assert_eq!(comparable("Nguyễn Thị Minh Khai"), comparable("Minh Khai Nguyen Thi"));
    }

    #[test]
    fn a_form_is_read_with_its_limits() {
        let form = |name: &str, latin: &str| ui::Form::filled([("name", name.to_owned()), ("latin", latin.to_owned())]);
        let mut problems = Problems::new();
        assert!(PersonName::read(&form(&"王".repeat(100), ""), &mut problems).is_some());
        assert!(PersonName::read(&form(&"王".repeat(101), ""), &mut problems).is_none());
        assert!(PersonName::read(&form("王", "王"), &mut problems).is_none());
        assert!(PersonName::read(&form(" ", ""), &mut problems).is_none());
        assert_eq!(problems.of_field("latin")[0].key, "directory-problem-latin");
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(Languages::parse("zh, EN zh").unwrap().0, ["zh", "en"]);
        assert_eq!(Languages::parse("xx1").unwrap_err().key, "directory-problem-languages");
    }
}
