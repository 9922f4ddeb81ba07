//! A small congress, a receiver on this machine, and what runs the jobs.

use axum::http::StatusCode;
use congress::{
    Accent, Edition, EditionDetails, EditionState, Neighbours, RoomDetails, RoomKind, TrackDetails, VenueDetails,
};
use directory::RelatedSources;
use jiff::civil::date;
use jobs::{Handlers, Runner};
use kernel::{LocalizedText, Role, RoomId, SessionId, Slug, Timestamp, Viewer, Visibility, Zone};
use outbound::{Guard, Policy};
use programme::{
    Views,
    seed::NewSession,
    session::{Languages, SessionDetails, SessionKind, SessionState},
};
use std::sync::{Arc, Mutex};
use testkit::{Engine, House, viewer_with};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use web::{Module, Routes};
use webhooks::{NewWebhook, WebhookId};

pub struct Congress {
    pub house: House,
    pub edition: Edition,
    pub hall: RoomId,
}

fn tables(name: &'static str, migrations: &'static [db::Migration]) -> Module {
    Module { name, routes: Routes::new(), migrations, menu: Vec::new(), jobs: Handlers::new() }
}

pub fn at(text: &str) -> Timestamp {
    let (day, clock) = text.split_once(' ').unwrap();
    format!("2024-09-{day}T{clock}:00+08:00").parse::<jiff::Timestamp>().unwrap().into()
}

pub async fn congress(engine: Engine) -> Congress {
    let views = Views::new();
    let modules = vec![
        tables("mail", mail::MIGRATIONS),
        tables("accounts", accounts::MIGRATIONS),
        congress::module(Neighbours::default()),
        directory::module(RelatedSources(Vec::new())),
        programme::module(&views),
        webhooks::module(Policy::WithLoopback),
    ];
    let house = House::open(engine, modules).await;
    let (db, ctx) = (house.db(), house.system());
    let slug = |text: &str| Slug::parse(text).unwrap();
    let details = EditionDetails {
        slug: slug("hangzhou-2024"),
        name: LocalizedText::both("Hangzhou Stage 2024", "2024 杭州站"),
        theme: LocalizedText::new(),
        place: LocalizedText::both("Hangzhou, China", "中国杭州"),
        description: LocalizedText::new(),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        first_day: date(2024, 9, 25),
        last_day: date(2024, 9, 27),
        host: None,
        accent: Accent::Lake,
        illustration: true,
    };
    let edition = congress::create_edition(db, &ctx, &details).await.unwrap();
    let venue = VenueDetails {
        slug: slug("centre"),
        name: LocalizedText::both("Centre", "中心"),
        address: LocalizedText::new(),
        position: 10,
    };
    let venue = congress::add_venue(db, &ctx, edition.id, &venue).await.unwrap().id;
    let hall = RoomDetails {
        venue,
        slug: slug("hall"),
        name: LocalizedText::both("Hall", "大厅"),
        capacity: 100,
        kind: RoomKind::Hall,
        position: 10,
        published: true,
    };
    let hall = congress::add_room(db, &ctx, edition.id, &hall).await.unwrap().id;
    let track =
        TrackDetails { slug: slug("water"), name: LocalizedText::both("Water", "水"), colour: 1, position: 10 };
    congress::add_track(db, &ctx, edition.id, &track).await.unwrap();
    let edition = congress::change_state(db, &ctx, edition.id, edition.revision, EditionState::Public).await.unwrap();
    Congress { edition, hall, house }
}

/// Organises the congress.
pub fn organiser(congress: &Congress) -> Viewer {
    viewer_with(7, None, &[(Some(congress.edition.id), Role::Organiser)])
}

pub fn details(code: &str, visibility: Visibility) -> SessionDetails {
    SessionDetails {
        kind: SessionKind::Keynote,
        parent: None,
        title: LocalizedText::both(format!("Title of {code}"), format!("{code} 的标题")),
        summary: LocalizedText::new(),
        track: None,
        languages: Languages::default(),
        interpretation: Languages::default(),
        visibility,
        city: None,
        capacity: None,
    }
}

