//! V-2: whoever signs up by themselves gets one letter with a file for their
//! calendar, in their language; whoever leaves gets none.

use crate::prepared::{Congress, congress, open, path};
use kernel::{EmailAddress, Locale, Strength, Viewer};
use mail::{FileKind, KeptLetter};
use testkit::{Engine, both_engines};

const SEND: &str = "/sessions/wrk222/sign-up";

async fn kept(c: &Congress) -> Vec<KeptLetter> {
    let mut all = mail::letters(c.house.db(), &c.house.system(), 50).await.unwrap();
    all.sort_by_key(|letter| letter.to.to_string());
    all
}

both_engines!(story_v2_a_place_is_confirmed_once_with_a_calendar_file, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let (_, mut ada) = c.visitor("ada").await;
    let (_, mut ben) = c.visitor("ben").await;
    for browser in [&mut ada, &mut ben] {
        for _ in 0..2 {
            browser.post(&path(SEND), &[]).await.is(303);
        }
    }
    c.work().await;
    c.work().await;
    let letters = kept(&c).await;
    let [place, line] = &letters[..] else { panic!("one each: {letters:?}") };
    assert_eq!(place.subject, "Your place: Workshop of pipes");
    assert!(
        place.text.contains("Wednesday, 25 September 2024 09:30") && place.text.contains("give it up"),
        "{place:?}"
    );
    let file = place.attachment.as_ref().unwrap();
    assert_eq!((file.name.as_str(), file.kind), ("wrk222.ics", FileKind::Calendar));
    for words in [
        "BEGIN:VCALENDAR",
        &format!("UID:{}", ids[0]),
        "DTSTART:20240925T013000Z",
        "DTEND:20240925T021500Z",
        "SUMMARY:Workshop of pipes",
        "LOCATION:grand-hall",
        "STATUS:CONFIRMED",
        "METHOD:PUBLISH",
    ] {
        assert!(file.text.contains(words), "{words}: {}", file.text);
    }
    assert_eq!(line.subject, "You are on the wait-list: Workshop of pipes");
    assert!(line.attachment.as_ref().unwrap().text.contains("STATUS:TENTATIVE"), "who waits may not come: {line:?}");

    // Who leaves did it themselves and is told by the page; who moves up is told.
    ada.post(&path("/sessions/wrk222/sign-up/cancellation"), &[]).await.is(303);
    c.work().await;
    let letters = kept(&c).await;
    assert_eq!(letters.len(), 3, "{letters:?}");
    let moved_up = letters.iter().find(|letter| letter.subject == "You have a place: Workshop of pipes").unwrap();
    assert_eq!(moved_up.to.to_string(), "ben@example.org");
    assert!(moved_up.attachment.as_ref().unwrap().text.contains("STATUS:CONFIRMED"));
});

both_engines!(whoever_changes_their_mind_at_once_gets_no_letter, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let (_, mut ada) = c.visitor("ada").await;
    ada.post(&path(SEND), &[]).await.is(303);
    ada.post(&path("/sessions/wrk222/sign-up/cancellation"), &[]).await.is(303);
    c.work().await;
    assert_eq!(c.letters().await, []);
});

both_engines!(a_confirmation_is_in_the_reader_s_own_language, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(5)).await;
    let email = EmailAddress::parse("wang@example.org").unwrap();
    let chinese = c.house.system().in_locale(Locale::Zh);
    let account = accounts::seed_account(c.house.db(), &chinese, &email, "Wang", None, &[]).await.unwrap();
    let viewer = Viewer::account(account, None, Strength::OneFactor, Vec::new());
    c.house.actor(viewer).post(&path(SEND), &[]).await.is(303);
    c.work().await;
    let letters = kept(&c).await;
    let [letter] = &letters[..] else { panic!("{letters:?}") };
    assert_eq!(letter.locale, Locale::Zh, "whatever language the page was in");
    assert_eq!(letter.subject, "报名成功：Workshop of pipes（中文）");
    assert!(letter.attachment.as_ref().unwrap().text.contains("SUMMARY:Workshop of pipes（中文）"), "{letter:?}");
});
