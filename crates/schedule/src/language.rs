//! The languages of a session, by ISO 639-1 code (the feeds know no others).

use kernel::{FieldProblem, Locale, column::Column};
use serde::{Deserialize, Serialize};

/// Languages that can be chosen, with their names in the interface's languages.
pub const SPOKEN: &[(&str, &str, &str)] = &[
    ("en", "English", "英语"),
    ("zh", "Chinese", "汉语"),
    ("fr", "French", "法语"),
    ("ru", "Russian", "俄语"),
    ("es", "Spanish", "西班牙语"),
    ("ar", "Arabic", "阿拉伯语"),
    ("pt", "Portuguese", "葡萄牙语"),
    ("de", "German", "德语"),
    ("ja", "Japanese", "日语"),
    ("ko", "Korean", "朝鲜语"),
    ("vi", "Vietnamese", "越南语"),
    ("th", "Thai", "泰语"),
    ("lo", "Lao", "老挝语"),
    ("id", "Indonesian", "印度尼西亚语"),
    ("kk", "Kazakh", "哈萨克语"),
    ("mn", "Mongolian", "蒙古语"),
    ("ur", "Urdu", "乌尔都语"),
    ("hi", "Hindi", "印地语"),
    ("fa", "Persian", "波斯语"),
    ("tr", "Turkish", "土耳其语"),
];
/// More at once no room can hear.
const MOST: usize = 10;

/// A set of languages in the order in which they were named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Languages(Vec<String>);

impl Languages {
    /// The languages of a list of codes.
    ///
    /// # Errors
    /// `programme-problem-language` for a code that cannot be chosen.
    pub fn parse<S: AsRef<str>>(codes: &[S]) -> Result<Self, FieldProblem> {
        let mut all: Vec<String> = Vec::new();
        for code in codes.iter().map(AsRef::as_ref).filter(|code| !code.is_empty()) {
            if !SPOKEN.iter().any(|(known, ..)| *known == code) {
                return Err(FieldProblem::new("schedule-problem-language").with("code", code));
            }
            if !all.iter().any(|have| have == code) {
                all.push(code.to_owned());
            }
        }
        if all.len() > MOST {
            return Err(FieldProblem::new("schedule-problem-languages").with("limit", MOST));
        }
        Ok(Self(all))
    }

    /// The codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The first, which is the main one.
    pub fn main(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }

    /// Whether `code` is among them.
    pub fn contains(&self, code: &str) -> bool {
        self.0.iter().any(|have| have == code)
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The name of a language: `Chinese`, `汉语`; the code itself when unknown.
pub fn language_name(code: &str, locale: Locale) -> &str {
    SPOKEN.iter().find(|(known, ..)| *known == code).map_or(code, |(_, en, zh)| match locale {
        Locale::En => en,
        Locale::Zh => zh,
    })
}

impl Column for Languages {
    type Raw = String;
    fn to_raw(&self) -> String {
        self.0.join(" ")
    }
    fn from_raw(raw: String) -> Result<Self, String> {
        Ok(Self(raw.split_whitespace().map(str::to_owned).collect()))
    }
}
kernel::stored!(Languages);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kept_once_in_their_order() {
        let languages = Languages::parse(&["zh", "en", "zh", ""]).unwrap();
        assert_eq!(languages.codes().collect::<Vec<_>>(), ["zh", "en"]);
        assert_eq!(Languages::from_raw(languages.to_raw()).unwrap(), languages);
        assert!(Languages::parse(&["xx"]).is_err());
        assert_eq!(language_name("zh", Locale::Zh), "汉语");
    }
}