impl Congress {
    pub async fn sessions(&self, all: &[(&str, &str, Visibility)]) -> Vec<SessionId> {
        let session = |(code, start, visibility): &(&str, &str, Visibility)| NewSession {
            code: (*code).to_owned(),
            details: details(code, *visibility),
            forum: None,
            state: SessionState::Confirmed,
            starts_at: Some(at(start)),
            minutes: 45,
            room: Some(self.hall),
            people: Vec::new(),
        };
        let all: Vec<NewSession> = all.iter().map(session).collect();
        programme::seed::seed_sessions(self.house.db(), &self.house.system(), self.edition.id, &all).await.unwrap()
    }

    pub async fn publish(&self) {
        let ctx = self.house.system();
        let expected = programme::release::latest_number(self.house.db(), &ctx, &self.edition).await.unwrap();
        programme::release::publish(self.house.db(), &ctx, &self.edition, expected, ("", "")).await.unwrap();
    }

    /// Adds a webhook for everything, and answers its key and its secret.
    pub async fn listen(&self, address: &str, events: &[webhooks::Event]) -> (WebhookId, String) {
        let new = NewWebhook { address: address.to_owned(), events: events.to_vec() };
        let ctx = self.house.seen_by(organiser(self));
        let (webhook, secret) = webhooks::add(self.house.db(), &ctx, self.edition.id, &new).await.unwrap();
        (webhook.id, secret)
    }

    /// Does what is due.
    pub async fn run(&self) {
        self.run_with(Policy::WithLoopback).await;
    }

    pub async fn run_with(&self, policy: Policy) {
        let handlers = webhooks::handlers(Guard::new(policy));
        let runner = Runner::new(self.house.db().clone(), handlers);
        runner.tick().await.unwrap();
        runner.run_until_idle().await.unwrap();
    }

    pub async fn log(&self, webhook: WebhookId) -> Vec<webhooks::Delivery> {
        webhooks::deliveries(self.house.db(), &self.house.system(), webhook, 100).await.unwrap()
    }
}

/// What a receiver was sent.
#[derive(Clone, Debug)]
pub struct Heard {
    pub head: String,
    pub body: String,
}

impl Heard {
    pub fn header(&self, name: &str) -> &str {
        let line = self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        });
        line.unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A receiver on this machine that answers with a status that can be changed.
#[derive(Clone)]
pub struct Receiver {
    pub address: String,
    status: Arc<Mutex<StatusCode>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Receiver {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            address: format!("http://{}/hook", listener.local_addr().unwrap()),
            status: Arc::new(Mutex::new(StatusCode::OK)),
            heard: Arc::default(),
        };
        let own = receiver.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = Vec::new();
                let heard = loop {
                    let mut some = [0; 2048];
                    let read = stream.read(&mut some).await.unwrap_or(0);
                    bytes.extend_from_slice(&some[..read]);
                    if let Some(heard) = whole(&bytes) {
                        break Some(heard);
                    }
                    if read == 0 {
                        break None;
                    }
                };
                own.heard.lock().unwrap().extend(heard);
                let status = *own.status.lock().unwrap();
                let answer = format!("HTTP/1.1 {} X\r\ncontent-length: 6\r\n\r\nthanks", status.as_u16());
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        receiver
    }

    pub fn answer(&self, status: u16) {
        *self.status.lock().unwrap() = StatusCode::from_u16(status).unwrap();
    }

    /// What came since this was last asked.
    pub fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().unwrap())
    }
}

fn whole(bytes: &[u8]) -> Option<Heard> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let heard = Heard { head: head.to_owned(), body: body.to_owned() };
    let length: usize = heard.header("content-length").parse().ok()?;
    (body.len() >= length).then_some(heard)
}
