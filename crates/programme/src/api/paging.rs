//! Lists in pieces. A cursor names the last key that was read, so nothing is
//! left out and nothing comes twice, whatever is added or removed meanwhile.

use data_encoding::BASE64URL_NOPAD;
use kernel::{FieldProblem, Problems};
use serde_json::{Value, json};
use web::{Cx, Submission};

/// Items on a page until the program says otherwise, and at most.
const USUAL: usize = 50;
const MOST: usize = 200;

/// What was asked for after the question mark.
pub struct Asked {
    /// The draft instead of the release.
    pub(super) draft: bool,
    after: Option<String>,
    limit: usize,
}

impl Asked {
    /// Reads the query of the request.
    ///
    /// # Errors
    /// Every parameter that is wrong.
    pub fn of(cx: &Cx) -> Result<Self, Problems> {
        let query = cx.here().split_once('?').map_or("", |(_, query)| query);
        let sent = Submission::parse(query.as_bytes());
        let mut problems = sent.problems.clone();
        let draft = problems.take(
            "draft",
            match sent.value("draft") {
                "" | "false" => Ok(false),
                "true" => Ok(true),
                _ => Err(FieldProblem::new("programme-problem-choice")),
            },
        );
        let limit = problems.take(
            "limit",
            match sent.value("limit") {
                "" => Ok(USUAL),
                typed => typed
                    .parse()
                    .ok()
                    .filter(|limit| (1..=MOST).contains(limit))
                    .ok_or_else(|| FieldProblem::new("programme-api-limit").with("most", MOST)),
            },
        );
        let after = problems.take(
            "cursor",
            match sent.value("cursor") {
                "" => Ok(None),
                typed => key(typed).map(Some).ok_or(FieldProblem::new("programme-api-cursor")),
            },
        );
        match (draft, limit, after) {
            (Some(draft), Some(limit), Some(after)) if problems.is_empty() => Ok(Self { draft, after, limit }),
            _ => Err(problems),
        }
    }

    /// Cuts the page out of all items, each with its key.
    pub fn cut<T>(&self, items: impl IntoIterator<Item = (String, T)>) -> (Vec<T>, Option<String>) {
        let mut all: Vec<(String, T)> =
            items.into_iter().filter(|(key, _)| self.after.as_ref().is_none_or(|after| key > after)).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let more = all.len() > self.limit;
        all.truncate(self.limit);
        let next = all.last().filter(|_| more).map(|(key, _)| BASE64URL_NOPAD.encode(key.as_bytes()));
        (all.into_iter().map(|(_, item)| item).collect(), next)
    }
}

fn key(cursor: &str) -> Option<String> {
    String::from_utf8(BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?).ok()
}

/// A page as JSON.
pub fn page(items: Vec<Value>, next: Option<String>) -> Value {
    json!({ "items": items, "next": next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_without_a_gap() {
        let keys = ["d", "a", "c", "b"].map(|key| (key.to_owned(), key));
        let mut asked = Asked { draft: false, after: None, limit: 3 };
        let (first, next) = asked.cut(keys.clone());
        assert_eq!(first, ["a", "b", "c"]);
        asked.after = key(&next.unwrap());
        assert_eq!(asked.cut(keys), (vec!["d"], None));
        assert_eq!(key("not base64!"), None);
    }
}
