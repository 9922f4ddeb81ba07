//! The people of a session, each once, with everything they do in it.

use super::compose::Composer;
use crate::view::PersonView;
use kernel::PersonId;

/// A person in a session.
pub(super) struct Part<'c> {
    id: PersonId,
    pub(super) slug: &'c str,
    pub(super) name: &'c str,
    pub(super) initials: String,
    /// `Moderator, Speaker · Director, City Brain Institute`.
    pub(super) line: String,
}

/// The people in the order of the programme.
pub(super) fn cast<'c>(set: &Composer<'_>, people: &'c [PersonView]) -> Vec<Part<'c>> {
    let comma = set.text.t("programme-site-comma");
    let mut cast: Vec<Part<'c>> = Vec::new();
    for person in people {
        let role = set.text.t(person.role.key());
        match cast.iter_mut().find(|part| part.id == person.id) {
            Some(part) => part.line = format!("{}{comma}{role}", part.line),
            None => cast.push(Part {
                id: person.id,
                slug: &person.slug,
                name: &person.name,
                initials: directory::name::initials(&person.name),
                line: role,
            }),
        }
    }
    for part in &mut cast {
        if let Some(person) = people.iter().find(|p| p.id == part.id && !p.role_line.is_empty()) {
            part.line = format!("{} · {}", part.line, person.role_line);
        }
    }
    cast
}
