//! The house put together: the only list of domains, and how they meet.

use crate::{
    config::{Config, MailConfig},
    files, own,
};
use accounts::{EditionPlace, Editions, Setup, SignIn};
use anyhow::Context;
use axum::Router;
use blob::Blobs;
use congress::Edition;
use db::{ChangeFeed, Db, Migration};
use jobs::{Handlers, Runner, Running};
use kernel::{Clock, EditionId, EmailAddress, Entropy, SystemClock, SystemEntropy};
use mail::{Nowhere, Outbox, Post, Sender, Smtp};
use outbound::Policy;
use std::{path::Path, sync::Arc, time::Duration};
use tokio::task::JoinHandle;
use web::{App, Cx, Module, RouteInfo, Settings};

/// How often a node looks for changes of other nodes.
const POLL: Duration = Duration::from_millis(300);
/// Jobs that one node does at a time.
const WORKERS: usize = 2;

/// A house that is open.
pub struct House {
    /// Its database.
    pub db: Db,
    /// What its pages share.
    pub app: App,
    /// All of its pages.
    pub router: Router,
    /// What goes on besides.
    pub background: Background,
}

/// Jobs, and the watch for other nodes' changes.
pub struct Background {
    jobs: Running,
    watch: JoinHandle<()>,
}

impl Background {
    /// Ends what has begun, and no more.
    pub async fn stop(self) {
        self.watch.abort();
        self.jobs.stop().await;
    }
}

/// All domains, in the order in which their tables build on each other: for who
/// asks only what there is. Files that are handed in are gone with the process.
pub fn modules() -> Vec<Module> {
    modules_with(&Blobs::in_memory(), &Config::default().origin())
}

/// All domains, with the files of a house and the origin that letters lead to.
pub fn modules_with(blobs: &Blobs, origin: &str) -> Vec<Module> {
    modules_for(blobs, origin, Policy::Public)
}

fn modules_for(blobs: &Blobs, origin: &str, policy: Policy) -> Vec<Module> {
    let views = programme::Views::with_live(Arc::new(onsite::Days));
    let programme = programme::neighbour(&views);
    let neighbours = congress::Neighbours {
        clone_parts: vec![
            Arc::new(directory::rank::RankTable),
            programme.clone(),
            Arc::new(calls::CallForms),
            Arc::new(agenda::feedback::FeedbackPolicy),
            Arc::new(onsite::custom::RoomCustoms),
        ],
        zone_followers: vec![programme.clone()],
        desk_cards: vec![programme.clone()],
        catalogue_name: Some(directory::place::catalogue_name),
    };
    vec![
        accounts::module(
            Setup::new(Arc::new(EditionsOfCongress))
                .with_own_data(Arc::new(directory::PersonData))
                .with_own_data(Arc::new(calls::CallData))
                .with_own_data(Arc::new(speakers::SpeakerData))
                .with_own_data(Arc::new(agenda::AgendaData)),
        ),
        congress::module(neighbours),
        directory::module(directory::RelatedSources(vec![programme.clone(), Arc::new(speakers::Portraits)])),
        programme::module_among(
            &views,
            programme::Materials(vec![Arc::new(speakers::Slides)]),
            programme::PublicPages(vec![Arc::new(calls::PublicCalls)]),
        ),
        calls::module(),
        speakers::module(blobs, origin),
        agenda::module(&views),
        onsite::module(&views),
        webhooks::module(policy),
        own::module(),
    ]
}

/// Every migration of this Convoke, in order.
pub fn migrations() -> Vec<Migration> {
    let skills = [db::MIGRATIONS, jobs::MIGRATIONS, mail::MIGRATIONS, blob::MIGRATIONS].into_iter().flatten();
    skills.copied().chain(modules().iter().flat_map(|module| module.migrations.iter().copied())).collect()
}

/// Every route of this Convoke.
pub fn route_table() -> Vec<RouteInfo> {
    web::server::table(modules())
}

