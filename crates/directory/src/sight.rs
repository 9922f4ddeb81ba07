//! Who sees which row. Every query of this crate carries one of these
//! conditions; fields inside a row are opened by [`crate::person::Sight`].
//!
//! * A stranger sees a person when three things hold together: the person
//!   agreed to be listed for everybody, the staff listed the person, and the
//!   edition is one that the stranger may know of.
//! * Somebody signed in sees the same, and what was opened to the registered.
//! * Staff who may read contacts see all people of their own editions.
//! * A person sees himself or herself, whole.

use crate::{
    consent::Purpose,
    tables::{
        consent_row, delegation_row, disclosure_row, member_row, office_row, organisation_row, participation_row,
        person_row, presence_row, rank_row, version_row,
    },
};
use db::{Visible, nobody};
use kernel::{Ctx, EditionId, Permission, PersonId, Visibility};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr},
};

/// The audiences that this viewer belongs to.
pub(crate) fn audiences(ctx: &Ctx) -> Vec<Visibility> {
    if ctx.viewer().is_stranger() { vec![Visibility::Public] } else { vec![Visibility::Public, Visibility::Registered] }
}

/// The editions in which the viewer may do `permission`; `None` is all.
pub(crate) fn reach(ctx: &Ctx, permission: Permission) -> Option<Vec<EditionId>> {
    ctx.viewer().editions_with(permission, ctx.now())
}

/// A column of the row around a subquery.
#[derive(Clone, Copy)]
struct Outer<E: EntityTrait>(E, E::Column);

impl<E: EntityTrait> Outer<E> {
    fn is<F: EntityTrait>(self, inner: F, column: F::Column) -> SimpleExpr {
        Expr::col((inner, column)).equals((self.0, self.1))
    }

    fn is_person(self, person: PersonId) -> SimpleExpr {
        ExprTrait::eq(Expr::col((self.0, self.1)), person)
    }

    /// The person agreed to `purpose` for an audience of this viewer.
    fn opened(self, ctx: &Ctx, purpose: Purpose) -> SimpleExpr {
        use disclosure_row::{Column, Entity};
        Expr::exists(
            rows(Entity)
                .filter(self.is(Entity, Column::Person))
                .filter(Column::Purpose.eq(purpose))
                .filter(Column::Audience.is_in(audiences(ctx)))
                .into_query(),
        )
    }

    /// The staff listed the person in an edition that this viewer knows of.
    fn listed(self, ctx: &Ctx) -> SimpleExpr {
        use participation_row::{Column, Entity};
        Expr::exists(
            rows(Entity)
                .filter(self.is(Entity, Column::Person))
                .filter(Column::Listed.eq(true))
                .filter(Column::Edition.in_subquery(congress::visible_editions(ctx)))
                .into_query(),
        )
    }

    /// The person takes part in one of `editions`.
    fn takes_part(self, editions: Vec<EditionId>) -> SimpleExpr {
        use participation_row::{Column, Entity};
        Expr::exists(
            rows(Entity).filter(self.is(Entity, Column::Person)).filter(Column::Edition.is_in(editions)).into_query(),
        )
    }

    /// The staff listed the organisation in an edition that this viewer knows of.
    fn announced(self, ctx: &Ctx) -> SimpleExpr {
        use presence_row::{Column, Entity};
        Expr::exists(
            rows(Entity)
                .filter(self.is(Entity, Column::Organisation))
                .filter(Column::Listed.eq(true))
                .filter(Column::Edition.in_subquery(congress::visible_editions(ctx)))
                .into_query(),
        )
    }

    /// The organisation takes part in one of `editions`.
    fn present_in(self, editions: Vec<EditionId>) -> SimpleExpr {
        use presence_row::{Column, Entity};
        Expr::exists(
            rows(Entity)
                .filter(self.is(Entity, Column::Organisation))
                .filter(Column::Edition.is_in(editions))
                .into_query(),
        )
    }
}

/// All rows of a table, for the inside of a condition: never returned.
#[expect(clippy::disallowed_methods, reason = "conditions are what `db::select` is made of")]
fn rows<E: EntityTrait>(_: E) -> sea_orm::Select<E> {
    E::find().select_only().expr(Expr::value(1))
}

/// The rows about a person that are seen when the person is known to the
/// viewer in full, or else when `otherwise` holds.
fn about<E: EntityTrait + Copy>(ctx: &Ctx, person: Outer<E>, otherwise: Option<Condition>) -> Condition {
    let Some(editions) = reach(ctx, Permission::ReadContacts) else {
        return Condition::all();
    };
    let mut any = Condition::any();
    if let Some(own) = ctx.viewer().person_id() {
        any = any.add(person.is_person(own));
    }
    if !editions.is_empty() {
        any = any.add(person.takes_part(editions));
    }
    match otherwise {
        Some(open) => any.add(open),
        None if any.is_empty() => nobody(),
        None => any,
    }
}

/// The person is known to this viewer without any right to know more.
fn openly_known<E: EntityTrait + Copy>(ctx: &Ctx, person: Outer<E>) -> Condition {
    Condition::all().add(person.opened(ctx, Purpose::Listing)).add(person.listed(ctx))
}

