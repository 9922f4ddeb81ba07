//! An organiser moves a session, reads what will change, releases it, and the
//! visitor's calendar follows; and what two organisers do to each other.

use crate::support::{
    congress::{self, Congress},
    forms::{PageForm, forms},
    house,
};
use kernel::{EmailAddress, Role};
use testkit::{Actor, Answer, Engine, House, both_engines};

const DESK: &str = "/en/hangzhou-2024/desk";
const FEEDS: [&str; 4] = [
    "/en/hangzhou-2024/schedule.json",
    "/en/hangzhou-2024/schedule-v2.json",
    "/en/hangzhou-2024/schedule.xml",
    "/en/hangzhou-2024/schedule.ics",
];

async fn prepared(engine: Engine) -> (House, Congress, Actor) {
    let house = house::open(engine).await;
    let made = congress::build(house.db(), &house.system()).await;
    let email = EmailAddress::parse("organiser@example.org").unwrap();
    let roles = [(Some(made.edition.id), Role::Organiser)];
    let account = accounts::seed_account(house.db(), &house.system(), &email, "Lin", None, &roles).await.unwrap();
    let organiser = house::strong(&house, account).await;
    (house, made, organiser)
}

/// The form of a page that goes to `action`, without language.
async fn form(actor: &mut Actor, page: &str, action: &str) -> PageForm {
    let answer = actor.get(page).await.is(200);
    form_of(&answer, action)
}

fn form_of(answer: &Answer, action: &str) -> PageForm {
    let found = forms(&answer.body, action).into_iter().find(|form| form.posts && form.action == action);
    found.unwrap_or_else(|| panic!("no form to {action} in {}", answer.body))
}

/// Moves a session by the form of its desk.
async fn moves(actor: &mut Actor, code: &str, to: &[(&str, &str)]) -> Answer {
    let path = format!("{DESK}/sessions/{code}/placement");
    let sheet = form(actor, &path, &path[3..]).await;
    actor.post(&path, &sheet.with(to)).await
}

/// The event of a calendar with this title.
fn event<'i>(calendar: &'i str, title: &str) -> &'i str {
    let mut events = calendar.split("BEGIN:VEVENT").skip(1);
    events.find(|event| event.contains(&format!("SUMMARY:{title}"))).unwrap_or_else(|| panic!("{title} in {calendar}"))
}

fn property<'e>(event: &'e str, name: &str) -> &'e str {
    let value = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix([':', ';']));
    value.unwrap_or_default()
}

both_engines!(a_calendar_follows_a_release, |engine| async move {
    let (house, made, mut organiser) = prepared(engine).await;
    let mut before = Vec::new();
    for feed in FEEDS {
        let answer = house.stranger().get(feed).await.is(200);
        assert!(!answer.header("etag").is_empty(), "{feed}");
        before.push(answer);
    }
    let page = house.stranger().get("/en/hangzhou-2024/sessions/PUBCCC").await.is(200);
    assert!(page.body.contains("10:00") && !page.body.contains("17:00"), "{}", page.body);

    let annex = made.annex.to_string();
    moves(
        &mut organiser,
        "PUBCCC",
        &[("room", &annex), ("day", "2024-09-25"), ("starts_at", "17:00"), ("minutes", "45")],
    )
    .await
    .is(303);
    let off = format!("{DESK}/sessions/PUBDDD/cancellation");
    let sheet = form(&mut organiser, &format!("{DESK}/sessions/PUBDDD/placement"), &off[3..]).await;
    organiser.post(&off, &sheet.with(&[])).await.is(303);

    // The desk says what will change; outside nothing has.
    let preview = organiser.get(&format!("{DESK}/release")).await.is(200);
    for word in ["A talk that will move", "17:00", "A talk to be called off"] {
        assert!(preview.body.contains(word), "{word} in {}", preview.body);
    }
    for (feed, known) in FEEDS.iter().zip(&before) {
        let mut browser = house.stranger();
        assert_eq!(browser.get(feed).await.is(200).body, known.body, "{feed} changed before the release");
        let again = browser.with_header("if-none-match", known.header("etag")).get(feed).await.is(304);
        assert!(again.body.is_empty());
    }
    let still = house.stranger().get("/en/hangzhou-2024/sessions/PUBCCC").await.is(200);
    assert_eq!(still.body, page.body);

    let release = form_of(&preview, "/hangzhou-2024/desk/release");
    let typed = release.with(&[("name", "Second"), ("note", "One talk has moved.")]);
    organiser.post(&format!("{DESK}/release"), &typed).await.is(303);
    // The same form sent twice releases once.
    organiser.post(&format!("{DESK}/release"), &typed).await.is(409);

    for (feed, known) in FEEDS.iter().zip(&before) {
        let browser = house.stranger();
        let answer = browser.with_header("if-none-match", known.header("etag")).get(feed).await.is(200);
        assert_ne!(answer.header("etag"), known.header("etag"), "{feed}");
        assert_ne!(answer.body, known.body, "{feed}");
    }
    let page = house.stranger().get("/en/hangzhou-2024/sessions/PUBCCC").await.is(200);
    assert!(page.body.contains("17:00") && page.body.contains("Annex"), "{}", page.body);
    let json = house.stranger().get(FEEDS[0]).await.is(200).body;
    assert!(json.contains("2024-09-25T17:00:00+08:00"), "{json}");
    calendar_has_moved(&before[3].body, &house.stranger().get(FEEDS[3]).await.is(200).body);
});