/// The database of a house, with its schema up to date.
///
/// # Errors
/// When it cannot be opened or migrated.
pub async fn database(config: &Config) -> anyhow::Result<Db> {
    database_with(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await
}

/// As [`database`], with a clock and randomness of the caller's.
///
/// # Errors
/// When it cannot be opened or migrated.
pub async fn database_with(config: &Config, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> anyhow::Result<Db> {
    let db = connect(config, clock, entropy).await?;
    db.migrate(&migrations()).await?;
    Ok(db)
}

/// The database as it is, whatever its schema: what is backed up is not changed
/// first, and what is restored brings its own.
///
/// # Errors
/// When it cannot be opened.
pub async fn untouched_database(config: &Config) -> anyhow::Result<Db> {
    connect(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await
}

async fn connect(config: &Config, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> anyhow::Result<Db> {
    if config.database.is_none() {
        make_private(&config.data).with_context(|| format!("making {}", config.data.display()))?;
    }
    Ok(Db::connect(&config.database_address(), clock, entropy).await?)
}

/// A folder for its owner alone: it holds people's data. One that is there stays as it is.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

impl House {
    /// Opens a house: database, pages, jobs.
    ///
    /// # Errors
    /// When the database or the mail server's address cannot be used.
    pub async fn open(config: &Config, demonstration: bool) -> anyhow::Result<Self> {
        let db = database(config).await?;
        Self::around(db, config, demonstration).await
    }

    /// A house around an open database.
    ///
    /// # Errors
    /// When the mail server's address cannot be used.
    pub async fn around(db: Db, config: &Config, demonstration: bool) -> anyhow::Result<Self> {
        let settings = Settings {
            origin: config.origin(),
            demonstration,
            page_cache: std::env::var_os("CONVOKE_PAGE_CACHE").is_none_or(|value| value != "off"),
        };
        let (post, sender) = post(config.mail.as_ref(), demonstration)?;
        let blobs = files::of(config);
        let policy = if demonstration { Policy::WithLoopback } else { Policy::Public };
        let modules = modules_for(&blobs, &settings.origin, policy);
        let mut handlers = jobs::housekeeping().and(mail::handlers(post, sender)).and(files::handlers(blobs));
        let mut menu = Vec::new();
        for module in &modules {
            handlers = handlers.and(module.jobs.clone());
            menu.extend(module.menu.iter().copied());
        }
        let app =
            App::new(db.clone(), Arc::new(SystemClock), Arc::new(SystemEntropy), settings, Box::new(SignIn), menu);
        let (router, _) = web::server::build(&app, modules);
        // The first search for a city should not wait for the catalogue.
        tokio::task::spawn_blocking(directory::city::warm_up);
        let background = Self::background(&db, handlers).await?;
        Ok(Self { db, app, router, background })
    }

    async fn background(db: &Db, handlers: Handlers) -> anyhow::Result<Background> {
        let mut feed = ChangeFeed::from_now(db).await?;
        let jobs = Runner::new(db.clone(), handlers).start(WORKERS);
        let db = db.clone();
        let watch = tokio::spawn(async move {
            loop {
                tokio::time::sleep(POLL).await;
                match feed.poll(&db).await {
                    Ok(changes) if changes.is_empty() => {}
                    Ok(_) => db.note_change(),
                    Err(error) => tracing::warn!(%error, "the change feed cannot be read; finished pages may be old"),
                }
            }
        });
        Ok(Background { jobs, watch })
    }
}

fn post(config: Option<&MailConfig>, demonstration: bool) -> anyhow::Result<(Arc<dyn Post>, Sender)> {
    let Some(config) = config else {
        let address = address("convoke@localhost.invalid")?;
        // Only the demonstration has a page that shows what it did not send.
        let post: Arc<dyn Post> = if demonstration { Arc::new(Outbox) } else { Arc::new(Nowhere) };
        return Ok((post, Sender::new(&address, "Convoke")?));
    };
    let (name, mailbox) = match config.from.split_once('<') {
        Some((name, rest)) => (name.trim(), rest.trim_end().trim_end_matches('>')),
        None => ("Convoke", config.from.trim()),
    };
    Ok((Arc::new(Smtp::new(&config.server)?), Sender::new(&address(mailbox)?, name)?))
}

fn address(text: &str) -> anyhow::Result<EmailAddress> {
    EmailAddress::parse(text).map_err(|_| anyhow::anyhow!("{text:?} is not an e-mail address"))
}

/// Accounts stand below editions and reach them through this.
struct EditionsOfCongress;

fn place(cx: &Cx, edition: Edition) -> EditionPlace {
    EditionPlace { id: edition.id, header: edition.header(cx.locale()), zone: edition.zone }
}

#[async_trait::async_trait]
impl Editions for EditionsOfCongress {
    async fn by_slug(&self, cx: &Cx, slug: &str) -> web::Result<EditionPlace> {
        Ok(place(cx, congress::edition(cx, slug).await?))
    }

    async fn by_id(&self, cx: &Cx, id: EditionId) -> web::Result<Option<EditionPlace>> {
        let edition = congress::edition_by_id(cx.db(), cx.ctx(), id).await?;
        Ok(edition.map(|edition| place(cx, edition)))
    }
}
