//! The tables. What somebody handed in is theirs, the staff's who read contacts,
//! and of a session's moderator; what is about a closed door stays behind it.

use db::{Visible, nobody};
use directory::{Capture, Purpose, recording::agreed, shows};
use kernel::{Ctx, EditionId, Permission};
use programme::speaking::{known_sessions, moderated_by, on_stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

pub(crate) mod task_row {
    use crate::{kind::TaskKind, task::ScopeWord, task::TaskId};
    use kernel::{EditionId, LocalizedText, SessionId, Slug, Timestamp};
    use programme::session::PersonRole;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_task")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TaskId,
        pub edition: EditionId,
        pub slug: Slug,
        pub kind: TaskKind,
        pub title: LocalizedText,
        pub note: LocalizedText,
        pub scope: ScopeWord,
        pub role: Option<PersonRole>,
        pub session: Option<SessionId>,
        pub due_at: Timestamp,
        pub reminds: bool,
        pub revision: i64,
        pub created_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod file_row {
    use crate::{file::FileId, task::TaskId};
    use blob::{Digest, Kind};
    use kernel::{EditionId, PersonId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FileId,
        pub edition: EditionId,
        pub task: TaskId,
        pub person: PersonId,
        pub session: Option<SessionId>,
        pub digest: Digest,
        pub name: String,
        pub size: i64,
        pub kind: Kind,
        pub handed_in_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod item_row {
    use crate::{file::FileId, kind::ItemState, profile::Profile, task::TaskId};
    use kernel::{EditionId, PersonId, SessionId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task: TaskId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub about: Uuid,
        pub edition: EditionId,
        pub session: Option<SessionId>,
        pub state: ItemState,
        pub answer: String,
        pub profile: Profile,
        pub file: Option<FileId>,
        pub note: String,
        pub handed_in_at: Option<Timestamp>,
        pub changed_at: Timestamp,
        pub revision: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod link_row {
    use crate::link::LinkId;
    use kernel::{AccountId, EditionId, EmailAddress, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LinkId,
        pub edition: EditionId,
        pub person: PersonId,
        pub token_hash: String,
        pub email: EmailAddress,
        pub sent_at: Timestamp,
        pub sent_by: Option<AccountId>,
        pub used_at: Option<Timestamp>,
        pub revoked_at: Option<Timestamp>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod reminder_row {
    use crate::{reminder::Urgency, task::TaskId};
    use kernel::{PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub task: TaskId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub about: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: Urgency,
        pub reminded_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod seen_row {
    use kernel::{EditionId, PersonId, Timestamp};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "speaker_seen")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        pub seen_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The editions in which the viewer looks after speakers; `None` is all of them.
fn staffed(ctx: &Ctx) -> Option<Vec<EditionId>> {
    ctx.viewer().editions_with(Permission::ReadContacts, ctx.now())
}

fn of_staff<C: ColumnTrait>(ctx: &Ctx, edition: C) -> Condition {
    match staffed(ctx) {
        None => Condition::all(),
        Some(editions) if editions.is_empty() => nobody(),
        Some(editions) => Condition::all().add(edition.is_in(editions)),
    }
}

/// What staff may know of: nothing about a session behind a closed door.
fn of_staff_and_known<C: ColumnTrait>(ctx: &Ctx, edition: C, session: C) -> Condition {
    if ctx.viewer().is_system() {
        return Condition::all();
    }
    let known = Condition::any().add(session.is_null()).add(session.in_subquery(known_sessions(ctx)));
    of_staff(ctx, edition).add(known)
}

/// What an edition asks its speakers is told to those whom it asks, by the verbs
/// of this crate; by itself only to its staff, and never what is asked of a
/// session behind a closed door.
impl Visible for task_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        of_staff_and_known(ctx, task_row::Column::Edition, task_row::Column::Session)
    }
}

impl Visible for item_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use item_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let mut any = Condition::any().add(of_staff_and_known(ctx, Column::Edition, Column::Session));
        if let Some(own) = ctx.viewer().person_id() {
            let led = Condition::all()
                .add(Column::Task.in_subquery(tasks_for_moderators()))
                .add(Column::Session.in_subquery(moderated_by(own)));
            any = any.add(Column::Person.eq(own)).add(led);
        }
        any
    }
}

/// Slides and texts of a session are its moderator's business; travel is not.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
fn tasks_for_moderators() -> SelectStatement {
    use crate::kind::TaskKind;
    task_row::Entity::find()
        .filter(task_row::Column::Kind.is_in([TaskKind::Slides, TaskKind::Abstract]))
        .select_only()
        .column(task_row::Column::Id)
        .into_query()
}

impl Visible for file_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use file_row::Column;
        if ctx.viewer().is_system() {
            return Condition::all();
        }
        let mut any = Condition::any()
            .add(of_staff_and_known(ctx, Column::Edition, Column::Session))
            .add(published(ctx))
            .add(portraits(ctx));
        if let Some(own) = ctx.viewer().person_id() {
            let led = Condition::all()
                .add(Column::Task.in_subquery(tasks_for_moderators()))
                .add(Column::Session.in_subquery(moderated_by(own)));
            any = any.add(Column::Person.eq(own)).add(led);
        }
        any
    }
}

/// Slides that the desk accepted, of somebody who agreed and still speaks, for a
/// session of the latest release that this viewer may know of. All of it is asked
/// in the query, so that a withdrawal closes the file with the same commit.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
pub(crate) fn published(ctx: &Ctx) -> Condition {
    use crate::kind::TaskKind;
    use file_row::Column;
    let slides = task_row::Entity::find()
        .filter(task_row::Column::Kind.eq(TaskKind::Slides))
        .select_only()
        .column(task_row::Column::Id)
        .into_query();
    Condition::all()
        .add(Column::Task.in_subquery(slides))
        .add(Expr::exists(accepted_item()))
        .add(agreed(file_row::Entity, Column::Edition, Column::Person, Capture::Slides))
        .add(on_stage(ctx, file_row::Entity, Column::Session, Column::Person))
}

/// Portraits that the desk accepted, of people whom this viewer knows and who
/// show them their portrait.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
pub(crate) fn portraits(ctx: &Ctx) -> Condition {
    use crate::kind::TaskKind;
    use file_row::Column;
    let asked = task_row::Entity::find()
        .filter(task_row::Column::Kind.eq(TaskKind::Portrait))
        .select_only()
        .column(task_row::Column::Id)
        .into_query();
    Condition::all().add(Column::Task.in_subquery(asked)).add(Expr::exists(accepted_item())).add(shows(
        ctx,
        file_row::Entity,
        Column::Person,
        Purpose::Photo,
    ))
}

/// The row of `speaker_item` around which the file of the outer query was accepted.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
fn accepted_item() -> SelectStatement {
    use crate::kind::ItemState;
    item_row::Entity::find()
        .filter(Expr::col((item_row::Entity, item_row::Column::File)).equals((file_row::Entity, file_row::Column::Id)))
        .filter(item_row::Column::State.eq(ItemState::Accepted))
        .select_only()
        .expr(Expr::value(1))
        .into_query()
}

impl Visible for link_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        of_staff(ctx, link_row::Column::Edition)
    }
}

/// Read while reminders are sent, by nobody else.
impl Visible for reminder_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        db::system_only(ctx)
    }
}

impl Visible for seen_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let own = ctx.viewer().person_id().map(|own| seen_row::Column::Person.eq(own));
        match staffed(ctx) {
            None => Condition::all(),
            Some(_) => Condition::any().add(of_staff(ctx, seen_row::Column::Edition)).add_option(own),
        }
    }
}
