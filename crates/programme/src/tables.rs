//! The tables. No other crate sees a column.
//!
//! Who may know of a row is decided here and nowhere else. A draft is known to
//! the staff of its edition; what is behind a closed door only to those in the
//! room and to the account that closed it, whatever roles others have.

use crate::sign_up::tables::on_the_list_of;
use db::Visible;
use kernel::{Ctx, EditionId, Permission, Visibility};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::SelectStatement};

pub(crate) mod session_row {
    use crate::session::{Languages, SessionKind, SessionState};
    use directory::city::CityId;
    use kernel::{AccountId, EditionId, LocalizedText, RoomId, SessionId, Timestamp, TrackId, Visibility};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SessionId,
        pub edition: EditionId,
        pub code: String,
        pub parent: Option<SessionId>,
        pub kind: SessionKind,
        pub title: LocalizedText,
        pub summary: LocalizedText,
        pub track: Option<TrackId>,
        pub languages: Languages,
        pub interpretation: Languages,
        pub visibility: Visibility,
        pub concealed_by: Option<AccountId>,
        pub state: SessionState,
        pub starts_at: Option<Timestamp>,
        pub minutes: i32,
        pub room: Option<RoomId>,
        pub city: Option<CityId>,
        pub capacity: Option<i32>,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod person_row {
    use crate::session::PersonRole;
    use kernel::{EditionId, PersonId, SessionId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session_person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: PersonRole,
        pub position: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod level_row {
    use crate::rules::{Level, Rule};
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "rule_level")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub rule: Rule,
        pub level: Level,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod release_row {
    use kernel::{AccountId, EditionId, ReleaseId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "programme_release")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReleaseId,
        pub edition: EditionId,
        pub number: i32,
        pub name: String,
        pub note: String,
        pub released_at: Timestamp,
        pub released_by: Option<AccountId>,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod released_row {
    use crate::release::Content;
    use kernel::{EditionId, ReleaseId, SessionId, Visibility};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "released_session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub release: ReleaseId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub edition: EditionId,
        pub visibility: Visibility,
        pub sequence: i32,
        pub content: Content,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod star_list_row {
    use crate::stars::StarListId;
    use kernel::{AccountId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "star_list")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: StarListId,
        pub browser: Option<String>,
        pub account: Option<AccountId>,
        pub feed: Option<String>,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod star_row {
    use crate::stars::StarListId;
    use kernel::{EditionId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "star")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub list: StarListId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub session: SessionId,
        pub edition: EditionId,
        pub starred_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod notice_row {
    use kernel::{AccountId, ReleaseId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub release: ReleaseId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub told_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod absence_row {
    use crate::absence::AbsenceId;
    use kernel::{AccountId, EditionId, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "absence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AbsenceId,
        pub edition: EditionId,
        pub person: PersonId,
        pub starts_at: Timestamp,
        pub ends_at: Timestamp,
        pub note: String,
        pub stated_at: Timestamp,
        pub stated_by: Option<AccountId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The editions whose desk the viewer may read; `None` is all of them.
fn staffed(ctx: &Ctx) -> Option<Vec<EditionId>> {
    if ctx.can_in_house(Permission::ReadDesk) {
        return None;
    }
    ctx.viewer().editions_with(Permission::ReadDesk, ctx.now())
}

/// Rows of the editions whose desk the viewer may read.
pub(crate) fn staff_of<C: ColumnTrait>(ctx: &Ctx, edition: C) -> Condition {
    match staffed(ctx) {
        None => Condition::all(),
        Some(editions) if editions.is_empty() => db::nobody(),
        Some(editions) => Condition::all().add(edition.is_in(editions)),
    }
}

/// The sessions that the viewer takes part in, and those behind a door that
/// the viewer closed. `session` is the column that holds the session's key.
pub(crate) fn in_the_room<C: ColumnTrait>(ctx: &Ctx, session: C) -> Condition {
    let mut condition = Condition::any().add(db::nobody());
    // A token opens no closed door, not even to who closed it.
    if ctx.viewer().reach().is_some() {
        return condition;
    }
    if let Some(person) = ctx.viewer().person_id() {
        condition = condition.add(session.in_subquery(sessions_of(person)));
    }
    if let Some(account) = ctx.viewer().account_id() {
        condition = condition.add(session.in_subquery(closed_by(account)));
    }
    condition
}

#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
fn sessions_of(person: kernel::PersonId) -> SelectStatement {
    person_row::Entity::find()
        .filter(person_row::Column::Person.eq(person))
        .select_only()
        .column(person_row::Column::Session)
        .into_query()
}

#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
fn closed_by(account: kernel::AccountId) -> SelectStatement {
    session_row::Entity::find()
        .filter(session_row::Column::ConcealedBy.eq(account))
        .select_only()
        .column(session_row::Column::Id)
        .into_query()
}

impl Visible for session_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let open = session_row::Column::Visibility.ne(Visibility::Concealed);
        let known = Condition::any().add(open).add(in_the_room(ctx, session_row::Column::Id));
        Condition::all().add(staff_of(ctx, session_row::Column::Edition)).add(known)
    }
}

impl Visible for person_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let sessions =
            db::select::<session_row::Entity>(ctx).select_only().column(session_row::Column::Id).into_query();
        Condition::all()
            .add(staff_of(ctx, person_row::Column::Edition))
            .add(person_row::Column::Session.in_subquery(sessions))
    }
}

/// Who was told is counted by Convoke itself; nobody reads it.
impl Visible for notice_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        db::system_only(ctx)
    }
}

/// When somebody cannot come is that person's business and the desk's that plans
/// around it; that it is so, the rules say without the note.
impl Visible for absence_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let Some(editions) = ctx.viewer().editions_with(Permission::ReadContacts, ctx.now()) else {
            return Condition::all();
        };
        let mut any = Condition::any().add(db::nobody());
        if let Some(own) = ctx.viewer().person_id() {
            any = any.add(absence_row::Column::Person.eq(own));
        }
        if !editions.is_empty() {
            any = any.add(absence_row::Column::Edition.is_in(editions));
        }
        any
    }
}

impl Visible for level_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        staff_of(ctx, level_row::Column::Edition)
    }
}

/// That an edition has a release is known to whoever knows the edition.
impl Visible for release_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        Condition::all().add(release_row::Column::Edition.in_subquery(congress::visible_editions(ctx)))
    }
}

