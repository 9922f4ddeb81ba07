//! The forms of a page, as a browser would send them. The pages are our own and
//! well formed, so this reads tags and nothing cleverer.

/// A form of a page.
#[derive(Clone, Debug)]
pub struct PageForm {
    /// Where it goes, without language.
    pub action: String,
    /// It changes something.
    pub posts: bool,
    pub fields: Vec<Field>,
}

/// A named control.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// What it holds.
    pub value: String,
    /// A browser sends it as it stands.
    pub sent: bool,
    /// Somebody types into it.
    pub typed: bool,
    /// It is a box: that it is sent counts, not what it holds.
    pub ticked: bool,
}

impl PageForm {
    /// What a browser would send.
    pub fn body(&self) -> Vec<(String, String)> {
        let sent = self.fields.iter().filter(|field| field.sent);
        sent.map(|field| (field.name.clone(), field.value.clone())).collect()
    }

    /// The same with some fields filled in.
    pub fn with<'a>(&'a self, typed: &'a [(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let kept = self.fields.iter().filter(|field| field.sent && typed.iter().all(|(name, _)| *name != field.name));
        kept.map(|field| (field.name.as_str(), field.value.as_str())).chain(typed.iter().copied()).collect()
    }

    /// The names of its fields, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The forms of a page that was opened at `here`, a path without language.
pub fn forms(body: &str, here: &str) -> Vec<PageForm> {
    let parts = body.split("<form").skip(1);
    parts.map(|part| form(part.split("</form>").next().unwrap_or_default(), here)).collect()
}

fn form(text: &str, here: &str) -> PageForm {
    let (opening, inside) = text.split_once('>').expect("a tag ends");
    let action = attribute(opening, "action").unwrap_or_default();
    let path = action.strip_prefix("/en/").or_else(|| action.strip_prefix("/zh/"));
    let action = match (path, action.as_str()) {
        (Some(path), _) => format!("/{path}"),
        (None, "" | "/en" | "/zh") => here.to_owned(),
        (None, other) => other.to_owned(),
    };
    let action = action.split('?').next().unwrap_or_default().to_owned();
    let posts = attribute(opening, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
    let fields = inside.split('<').filter_map(field).chain(selects(inside)).collect();
    PageForm { action, posts, fields }
}

/// An input, a button or a text area, from its tag on.
fn field(text: &str) -> Option<Field> {
    let (tag, after) = text.split_once('>')?;
    let (element, attributes) = tag.split_once([' ', '\n'])?;
    let name = attribute(attributes, "name")?;
    let value = attribute(attributes, "value");
    let kind = attribute(attributes, "type").unwrap_or_else(|| "text".to_owned());
    let chosen = attributes.contains(" checked") || attributes.ends_with("checked");
    let (value, sent, typed) = match (element, kind.as_str()) {
        ("input", "checkbox" | "radio") => (value.unwrap_or_else(|| "on".to_owned()), chosen, false),
        // A file is chosen, not typed, and its form is of another kind.
        ("input", kind) => (value.unwrap_or_default(), true, !matches!(kind, "hidden" | "file")),
        ("textarea", _) => (decoded(after.strip_prefix('\n').unwrap_or(after)), true, true),
        ("button", _) => (value.unwrap_or_default(), false, false),
        _ => return None,
    };
    Some(Field { name, value, sent, typed, ticked: kind == "checkbox" })
}

fn selects(inside: &str) -> impl Iterator<Item = Field> + '_ {
    inside.split("<select").skip(1).filter_map(|part| {
        let text = part.split("</select>").next()?;
        let (opening, options) = text.split_once('>')?;
        let mut options = options.split("<option").skip(1).filter_map(|option| option.split('>').next());
        let first = options.clone().next().and_then(|tag| attribute(tag, "value"));
        let chosen = options.find(|tag| tag.contains(" selected")).and_then(|tag| attribute(tag, "value"));
        let value = chosen.or(first).unwrap_or_default();
        Some(Field { name: attribute(opening, "name")?, value, sent: true, typed: false, ticked: false })
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = tag[..*at].chars().last();
        tag[at + name.len()..].starts_with("=\"") && before.is_none_or(char::is_whitespace)
    })?;
    let value = &tag[start + name.len() + 2..];
    Some(decoded(value.split('"').next().unwrap_or_default()))
}

fn decoded(text: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    entities.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn a_form_is_read_as_a_browser_would() {
    let page = r#"<form method="post" action="/en/a/b?x=1"><input type="hidden" name="revision" value="3">
        <input id="t" name="title_en" value="Tea &#38; talk"><input type="checkbox" name="listed" value="yes">
        <input type="radio" name="keep" value="a"><input type="radio" name="keep" value="b" checked>
        <select id="k" name="kind"><option value="">-</option><option value="forum" selected>Forum</option></select>
        <textarea name="summary">
One</textarea><button name="step" value="save">Save</button></form><form action="/zh/q"><input name="q"></form>"#;
    let all = forms(page, "/here");
    assert_eq!((all[0].action.as_str(), all[0].posts), ("/a/b", true));
    let body: Vec<String> = all[0].body().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(body, ["revision=3", "title_en=Tea & talk", "keep=b", "summary=One", "kind=forum"]);
    assert_eq!(all[0].names(), ["keep", "kind", "listed", "revision", "step", "summary", "title_en"]);
    assert_eq!((all[1].action.as_str(), all[1].posts), ("/q", false));
}
