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
            Self::Opening => "schedule-kind-opening",
            Self::Keynote => "schedule-kind-keynote",
            Self::Talk => "schedule-kind-talk",
            Self::Panel => "schedule-kind-panel",
            Self::Workshop => "schedule-kind-workshop",
            Self::Poster => "schedule-kind-poster",
            Self::Forum => "schedule-kind-forum",
            Self::Item => "schedule-kind-item",
            Self::CityShowcase => "schedule-kind-city-showcase",
            Self::Ceremony => "schedule-kind-ceremony",
            Self::FieldVisit => "schedule-kind-field-visit",
            Self::Reception => "schedule-kind-reception",
            Self::Break => "schedule-kind-break",
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
            Self::Speaker => "schedule-role-speaker",
            Self::Moderator => "schedule-role-moderator",
            Self::Panellist => "schedule-role-panellist",
            Self::Host => "schedule-role-host",
            Self::Interpreter => "schedule-role-interpreter",
            Self::Signatory => "schedule-role-signatory",
        }
    }
}
