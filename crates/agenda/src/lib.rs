//! What visitors plan: sign-up, wait-list, personal agenda, feedback.

use web::{Module, Routes};

ui::catalogue!();

/// The tables of this crate. They refer to those of `programme`, which come before.
pub const MIGRATIONS: &[db::Migration] = &[];

/// This part of the programme as the house takes it.
pub fn module() -> Module {
    ui::register(&TEXT);
    Module {
        name: "agenda",
        routes: Routes::new(),
        migrations: MIGRATIONS,
        jobs: jobs::Handlers::new(),
        menu: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_language_has_every_word() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&crate::TEXT, &templates);
    }
}
