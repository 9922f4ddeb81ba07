//! The closed sets of words that describe a session.

kernel::text_enum! {
    /// What sort of activity a session is.
    pub enum SessionKind {
        /// The opening of the congress.
        Opening = "opening",
        /// One speaker, the whole hall.
        Keynote = "keynote",
        /// Somebody speaks about something.
        Talk = "talk",
        /// Several people in conversation before an audience.
        Panel = "panel",
        /// Everybody works on something together.
        Workshop = "workshop",
        /// Authors stand beside what they have put on the wall.
        Poster = "poster",
        /// A forum, with items inside.
        Forum = "forum",
        /// A part of a forum.
        Item = "item",
        /// A city shows what it does.
        CityShowcase = "city_showcase",
        /// A signing or a prize giving.
        Ceremony = "ceremony",
        /// A visit to a place in the city.
        FieldVisit = "field_visit",
        /// A dinner or a reception.
        Reception = "reception",
        /// Tea, lunch.
        Break = "break",
    }
}

impl SessionKind {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Opening => "programme-kind-opening",
            Self::Keynote => "programme-kind-keynote",
            Self::Talk => "programme-kind-talk",
            Self::Panel => "programme-kind-panel",
            Self::Workshop => "programme-kind-workshop",
            Self::Poster => "programme-kind-poster",
            Self::Forum => "programme-kind-forum",
            Self::Item => "programme-kind-item",
            Self::CityShowcase => "programme-kind-city-showcase",
            Self::Ceremony => "programme-kind-ceremony",
            Self::FieldVisit => "programme-kind-field-visit",
            Self::Reception => "programme-kind-reception",
            Self::Break => "programme-kind-break",
        }
    }
}

kernel::text_enum! {
    /// How far a session is.
    pub enum SessionState {
        /// Being thought about; in no release.
        Draft = "draft",
        /// It will take place; in the next release.
        Confirmed = "confirmed",
        /// It was announced and will not take place; releases say so.
        Cancelled = "cancelled",
    }
}

impl SessionState {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "programme-state-draft",
            Self::Confirmed => "programme-state-confirmed",
            Self::Cancelled => "programme-state-cancelled",
        }
    }
}

kernel::text_enum! {
    /// What a person does in a session.
    pub enum PersonRole {
        /// Speaks.
        Speaker = "speaker",
        /// Leads the conversation.
        Moderator = "moderator",
        /// Takes part in the conversation.
        Panellist = "panellist",
        /// Receives the guests.
        Host = "host",
        /// Interprets.
        Interpreter = "interpreter",
        /// Signs.
        Signatory = "signatory",
    }
}

impl PersonRole {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Speaker => "programme-role-speaker",
            Self::Moderator => "programme-role-moderator",
            Self::Panellist => "programme-role-panellist",
            Self::Host => "programme-role-host",
            Self::Interpreter => "programme-role-interpreter",
            Self::Signatory => "programme-role-signatory",
        }
    }
}

/// Id of the name of a visibility.
pub fn visibility_key(visibility: kernel::Visibility) -> &'static str {
    match visibility {
        kernel::Visibility::Public => "programme-visibility-public",
        kernel::Visibility::Registered => "programme-visibility-registered",
        kernel::Visibility::InviteOnly => "programme-visibility-invite-only",
        kernel::Visibility::Concealed => "programme-visibility-concealed",
    }
}
