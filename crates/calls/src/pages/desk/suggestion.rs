//! A suggestion of who reviews what: shown first, and given as it was shown.

use super::{
    super::desk_call,
    reviewing::{each_of, given_back},
    tabs::Head,
    tracks_of,
};
use crate::{
    Call, Error,
    review::{Load, Pair, Standing, Suggestion, Wish, assign, interests, standing, suggest},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use axum_extra::extract::Query;
use congress::Edition;
use kernel::{FieldProblem, Permission};
use serde::Deserialize;
use ui::{Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "calls/desk/suggestion.html")]
struct SuggestionPage {
    page: Page,
    head: Head,
    form: Form,
    each: usize,
    rows: Vec<Row>,
    short: Vec<(String, String, &'static str, usize)>,
    /// Address, what they have, what they would have.
    loads: Vec<(String, Load, usize)>,
    reviewers: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
    wish: Form,
}

struct Row {
    code: String,
    title: String,
    lang: &'static str,
    /// What the form sends, and the address.
    pairs: Vec<(String, String)>,
}

/// What is asked for; what is not understood asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    each: String,
    #[serde(default)]
    track: Vec<String>,
    #[serde(default)]
    reviewer: Vec<String>,
}

impl Asked {
    fn wish(&self) -> Wish {
        Wish {
            each: each_of(&self.each),
            tracks: self.track.iter().filter_map(|raw| raw.parse().ok()).collect(),
            reviewers: self.reviewer.iter().filter_map(|raw| raw.parse().ok()).collect(),
        }
    }

    fn form(&self, each: usize) -> Form {
        let named = |name: &'static str, all: &[String]| -> Vec<(String, String)> {
            all.iter().map(|value| (name.to_owned(), value.clone())).collect()
        };
        let mut fields = named("track", &self.track);
        fields.extend(named("reviewer", &self.reviewer));
        fields.push(("each".to_owned(), each.to_string()));
        Form::filled(fields)
    }
}

pub(super) async fn show(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    web::ok(&sheet(&cx, &edition, &call, &asked, Form::new()).await?)
}

async fn sheet(cx: &Cx, edition: &Edition, call: &Call, asked: &Asked, form: Form) -> web::Result<SuggestionPage> {
    let page = congress::edition_page(cx, edition);
    let head = Head::new(cx, &page, edition, call, "/reviewing");
    let standing = standing(cx.db(), cx.ctx(), call).await?;
    let near = interests(cx.db(), cx.ctx(), &standing).await.map_err(Error::from)?;
    let wish = asked.wish();
    let found = suggest(&standing, &near, &wish);
    Ok(SuggestionPage {
        each: wish.each,
        rows: rows(&standing, &found),
        short: short(&standing, &found),
        loads: loads(&standing, &found),
        reviewers: standing.reviewers.iter().map(|one| (one.account.to_string(), one.email.to_string())).collect(),
        tracks: tracks_of(cx, edition, call).await?,
        wish: asked.form(wish.each),
        head,
        form,
        page,
    })
}

fn rows(standing: &Standing, found: &Suggestion) -> Vec<Row> {
    let email = |pair: &Pair| {
        let member = standing.reviewers.iter().find(|member| member.account == pair.1);
        member.map(|member| member.email.to_string()).unwrap_or_default()
    };
    let row = |proposal: &crate::Proposal| {
        let pairs = found.pairs.iter().filter(|pair| pair.0 == proposal.id);
        Row {
            code: proposal.code.clone(),
            title: proposal.heading().to_owned(),
            lang: proposal.locale.html_lang(),
            pairs: pairs.map(|pair| (format!("{}.{}", proposal.code, pair.1), email(pair))).collect(),
        }
    };
    standing.proposals.iter().map(row).filter(|row| !row.pairs.is_empty()).collect()
}

fn short(standing: &Standing, found: &Suggestion) -> Vec<(String, String, &'static str, usize)> {
    let line = |(id, lacks): &(crate::ProposalId, usize)| {
        let proposal = standing.proposals.iter().find(|one| one.id == *id)?;
        Some((proposal.code.clone(), proposal.heading().to_owned(), proposal.locale.html_lang(), *lacks))
    };
    found.short.iter().filter_map(line).collect()
}

fn loads(standing: &Standing, found: &Suggestion) -> Vec<(String, Load, usize)> {
    let line = |member: &crate::Member| {
        let load = standing.load(member.account);
        let more = found.pairs.iter().filter(|pair| pair.1 == member.account).count();
        (member.email.to_string(), load, load.given + more)
    };
    standing.reviewers.iter().map(line).collect()
}

/// Gives what is ticked of a suggestion.
pub(super) async fn take(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let standing = standing(cx.db(), cx.ctx(), &call).await?;
    let pair = |raw: &String| -> Option<Pair> {
        let (code, account) = raw.split_once('.')?;
        let proposal = standing.proposals.iter().find(|one| one.code == code)?;
        Some((proposal.id, account.parse().ok()?))
    };
    let mut problems = sent.problems.clone();
    let pairs: Option<Vec<Pair>> = sent.values("pair").iter().map(pair).collect();
    let key = if sent.values("pair").is_empty() { "calls-problem-none-chosen" } else { "calls-problem-choice" };
    let pairs = problems.take("pair", pairs.filter(|all| !all.is_empty()).ok_or_else(|| FieldProblem::new(key)));
    let pairs = match pairs {
        Some(pairs) if problems.is_empty() => pairs,
        _ => {
            let form = sent.form.with_problems(&problems, cx.text());
            return web::invalid(&sheet(&cx, &edition, &call, &Asked::default(), form).await?);
        }
    };
    let given = assign(cx.db(), cx.ctx(), &call, &pairs).await?;
    Ok(given_back(&cx, &edition, &call, given.barred))
}
