//! S-1: what a speaker writes about themselves stands on their public page once
//! the desk accepts it, and nothing of the directory is lost by it.

use crate::prepared::{Prepared, prepared, sends};
use directory::{
    Channel, PersonDetails, PersonName, Purpose, Statement,
    consent::state,
    person::{Origin, person_by_id, revise_person, versions},
};
use kernel::{EmailAddress, Locale, LocalizedText, TextState, Visibility};
use speakers::{ItemState, TaskKind, item::desk_view};
use testkit::{Actor, Engine, both_engines};

const OWN: &str = "/en/hangzhou-2024/speaking/tasks/biography";
const DESK: &str = "/en/hangzhou-2024/desk/speakers/lin-yue/tasks/biography";

/// A picture of one grey pixel.
const PNG: [u8; 67] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58, 126, 155,
    85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 218, 99, 104, 0, 0, 0, 130, 0, 129, 218, 69, 8, 59, 0, 0, 0, 0, 73, 69, 78,
    68, 174, 66, 96, 130,
];

async fn shows(all: &Prepared, purpose: Purpose, audience: Option<Visibility>) {
    let ctx = all.house.seen_by(all.as_person(11, all.lin));
    let said = Statement { purpose, audience, channel: Channel::Web, basis: String::new() };
    state(all.house.db(), &ctx, all.lin, &said).await.unwrap();
}

/// What the directory says of Lin.
async fn record(all: &Prepared) -> directory::Person {
    let (db, ctx) = (all.house.db(), all.house.system());
    person_by_id(db, &ctx, all.edition.id, all.lin).await.unwrap().unwrap()
}

async fn written(all: &Prepared, fields: &[(&str, &str)]) {
    all.lin().post(OWN, fields).await.is(303);
}

async fn state_of(all: &Prepared) -> (ItemState, String) {
    let view = desk_view(all.house.db(), &all.house.seen_by(all.editor()), all.edition.id).await.unwrap();
    let owed = view.of(all.lin).next().unwrap();
    (owed.state, owed.revision.to_string())
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    from.split('"').next().unwrap().to_owned()
}

async fn public_page(all: &Prepared, language: &str) -> String {
    all.house.stranger().get(&format!("/{language}/hangzhou-2024/people/lin-yue")).await.is(200).body
}

both_engines!(story_s1_what_is_accepted_stands_on_the_public_page, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Biography, "24 12:00").await;
    shows(&all, Purpose::Biography, Some(Visibility::Public)).await;
    let page = all.lin().get(OWN).await.is(200).body;
    assert!(page.contains("value=\"林悦\"") && page.contains("value=\"Lin Yue\""), "begins with the record: {page}");
    let both = [
        ("name", "林悦"),
        ("latin", "Lin Yue-Hua"),
        ("biography_en", "Leads the waterworks."),
        ("biography_zh", "主管水务。"),
    ];
    written(&all, &both).await;
    assert!(!public_page(&all, "en").await.contains("waterworks"), "not before the desk has read it");

    let mut desk = all.desk();
    let sheet = desk.get(DESK).await.is(200).body;
    assert!(sheet.contains("Leads the waterworks.") && sheet.contains("主管水务。"), "{sheet}");
    assert!(sheet.contains("value=\"biography_en\" checked") && !sheet.contains("value=\"name\""), "{sheet}");
    let (revision, seen) = (hidden(&sheet, "revision"), hidden(&sheet, "record"));
    let fields = [
        ("step", "acceptance"),
        ("revision", revision.as_str()),
        ("record", seen.as_str()),
        ("take", "latin"),
        ("take", "biography_en"),
        ("take", "biography_zh"),
    ];
    desk.post(DESK, &fields).await.is(303);
    assert_eq!(state_of(&all).await.0, ItemState::Accepted);
    assert!(public_page(&all, "en").await.contains("Leads the waterworks."));
    assert!(public_page(&all, "zh").await.contains("主管水务。"));
    let now = record(&all).await;
    assert_eq!((now.name.as_given.as_str(), now.name.latin.as_str()), ("林悦", "Lin Yue-Hua"));
    assert_eq!((now.slug.as_str(), now.revision), ("lin-yue", 2), "addresses stay");
    // What it said before is kept, for the desk.
    let kept = versions(all.house.db(), &all.house.seen_by(all.editor()), all.lin).await.unwrap();
    assert_eq!((kept[0].revision, kept[0].name.latin.as_str(), kept[0].origin), (1, "Lin Yue", Origin::Speaker));
    assert!(versions(all.house.db(), &all.house.seen_by(all.visitor()), all.lin).await.unwrap().is_empty());
    // A biography is the person's to hide, as before.
    shows(&all, Purpose::Biography, None).await;
    assert!(!public_page(&all, "en").await.contains("waterworks"));
});

