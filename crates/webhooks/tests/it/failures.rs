//! Receivers that do not answer as they should.

use crate::prepared::{Congress, Receiver, congress, organiser};
use kernel::{EmailAddress, Visibility::Public};
use outbound::Policy;
use testkit::both_engines;
use webhooks::{DeliveryState, Event, NewWebhook, Outcome, WebhookId, WebhookState};

async fn state(c: &Congress, id: WebhookId) -> WebhookState {
    webhooks::webhook(c.house.db(), &c.house.system(), c.edition.id, id).await.unwrap().unwrap().state
}

both_engines!(a_failure_is_tried_again_under_the_same_id, |engine| async move {
    let c = congress(engine).await;
    c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    let receiver = Receiver::open().await;
    let (id, _) = c.listen(&receiver.address, &[Event::Released]).await;
    receiver.answer(500);
    c.publish().await;
    c.run().await;
    let first = receiver.heard();
    assert_eq!(first.len(), 1);
    c.run().await;
    assert!(receiver.heard().is_empty(), "not before the pause is over");
    receiver.answer(302);
    c.house.clock.advance_seconds(6);
    c.run().await;
    let second = receiver.heard();
    assert_eq!(second.len(), 1, "a redirect is no arrival, and nobody follows it");
    receiver.answer(200);
    c.house.clock.advance_seconds(301);
    c.run().await;
    let third = receiver.heard();
    for again in [&second[0], &third[0]] {
        assert_eq!(again.header("webhook-id"), first[0].header("webhook-id"));
        assert_eq!(again.body, first[0].body);
        assert_ne!(again.header("webhook-timestamp"), first[0].header("webhook-timestamp"));
    }
    let log = c.log(id).await;
    assert_eq!((log.len(), log[0].state), (1, DeliveryState::Delivered));
    let statuses: Vec<_> = log[0].attempts.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [Some(200), Some(302), Some(500)]);
    assert_eq!(log[0].attempts[0].answer, "thanks");
});

both_engines!(gone_ends_it_at_once_and_its_maker_is_told, |engine| async move {
    let c = congress(engine).await;
    c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    let (db, system) = (c.house.db(), c.house.system());
    let email = EmailAddress::parse("organiser@example.org").unwrap();
    let account = accounts::seed_account(db, &system, &email, "Organiser", None, &[]).await.unwrap();
    let role = vec![kernel::Grant { edition: Some(c.edition.id), role: kernel::Role::Organiser, until: None }];
    let maker = kernel::Viewer::account(account, None, kernel::Strength::TwoFactors, role);
    let receiver = Receiver::open().await;
    let new = NewWebhook { address: receiver.address.clone(), events: Event::CHOICES.to_vec() };
    let (webhook, _) = webhooks::add(db, &c.house.seen_by(maker), c.edition.id, &new).await.unwrap();
    receiver.answer(410);
    c.publish().await;
    c.run().await;
    assert_eq!(state(&c, webhook.id).await, WebhookState::Gone);
    let letters = mail::letters(db, &system, 10).await.unwrap();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].to.as_str() == email.as_str() && letters[0].text.contains(&receiver.address), "{letters:?}");
    receiver.heard();
    c.sessions(&[("NEW234", "26 09:00", Public)]).await;
    c.publish().await;
    c.run().await;
    assert!(receiver.heard().is_empty());
});

both_engines!(after_three_days_of_nothing_it_is_stopped, |engine| async move {
    let c = congress(engine).await;
    c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    // Nobody listens there.
    let (id, _) = c.listen("http://127.0.0.1:1/hook", &[Event::Released]).await;
    c.publish().await;
    for _ in 0..80 {
        c.run().await;
        c.house.clock.advance_seconds(3600);
    }
    assert_eq!(state(&c, id).await, WebhookState::Failing);
    let log = c.log(id).await;
    assert_eq!(log[0].state, DeliveryState::Failed);
    assert!((8..=12).contains(&log[0].attempts.len()), "{}", log[0].attempts.len());
    assert!(log[0].attempts.iter().all(|one| one.outcome == Outcome::Unreachable));
});

