//! Words become glyphs: shaped with the faces of the binary, one after the other
//! where the first one lacks a character.

use harfrust::{
    Buffer, Font, GlyphId, ShapeOptions, ShaperFont,
    font::glyph::outline::{DrawMemory, DrawOptions, PathElement},
    shape,
};
use std::sync::LazyLock;
use tiny_skia::{PathBuilder, Transform};

/// A face, read once.
struct Face(Option<Font>);

static DISPLAY: LazyLock<Face> = LazyLock::new(|| Face::read(ui::faces::DISPLAY));
static SERIF: LazyLock<Face> = LazyLock::new(|| Face::read(ui::faces::SERIF));
static SANS: LazyLock<Face> = LazyLock::new(|| Face::read(ui::faces::SANS));
static SANS_STRONG: LazyLock<Face> = LazyLock::new(|| Face::read(ui::faces::SANS_STRONG));
static CHINESE: LazyLock<Face> = LazyLock::new(|| Face::read(ui::faces::CHINESE));

impl Face {
    fn read(bytes: &'static [u8]) -> Self {
        let font = Font::new(bytes, 0);
        debug_assert!(font.is_some(), "a face of the binary cannot be read");
        Self(font)
    }

    fn has(&self, c: char) -> bool {
        self.0.as_ref().is_some_and(|font| font.charmap().map_unicode(c).is_some())
    }
}

/// The voice in which something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// A title.
    Display,
    /// What is told beside it.
    Plain,
    /// As plain, stronger.
    Strong,
}

impl Voice {
    /// The faces in which a character is looked for, one after the other.
    fn stack(self) -> [&'static Face; 3] {
        match self {
            Self::Display => [&DISPLAY, &SERIF, &CHINESE],
            Self::Plain => [&SANS, &SERIF, &CHINESE],
            Self::Strong => [&SANS_STRONG, &SERIF, &CHINESE],
        }
    }

    /// The face for a character, if there is one. In a Chinese text, marks that
    /// both scripts use are the Chinese ones, at full width.
    fn face(self, c: char, in_chinese: bool) -> Option<&'static Face> {
        let is_shared_mark = matches!(c, '\u{2010}'..='\u{2027}' | '\u{b7}');
        if in_chinese && is_shared_mark && CHINESE.has(c) {
            return Some(&CHINESE);
        }
        self.stack().into_iter().find(|face| face.has(c))
    }
}

/// Whether every character of `text` can be drawn.
pub(super) fn can_draw(text: &str, voice: Voice) -> bool {
    text.chars().all(|c| c.is_whitespace() || voice.face(c, false).is_some())
}

/// A glyph with its place on the line, in parts of the size.
struct Glyph {
    face: &'static Face,
    id: GlyphId,
    x: f32,
    y: f32,
}

/// A piece of text, shaped.
pub(super) struct Word {
    glyphs: Vec<Glyph>,
    /// How far it reaches, in parts of the size.
    pub(super) width: f32,
}

impl Word {
    /// Shapes a text. Characters that no face has are left out.
    pub(super) fn set(text: &str, voice: Voice, in_chinese: bool) -> Self {
        let mut word = Self { glyphs: Vec::new(), width: 0.0 };
        let mut run = String::new();
        let mut current: Option<&'static Face> = None;
        for c in text.chars() {
            let Some(face) = voice.face(c, in_chinese) else { continue };
            if let Some(other) = current.filter(|other| !std::ptr::eq(*other, face)) {
                word.push(other, &run);
                run.clear();
            }
            current = Some(face);
            run.push(c);
        }
        if let Some(face) = current {
            word.push(face, &run);
        }
        word
    }

    fn push(&mut self, face: &'static Face, run: &str) {
        let Some(font) = &face.0 else { return };
        let scale = 1.0 / f32::from(font.units_per_em());
        let mut buffer = Buffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).is_err() {
            return;
        }
        for (info, at) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            self.glyphs.push(Glyph {
                face,
                id: GlyphId::new(info.glyph_id),
                x: self.width + at.x_offset as f32 * scale,
                y: at.y_offset as f32 * scale,
            });
            self.width += at.x_advance as f32 * scale;
        }
    }

    /// Adds its outlines to a path, beginning at (`x`, `y`) on the base line.
    pub(super) fn outline(&self, path: &mut PathBuilder, (x, y): (f32, f32), size: f32) {
        for glyph in &self.glyphs {
            let Some(font) = &glyph.face.0 else { continue };
            let Some(outline) = font.outline_glyphs().get(glyph.id) else { continue };
            let mut elements: Vec<PathElement> = Vec::new();
            if outline.draw(&DrawOptions::new(), DrawMemory::default(), &mut elements).is_err() {
                continue;
            }
            let scale = size / f32::from(font.units_per_em());
            // Fonts count upwards, pictures downwards.
            let place = Transform::from_row(scale, 0.0, 0.0, -scale, x + glyph.x * size, y - glyph.y * size);
            if let Some(drawn) = contour(&elements).and_then(|drawn| drawn.transform(place)) {
                path.push_path(&drawn);
            }
        }
    }
}

fn contour(elements: &[PathElement]) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    for element in elements {
        match *element {
            PathElement::MoveTo { x, y } => path.move_to(x, y),
            PathElement::LineTo { x, y } => path.line_to(x, y),
            PathElement::QuadTo { cx0, cy0, x, y } => path.quad_to(cx0, cy0, x, y),
            PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => path.cubic_to(cx0, cy0, cx1, cy1, x, y),
            PathElement::Close => path.close(),
        }
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_face_lacks_another_has_or_it_is_told() {
        assert!(can_draw("The river – 河流 Đặng Nguyễn “x”", Voice::Display));
        assert!(can_draw("镕喆堃 2024", Voice::Plain));
        assert!(!can_draw("Привет", Voice::Plain) && !can_draw("مرحبا", Voice::Display));
        assert!(!can_draw("𠮷", Voice::Display));
    }

    #[test]
    fn a_word_is_as_wide_as_its_letters_and_kerned() {
        let width = |text: &str| Word::set(text, Voice::Display, false).width;
        assert!(width("To") > 0.6 && width("To") < width("T") + width("o"), "kerning draws them together");
        assert!((width("城市") - 2.0).abs() < 0.01);
        assert!(Word::set("“", Voice::Plain, true).width > Word::set("“", Voice::Plain, false).width);
    }
}
