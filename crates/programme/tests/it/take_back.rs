//! O-5: a release can be taken back while its letters wait. Then nobody is told,
//! what stood before is current again, and calendars come back too; once the
//! letters have left, it cannot.

use crate::prepared::{Congress, at, congress, editor};
use db::Tx;
use jobs::Runner;
use kernel::{EmailAddress, Locale, Role, Strength, Viewer};
use programme::{
    Error, Views,
    release::{self, Announcement, Dispatch},
    session::{Placement, cancel, place, session as find},
};
use sea_orm::{ConnectionTrait, DbErr};
use testkit::{Engine, both_engines, viewer_with};

const PAGE: &str = "/en/hangzhou-2024/desk/release";

pub(crate) fn runner(c: &Congress) -> Runner {
    Runner::new(c.house.db().clone(), programme::module(&Views::new()).jobs)
}

/// Somebody who has starred the session with this code.
pub(crate) async fn reader(c: &Congress, email: &str, code: &str) {
    let email = EmailAddress::parse(email).unwrap();
    let (db, system) = (c.house.db(), c.house.system());
    let account = accounts::seed_account(db, &system, &email, "Reader", None, &[]).await.unwrap();
    let viewer = Viewer::account(account, None, Strength::OneFactor, Vec::new());
    c.house.actor(viewer).post(&format!("/en/hangzhou-2024/sessions/{code}/star"), &[]).await.is(303);
}

pub(crate) async fn letters(c: &Congress) -> Vec<(String, String)> {
    let kept = mail::letters(c.house.db(), &c.house.system(), 50).await.unwrap();
    let mut all: Vec<_> = kept.into_iter().map(|one| (one.to.to_string(), one.text)).collect();
    all.sort();
    all
}

/// Leaves the database as a node does that had done so much and died.
pub(crate) async fn died(c: &Congress, done: &[&str]) {
    c.house
        .db()
        .write("test.died", |tx: Tx| async move {
            for sql in done {
                tx.conn().execute_unprepared(sql).await?;
            }
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
}

/// Moves the river to 26 September at `clock`, in the draft.
pub(crate) async fn move_river(c: &Congress, river: kernel::SessionId, clock: &str) {
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(c)));
    let revision = find(db, &ctx, river).await.unwrap().unwrap().revision;
    let to = Placement { room: Some(c.lake), starts_at: Some(at(&format!("26 {clock}"))), minutes: 45 };
    place(db, &ctx, &c.edition, river, revision, to).await.unwrap();
}

/// SEQUENCE and DTSTART of the river in the public calendar.
async fn river(c: &Congress) -> (i32, String) {
    let calendar = c.house.stranger().get("/en/hangzhou-2024/schedule.ics").await.is(200).body;
    let event = calendar.split("BEGIN:VEVENT").find(|event| event.contains("SUMMARY:The river")).unwrap().to_owned();
    let value = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
    (value("SEQUENCE:").parse().unwrap(), value("DTSTART:"))
}

