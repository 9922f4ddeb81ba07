//! The house and its database.

use crate::Actor;
use axum::Router;
use db::{Db, Migration};
use kernel::{
    AccountId, Ctx, EditionId, FixedClock, Grant, Locale, PersonId, Role, SeededEntropy, Strength, SystemClock,
    SystemEntropy, Timestamp, Viewer,
};
use sea_orm::ConnectionTrait;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use web::{App, Module, RouteInfo, Settings, SignIn, SignedIn};

/// A fresh, empty database.
pub enum Engine {
    /// In a folder of its own.
    Sqlite(tempfile::TempDir),
    /// On the server that the environment names.
    Postgres(String),
}

impl Engine {
    /// A new SQLite file.
    pub fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    /// A new database on the test server, if there is one.
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("CONVOKE_TEST_POSTGRES") else {
            eprintln!("SKIPPED on PostgreSQL: CONVOKE_TEST_POSTGRES is not set; `cargo xtask test` starts a server");
            return None;
        };
        let base = server.trim_end_matches('/').to_owned();
        let admin = Db::connect(&format!("{base}/postgres"), Arc::new(SystemClock), Arc::new(SystemEntropy))
            .await
            .expect("the test server answers");
        let name = format!("t{}", admin.system().new_id::<EditionId>().to_string().replace('-', ""));
        admin.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        Some(Self::Postgres(format!("{base}/{name}")))
    }

    /// The address to connect to.
    pub fn address(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("house.db").display()),
            Self::Postgres(address) => address.clone(),
        }
    }
}

/// Signs in whoever a test wants, without accounts.
#[derive(Clone, Default)]
pub struct Badges(Arc<Mutex<HashMap<String, Viewer>>>);

#[async_trait::async_trait]
impl SignIn for Badges {
    async fn recognise(&self, _: &Db, token: &str, _: Timestamp) -> Result<Option<SignedIn>, sea_orm::DbErr> {
        let viewer = self.0.lock().unwrap().get(token).cloned();
        Ok(viewer.map(|viewer| SignedIn { viewer, name: "Test Viewer".to_owned() }))
    }

    /// A badge is a token, too.
    async fn recognise_bearer(&self, db: &Db, token: &str, now: Timestamp) -> Result<Option<SignedIn>, sea_orm::DbErr> {
        self.recognise(db, token, now).await
    }
}

/// A viewer with roles and both factors.
pub fn viewer_with(number: u128, person: Option<PersonId>, roles: &[(Option<EditionId>, Role)]) -> Viewer {
    let grants = roles.iter().map(|(edition, role)| Grant { edition: *edition, role: *role, until: None }).collect();
    Viewer::account(AccountId(uuid::Uuid::from_u128(number)), person, Strength::TwoFactors, grants)
}

/// The running house.
pub struct House {
    /// The application.
    pub app: App,
    /// Its clock; it stands at 2024-09-20T00:00:00Z until moved.
    pub clock: Arc<FixedClock>,
    /// Its route table.
    pub table: Vec<RouteInfo>,
    router: Router,
    badges: Badges,
    _engine: Engine,
}

impl House {
    /// A house of these modules on a fresh database. Everybody signs in with a
    /// badge (see [`House::actor`]).
    pub async fn open(engine: Engine, modules: Vec<Module>) -> Self {
        let badges = Badges::default();
        Self::open_with(engine, modules, Box::new(badges.clone()), badges).await
    }

    /// As [`House::open`], with the sign-in of a crate under test.
    pub async fn open_with(engine: Engine, modules: Vec<Module>, sign_in: Box<dyn SignIn>, badges: Badges) -> Self {
        let start = "2024-09-20T00:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let clock = Arc::new(FixedClock::at(start.into()));
        let entropy = Arc::new(SeededEntropy::new(7));
        let db = Db::connect(&engine.address(), clock.clone(), entropy.clone()).await.unwrap();
        let mut migrations: Vec<Migration> = Vec::new();
        // What stands below every domain, then the domains; a module may bring the first along.
        let skills = [db::MIGRATIONS, jobs::MIGRATIONS, mail::MIGRATIONS].into_iter().flatten();
        for migration in skills.chain(modules.iter().flat_map(|module| module.migrations)) {
            if !migrations.iter().any(|known| known.name == migration.name) {
                migrations.push(*migration);
            }
        }
        db.migrate(&migrations).await.unwrap();
        let settings = Settings { origin: "http://convoke.test".to_owned(), demonstration: true, page_cache: true };
        let menu = modules.iter().flat_map(|m| m.menu.iter().copied()).collect();
        let app = App::new(db, clock.clone(), entropy, settings, sign_in, menu);
        let (router, table) = web::server::build(&app, modules);
        Self { app, clock, table, router, badges, _engine: engine }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        self.app.db()
    }

    /// The system's context, for preparing data.
    pub fn system(&self) -> Ctx {
        self.app.ctx(Viewer::system(), Locale::En)
    }

    /// A context in which somebody looks.
    pub fn seen_by(&self, viewer: Viewer) -> Ctx {
        self.app.ctx(viewer, Locale::En)
    }

    /// Somebody of whom nothing is known.
    pub fn stranger(&self) -> Actor {
        Actor::new(self.router.clone())
    }

    /// Somebody signed in as `viewer`.
    pub fn actor(&self, viewer: Viewer) -> Actor {
        Actor::new(self.router.clone()).with_cookie("convoke", &self.badge(viewer))
    }

    /// A program that shows a token of `viewer`.
    pub fn program(&self, viewer: Viewer) -> Actor {
        let token = format!("Bearer {}", self.badge(viewer));
        Actor::new(self.router.clone()).with_header("authorization", &token)
    }

    fn badge(&self, viewer: Viewer) -> String {
        let mut badges = self.badges.0.lock().unwrap();
        let token = format!("badge-{}", badges.len());
        badges.insert(token.clone(), viewer);
        token
    }
}
