//! The permission matrix, as a page and as JSON.

use super::account::role_key;
use crate::matrix;
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use kernel::{Permission, Role};
use ui::Page;
use web::{Cx, Routes, Who};

pub(super) fn routes() -> Routes {
    Routes::new().get("/permissions", show, Who::Anyone, "/permissions").get(
        "/api/permissions",
        json,
        Who::Anyone,
        "/api/permissions",
    )
}

#[derive(askama::Template)]
#[template(path = "accounts/permissions.html")]
struct PermissionsPage {
    page: Page,
    roles: Vec<String>,
    /// What it is, and for each role whether it allows it.
    rows: Vec<(String, Vec<(String, bool)>)>,
}

async fn show(cx: Cx) -> web::Result<Response> {
    let text = cx.text();
    let roles: Vec<String> = Role::ALL.iter().map(|role| text.t(&role_key(*role))).collect();
    let row = |permission: &Permission| {
        let name = text.t(&format!("accounts-may-{}", permission.as_str().replace('_', "-")));
        let cells = Role::ALL.iter().zip(&roles).map(|(role, name)| (name.clone(), role.permits(*permission)));
        (name, cells.collect())
    };
    web::ok(&PermissionsPage { page: cx.page(), rows: Permission::ALL.iter().map(row).collect(), roles })
}

async fn json() -> Response {
    Json(matrix::json()).into_response()
}
