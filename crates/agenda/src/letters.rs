//! Letters about places, and the sweep that finds free ones.
//!
//! Whoever comes on a list is told, by whichever way they came: the letter has the
//! file for their calendar. Whoever leaves by themselves is not: they did it, the
//! page says so at once, and nothing that sign-up tells anybody promises a letter.

use db::{Db, Tx};
use jobs::{Handle, Handlers, Job};
use kernel::{Ctx, Strength, Viewer};
use mail::{Attachment, FileKind, Letter, SendLetter, Stream};
use programme::{
    Views,
    sign_up::{self, News, SignUp, TellHolder},
};
use serde::{Deserialize, Serialize};
use ui::Text;

/// How often free places are looked for, in seconds: whoever waits is told
/// within a minute of whatever made a place free.
const SWEEP_SECONDS: i64 = 30;

/// Looks for free places.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Sweep {}

impl Job for Sweep {
    const NAME: &'static str = "agenda.sweep";
}

#[derive(Clone)]
struct Porter {
    views: Views,
}

pub(crate) fn handlers(views: &Views) -> Handlers {
    let porter = Porter { views: views.clone() };
    Handlers::new().on::<TellHolder, _>(porter.clone()).on::<Sweep, _>(porter).every(SWEEP_SECONDS, Sweep {})
}

#[async_trait::async_trait]
impl Handle<Sweep> for Porter {
    async fn run(&self, db: &Db, ctx: &Ctx, _: Sweep) -> anyhow::Result<()> {
        let promoted = sign_up::sweep(db, ctx).await?;
        if promoted > 0 {
            tracing::info!(promoted, "places became free");
        }
        Ok(())
    }
}

#[async_trait::async_trait]
impl Handle<TellHolder> for Porter {
    async fn run(&self, db: &Db, ctx: &Ctx, job: TellHolder) -> anyhow::Result<()> {
        let everything = &ctx.seen_by(Viewer::system());
        let Some((holder, news)) = sign_up::news(db.read(), everything, job.sign_up).await? else { return Ok(()) };
        let letter = &self.write(db, everything, &holder, news).await?;
        db.write("agenda.tell", |tx: Tx| async move {
            // Without an address there is nobody to tell, and the news is old all the same.
            if sign_up::take_news(&tx, holder.id, news).await?
                && let Some((letter, file)) = letter
            {
                tx.send_letter_with(everything, letter.clone(), file.clone()).await?;
            }
            Ok::<(), sea_orm::DbErr>(())
        })
        .await?;
        Ok(())
    }
}

impl Porter {
    /// The letter in the holder's language, with a file for their calendar unless
    /// they lose the place; none for an account without an address.
    async fn write(
        &self,
        db: &Db,
        everything: &Ctx,
        holder: &SignUp,
        news: News,
    ) -> anyhow::Result<Option<(Letter, Option<Attachment>)>> {
        let Some(account) = accounts::accounts(db, everything, &[holder.account]).await?.pop() else { return Ok(None) };
        let Some(to) = account.email.clone() else { return Ok(None) };
        let (Some(edition), Some(session)) = (
            congress::edition_by_id(db, everything, holder.edition).await?,
            programme::session::session(db, everything, holder.session).await?,
        ) else {
            return Ok(None);
        };
        let text = Text(account.locale);
        // What the holder may know of it, and as it was announced; of what was not, as it is planned.
        let viewer = Viewer::account(account.id, account.person, Strength::OneFactor, Vec::new());
        let theirs = everything.seen_by(viewer).in_locale(account.locale);
        let view = match self.views.view_for(db, &theirs, edition.slug.as_str()).await {
            Ok(view) => Some(view),
            Err(web::Error::NotFound) => None,
            Err(error) => return Err(anyhow::anyhow!("{error}")),
        };
        let announced = view.as_ref().and_then(|view| Some((view, view.session(session.id)?)));
        let starts_at = announced.map(|(_, told)| told.starts_at).or(session.starts_at);
        let title = announced.map_or(&session.title, |(_, told)| &told.title).get(account.locale).text;
        let when = starts_at.map(|at| at.in_zone(&edition.zone)).map_or_else(String::new, |at| {
            format!("{} {}", ui::long_date(at.date(), account.locale), at.strftime("%H:%M"))
        });
        let (subject, body) = words(news);
        let congress = edition.name.get(account.locale).text;
        let args = |key| {
            text.with(key, &[("title", title.into()), ("when", when.clone().into()), ("congress", congress.into())])
        };
        let file = announced.filter(|_| news != News::Declined).map(|(view, told)| Attachment {
            name: format!("{}.ics", told.code.to_ascii_lowercase()),
            kind: FileKind::Calendar,
            text: programme::calendar_file(view, told, text, news == News::Waiting),
        });
        let mut parts = vec![args(body)];
        if file.is_some() {
            parts.push(args("agenda-letter-file"));
        }
        parts.push(args("agenda-letter-why"));
        let letter = Letter {
            to,
            to_name: None,
            subject: args(subject),
            text: parts.join("\n\n"),
            html: None,
            locale: account.locale,
            stream: Stream::Transactional,
            kind: "agenda.place",
        };
        Ok(Some((letter, file)))
    }
}

/// Ids of the subject and the text.
fn words(news: News) -> (&'static str, &'static str) {
    match news {
        News::SignedUp => ("agenda-letter-signed-up-subject", "agenda-letter-signed-up"),
        News::Waiting => ("agenda-letter-waiting-subject", "agenda-letter-waiting"),
        News::Promoted => ("agenda-letter-promoted-subject", "agenda-letter-promoted"),
        News::Added => ("agenda-letter-added-subject", "agenda-letter-added"),
        News::Declined => ("agenda-letter-declined-subject", "agenda-letter-declined"),
    }
}