async fn edited(all: &Prepared, biography: &str) {
    let now = record(all).await;
    let details = PersonDetails {
        name: PersonName::in_two_scripts("林悦", "Lin Yue"),
        biography: LocalizedText::of(Locale::En, biography),
        email: Some(EmailAddress::parse("lin@water.example").unwrap()),
        listed: true,
        ..PersonDetails::default()
    };
    let (db, ctx) = (all.house.db(), all.house.system());
    revise_person(db, &ctx, all.edition.id, all.lin, now.revision, &details).await.unwrap();
}

both_engines!(story_s1_a_record_that_was_edited_meanwhile_is_not_overwritten, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Biography, "24 12:00").await;
    written(&all, &[("biography_en", "From Lin."), ("biography_zh", "林悦的话。")]).await;
    edited(&all, "From the directory.").await;
    // The short way does not accept unseen what it would overwrite.
    let mut desk: Actor = all.desk();
    let revision = state_of(&all).await.1;
    let refused = desk.post(DESK, &[("step", "acceptance"), ("revision", &revision)]).await.is(422);
    assert!(refused.body.contains("id=\"take-problem\""), "{}", refused.body);
    assert_eq!(state_of(&all).await.0, ItemState::HandedIn);
    // Both are shown, and nothing is ticked.
    let sheet = desk.get(DESK).await.is(200).body;
    assert!(sheet.contains("From the directory.") && sheet.contains("From Lin."), "{sheet}");
    assert!(sheet.contains("value=\"biography_en\">"), "{sheet}");
    let seen = hidden(&sheet, "record");
    // Changed once more between the look and the press: looked at again.
    edited(&all, "Twice.").await;
    let fields = [("step", "acceptance"), ("revision", revision.as_str()), ("record", &seen), ("take", "biography_en")];
    desk.post(DESK, &fields).await.is(422);
    assert_eq!(record(&all).await.biography.text(Locale::En), "Twice.");
    // The editor chooses: the Chinese one, which nobody else has written.
    let sheet = desk.get(DESK).await.is(200).body;
    let seen = hidden(&sheet, "record");
    let fields = [("step", "acceptance"), ("revision", revision.as_str()), ("record", &seen), ("take", "biography_zh")];
    desk.post(DESK, &fields).await.is(303);
    let now = record(&all).await;
    assert_eq!((now.biography.text(Locale::En), now.biography.text(Locale::Zh)), ("Twice.", "林悦的话。"));
    assert_eq!(now.biography.exact(Locale::En).unwrap().state, TextState::Outdated);
    let kept = versions(all.house.db(), &all.house.seen_by(all.editor()), all.lin).await.unwrap();
    let said: Vec<&str> = kept.iter().map(|one| one.biography.text(Locale::En)).collect();
    assert_eq!(said, ["Twice.", "From the directory.", ""]);
    // What Lin wrote in English is with the task still.
    assert!(desk.get(DESK).await.is(200).body.contains("From Lin."));
});

both_engines!(story_s1_a_portrait_is_shown_when_accepted_and_agreed_to, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Portrait, "24 12:00").await;
    let own = "/en/hangzhou-2024/speaking/tasks/portrait";
    sends(&mut all.lin(), &format!("{own}/file"), "me.png", &PNG).await.is(303);
    shows(&all, Purpose::Photo, Some(Visibility::Public)).await;
    assert!(!public_page(&all, "en").await.contains("/files/"), "not before the desk has seen it");
    let revision = state_of(&all).await.1;
    let path = "/en/hangzhou-2024/desk/speakers/lin-yue/tasks/portrait";
    all.desk().post(path, &[("step", "acceptance"), ("revision", &revision)]).await.is(303);
    let page = public_page(&all, "en").await;
    let picture = crate::prepared::file_on(&page);
    assert!(page.contains("alt=\"Portrait of Lin Yue\""), "{page}");
    let mut stranger = all.house.stranger();
    assert_eq!(stranger.get(&picture).await.is(200).header("content-type"), "image/png");
    // Taken back, page and file are closed with the same commit.
    shows(&all, Purpose::Photo, None).await;
    assert!(!public_page(&all, "en").await.contains("/files/"));
    stranger.get(&picture).await.is(404);
});
