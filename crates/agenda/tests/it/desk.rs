//! The desk decides, reads the list, gives a place and takes somebody off.

use crate::prepared::{SLUG, congress, editor, open, path, session, signed_in};
use kernel::{Role, Visibility};
use testkit::{Engine, both_engines, viewer_with};

both_engines!(the_desk_decides_and_two_editors_lose_nothing, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    let mut desk = c.house.actor(editor(&c));
    let sheet = path("/desk/sessions/WRK222/sign-up");
    assert!(desk.get(&sheet).await.is(200).body.contains("Nobody has signed up yet."));
    let terms = |places: &'static str, revision: &'static str| {
        [
            ("offered", "yes"),
            ("waits", "yes"),
            ("places", places),
            ("opens_at", ""),
            ("closes_at", "2024-09-24T18:00"),
            ("revision", revision),
        ]
    };
    let bad = desk.post(&sheet, &terms("many", "0")).await.is(422).body;
    assert!(bad.contains("id=\"places-problem\"") && bad.contains("value=\"2024-09-24T18:00\""), "{bad}");
    desk.post(&sheet, &terms("12", "0")).await.is(303);
    let stale = desk.post(&sheet, &terms("15", "0")).await.is(409).body;
    assert!(stale.contains("Somebody else changed the terms") && stale.contains("value=\"15\""), "{stale}");
    desk.post(&sheet, &terms("15", "1")).await.is(303);
    let page = c.house.stranger().get(&path("/sessions/wrk222-workshop-of-pipes")).await.is(200).body;
    assert!(page.contains("15 places left of 15"), "{page}");
    assert!(page.contains("Sign-up closes on Tuesday, 24 September 2024 at 18:00."), "{page}");
    let over = path("/desk/sign-ups");
    assert!(desk.get(&over).await.is(200).body.contains("Workshop of pipes"));

    let mut reader = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), Role::Reader)]));
    reader.get(&sheet).await.is(200);
    reader.post(&sheet, &terms("1", "2")).await.is(404);
});

both_engines!(the_list_names_people_and_no_cell_is_a_formula, |engine: Engine| async move {
    let c = congress(engine).await;
    let ids = c.a_day().await;
    c.terms(ids[0], &open(1)).await;
    let mut desk = c.house.actor(editor(&c));
    let sheet = path("/desk/sessions/WRK222/sign-up");
    let add = format!("{sheet}/additions");
    let refused = desk.post(&add, &[("email", "nobody"), ("name", "")]).await.is(422).body;
    assert!(refused.contains("id=\"email-problem\""), "{refused}");
    desk.post(&add, &[("email", "guest@example.org"), ("name", "=HYPERLINK(\"x\")")]).await.is(303);
    desk.post(&add, &[("email", "chen@example.org"), ("name", "Chen, the \"second\"")]).await.is(303);
    assert_eq!(c.list(ids[0]).await.0.len(), 2, "the desk knows why");
    c.work().await;
    assert_eq!(c.letters().await.len(), 2);

    let csv = desk.get(&format!("{sheet}/list.csv")).await.is(200);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.body.contains("\"'=HYPERLINK(\"\"x\"\")\",\"guest@example.org\",\"Has a place\""), "{}", csv.body);
    assert!(csv.body.contains("\"Chen, the \"\"second\"\"\""), "{}", csv.body);
    // Whoever may not read contacts reads names alone.
    let mut crew = c.house.actor(viewer_with(9, None, &[(Some(c.edition.id), Role::RoomCrew)]));
    let list = crew.get(&sheet).await.is(200).body;
    assert!(list.contains("Chen, the") && !list.contains("chen@example.org"), "{list}");
    assert!(!crew.get(&format!("{sheet}/list.csv")).await.is(200).body.contains('@'));

    let own = programme::sign_up::listed(c.house.db(), &c.house.system(), ids[0]).await.unwrap();
    let (key, account) = (own[0].sign_up.id.to_string(), own[0].sign_up.account);
    crew.post(&format!("{sheet}/removals"), &[("sign_up", &key)]).await.is(404);
    desk.post(&format!("{sheet}/removals"), &[("sign_up", &key)]).await.is(303);
    desk.post(&format!("{sheet}/removals"), &[("sign_up", &key)]).await.is(404);
    c.work().await;
    assert_eq!(c.letters().await.len(), 3, "whoever is taken off is told");
    let mut gone = c.house.actor(signed_in(account));
    let refused = gone.post(&path("/sessions/wrk222/sign-up"), &[]).await.is(422).body;
    assert!(refused.contains("The organisers took you off the list"), "{refused}");
});

both_engines!(an_invite_only_session_opens_for_who_is_on_its_list, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut dinner = session("DNR666", "Dinner of mayors", "25 19:00", c.hall);
    dinner.details.visibility = Visibility::InviteOnly;
    let ids = c.seed(&[dinner]).await;
    c.publish().await;
    c.terms(ids[0], &open(9)).await;
    let (ada, mut browser) = c.visitor("ada").await;
    let page = path("/sessions/dnr666-dinner-of-mayors");
    browser.get(&page).await.is(404);
    browser.post(&path("/sessions/dnr666/sign-up"), &[]).await.is(404);
    programme::sign_up::add(c.house.db(), &c.house.system(), &c.edition, ids[0], ada).await.unwrap();
    assert!(browser.get(&page).await.is(200).body.contains("You have a place."));
    assert!(browser.get(&path("/agenda")).await.is(200).body.contains("Dinner of mayors"));
    let (_, mut other) = c.visitor("ben").await;
    other.get(&page).await.is(404);
    // Who gives the invitation back is out.
    browser.post(&path("/sessions/dnr666/sign-up/cancellation"), &[]).await.is(303);
    browser.get(&page).await.is(404);
    assert!(!browser.get(&format!("/zh/{SLUG}/agenda")).await.is(200).body.contains("Dinner of mayors"));
});
