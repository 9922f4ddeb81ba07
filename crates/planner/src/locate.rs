//! Where in a JSON text a value stands.
//!
//! A reader that knows only the shape of the values cannot say on which line a number
//! stands that contradicts another. So the value is looked up again in the text, by its
//! path, once something is wrong with it: the cost falls on bad files only.

use crate::Flaw;

/// One step down a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// Into the member of an object.
    Key(&'a str),
    /// Into the element of an array, from 0.
    Index(usize),
}

/// The flaw at the value that a path leads to, or as deep as the path can be followed.
pub(crate) fn flaw_at(text: &str, path: &[Step<'_>], message: impl Into<String>) -> Flaw {
    let offset = offset_of(text, path);
    let before = &text[..offset];
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Flaw { line, column, message: message.into() }
}

/// What serde_json has to say. It counts columns in bytes and may point behind the end.
pub(crate) fn flaw_of(text: &str, error: &serde_json::Error) -> Flaw {
    let full = error.to_string();
    let message = full.rfind(" at line ").map_or(full.as_str(), |end| &full[..end]).to_owned();
    let line = error.line().max(1);
    let bytes = error.column();
    let column = text
        .split('\n')
        .nth(line - 1)
        .map_or(1, |found| found.char_indices().take_while(|(at, _)| *at + 1 < bytes.max(1)).count() + 1);
    Flaw { line, column, message }
}

fn offset_of(text: &str, path: &[Step<'_>]) -> usize {
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    for step in path {
        let Some(next) = enter(text, at, *step) else { break };
        at = next;
    }
    at
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    at
}

/// Behind the string that begins at `at`.
fn skip_string(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// Behind the value that begins at `at`.
fn skip_value(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = skip_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth <= 1 => return if depth == 1 { at + 1 } else { at },
            b']' | b'}' => depth -= 1,
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

fn enter(text: &str, at: usize, step: Step<'_>) -> Option<usize> {
    let bytes = text.as_bytes();
    let opening = *bytes.get(at)?;
    let mut here = skip_space(bytes, at + 1);
    let mut index = 0;
    while here < bytes.len() && !matches!(bytes[here], b']' | b'}') {
        match step {
            Step::Key(wanted) if opening == b'{' => {
                let end = skip_string(bytes, here);
                let key: Option<String> = text.get(here..end).and_then(|raw| serde_json::from_str(raw).ok());
                let colon = skip_space(bytes, end);
                here = skip_space(bytes, colon + 1);
                if key.as_deref() == Some(wanted) {
                    return Some(here.min(bytes.len()));
                }
            }
            Step::Index(wanted) if opening == b'[' => {
                if index == wanted {
                    return Some(here);
                }
            }
            _ => return None,
        }
        here = skip_space(bytes, skip_value(bytes, here));
        if bytes.get(here) == Some(&b',') {
            here = skip_space(bytes, here + 1);
        }
        index += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_found_by_its_path() {
        let text = "{\"a\": [1, \"x,]\\\"\",\n  {\"ä\": 3, \"b\": [4, 5]}], \"c\": 6}";
        let at = |path: &[Step<'_>]| {
            let flaw = flaw_at(text, path, "");
            (flaw.line, flaw.column)
        };
        assert_eq!(at(&[]), (1, 1));
        assert_eq!(at(&[Step::Key("a"), Step::Index(1)]), (1, 11));
        assert_eq!(at(&[Step::Key("a"), Step::Index(2), Step::Key("b"), Step::Index(1)]), (2, 21));
        assert_eq!(at(&[Step::Key("c")]), (2, 32));
        assert_eq!(at(&[Step::Key("a"), Step::Index(9)]), (1, 7));
    }

    proptest! {
        #[test]
        fn any_text_and_any_path_find_a_place(text in ".{0,60}", key in ".{0,3}", index in 0_usize..4) {
            let path = [Step::Key(&key), Step::Index(index), Step::Key(&key)];
            for length in 0..=3 {
                let flaw = flaw_at(&text, &path[..length], "");
                prop_assert!(flaw.line >= 1 && flaw.column >= 1);
            }
            if let Err(error) = serde_json::from_str::<Vec<u32>>(&text) {
                prop_assert!(flaw_of(&text, &error).column >= 1);
            }
        }
    }
}
