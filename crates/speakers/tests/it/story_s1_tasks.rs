//! S-1: one page with everything a speaker owes, one screen with everybody.

use crate::prepared::{Prepared, prepared};
use speakers::{
    ItemState, Scope, Step, TakeOver, TaskKind,
    item::{Judgement, desk_view, judge, own_view},
    reminder::remind,
};
use testkit::{Engine, both_engines};

async fn all_asked(engine: Engine) -> Prepared {
    let all = prepared(engine).await;
    all.asks(TaskKind::Biography, "21 12:00").await;
    all.asks(TaskKind::Abstract, "22 12:00").await;
    all.asks(TaskKind::Slides, "24 12:00").await;
    all.asks(TaskKind::Consent, "24 12:00").await;
    all
}

both_engines!(story_s1_a_speaker_sees_everything_on_one_page_and_hands_it_in, |engine: Engine| async move {
    let all = all_asked(engine).await;
    let mut lin = all.lin();
    let page = lin.get("/en/hangzhou-2024/speaking").await.is(200).body;
    for word in ["Lin Yue", "Opening", "Panel on rain", "Biography", "Slides", "Grand Hall", "Asia/Shanghai"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(page.contains("2024-09-25T09:30:00+08:00"), "the script finds the instant with its zone: {page}");
    assert!(page.contains("6 things are waiting"), "a biography, consent, and two for each of two sessions: {page}");
    assert!(lin.get("/zh/hangzhou-2024/speaking").await.is(200).body.contains("需要您提供的材料"));

    let empty = lin.post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "  ")]).await.is(422);
    assert!(empty.body.contains("id=\"biography_en-problem\""), "{}", empty.body);
    lin.post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "Led the waterworks.")]).await.is(303);
    lin.post("/en/hangzhou-2024/speaking/tasks/abstract.OPEN24", &[("confirmed", "yes")]).await.is(303);
    let view = own_view(all.house.db(), &all.house.seen_by(all.as_person(11, all.lin)), all.edition.id).await.unwrap();
    assert_eq!(view.find("biography", None).unwrap().1.state, ItemState::HandedIn);
    assert_eq!(view.find("abstract", Some(all.sessions[0])).unwrap().1.state, ItemState::HandedIn);
    assert_eq!(view.find("abstract", Some(all.sessions[1])).unwrap().1.state, ItemState::Open);

    let mut desk = all.desk();
    let board = desk.get("/en/hangzhou-2024/desk/speakers").await.is(200).body;
    assert!(board.contains("Lin Yue") && board.contains("Handed in"), "{board}");
    let sheet = desk.get("/en/hangzhou-2024/desk/speakers/lin-yue/tasks/biography").await;
    assert!(sheet.is(200).body.contains("Led the waterworks."));
});

both_engines!(story_s1_what_is_given_back_is_told_by_letter_and_can_be_handed_in_again, |engine: Engine| async move {
    let all = all_asked(engine).await;
    let (db, edition) = (all.house.db(), &all.edition);
    let mut lin = all.lin();
    lin.post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "Short.")]).await.is(303);
    let desk = all.house.seen_by(all.editor());
    let step = async |step: Step, note: &str| {
        let view = desk_view(db, &desk, edition.id).await.unwrap();
        let task = view.tasks.iter().find(|task| task.details.kind == TaskKind::Biography).unwrap().id;
        let owed = view.of(all.lin).find(|one| one.task == task).unwrap().clone();
        let note = note.to_owned();
        let judgement = Judgement {
            task,
            person: all.lin,
            session: None,
            step,
            note,
            revision: owed.revision,
            over: TakeOver::Unchanged,
        };
        judge(db, &desk, edition, "http://convoke.test", &judgement).await.map(|item| item.state)
    };
    assert_eq!(step(Step::Return, "Please say more.").await.unwrap(), ItemState::Returned);
    let letter = all.letters("speakers.returned").await.remove(0);
    assert_eq!(letter.to.as_str(), "lin@water.example");
    assert!(letter.text.contains("Please say more.") && letter.text.contains("/en/hangzhou-2024/speaking"));
    assert!(lin.get("/en/hangzhou-2024/speaking").await.body.contains("Please say more."));
    lin.post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "Longer now.")]).await.is(303);
    assert_eq!(step(Step::Accept, "").await.unwrap(), ItemState::Accepted);
    // What is accepted is not exchanged behind the desk's back.
    lin.post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "Secretly other.")]).await.is(422);
    assert!(step(Step::Waive, "").await.is_err());
    let visitor = all.house.seen_by(all.visitor());
    let view = desk_view(db, &desk, edition.id).await.unwrap();
    let owed = view.of(all.chen).next().unwrap().clone();
    let judgement = Judgement {
        task: owed.task,
        person: all.chen,
        session: owed.session,
        step: Step::Waive,
        note: String::new(),
        revision: 0,
        over: TakeOver::Unchanged,
    };
    assert!(judge(db, &visitor, edition, "", &judgement).await.is_err(), "only the desk judges");
});

