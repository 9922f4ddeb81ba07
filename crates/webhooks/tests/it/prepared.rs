//! A small congress, a receiver on this machine, and what runs the jobs.

use axum::http::StatusCode;
use congress::{Edition, Neighbours, RoomDetails};
use directory::RelatedSources;
pub use hangzhou::at;
use hangzhou::{opened, tables, three_days, venue, water};
use jobs::Runner;
use kernel::{LocalizedText, Role, RoomId, SessionId, Viewer, Visibility};
use outbound::{Guard, Policy};
use programme::{
    Views,
    seed::NewSession,
    session::{Languages, SessionDetails},
};
use std::sync::{Arc, Mutex};
use testkit::{Engine, House, viewer_with};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use webhooks::{NewWebhook, WebhookId};

pub struct Congress {
    pub house: House,
    pub edition: Edition,
    pub hall: RoomId,
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
    let edition = hangzhou::edition(&house, &three_days()).await;
    let centre = venue(&house, &edition, "centre").await;
    let hall = RoomDetails { name: LocalizedText::both("Hall", "大厅"), ..hangzhou::hall(centre, "hall") };
    let hall = hangzhou::room(&house, &edition, &hall).await;
    water(&house, &edition).await;
    let edition = opened(&house, &edition).await;
    Congress { edition, hall, house }
}

/// Organises the congress.
pub fn organiser(congress: &Congress) -> Viewer {
    viewer_with(7, None, &[(Some(congress.edition.id), Role::Organiser)])
}

pub fn details(code: &str, visibility: Visibility) -> SessionDetails {
    SessionDetails {
        title: LocalizedText::both(format!("Title of {code}"), format!("{code} 的标题")),
        summary: LocalizedText::new(),
        languages: Languages::default(),
        interpretation: Languages::default(),
        visibility,
        ..hangzhou::details(code)
    }
}

impl Congress {
    pub async fn sessions(&self, all: &[(&str, &str, Visibility)]) -> Vec<SessionId> {
        let session = |(code, start, visibility): &(&str, &str, Visibility)| {
            let session = hangzhou::session(code, code, start, self.hall, &[]);
            NewSession { details: details(code, *visibility), ..session }
        };
        let all: Vec<NewSession> = all.iter().map(session).collect();
        hangzhou::seed(&self.house, &self.edition, &all).await
    }

    pub async fn publish(&self) {
        hangzhou::publish(&self.house, &self.edition).await;
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
