//! Files that pages refer to, built into the binary, named by their content so
//! that a browser keeps them for a year and never shows an old one.

use crate::grid_css::grid_css;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, sync::LazyLock};

#[derive(rust_embed::RustEmbed)]
#[folder = "assets"]
struct Files;

macro_rules! sheet {
    ($($name:literal),+) => { &[$(include_str!(concat!("../assets/css/", $name, ".css"))),+] };
}

/// In the order of the cascade.
const SHEET: &[&str] = sheet!(
    "tokens",
    "base",
    "layout",
    "components",
    "forms",
    "timetable",
    "agenda",
    "desk",
    "onsite",
    "widget",
    "print"
);

/// A file as it is served.
pub struct Asset {
    /// Its name: `convoke.css`, `fonts/newsreader.woff2`.
    pub name: String,
    /// A digest of its content, part of its address.
    pub hash: String,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The content.
    pub bytes: Cow<'static, [u8]>,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut all: Vec<Asset> = Files::iter()
        .filter(|name| !name.starts_with("css/"))
        .filter_map(|name| Files::get(&name).map(|file| Asset::new(&name, file.data)))
        .collect();
    let mut css = SHEET.join("\n");
    css.push_str(&grid_css());
    // The sheet names fonts by their plain names; they are served under the same scheme.
    for font in all.iter().filter(|a| a.name.starts_with("fonts/")) {
        css = css.replace(&format!("../{}", font.name), &font.path());
        css = css.replace(&format!("url({})", font.name), &format!("url({})", font.path()));
        css = css.replace(&format!("url(\"{}\")", font.name), &format!("url(\"{}\")", font.path()));
    }
    all.push(Asset::new("convoke.css", Cow::Owned(css.into_bytes())));
    all
});

impl Asset {
    fn new(name: &str, bytes: Cow<'static, [u8]>) -> Self {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)[..8]);
        let content_type = match name.rsplit('.').next().unwrap_or_default() {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "ico" => "image/x-icon",
            "woff2" => "font/woff2",
            "webmanifest" => "application/manifest+json",
            _ => "text/plain; charset=utf-8",
        };
        Self { name: name.to_owned(), hash: digest, content_type, bytes }
    }

    /// Its address.
    pub fn path(&self) -> String {
        format!("/assets/{}/{}", self.hash, self.name)
    }

    /// The file at `/assets/{hash}/{name}`.
    pub fn find(hash: &str, name: &str) -> Option<&'static Self> {
        ASSETS.iter().find(|asset| asset.name == name && asset.hash == hash)
    }
}

/// The present address of a file, if there is one of that name.
pub fn current(name: &str) -> Option<String> {
    ASSETS.iter().find(|asset| asset.name == name).map(Asset::path)
}

/// The address of a file that is known to be there.
pub(crate) fn asset_path(name: &str) -> String {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    debug_assert!(found.is_some(), "no asset is called {name:?}");
    found.map_or_else(|| format!("/assets/missing/{name}"), Asset::path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_calls_no_other_host_and_finds_its_fonts() {
        let css = ASSETS.iter().find(|a| a.name == "convoke.css").unwrap();
        let text = String::from_utf8_lossy(&css.bytes);
        assert!(!text.contains("http://") && !text.contains("https://"), "a style sheet loads nothing from elsewhere");
        for url in text.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
            let url = url.trim_matches(['"', '\'']);
            assert!(url.starts_with("/assets/") || url.starts_with("data:"), "{url}");
        }
    }
}
