//! The four levels of openness (the closed door has no exception).

crate::text_enum! {
    /// Who may know that a thing exists, from everybody to those in the room.
    pub enum Visibility {
        /// Everybody.
        Public = "public",
        /// Everybody who is signed in.
        Registered = "registered",
        /// Those who were invited, and the staff of the edition.
        InviteOnly = "invite_only",
        /// Those in the room. To all others it does not exist.
        Concealed = "concealed",
    }
}
