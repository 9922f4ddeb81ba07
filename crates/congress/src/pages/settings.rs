//! The settings of an edition, and the question that a new zone asks.

use super::{
    conflict::{self, WaysOut},
    desk,
    form_page::{FormSheet, MomentRow, ZoneQuestion},
    places::slug_field,
    refusal, revision,
};
use crate::{
    Edition, EditionDetails, Error, Keep, Neighbours, ZoneChange,
    edition::{self, Accent},
    fields::{Field, Input},
    zone_change::{Moment, zone_preview},
};
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use kernel::{Permission, Timestamp, Zone};
use std::sync::Arc;
use ui::{FlashKind, Form};
use web::{Cx, Submission, with_flash};

/// The settings as they stand.
pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let fields = fields(&cx, Some(&edition)).await?;
    sheet(&cx, &edition, &fields, edition.form()).page(&cx, Some(&edition)).answer(StatusCode::OK)
}

/// Rewrites the settings. A new zone is stored only once it is said what the
/// moments of the programme shall do.
pub(super) async fn revise(
    cx: Cx,
    Path(slug): Path<String>,
    Extension(neighbours): Extension<Arc<Neighbours>>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let details = match EditionDetails::read(&sent, Some(&edition)) {
        Ok(details) => details,
        Err(problems) => return refuse(&cx, &edition, sent.form, Error::Invalid(problems)).await,
    };
    let keep = sent.value("keep").parse::<Keep>().ok();
    if details.zone != edition.zone && keep.is_none() {
        let question = question(&cx, &edition, &details.zone, &neighbours).await?;
        if question.total > 0 {
            return ask(&cx, &edition, sent.form, question).await;
        }
    }
    let keep = keep.unwrap_or(Keep::WallClock);
    let (id, revision, followers) = (edition.id, revision(&sent), &neighbours.zone_followers);
    match edition::revise_edition(cx.db(), cx.ctx(), id, revision, &details, followers, keep).await {
        Ok(after) => {
            let path = format!("/{}/desk/settings", after.slug);
            Ok(with_flash(&cx, &path, FlashKind::Done, "congress-settings-saved"))
        }
        Err(error) => refuse(&cx, &edition, sent.form, error).await,
    }
}

async fn refuse(cx: &Cx, edition: &Edition, form: Form, error: Error) -> web::Result<Response> {
    let fields = fields(cx, Some(edition)).await?;
    if let Error::Stale = error {
        let path = format!("/{}/desk/settings", edition.slug);
        let ways = WaysOut { action: path.clone(), back: path };
        let current = edition::edition_by_id(cx.db(), cx.ctx(), edition.id).await?.ok_or(web::Error::NotFound)?;
        return conflict::page(cx, &current, &ways, &fields, &current.form(), &form);
    }
    let (status, problems) = refusal(error)?;
    let sheet = sheet(cx, edition, &fields, form).with_problems(cx, &problems);
    sheet.page(cx, Some(edition)).answer(status)
}

/// Nothing is stored yet: the form comes back as typed, with the question.
async fn ask(cx: &Cx, edition: &Edition, form: Form, question: ZoneQuestion) -> web::Result<Response> {
    let fields = fields(cx, Some(edition)).await?;
    let page = sheet(cx, edition, &fields, form).page(cx, Some(edition)).asking(question);
    page.answer(StatusCode::UNPROCESSABLE_ENTITY)
}

async fn question(cx: &Cx, edition: &Edition, to: &Zone, neighbours: &Neighbours) -> web::Result<ZoneQuestion> {
    let preview = zone_preview(cx.db(), cx.ctx(), edition.id, &neighbours.zone_followers).await?;
    let change = |keep| ZoneChange { edition: edition.id, from: edition.zone.clone(), to: to.clone(), keep };
    let (wall_clock, instants) = (change(Keep::WallClock), change(Keep::Instants));
    let row = |moment: &Moment| MomentRow {
        label: moment.label.get(cx.locale()).to_string(),
        now: clock(cx, moment.at, &edition.zone),
        wall_clock: clock(cx, wall_clock.moved(moment.at), to),
        instants: clock(cx, instants.moved(moment.at), to),
    };
    Ok(ZoneQuestion {
        from: edition.zone.to_string(),
        to: to.to_string(),
        total: preview.total,
        moments: preview.first.iter().map(row).collect(),
    })
}

