//! The letters of this crate. Each is written in full, in the language of the
//! one who reads it.

use crate::role::Reach;
use db::Tx;
use kernel::{Ctx, EmailAddress, Role};
use mail::{Letter, SendLetter, Stream};
use sea_orm::DbErr;
use ui::Text;

/// The code and the link. An unknown address gets the same letter with one
/// paragraph that says so: only its mailbox learns it.
pub(crate) async fn code(
    tx: &Tx,
    ctx: &Ctx,
    to: &EmailAddress,
    is_known: bool,
    code: &str,
    address: &str,
) -> Result<(), DbErr> {
    let text = Text(ctx.locale());
    let opening = if is_known { "accounts-letter-code-known" } else { "accounts-letter-code-unknown" };
    let body = [
        text.t(opening),
        text.with("accounts-letter-code-code", &[("code", code.into())]),
        text.with("accounts-letter-code-link", &[("address", address.into())]),
        text.t("accounts-letter-code-terms"),
        text.t("accounts-letter-code-not-you"),
    ];
    let subject = text.with("accounts-letter-code-subject", &[("code", code.into())]);
    send(tx, ctx, to, subject, &body, "accounts.sign-in-code").await
}

/// Somebody was given a role.
pub(crate) async fn role(
    tx: &Tx,
    ctx: &Ctx,
    to: &EmailAddress,
    role: Role,
    reach: &Reach,
    origin: &str,
) -> Result<(), DbErr> {
    let text = Text(ctx.locale());
    let role = text.t(&format!("accounts-role-{}", role.as_str().replace('_', "-")));
    let address = format!("{origin}/{}{}", ctx.locale().tag(), reach.desk);
    let args = [("role", role.as_str().into()), ("name", reach.name.as_str().into())];
    let body = [
        text.with("accounts-letter-role-given", &args),
        text.with("accounts-letter-role-desk", &[("address", address.as_str().into())]),
        text.t("accounts-letter-role-factor"),
    ];
    let subject = text.with("accounts-letter-role-subject", &args);
    send(tx, ctx, to, subject, &body, "accounts.role-given").await
}

async fn send(
    tx: &Tx,
    ctx: &Ctx,
    to: &EmailAddress,
    subject: String,
    paragraphs: &[String],
    kind: &'static str,
) -> Result<(), DbErr> {
    let letter = Letter {
        to: to.clone(),
        to_name: None,
        subject,
        text: paragraphs.join("\n\n"),
        html: None,
        locale: ctx.locale(),
        stream: Stream::Transactional,
        kind,
    };
    tx.send_letter(ctx, letter).await.map(|_| ())
}
