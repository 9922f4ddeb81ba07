//! One element of a schedule with what is in it, read with limits.

use crate::{Refusal, Repairs, html};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// Elements inside each other: a schedule needs eight.
pub(crate) const DEEPEST: usize = 60;
/// Elements of one event.
const MOST: usize = 20_000;
/// Attributes of an element that are looked at: schedules have three.
const MOST_ATTRIBUTES: usize = 64;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    pub(crate) fn of(start: &BytesStart<'_>) -> Self {
        let pairs = start.html_attributes().take(MOST_ATTRIBUTES).filter_map(Result::ok);
        let read = |a: quick_xml::events::attributes::Attribute<'_>| {
            let value = a.normalized_value(XmlVersion::Implicit1_0).map(|v| v.into_owned());
            (a.key.local_name().as_ref().to_owned(), value.unwrap_or_else(|_| a.value.into_owned()))
        };
        let name = start.local_name().as_ref().to_owned();
        Self { name, attributes: pairs.map(read).collect(), ..Self::default() }
    }

    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }
}

/// A reader that knows its line.
pub(crate) struct Source<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    at: usize,
    line: usize,
}

impl<'t> Source<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self { text, reader, at: 0, line: 1 }
    }

    /// The line up to which was read.
    pub(crate) fn line(&mut self) -> usize {
        let now = usize::try_from(self.reader.buffer_position()).unwrap_or(self.at).min(self.text.len());
        if let Some(read) = self.text.as_bytes().get(self.at..now) {
            self.line += read.iter().filter(|byte| **byte == b'\n').count();
            self.at = now;
        }
        self.line
    }

    /// What comes next; a document type never does.
    pub(crate) fn next(&mut self) -> Result<Event<'t>, Refusal> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) => Err(Refusal::DocumentType(self.line())),
            Ok(event) => Ok(event),
            Err(error) => Err(Refusal::Broken(format!("line {}: {error}", self.line()))),
        }
    }

    /// Everything inside the element that `start` opened.
    pub(crate) fn element(&mut self, start: &BytesStart<'_>, repairs: &mut Repairs) -> Result<Node, Refusal> {
        let mut open = vec![Node::of(start)];
        let mut count = 0;
        // Elements of HTML inside an abstract are kept as text, in their order.
        let mut inside_text = 0;
        loop {
            let event = self.next()?;
            let depth = open.len();
            let Some(last) = open.last_mut() else { return Ok(Node::default()) };
            match event {
                Event::Start(start) if inside_text > 0 || is_prose(&last.name) => {
                    inside_text += 1;
                    if inside_text > DEEPEST {
                        return Err(Refusal::TooDeep(format!("line {}", self.line())));
                    }
                    last.text.push_str(&format!("<{}>", start.local_name().as_ref()));
                }
                Event::Empty(start) if is_prose(&last.name) => {
                    last.text.push_str(&format!("<{}/>", start.local_name().as_ref()));
                }
                Event::End(end) if inside_text > 0 => {
                    inside_text -= 1;
                    last.text.push_str(&format!("</{}>", end.local_name().as_ref()));
                }
                Event::Start(start) => {
                    count += 1;
                    if depth >= DEEPEST || count > MOST {
                        return Err(Refusal::TooDeep(format!("line {}", self.line())));
                    }
                    open.push(Node::of(&start));
                }
                Event::Empty(start) => {
                    count += 1;
                    if count > MOST {
                        return Err(Refusal::TooDeep(format!("line {}", self.line())));
                    }
                    last.children.push(Node::of(&start));
                }
                Event::Text(text) => last.text.push_str(&text.into_inner()),
                Event::CData(text) => last.text.push_str(&text.into_inner()),
                Event::GeneralRef(reference) => {
                    let name = reference.into_inner();
                    match html::entity(&name) {
                        Some(c) => last.text.push(c),
                        None => {
                            last.text.push_str(&format!("&{name};"));
                            repairs
                                .tell(&format!("line {}", self.line()), format!("&{name}; is kept as it is written"));
                        }
                    }
                }
                Event::End(_) => {
                    let Some(done) = open.pop() else { return Ok(Node::default()) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                Event::Eof => {
                    return Err(Refusal::Broken(format!(
                        "line {}: the file ends inside of <{}>",
                        self.line(),
                        open[0].name
                    )));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

fn is_prose(name: &str) -> bool {
    matches!(name, "abstract" | "description")
}
