//! An address that was told of the first release, with its log. It is paused: a
//! demonstration calls nobody until somebody asks it to.

use congress::Edition;
use db::Db;
use kernel::Ctx;
use serde_json::json;
use webhooks::{
    Event,
    seed::{SAMPLE, Told, seed_webhook},
};

/// Where a receiver on this machine could listen.
const ADDRESS: &str = "http://127.0.0.1:9099/convoke";

pub(super) async fn write(db: &Db, ctx: &Ctx, edition: &Edition) -> anyhow::Result<()> {
    let told = |event: Event, session: Option<&str>, attempts: Vec<(Option<u16>, i32, &'static str)>| {
        let mut data = json!({ "edition": edition.slug.as_str(), "edition_id": edition.id, "release": 1 });
        if let Some(code) = session {
            data["session"] = json!(code);
        }
        let body = json!({ "type": event, "timestamp": ctx.now().to_rfc3339(), "data": data });
        Told { event, body: body.to_string(), attempts }
    };
    let log = [
        told(Event::Ping, None, vec![(None, 12, ""), (Some(200), 38, "{\"ok\":true}")]),
        told(Event::Released, None, vec![(Some(200), 41, "{\"ok\":true}")]),
        told(Event::Moved, Some("OPEN24"), vec![(Some(503), 5012, "upstream is starting"), (Some(200), 57, "")]),
        told(Event::Changed, Some("OPEN24"), vec![(Some(400), 22, "unknown type"), (Some(400), 19, "unknown type")]),
    ];
    seed_webhook(db, ctx, (edition.id, SAMPLE), (ADDRESS, None), &log).await?;
    Ok(())
}
