//! People of a schedule, and those of the directory: one human being is one
//! record where something tells so, and where only the name does, a person decides.

use crate::prepared::{Congress, congress};
use directory::{
    OfficeDetails, OrganisationDetails, OrganisationKind, PersonDetails, PersonName, Seat,
    seed::{NewPerson, seed_organisations, seed_people},
};
use kernel::{EditionId, Locale, LocalizedText, PersonId, Slug};
use programme::{
    import::{Report, Target, import_schedule},
    session::{people_of, sessions},
};
use testkit::{Engine, both_engines};

/// A schedule of one talk for each of these people: key, name, what the file tells.
fn schedule(people: &[(&str, &str, &str)]) -> Vec<u8> {
    let speakers: Vec<String> = people
        .iter()
        .map(|(key, name, bio)| format!(r#"{{"id":"{key}","fullName":"{name}","bio":"{bio}"}}"#))
        .collect();
    let talks: Vec<String> = people
        .iter()
        .enumerate()
        .map(|(n, (key, ..))| {
            format!(
                r#"{{"id":"{n}","title":"Talk {n}","startsAt":"2024-05-02T{:02}:00:00","endsAt":"2024-05-02T{:02}:45:00",
                "isServiceSession":false,"speakers":["{key}"],"categoryItems":[],"roomId":1}}"#,
                8 + n,
                8 + n
            )
        })
        .collect();
    format!(
        r#"{{"sessions":[{}],"speakers":[{}],"questions":[],"categories":[],"rooms":[{{"id":1,"name":"Hall"}}]}}"#,
        talks.join(","),
        speakers.join(",")
    )
    .into_bytes()
}

async fn import(c: &Congress, slug: &str, people: &[(&str, &str, &str)]) -> Report {
    let target = Target { slug: Slug::from_title(slug), ..Target::default() };
    import_schedule(c.house.db(), &c.house.system(), &schedule(people), &target).await.unwrap()
}

/// Who speaks in the talks of an edition, in the order of the day.
async fn speakers(c: &Congress, edition: EditionId) -> Vec<PersonId> {
    let (db, ctx) = (c.house.db(), c.house.system());
    let mut all = Vec::new();
    for session in sessions(db, &ctx, edition).await.unwrap() {
        all.extend(people_of(db, &ctx, session.id).await.unwrap().into_iter().map(|one| one.person));
    }
    all
}

fn known(name: &str, biography: &str, office: Option<OfficeDetails>) -> NewPerson {
    NewPerson {
        details: PersonDetails {
            name: PersonName::of(name),
            biography: LocalizedText::of(Locale::En, biography),
            ..PersonDetails::default()
        },
        offices: office.into_iter().collect(),
        ..NewPerson::default()
    }
}

both_engines!(a_name_alone_makes_nobody_the_same_person, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let lab = OrganisationDetails {
        name: LocalizedText::both("Harbour Lab", "港口实验室"),
        kind: OrganisationKind::Company,
        country: None,
        city: None,
        website: None,
        description: LocalizedText::new(),
        listed: false,
    };
    let lab = seed_organisations(db, &ctx, &[c.edition.id], &[lab]).await.unwrap()[0];
    let office = OfficeDetails {
        seat: Seat::Organisation(lab),
        title: LocalizedText::both("Director", "主任"),
        from: None,
        to: None,
        rank: None,
    };
    let all = [
        known("Ana Queirós", "", Some(office.clone())),
        known("Bo Berg", "Measures rain.", None),
        known("Cai Cao", "Plants trees.", None),
        known("Dee Doe", "", Some(office.clone())),
        known("Dee Doe", "Leads the Harbour Lab.", Some(office)),
    ];
    let ids = seed_people(db, &ctx, &all, "test").await.unwrap();
    let report = import(
        &c,
        "first24",
        &[
            ("a", "QUEIROS Ana", "Director of the Harbour Lab."),
            ("b", "Bo Berg", "Measures rain."),
            ("c", "Cai Cao", "Sails."),
            ("d", "Dee Doe", "At the Harbour Lab since 2020."),
            ("e", "Eve Early", ""),
        ],
    )
    .await;
    let cast = speakers(&c, report.edition.id).await;
    assert_eq!(cast[..2], ids[..2], "the organisation, and the biography, tell who it is");
    assert!(!ids.contains(&cast[2]) && !ids.contains(&cast[3]) && !ids.contains(&cast[4]), "{cast:?}");
    assert_eq!((report.people.made, report.people.unchanged), (3, 2));
    // Who fits by name alone, or whom two fit, is told; who is new is not.
    let told: Vec<&str> = report.repairs.list.iter().map(|repair| repair.at.as_str()).collect();
    assert!(told.contains(&"Cai Cao") && told.contains(&"Dee Doe"), "{told:?}");
    assert!(!told.contains(&"Eve Early") && !told.contains(&"Bo Berg"), "{told:?}");
    let dee = report.repairs.list.iter().find(|repair| repair.at == "Dee Doe").unwrap();
    assert!(dee.what.matches("/desk/people/").count() >= 2, "{dee:?}");
    // The record that was there is not touched.
    let bo = directory::person::person_by_id(db, &ctx, report.edition.id, ids[1]).await.unwrap().unwrap();
    assert_eq!((bo.name.as_given.as_str(), bo.revision), ("Bo Berg", 1));
    // Again: nothing is made, nothing is asked.
    let people = [
        ("a", "QUEIROS Ana", "Director of the Harbour Lab."),
        ("b", "Bo Berg", "Measures rain."),
        ("c", "Cai Cao", "Sails."),
        ("d", "Dee Doe", "At the Harbour Lab since 2020."),
        ("e", "Eve Early", ""),
    ];
    let again = import(&c, "first24", &people).await;
    assert_eq!((again.people.made, again.people.unchanged), (0, 5));
    assert!(again.repairs.list.iter().all(|repair| !repair.what.contains("made anew")), "{:?}", again.repairs);
});

both_engines!(a_key_that_is_nobody_else_s_is_believed_where_the_name_agrees, |engine: Engine| async move {
    let c = congress(engine).await;
    let guid = "6f1c3a52-7d0e-4c7b-9b2c-0a1b2c3d4e5f";
    let first = import(&c, "first24", &[(guid, "Fay Fox", ""), ("7", "Gil Gray", "")]).await;
    let second = import(&c, "second25", &[(guid, "Fay Fox", "Now says something."), ("7", "Gil Gray", "")]).await;
    let (before, after) = (speakers(&c, first.edition.id).await, speakers(&c, second.edition.id).await);
    assert_eq!(before[0], after[0], "by the key of the source");
    assert_ne!(before[1], after[1], "7 is a key of many");
    let third = import(&c, "third26", &[(guid, "Hal Hill", "")]).await;
    assert_ne!(speakers(&c, third.edition.id).await[0], before[0], "another name is another person");
});
