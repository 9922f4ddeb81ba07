//! The tables. No other crate sees a column. Who may know of a row stands in
//! [`visible`].

mod assignment;
mod visible;

pub(crate) use assignment::assignment_row;
pub(crate) use visible::{own_proposals, reviewed_by};

pub(crate) mod call_row {
    use crate::{Access, CallId, CallState, Kinds, Reviewing, ScoreCard, Tracks};
    use kernel::{EditionId, LocalizedText, Slug, Timestamp, Zone};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_call")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CallId,
        pub edition: EditionId,
        pub slug: Slug,
        pub title: LocalizedText,
        pub body: LocalizedText,
        pub state: CallState,
        pub opens_at: Timestamp,
        pub closes_at: Timestamp,
        pub zone: Zone,
        pub grace_minutes: i32,
        pub access: Access,
        pub blind: bool,
        pub reviewing: Reviewing,
        pub kinds: Kinds,
        pub tracks: Tracks,
        pub card: ScoreCard,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod extension_row {
    use crate::CallId;
    use kernel::{EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_extension")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub edition: EditionId,
        pub session_call: CallId,
        pub earlier: Timestamp,
        pub later: Timestamp,
        pub made_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod question_row {
    use crate::{
        AskedOf, CallId, QuestionId, Shape,
        question::{KindList, Options},
    };
    use kernel::{EditionId, LocalizedText};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: QuestionId,
        pub edition: EditionId,
        pub session_call: CallId,
        pub position: i32,
        pub asked_of: AskedOf,
        pub shape: Shape,
        pub label: LocalizedText,
        pub hint: LocalizedText,
        pub kinds: KindList,
        pub options: Options,
        pub required: bool,
        pub most: Option<i32>,
        pub for_reviewers: bool,
        pub retired: bool,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod code_row {
    use crate::{CallId, CodeId};
    use kernel::{EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CodeId,
        pub edition: EditionId,
        pub session_call: CallId,
        pub label: String,
        pub word: String,
        pub most: i32,
        pub used: i32,
        pub ends_at: Option<Timestamp>,
        pub revoked_at: Option<Timestamp>,
        pub revision: i64,
        pub made_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod access_row {
    use crate::{CallId, CodeId};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_access")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session_call: CallId,
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: CodeId,
        pub shown_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod member_row {
    use crate::{CallId, MemberId, Part};
    use kernel::{AccountId, EditionId, EmailAddress, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MemberId,
        pub edition: EditionId,
        pub session_call: CallId,
        pub account: AccountId,
        pub part: Part,
        pub email: EmailAddress,
        pub invited_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod proposal_row {
    use crate::{Answers, CallId, ProposalId, ProposalState};
    use kernel::{AccountId, EditionId, Locale, SessionId, Timestamp, TrackId};
    use programme::session::{Languages, SessionKind};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProposalId,
        pub edition: EditionId,
        pub session_call: CallId,
        pub code: String,
        pub state: ProposalState,
        pub kind: SessionKind,
        pub track: Option<TrackId>,
        pub locale: Locale,
        pub title: String,
        pub summary: String,
        pub languages: Languages,
        pub answers: Answers,
        pub owner: AccountId,
        pub submitted_at: Option<Timestamp>,
        pub receipt: Option<String>,
        pub told: Option<ProposalState>,
        pub told_at: Option<Timestamp>,
        pub session: Option<SessionId>,
        pub revision: i64,
        pub verdicts: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod speaker_row {
    use crate::{Answers, ProposalId};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal_speaker")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub proposal: ProposalId,
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub position: i32,
        pub name: String,
        pub latin: String,
        pub affiliation: String,
        pub biography: String,
        pub answers: Answers,
        pub shows: bool,
        pub revision: i64,
        pub joined_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod link_row {
    use crate::{LinkId, ProposalId};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LinkId,
        pub edition: EditionId,
        pub proposal: ProposalId,
        pub note: String,
        pub token: String,
        pub made_at: Timestamp,
        pub revoked_at: Option<Timestamp>,
        pub joined: Option<AccountId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod review_row {
    use crate::{CallId, ProposalId, ReviewState, Scores};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal_review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub proposal: ProposalId,
        pub edition: EditionId,
        pub session_call: CallId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub state: ReviewState,
        pub scores: Scores,
        pub remark: String,
        pub revision: i64,
        pub written_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod letter_row {
    use crate::{ProposalId, ProposalState};
    use kernel::{AccountId, EditionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub proposal: ProposalId,
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub decision: ProposalState,
        pub sent_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
