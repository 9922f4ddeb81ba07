//! S-2: people say when they cannot, and nobody is put there.

use crate::prepared::{at, prepared};
use programme::{
    Error,
    absence::absences,
    rules::{Rule, conflicts, conflicts_at},
    session::{Placement, place},
};
use testkit::{Engine, both_engines};

const ABSENCES: &str = "/en/hangzhou-2024/speaking/absences";

both_engines!(story_s2_nobody_is_put_where_they_cannot_be, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut lin = all.lin();
    let fields = [("from", "2024-09-26T14:00"), ("to", "2024-09-26T18:00"), ("note", "plantednote: at the doctor's")];
    lin.post(ABSENCES, &fields).await.is(303);
    assert!(lin.get("/en/hangzhou-2024/speaking").await.is(200).body.contains("plantednote"));
    let ctx = all.house.seen_by(all.editor());
    let there = Placement { room: Some(all.hall), starts_at: Some(at("26 15:00")), minutes: 45 };
    let told = conflicts_at(all.house.db(), &ctx, &all.edition, all.sessions[0], there).await.unwrap();
    let found = told.iter().find(|one| one.rule == Rule::Unavailable).expect("the board says it while it is held");
    assert_eq!(found.person, Some(all.lin));
    let refused = place(all.house.db(), &ctx, &all.edition, all.sessions[0], 1, there).await.unwrap_err();
    let Error::Invalid(problems) = refused else { panic!("{refused:?}") };
    let problem = problems.of_field("starts_at").iter().find(|one| one.key == "programme-problem-unavailable").unwrap();
    assert!(problem.args.iter().any(|(name, value)| *name == "person" && value.contains("Lin Yue")), "{problem:?}");
    assert!(!format!("{problems:?}").contains("plantednote"), "the note is for the desk of speakers alone");
    let earlier = Placement { starts_at: Some(at("26 13:00")), ..there };
    place(all.house.db(), &ctx, &all.edition, all.sessions[0], 1, earlier).await.unwrap();
});

both_engines!(story_s2_the_desk_enters_for_a_speaker_and_a_clash_is_told, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut desk = all.desk();
    let path = "/en/hangzhou-2024/desk/speakers/chen-chen";
    let backwards = [("from", "2024-09-26T12:00"), ("to", "2024-09-26T09:00"), ("note", "")];
    assert!(desk.post(&format!("{path}/absences"), &backwards).await.is(422).body.contains("id=\"to-problem\""));
    let fields = [("from", "2024-09-26T09:00"), ("to", "2024-09-26T12:00"), ("note", "")];
    desk.post(&format!("{path}/absences"), &fields).await.is(303);
    let ctx = all.house.seen_by(all.editor());
    let found = conflicts(all.house.db(), &ctx, &all.edition).await.unwrap();
    assert!(found.iter().any(|one| one.rule == Rule::Unavailable && one.session == all.sessions[1]));
    let stated = absences(all.house.db(), &ctx, all.edition.id, Some(all.chen)).await.unwrap();
    desk.post(&format!("{path}/absences/{}/removal", stated[0].id), &[]).await.is(303);
    assert!(
        conflicts(all.house.db(), &ctx, &all.edition).await.unwrap().iter().all(|one| one.rule != Rule::Unavailable)
    );
});

both_engines!(story_s2_when_somebody_cannot_is_nobody_elses_business, |engine: Engine| async move {
    let all = prepared(engine).await;
    let fields = [("from", "2024-09-26T14:00"), ("to", "2024-09-26T18:00"), ("note", "plantednote")];
    all.lin().post(ABSENCES, &fields).await.is(303);
    let (db, edition) = (all.house.db(), all.edition.id);
    let own = all.house.seen_by(all.as_person(11, all.lin));
    let id = absences(db, &own, edition, None).await.unwrap()[0].id;
    for viewer in [all.visitor(), all.crew(), all.as_person(12, all.chen), kernel::Viewer::stranger()] {
        assert!(absences(db, &all.house.seen_by(viewer), edition, None).await.unwrap().is_empty());
    }
    let mut chen = all.house.actor(all.as_person(12, all.chen));
    chen.post(&format!("{ABSENCES}/{id}/removal"), &[]).await.is(404);
    all.house.actor(all.visitor()).post(ABSENCES, &fields).await.is(404);
    assert!(!chen.get("/en/hangzhou-2024/speaking").await.is(200).body.contains("plantednote"));
    all.lin().post(&format!("{ABSENCES}/{id}/removal"), &[]).await.is(303);
});
