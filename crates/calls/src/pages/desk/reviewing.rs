//! Who is asked to review what: the load of each reviewer, what lacks reviews,
//! and giving and taking back.

use super::{
    super::{Refusal, desk_call, desk_proposal, refusal},
    tabs::Head,
    tracks_of,
};
use crate::{
    Call, Error, Proposal, Reviewing,
    review::{Interest, Load, Pair, Standing, assign, choose_reviewers, interests, reviewers_of, standing, take_back},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use axum_extra::extract::Query;
use congress::Edition;
use kernel::{AccountId, FieldProblem, Permission, Problems};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// How many reviews a proposal should have when nobody says.
pub(super) const USUAL_EACH: usize = 2;

#[derive(Template)]
#[template(path = "calls/desk/reviewing.html")]
struct ReviewingPage {
    page: Page,
    head: Head,
    form: Form,
    only_assigned: bool,
    each: usize,
    loads: Vec<(String, Load)>,
    rows: Vec<Row>,
    total: usize,
    short: usize,
    shows_short: bool,
    reviewers: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
}

struct Row {
    href: String,
    title: String,
    lang: &'static str,
    code: String,
    track: String,
    /// Who was asked, and whether it is done.
    asked: Vec<(String, bool)>,
    reviews: usize,
    lacks: usize,
}

/// What is asked for; what is not understood asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Filter {
    #[serde(default)]
    each: String,
    #[serde(default)]
    show: String,
}

pub(super) async fn show(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    web::ok(&sheet(&cx, &edition, &call, &filter, Form::new()).await?)
}

/// How many, as typed; nothing is the usual number.
pub(super) fn each_of(raw: &str) -> usize {
    let each = raw.trim().parse().unwrap_or(USUAL_EACH);
    each.clamp(1, crate::review::MOST_EACH)
}

async fn sheet(cx: &Cx, edition: &Edition, call: &Call, filter: &Filter, mut form: Form) -> web::Result<ReviewingPage> {
    let page = congress::edition_page(cx, edition);
    let head = Head::new(cx, &page, edition, call, "/reviewing");
    let standing = standing(cx.db(), cx.ctx(), call).await?;
    let tracks = tracks_of(cx, edition, call).await?;
    let each = each_of(&filter.each);
    let shows_short = filter.show == "short";
    form.set("each", each.to_string());
    // Once the speakers were told, reviews are history.
    let open = standing.proposals.iter().filter(|proposal| !proposal.is_told());
    let all = open.map(|proposal| row(&head, &standing, &tracks, proposal, each));
    let (mut rows, mut short) = (Vec::new(), 0);
    for row in all {
        short += usize::from(row.lacks > 0);
        if !shows_short || row.lacks > 0 {
            rows.push(row);
        }
    }
    // What lacks most comes first; codes tell nothing and decide ties.
    rows.sort_by_key(|row| std::cmp::Reverse(row.lacks));
    let loads = standing.reviewers.iter().map(|one| (one.email.to_string(), standing.load(one.account)));
    Ok(ReviewingPage {
        only_assigned: call.reviewing == Reviewing::Assigned,
        loads: loads.collect(),
        total: standing.proposals.len(),
        reviewers: standing.reviewers.iter().map(|one| (one.account.to_string(), one.email.to_string())).collect(),
        each,
        rows,
        short,
        shows_short,
        tracks,
        head,
        form,
        page,
    })
}

fn row(head: &Head, standing: &Standing, tracks: &[(String, String)], proposal: &Proposal, each: usize) -> Row {
    let asked = reviewers_of(standing, proposal.id);
    let reviewers = standing.reviewers.iter().filter(|member| asked.contains(&member.account));
    let track = tracks.iter().find(|(id, _)| proposal.track.is_some_and(|track| track.to_string() == *id));
    Row {
        href: format!("{}/proposals/{}", head.base, proposal.code),
        title: proposal.heading().to_owned(),
        lang: proposal.locale.html_lang(),
        code: proposal.code.clone(),
        track: track.map(|(_, name)| name.clone()).unwrap_or_default(),
        asked: reviewers
            .map(|member| (member.email.to_string(), standing.judged.contains(&(proposal.id, member.account))))
            .collect(),
        reviews: standing.reviews(proposal.id),
        lacks: standing.lacks(proposal, each),
    }
}

/// What is done with the ticked ones.
#[derive(PartialEq)]
enum Step {
    Give,
    TakeBack,
}

pub(super) async fn change(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let step = match sent.value("step") {
        "take-back" => Ok(Step::TakeBack),
        "give" | "" => Ok(Step::Give),
        _ => Err(Problems::of("chosen", FieldProblem::new("calls-problem-choice"))),
    };
    let asked = match step {
        Ok(step) => ticked(&cx, &call, &sent).await?.map(|pairs| (step, pairs)),
        Err(problems) => Err(problems),
    };
    let (step, pairs) = match asked {
        Ok(asked) => asked,
        Err(problems) => {
            let form = sent.form.with_problems(&problems, cx.text());
            return web::invalid(&sheet(&cx, &edition, &call, &Filter::default(), form).await?);
        }
    };
    if step == Step::TakeBack {
        take_back(cx.db(), cx.ctx(), &call, &pairs).await?;
        return Ok(back(&cx, &edition, &call, FlashKind::Done, "calls-reviewing-taken"));
    }
    let given = assign(cx.db(), cx.ctx(), &call, &pairs).await?;
    Ok(given_back(&cx, &edition, &call, given.barred))
}

