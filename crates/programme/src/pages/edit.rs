//! The sheet with everything that is written about a session.

use super::{
    Refusal, desk_path, heading, refusal, revision, sheets, subject,
    versions::{Compared, Version, versions},
};
use crate::session::{
    SPOKEN, Session, SessionDetails, SessionKind, create_session, language_name, revise_session, sessions,
    visibility_key,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{Locale, Permission, Problems, Visibility};
use ui::{FlashKind, Form, MenuItem, Page};
use web::{Cx, Submission};

/// What can be chosen.
struct Choices {
    kinds: Vec<(String, String)>,
    forums: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    visibilities: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "programme/desk/session.html")]
struct SessionPage {
    page: Page,
    title: String,
    action: String,
    back: String,
    form: Form,
    choices: Choices,
    sheets: Vec<MenuItem>,
    session: Option<Session>,
    versions: Vec<Version>,
    may_edit: bool,
}

pub(super) async fn blank(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let form = Form::filled([("kind", "forum"), ("visibility", "public")]);
    sheet(&cx, &edition, None, form).await?.answer(StatusCode::OK)
}

pub(super) async fn create(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let made = match SessionDetails::read(&sent, cx.locale()) {
        Ok(details) => create_session(cx.db(), cx.ctx(), edition.id, &details).await,
        Err(problems) => Err(problems.into()),
    };
    match made {
        Ok(session) => {
            let path = desk_path(&edition, &session, "/placement");
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-session-created"))
        }
        Err(error) => {
            let Refusal::Problems(problems) = refusal(error)? else { return Err(web::Error::NotFound) };
            sheet(&cx, &edition, None, sent.form).await?.with_problems(&problems)
        }
    }
}

pub(super) async fn show(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
    let form = SessionDetails::form(&session, cx.locale());
    sheet(&cx, &edition, Some(session), form).await?.answer(StatusCode::OK)
}

pub(super) async fn revise(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let revised = match SessionDetails::read(&sent, cx.locale()) {
        Ok(details) => revise_session(cx.db(), cx.ctx(), &edition, session.id, revision(&sent), &details).await,
        Err(problems) => Err(problems.into()),
    };
    match revised {
        Ok(session) => {
            let path = desk_path(&edition, &session, "");
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-session-saved"))
        }
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => {
                sheet(&cx, &edition, Some(session), sent.form).await?.with_problems(&problems)
            }
            Refusal::Stale(current) => {
                sheet(&cx, &edition, Some(*current), sent.form).await?.beside_theirs(cx.locale())
            }
        },
    }
}

async fn sheet(cx: &Cx, edition: &Edition, session: Option<Session>, form: Form) -> web::Result<SessionPage> {
    let page = congress::edition_page(cx, edition);
    let new = || page.t("programme-session-new");
    let list = format!("/{}/desk/sessions", edition.slug);
    let own = session.as_ref().map(|session| desk_path(edition, session, ""));
    Ok(SessionPage {
        title: session.as_ref().map_or_else(new, |session| heading(session, cx.locale())),
        action: page.path(own.as_ref().unwrap_or(&list)),
        back: page.path(&list),
        form,
        choices: choices(cx, edition, session.as_ref()).await?,
        sheets: session.as_ref().map(|session| sheets(&page, edition, session, "")).unwrap_or_default(),
        session,
        versions: Vec::new(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}

async fn choices(cx: &Cx, edition: &Edition, session: Option<&Session>) -> web::Result<Choices> {
    let (text, locale) = (cx.text(), cx.locale());
    let all = sessions(cx.db(), cx.ctx(), edition.id).await?;
    let forums = all
        .iter()
        .filter(|forum| forum.kind == SessionKind::Forum && session.is_none_or(|session| session.id != forum.id));
    let tracks = congress::tracks(cx.db(), cx.ctx(), edition.id).await?;
    Ok(Choices {
        kinds: SessionKind::ALL.iter().map(|kind| (kind.to_string(), text.t(kind.key()))).collect(),
        forums: forums.map(|forum| (forum.id.to_string(), heading(forum, locale))).collect(),
        tracks: super::list::track_choices(cx, &tracks),
        languages: SPOKEN
            .iter()
            .map(|(code, ..)| ((*code).to_owned(), language_name(code, locale).to_owned()))
            .collect(),
        visibilities: Visibility::ALL.iter().map(|v| (v.to_string(), text.t(visibility_key(*v)))).collect(),
    })
}

impl SessionPage {
    fn answer(self, status: StatusCode) -> web::Result<Response> {
        web::html(status, &self)
    }

    fn with_problems(mut self, problems: &Problems) -> web::Result<Response> {
        self.form = self.form.with_problems(problems, self.page.text);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The form as typed, beside what somebody else stored; sent again, it
    /// carries the revision that was now seen.
    fn beside_theirs(mut self, locale: Locale) -> web::Result<Response> {
        let Some(theirs) = self.session.as_ref().map(|session| SessionDetails::form(session, locale)) else {
            return Err(web::Error::NotFound);
        };
        let choices = &self.choices;
        let fields: [Compared<'_>; 12] = [
            ("title_en", "programme-field-title-en", &[]),
            ("title_zh", "programme-field-title-zh", &[]),
            ("summary_en", "programme-field-summary-en", &[]),
            ("summary_zh", "programme-field-summary-zh", &[]),
            ("kind", "programme-field-kind", &choices.kinds),
            ("parent", "programme-field-parent", &choices.forums),
            ("track", "programme-field-track", &choices.tracks),
            ("languages", "programme-field-languages", &choices.languages),
            ("interpretation", "programme-field-interpretation", &choices.languages),
            ("visibility", "programme-field-visibility", &choices.visibilities),
            ("city", "programme-field-city", &[]),
            ("capacity", "programme-field-capacity", &[]),
        ];
        self.versions = versions(&fields, &theirs, &self.form, self.page.text);
        self.form.set("revision", theirs.value("revision"));
        self.answer(StatusCode::CONFLICT)
    }
}
