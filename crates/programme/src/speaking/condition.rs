//! Conditions for rows of other domains that hang on a session: what is written
//! here is part of their queries, never read by itself.

use crate::{
    session::PersonRole,
    tables::{person_row, release_row, released_row, session_row},
};
use kernel::{Ctx, PersonId};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, SimpleExpr},
};

/// The sessions of the draft that the viewer, as staff, may know of.
pub fn known_sessions(ctx: &Ctx) -> SelectStatement {
    db::select::<session_row::Entity>(ctx).select_only().column(session_row::Column::Id).into_query()
}

/// The sessions that somebody leads.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
pub fn moderated_by(person: PersonId) -> SelectStatement {
    person_row::Entity::find()
        .filter(person_row::Column::Person.eq(person))
        .filter(person_row::Column::Role.eq(PersonRole::Moderator))
        .select_only()
        .column(person_row::Column::Session)
        .into_query()
}

/// The session in one column stands in the latest release, as far as the viewer
/// may know, and the person in another is still in it.
#[expect(clippy::disallowed_methods, reason = "part of the condition that decides what is visible")]
pub fn on_stage<E: EntityTrait>(ctx: &Ctx, table: E, session: E::Column, person: E::Column) -> SimpleExpr {
    let released = db::select::<released_row::Entity>(ctx)
        .filter(Expr::col((released_row::Entity, released_row::Column::Session)).equals((table, session)))
        .filter(released_row::Column::Release.in_subquery(latest_releases()))
        .select_only()
        .expr(Expr::value(1))
        .into_query();
    let cast = person_row::Entity::find()
        .filter(Expr::col((person_row::Entity, person_row::Column::Session)).equals((table, session)))
        .filter(Expr::col((person_row::Entity, person_row::Column::Person)).equals((table, person)))
        .select_only()
        .expr(Expr::value(1))
        .into_query();
    Expr::exists(released).and(Expr::exists(cast))
}

/// Of each edition the release after which there is none.
fn latest_releases() -> SelectStatement {
    use release_row::{Column, Entity};
    let later = Alias::new("later");
    let after = Query::select()
        .expr(Expr::value(1))
        .from_as(Entity, later.clone())
        .and_where(Expr::col((later.clone(), Column::Edition)).equals((Entity, Column::Edition)))
        .and_where(Expr::col((later, Column::Number)).gt(Expr::col((Entity, Column::Number))))
        .to_owned();
    Query::select().column((Entity, Column::Id)).from(Entity).and_where(Expr::exists(after).not()).to_owned()
}
