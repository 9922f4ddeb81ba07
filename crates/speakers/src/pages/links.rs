//! Following a personal link: it says who is invited, and asks for a code that
//! goes to the invited address. It signs nobody in.

use super::own::own_path;
use crate::link::{Link, follow, used};
use accounts::{hint_of, send_invited_code};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::Viewer;
use ui::{Form, Page};
use web::Cx;

#[derive(Template)]
#[template(path = "speakers/link.html")]
struct LinkPage {
    page: Page,
    form: Form,
    /// The congress, and a hint of the address; nothing when the link is worth nothing.
    invited: Option<(String, String)>,
    action: String,
}

/// What a link opens. Its edition may not be public yet: the link is the invitation to it.
async fn followed(cx: &Cx, slug: &str, token: &str) -> web::Result<Option<(Edition, Link)>> {
    let everything = cx.ctx().seen_by(Viewer::system());
    let Some(edition) = congress::edition_by_slug(cx.db(), &everything, slug).await? else { return Ok(None) };
    Ok(follow(cx.db(), cx.ctx(), edition.id, token).await?.map(|link| (edition, link)))
}

pub(super) async fn show(cx: Cx, Path((slug, token)): Path<(String, String)>) -> web::Result<Response> {
    let found = followed(&cx, &slug, &token).await?;
    if let Some((edition, link)) = &found
        && cx.viewer().person_id() == Some(link.person)
    {
        return Ok(web::see_other(&cx, &own_path(edition)));
    }
    web::ok(&sheet(&cx, found, &format!("/{slug}/speaking/links/{token}"), Form::new()))
}

fn sheet(cx: &Cx, found: Option<(Edition, Link)>, path: &str, form: Form) -> LinkPage {
    let mut page = cx.page();
    if found.is_none() {
        // A page about nothing tells nothing of where it stands.
        page.here = "/".to_owned();
    }
    let invited = found.map(|(edition, link)| (edition.name.get(cx.locale()).text.to_owned(), hint_of(&link.email)));
    let action = if invited.is_some() { page.path(path) } else { String::new() };
    LinkPage { form, invited, action, page }
}

pub(super) async fn send_code(cx: Cx, Path((slug, token)): Path<(String, String)>) -> web::Result<Response> {
    let Some((edition, link)) = followed(&cx, &slug, &token).await? else {
        return web::invalid(&sheet(&cx, None, "", Form::new()));
    };
    let answer = send_invited_code(&cx, &link.email, &own_path(&edition)).await?;
    match answer {
        Ok(response) => {
            used(cx.db(), cx.ctx(), link.id).await?;
            Ok(response)
        }
        Err(problems) => {
            let form = Form::new().with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, Some((edition, link)), &format!("/{slug}/speaking/links/{token}"), form))
        }
    }
}
