//! A long list of options, written once for several fields of a page.

use askama::filters::{Escaper, Html};
use std::fmt::{self, Display};

/// The `<option>`s of a list, as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(String);

impl Options {
    /// Writes a list of values and what stands for each.
    pub fn written<V: AsRef<str>, W: AsRef<str>>(choices: impl IntoIterator<Item = (V, W)>) -> Self {
        let mut html = String::new();
        for (value, words) in choices {
            html.push_str("<option value=\"");
            escape(&mut html, value.as_ref());
            html.push_str("\">");
            escape(&mut html, words.as_ref());
            html.push_str("</option>\n");
        }
        Self(html)
    }

    /// The list with one value chosen; with none if it is not among them. It is HTML: a
    /// template writes it with `|safe`.
    pub fn choosing(&self, value: &str) -> Chosen<'_> {
        let mut mark = String::from("<option value=\"");
        escape(&mut mark, value);
        mark.push('"');
        // Neither a value nor what stands for it has a quote or a bracket that is not escaped.
        match self.0.find(&mark) {
            Some(at) => {
                let (head, tail) = self.0.split_at(at + mark.len());
                Chosen { head, mark: " selected", tail }
            }
            None => Chosen { head: &self.0, mark: "", tail: "" },
        }
    }
}

fn escape(html: &mut String, text: &str) {
    // A string takes everything.
    let _ = Html.write_escaped_str(html, text);
}

/// A list of options, one of which may be chosen.
pub struct Chosen<'o> {
    head: &'o str,
    mark: &'static str,
    tail: &'o str,
}

impl Display for Chosen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.head)?;
        f.write_str(self.mark)?;
        f.write_str(self.tail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_chosen_and_nothing_gets_out_of_its_quotes() {
        let options = Options::written([("A.1", "First"), ("A.12", "<b>\"Second\"</b>")]);
        assert_eq!(
            options.choosing("A.1").to_string(),
            "<option value=\"A.1\" selected>First</option>\n\
             <option value=\"A.12\">&#60;b&#62;&#34;Second&#34;&#60;/b&#62;</option>\n"
        );
        assert!(options.choosing("A.12").to_string().contains("value=\"A.12\" selected"));
        assert_eq!(options.choosing("A").to_string(), options.0);
        assert_eq!(options.choosing("\"><script>").to_string(), options.0);
    }
}
