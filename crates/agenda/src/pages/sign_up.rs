//! The page of one's own place in a session: what is true, and one button.

use super::{released, when};
use askama::Template;
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use kernel::Problems;
use programme::{Error, ProgrammeView, SessionView, SignUpPanel, Views, sign_up};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "agenda/sign_up.html")]
struct SignUpPage {
    page: Page,
    title: String,
    lang: Option<&'static str>,
    when: String,
    place: String,
    /// The session's own page.
    back: String,
    form: Form,
    panel: Option<SignUpPanel>,
}

type At = Path<(String, String)>;

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): At,
) -> web::Result<Response> {
    let (view, session) = released(&cx, &views, &edition, &segment).await?;
    sheet(&cx, &view, &session, None).await
}

pub(super) async fn enter(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): At,
    _: Submission,
) -> web::Result<Response> {
    let (view, session) = released(&cx, &views, &edition, &segment).await?;
    match sign_up::sign_up(cx.db(), cx.ctx(), &view, &session).await {
        Ok(state) => {
            let words = if state.holds() { "agenda-flash-place" } else { "agenda-flash-line" };
            Ok(web::with_flash(&cx, &own_page(&view, &session), FlashKind::Done, words))
        }
        Err(Error::Invalid(problems)) => sheet(&cx, &view, &session, Some(&problems)).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn leave(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): At,
    _: Submission,
) -> web::Result<Response> {
    let (view, session) = released(&cx, &views, &edition, &segment).await?;
    sign_up::cancel(cx.db(), cx.ctx(), &view, &session).await?;
    Ok(web::with_flash(&cx, &own_page(&view, &session), FlashKind::Done, "agenda-flash-left"))
}

fn own_page(view: &ProgrammeView, session: &SessionView) -> String {
    format!("/{}{}", view.edition.slug, session.path())
}

async fn sheet(
    cx: &Cx,
    view: &ProgrammeView,
    session: &SessionView,
    problems: Option<&Problems>,
) -> web::Result<Response> {
    let mut page = congress::edition_page(cx, &view.edition);
    page.robots_index = false;
    // Shown under the address that can be opened again.
    page.here = format!("{}/sign-up", own_page(view, session));
    let door = sign_up::door(cx.db(), cx.ctx(), view, session).await?;
    let title = session.title_in(cx.locale());
    let status = if problems.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    web::html(
        status,
        &SignUpPage {
            title: title.text.to_owned(),
            lang: title.is_fallback.then(|| title.locale.html_lang()),
            when: when(session, cx.locale()),
            place: session.room_name.clone(),
            back: page.in_edition(session.path()),
            form: problems.map_or_else(Form::new, |problems| Form::new().with_problems(problems, cx.text())),
            panel: door.map(|door| SignUpPanel::new(&page, view, session, &door)),
            page,
        },
    )
}
