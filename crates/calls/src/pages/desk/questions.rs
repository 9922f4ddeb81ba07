//! The questions of a call: added, rewritten, asked no longer.

use super::{
    super::{Refusal, desk_call, refusal},
    Version, compared,
    tabs::Head,
};
use crate::{
    AskedOf, Call, Question, QuestionId, Shape,
    call::KINDS,
    question::{QuestionDetails, add_question, questions, remove_question, revise_question},
    typed::revision,
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::Permission;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/questions.html")]
struct QuestionsPage {
    page: Page,
    head: Head,
    rows: Vec<Question>,
    /// The question that the form is about; none for a new one.
    current: Option<Question>,
    form: Form,
    action: String,
    back: String,
    asked: Vec<(String, String)>,
    shapes: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    versions: Vec<Version>,
}

type At = Path<(String, String)>;
type AtOne = Path<(String, String, QuestionId)>;

pub(super) async fn list(cx: Cx, Path((slug, call)): At) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let all = questions(cx.db(), cx.ctx(), call.id).await?;
    let last = all.iter().map(|one| one.position).max().unwrap_or(0);
    let form = Form::filled([("position", (last + 10).to_string()), ("for_reviewers", "yes".to_owned())]);
    web::ok(&sheet(&cx, &edition, &call, None, form).await?)
}

pub(super) async fn add(cx: Cx, Path((slug, call)): At, sent: Submission) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let added = match QuestionDetails::read(&sent) {
        Ok(details) => add_question(cx.db(), cx.ctx(), &call, &details).await.map(drop),
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(()) => Ok(back(&cx, &edition, &call, "calls-question-added")),
        Err(error) => {
            let Refusal::Problems(problems) = refusal(error)? else { return Err(web::Error::NotFound) };
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, &call, None, form).await?)
        }
    }
}

pub(super) async fn show(cx: Cx, Path((slug, call, id)): AtOne) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let question = one(&cx, &call, id).await?;
    let form = QuestionDetails::form(&question);
    web::ok(&sheet(&cx, &edition, &call, Some(question), form).await?)
}

pub(super) async fn revise(cx: Cx, Path((slug, call, id)): AtOne, sent: Submission) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let question = one(&cx, &call, id).await?;
    let revised = match QuestionDetails::read(&sent) {
        Ok(details) => revise_question(cx.db(), cx.ctx(), &call, id, revision(&sent), &details).await,
        Err(problems) => Err(problems.into()),
    };
    let Err(error) = revised else { return Ok(back(&cx, &edition, &call, "calls-question-saved")) };
    match refusal(error)? {
        Refusal::Problems(problems) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, &call, Some(question), form).await?)
        }
        Refusal::Stale => {
            let theirs = QuestionDetails::form(&question);
            let mut sheet = sheet(&cx, &edition, &call, Some(question), sent.form).await?;
            sheet.compare(&theirs);
            web::html(StatusCode::CONFLICT, &sheet)
        }
    }
}

pub(super) async fn remove(cx: Cx, Path((slug, call, id)): AtOne, sent: Submission) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    remove_question(cx.db(), cx.ctx(), &call, id, revision(&sent)).await?;
    Ok(back(&cx, &edition, &call, "calls-question-removed"))
}

async fn one(cx: &Cx, call: &Call, id: QuestionId) -> web::Result<Question> {
    let all = questions(cx.db(), cx.ctx(), call.id).await?;
    all.into_iter().find(|question| question.id == id).ok_or(web::Error::NotFound)
}

fn back(cx: &Cx, edition: &Edition, call: &Call, key: &'static str) -> Response {
    web::with_flash(cx, &format!("/{}/desk/calls/{}/questions", edition.slug, call.slug), FlashKind::Done, key)
}

async fn sheet(
    cx: &Cx,
    edition: &Edition,
    call: &Call,
    current: Option<Question>,
    form: Form,
) -> web::Result<QuestionsPage> {
    let text = cx.text();
    let page = congress::edition_page(cx, edition);
    let head = Head::new(cx, &page, edition, call, "/questions");
    let action = match &current {
        Some(question) => format!("{}/questions/{}", head.base, question.id),
        None => format!("{}/questions", head.base),
    };
    Ok(QuestionsPage {
        rows: questions(cx.db(), cx.ctx(), call.id).await?,
        current,
        form,
        action,
        back: format!("{}/questions", head.base),
        asked: AskedOf::ALL.iter().map(|one| (one.to_string(), text.t(one.key()))).collect(),
        shapes: Shape::ALL.iter().map(|one| (one.to_string(), text.t(one.key()))).collect(),
        kinds: KINDS.iter().map(|kind| (kind.to_string(), text.t(kind.key()))).collect(),
        versions: Vec::new(),
        head,
        page,
    })
}

impl QuestionsPage {
    /// What is asked, in the reader's language.
    fn words<'a>(&self, question: &'a Question) -> &'a str {
        question.label.get(self.page.locale).text
    }

    /// What is stored beside what was typed; sent again, the form carries the
    /// revision that was now seen.
    fn compare(&mut self, theirs: &Form) {
        let none: &[(String, String)] = &[];
        let plain = ["label_en", "label_zh", "hint_en", "hint_zh", "options_en", "options_zh", "position", "most"];
        let marks = ["required", "for_reviewers"];
        let label = |name: &str| self.page.t(&format!("calls-field-{}", name.replace('_', "-")));
        let mut rows: Vec<_> = plain.iter().chain(&marks).map(|name| ((*name).to_owned(), label(name), none)).collect();
        rows.push(("asked_of".to_owned(), label("asked_of"), self.asked.as_slice()));
        rows.push(("shape".to_owned(), label("shape"), self.shapes.as_slice()));
        rows.push(("kinds".to_owned(), label("question_kinds"), self.kinds.as_slice()));
        let versions = compared(&rows, theirs, &self.form);
        self.versions = versions;
        self.form.set("revision", theirs.value("revision"));
    }
}
