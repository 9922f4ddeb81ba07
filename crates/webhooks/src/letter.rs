//! The letter to whoever made a webhook, when it is told nothing any more.

use crate::{tables::webhook_row, webhook::WebhookState};
use accounts::Account;
use congress::Edition;
use db::Db;
use kernel::Ctx;
use mail::{Letter, Stream};
use sea_orm::DbErr;
use ui::Text;

/// Who made a webhook, and where.
pub(crate) struct Maker {
    account: Account,
    edition: Edition,
}

impl Maker {
    /// Nobody when the account is gone.
    pub(crate) async fn of(db: &Db, everything: &Ctx, webhook: &webhook_row::Model) -> Result<Option<Self>, DbErr> {
        let Some(made_by) = webhook.made_by else { return Ok(None) };
        let account = accounts::accounts(db, everything, &[made_by]).await?.pop();
        let edition = congress::edition_by_id(db, everything, webhook.edition).await?;
        Ok(account.zip(edition).map(|(account, edition)| Self { account, edition }))
    }

    /// In their language.
    pub(crate) fn letter(&self, address: &str, state: WebhookState) -> Option<Letter> {
        let text = Text(self.account.locale);
        let congress = self.edition.name.get(self.account.locale).text;
        let why = match state {
            WebhookState::Gone => "webhooks-letter-gone",
            WebhookState::Failing => "webhooks-letter-failing",
            WebhookState::Active | WebhookState::Paused => return None,
        };
        let parts = [
            text.with(why, &[("address", address.into()), ("congress", congress.into())]),
            text.t("webhooks-letter-what"),
        ];
        Some(Letter {
            to: self.account.email.clone()?,
            to_name: None,
            subject: text.with("webhooks-letter-subject", &[("congress", congress.into())]),
            text: parts.join("\n\n"),
            html: None,
            locale: self.account.locale,
            stream: Stream::Transactional,
            kind: "webhooks.disabled",
        })
    }
}