/// What must hold of every person a viewer without any reach sees, said once
/// more so that the engine can begin at the few who opened themselves instead
/// of asking about everybody. `None` where it would be wrong.
pub(crate) fn begins_at_the_open(ctx: &Ctx) -> Option<SimpleExpr> {
    use disclosure_row::{Column, Entity};
    let has_reach = reach(ctx, Permission::ReadContacts).is_none_or(|editions| !editions.is_empty());
    if has_reach || ctx.viewer().person_id().is_some() {
        return None;
    }
    let open = db::select::<Entity>(ctx)
        .filter(Column::Purpose.eq(Purpose::Listing))
        .filter(Column::Audience.is_in(audiences(ctx)))
        .select_only()
        .column(Column::Person)
        .into_query();
    Some(person_row::Column::Id.in_subquery(open))
}

impl Visible for person_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let person = Outer(Self, person_row::Column::Id);
        about(ctx, person, Some(openly_known(ctx, person)))
    }
}

impl Visible for participation_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use participation_row::Column;
        let Some(editions) = reach(ctx, Permission::ReadContacts) else {
            return Condition::all();
        };
        let person = Outer(Self, Column::Person);
        let open = Condition::all()
            .add(Column::Listed.eq(true))
            .add(Column::Edition.in_subquery(congress::visible_editions(ctx)))
            .add(person.opened(ctx, Purpose::Listing));
        Condition::any()
            .add(open)
            .add_option(ctx.viewer().person_id().map(|own| Column::Person.eq(own)))
            .add_option((!editions.is_empty()).then(|| Column::Edition.is_in(editions)))
    }
}

impl Visible for consent_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        about(ctx, Outer(Self, consent_row::Column::Person), None)
    }
}

/// What a record said before is the person's and the staff's, as a whole record is.
impl Visible for version_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        about(ctx, Outer(Self, version_row::Column::Person), None)
    }
}

/// For conditions of other domains: the person of a row is known to this viewer
/// and shows them `purpose`. Asked in the query, so that a withdrawal holds with
/// the same commit.
pub fn shows<E: EntityTrait + Copy>(ctx: &Ctx, entity: E, person: E::Column, purpose: Purpose) -> Condition {
    let person = Outer(entity, person);
    openly_known(ctx, person).add(person.opened(ctx, purpose))
}

impl Visible for disclosure_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let open = Condition::all().add(disclosure_row::Column::Audience.is_in(audiences(ctx)));
        about(ctx, Outer(Self, disclosure_row::Column::Person), Some(open))
    }
}

impl Visible for office_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use office_row::Column;
        let person = Outer(Self, Column::Person);
        // The title alone may give away an organisation that is not announced.
        let seat_known =
            Condition::any().add(Column::Organisation.is_null()).add(Outer(Self, Column::Organisation).announced(ctx));
        let open = openly_known(ctx, person).add(person.opened(ctx, Purpose::Organisation)).add(seat_known);
        about(ctx, person, Some(open))
    }
}

impl Visible for organisation_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let Some(editions) = reach(ctx, Permission::ReadDesk) else {
            return Condition::all();
        };
        let organisation = Outer(Self, organisation_row::Column::Id);
        let own = (!editions.is_empty()).then(|| organisation.present_in(editions));
        Condition::any().add(organisation.announced(ctx)).add_option(own)
    }
}

/// Rows of an edition that are public when they say so, and known to its staff.
fn public_or_staffed<C: ColumnTrait>(ctx: &Ctx, edition: C, public: C, permission: Permission) -> Condition {
    let Some(editions) = reach(ctx, permission) else {
        return Condition::all();
    };
    let open = Condition::all().add(public.eq(true)).add(edition.in_subquery(congress::visible_editions(ctx)));
    Condition::any().add(open).add_option((!editions.is_empty()).then(|| edition.is_in(editions)))
}

impl Visible for presence_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use presence_row::Column;
        public_or_staffed(ctx, Column::Edition, Column::Listed, Permission::ReadDesk)
    }
}

impl Visible for delegation_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        use delegation_row::Column;
        public_or_staffed(ctx, Column::Edition, Column::Announced, Permission::ReadDesk)
    }
}

impl Visible for rank_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        match reach(ctx, Permission::ReadDesk) {
            None => Condition::all(),
            Some(editions) if editions.is_empty() => nobody(),
            Some(editions) => Condition::all().add(rank_row::Column::Edition.is_in(editions)),
        }
    }
}

/// Who travels in a delegation is known to the staff of its edition, and to
/// every member about himself or herself.
impl Visible for member_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        let Some(editions) = reach(ctx, Permission::ReadContacts) else {
            return Condition::all();
        };
        let mut any = Condition::any();
        if let Some(own) = ctx.viewer().person_id() {
            any = any.add(member_row::Column::Person.eq(own));
        }
        if !editions.is_empty() {
            any = any.add(member_row::Column::Delegation.in_subquery(delegations_of(editions)));
        }
        if any.is_empty() { nobody() } else { any }
    }
}

#[expect(clippy::disallowed_methods, reason = "conditions are what `db::select` is made of")]
fn delegations_of(editions: Vec<EditionId>) -> SelectStatement {
    delegation_row::Entity::find()
        .select_only()
        .column(delegation_row::Column::Id)
        .filter(delegation_row::Column::Edition.is_in(editions))
        .into_query()
}
