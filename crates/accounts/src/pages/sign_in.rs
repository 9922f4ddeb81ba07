//! Asking for a code, leaving, and the demonstration's local links.

use super::{
    NextQuery, browser,
    cookie::{self, Awaiting},
    held, problems_of,
};
use crate::{local_link, local_path::LocalPath, passkey, rate, role, secret::Token, session, sign_in};
use axum::{extract::Path, response::Response};
use axum_extra::extract::Query;
use kernel::{EmailAddress, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", show, Who::Anyone, "/sign-in")
        .post("/sign-in", ask, Who::Anyone, "/sign-in")
        .get("/sign-in/local/{token}", local, Who::Demonstration, "/sign-in/local/none")
        .post("/sign-out", sign_out, Who::Anyone, "/sign-out")
}

#[derive(askama::Template)]
#[template(path = "accounts/sign-in.html")]
struct SignInPage {
    page: Page,
    form: Form,
    next: String,
    has_passkeys: bool,
}

/// The page as it stands after a submission, or before the first one.
pub(super) fn page(cx: &Cx, form: Form, next: &str) -> impl askama::Template + use<> {
    SignInPage {
        page: cx.page(),
        form,
        next: LocalPath::parse(next).map_or_else(String::new, |next| next.as_str().to_owned()),
        has_passkeys: passkey::relying_party(&cx.app().settings().origin).is_some(),
    }
}

async fn show(cx: Cx, Query(query): Query<NextQuery>) -> web::Result<Response> {
    web::ok(&page(&cx, Form::new(), &query.next))
}

async fn ask(cx: Cx, sent: Submission) -> web::Result<Response> {
    match read(&cx, &sent) {
        Err(problems) => refused(&cx, &sent, &problems),
        Ok(asking) => match sign_in::ask(cx.db(), cx.ctx(), &asking).await {
            Ok(token) => Ok(Awaiting::Code.give(&cx, web::see_other(&cx, "/sign-in/code"), &token)),
            Err(error) => refused(&cx, &sent, &problems_of(error)?),
        },
    }
}

fn read(cx: &Cx, sent: &Submission) -> Result<sign_in::Asking, Problems> {
    let mut problems = sent.problems.clone();
    let email = problems.take("email", EmailAddress::parse(sent.value("email")));
    match email {
        Some(email) if problems.is_empty() => Ok(sign_in::Asking {
            email,
            next: LocalPath::parse(sent.value("next")),
            network: rate::network(cx.peer()),
            origin: cx.app().settings().origin.clone(),
            hinted: false,
        }),
        _ => Err(problems),
    }
}

fn refused(cx: &Cx, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&page(cx, form, sent.value("next")))
}

/// Where somebody goes who has just come in: staff show their second factor first.
pub(super) async fn landing(cx: &Cx, entered: &sign_in::Entered) -> web::Result<Response> {
    let next = entered.next.as_ref().map_or("", LocalPath::as_str);
    let response = if role::is_staff(cx.db(), cx.ctx(), entered.account).await? {
        let query = if next.is_empty() { String::new() } else { format!("?next={}", query_escaped(next)) };
        web::see_other(cx, &format!("/account/second-factor{query}"))
    } else if entered.is_new {
        web::with_flash(cx, "/account", FlashKind::Done, "accounts-flash-welcome")
    } else {
        web::with_flash(
            cx,
            if next.is_empty() { "/account" } else { next },
            FlashKind::Done,
            "accounts-flash-signed-in",
        )
    };
    let response = Awaiting::Code.take_back(cx, response);
    Ok(cookie::give_session(cx, response, &entered.session))
}

/// A path inside a query.
pub(super) fn query_escaped(path: &str) -> String {
    path.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B")
}

async fn sign_out(cx: Cx) -> web::Result<Response> {
    if let Some(token) = held(&cx) {
        session::sign_out(cx.db(), cx.ctx(), &token).await?;
    }
    let response = web::with_flash(&cx, "/", FlashKind::Done, "accounts-flash-signed-out");
    Ok(cookie::take_session_back(&cx, response))
}

/// A link from the console must work by being opened, so this GET opens a
/// session; it exists in the demonstration only, and for this machine only.
async fn local(cx: Cx, Path(token): Path<String>, Query(query): Query<NextQuery>) -> web::Result<Response> {
    let token = Token::parse(&token).ok_or(web::Error::NotFound)?;
    let session = local_link::follow(cx.db(), cx.ctx(), &token, &browser(&cx)).await?;
    let next = LocalPath::parse(&query.next);
    let target = next.as_ref().map_or("/", LocalPath::as_str);
    Ok(cookie::give_session(&cx, web::see_other(&cx, target), &session))
}
