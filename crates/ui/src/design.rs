//! Samples of all components on one page, so that a change to the sheet can be
//! looked at once, in both languages and both themes.

use crate::{Form, Page};
use kernel::{FieldProblem, Problems};

/// The page `/design`.
#[derive(askama::Template)]
#[template(path = "design.html")]
pub struct DesignPage {
    /// The frame.
    pub page: Page,
    /// A form with one field refused, so that problems are seen too.
    pub form: Form,
    countries: Vec<(String, String)>,
    ways: Vec<(String, String)>,
}

impl DesignPage {
    /// The samples in the language of `page`.
    #[must_use]
    pub fn sample(page: Page) -> Self {
        let mut refused = Problems::default();
        refused.add("name", FieldProblem::new("problem-required"));
        let form = Form::filled([("way", "visitor"), ("changes", "yes")]).with_problems(&refused, page.text);
        let pair = |value: &str, words: String| (value.to_owned(), words);
        Self {
            countries: vec![pair("CN", "中国 China".to_owned()), pair("MN", "Монгол Mongolia".to_owned())],
            ways: vec![pair("visitor", page.t("ui-design-visitor")), pair("press", page.t("ui-design-press"))],
            form,
            page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DesignPage;
    use crate::Page;
    use askama::Template;
    use kernel::Locale;

    #[test]
    fn the_samples_render_without_inline_style_or_script() {
        for locale in [Locale::En, Locale::Zh] {
            let html = DesignPage::sample(Page::plain(locale, "/design")).render().unwrap();
            assert!(!html.contains(" style="), "the content-security policy forbids it");
            assert!(!html.contains("<script>") && !html.contains(" onclick"), "so it does for script");
            assert!(html.contains(&format!("<html lang=\"{}\"", locale.html_lang())));
        }
    }
}
