//! What a visitor thought of a session; and for those who took part in it, what
//! others thought, where the edition lets them read it.

use super::{released, when};
use crate::feedback::{self, Error, Giver, NewFeedback, Summary, takes};
use askama::Template;
use axum::{
    Extension,
    extract::Path,
    http::{StatusCode, header::SET_COOKIE},
    response::Response,
};
use programme::{ProgrammeView, SessionView, Views, stars};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission, cookies::Cookie};

#[derive(Template)]
#[template(path = "agenda/feedback.html")]
struct FeedbackPage {
    page: Page,
    title: String,
    lang: Option<&'static str>,
    when: String,
    /// The session's own page.
    back: String,
    action: String,
    form: Form,
    ratings: Vec<(String, String)>,
    /// The session has begun.
    is_open: bool,
    /// Nobody is asked about it.
    is_off: bool,
    /// Something was answered before.
    is_again: bool,
    /// Somebody is signed in, and may stay without a name.
    can_be_named: bool,
    /// What others answered, for who took part.
    said: Option<Said>,
}

struct Said {
    bars: Vec<super::desk_feedback::Bar>,
    average: String,
    answers: u64,
    comments: Vec<String>,
}

type At = Path<(String, String)>;

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): At,
) -> web::Result<Response> {
    let (view, session) = released(&cx, &views, &edition, &segment).await?;
    let before = match known(&cx, true).await? {
        Some(giver) => feedback::own(cx.db(), cx.ctx(), &session, &giver).await?,
        None => None,
    };
    let is_again = before.is_some();
    let form = before.map_or_else(Form::new, |(rating, comment, named)| {
        let mut form = Form::filled([("rating", rating.to_string()), ("comment", comment)]);
        if !named {
            form.set("nameless", "yes");
        }
        form
    });
    let mut sheet = sheet(&cx, &view, &session, form).await?;
    sheet.is_again = is_again;
    web::ok(&sheet)
}

pub(super) async fn give(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): At,
    sent: Submission,
) -> web::Result<Response> {
    let (view, session) = released(&cx, &views, &edition, &segment).await?;
    // No key for a browser whose answer is refused anyway.
    let begun = takes(&session, cx.now());
    let (giver, cookie) = match known(&cx, sent.value("nameless") != "yes").await? {
        Some(giver) => (giver, None),
        None if begun && sent.problems.is_empty() && !sent.value("rating").is_empty() => {
            let (key, cookie) = stars::browser_key(&cx).await?;
            (Giver::Browser(key), cookie)
        }
        None => (Giver::Browser(String::new()), None),
    };
    let new = NewFeedback { rating: sent.value("rating"), comment: sent.value("comment") };
    let from = accounts::network(cx.peer());
    let given = feedback::give(cx.db(), cx.ctx(), (&view, &session), (&giver, &from), new, sent.problems.clone()).await;
    match given {
        Ok(()) => {
            let path = format!("/{}{}/feedback", view.edition.slug, session.path());
            Ok(with_cookie(web::with_flash(&cx, &path, FlashKind::Done, "agenda-flash-feedback"), cookie))
        }
        Err(Error::Invalid(problems)) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::html(StatusCode::UNPROCESSABLE_ENTITY, &sheet(&cx, &view, &session, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The reader as a giver, when there is something to know them by.
async fn known(cx: &Cx, named: bool) -> web::Result<Option<Giver>> {
    if let Some(account) = cx.viewer().account_id() {
        return Ok(Some(Giver::Account { account, named }));
    }
    Ok(stars::known_browser_key(cx).await?.map(Giver::Browser))
}

fn with_cookie(mut response: Response, cookie: Option<Cookie>) -> Response {
    if let Some(value) = cookie.and_then(|cookie| cookie.header()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

async fn sheet(cx: &Cx, view: &ProgrammeView, session: &SessionView, form: Form) -> web::Result<FeedbackPage> {
    let mut page = congress::edition_page(cx, &view.edition);
    page.robots_index = false;
    page.here = format!("/{}{}/feedback", view.edition.slug, session.path());
    let title = session.title_in(cx.locale());
    let said = feedback::for_speaker(cx.db(), cx.ctx(), view.edition.id, session).await?;
    Ok(FeedbackPage {
        title: title.text.to_owned(),
        lang: title.is_fallback.then(|| title.locale.html_lang()),
        when: when(session, cx.locale()),
        back: page.in_edition(session.path()),
        action: page.in_edition(format!("{}/feedback", session.path())),
        form,
        ratings: (1..=5).rev().map(|n| (n.to_string(), page.t(&format!("agenda-rating-{n}")))).collect(),
        is_open: takes(session, cx.now()),
        is_off: !session.asks_opinion,
        is_again: false,
        can_be_named: !cx.viewer().is_stranger(),
        said: said.map(|(summary, comments)| said_by(&page, &summary, comments)),
        page,
    })
}

fn said_by(page: &Page, summary: &Summary, comments: Vec<String>) -> Said {
    Said {
        bars: super::desk_feedback::bars(page, summary),
        average: super::desk_feedback::average(summary),
        answers: summary.answers(),
        comments,
    }
}
