//! The sheet that moves a session.

use super::{
    Refusal, desk_path, heading,
    list::{Finding, days, findings},
    refusal, revision, sheets, subject,
    versions::{Compared, Version, versions},
};
use crate::{
    rules::{self, Names},
    session::{Placement, Session, place},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use jiff::civil::Date;
use kernel::{
    FieldProblem, Permission, PersonId, Problems, RoomId, Zone,
    wall::{instant, read_clock},
};
use ui::{FlashKind, Form, MenuItem, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "programme/desk/placement.html")]
struct PlacementPage {
    page: Page,
    title: String,
    action: String,
    back: String,
    form: Form,
    rooms: Vec<(String, String)>,
    days: Vec<(String, String)>,
    zone: String,
    sheets: Vec<MenuItem>,
    session: Session,
    findings: Vec<Finding>,
    versions: Vec<Version>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
    let form = form(&session, &edition.zone);
    let sheet = sheet(&cx, &edition, session, form).await?;
    web::ok(&sheet)
}

pub(super) async fn store(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    let moved = match read(&sent.form, sent.problems.clone(), &edition.zone) {
        Ok(placement) => place(cx.db(), cx.ctx(), &edition, session.id, revision(&sent), placement).await,
        Err(problems) => Err(problems.into()),
    };
    match moved {
        Ok(session) => {
            let path = desk_path(&edition, &session, "/placement");
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-session-moved"))
        }
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => refused(&cx, &edition, session, sent.form, &problems).await,
            Refusal::Stale(current) => beside(&cx, &edition, *current, sent.form).await,
        },
    }
}

async fn refused(
    cx: &Cx,
    edition: &Edition,
    session: Session,
    typed: Form,
    problems: &Problems,
) -> web::Result<Response> {
    let typed = typed.with_problems(problems, cx.text());
    let sheet = sheet(cx, edition, session, typed).await?;
    web::invalid(&sheet)
}

/// The form as typed, beside what somebody else stored.
async fn beside(cx: &Cx, edition: &Edition, current: Session, typed: Form) -> web::Result<Response> {
    let theirs = form(&current, &edition.zone);
    let mut sheet = sheet(cx, edition, current, typed).await?;
    let fields: [Compared<'_>; 4] = [
        ("room", "programme-field-room", &sheet.rooms),
        ("day", "programme-field-day", &sheet.days),
        ("starts_at", "programme-field-starts-at", &[]),
        ("minutes", "programme-field-minutes", &[]),
    ];
    sheet.versions = versions(&fields, &theirs, &sheet.form, cx.text());
    sheet.form.set("revision", theirs.value("revision"));
    web::html(StatusCode::CONFLICT, &sheet)
}

async fn sheet(cx: &Cx, edition: &Edition, session: Session, form: Form) -> web::Result<PlacementPage> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let page = congress::edition_page(cx, edition);
    let rooms = congress::rooms(db, ctx, edition.id).await?;
    let conflicts = rules::conflicts(db, ctx, edition).await?;
    let own = conflicts.iter().filter(|conflict| conflict.concerns(session.id));
    let people: Vec<PersonId> = own.filter_map(|conflict| conflict.person).collect();
    let names = Names::load(db, ctx, edition, &people).await?;
    let choice = |room: &congress::Room| {
        let name = room.name.get(cx.locale()).text;
        (room.id.to_string(), format!("{name} ({})", room.capacity))
    };
    Ok(PlacementPage {
        title: heading(&session, cx.locale()),
        action: page.path(desk_path(edition, &session, "/placement")),
        back: page.path(format!("/{}/desk/sessions", edition.slug)),
        form,
        rooms: rooms.iter().map(choice).collect(),
        days: days(cx, edition),
        zone: edition.zone.to_string(),
        sheets: sheets(&page, edition, &session, "/placement"),
        findings: findings(cx, &session, &conflicts, &names),
        session,
        versions: Vec::new(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}

/// The form that would leave a session where it is.
fn form(session: &Session, zone: &Zone) -> Form {
    let start = session.starts_at.map(|at| at.in_zone(zone));
    let day = start.as_ref().map(|at| at.date().to_string()).unwrap_or_default();
    let clock = start.as_ref().map(|at| at.strftime("%H:%M").to_string()).unwrap_or_default();
    Form::filled([
        ("room", session.room.map(|room| room.to_string()).unwrap_or_default()),
        ("day", day),
        ("starts_at", clock),
        ("minutes", session.minutes.to_string()),
        ("revision", session.revision.to_string()),
    ])
}

/// The placement of a form, whose problems so far are given.
pub(super) fn read(sent: &Form, mut problems: Problems, zone: &Zone) -> Result<Placement, Problems> {
    let room = problems.take("room", chosen_room(sent.value("room")));
    let minutes = problems.take("minutes", minutes(sent.value("minutes")));
    let starts_at = match (sent.value("day").trim(), sent.value("starts_at").trim()) {
        ("", "") => Some(None),
        (day, clock) => {
            let day = problems.take("day", day.parse::<Date>().map_err(|_| FieldProblem::new("programme-problem-day")));
            let clock = problems.take("starts_at", read_clock(clock));
            day.zip(clock).and_then(|(day, clock)| problems.take("starts_at", instant(day, clock, zone)).map(Some))
        }
    };
    match (room, minutes, starts_at) {
        (Some(room), Some(minutes), Some(starts_at)) if problems.is_empty() => {
            Ok(Placement { room, starts_at, minutes })
        }
        _ => Err(problems),
    }
}

fn chosen_room(raw: &str) -> Result<Option<RoomId>, FieldProblem> {
    if raw.is_empty() {
        return Ok(None);
    }
    raw.parse().map(Some).map_err(|_| FieldProblem::new("programme-problem-unknown"))
}

fn minutes(raw: &str) -> Result<i32, FieldProblem> {
    let problem = || FieldProblem::new("programme-problem-minutes").with("least", 5).with("most", 1440);
    raw.trim().parse().map_err(|_| problem())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let sent = Submission::parse(b"room=x&day=tomorrow&starts_at=9&minutes=many&revision=1");
        let problems = read(&sent.form, sent.problems.clone(), &zone("Asia/Shanghai")).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["day", "minutes", "room", "starts_at"]);
        let off = Submission::parse(b"room=&day=&starts_at=&minutes=45");
        assert_eq!(read(&off.form, off.problems.clone(), &zone("Asia/Shanghai")).unwrap().starts_at, None);
    }
}
