//! Letters about places, and the sweep that finds free ones.

use db::{Db, Tx};
use jobs::{Handle, Handlers, Job};
use kernel::{Ctx, Viewer};
use mail::{Letter, SendLetter, Stream};
use programme::sign_up::{self, News, SignUp, TellHolder};
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

struct Porter;

pub(crate) fn handlers() -> Handlers {
    Handlers::new().on::<TellHolder, _>(Porter).on::<Sweep, _>(Porter).every(SWEEP_SECONDS, Sweep {})
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
        let letter = &write(db, everything, &holder, news).await?;
        db.write("agenda.tell", |tx: Tx| async move {
            // Without an address there is nobody to tell, and the news is old all the same.
            if sign_up::take_news(&tx, holder.id, news).await?
                && let Some(letter) = letter
            {
                tx.send_letter(everything, letter.clone()).await?;
            }
            Ok::<(), sea_orm::DbErr>(())
        })
        .await?;
        Ok(())
    }
}

/// The letter in the holder's language; none for an account without an address.
async fn write(db: &Db, everything: &Ctx, holder: &SignUp, news: News) -> anyhow::Result<Option<Letter>> {
    let Some(account) = accounts::accounts(db, everything, &[holder.account]).await?.pop() else { return Ok(None) };
    let Some(to) = account.email.clone() else { return Ok(None) };
    let (Some(edition), Some(session)) = (
        congress::edition_by_id(db, everything, holder.edition).await?,
        programme::session::session(db, everything, holder.session).await?,
    ) else {
        return Ok(None);
    };
    let text = Text(account.locale);
    let title = session.title.get(account.locale).text;
    let when = session.starts_at.map(|at| at.in_zone(&edition.zone)).map_or_else(String::new, |at| {
        format!("{} {}", ui::long_date(at.date(), account.locale), at.strftime("%H:%M"))
    });
    let (subject, body) = match news {
        News::Promoted => ("agenda-letter-promoted-subject", "agenda-letter-promoted"),
        News::Added => ("agenda-letter-added-subject", "agenda-letter-added"),
        News::Declined => ("agenda-letter-declined-subject", "agenda-letter-declined"),
    };
    let congress = edition.name.get(account.locale).text;
    let args =
        |key| text.with(key, &[("title", title.into()), ("when", when.clone().into()), ("congress", congress.into())]);
    Ok(Some(Letter {
        to,
        to_name: None,
        subject: args(subject),
        text: format!("{}\n\n{}", args(body), args("agenda-letter-why")),
        html: None,
        locale: account.locale,
        stream: Stream::Transactional,
        kind: "agenda.place",
    }))
}
