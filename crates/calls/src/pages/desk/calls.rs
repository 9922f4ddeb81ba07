//! The calls of an edition, and what is written about one.

use super::{
    super::{Refusal, desk_call, moment::Moment, origin, refusal},
    Version, compared,
    tabs::Head,
};
use crate::{
    Access, Call, CallDetails, Phase, Reviewing,
    call::{KINDS, calls, change_state, create_call, revise_call},
    proposal::drafts_and_submissions,
    typed::{self, revision},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{Permission, Problems, TrackId};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/calls.html")]
struct CallsPage {
    page: Page,
    rows: Vec<Row>,
    may_edit: bool,
}

struct Row {
    href: String,
    title: String,
    slug: String,
    phase: Phase,
    access: &'static str,
    closes: Moment,
    submitted: u64,
    drafts: u64,
}

#[derive(Template)]
#[template(path = "calls/desk/call.html")]
struct CallSheet {
    page: Page,
    head: Option<Head>,
    form: Form,
    action: String,
    state_action: String,
    next_states: Vec<(String, &'static str)>,
    back: String,
    accesses: Vec<(String, String)>,
    reviewings: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
    revision: i64,
    versions: Vec<Version>,
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let page = congress::edition_page(&cx, &edition);
    let counts = drafts_and_submissions(cx.db(), cx.ctx(), edition.id).await?;
    let row = |call: &Call| {
        let (drafts, submitted) = counts.get(&call.id).copied().unwrap_or_default();
        Row {
            href: page.path(format!("/{}/desk/calls/{}", edition.slug, call.slug)),
            title: call.title.get(cx.locale()).text.to_owned(),
            slug: call.slug.to_string(),
            phase: call.phase(cx.now()),
            access: call.access.key(),
            closes: Moment::new(call.closes_at, &call.zone, cx.locale()),
            submitted,
            drafts,
        }
    };
    let rows = calls(cx.db(), cx.ctx(), edition.id).await?.iter().map(row).collect();
    web::ok(&CallsPage { rows, may_edit: cx.can(Permission::EditProgramme, edition.id), page })
}

pub(super) async fn blank(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let form = Form::filled([
        ("zone", edition.zone.name()),
        ("opens_clock", "09:00"),
        ("closes_clock", "00:00"),
        ("grace_minutes", "0"),
        ("access", Access::Public.as_str()),
        ("reviewing", Reviewing::All.as_str()),
        ("kinds", "talk"),
        ("minutes_talk", "30"),
    ]);
    sheet(&cx, &edition, None, form).await?.answer(StatusCode::OK)
}

pub(super) async fn create(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let made = match CallDetails::read(&sent, &track_ids(&cx, &edition).await?) {
        Ok(details) => create_call(cx.db(), cx.ctx(), edition.id, &details).await,
        Err(problems) => Err(problems.into()),
    };
    match made {
        Ok(call) => {
            let path = format!("/{}/desk/calls/{}/questions", edition.slug, call.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-call-created"))
        }
        Err(error) => {
            let Refusal::Problems(problems) = refusal(error)? else { return Err(web::Error::NotFound) };
            sheet(&cx, &edition, None, sent.form).await?.with_problems(&problems)
        }
    }
}

pub(super) async fn show(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let form = CallDetails::form(&call);
    sheet(&cx, &edition, Some(&call), form).await?.answer(StatusCode::OK)
}

pub(super) async fn revise(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let revised = match CallDetails::read(&sent, &track_ids(&cx, &edition).await?) {
        Ok(details) => revise_call(cx.db(), cx.ctx(), &call, revision(&sent), &details, origin(&cx)).await,
        Err(problems) => Err(problems.into()),
    };
    match revised {
        Ok(call) => {
            let path = format!("/{}/desk/calls/{}/settings", edition.slug, call.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-call-saved"))
        }
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => sheet(&cx, &edition, Some(&call), sent.form).await?.with_problems(&problems),
            Refusal::Stale => sheet(&cx, &edition, Some(&call), sent.form).await?.beside(&CallDetails::form(&call)),
        },
    }
}

pub(super) async fn change(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    if !sent.problems.is_empty() {
        return Err(sent.problems.into());
    }
    let to = typed::choice(sent.value("state")).map_err(|problem| Problems::of("state", problem))?;
    let changed = change_state(cx.db(), cx.ctx(), &call, revision(&sent), to).await?;
    let key = match changed.state {
        crate::CallState::Open => "calls-call-announced",
        _ => "calls-call-archived",
    };
    let path = format!("/{}/desk/calls/{}/settings", edition.slug, changed.slug);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, key))
}

async fn track_ids(cx: &Cx, edition: &Edition) -> web::Result<Vec<TrackId>> {
    let tracks = congress::tracks(cx.db(), cx.ctx(), edition.id).await?;
    Ok(tracks.iter().map(|track| track.id).collect())
}

async fn sheet(cx: &Cx, edition: &Edition, call: Option<&Call>, form: Form) -> web::Result<CallSheet> {
    let text = cx.text();
    let page = congress::edition_page(cx, edition);
    let list = page.path(format!("/{}/desk/calls", edition.slug));
    let head = call.map(|call| Head::new(cx, &page, edition, call, "/settings"));
    let base = head.as_ref().map_or_else(String::new, |head| head.base.clone());
    let tracks = congress::tracks(cx.db(), cx.ctx(), edition.id).await?;
    let step = |state: &crate::CallState| {
        let key = match state {
            crate::CallState::Archived => "calls-archive",
            _ => "calls-announce",
        };
        (state.to_string(), key)
    };
    Ok(CallSheet {
        action: if call.is_some() { format!("{base}/settings") } else { list.clone() },
        state_action: format!("{base}/state"),
        next_states: call.map(|call| call.state.next().iter().map(step).collect()).unwrap_or_default(),
        back: list,
        accesses: Access::ALL.iter().map(|access| (access.to_string(), text.t(access.key()))).collect(),
        reviewings: Reviewing::ALL.iter().map(|one| (one.to_string(), text.t(one.key()))).collect(),
        kinds: KINDS.iter().map(|kind| (kind.to_string(), text.t(kind.key()))).collect(),
        tracks: tracks
            .iter()
            .map(|track| (track.id.to_string(), track.name.get(cx.locale()).text.to_owned()))
            .collect(),
        revision: call.map_or(0, |call| call.revision),
        versions: Vec::new(),
        head,
        form,
        page,
    })
}

impl CallSheet {
    fn answer(self, status: StatusCode) -> web::Result<Response> {
        web::html(status, &self)
    }

    fn with_problems(mut self, problems: &Problems) -> web::Result<Response> {
        self.form = self.form.with_problems(problems, self.page.text);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The form as typed, beside what somebody else stored.
    fn beside(mut self, theirs: &Form) -> web::Result<Response> {
        let none: &[(String, String)] = &[];
        let plain = [
            "slug",
            "title_en",
            "title_zh",
            "body_en",
            "body_zh",
            "opens_day",
            "opens_clock",
            "closes_day",
            "closes_clock",
            "zone",
            "grace_minutes",
            "blind",
        ];
        let label = |name: &str| self.page.t(&format!("calls-field-{}", name.replace('_', "-")));
        let mut rows: Vec<_> = plain.iter().map(|name| ((*name).to_owned(), label(name), none)).collect();
        rows.push(("access".to_owned(), label("access"), self.accesses.as_slice()));
        rows.push(("reviewing".to_owned(), label("reviewing"), self.reviewings.as_slice()));
        rows.push(("kinds".to_owned(), label("kinds"), self.kinds.as_slice()));
        rows.push(("tracks".to_owned(), label("tracks"), self.tracks.as_slice()));
        let minutes = self.kinds.iter().map(|(kind, name)| (format!("minutes_{kind}"), name.clone(), none));
        rows.extend(minutes);
        let versions = compared(&rows, theirs, &self.form);
        self.versions = versions;
        self.form.set("revision", theirs.value("revision"));
        self.answer(StatusCode::CONFLICT)
    }
}