impl Visible for released_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use released_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let mut known = Condition::any().add(Column::Visibility.eq(Visibility::Public));
        if !ctx.viewer().is_stranger() {
            let invited =
                Condition::all().add(Column::Visibility.eq(Visibility::InviteOnly)).add(staff_of(ctx, Column::Edition));
            known = known
                .add(Column::Visibility.eq(Visibility::Registered))
                .add(invited)
                .add(in_the_room(ctx, Column::Session));
            // Whoever the desk put on the list of an invite-only session is invited.
            if let Some(account) = ctx.viewer().account_id().filter(|_| ctx.viewer().reach().is_none()) {
                let listed = Column::Session.in_subquery(on_the_list_of(account));
                known = known.add(Condition::all().add(Column::Visibility.eq(Visibility::InviteOnly)).add(listed));
            }
        }
        Condition::all().add(Column::Edition.in_subquery(congress::visible_editions(ctx))).add(known)
    }
}

/// A list is opened by its token, which the caller has proved to hold; the
/// account's own is opened by being signed in.
impl Visible for star_list_row::Entity {
    fn visible(_: &Ctx) -> Condition {
        Condition::all()
    }
}

/// Stars are reached through their list.
impl Visible for star_row::Entity {
    fn visible(_: &Ctx) -> Condition {
        Condition::all()
    }
}
