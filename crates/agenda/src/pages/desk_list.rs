//! Sign-up for one session, as the desk decides about it and reads the list.

use super::{names, terms};
use askama::Template;
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use congress::Edition;
use kernel::{AccountId, EmailAddress, Permission, Problems, Viewer, words};
use programme::{
    Error,
    session::Session,
    sign_up::{self, Listed, SignUpId, SignUpState, Tally},
};
use ui::{FlashKind, Form, MenuItem, Page};
use web::{Cx, Submission};

/// Longest name that the desk gives to an address that is new here.
const LONGEST_NAME: usize = 120;

pub(super) struct Row {
    key: String,
    name: String,
    email: String,
    state: SignUpState,
    position: Option<i64>,
    when: String,
}

#[derive(Template)]
#[template(path = "agenda/desk_list.html")]
struct ListPage {
    page: Page,
    title: String,
    action: String,
    sheets: Vec<MenuItem>,
    session: Session,
    /// The terms.
    form: Form,
    /// Somebody to be added.
    added: Form,
    zone: String,
    places: Option<i32>,
    tally: Tally,
    rows: Vec<Row>,
    is_stale: bool,
    may_edit: bool,
}

type At = Path<(String, String)>;

pub(super) async fn show(cx: Cx, Path((slug, segment)): At) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
    let form = terms::form(&sign_up::terms(cx.db(), cx.ctx(), &session).await?, &edition.zone);
    web::ok(&sheet(&cx, &edition, session, form).await?)
}

pub(super) async fn decide(cx: Cx, Path((slug, segment)): At, sent: Submission) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let revision = sent.value("revision").parse().unwrap_or(-1);
    let decided = match terms::read(&sent, &edition.zone) {
        Ok(details) => sign_up::set_terms(cx.db(), cx.ctx(), &edition, session.id, revision, &details).await,
        Err(problems) => Err(problems.into()),
    };
    match decided {
        Ok(_) => Ok(done(&cx, &edition, &session, "agenda-flash-terms")),
        Err(Error::Invalid(problems)) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, session, form).await?)
        }
        Err(Error::StaleTerms(now)) => {
            // As typed, beside the counter that was now seen: sent again, it holds.
            let mut form = sent.form;
            form.set("revision", now.revision.to_string());
            let mut sheet = sheet(&cx, &edition, session, form).await?;
            sheet.is_stale = true;
            web::html(StatusCode::CONFLICT, &sheet)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn add(cx: Cx, Path((slug, segment)): At, sent: Submission) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let email = problems.take("email", EmailAddress::parse(sent.value("email")));
    let name = problems.take("name", words::optional_line(sent.value("name"), LONGEST_NAME));
    let (Some(email), Some(name), true) = (email, name, problems.is_empty()) else {
        return refused(&cx, &edition, session, sent.form, &problems).await;
    };
    // Whether the address had an account before is nobody's business: it has one now.
    let system = cx.seen_by(Viewer::system());
    let account = accounts::seed_account(cx.db(), &system, &email, &name, None, &[]).await?;
    sign_up::add(cx.db(), cx.ctx(), &edition, session.id, account).await?;
    Ok(done(&cx, &edition, &session, "agenda-flash-added"))
}

async fn refused(
    cx: &Cx,
    edition: &Edition,
    session: Session,
    typed: Form,
    problems: &Problems,
) -> web::Result<Response> {
    let form = terms::form(&sign_up::terms(cx.db(), cx.ctx(), &session).await?, &edition.zone);
    let mut sheet = sheet(cx, edition, session, form).await?;
    sheet.added = typed.with_problems(problems, cx.text());
    web::invalid(&sheet)
}

pub(super) async fn remove(cx: Cx, Path((slug, segment)): At, sent: Submission) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let gone = sent.value("sign_up").parse::<SignUpId>().map_err(|_| web::Error::NotFound)?;
    sign_up::remove(cx.db(), cx.ctx(), &edition, session.id, gone).await?;
    Ok(done(&cx, &edition, &session, "agenda-flash-removed"))
}

fn done(cx: &Cx, edition: &Edition, session: &Session, words: &'static str) -> Response {
    web::with_flash(cx, &programme::desk_path(edition, session, "/sign-up"), FlashKind::Done, words)
}

async fn rows(cx: &Cx, edition: &Edition, listed: Vec<Listed>) -> web::Result<Vec<Row>> {
    let ids: Vec<AccountId> = listed.iter().map(|one| one.sign_up.account).collect();
    let mut who = names::named(cx, edition.id, &ids).await?;
    let row = |one: Listed| {
        let named = who.remove(&one.sign_up.account).unwrap_or_default();
        let at = one.sign_up.signed_up_at.in_zone(&edition.zone);
        Row {
            key: one.sign_up.id.to_string(),
            name: if named.name.is_empty() { cx.text().t("agenda-no-name") } else { named.name },
            email: named.email,
            state: one.sign_up.state,
            position: one.position,
            when: at.strftime("%Y-%m-%d %H:%M").to_string(),
        }
    };
    Ok(listed.into_iter().map(row).collect())
}

async fn sheet(cx: &Cx, edition: &Edition, session: Session, form: Form) -> web::Result<ListPage> {
    let page = congress::edition_page(cx, edition);
    let listed = sign_up::listed(cx.db(), cx.ctx(), session.id).await?;
    let mut tally = Tally::default();
    for one in &listed {
        tally.taken += i64::from(one.sign_up.state.holds());
        tally.waiting += i64::from(one.position.is_some());
    }
    let places = sign_up::places(cx.db(), cx.ctx(), edition.id, std::slice::from_ref(&session)).await?;
    Ok(ListPage {
        title: programme::heading(&session, cx.locale()),
        action: page.path(programme::desk_path(edition, &session, "/sign-up")),
        sheets: programme::sheets(&page, edition, &session, "/sign-up"),
        form,
        added: Form::new(),
        zone: edition.zone.to_string(),
        places: places.get(&session.id).copied(),
        tally,
        rows: rows(cx, edition, listed).await?,
        session,
        is_stale: false,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}

/// The list as a table for spreadsheets (RFC 4180), with a mark that tells them
/// that it is UTF-8.
pub(super) async fn csv(cx: Cx, Path((slug, segment)): At) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
    let listed = sign_up::listed(cx.db(), cx.ctx(), session.id).await?;
    let text = cx.text();
    let head = ["agenda-name", "agenda-email", "agenda-state", "agenda-position", "agenda-signed-up-at"];
    let mut table = String::from('\u{feff}');
    line(&mut table, head.map(|key| text.t(key)));
    for row in rows(&cx, &edition, listed).await? {
        let position = row.position.map(|position| position.to_string()).unwrap_or_default();
        line(&mut table, [row.name, row.email, text.t(row.state.key()), position, row.when]);
    }
    let file = format!("attachment; filename=\"sign-up-{}.csv\"", session.code.to_ascii_lowercase());
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, file)];
    Ok((headers, table).into_response())
}

fn line<const N: usize>(table: &mut String, cells: [String; N]) {
    table.push_str(&cells.map(|words| cell(&words)).join(","));
    table.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula.
fn cell(words: &str) -> String {
    let guard = if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", words.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_name_is_a_formula() {
        assert_eq!(cell("Lin \"Joy\" Yue"), "\"Lin \"\"Joy\"\" Yue\"");
        for bad in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(cell(bad), format!("\"'{bad}\""));
        }
    }
}
