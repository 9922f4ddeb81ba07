//! S-1: separate answers for photographs, recording and slides, none of them
//! chosen beforehand; a no is there to be read by the crew.

use crate::prepared::prepared;
use directory::{Answer, recording_consents};
use speakers::{ItemState, TaskKind, item::own_view};
use testkit::{Engine, both_engines};

const CONSENT: &str = "/en/hangzhou-2024/speaking/consent";

both_engines!(story_s1_three_separate_answers_and_nothing_chosen_before, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Consent, "24 12:00").await;
    let mut lin = all.lin();
    let page = lin.get(CONSENT).await.is(200).body;
    assert_eq!(page.matches("type=\"radio\"").count(), 6, "{page}");
    assert!(!page.contains(" checked"), "nothing is chosen before: {page}");
    assert!(lin.post(CONSENT, &[]).await.is(422).body.contains("id=\"photo-problem\""));
    lin.post(CONSENT, &[("photo", "no"), ("recording", "yes")]).await.is(303);

    let crew = all.house.seen_by(all.crew());
    let known = recording_consents(all.house.db(), &crew, all.edition.id, &[all.lin]).await.unwrap()[&all.lin];
    assert_eq!((known.photo, known.recording, known.slides), (Some(Answer::No), Some(Answer::Yes), None));
    let own = all.house.seen_by(all.as_person(11, all.lin));
    let state = async || {
        let view = own_view(all.house.db(), &own, all.edition.id).await.unwrap();
        view.find("consent", None).unwrap().1.state
    };
    assert_eq!(state().await, ItemState::Open, "one question is open");
    lin.post(CONSENT, &[("slides", "no")]).await.is(303);
    assert_eq!(state().await, ItemState::Accepted);
    let page = lin.get(CONSENT).await.is(200).body;
    assert_eq!(page.matches(" checked").count(), 3, "what was answered stands there: {page}");
    let desk = all.desk().get("/en/hangzhou-2024/desk/speakers/lin-yue").await;
    assert!(desk.is(200).body.contains("<span class=\"tag tag-danger\">No</span>"));
});

both_engines!(nobody_but_the_speaker_answers_without_a_basis, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.house.actor(all.visitor()).post(CONSENT, &[("photo", "yes")]).await.is(404);
    all.house.stranger().post(CONSENT, &[("photo", "yes")]).await.is(303).location().contains("sign-in");
    let mut desk = all.desk();
    let path = "/en/hangzhou-2024/desk/speakers/lin-yue/consents";
    let fields = |basis| [("capture", "photo"), ("answer", "no"), ("channel", "paper"), ("basis", basis)];
    assert!(desk.post(path, &fields("")).await.is(422).body.contains("id=\"basis-problem\""));
    desk.post(path, &fields("form of 3 September")).await.is(303);
    let own = all.house.seen_by(all.as_person(11, all.lin));
    let known = recording_consents(all.house.db(), &own, all.edition.id, &[all.lin]).await.unwrap();
    assert_eq!(known[&all.lin].photo, Some(Answer::No));
});
