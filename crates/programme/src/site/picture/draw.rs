//! The picture itself: 1200 by 630 pixels, as OpenGraph asks for
//! (<https://ogp.me/>), in the ink of the congress.

use super::{
    Drawing,
    faces::{Voice, Word},
    lines::set,
};
use congress::Accent;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

/// Of every picture, in pixels.
pub(crate) const WIDTH: u32 = 1200;
/// Of every picture, in pixels.
pub(crate) const HEIGHT: u32 = 630;

const MARGIN: f32 = 84.0;
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// Base line of the congress's name.
const NAME_AT: f32 = 112.0;
/// The title stands between these, the lower the emptier.
const TITLE_TOP: f32 = 156.0;
const TITLE_END: f32 = 456.0;
const RULE_AT: f32 = 494.0;
const FIRST_LINE: f32 = 546.0;
const SECOND_LINE: f32 = 590.0;

/// The ink of an accent and the paper tinted with it, as the style sheet has
/// them in the light (`assets/css/tokens.css`).
pub(crate) fn inks(accent: Accent) -> ([u8; 3], [u8; 3]) {
    match accent {
        Accent::Lake => ([0x00, 0x5f, 0x5f], [0xe8, 0xf6, 0xf5]),
        Accent::Vermilion => ([0x8f, 0x2b, 0x11], [0xfc, 0xef, 0xec]),
        Accent::Indigo => ([0x42, 0x4c, 0x8c], [0xef, 0xf2, 0xfc]),
        Accent::Moss => ([0x2f, 0x60, 0x24], [0xee, 0xf5, 0xec]),
        Accent::Plum => ([0x6f, 0x3c, 0x72], [0xf8, 0xef, 0xf8]),
        Accent::Ochre => ([0x6c, 0x4c, 0x02], [0xf7, 0xf2, 0xe8]),
        Accent::Azure => ([0x04, 0x58, 0x83], [0xea, 0xf4, 0xfb]),
        Accent::Rose => ([0x8d, 0x26, 0x48], [0xfb, 0xef, 0xf1]),
    }
}

fn paint([red, green, blue]: [u8; 3], alpha: u8) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, alpha);
    paint.anti_alias = true;
    paint
}

/// Draws, and writes it as PNG. It takes some milliseconds of computing.
///
/// # Errors
/// When the encoder fails, which no text can cause.
pub(super) fn png(drawing: &Drawing) -> Result<Vec<u8>, String> {
    let (ink, paper) = inks(drawing.accent);
    let mut picture = Pixmap::new(WIDTH, HEIGHT).ok_or("no picture has no size")?;
    picture.fill(Color::from_rgba8(ink[0], ink[1], ink[2], 255));
    let chinese = drawing.in_chinese;
    let name = set(&drawing.name, Voice::Strong, chinese, MEASURE - 260.0, &[32.0, 28.0, 24.0], 1);
    for line in &name.lines {
        write(&mut picture, line, (MARGIN, NAME_AT), name.size, &paint(paper, 255));
    }
    if let Some(flag) = &drawing.flag {
        let flag = Word::set(flag, Voice::Strong, chinese);
        let size = 30.0;
        let left = WIDTH as f32 - MARGIN - flag.width * size;
        fill(
            &mut picture,
            Rect::from_xywh(left - 18.0, NAME_AT - 36.0, flag.width * size + 36.0, 52.0),
            &paint(paper, 255),
        );
        write(&mut picture, &flag, (left, NAME_AT - 1.0), size, &paint(ink, 255));
    }
    title(&mut picture, drawing, &paint([255, 255, 255], 255));
    fill(&mut picture, Rect::from_xywh(MARGIN, RULE_AT, MEASURE, 2.0), &paint(paper, 110));
    for (text, at) in drawing.facts.iter().zip([FIRST_LINE, SECOND_LINE]) {
        let voice = if at == FIRST_LINE { Voice::Strong } else { Voice::Plain };
        let fact = set(text, voice, chinese, MEASURE, &[34.0, 30.0], 1);
        for line in &fact.lines {
            write(&mut picture, line, (MARGIN, at), fact.size, &paint(paper, 255));
        }
    }
    picture.encode_png().map_err(|error| error.to_string())
}