fn calendar_has_moved(old: &str, new: &str) {
    let (was, is) = (event(old, "A talk that will move"), event(new, "A talk that will move"));
    assert_eq!(property(was, "UID"), property(is, "UID"));
    assert_eq!((property(was, "SEQUENCE"), property(is, "SEQUENCE")), ("0", "1"), "{is}");
    assert_ne!(property(was, "DTSTART"), property(is, "DTSTART"));
    assert!(property(is, "DTSTART").contains("T170000") || property(is, "DTSTART").contains("T090000Z"), "{is}");

    let (was, is) = (event(old, "A talk to be called off"), event(new, "A talk to be called off"));
    assert_eq!(property(was, "UID"), property(is, "UID"));
    assert_eq!((property(was, "STATUS"), property(is, "STATUS")), ("CONFIRMED", "CANCELLED"), "{is}");
    assert_eq!(property(is, "SEQUENCE"), "1", "{is}");

    for title in ["Opening of the gates", "In a room nobody knows", "A forum", "An open item"] {
        let (was, is) = (event(old, title), event(new, title));
        for name in ["UID", "SEQUENCE", "DTSTART", "DTEND", "STATUS"] {
            assert_eq!(property(was, name), property(is, name), "{title} {name}");
        }
        assert_eq!(property(is, "SEQUENCE"), "0", "{title}");
    }
}

both_engines!(two_editors_lose_nothing, |engine| async move {
    let (house, _, mut first) = prepared(engine).await;
    let mut second = first.clone();
    let path = format!("{DESK}/sessions/PUBAAA");
    let mine = form(&mut first, &path, &path[3..]).await;
    let yours = form(&mut second, &path, &path[3..]).await;

    first.post(&path, &mine.with(&[("title_en", "The first version")])).await.is(303);
    let typed = [("title_en", "The second version"), ("summary_en", "Typed with care.")];
    let answer = second.post(&path, &yours.with(&typed)).await.is(409);
    for words in ["The first version", "The second version", "Typed with care."] {
        assert!(answer.body.contains(words), "{words} in {}", answer.body);
    }
    let stored = first.get(&path).await.is(200).body;
    assert!(stored.contains("The first version") && !stored.contains("The second version"), "{stored}");

    // The form that came back was made from what is stored now: sent again, it counts.
    let again = form_of(&answer, &path[3..]);
    second.post(&path, &again.with(&[])).await.is(303);
    let stored = first.get(&path).await.is(200).body;
    assert!(stored.contains("The second version") && stored.contains("Typed with care."), "{stored}");
    let outside = house.stranger().get("/en/hangzhou-2024/sessions/PUBAAA").await.is(200).body;
    assert!(outside.contains("Opening of the gates") && !outside.contains("version"), "{outside}");

    // The same for a place.
    let path = format!("{DESK}/sessions/PUBAAA/placement");
    let late = form(&mut second, &path, &path[3..]).await;
    moves(&mut first, "PUBAAA", &[("starts_at", "18:00")]).await.is(303);
    let answer = second.post(&path, &late.with(&[("starts_at", "19:30")])).await.is(409);
    assert!(answer.body.contains("18:00") && answer.body.contains("19:30"), "{}", answer.body);
});

both_engines!(an_overlap_is_told_at_its_field, |engine| async move {
    let (house, made, mut organiser) = prepared(engine).await;
    // At noon somebody else is in the hall; at eleven too.
    for (language, clock) in [("en", "11:00"), ("en", "11:30"), ("zh", "10:15")] {
        let path = format!("/{language}/hangzhou-2024/desk/sessions/PUBAAA/placement");
        let sheet = form(&mut organiser, &path, &path[3..]).await;
        let answer = organiser.post(&path, &sheet.with(&[("starts_at", clock), ("minutes", "20")])).await.is(422);
        let at_field =
            ["room-problem", "starts_at-problem"].iter().any(|id| answer.body.contains(&format!("id=\"{id}\"")));
        assert!(at_field, "{}", answer.body);
        let kept = form_of(&answer, &path[3..]);
        for (name, value) in
            [("starts_at", clock), ("minutes", "20"), ("day", "2024-09-25"), ("room", &made.hall.to_string())]
        {
            assert!(kept.body().contains(&(name.to_owned(), value.to_owned())), "{name}={value}: {:?}", kept.body());
        }
    }
    let all = programme::session::sessions(house.db(), &house.system(), made.edition.id).await.unwrap();
    let opening = all.iter().find(|session| session.code == "PUBAAA").unwrap();
    assert_eq!((opening.revision, opening.starts_at), (1, Some(congress::at(9))));
});
