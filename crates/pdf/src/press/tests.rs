use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;
use typst::{
    layout::{Frame, FrameItem},
    text::TextItem,
};

const SERIF: &[u8] = include_bytes!("../../../ui/faces/newsreader-regular.ttf");
const CHINESE: &[u8] = include_bytes!("../../../ui/faces/noto-sans-sc.otf");
static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(&[SERIF, CHINESE]).unwrap());

const LETTER: &str = "#let data = json(\"data.json\")\n\
    #set document(title: data.title)\n\
    #set text(font: (\"Newsreader\", \"Noto Sans CJK SC\"), lang: \"en\")\n\
    #heading(data.title)\n#data.text\n";

fn job(data: String) -> Job<'static> {
    let as_of = Timestamp::from_micros(1_726_826_400_000_000);
    Job { sources: &[("letter.typ", LETTER)], data, ident: "a letter".to_owned(), as_of }
}

fn letter(text: &str) -> Job<'static> {
    job(format!("{{\"title\":\"A letter\",\"text\":{}}}", quoted(text)))
}

/// A JSON string (RFC 8259, 7).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// The runs of text on the pages, as they were set.
fn runs(job: &Job<'_>) -> Vec<TextItem> {
    fn gather(frame: &Frame, into: &mut Vec<TextItem>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => gather(&group.frame, into),
                FrameItem::Text(text) => into.push(text.clone()),
                _ => {}
            }
        }
    }
    let desk = PRESS.desk(job, &PRESS.missing(&job.data)).unwrap();
    let document: PagedDocument = typst::compile(&desk).output.unwrap();
    let mut runs = Vec::new();
    document.pages().iter().for_each(|page| gather(&page.frame, &mut runs));
    runs
}

/// All that is said.
fn set(job: &Job<'_>) -> String {
    runs(job).iter().map(|run| run.text.as_str()).collect()
}

fn refusal(source: &'static str) -> String {
    let sources: &[(&str, &str)] = &[("bad.typ", source)];
    match PRESS.print(&Job { sources, ..job("{}".to_owned()) }) {
        Err(Error::Template(words)) => words,
        other => panic!("{source}: {other:?}"),
    }
}

#[test]
fn what_is_data_is_never_markup() {
    let wild = "*a* _b_ `c` $d$ #panic() \\ @e <f> = g // h [i] #eval(\"1\") \u{27}j\u{27} -- k ~ l";
    let words = set(&letter(wild));
    assert!(words.contains(&wild.replace(' ', "")) || words.contains(wild), "{words}");
}

#[test]
fn the_same_job_gives_the_same_bytes() {
    let once = PRESS.print(&letter("杭州, 2024")).unwrap();
    let other = Press::new(&[SERIF, CHINESE]).unwrap().print(&letter("杭州, 2024")).unwrap();
    assert_eq!(once.bytes, other.bytes);
    assert!(once.bytes.starts_with(b"%PDF-1.7"));
    let later = Job { as_of: Timestamp::from_micros(1_726_912_800_000_000), ..letter("杭州, 2024") };
    assert_ne!(PRESS.print(&later).unwrap().bytes, once.bytes, "it says of when it is");
}

#[test]
fn a_printed_page_is_accessible_and_says_so() {
    let printed = PRESS.print(&letter("Water and light")).unwrap();
    assert!(printed.is_accessible && printed.missing.is_empty());
    assert_eq!(printed.pages, 1);
    assert!(String::from_utf8_lossy(&printed.bytes).contains("pdfuaid"));
}

#[test]
fn a_character_without_a_face_is_a_box_and_is_told() {
    let job = letter("Привет");
    let printed = PRESS.print(&job).unwrap();
    assert!(printed.missing.contains(&'П') && printed.missing.len() == 6);
    assert!(set(&job).contains("Привет"), "it stands there, to be searched and copied");
    assert!(printed.is_accessible, "a box is a glyph of a face, and says what it stands for");
    let boxes: Vec<TextItem> = runs(&job).into_iter().filter(|run| run.text.contains('П')).collect();
    let face = boxes[0].font.ttf();
    let drawn = face.glyph_bounding_box(face.glyph_index('П').unwrap()).unwrap();
    assert_eq!((drawn.x_min, drawn.x_max, drawn.y_min, drawn.y_max), (60, 700, 0, 700));
    assert!(boxes[0].glyphs.iter().all(|glyph| glyph.id != 0), "none is missing");
    assert!(PRESS.print(&letter("a\u{200b}b\u{fe0f}")).unwrap().missing.is_empty(), "nothing is to be seen of these");
}

#[test]
fn a_template_reaches_nothing_but_its_data() {
    for source in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../etc/passwd\")",
        "#image(\"picture.png\")",
        "#include \"other.typ\"",
        "#import \"@preview/cetz:0.3.0\": canvas",
        "#datetime.today()",
        "#plugin(\"x.wasm\")",
    ] {
        let words = refusal(source);
        assert!(words.starts_with("bad.typ, line 1: "), "{source}: {words}");
    }
}

#[test]
fn a_mistake_names_its_line() {
    assert!(refusal("#let a = 1\n\n#b").starts_with("bad.typ, line 3: "));
    let words = refusal("#let f(n) = f(n + 1)\n#f(0)");
    assert!(words.contains("depth"), "{words}");
    assert!(PRESS.print(&job("not JSON".to_owned())).is_err());
    assert!(PRESS.print(&Job { sources: &[], ..job("{}".to_owned()) }).is_err());
    assert!(Press::new(&[b"no face"]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_brings_the_press_down(text in "[\\PC\\u{0}-\\u{1f}\\u{202a}-\\u{202e}\\u{200b}-\\u{200f}]{0,60}") {
        let printed = PRESS.print(&letter(&text)).unwrap();
        prop_assert!(printed.bytes.starts_with(b"%PDF-"));
    }
}
