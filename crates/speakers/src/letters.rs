//! The letters of this crate, each in the language of the one who reads it.

use crate::{addressee::Addressee, owed::Owed, task::Task};
use accounts::Token;
use congress::Edition;
use db::Tx;
use kernel::Ctx;
use mail::{Letter, SendLetter, Stream};
use sea_orm::DbErr;
use ui::Text;

/// The address of the speaker's page.
fn page(edition: &Edition, to: &Addressee, origin: &str) -> String {
    format!("{origin}/{}/{}/speaking", to.locale.tag(), edition.slug)
}

/// A personal link.
pub(crate) async fn link(
    tx: &Tx,
    ctx: &Ctx,
    edition: &Edition,
    to: &Addressee,
    token: &Token,
    origin: &str,
) -> Result<(), DbErr> {
    let text = Text(to.locale);
    let congress = edition.name.get(to.locale).text;
    let address = format!("{}/links/{}", page(edition, to, origin), token.to_text());
    let body = [
        text.with("speakers-letter-link-lead", &[("congress", congress.into())]),
        address,
        text.t("speakers-letter-link-code"),
        text.t("speakers-letter-link-own"),
    ];
    let subject = text.with("speakers-letter-link-subject", &[("congress", congress.into())]);
    send(tx, ctx, to, subject, &body, "speakers.link").await
}

/// Something was given back.
pub(crate) async fn returned(
    tx: &Tx,
    ctx: &Ctx,
    edition: &Edition,
    to: &Addressee,
    task: &Task,
    note: &str,
    origin: &str,
) -> Result<(), DbErr> {
    let text = Text(to.locale);
    let name = task.name(text);
    let body = [
        text.with("speakers-letter-returned-lead", &[("task", name.as_str().into())]),
        note.to_owned(),
        text.t("speakers-letter-page"),
        page(edition, to, origin),
    ];
    let subject = text.with("speakers-letter-returned-subject", &[("task", name.as_str().into())]);
    send(tx, ctx, to, subject, &body, "speakers.returned").await
}

/// What is still owed.
pub(crate) async fn reminder(
    tx: &Tx,
    ctx: &Ctx,
    edition: &Edition,
    to: &Addressee,
    open: &[(&Task, &Owed)],
    origin: &str,
) -> Result<(), DbErr> {
    let text = Text(to.locale);
    let congress = edition.name.get(to.locale).text;
    let line = |(task, owed): &(&Task, &Owed)| {
        let due = owed.due_at.in_zone(&edition.zone);
        let when = format!("{} {}", ui::long_date(due.date(), to.locale), due.strftime("%H:%M"));
        let key = if owed.due_at <= ctx.now() { "speakers-letter-line-overdue" } else { "speakers-letter-line" };
        text.with(key, &[("task", task.name(text).into()), ("when", when.into())])
    };
    let body = [
        text.with("speakers-letter-reminder-lead", &[("congress", congress.into())]),
        open.iter().map(line).collect::<Vec<_>>().join("\n"),
        text.with("speakers-letter-zone", &[("zone", edition.zone.name().into())]),
        text.t("speakers-letter-page"),
        page(edition, to, origin),
    ];
    let subject =
        text.with("speakers-letter-reminder-subject", &[("n", open.len().into()), ("congress", congress.into())]);
    send(tx, ctx, to, subject, &body, "speakers.reminder").await
}

async fn send(
    tx: &Tx,
    ctx: &Ctx,
    to: &Addressee,
    subject: String,
    paragraphs: &[String],
    kind: &'static str,
) -> Result<(), DbErr> {
    let letter = Letter {
        to: to.email.clone(),
        to_name: Some(to.name.clone()).filter(|name| !name.is_empty()),
        subject: subject.chars().take(300).collect(),
        text: paragraphs.join("\n\n"),
        html: None,
        locale: to.locale,
        stream: Stream::Transactional,
        kind,
    };
    tx.send_letter(ctx, letter).await.map(drop)
}
