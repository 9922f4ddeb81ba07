//! What a release tells, to whom, and what it never tells.

use crate::prepared::{Heard, Receiver, at, congress, details};
use aws_lc_rs::hmac;
use data_encoding::BASE64;
use kernel::Visibility::{Concealed, InviteOnly, Public, Registered};
use programme::session::{Placement, cancel, place, reinstate};
use testkit::both_engines;
use webhooks::{DeliveryState, Event};

fn events(heard: &[Heard]) -> Vec<(String, String)> {
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut all: Vec<_> =
        heard.iter().map(Heard::json).map(|body| (word(&body["type"]), word(&body["data"]["session"]))).collect();
    all.sort();
    all
}

fn pair(event: &str, session: &str) -> (String, String) {
    (event.to_owned(), session.to_owned())
}

both_engines!(a_release_tells_what_it_changed_by_key_and_nothing_more, |engine| async move {
    let c = congress(engine).await;
    let ids = c.sessions(&[("PEN234", "25 09:00", Public), ("REG234", "25 10:00", Registered)]).await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let receiver = Receiver::open().await;
    let (id, secret) = c.listen(&receiver.address, Event::CHOICES).await;
    c.publish().await;
    c.run().await;
    let first = receiver.heard();
    assert_eq!(events(&first), [pair("programme.released", "")], "all of the first one is new");
    let body = first[0].json();
    assert_eq!((&body["data"]["edition"], &body["data"]["release"]), (&"hangzhou-2024".into(), &1.into()));

    let to = Placement { room: Some(c.hall), starts_at: Some(at("26 09:00")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[0], 1, to).await.unwrap();
    cancel(db, &ctx, &c.edition, ids[1], 1).await.unwrap();
    c.sessions(&[("NEW234", "27 09:00", Public)]).await;
    c.house.clock.advance_seconds(60);
    c.publish().await;
    c.run().await;
    let second = receiver.heard();
    assert_eq!(
        events(&second),
        [
            pair("programme.released", ""),
            pair("session.added", "NEW234"),
            pair("session.cancelled", "REG234"),
            pair("session.moved", "PEN234")
        ]
    );
    for one in &second {
        assert!(
            !one.body.contains("Title") && !one.body.contains("标题") && !one.body.contains("Hall"),
            "{}",
            one.body
        );
        let signed = format!("{}.{}.{}", one.header("webhook-id"), one.header("webhook-timestamp"), one.body);
        let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap().as_bytes()).unwrap();
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), signed.as_bytes());
        assert_eq!(one.header("webhook-signature"), format!("v1,{}", BASE64.encode(tag.as_ref())));
        assert_eq!(one.header("content-type"), "application/json");
    }
    reinstate(db, &ctx, &c.edition, ids[1], 2).await.unwrap();
    c.publish().await;
    c.run().await;
    assert_eq!(events(&receiver.heard()), [pair("programme.released", ""), pair("session.reinstated", "REG234")]);
    c.run().await;
    assert!(receiver.heard().is_empty(), "nothing is told twice");
    assert!(c.log(id).await.iter().all(|one| one.state == DeliveryState::Delivered && one.attempts.len() == 1));
});

both_engines!(what_is_behind_a_door_is_never_told, |engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let receiver = Receiver::open().await;
    c.listen(&receiver.address, Event::CHOICES).await;
    let all = [("PEN234", "25 09:00", Public), ("VTE234", "25 10:00", InviteOnly), ("CNC234", "25 11:00", Concealed)];
    let ids = c.sessions(&all).await;
    c.publish().await;
    c.sessions(&[("VTE333", "26 10:00", InviteOnly), ("CNC333", "26 11:00", Concealed)]).await;
    let later = |start: &str| Placement { room: Some(c.hall), starts_at: Some(at(start)), minutes: 45 };
    place(db, &ctx, &c.edition, ids[1], 1, later("27 10:00")).await.unwrap();
    cancel(db, &ctx, &c.edition, ids[2], 1).await.unwrap();
    c.publish().await;
    c.run().await;
    let heard = receiver.heard();
    assert_eq!(events(&heard), [pair("programme.released", ""), pair("programme.released", "")]);
    for one in heard {
        assert!(!one.body.contains("CNC") && !one.body.contains("VTE") && !one.body.contains(&ids[2].to_string()));
    }
    // A door that closes is a session that is gone.
    let session = programme::session::session_by_code(db, &ctx, c.edition.id, "PEN234").await.unwrap().unwrap();
    let details = details("PEN234", Concealed);
    programme::session::revise_session(db, &ctx, &c.edition, session.id, session.revision, &details).await.unwrap();
    c.publish().await;
    c.run().await;
    assert_eq!(events(&receiver.heard()), [pair("programme.released", ""), pair("session.removed", "PEN234")]);
});

both_engines!(an_address_is_told_what_it_asked_for_while_it_is_active, |engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let ids = c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    let (some, none) = (Receiver::open().await, Receiver::open().await);
    c.listen(&some.address, &[Event::Moved]).await;
    let (paused, _) = c.listen(&none.address, Event::CHOICES).await;
    webhooks::pause(db, &ctx, c.edition.id, paused).await.unwrap();
    c.publish().await;
    let to = Placement { room: Some(c.hall), starts_at: Some(at("26 09:00")), minutes: 45 };
    place(db, &ctx, &c.edition, ids[0], 1, to).await.unwrap();
    c.publish().await;
    c.run().await;
    assert_eq!(events(&some.heard()), [pair("session.moved", "PEN234")]);
    assert!(none.heard().is_empty());
});
