//! One webhook: what it is told, its secret, its log.

use super::{
    choices,
    list::{SecretPage, state},
    log::{self, moment},
};
use crate::{
    delivery::{DeliveryId, deliveries, ping as send_ping, redeliver as send_again},
    error::Error,
    webhook::{self, Webhook, WebhookId, WebhookState, chosen},
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::Permission;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// Deliveries that the page shows.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "webhooks/one.html")]
struct OnePage {
    page: Page,
    form: Form,
    base: String,
    address: String,
    state: (&'static str, String),
    /// What an organiser should know of a webhook that is told nothing.
    note: Option<String>,
    is_active: bool,
    events: Vec<(&'static str, String)>,
    old_until: Option<String>,
    log: Vec<log::Line>,
}

async fn subject(cx: &Cx, slug: &str, id: WebhookId) -> web::Result<(Edition, Webhook)> {
    let edition = congress::desk(cx, slug, Permission::EditEdition).await?;
    let webhook = webhook::webhook(cx.db(), cx.ctx(), edition.id, id).await?;
    Ok((edition, webhook.ok_or(web::Error::NotFound)?))
}

/// Keys are UUIDs; what is none is nobody's.
fn key<T: std::str::FromStr>(typed: &str) -> web::Result<T> {
    typed.parse().map_err(|_| web::Error::NotFound)
}

pub(super) async fn show(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    let form = Form::filled(webhook.events.iter().map(|event| ("events", event.as_str())));
    web::ok(&page(&cx, &edition, webhook, form).await?)
}

async fn page(cx: &Cx, edition: &Edition, webhook: Webhook, form: Form) -> web::Result<OnePage> {
    let (text, zone) = (cx.text(), &edition.zone);
    let page = congress::edition_page(cx, edition);
    let log = deliveries(cx.db(), cx.ctx(), webhook.id, SHOWN).await?;
    let note = match webhook.state {
        WebhookState::Active => None,
        WebhookState::Paused => Some("webhooks-note-paused"),
        WebhookState::Gone => Some("webhooks-note-gone"),
        WebhookState::Failing => Some("webhooks-note-failing"),
    };
    Ok(OnePage {
        base: page.in_edition(format!("/desk/webhooks/{}", webhook.id)),
        page,
        form,
        address: webhook.address,
        state: state(text, webhook.state),
        note: note.map(|key| text.t(key)),
        is_active: webhook.state == WebhookState::Active,
        events: choices(text),
        old_until: webhook.old_until.filter(|until| cx.now() < *until).map(|until| moment(until, zone, text)),
        log: log.into_iter().map(|one| log::line(one, zone, text)).collect(),
    })
}

fn back(cx: &Cx, slug: &str, id: WebhookId, flash: &'static str) -> Response {
    web::with_flash(cx, &format!("/{slug}/desk/webhooks/{id}"), FlashKind::Done, flash)
}

pub(super) async fn choose(
    cx: Cx,
    Path((slug, id)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    let mut problems = sent.problems.clone();
    let events = problems.take("events", chosen(sent.values("events")));
    let Some(events) = events.filter(|_| problems.is_empty()) else {
        let form = sent.form.clone().with_problems(&problems, cx.text());
        return web::invalid(&page(&cx, &edition, webhook, form).await?);
    };
    webhook::choose(cx.db(), cx.ctx(), edition.id, webhook.id, &events).await?;
    Ok(back(&cx, &slug, webhook.id, "webhooks-flash-events"))
}

pub(super) async fn rotate(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    let secret = webhook::rotate(cx.db(), cx.ctx(), edition.id, webhook.id).await?;
    web::ok(&SecretPage {
        page: congress::edition_page(&cx, &edition),
        back: format!("/desk/webhooks/{}", webhook.id),
        address: webhook.address,
        secret,
        rotated: true,
    })
}

pub(super) async fn pause(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    webhook::pause(cx.db(), cx.ctx(), edition.id, webhook.id).await?;
    Ok(back(&cx, &slug, webhook.id, "webhooks-flash-paused"))
}

pub(super) async fn resume(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    webhook::resume(cx.db(), cx.ctx(), edition.id, webhook.id).await?;
    Ok(back(&cx, &slug, webhook.id, "webhooks-flash-resumed"))
}

pub(super) async fn remove(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    webhook::remove(cx.db(), cx.ctx(), edition.id, webhook.id).await?;
    Ok(web::with_flash(&cx, &format!("/{slug}/desk/webhooks"), FlashKind::Done, "webhooks-flash-removed"))
}

pub(super) async fn ping(cx: Cx, Path((slug, id)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    let sent = send_ping(cx.db(), cx.ctx(), edition.id, &slug, webhook.id).await;
    after(&cx, &slug, webhook.id, sent, "webhooks-flash-ping")
}

pub(super) async fn redeliver(
    cx: Cx,
    Path((slug, id, delivery)): Path<(String, String, String)>,
) -> web::Result<Response> {
    let (edition, webhook) = subject(&cx, &slug, key(&id)?).await?;
    let delivery: DeliveryId = key(&delivery)?;
    let sent = send_again(cx.db(), cx.ctx(), edition.id, webhook.id, delivery).await;
    after(&cx, &slug, webhook.id, sent, "webhooks-flash-again")
}

/// Somebody may have paused it since the page was opened.
fn after(cx: &Cx, slug: &str, id: WebhookId, sent: Result<(), Error>, flash: &'static str) -> web::Result<Response> {
    match sent {
        Ok(()) => Ok(back(cx, slug, id, flash)),
        Err(Error::Inactive) => {
            let path = format!("/{slug}/desk/webhooks/{id}");
            Ok(web::with_flash(cx, &path, FlashKind::Problem, "webhooks-inactive"))
        }
        Err(error) => Err(error.into()),
    }
}
