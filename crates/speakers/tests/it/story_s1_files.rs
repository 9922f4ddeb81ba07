//! S-1: files up to 200 MB, in one go or in pieces, seen through before they are
//! believed, and given only to those whom they concern.

use crate::prepared::{Prepared, file_on, pdf, prepared, sends};
use axum::{body::Body, http::Request};
use directory::{Answer, Capture, Channel, RecordingStatement, answer_recording};
use speakers::{
    Step, TakeOver, TaskKind,
    item::{Judgement, desk_view, judge},
};
use testkit::{Actor, Answer as Reply, Engine, both_engines};

const SLIDES: &str = "/en/hangzhou-2024/speaking/tasks/slides.PANEL2";

both_engines!(
    story_s1_slides_are_handed_in_and_concern_the_speaker_the_moderator_and_the_desk,
    |engine: Engine| async move {
        let all = prepared(engine).await;
        all.asks(TaskKind::Slides, "24 12:00").await;
        let mut lin = all.lin();
        sends(&mut lin, &format!("{SLIDES}/file"), "My talk.pdf", &pdf("plantedslides")).await.is(303);
        let page = lin.get(SLIDES).await.is(200).body;
        let path = file_on(&page);
        for mut who in [lin, all.desk(), all.house.actor(all.as_person(14, all.leader))] {
            let file = who.get(&path).await.is(200);
            assert!(file.body.contains("plantedslides"));
            assert_eq!(file.header("x-content-type-options"), "nosniff");
            assert_eq!(file.header("content-type"), "application/pdf");
            assert!(file.header("content-disposition").starts_with("attachment; filename=\"My talk.pdf\""));
        }
        let chen = all.house.actor(all.as_person(12, all.chen));
        for mut other in [all.house.stranger(), chen, all.house.actor(all.visitor()), all.house.actor(all.crew())] {
            let nothing = other.get("/en/hangzhou-2024/files/01920000-0000-7000-8000-00000000dead").await.is(404);
            assert_eq!(other.get(&path).await.is(404).body, nothing.body);
        }
        let leader =
            all.house.actor(all.as_person(14, all.leader)).get("/en/hangzhou-2024/speaking").await.is(200).body;
        assert!(
            leader.contains("My talk.pdf") && leader.contains("Chen Chen"),
            "who leads sees who has what: {leader}"
        );
    }
);

both_engines!(story_s1_what_is_not_what_it_says_is_refused_in_words, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Slides, "24 12:00").await;
    let mut lin = all.lin();
    let path = format!("{SLIDES}/file");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".to_vec();
    let long = format!("{}.pdf", "a".repeat(296));
    let cases: [(&str, &[u8], &str); 7] = [
        ("empty.pdf", b"", "The file is empty."),
        ("slides.pdf", &svg, "This kind of file is not taken here."),
        ("picture.svg", &svg, "This kind of file is not taken here."),
        ("slides.exe.pdf", &pdf("x"), "two endings"),
        ("..\\slides.pdf", &pdf("x"), "holds a path"),
        (&long, &pdf("x"), "longer than 120 characters"),
        ("slides.pptx", &pdf("x"), "does not fit what is in it"),
    ];
    for (name, bytes, words) in cases {
        let refused = sends(&mut lin, &path, name, bytes).await.is(422);
        assert!(
            refused.body.contains(words) && refused.body.contains("id=\"file-problem\""),
            "{name}: {}",
            refused.body
        );
    }
    assert!(!lin.get(SLIDES).await.is(200).body.contains("/files/"), "nothing of it is kept");
    let large = Request::post(&path)
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("content-length", (300 * 1024 * 1024).to_string());
    lin.send(large, Body::empty()).await.is(413);
    all.house.actor(all.visitor()).get(SLIDES).await.is(404);
    sends(&mut all.house.actor(all.visitor()), &path, "a.pdf", &pdf("x")).await.is(404);
});

async fn piece(actor: &mut Actor, part: &str, at: usize, bytes: &[u8]) -> Reply {
    let path = format!("{SLIDES}/parts/{part}?at={at}&name=talk.pdf");
    actor.send(Request::post(path).header("accept", "application/json"), Body::from(bytes.to_vec())).await
}

