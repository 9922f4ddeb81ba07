//! The one door to rows.

use kernel::Ctx;
use sea_orm::{
    Condition, EntityTrait, QueryFilter, Select,
    sea_query::{Expr, ExprTrait},
};

/// An entity that says which of its rows a viewer may know of.
pub trait Visible: EntityTrait {
    /// The condition that every query on this entity carries.
    fn visible(ctx: &Ctx) -> Condition;
}

/// A query that returns only what the viewer of `ctx` may see.
#[expect(clippy::disallowed_methods, reason = "the one door: the viewer's condition is applied here")]
pub fn select<E: Visible>(ctx: &Ctx) -> Select<E> {
    E::find().filter(E::visible(ctx))
}

/// The condition that no row fulfils.
pub fn nobody() -> Condition {
    Condition::all().add(ExprTrait::eq(Expr::value(1), 0))
}

/// All rows for Convoke itself, none for anybody else.
pub fn system_only(ctx: &Ctx) -> Condition {
    if ctx.viewer().is_system() { Condition::all() } else { nobody() }
}
