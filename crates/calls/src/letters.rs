//! The letters of this crate, each in the language of the one who reads it.

use crate::{
    Call, Error, Part, Proposal, ProposalState,
    call::title_in,
    tables::{proposal_row, speaker_row},
};
use accounts::Account;
use db::{Tx, select};
use kernel::{AccountId, Ctx, EmailAddress, Locale, Timestamp, Viewer, Zone};
use mail::{Letter, SendLetter, Stream};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use ui::Text;

/// An instant as a letter names it: by the clocks of a zone, and in UTC.
pub(crate) fn moment(at: Timestamp, zone: &Zone, locale: Locale) -> String {
    let local = at.in_zone(zone);
    let day = ui::long_date(local.date(), locale);
    let (clock, utc) = (local.strftime("%H:%M"), at.to_jiff().strftime("%Y-%m-%d %H:%M UTC"));
    format!("{day} {clock} ({zone}; {utc})")
}

/// The address of a page below an edition, for a letter.
fn address(origin: &str, locale: Locale, slug: &str, path: &str) -> String {
    format!("{origin}/{}/{slug}{path}", locale.tag())
}

async fn edition_slug(tx: &Tx, ctx: &Ctx, call: &Call) -> Result<String, DbErr> {
    let everything = ctx.seen_by(Viewer::system());
    Ok(congress::seed::slug_in(tx, &everything, call.edition).await?.unwrap_or_default())
}

fn letter(to: &EmailAddress, locale: Locale, subject: String, paragraphs: &[String], kind: &'static str) -> Letter {
    Letter {
        to: to.clone(),
        to_name: None,
        // What somebody typed as a title may hold what no header does.
        subject: subject.chars().filter(|c| !c.is_control()).take(300).collect(),
        text: paragraphs.join("\n\n"),
        html: None,
        locale,
        stream: Stream::Transactional,
        kind,
    }
}

/// The accounts that would speak in a proposal.
pub(crate) async fn speaking(tx: &Tx, ctx: &Ctx, proposal: crate::ProposalId) -> Result<Vec<Account>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let rows = select::<speaker_row::Entity>(everything).filter(speaker_row::Column::Proposal.eq(proposal));
    let ids: Vec<AccountId> = rows.all(tx.conn()).await?.into_iter().map(|row| row.account).collect();
    accounts::accounts_in(tx, everything, &ids).await
}

/// What was handed in, when, and the hash that proves it: to all its speakers.
pub(crate) async fn receipt(tx: &Tx, ctx: &Ctx, call: &Call, proposal: &Proposal, origin: &str) -> Result<(), Error> {
    let slug = edition_slug(tx, ctx, call).await?;
    for account in speaking(tx, ctx, proposal.id).await? {
        let Some(to) = &account.email else { continue };
        let (locale, text) = (account.locale, Text(account.locale));
        let at = proposal.submitted_at.unwrap_or(ctx.now());
        let title = title_in(&call.title, locale);
        let body = [
            text.with("calls-letter-receipt", &[("title", proposal.heading().into()), ("call", title.as_str().into())]),
            text.with(
                "calls-letter-receipt-facts",
                &[
                    ("code", proposal.code.as_str().into()),
                    ("when", at.to_jiff().strftime("%Y-%m-%d %H:%M:%S%.3f UTC").to_string().into()),
                    ("hash", proposal.receipt.as_deref().unwrap_or_default().into()),
                ],
            ),
            text.with("calls-letter-receipt-until", &[("when", moment(call.closes_at, &call.zone, locale).into())]),
            address(origin, locale, &slug, &format!("/proposals/{}", proposal.code)),
        ];
        let subject = text.with("calls-letter-receipt-subject", &[("title", proposal.heading().into())]);
        tx.send_letter(ctx, letter(to, locale, subject, &body, "calls.receipt")).await?;
    }
    Ok(())
}

/// Somebody is asked to review, or to propose.
pub(crate) async fn invited(
    tx: &Tx,
    ctx: &Ctx,
    call: &Call,
    (part, to, locale): (Part, &EmailAddress, Locale),
    origin: &str,
) -> Result<(), Error> {
    let slug = edition_slug(tx, ctx, call).await?;
    let text = Text(locale);
    let title = title_in(&call.title, locale);
    let (key, path) = match part {
        Part::Reviewer => ("calls-letter-reviewer", format!("/calls/{}/review", call.slug)),
        Part::Invitee => ("calls-letter-invitee", format!("/calls/{}", call.slug)),
    };
    let body = [
        text.with(key, &[("call", title.as_str().into())]),
        text.with("calls-letter-sign-in", &[("email", to.as_str().into())]),
        address(origin, locale, &slug, &path),
    ];
    let subject = text.with(&format!("{key}-subject"), &[("call", title.as_str().into())]);
    tx.send_letter(ctx, letter(to, locale, subject, &body, "calls.invitation")).await?;
    Ok(())
}

/// The deadline has moved: to everybody who has not handed in yet.
pub(crate) async fn extended(tx: &Tx, ctx: &Ctx, call: &Call, origin: &str) -> Result<(), Error> {
    let everything = &ctx.seen_by(Viewer::system());
    let slug = edition_slug(tx, ctx, call).await?;
    let drafts = select::<proposal_row::Entity>(everything)
        .filter(proposal_row::Column::SessionCall.eq(call.id))
        .filter(proposal_row::Column::State.eq(ProposalState::Draft))
        .all(tx.conn())
        .await?;
    let mut owners: Vec<AccountId> = drafts.iter().map(|row| row.owner).collect();
    owners.sort();
    owners.dedup();
    for some in owners.chunks(500) {
        for account in accounts::accounts_in(tx, everything, some).await? {
            let Some(to) = &account.email else { continue };
            let (locale, text) = (account.locale, Text(account.locale));
            let (title, when) = (title_in(&call.title, locale), moment(call.closes_at, &call.zone, locale));
            let args = [("call", title.as_str().into()), ("when", when.into())];
            let body = [
                text.with("calls-letter-extended", &args),
                address(origin, locale, &slug, &format!("/calls/{}", call.slug)),
            ];
            let subject = text.with("calls-letter-extended-subject", &args);
            tx.send_letter(ctx, letter(to, locale, subject, &body, "calls.extended")).await?;
        }
    }
    Ok(())
}

/// The letter that tells a speaker of a decision; none for an account without an
/// address. The preview shows it, and what it shows is what is sent.
pub(crate) fn decision(
    account: &Account,
    proposal: &Proposal,
    (congress, slug): (&kernel::LocalizedText, &str),
    origin: &str,
) -> Option<Letter> {
    let (to, locale, text) = (account.email.as_ref()?, account.locale, Text(account.locale));
    let key = match proposal.state {
        ProposalState::Accepted => "calls-letter-accepted",
        ProposalState::WaitListed => "calls-letter-wait-listed",
        ProposalState::Rejected => "calls-letter-rejected",
        _ => return None,
    };
    let congress = congress.get(locale).text;
    let args = [("title", proposal.heading().into()), ("congress", congress.into())];
    let body = [text.with(key, &args), address(origin, locale, slug, &format!("/proposals/{}", proposal.code))];
    let subject = text.with("calls-letter-decision-subject", &args);
    Some(letter(to, locale, subject, &body, "calls.decision"))
}
