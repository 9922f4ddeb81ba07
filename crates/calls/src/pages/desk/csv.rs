//! The proposals of a call as a table for a spreadsheet (RFC 4180). No cell is a
//! formula: what a speaker typed is text, whatever it begins with.

use super::{super::desk_call, tracks_of};
use crate::{
    AskedOf, Proposal, Question,
    proposal::{proposals_of, speakers_of},
    question::{questions, shown_answer},
    review::{reviews_of, summaries},
};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use kernel::Permission;
use web::Cx;

pub(super) async fn download(cx: Cx, Path((slug, call)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::ReadDesk).await?;
    let (db, ctx, text) = (cx.db(), cx.ctx(), cx.text());
    let asked: Vec<Question> = questions(db, ctx, call.id).await?;
    let asked: Vec<&Question> = asked.iter().filter(|one| one.asked_of == AskedOf::Proposal).collect();
    let tracks = tracks_of(&cx, &edition, &call).await?;
    let all = proposals_of(db, ctx, call.id).await?;
    let ids: Vec<_> = all.iter().map(|proposal| proposal.id).collect();
    let speakers = speakers_of(db, ctx, &ids).await?;
    let sums = summaries(&call.card, &reviews_of(db, ctx, call.id).await?);
    let heads = [
        "code",
        "title",
        "summary",
        "kind",
        "track",
        "state",
        "told",
        "language",
        "languages",
        "speakers",
        "submitted_at",
        "mean",
        "median",
        "spread",
        "reviews",
        "recused",
    ];
    let mut table: Vec<Vec<String>> = vec![
        heads
            .iter()
            .map(|head| (*head).to_owned())
            .chain(asked.iter().map(|one| one.label.get(cx.locale()).text.to_owned()))
            .collect(),
    ];
    let line = |proposal: &Proposal| {
        let track = tracks.iter().find(|(id, _)| proposal.track.is_some_and(|track| track.to_string() == *id));
        let names: Vec<&str> = speakers.get(&proposal.id).into_iter().flatten().map(|one| one.name.as_str()).collect();
        let sum = sums.get(&proposal.id).copied().unwrap_or_default();
        let number = |value: f64| if sum.count == 0 { String::new() } else { format!("{value:.2}") };
        let spoken: Vec<&str> = proposal.languages.codes().collect();
        let fixed = [
            proposal.code.clone(),
            proposal.title.clone(),
            proposal.summary.clone(),
            text.t(proposal.kind.key()),
            track.map(|(_, name)| name.clone()).unwrap_or_default(),
            proposal.state.to_string(),
            proposal.is_told().to_string(),
            proposal.locale.to_string(),
            spoken.join(" "),
            names.join("; "),
            proposal.submitted_at.map(|at| at.to_rfc3339()).unwrap_or_default(),
            number(sum.mean),
            number(sum.median),
            number(sum.spread),
            sum.count.to_string(),
            sum.recused.to_string(),
        ];
        let answers = asked.iter().map(|question| shown_answer(question, &proposal.answers, cx.locale()));
        fixed.into_iter().chain(answers).collect()
    };
    table.extend(all.iter().map(line));
    // The mark by which spreadsheets know that it is UTF-8.
    let body = format!("\u{feff}{}", written(&table));
    let name = format!("attachment; filename=\"{}-{}.csv\"", edition.slug, call.slug);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

fn written(table: &[Vec<String>]) -> String {
    let line = |cells: &Vec<String>| {
        let mut line = cells.iter().map(|cell| neutral(cell)).collect::<Vec<_>>().join(",");
        line.push_str("\r\n");
        line
    };
    table.iter().map(line).collect()
}

/// A cell in quotes. What a spreadsheet would take for a formula gets an
/// apostrophe in front, by which it is shown as it is.
fn neutral(cell: &str) -> String {
    let is_formula =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.starts_with(['\t', '\r', '\n']);
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"] {
            assert!(neutral(bad).starts_with("\"'"), "{bad:?}");
        }
        assert_eq!(neutral("Rain, \"heavy\""), "\"Rain, \"\"heavy\"\"\"");
        assert_eq!(neutral("a=b"), "\"a=b\"");
    }
}
