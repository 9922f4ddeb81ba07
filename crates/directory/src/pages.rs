//! The pages: thin handlers that read, call one verb, and answer.

mod cities;
mod city_search;
mod conflict;
mod desk_delegations;
mod desk_members;
mod desk_organisations;
mod desk_people;
mod desk_person;
mod found;
mod link;
mod organisations;
mod own_consents;
mod people;

mod related_view;

use crate::{Error, related::RelatedSources};
use axum::http::StatusCode;
use kernel::{Permission, Problems};
use std::sync::Arc;
use web::{Routes, Who};

/// How many people or organisations stand on one page.
const PAGE: u64 = 60;

/// What a form that was refused is shown again with; other errors go on.
fn refusal(error: Error) -> web::Result<(StatusCode, Problems)> {
    match error {
        Error::Invalid(problems) => Ok((StatusCode::UNPROCESSABLE_ENTITY, problems)),
        other => Err(other.into()),
    }
}

/// The revision that a form was made from; a form without one is from none.
fn revision(sent: &web::Submission) -> i64 {
    sent.value("revision").parse().unwrap_or(0)
}

pub(crate) fn routes(related: RelatedSources) -> Routes {
    public_routes().and(desk_routes()).and(delegation_routes()).and(own_routes()).with(Arc::new(related))
}

fn public_routes() -> Routes {
    let all = Who::Anyone;
    Routes::new()
        .get("/{edition}/people", people::list, all, "/hangzhou-2024/people")
        .get("/{edition}/people/{person}", people::show, all, "/hangzhou-2024/people/zhu-yifan")
        .get("/{edition}/organisations", organisations::list, all, "/hangzhou-2024/organisations")
        .get(
            "/{edition}/organisations/{organisation}",
            organisations::show,
            all,
            "/hangzhou-2024/organisations/bluegrid-university",
        )
        .get("/{edition}/cities", cities::list, all, "/hangzhou-2024/cities")
        .get("/{edition}/cities/{city}", cities::show, all, "/hangzhou-2024/cities/1795565")
        .get("/cities", city_search::page, all, "/cities?q=Suzhou")
        .get("/api/cities", city_search::json, all, "/api/cities?q=Suzhou")
}

fn desk_routes() -> Routes {
    let reader = Who::Staff(Permission::ReadContacts);
    let editor = Who::Staff(Permission::EditDirectory);
    let person = "/hangzhou-2024/desk/people/zhu-yifan";
    Routes::new()
        .get("/{edition}/desk/people", desk_people::list, reader, "/hangzhou-2024/desk/people")
        .get("/{edition}/desk/people/new", desk_people::new, editor, "/hangzhou-2024/desk/people/new")
        .post("/{edition}/desk/people", desk_people::create, editor, "/hangzhou-2024/desk/people")
        .get("/{edition}/desk/people/{person}", desk_people::show, reader, person)
        .post("/{edition}/desk/people/{person}", desk_people::revise, editor, person)
        .post(
            "/{edition}/desk/people/{person}/participation",
            desk_person::take,
            editor,
            "/hangzhou-2024/desk/people/0/participation",
        )
        .post(
            "/{edition}/desk/people/{person}/consents",
            desk_person::consent,
            editor,
            "/hangzhou-2024/desk/people/zhu-yifan/consents",
        )
        .post(
            "/{edition}/desk/people/{person}/offices",
            desk_person::add_office,
            editor,
            "/hangzhou-2024/desk/people/zhu-yifan/offices",
        )
        .post(
            "/{edition}/desk/people/{person}/offices/{office}/end",
            desk_person::end_office,
            editor,
            "/hangzhou-2024/desk/people/zhu-yifan/offices/0/end",
        )
        .post(
            "/{edition}/desk/people/{person}/offices/{office}/removal",
            desk_person::remove_office,
            editor,
            "/hangzhou-2024/desk/people/zhu-yifan/offices/0/removal",
        )
        .get(
            "/{edition}/desk/organisations",
            desk_organisations::list,
            Who::Staff(Permission::ReadDesk),
            "/hangzhou-2024/desk/organisations",
        )
        .get(
            "/{edition}/desk/organisations/new",
            desk_organisations::new,
            editor,
            "/hangzhou-2024/desk/organisations/new",
        )
        .post("/{edition}/desk/organisations", desk_organisations::create, editor, "/hangzhou-2024/desk/organisations")
        .get(
            "/{edition}/desk/organisations/{organisation}",
            desk_organisations::show,
            editor,
            "/hangzhou-2024/desk/organisations/bluegrid-university",
        )
        .post(
            "/{edition}/desk/organisations/{organisation}",
            desk_organisations::revise,
            editor,
            "/hangzhou-2024/desk/organisations/bluegrid-university",
        )
}

fn delegation_routes() -> Routes {
    let reader = Who::Staff(Permission::ReadContacts);
    let editor = Who::Staff(Permission::EditDirectory);
    let delegation = "/hangzhou-2024/desk/delegations/delegation-of-baoan";
    Routes::new()
        .get("/{edition}/desk/delegations", desk_delegations::list, reader, "/hangzhou-2024/desk/delegations")
        .get("/{edition}/desk/delegations/new", desk_delegations::new, editor, "/hangzhou-2024/desk/delegations/new")
        .post("/{edition}/desk/delegations", desk_delegations::create, editor, "/hangzhou-2024/desk/delegations")
        .get("/{edition}/desk/delegations/{delegation}", desk_delegations::show, reader, delegation)
        .post("/{edition}/desk/delegations/{delegation}", desk_delegations::revise, editor, delegation)
        .post(
            "/{edition}/desk/delegations/{delegation}/members",
            desk_members::add,
            editor,
            "/hangzhou-2024/desk/delegations/delegation-of-baoan/members",
        )
        .post(
            "/{edition}/desk/delegations/{delegation}/head",
            desk_members::head,
            editor,
            "/hangzhou-2024/desk/delegations/delegation-of-baoan/head",
        )
        .post(
            "/{edition}/desk/delegations/{delegation}/removal",
            desk_members::remove,
            editor,
            "/hangzhou-2024/desk/delegations/delegation-of-baoan/removal",
        )
}

fn own_routes() -> Routes {
    Routes::new()
        .get("/account/consents", own_consents::show, Who::SignedIn, "/account/consents")
        .post("/account/consents", own_consents::state, Who::SignedIn, "/account/consents")
        .post("/account/consents/withdrawal", own_consents::withdraw_all, Who::SignedIn, "/account/consents/withdrawal")
}
