//! JSON as others write it: a number where a text belongs, a text in several
//! languages, a list where one is enough.

use crate::raw::RawText;
use serde_json::Value;

/// Languages of one text: there are 184 codes of two letters.
const MOST_LANGUAGES: usize = 200;

/// A text, a number as text, the English of several languages, a name.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(map) => {
            let name = map.get("name").map(text).filter(|text| !text.is_empty());
            let spoken = || ["en", "de", "zh"].iter().find_map(|tag| map.get(*tag)).and_then(Value::as_str);
            name.or_else(|| spoken().map(str::to_owned))
                .or_else(|| map.values().find_map(Value::as_str).map(str::to_owned))
                .unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The text at the first of these keys that has one.
pub(crate) fn at(value: &Value, keys: &[&str]) -> String {
    keys.iter().filter_map(|key| value.get(key)).map(text).find(|text| !text.is_empty()).unwrap_or_default()
}

/// A text in all the languages in which it is written.
pub(crate) fn texts(value: Option<&Value>) -> RawText {
    match value {
        Some(Value::String(text)) => crate::raw::plain(text.as_str()),
        Some(Value::Object(map)) => {
            let texts = map.iter().filter_map(|(tag, text)| Some((tag.clone(), text.as_str()?.to_owned())));
            texts.filter(|(_, text)| !text.trim().is_empty()).take(MOST_LANGUAGES).collect()
        }
        _ => Vec::new(),
    }
}

/// The values of a list; nothing when it is none.
pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The first of a list of keys that is there, with the name of the key unless it is the guid.
pub(crate) fn key(value: &Value, keys: &[&str]) -> String {
    let found = keys.iter().map(|key| (*key, value.get(key).map(text).unwrap_or_default()));
    let mut found = found.filter(|(_, value)| !value.is_empty());
    found.next().map(|(name, value)| crate::xml::person_key(name, &value)).unwrap_or_default()
}
