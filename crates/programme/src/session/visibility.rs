//! Who may know of a session, in words.

use kernel::Visibility;

/// Id of the name of a visibility.
pub fn visibility_key(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "programme-visibility-public",
        Visibility::Registered => "programme-visibility-registered",
        Visibility::InviteOnly => "programme-visibility-invite-only",
        Visibility::Concealed => "programme-visibility-concealed",
    }
}