both_engines!(story_o5_a_release_is_taken_back_before_anybody_is_told, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, system, ctx) = (c.house.db(), c.house.system(), c.house.seen_by(editor(&c)));
    c.publish().await;
    reader(&c, "a@example.org", "key555").await;
    assert_eq!(river(&c).await, (0, "20240926T013000Z".to_owned()));
    move_river(&c, ids[4], "14:00").await;
    cancel(db, &ctx, &c.edition, ids[0], 1).await.unwrap();
    c.later();
    let second = c.publish().await;
    assert_eq!(river(&c).await, (1, "20240926T060000Z".to_owned()));
    assert_eq!(runner(&c).run_until_idle().await.unwrap(), 0, "the letters of the first one wait too");

    let mut desk = c.house.actor(editor(&c));
    let page = desk.get(PAGE).await.is(200).body;
    assert!(page.contains("Take release 2 back") && page.contains("data-seconds=\"120\"") && page.contains(">2:00<"));
    let tag = c.house.stranger().get("/en/hangzhou-2024/schedule.ics").await.header("etag").to_owned();
    c.later();
    desk.post(&format!("{PAGE}/withdrawal"), &[("expected", "2")]).await.is(303);
    let page = desk.get(PAGE).await.is(200).body;
    assert!(page.contains("Release 2 was taken back at"), "{page}");
    assert!(page.contains("“The river” moves"), "the draft is what it was: {page}");

    // Whoever fetched in between follows back; nobody is told, however long one waits.
    assert_eq!(river(&c).await, (2, "20240926T013000Z".to_owned()));
    c.house.stranger().with_header("if-none-match", &tag).get("/en/hangzhou-2024/schedule.ics").await.is(200);
    c.house.clock.advance_seconds(3600);
    assert_eq!(runner(&c).run_until_idle().await.unwrap(), 2);
    assert_eq!(letters(&c).await, []);
    let kept = release::letters(db.read(), &system, second.id).await.unwrap().unwrap();
    assert_eq!(kept.state, Dispatch::TakenBack);
    assert!(release::verify(db, &system).await.unwrap().is_empty());
    let changes = c.house.stranger().get("/en/hangzhou-2024/changes").await.is(200).body;
    assert!(!changes.contains("The river") && !changes.contains("Opening of the days"), "{changes}");
    let page = c.house.stranger().get("/en/hangzhou-2024/sessions/key555").await.is(200).body;
    assert!(!page.contains("14:00"), "it never moved: {page}");

    // Released again, everybody is told once, and calendars go on counting.
    let third = c.publish().await;
    assert_eq!((third.number, river(&c).await), (4, (3, "20240926T060000Z".to_owned())));
    c.house.clock.advance_seconds(120);
    assert_eq!(runner(&c).run_until_idle().await.unwrap(), 1);
    let sent = letters(&c).await;
    assert!(
        matches!(&sent[..], [(to, text)] if to == "a@example.org" && text.contains("“The river” moves from")),
        "{sent:?}"
    );
    let late = release::take_back(db, &ctx, &c.edition, 4).await.unwrap_err();
    assert!(matches!(late, Error::LettersLeft), "{late:?}");
    let answer = desk.post(&format!("{PAGE}/withdrawal"), &[("expected", "4")]).await.is(409).body;
    assert!(answer.contains("The letters have left") && answer.contains("can no longer be taken back"), "{answer}");
    assert!(!answer.contains("Take release"), "{answer}");
});

both_engines!(story_o5_a_first_release_is_taken_back_too, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    c.publish().await;
    release::take_back(db, &ctx, &c.edition, 1).await.unwrap();
    let answer = c.house.stranger().get("/en/hangzhou-2024/timetable").await.is(200).body;
    assert!(!answer.contains("The river"), "{answer}");
    c.house.stranger().get("/en/hangzhou-2024/sessions/key555").await.is(404);
    let chen = EmailAddress::parse("chen@example.org").unwrap();
    accounts::seed_account(db, &c.house.system(), &chen, "Chen", Some(c.chen), &[]).await.unwrap();
    move_river(&c, ids[4], "10:00").await;
    c.later();
    assert_eq!(c.publish().await.number, 3);
    assert_eq!(river(&c).await, (1, "20240926T020000Z".to_owned()));
    c.house.clock.advance_seconds(3600);
    runner(&c).run_until_idle().await.unwrap();
    assert_eq!(letters(&c).await, [], "what follows nothing is announced, and nobody gets a letter of it");
    let history = release::history(db, &ctx, &c.edition).await.unwrap();
    assert!(matches!(&history[..], [only] if only.is_first && only.release.number == 3), "{history:?}");
});

both_engines!(story_o5_the_editors_words_stand_first_in_every_letter, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.publish().await;
    reader(&c, "a@example.org", "key555").await;
    move_river(&c, ids[4], "14:00").await;
    let mut desk = c.house.actor(editor(&c));
    let page = desk.get(PAGE).await.is(200).body;
    for words in
        ["Who and what must follow", "Speakers and hosts", "Chen Chen", "Rooms with another plan", "grand-hall"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let long = "x".repeat(1001);
    let typed = [("expected", "1"), ("name", ""), ("note", ""), ("letter_en", long.as_str())];
    let answer = desk.post(PAGE, &typed).await.is(422).body;
    assert!(answer.contains("letter_en-problem") && answer.contains(&long), "as typed, with a problem at its field");
    desk.post(&format!("{PAGE}/hold"), &[("hold", "-5")]).await.is(422);
    desk.post(&format!("{PAGE}/hold"), &[("hold", "0")]).await.is(303);
    let typed = [("expected", "1"), ("letter_en", "The hall is closed for a repair."), ("letter_zh", "大厅正在维修。")];
    desk.post(PAGE, &typed).await.is(303);
    let page = desk.get(PAGE).await.is(200).body;
    assert!(!page.contains("Take release 2 back"), "what does not wait is not taken back: {page}");
    runner(&c).run_until_idle().await.unwrap();
    let sent = letters(&c).await;
    assert!(sent[0].1.starts_with("The hall is closed for a repair.\n\n") && sent[0].1.contains("“The river” moves"));
});