/// Every ticked proposal with every ticked reviewer.
async fn ticked(cx: &Cx, call: &Call, sent: &Submission) -> web::Result<Result<Vec<Pair>, Problems>> {
    let mut problems = sent.problems.clone();
    let standing = standing(cx.db(), cx.ctx(), call).await?;
    let proposal = |code: &String| standing.proposals.iter().find(|one| one.code == *code).map(|one| one.id);
    let reviewer = |key: &String| {
        let member = standing.reviewers.iter().find(|one| one.account.to_string() == *key);
        member.map(|member| member.account)
    };
    let proposals: Option<Vec<_>> = sent.values("chosen").iter().map(proposal).collect();
    let reviewers: Option<Vec<_>> = sent.values("reviewer").iter().map(reviewer).collect();
    let some = |is_empty: bool, key| if is_empty { key } else { "calls-problem-choice" };
    let proposals = proposals.filter(|all| !all.is_empty());
    let reviewers = reviewers.filter(|all| !all.is_empty());
    let none = some(sent.values("chosen").is_empty(), "calls-problem-none-chosen");
    let proposals = problems.take("chosen", proposals.ok_or_else(|| FieldProblem::new(none)));
    let none = some(sent.values("reviewer").is_empty(), "calls-problem-no-reviewer");
    let reviewers = problems.take("reviewer", reviewers.ok_or_else(|| FieldProblem::new(none)));
    let (Some(proposals), Some(reviewers)) = (proposals, reviewers) else { return Ok(Err(problems)) };
    let pairs = proposals.iter().flat_map(|one| reviewers.iter().map(move |who| (*one, *who))).collect();
    Ok(problems.or(pairs))
}

/// Back to the list, saying when somebody could not be asked.
pub(super) fn given_back(cx: &Cx, edition: &Edition, call: &Call, barred: usize) -> Response {
    let (kind, key) = if barred == 0 {
        (FlashKind::Done, "calls-reviewing-given")
    } else {
        (FlashKind::Notice, "calls-reviewing-barred")
    };
    back(cx, edition, call, kind, key)
}

fn back(cx: &Cx, edition: &Edition, call: &Call, kind: FlashKind, key: &'static str) -> Response {
    web::with_flash(cx, &format!("/{}/desk/calls/{}/reviewing", edition.slug, call.slug), kind, key)
}

/// Who reviews one proposal, as its page at the desk asks.
pub(super) struct Assignees {
    /// Account, address, whether asked, and what stands against it.
    pub(super) rows: Vec<Assignee>,
}

pub(super) struct Assignee {
    pub(super) account: String,
    pub(super) email: String,
    pub(super) is_asked: bool,
    /// May not be asked at all.
    pub(super) is_barred: bool,
    /// Why not, or what to think of first; empty for nothing.
    pub(super) note: String,
}

/// The reviewers of the call as one proposal sees them; nothing for who speaks in it.
pub(super) async fn assignees(cx: &Cx, call: &Call, proposal: &Proposal) -> web::Result<Option<Assignees>> {
    if !cx.can(Permission::EditProgramme, call.edition) {
        return Ok(None);
    }
    let standing = standing(cx.db(), cx.ctx(), call).await?;
    if standing.proposals.iter().all(|one| one.id != proposal.id) || standing.reviewers.is_empty() {
        return Ok(None);
    }
    let near = interests(cx.db(), cx.ctx(), &standing).await.map_err(Error::from)?;
    let asked = reviewers_of(&standing, proposal.id);
    let row = |member: &crate::Member| {
        let pair = (proposal.id, member.account);
        Assignee {
            account: member.account.to_string(),
            email: member.email.to_string(),
            is_asked: asked.contains(&member.account),
            is_barred: !standing.may(&pair),
            note: note(cx, &standing, &near, &pair),
        }
    };
    Ok(Some(Assignees { rows: standing.reviewers.iter().map(row).collect() }))
}

fn note(cx: &Cx, standing: &Standing, near: &BTreeMap<Pair, Interest>, pair: &Pair) -> String {
    let text = cx.text();
    if standing.recused.contains(pair) {
        return text.t("calls-recused");
    }
    if standing.speaking.contains(pair) {
        return text.t("calls-reviewing-speaks");
    }
    match near.get(pair) {
        Some(Interest::Mailbox(house)) => text.with("calls-reviewing-mailbox", &[("house", house.as_str().into())]),
        Some(Interest::Organisation(name)) => {
            text.with("calls-reviewing-organisation", &[("name", name.as_str().into())])
        }
        None if standing.judged.contains(pair) => text.t("calls-review-submitted"),
        None => String::new(),
    }
}

pub(super) async fn choose(
    cx: Cx,
    Path((slug, call, code)): Path<(String, String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let proposal = desk_proposal(&cx, &edition, &call, &code).await?;
    if !sent.problems.is_empty() {
        return Err(sent.problems.into());
    }
    let accounts = |field: &str| -> Result<BTreeSet<AccountId>, Problems> {
        let all: Result<BTreeSet<AccountId>, _> = sent.values(field).iter().map(|raw| raw.parse()).collect();
        all.map_err(|_| Problems::of(field, FieldProblem::new("calls-problem-choice")))
    };
    let (seen, chosen) = (accounts("seen")?, accounts("reviewer")?);
    let stored = choose_reviewers(cx.db(), cx.ctx(), &call, proposal.id, &seen, &chosen).await;
    let path = format!("/{}/desk/calls/{}/proposals/{}", edition.slug, call.slug, proposal.code);
    let Err(error) = stored else { return Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-reviewing-given")) };
    match refusal(error)? {
        Refusal::Problems(problems) => Err(problems.into()),
        // Ticks are quickly set again; the page shows what holds now.
        Refusal::Stale => Ok(web::with_flash(&cx, &path, FlashKind::Problem, "calls-stale")),
    }
}
