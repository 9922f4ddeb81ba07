//! Interpreters: at which hour they are too few, and how many the edition takes a
//! session to need.

use crate::{
    rules::{DayDemand, Hour, Pairs, Teams, demand, set_teams, teams},
    session::{SPOKEN, language_name},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{FieldProblem, Permission, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// Empty lines for further pairs of languages.
const BLANK: usize = 3;
const STEPS: [&str; 4] = ["alone", "pair", "three", "four"];

struct HourRow {
    clock: String,
    needed: usize,
    named: usize,
    there: usize,
    missing: usize,
}

struct Day {
    title: String,
    /// The first and the worst hour, in words.
    verdict: String,
    is_short: bool,
    hours: Vec<HourRow>,
}

/// A line of the form: two languages and the least team.
struct PairRow {
    from: String,
    to: String,
    least: String,
}

#[derive(Template)]
#[template(path = "programme/desk/interpreters.html")]
struct InterpretersPage {
    page: Page,
    days: Vec<Day>,
    form: Form,
    pairs: Vec<PairRow>,
    languages: Vec<(String, String)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let chosen = teams(cx.db().read(), cx.ctx(), edition.id).await?;
    web::ok(&sheet(&cx, &edition, form(&chosen)).await?)
}

pub(super) async fn store(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let problems = match read(&sent) {
        Ok(chosen) => match set_teams(cx.db(), cx.ctx(), edition.id, &chosen).await {
            Ok(()) => {
                let path = format!("/{}/desk/interpreters", edition.slug);
                return Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-interpreters-saved"));
            }
            Err(crate::Error::Invalid(problems)) => problems,
            Err(error) => return Err(error.into()),
        },
        Err(problems) => problems,
    };
    web::invalid(&sheet(&cx, &edition, sent.form.with_problems(&problems, cx.text())).await?)
}

/// The form that would leave it as it is.
fn form(chosen: &Teams) -> Form {
    let steps = STEPS.iter().zip(chosen.steps).map(|(name, minutes)| (*name, minutes.to_string()));
    let others = [("between_three", chosen.between_three.to_string()), ("per_booth", chosen.per_booth.to_string())];
    let pairs = chosen.pairs.0.iter().flat_map(|(from, to, least)| {
        [("pair_from", from.clone()), ("pair_to", to.clone()), ("pair_least", least.to_string())]
    });
    Form::filled(steps.chain(others).chain(pairs))
}

fn read(sent: &Submission) -> Result<Teams, Problems> {
    let mut problems = sent.problems.clone();
    let mut number = |name: &str| {
        let wrong = || FieldProblem::new("problem-number").with("min", 1).with("max", 1440);
        problems.take(name, sent.value(name).trim().parse::<i32>().map_err(|_| wrong()))
    };
    let steps = STEPS.map(&mut number);
    let (between_three, per_booth) = (number("between_three"), number("per_booth"));
    let pairs = problems.take("pairs", pairs(sent));
    match (steps, between_three, per_booth, pairs) {
        ([Some(alone), Some(pair), Some(three), Some(four)], Some(between_three), Some(per_booth), Some(pairs))
            if problems.is_empty() =>
        {
            Ok(Teams { steps: [alone, pair, three, four], between_three, per_booth, pairs })
        }
        _ => Err(problems),
    }
}

/// A line with both languages is a pair; one with neither is none.
fn pairs(sent: &Submission) -> Result<Pairs, FieldProblem> {
    let wrong = || FieldProblem::new("programme-problem-pairs");
    let mut all = Vec::new();
    for row in rows(sent) {
        match (row.from.as_str(), row.to.as_str()) {
            ("", "") => {}
            ("", _) | (_, "") => return Err(wrong()),
            _ => all.push((row.from, row.to, row.least.trim().parse().map_err(|_| wrong())?)),
        }
    }
    Ok(Pairs(all))
}

fn rows(form: &Form) -> Vec<PairRow> {
    let (from, to, least) = (form.values("pair_from"), form.values("pair_to"), form.values("pair_least"));
    let at = |all: &[String], n: usize| all.get(n).cloned().unwrap_or_default();
    (0..from.len()).map(|n| PairRow { from: at(from, n), to: at(to, n), least: at(least, n) }).collect()
}

async fn sheet(cx: &Cx, edition: &Edition, form: Form) -> web::Result<InterpretersPage> {
    let found = demand(cx.db(), cx.ctx(), edition).await?;
    let mut pairs: Vec<PairRow> =
        rows(&form).into_iter().filter(|row| !row.from.is_empty() || !row.to.is_empty()).collect();
    let blank = || PairRow { from: String::new(), to: String::new(), least: String::new() };
    pairs.extend((0..BLANK).map(|_| blank()));
    let tongue = |code: &&str| ((*code).to_owned(), language_name(code, cx.locale()).to_owned());
    Ok(InterpretersPage {
        page: congress::edition_page(cx, edition),
        days: found.iter().map(|day| in_words(cx, edition, day)).collect(),
        form,
        pairs,
        languages: SPOKEN.iter().map(|(code, ..)| code).map(tongue).collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
    })
}

fn in_words(cx: &Cx, edition: &Edition, day: &DayDemand) -> Day {
    let clock = |hour: &Hour| hour.starts_at.in_zone(&edition.zone).strftime("%H:%M").to_string();
    let row = |hour: &Hour| HourRow {
        clock: clock(hour),
        needed: hour.needed,
        named: hour.named,
        there: hour.there,
        missing: hour.missing(),
    };
    let verdict = match day.first().zip(day.worst()) {
        None => cx.text().t("programme-interpreters-enough"),
        Some((first, worst)) => {
            let words = [
                ("first", clock(first).into()),
                ("first-missing", first.missing().into()),
                ("worst", clock(worst).into()),
                ("worst-missing", worst.missing().into()),
            ];
            cx.text().with("programme-interpreters-short", &words)
        }
    };
    Day {
        title: ui::long_date(day.day, cx.locale()),
        verdict,
        is_short: day.first().is_some(),
        hours: day.hours.iter().map(row).collect(),
    }
}