both_engines!(one_message_that_is_not_taken_does_not_stop_the_others, |engine| async move {
    let c = congress(engine).await;
    c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    let receiver = Receiver::open().await;
    let (id, _) = c.listen(&receiver.address, &[Event::Released]).await;
    receiver.answer(400);
    c.publish().await;
    for hour in 0..80 {
        c.run().await;
        if hour % 24 == 12 {
            receiver.answer(200);
            let ctx = c.house.seen_by(organiser(&c));
            webhooks::ping(c.house.db(), &ctx, c.edition.id, "hangzhou-2024", id).await.unwrap();
            // The ping arrives; what failed before is not due then.
            c.run().await;
            receiver.answer(400);
        }
        c.house.clock.advance_seconds(3600);
    }
    let log = c.log(id).await;
    let failed: Vec<_> = log.iter().filter(|one| one.state == DeliveryState::Failed).collect();
    assert_eq!(failed.len(), 1, "{log:?}");
    assert_eq!(state(&c, id).await, WebhookState::Active);
    receiver.heard();
    receiver.answer(200);
    let ctx = c.house.seen_by(organiser(&c));
    webhooks::redeliver(c.house.db(), &ctx, c.edition.id, id, failed[0].id).await.unwrap();
    c.run().await;
    let again = receiver.heard();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].header("webhook-id"), failed[0].id.to_string());
});

both_engines!(a_silent_address_is_left_alone, |engine| async move {
    let c = congress(engine).await;
    c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    let (id, _) = c.listen("http://127.0.0.1:1/hook", Event::CHOICES).await;
    c.publish().await;
    let more: Vec<String> = ('A'..='K').filter(|c| *c != 'I').map(|c| format!("AAA{c}22")).collect();
    let times: Vec<String> = (10..20).map(|hour| format!("26 {hour}:00")).collect();
    let sessions: Vec<_> = more.iter().zip(&times).map(|(code, time)| (code.as_str(), time.as_str(), Public)).collect();
    c.sessions(&sessions).await;
    c.publish().await;
    c.run().await;
    let tried: usize = c.log(id).await.iter().map(|one| one.attempts.len()).sum();
    assert_eq!(tried, 1, "one timeout tells enough for all twelve");
});

both_engines!(in_earnest_this_machine_is_not_called, |engine| async move {
    let c = congress(engine).await;
    c.sessions(&[("PEN234", "25 09:00", Public)]).await;
    let receiver = Receiver::open().await;
    let (id, _) = c.listen(&receiver.address, &[Event::Released]).await;
    c.publish().await;
    c.run_with(Policy::Public).await;
    assert!(receiver.heard().is_empty());
    assert_eq!(c.log(id).await[0].attempts[0].outcome, Outcome::Refused);
});

both_engines!(a_new_secret_signs_beside_the_old_one_for_a_day, |engine| async move {
    let c = congress(engine).await;
    let receiver = Receiver::open().await;
    let (id, old) = c.listen(&receiver.address, Event::CHOICES).await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(organiser(&c)));
    let new = webhooks::rotate(db, &ctx, c.edition.id, id).await.unwrap();
    assert_ne!(old, new);
    webhooks::ping(db, &ctx, c.edition.id, "hangzhou-2024", id).await.unwrap();
    c.run().await;
    assert_eq!(receiver.heard()[0].header("webhook-signature").matches("v1,").count(), 2);
    c.house.clock.advance_seconds(24 * 3600);
    let ctx = c.house.seen_by(organiser(&c));
    webhooks::ping(db, &ctx, c.edition.id, "hangzhou-2024", id).await.unwrap();
    c.run().await;
    assert_eq!(receiver.heard()[0].header("webhook-signature").matches("v1,").count(), 1);
});

both_engines!(the_log_is_forgotten_after_a_month, |engine| async move {
    let c = congress(engine).await;
    let receiver = Receiver::open().await;
    let (id, _) = c.listen(&receiver.address, Event::CHOICES).await;
    let ctx = c.house.seen_by(organiser(&c));
    webhooks::ping(c.house.db(), &ctx, c.edition.id, "hangzhou-2024", id).await.unwrap();
    c.run().await;
    assert_eq!(c.log(id).await.len(), 1);
    c.house.clock.advance_seconds(31 * 24 * 3600);
    c.run().await;
    assert!(c.log(id).await.is_empty());
});