/// The title, from the middle of its room upwards and downwards.
fn title(picture: &mut Pixmap, drawing: &Drawing, ink: &Paint<'_>) {
    let sizes: &[f32] =
        if drawing.in_chinese { &[84.0, 76.0, 68.0, 60.0, 54.0, 48.0] } else { &[96.0, 88.0, 80.0, 72.0, 64.0, 56.0] };
    let most = if drawing.below.is_empty() { 4 } else { 3 };
    let title = set(&drawing.title, Voice::Display, drawing.in_chinese, MEASURE, sizes, most);
    let below = set(&drawing.below, Voice::Plain, drawing.in_chinese, MEASURE, &[38.0, 34.0], 2);
    let leading = title.size * if drawing.in_chinese { 1.3 } else { 1.1 };
    let under = if below.lines.is_empty() { 0.0 } else { 28.0 + below.lines.len() as f32 * below.size * 1.35 };
    let height = title.lines.len() as f32 * leading + under;
    let top = TITLE_TOP + ((TITLE_END - TITLE_TOP - height) / 2.0).max(0.0);
    let mut base = top + title.size * 0.86;
    for line in &title.lines {
        write(picture, line, (MARGIN, base), title.size, ink);
        base += leading;
    }
    base = top + title.lines.len() as f32 * leading + 28.0 + below.size * 0.9;
    for line in &below.lines {
        write(picture, line, (MARGIN, base), below.size, ink);
        base += below.size * 1.35;
    }
}

fn write(picture: &mut Pixmap, word: &Word, at: (f32, f32), size: f32, paint: &Paint<'_>) {
    let mut path = PathBuilder::new();
    word.outline(&mut path, at, size);
    if let Some(path) = path.finish() {
        picture.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
    }
}

fn fill(picture: &mut Pixmap, area: Option<Rect>, paint: &Paint<'_>) {
    if let Some(area) = area {
        picture.fill_rect(area, paint, Transform::identity(), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(title: &str) -> Drawing {
        Drawing {
            accent: Accent::Lake,
            in_chinese: false,
            name: "Hangzhou Stage 2024".to_owned(),
            flag: Some("Cancelled".to_owned()),
            title: title.to_owned(),
            below: String::new(),
            facts: vec!["Wednesday 25 September, 09:30–10:15".to_owned(), "Grand Hall".to_owned()],
        }
    }

    #[test]
    fn a_picture_has_its_size_and_shows_its_title() {
        let drawn = Pixmap::decode_png(&png(&drawing("The river")).unwrap()).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (WIDTH, HEIGHT));
        let other = Pixmap::decode_png(&png(&drawing("The lake")).unwrap()).unwrap();
        assert!(drawn != other);
        let white = |pixel: &&tiny_skia::PremultipliedColorU8| pixel.red() == 255 && pixel.green() == 255;
        assert!(drawn.pixels().iter().filter(white).count() > 2000, "letters are there");
    }

    #[test]
    fn no_title_is_too_long_or_too_odd() {
        let long = "Sustainability ".repeat(60);
        for title in ["", " ", "x", &"W".repeat(400), &"城".repeat(300), &long, "\u{202e}abc", "Привет"] {
            let drawn = Pixmap::decode_png(&png(&drawing(title)).unwrap()).unwrap();
            // Nothing is written over the edge.
            let edge = drawn.pixel(WIDTH - 20, 300).unwrap();
            assert_eq!((edge.red(), edge.green(), edge.blue()), (0x00, 0x5f, 0x5f), "{title:.20}");
        }
    }
}
