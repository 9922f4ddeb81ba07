//! An organiser adds, tries and removes an address.

use crate::prepared::{Receiver, congress, organiser};
use kernel::Role;
use testkit::{both_engines, viewer_with};

const LIST: &str = "/en/hangzhou-2024/desk/webhooks";

both_engines!(story_an_organiser_adds_an_address_and_tries_it, |engine| async move {
    let c = congress(engine).await;
    let receiver = Receiver::open().await;
    let mut desk = c.house.actor(organiser(&c));
    assert!(desk.get(LIST).await.is(200).body.contains("Nobody is told yet"));
    let fields = [("address", receiver.address.as_str()), ("events", "session.moved")];
    let made = desk.post(LIST, &fields).await.is(200).body;
    let secret = made.split("value=\"whsec_").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(secret.len(), 44);
    assert!(made.contains("not shown again"));
    let list = desk.get(LIST).await.is(200).body;
    assert!(list.contains(&receiver.address) && !list.contains("whsec_"));
    let path = list.split("/desk/webhooks/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("{LIST}/{path}");

    desk.post(&format!("{path}/ping"), &[]).await.is(303);
    c.run().await;
    assert_eq!(receiver.heard()[0].json()["type"], "webhook.ping");
    let page = desk.get(&path).await.is(200).body;
    assert!(page.contains("Status 200") && page.contains("thanks") && !page.contains("whsec_"), "{page}");
    let page = desk.get(&path.replace("/en/", "/zh/")).await.is(200).body;
    assert!(page.contains("已送达") && page.contains("状态码 200"), "{page}");
    let again = page.split("/deliveries/").nth(1).unwrap().split('"').next().unwrap();
    desk.post(&format!("{path}/deliveries/{again}"), &[]).await.is(303);
    c.run().await;
    assert_eq!(receiver.heard().len(), 1);

    desk.post(&format!("{path}/events"), &[]).await.is(422);
    desk.post(&format!("{path}/events"), &[("events", "session.added"), ("events", "session.moved")]).await.is(303);
    assert!(desk.post(&format!("{path}/secret"), &[]).await.is(200).body.contains("for a day"));
    desk.post(&format!("{path}/pause"), &[]).await.is(303);
    let refused = desk.post(&format!("{path}/ping"), &[]).await.is(303);
    assert!(desk.get(refused.location()).await.is(200).body.contains("not active"));
    desk.post(&format!("{path}/resumption"), &[]).await.is(303);
    desk.post(&format!("{path}/removal"), &[]).await.is(303);
    desk.get(&path).await.is(404);
});

both_engines!(an_address_that_must_not_be_called_is_refused_at_its_field, |engine| async move {
    let c = congress(engine).await;
    let mut desk = c.house.actor(organiser(&c));
    for (address, words) in [
        ("", "field"),
        ("example.org/hook", "Type a whole address"),
        ("http://example.org/hook", "must begin with https"),
        ("https://10.0.0.1/", "private or reserved"),
        ("https://169.254.169.254/latest/meta-data/", "private or reserved"),
        ("https://[::ffff:10.0.0.1]/", "private or reserved"),
        ("https://167772161/", "private or reserved"),
        ("https://012.0.0.1/", "private or reserved"),
        ("https://user:secret@example.org/", "name or a password"),
    ] {
        let page = desk.post(LIST, &[("address", address), ("events", "session.moved")]).await.is(422).body;
        assert!(page.contains(words) && page.contains("address-problem"), "{address}");
    }
    let page = desk.post(LIST, &[("address", "https://example.org/hook")]).await.is(422).body;
    assert!(page.contains("Choose at least one event") && page.contains("https://example.org/hook"));
    desk.post(LIST, &[("address", "https://example.org/hook"), ("events", "session.moved")]).await.is(200);
    let page = desk.post(LIST, &[("address", "https://example.org/hook"), ("events", "session.moved")]).await.is(422);
    assert!(page.body.contains("told already"));
});

both_engines!(only_organisers_of_this_edition_know_of_its_webhooks, |engine| async move {
    let c = congress(engine).await;
    let (id, _) = c.listen("https://example.org/hook", webhooks::Event::CHOICES).await;
    let path = format!("{LIST}/{id}");
    for role in [Role::ProgrammeEditor, Role::Reader, Role::RoomCrew] {
        let mut other = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), role)]));
        let refused = other.get(&path).await;
        assert!(matches!(refused.status.as_u16(), 403 | 404), "{role:?}");
        assert!(!refused.body.contains("example.org/hook"));
        assert!(
            webhooks::webhooks(
                c.house.db(),
                &c.house.seen_by(viewer_with(9, None, &[(Some(c.edition.id), role)])),
                c.edition.id
            )
            .await
            .unwrap()
            .is_empty()
        );
    }
    c.house.actor(organiser(&c)).get(&format!("{LIST}/01920000-0000-7000-8000-00000000dead")).await.is(404);
    c.house.actor(organiser(&c)).get(&format!("{LIST}/nonsense")).await.is(404);
});
