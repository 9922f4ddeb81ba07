//! All webhooks of an edition, and adding one.

use super::choices;
use crate::{
    error::Error,
    event::Event,
    webhook::{NewWebhook, Webhook, WebhookState, add as add_webhook, webhooks},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use congress::Edition;
use kernel::Permission;
use outbound::Guard;
use ui::{Form, Page, Text};
use web::{Cx, Submission};

struct Line {
    id: String,
    address: String,
    state: (&'static str, String),
    events: String,
    delivered: String,
}

#[derive(Template)]
#[template(path = "webhooks/list.html")]
struct ListPage {
    page: Page,
    form: Form,
    lines: Vec<Line>,
    events: Vec<(&'static str, String)>,
}

/// A secret, in the answer that makes it: no later page could show it.
#[derive(Template)]
#[template(path = "webhooks/secret.html")]
pub(super) struct SecretPage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) secret: String,
    pub(super) back: String,
    /// The one before it signs, too, for a day.
    pub(super) rotated: bool,
}

/// How a state is told: the tone of its mark, and its name.
pub(super) fn state(text: Text, state: WebhookState) -> (&'static str, String) {
    match state {
        WebhookState::Active => ("good", text.t("webhooks-state-active")),
        WebhookState::Paused => ("outline", text.t("webhooks-state-paused")),
        WebhookState::Gone => ("danger", text.t("webhooks-state-gone")),
        WebhookState::Failing => ("danger", text.t("webhooks-state-failing")),
    }
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditEdition).await?;
    let everything = Form::filled(Event::CHOICES.iter().map(|event| ("events", event.as_str())));
    web::ok(&page(&cx, &edition, everything).await?)
}

async fn page(cx: &Cx, edition: &Edition, form: Form) -> web::Result<ListPage> {
    let text = cx.text();
    let line = |webhook: Webhook| {
        let names: Vec<String> = webhook.events.iter().map(|event| text.t(event.key())).collect();
        Line {
            id: webhook.id.to_string(),
            state: state(text, webhook.state),
            address: webhook.address,
            events: if webhook.events.len() == Event::CHOICES.len() {
                text.t("webhooks-everything")
            } else {
                names.join(text.t("webhooks-comma").as_str())
            },
            delivered: webhook
                .delivered_at
                .map_or_else(|| text.t("webhooks-never"), |at| super::log::moment(at, &edition.zone, text)),
        }
    };
    let all = webhooks(cx.db(), cx.ctx(), edition.id).await?;
    Ok(ListPage {
        page: congress::edition_page(cx, edition),
        form,
        lines: all.into_iter().map(line).collect(),
        events: choices(text),
    })
}

pub(super) async fn add(
    cx: Cx,
    Extension(guard): Extension<Guard>,
    Path(slug): Path<String>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditEdition).await?;
    let new = NewWebhook::read(&guard, sent.problems.clone(), sent.value("address"), sent.values("events"));
    let added = match new {
        Ok(new) => add_webhook(cx.db(), cx.ctx(), edition.id, &new).await,
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok((webhook, secret)) => web::ok(&SecretPage {
            page: congress::edition_page(&cx, &edition),
            back: format!("/desk/webhooks/{}", webhook.id),
            address: webhook.address,
            secret,
            rotated: false,
        }),
        Err(Error::Invalid(problems)) => {
            let form = sent.form.clone().with_problems(&problems, cx.text());
            web::invalid(&page(&cx, &edition, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}