both_engines!(story_s1_whoever_still_owes_is_reminded_once_per_step, |engine: Engine| async move {
    let all = all_asked(engine).await;
    let (db, edition) = (all.house.db(), &all.edition);
    let desk = || all.house.seen_by(all.editor());
    all.lin().post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "Done.")]).await.is(303);
    let first = remind(db, &desk(), edition, "http://convoke.test").await.unwrap();
    assert_eq!(first.people.len(), 3, "everybody with an address owes something");
    let letters = all.letters("speakers.reminder").await;
    let to_lin = letters.iter().find(|letter| letter.to.as_str() == "lin@water.example").unwrap();
    assert!(!to_lin.text.contains("Biography"), "what is done is not reminded: {}", to_lin.text);
    assert!(to_lin.text.contains("Title and abstract") && to_lin.text.contains("Slides"), "{}", to_lin.text);
    assert!(remind(db, &desk(), edition, "http://convoke.test").await.unwrap().people.is_empty(), "once per step");
    assert_eq!(all.letters("speakers.reminder").await.len(), 3);
    // The biography is due on the 21st; two days later it is overdue, and Chen hears of it again.
    all.house.clock.advance_seconds(2 * 24 * 3600);
    let second = remind(db, &desk(), edition, "http://convoke.test").await.unwrap();
    assert!(second.people.contains(&all.chen));
    let visitor = all.house.seen_by(all.visitor());
    assert!(remind(db, &visitor, edition, "").await.is_err());
});

both_engines!(story_s1_tasks_are_data_of_the_edition, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut desk = all.desk();
    let fields = [("kind", "slides"), ("scope", "role:panellist"), ("due_at", "2024-09-24T12:00"), ("note_en", "16:9")];
    desk.post("/en/hangzhou-2024/desk/speaker-tasks", &fields).await.is(303);
    let wrong = [("kind", "other"), ("scope", "all"), ("due_at", "tomorrow")];
    let refused = desk.post("/zh/hangzhou-2024/desk/speaker-tasks", &wrong).await.is(422);
    assert!(refused.body.contains("id=\"due_at-problem\""), "{}", refused.body);
    all.asks_of(TaskKind::Travel, Scope::Session(all.sessions[0]), "23 12:00").await;
    let view = desk_view(all.house.db(), &all.house.seen_by(all.editor()), all.edition.id).await.unwrap();
    let kinds = |person| {
        let task = |id| view.tasks.iter().find(|task| task.id == id).unwrap().details.kind;
        view.of(person).map(|one| task(one.task)).collect::<Vec<_>>()
    };
    assert_eq!(kinds(all.chen), [TaskKind::Slides]);
    assert_eq!(kinds(all.lin), [TaskKind::Travel, TaskKind::Slides]);
    assert!(kinds(all.leader).is_empty() && kinds(all.silent).is_empty());
    all.house.actor(all.crew()).get("/en/hangzhou-2024/desk/speaker-tasks").await.is(404);
});

both_engines!(story_s1_nobody_learns_what_others_hand_in, |engine: Engine| async move {
    let all = all_asked(engine).await;
    all.lin().post("/en/hangzhou-2024/speaking/tasks/biography", &[("biography_en", "Plantedlife")]).await.is(303);
    let mut chen = all.house.actor(all.as_person(12, all.chen));
    let page = chen.get("/en/hangzhou-2024/speaking").await.is(200).body;
    assert!(!page.contains("Plantedlife") && !page.contains("Perhaps later"), "a draft is known to its desk alone");
    let mut visitor = all.house.actor(all.visitor());
    assert!(!visitor.get("/en/hangzhou-2024/speaking").await.is(200).body.contains("Biography"));
    visitor.get("/en/hangzhou-2024/speaking/tasks/biography").await.is(404);
    visitor.get("/en/hangzhou-2024/desk/speakers").await.is(404);
    // Behind a closed door the desk sees nobody either.
    assert!(!all.desk().get("/en/hangzhou-2024/desk/speakers").await.is(200).body.contains("Silent Mo"));
    let mut silent = all.house.actor(all.as_person(13, all.silent));
    assert!(silent.get("/en/hangzhou-2024/speaking").await.is(200).body.contains("Behind doors"));
});