/// A moment on the wall and in UTC: `25 Sep 09:00 (01:00 UTC)`.
fn clock(cx: &Cx, at: Timestamp, zone: &Zone) -> String {
    let wall = at.in_zone(zone);
    let day = ui::short_date(wall.date(), cx.locale());
    format!("{day} {} ({} UTC)", wall.strftime("%H:%M"), at.to_jiff().strftime("%H:%M"))
}

/// The fields of an edition; `None` is one that is to be made.
pub(super) async fn fields(cx: &Cx, edition: Option<&Edition>) -> web::Result<Vec<Field>> {
    let slug = match edition {
        Some(edition) if edition.slug_is_fixed => {
            Field::new("slug", "congress-slug", Input::Fixed).hint("congress-slug-fixed-hint")
        }
        _ => slug_field(),
    };
    let accents = Accent::ALL.iter().map(|accent| (accent.to_string(), accent_in_words(cx, *accent))).collect();
    Ok(vec![
        Field::new("name", "congress-name", Input::Lines),
        slug,
        Field::new("first_day", "congress-first-day", Input::Day),
        Field::new("last_day", "congress-last-day", Input::Day),
        Field::new("zone", "congress-zone", Input::Zone).hint("congress-zone-hint"),
        Field::new("place", "congress-place", Input::Lines).hint("congress-place-hint").optional(),
        Field::new("theme", "congress-theme", Input::Lines).optional(),
        Field::new("description", "congress-description", Input::Paragraphs).optional(),
        Field::new("accent", "congress-accent", Input::Choice(accents)),
        Field::new("host", "congress-host", Input::Choice(hosts(cx, edition).await?))
            .hint("congress-host-hint")
            .optional(),
    ])
}

/// The editions that can be the host: those that the viewer runs, and the one
/// that it already is.
async fn hosts(cx: &Cx, guest: Option<&Edition>) -> web::Result<Vec<(String, String)>> {
    let current = guest.and_then(|edition| edition.host);
    let mut choices = Vec::new();
    for host in edition::editions(cx.db(), cx.ctx()).await? {
        let is_itself = guest.is_some_and(|edition| edition.id == host.id);
        if !is_itself && (current == Some(host.id) || cx.can(Permission::EditEdition, host.id)) {
            choices.push((host.id.to_string(), host.name.get(cx.locale()).to_string()));
        }
    }
    if let Some(hidden) = current.map(|id| id.to_string()).filter(|id| choices.iter().all(|(key, _)| key != id)) {
        choices.push((hidden, cx.text().t("congress-host-hidden")));
    }
    Ok(choices)
}

fn accent_in_words(cx: &Cx, accent: Accent) -> String {
    cx.text().t(match accent {
        Accent::Lake => "congress-accent-lake",
        Accent::Vermilion => "congress-accent-vermilion",
        Accent::Indigo => "congress-accent-indigo",
        Accent::Moss => "congress-accent-moss",
        Accent::Plum => "congress-accent-plum",
        Accent::Ochre => "congress-accent-ochre",
        Accent::Azure => "congress-accent-azure",
        Accent::Rose => "congress-accent-rose",
    })
}

fn sheet<'a>(cx: &Cx, edition: &Edition, fields: &'a [Field], form: Form) -> FormSheet<'a> {
    FormSheet {
        title: cx.text().t("congress-settings"),
        lead: "",
        submit: "congress-save",
        action: format!("/{}/desk/settings", edition.slug),
        back: format!("/{}/desk", edition.slug),
        fields,
        form,
    }
}
