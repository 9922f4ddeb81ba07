//! Roles of an edition, and of the house: list, give, end.

use super::{
    account::role_key,
    moment::{first_day, last_day},
    problems_of,
};
use crate::{
    role::{self, GrantLine, NewGrant, Reach},
    setup::{EditionPlace, Setup},
};
use axum::{Extension, extract::Path, response::Response};
use jiff::tz::TimeZone;
use kernel::{Permission, Problems, Role};
use std::sync::Arc;
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};

pub(super) fn routes() -> Routes {
    let of_edition = Who::Staff(Permission::ManageRoles);
    let of_house = Who::House(Permission::ManageRoles);
    let ending = "/hangzhou-2024/desk/roles/00000000-0000-7000-8000-000000000000/ending";
    let house_ending = "/house/roles/00000000-0000-7000-8000-000000000000/ending";
    Routes::new()
        .get("/{edition}/desk/roles", show, of_edition, "/hangzhou-2024/desk/roles")
        .post("/{edition}/desk/roles", give, of_edition, "/hangzhou-2024/desk/roles")
        .post("/{edition}/desk/roles/{id}/ending", end, of_edition, ending)
        .get("/house/roles", show_house, of_house, "/house/roles")
        .post("/house/roles", give_house, of_house, "/house/roles")
        .post("/house/roles/{id}/ending", end_house, of_house, house_ending)
}

struct Line {
    id: String,
    name: String,
    email: String,
    role: String,
    /// The first day, when it is still to come.
    from: String,
    until: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/roles.html")]
struct RolesPage {
    page: Page,
    form: Form,
    lines: Vec<Line>,
    roles: Vec<(&'static str, String, String)>,
    /// Path of this page, without language.
    here: String,
    whole_house: bool,
}

/// An edition's roles, or the house's.
struct Place {
    edition: Option<EditionPlace>,
}

impl Place {
    async fn edition(cx: &Cx, setup: &Setup, slug: &str) -> web::Result<Self> {
        let place = setup.editions.by_slug(cx, slug).await?;
        cx.require(Permission::ManageRoles, place.id)?;
        Ok(Self { edition: Some(place) })
    }

    fn house(cx: &Cx) -> web::Result<Self> {
        cx.require_in_house(Permission::ManageRoles)?;
        Ok(Self { edition: None })
    }

    fn path(&self) -> String {
        self.edition.as_ref().map_or_else(|| "/house/roles".to_owned(), |e| format!("/{}/desk/roles", e.header.slug))
    }

    fn zone(&self) -> TimeZone {
        self.edition.as_ref().map_or(TimeZone::UTC, |edition| edition.zone.rules().clone())
    }

    fn reach(&self, cx: &Cx) -> Reach {
        match &self.edition {
            Some(edition) => Reach {
                edition: Some(edition.id),
                name: edition.header.name.clone(),
                desk: format!("/{}/desk", edition.header.slug),
            },
            None => Reach { edition: None, name: cx.text().t("accounts-whole-house"), desk: "/account".to_owned() },
        }
    }

    fn page(&self, cx: &Cx) -> Page {
        self.edition.as_ref().map_or_else(|| cx.page(), |edition| cx.edition_page(edition.id, edition.header.clone()))
    }

    fn line(&self, cx: &Cx, grant: GrantLine) -> Line {
        Line {
            id: grant.id.to_string(),
            name: grant.name,
            email: grant.email,
            role: cx.text().t(&role_key(grant.role)),
            from: if grant.from > cx.now() { first_day(grant.from, &self.zone(), cx.locale()) } else { String::new() },
            until: grant.until.map_or_else(String::new, |until| last_day(until, &self.zone(), cx.locale())),
        }
    }

    async fn render(&self, cx: &Cx, form: Form) -> web::Result<RolesPage> {
        let text = cx.text();
        let option =
            |role: &Role| (role.as_str(), text.t(&role_key(*role)), text.t(&format!("{}-hint", role_key(*role))));
        let grants = role::list(cx.db(), cx.ctx(), self.edition.as_ref().map(|e| e.id)).await?;
        Ok(RolesPage {
            page: self.page(cx),
            form,
            lines: grants.into_iter().map(|grant| self.line(cx, grant)).collect(),
            roles: Role::ALL.iter().map(option).collect(),
            here: self.path(),
            whole_house: self.edition.is_none(),
        })
    }

    async fn refused(&self, cx: &Cx, form: &Form, problems: &Problems) -> web::Result<Response> {
        let form = form.clone().with_problems(problems, cx.text());
        web::invalid(&self.render(cx, form).await?)
    }

    async fn give(&self, cx: &Cx, sent: &Submission) -> web::Result<Response> {
        let grant = match NewGrant::read(sent, &self.zone(), cx.now()) {
            Ok(grant) => grant,
            Err(problems) => return self.refused(cx, &sent.form, &problems).await,
        };
        let origin = &cx.app().settings().origin;
        match role::give(cx.db(), cx.ctx(), &self.reach(cx), &grant, origin).await {
            Ok(()) => Ok(web::with_flash(cx, &self.path(), FlashKind::Done, "accounts-flash-role-given")),
            Err(error) => self.refused(cx, &sent.form, &problems_of(error)?).await,
        }
    }

    async fn end(&self, cx: &Cx, grant: uuid::Uuid) -> web::Result<Response> {
        match role::end(cx.db(), cx.ctx(), self.edition.as_ref().map(|e| e.id), grant).await {
            Ok(()) => Ok(web::with_flash(cx, &self.path(), FlashKind::Done, "accounts-flash-role-ended")),
            Err(error) => self.refused(cx, &Form::new(), &problems_of(error)?).await,
        }
    }
}

type Shared = Extension<Arc<Setup>>;

async fn show(cx: Cx, Extension(setup): Shared, Path(slug): Path<String>) -> web::Result<Response> {
    web::ok(&Place::edition(&cx, &setup, &slug).await?.render(&cx, Form::new()).await?)
}

async fn give(cx: Cx, Extension(setup): Shared, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    Place::edition(&cx, &setup, &slug).await?.give(&cx, &sent).await
}

async fn end(cx: Cx, Extension(setup): Shared, Path((slug, id)): Path<(String, uuid::Uuid)>) -> web::Result<Response> {
    Place::edition(&cx, &setup, &slug).await?.end(&cx, id).await
}

async fn show_house(cx: Cx) -> web::Result<Response> {
    web::ok(&Place::house(&cx)?.render(&cx, Form::new()).await?)
}

async fn give_house(cx: Cx, sent: Submission) -> web::Result<Response> {
    Place::house(&cx)?.give(&cx, &sent).await
}

async fn end_house(cx: Cx, Path(id): Path<uuid::Uuid>) -> web::Result<Response> {
    Place::house(&cx)?.end(&cx, id).await
}
