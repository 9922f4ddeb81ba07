//! Who may know of what: drafts, doors that are closed, rooms and people that
//! are not shown. What is planted must appear nowhere for who may not know.

use crate::prepared::{Congress, at, congress, details, editor, session};
use kernel::{Role, Viewer, Visibility};
use programme::{
    Error, release,
    session::{Placement, create_session, place, sessions, set_people},
};
use testkit::{Engine, both_engines, viewer_with};

const FEEDS: [&str; 5] =
    ["schedule.xml", "schedule.json", "schedule-v2.json", "schedule.ics", "sessions/hid222/session.ics"];

/// Everything that a viewer gets to read of the programme, in one text.
async fn everything(c: &Congress, viewer: Option<Viewer>) -> String {
    let mut actor = viewer.map_or_else(|| c.house.stranger(), |viewer| c.house.actor(viewer));
    let mut all = String::new();
    for language in ["en", "zh"] {
        for path in FEEDS {
            all.push_str(&actor.get(&format!("/{language}/hangzhou-2024/{path}")).await.everything());
        }
        for path in ["desk/sessions", "desk/sessions/HID222", "desk/release", "desk/sessions/HID222/people"] {
            all.push_str(&actor.get(&format!("/{language}/hangzhou-2024/{path}")).await.everything());
        }
    }
    all
}

both_engines!(a_closed_door_is_no_door, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut hidden = session("HID222", "Planted Secret Talks", "27 09:30", c.hall, &[c.hidden]);
    hidden.details.visibility = Visibility::Concealed;
    c.seed(&[hidden]).await;
    c.a_day().await;
    c.publish().await;
    let owner = viewer_with(1, None, &[(None, Role::Owner)]);
    let staff_elsewhere = viewer_with(2, None, &[(Some(kernel::EditionId(uuid())), Role::Owner)]);
    let someone = viewer_with(3, Some(c.lin), &[]);
    for outside in [None, Some(editor(&c)), Some(owner), Some(staff_elsewhere), Some(someone)] {
        let all = everything(&c, outside.clone()).await;
        assert!(!all.contains("Planted"), "{outside:?} reads of it");
    }
    let inside = viewer_with(4, Some(c.hidden), &[]);
    assert!(everything(&c, Some(inside)).await.contains("Planted"), "who is in the room reads of it");

    // The room is taken all the same, by nobody knows what.
    let ctx = c.house.seen_by(editor(&c));
    let to = Placement { room: Some(c.hall), starts_at: Some(at("27 09:30")), minutes: 45 };
    let all = sessions(c.house.db(), &ctx, c.edition.id).await.unwrap();
    let river = all.iter().find(|session| session.code == "KEY555").unwrap();
    let refused = place(c.house.db(), &ctx, &c.edition, river.id, river.revision, to).await.unwrap_err();
    let Error::Invalid(problems) = refused else { panic!("{refused:?}") };
    let problem = &problems.of_field("room")[0];
    assert_eq!(problem.key, "programme-problem-room-reserved");
    assert!(!format!("{problem:?}").contains("Planted"));
});

fn uuid() -> kernel::reexport::uuid::Uuid {
    kernel::reexport::uuid::Uuid::from_u128(99)
}

both_engines!(who_closes_the_door_keeps_the_key, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.seen_by(editor(&c)));
    let mut concealed = details("Planted Secret Talks");
    concealed.visibility = Visibility::Concealed;
    let made = create_session(db, &ctx, c.edition.id, &concealed).await.unwrap();
    assert_eq!(sessions(db, &ctx, c.edition.id).await.unwrap().len(), 1);
    let colleague = c.house.seen_by(viewer_with(6, None, &[(Some(c.edition.id), Role::Owner)]));
    assert_eq!(sessions(db, &colleague, c.edition.id).await.unwrap(), []);
    let blind = set_people(db, &colleague, &c.edition, made.id, 1, &[]).await.unwrap_err();
    assert!(matches!(blind, Error::NotFound), "what does not exist cannot be changed: {blind:?}");
    let log = db::audit_log(db, &colleague, c.edition.id, 50).await.unwrap();
    assert!(!format!("{log:?}").contains("Planted"));
});

both_engines!(registered_means_signed_in, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut evening = session("HID222", "Planted Evening", "26 19:00", c.hall, &[]);
    evening.details.visibility = Visibility::Registered;
    let mut dinner = session("DIN222", "Planted Dinner", "26 21:00", c.hall, &[c.lin]);
    dinner.details.visibility = Visibility::InviteOnly;
    c.seed(&[evening, dinner]).await;
    c.publish().await;
    assert!(!everything(&c, None).await.contains("Planted"));
    let visitor = everything(&c, Some(viewer_with(3, None, &[]))).await;
    assert!(visitor.contains("Planted Evening") && !visitor.contains("Planted Dinner"));
    let guest = everything(&c, Some(viewer_with(4, Some(c.lin), &[]))).await;
    assert!(guest.contains("Planted Dinner"));
});

both_engines!(a_draft_is_for_its_staff, |engine: Engine| async move {
    let c = congress(engine).await;
    c.seed(&[session("HID222", "Planted Draft", "26 19:00", c.hall, &[])]).await;
    let elsewhere = viewer_with(2, None, &[(Some(kernel::EditionId(uuid())), Role::Owner)]);
    for outside in [None, Some(viewer_with(3, Some(c.lin), &[])), Some(elsewhere)] {
        assert!(!everything(&c, outside).await.contains("Planted"));
    }
    let ctx = c.house.seen_by(Viewer::stranger());
    assert_eq!(sessions(c.house.db(), &ctx, c.edition.id).await.unwrap(), []);
    let refused = release::publish(c.house.db(), &ctx, &c.edition, 0, ("", "")).await.unwrap_err();
    assert!(matches!(refused, Error::Denied(_)));
});

both_engines!(a_consent_withdrawn_is_gone_from_the_next_answer, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let path = "/en/hangzhou-2024/schedule.json";
    assert!(c.house.stranger().get(path).await.is(200).body.contains("Lin Yue"));
    let ctx = c.house.system();
    directory::person::list_person(c.house.db(), &ctx, c.edition.id, c.lin, false).await.unwrap();
    assert!(!c.house.stranger().get(path).await.is(200).body.contains("Lin Yue"));
});
