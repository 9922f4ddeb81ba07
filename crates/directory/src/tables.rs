//! The tables. No other crate sees a column; who sees a row stands in
//! [`crate::sight`].

pub(crate) mod person_row {
    use crate::name::Languages;
    use kernel::{EmailAddress, LocalizedText, PersonId, Slug, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub slug: Slug,
        pub name: String,
        pub latin: String,
        pub native: String,
        pub sort_name: String,
        pub sort_key: String,
        pub initial: String,
        pub name_key: String,
        pub latin_key: String,
        pub biography: LocalizedText,
        pub languages: Languages,
        pub email: Option<EmailAddress>,
        pub email_key: Option<String>,
        pub phone: Option<String>,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod version_row {
    use crate::person::Origin;
    use kernel::{AccountId, LocalizedText, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    /// What a record said before.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        pub name: String,
        pub latin: String,
        pub native: String,
        pub sort_name: String,
        pub biography: LocalizedText,
        pub replaced_at: Timestamp,
        pub account: Option<AccountId>,
        pub origin: Origin,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod participation_row {
    use kernel::{EditionId, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "participation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub listed: bool,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod consent_row {
    use crate::consent::{Act, Channel, ConsentId, Purpose};
    use kernel::{AccountId, Locale, PersonId, Timestamp, Visibility};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsentId,
        pub person: PersonId,
        pub purpose: Purpose,
        pub act: Act,
        pub audience: Option<Visibility>,
        pub wording: i32,
        pub locale: Locale,
        pub at: Timestamp,
        pub channel: Channel,
        pub basis: String,
        pub account: Option<AccountId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod disclosure_row {
    use crate::consent::{ConsentId, Purpose};
    use kernel::{PersonId, Visibility};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "disclosure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub purpose: Purpose,
        pub audience: Visibility,
        pub consent: ConsentId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod organisation_row {
    use crate::{
        city::{CityId, Country},
        organisation::OrganisationKind,
    };
    use kernel::{LocalizedText, OrganisationId, Slug, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrganisationId,
        pub slug: Slug,
        pub name: LocalizedText,
        pub kind: OrganisationKind,
        pub country: Option<Country>,
        pub city: Option<CityId>,
        pub website: Option<String>,
        pub description: LocalizedText,
        pub sort_key: String,
        pub name_key: String,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod presence_row {
    use kernel::{EditionId, OrganisationId, Timestamp};
    use sea_orm::entity::prelude::*;

    /// An organisation takes part in an edition.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_participation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation: OrganisationId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub listed: bool,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod office_row {
    use crate::{
        city::CityId,
        office::{Day, OfficeId},
    };
    use kernel::{LocalizedText, OrganisationId, PersonId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "office_held")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OfficeId,
        pub person: PersonId,
        pub organisation: Option<OrganisationId>,
        pub city: Option<CityId>,
        pub title: LocalizedText,
        pub from_day: Option<Day>,
        pub to_day: Option<Day>,
        pub rank: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod rank_row {
    use kernel::{EditionId, LocalizedText};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "rank_level")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub level: i32,
        pub name: LocalizedText,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod delegation_row {
    use crate::{
        city::{CityId, Country},
        delegation::DelegationKind,
    };
    use kernel::{DelegationId, EditionId, LocalizedText, OrganisationId, PersonId, Slug, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "delegation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DelegationId,
        pub edition: EditionId,
        pub slug: Slug,
        pub name: LocalizedText,
        pub kind: DelegationKind,
        pub city: Option<CityId>,
        pub organisation: Option<OrganisationId>,
        pub country: Option<Country>,
        pub liaison: Option<PersonId>,
        pub announced: bool,
        pub sort_key: String,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod member_row {
    use kernel::{DelegationId, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "delegation_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub delegation: DelegationId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        pub rank: Option<i32>,
        pub is_head: bool,
        pub added_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod recording_consent_row {
    use crate::{
        consent::{Channel, ConsentId},
        recording::{Answer, Capture},
    };
    use kernel::{AccountId, EditionId, Locale, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "recording_consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsentId,
        pub edition: EditionId,
        pub person: PersonId,
        pub capture: Capture,
        pub answer: Answer,
        pub wording: i32,
        pub locale: Locale,
        pub at: Timestamp,
        pub channel: Channel,
        pub basis: String,
        pub account: Option<AccountId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod recording_answer_row {
    use crate::{
        consent::ConsentId,
        recording::{Answer, Capture},
    };
    use kernel::{EditionId, PersonId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "recording_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub capture: Capture,
        pub answer: Answer,
        pub consent: ConsentId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
