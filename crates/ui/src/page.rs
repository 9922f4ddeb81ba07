//! What every page carries: language, theme, who is looking, where we are.

use crate::{Text, assets::asset_path, text::Arg};
pub use kernel::Locale;

kernel::text_enum! {
    /// Light or dark.
    pub enum Theme {
        /// As the reader's device says.
        Auto = "auto",
        /// Dark ink on paper.
        Light = "light",
        /// Light ink at night.
        Dark = "dark",
    }
}

kernel::text_enum! {
    /// The tone of a message above the page.
    pub enum FlashKind {
        /// It was done.
        Done = "done",
        /// Something to know.
        Notice = "notice",
        /// It was not done.
        Problem = "problem",
    }
}

/// A message above the page, shown once.
#[derive(Clone, Debug)]
pub struct Flash {
    /// Its tone.
    pub kind: FlashKind,
    /// Its words, in the reader's language.
    pub text: String,
}

/// The edition in the header of a page.
#[derive(Clone, Debug, Default)]
pub struct EditionHeader {
    /// First segment of its pages.
    pub slug: String,
    /// Its name, in the reader's language where there is one.
    pub name: String,
    /// Its days: `25–29 September 2024`.
    pub dates: String,
    /// Its place.
    pub place: String,
    /// The ink of its pages by the names of the style sheet (`lake`); empty for the house's own.
    pub accent: &'static str,
    /// It is a demonstration and must say so.
    pub illustration: bool,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct ViewerBadge {
    /// Name as shown.
    pub name: String,
    /// One or two characters of it.
    pub initials: String,
}

/// One entry of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// In the reader's language.
    pub label: String,
    /// With language prefix.
    pub href: String,
    /// The page shown is this one or below it.
    pub current: bool,
}

/// A part of the desk's menu.
#[derive(Clone, Debug)]
pub struct MenuSection {
    /// In the reader's language; the first part needs none.
    pub title: Option<String>,
    /// Its entries; never none.
    pub items: Vec<MenuItem>,
}

/// Carried by every page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language of the interface.
    pub locale: Locale,
    /// The interface in that language.
    pub text: Text,
    /// This page's path without language prefix, with its query.
    pub here: String,
    /// Light or dark.
    pub theme: Theme,
    /// The edition whose page this is.
    pub edition: Option<EditionHeader>,
    /// Who is signed in.
    pub viewer: Option<ViewerBadge>,
    /// The public menu.
    pub menu: Vec<MenuItem>,
    /// The staff's menu in its parts; empty for others.
    pub desk_menu: Vec<MenuSection>,
    /// Shown once, above the page.
    pub flash: Option<Flash>,
    /// Search engines may keep this page.
    pub robots_index: bool,
    /// Scheme and host under which this house is reached, without a slash.
    pub origin: String,
}

impl Page {
    /// A page for a stranger, for samples and for pages outside any edition.
    pub fn plain(locale: Locale, here: impl Into<String>) -> Self {
        Self {
            locale,
            text: Text(locale),
            here: here.into(),
            theme: Theme::Auto,
            edition: None,
            viewer: None,
            menu: Vec::new(),
            desk_menu: Vec::new(),
            flash: None,
            robots_index: false,
            origin: String::new(),
        }
    }

    /// Where on the desk this page is, as the menu calls it.
    pub fn desk_place(&self) -> Option<&MenuItem> {
        self.desk_menu.iter().flat_map(|section| &section.items).find(|item| item.current)
    }

    /// A message of the interface.
    pub fn t(&self, key: &str) -> String {
        self.text.t(key)
    }

    /// A message with one argument; numbers follow plural rules.
    pub fn t1<'a>(&self, key: &str, name: &'static str, value: impl IntoArg<'a>) -> String {
        self.text.with(key, &[(name, value.into_arg())])
    }

    /// A message with two arguments.
    pub fn t2<'a>(
        &self,
        key: &str,
        first: &'static str,
        one: impl IntoArg<'a>,
        second: &'static str,
        two: impl IntoArg<'a>,
    ) -> String {
        self.text.with(key, &[(first, one.into_arg()), (second, two.into_arg())])
    }

    /// The address of a page in the reader's language.
    pub fn path(&self, path: impl AsRef<str>) -> String {
        format!("/{}{}", self.locale.tag(), path.as_ref())
    }

    /// The address of a page of this edition: `in_edition("/timetable")`.
    pub fn in_edition(&self, path: impl AsRef<str>) -> String {
        let slug = self.edition.as_ref().map_or("", |e| e.slug.as_str());
        format!("/{}/{slug}{}", self.locale.tag(), path.as_ref())
    }

    /// This very page in another language.
    pub fn in_locale(&self, tag: &str) -> String {
        format!("/{tag}{}", self.here)
    }

    /// This page under its public address, without query, for `rel="canonical"`.
    pub fn canonical(&self) -> String {
        format!("{}{}", self.origin, self.path(self.here.split('?').next().unwrap_or_default()))
    }

    /// This page in another language under its public address.
    pub fn alternate(&self, tag: &str) -> String {
        format!("{}/{tag}{}", self.origin, self.here.split('?').next().unwrap_or_default())
    }

    /// This page under the address that leads everybody to their language.
    pub fn in_any_language(&self) -> String {
        format!("{}{}", self.origin, self.here.split('?').next().unwrap_or_default())
    }

    /// The address of a file of the design system; changes with its content.
    pub fn asset(&self, name: &str) -> String {
        asset_path(name)
    }

    /// All languages with their own names, for the language switch.
    pub fn languages(&self) -> Vec<(&'static str, &'static str, &'static str, bool)> {
        Locale::ALL.iter().map(|l| (l.tag(), l.html_lang(), l.own_name(), *l == self.locale)).collect()
    }
}

/// What can stand inside a message.
pub trait IntoArg<'a> {
    /// The value as Fluent sees it.
    fn into_arg(self) -> Arg<'a>;
}

macro_rules! numbers {
    ($($ty:ty),+) => {$(
        impl<'a> IntoArg<'a> for $ty {
            fn into_arg(self) -> Arg<'a> { Arg::from(self) }
        }
        impl<'a> IntoArg<'a> for &$ty {
            fn into_arg(self) -> Arg<'a> { Arg::from(*self) }
        }
        // Templates pass what a loop or a macro gives them, one reference deeper.
        impl<'a> IntoArg<'a> for &&$ty {
            fn into_arg(self) -> Arg<'a> { Arg::from(**self) }
        }
    )+};
}
numbers!(i32, i64, u32, u64, usize, u16, u8);

impl<'a> IntoArg<'a> for &'a str {
    fn into_arg(self) -> Arg<'a> {
        Arg::from(self)
    }
}
impl<'a> IntoArg<'a> for &&'a str {
    fn into_arg(self) -> Arg<'a> {
        Arg::from(*self)
    }
}
impl<'a> IntoArg<'a> for &&'a String {
    fn into_arg(self) -> Arg<'a> {
        Arg::from(self.as_str())
    }
}
impl<'a> IntoArg<'a> for &'a String {
    fn into_arg(self) -> Arg<'a> {
        Arg::from(self.as_str())
    }
}
impl<'a> IntoArg<'a> for String {
    fn into_arg(self) -> Arg<'a> {
        Arg::from(self)
    }
}