both_engines!(story_o5_who_was_told_before_a_node_died_is_not_told_again, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.publish().await;
    for email in ["a@example.org", "b@example.org"] {
        reader(&c, email, "key555").await;
    }
    move_river(&c, ids[4], "14:00").await;
    c.publish().await;
    c.house.clock.advance_seconds(120);
    // A node that had told one of two and died: its notice is there, the job is too.
    let told = "INSERT INTO release_notice (release, account, told_at) SELECT r.id, a.id, 0 \
        FROM programme_release r CROSS JOIN account a WHERE r.number = 2 AND a.email = 'a@example.org'";
    let left = "UPDATE release_dispatch SET state = 'left', settled_at = 1 WHERE state = 'held'";
    died(&c, &[told, left]).await;
    runner(&c).run_until_idle().await.unwrap();
    let sent = letters(&c).await;
    assert!(matches!(&sent[..], [(to, _)] if to == "b@example.org"), "{sent:?}");
});

both_engines!(story_o5_of_sending_and_taking_back_exactly_one_wins, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    c.publish().await;
    reader(&c, "a@example.org", "key555").await;
    let mut expected = 1;
    let mut sent = 0;
    for (round, clock) in ["10:00", "11:00", "12:00", "13:00", "14:00", "15:00"].into_iter().enumerate() {
        move_river(&c, ids[4], clock).await;
        let release = release::publish(db, &ctx, &c.edition, expected, ("", "")).await.unwrap();
        c.house.clock.advance_seconds(120);
        let tries = (0..3).map(|_| {
            let (db, ctx, edition) = (db.clone(), ctx.clone(), c.edition.clone());
            tokio::spawn(async move { release::take_back(&db, &ctx, &edition, release.number).await })
        });
        let tries: Vec<_> = tries.collect();
        let runner = runner(&c);
        let sending = tokio::spawn(async move { runner.run_until_idle().await });
        let mut taken = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(_) => taken += 1,
                Err(error) => {
                    assert!(matches!(error, Error::LettersLeft | Error::Released | Error::Raced), "{error:?}")
                }
            }
        }
        sending.await.unwrap().unwrap();
        let now = letters(&c).await.len();
        assert_eq!(taken + (now - sent), 1, "round {round}: either nobody was told or it stands");
        expected = release.number + i32::try_from(taken).unwrap();
        sent = now;
    }
    assert!(release::verify(db, &c.house.system()).await.unwrap().is_empty());
});

both_engines!(story_o5_only_who_may_release_takes_back, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let clerk = viewer_with(9, None, &[(Some(c.edition.id), Role::DirectoryEditor)]);
    let page = c.house.actor(clerk.clone()).get(PAGE).await.is(200).body;
    assert!(page.contains("Release 1 is public") && !page.contains("Take release"), "{page}");
    let denied = release::take_back(c.house.db(), &c.house.seen_by(clerk.clone()), &c.edition, 1).await.unwrap_err();
    assert!(matches!(denied, Error::Denied(_)), "{denied:?}");
    let denied = release::set_hold(c.house.db(), &c.house.seen_by(clerk), c.edition.id, 0).await.unwrap_err();
    assert!(matches!(denied, Error::Denied(_)), "{denied:?}");
    let stale = release::take_back(c.house.db(), &c.house.seen_by(editor(&c)), &c.edition, 7).await.unwrap_err();
    assert!(matches!(stale, Error::Released), "{stale:?}");
    let words = Announcement { letters: &[(Locale::Zh, "附言")], ..Announcement::default() };
    let nothing = release::publish(c.house.db(), &c.house.seen_by(editor(&c)), &c.edition, 1, words).await;
    assert!(matches!(nothing, Err(Error::Invalid(_))), "words alone are no release");
});
