//! Texts made plain: HTML becomes paragraphs, characters that no page may hold
//! are dropped, and what is too long is cut.

/// Elements that abstracts are written with; anything else in angle brackets is text.
const ELEMENTS: [&str; 48] = [
    "a",
    "abbr",
    "article",
    "b",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// The plain text of an abstract, with blank lines between paragraphs.
pub fn to_plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut hidden: Option<String> = None;
    let mut ends = Ends::of(text);
    while let Some(at) = rest.find('<') {
        if hidden.is_none() {
            plain.push_str(&rest[..at]);
        }
        rest = &rest[at..];
        let Some((name, closes, after)) = tag(rest, &mut ends) else {
            if hidden.is_none() {
                plain.push('<');
            }
            rest = &rest[1..];
            continue;
        };
        rest = after;
        match &hidden {
            Some(open) if closes && *open == name => hidden = None,
            Some(_) => {}
            None if !closes && (name == "script" || name == "style") => hidden = Some(name),
            None => plain.push_str(in_place_of(&name, closes)),
        }
    }
    if hidden.is_none() {
        plain.push_str(rest);
    }
    entities(&plain)
}

/// Whether anything that is open can still end. Without it each of many openings looks
/// through the whole rest for an end that is not there.
struct Ends {
    comment: bool,
    tag: bool,
}

impl Ends {
    fn of(text: &str) -> Self {
        Self { comment: text.contains("-->"), tag: text.contains('>') }
    }

    fn comment(&mut self, text: &str) -> Option<usize> {
        let end = if self.comment { text.find("-->") } else { None };
        self.comment = end.is_some();
        end
    }

    fn tag(&mut self, text: &str) -> Option<usize> {
        let end = if self.tag { text.find('>') } else { None };
        self.tag = end.is_some();
        end
    }
}

/// The name of the element that a text begins with, and what follows the tag.
fn tag<'t>(text: &'t str, ends: &mut Ends) -> Option<(String, bool, &'t str)> {
    if text.starts_with("<!--") {
        return ends.comment(text).map(|end| (String::new(), false, &text[end + 3..]));
    }
    let inside = text.get(1..)?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let length = inside.bytes().take_while(u8::is_ascii_alphanumeric).take(12).count();
    let name = inside.get(..length)?.to_ascii_lowercase();
    let known = ELEMENTS.contains(&name.as_str());
    let ends_name = inside[length..].starts_with(['>', '/', ' ', '\n', '\t', '\r']);
    if !known || !ends_name {
        return None;
    }
    let end = ends.tag(inside)?;
    Some((name, closes, &inside[end + 1..]))
}

fn in_place_of(element: &str, closes: bool) -> &'static str {
    match element {
        "p" | "div" | "section" | "article" | "blockquote" | "ul" | "ol" | "table" | "pre" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" => "\n\n",
        "br" | "tr" | "dt" | "dd" | "hr" => "\n",
        "li" if !closes => "\n- ",
        "td" | "th" if closes => " ",
        _ => "",
    }
}

/// The named and numbered characters of HTML that texts are full of.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(rest.get(1..end)?)?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that a reference means.
pub(crate) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
        return code.and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "bull" => '•',
        "middot" => '·',
        "euro" => '€',
        "copy" => '©',
        _ => return None,
    })
}

/// No control characters, and none that turns the direction of all that follows.
fn fit(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{202A}'..='\u{202E}')
}

/// One line, single spaces, not longer than `limit`; says whether it was cut.
pub(crate) fn line(text: &str, limit: usize) -> (String, bool) {
    let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| fit(*c)).collect();
    cut(spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "), limit)
}

/// Paragraphs with one blank line at most between them.
pub(crate) fn paragraphs(text: &str, limit: usize) -> (String, bool) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for row in text.split('\n') {
        let row: String = row.chars().filter(|c| fit(*c) || *c == '\t').collect();
        let row = row.trim_end();
        blank = if row.trim().is_empty() { blank + 1 } else { 0 };
        if blank <= 1 {
            out.push_str(if blank == 1 { "" } else { row });
            out.push('\n');
        }
    }
    cut(out.trim().to_owned(), limit)
}

fn cut(text: String, limit: usize) -> (String, bool) {
    match text.char_indices().nth(limit) {
        None => (text, false),
        Some(_) => {
            let kept: String = text.chars().take(limit - 1).collect();
            (format!("{}…", kept.trim_end()), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_becomes_paragraphs_and_brackets_stay() {
        let html = "<p>A &amp; B</p><ul><li>one</li><li>two</li></ul><script>alert(1)</script>";
        assert_eq!(paragraphs(&to_plain(html), 100).0, "A & B\n\n- one\n- two");
        assert_eq!(to_plain("Pipes & <valves>, Vec<u8>, a < b"), "Pipes & <valves>, Vec<u8>, a < b");
        assert_eq!(line(" a\u{0}\n\u{202E}b  c ", 10).0, "a b c");
        assert_eq!(line("abcdef", 4), ("abc…".to_owned(), true));
    }

    #[test]
    fn what_is_opened_without_end_is_not_looked_through_again_and_again() {
        for open in ["<!--", "<p ", "</td\n", "<!---", "<script "] {
            // Hours, when each of them searches the rest.
            let text = open.repeat(4_000_000);
            assert_eq!(to_plain(&text).len(), text.len(), "{open}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(<|/|p|>|&|;|amp|#|x|é|杭|script|!--|-->| |\\PC){0,40}") {
            let (short, _) = line(&to_plain(&text), 20);
            prop_assert!(short.chars().count() <= 20 && !short.chars().any(char::is_control));
            prop_assert!(paragraphs(&text, 30).0.chars().count() <= 30);
        }
    }
}