both_engines!(story_s1_an_upload_goes_on_where_it_broke, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Slides, "24 12:00").await;
    let (mut lin, bytes) = (all.lin(), pdf(&"rain ".repeat(2000)));
    let size = bytes.len().to_string();
    let refused = lin.post(&format!("{SLIDES}/parts"), &[("name", "talk.exe"), ("size", &size)]).await;
    refused.is(422);
    let begun = lin.post(&format!("{SLIDES}/parts"), &[("name", "talk.pdf"), ("size", &size)]).await.is(201).body;
    let part = begun.split("\"part\":\"").nth(1).unwrap()[..36].to_owned();
    let first = piece(&mut lin, &part, 0, &bytes[..4000]).await.is(200).body;
    assert!(first.contains("\"arrived\":4000"), "{first}");
    // The answer was lost, and the browser sends the same piece once more.
    let again = piece(&mut lin, &part, 0, &bytes[..4000]).await.is(409).body;
    assert!(again.contains("\"arrived\":4000"), "{again}");
    let progress = lin.get(&format!("/en/hangzhou-2024/speaking/parts/{part}")).await.is(200).body;
    assert!(progress.contains("\"arrived\":4000"), "{progress}");
    let mut chen = all.house.actor(all.as_person(12, all.chen));
    chen.get(&format!("/en/hangzhou-2024/speaking/parts/{part}")).await.is(404);
    piece(&mut chen, &part, 4000, &bytes[4000..]).await.is(404);
    let done = piece(&mut lin, &part, 4000, &bytes[4000..]).await.is(200).body;
    assert!(done.contains("\"next\":\"/en/hangzhou-2024/speaking\""), "{done}");
    let page = lin.get(SLIDES).await.is(200).body;
    assert_eq!(lin.get(&file_on(&page)).await.is(200).body.into_bytes(), bytes);
    lin.post_raw(&format!("{SLIDES}/parts/{part}?at=0"), vec![0; 9 * 1024 * 1024]).await.is(413);
});

async fn accept(all: &Prepared) {
    let (db, ctx) = (all.house.db(), all.house.seen_by(all.editor()));
    let view = desk_view(db, &ctx, all.edition.id).await.unwrap();
    let owed = view.of(all.lin).find(|one| one.session == Some(all.sessions[1])).unwrap().clone();
    let judgement = Judgement {
        task: owed.task,
        person: all.lin,
        session: owed.session,
        step: Step::Accept,
        note: String::new(),
        revision: owed.revision,
        over: TakeOver::Unchanged,
    };
    judge(db, &ctx, &all.edition, "", &judgement).await.unwrap();
}

async fn answers(all: &Prepared, answer: Answer) {
    let ctx = all.house.seen_by(all.as_person(11, all.lin));
    let said = RecordingStatement { capture: Capture::Slides, answer, channel: Channel::Web, basis: String::new() };
    answer_recording(all.house.db(), &ctx, all.edition.id, all.lin, &[said]).await.unwrap();
}

both_engines!(story_s1_slides_are_public_with_consent_only_and_gone_with_its_withdrawal, |engine: Engine| async move {
    let all = prepared(engine).await;
    all.asks(TaskKind::Slides, "24 12:00").await;
    let mut lin = all.lin();
    sends(&mut lin, &format!("{SLIDES}/file"), "rain.pdf", &pdf("rain")).await.is(303);
    let path = file_on(&lin.get(SLIDES).await.body);
    let mut stranger = all.house.stranger();
    let shown = async |stranger: &mut Actor| {
        let page = stranger.get("/en/hangzhou-2024/sessions/PANEL2").await.is(200).body.contains("rain.pdf");
        let file = stranger.get(&path).await.status == 200;
        assert_eq!(page, file, "the page and the file say the same");
        page
    };
    assert!(!shown(&mut stranger).await, "handed in");
    answers(&all, Answer::Yes).await;
    assert!(!shown(&mut stranger).await, "agreed to, and not yet accepted");
    accept(&all).await;
    assert!(shown(&mut stranger).await, "accepted and agreed to");
    answers(&all, Answer::No).await;
    assert!(!shown(&mut stranger).await, "withdrawn: gone with the next view");
    answers(&all, Answer::Yes).await;
    assert!(shown(&mut stranger).await);
    let ctx = all.house.seen_by(all.editor());
    let pair = (all.lin, all.silent);
    programme::session::replace_person(all.house.db(), &ctx, &all.edition, all.sessions[1], 1, pair).await.unwrap();
    assert!(!shown(&mut stranger).await, "somebody else speaks now");
});

both_engines!(an_erased_account_takes_its_files_along, |engine: Engine| async move {
    use accounts::{OwnData, Owner};
    let all = prepared(engine).await;
    all.asks(TaskKind::Slides, "24 12:00").await;
    let mut lin = all.lin();
    sends(&mut lin, &format!("{SLIDES}/file"), "rain.pdf", &pdf("rain")).await.is(303);
    let path = file_on(&lin.get(SLIDES).await.body);
    let (db, own) = (all.house.db(), all.house.seen_by(all.as_person(11, all.lin)));
    let owner = Owner { account: own.viewer().account_id().unwrap(), person: Some(all.lin) };
    let told = speakers::SpeakerData.export(db, &own, &owner).await.unwrap();
    assert_eq!(told["files"][0]["name"], "rain.pdf");
    let system = &all.house.system();
    let erase = |tx: db::Tx| async move { speakers::SpeakerData.erase(&tx, system, &owner).await };
    all.house.db().write("erase", erase).await.unwrap();
    all.desk().get(&path).await.is(404);
});
