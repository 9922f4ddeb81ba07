//! S-1: separate answers for photographs, recording and slides; the crew can
//! tell a no from silence.

use crate::prepared::prepared;
use directory::{
    Answer, Capture, Channel, RecordingConsents, RecordingStatement, answer_recording, recording_consents,
};
use kernel::{PersonId, Role, Viewer};
use testkit::{Engine, House, both_engines, viewer_with};

fn said(capture: Capture, answer: Answer, channel: Channel, basis: &str) -> RecordingStatement {
    RecordingStatement { capture, answer, channel, basis: basis.to_owned() }
}

async fn answers(house: &House, viewer: Viewer, edition: kernel::EditionId, person: PersonId) -> RecordingConsents {
    let ctx = house.seen_by(viewer);
    recording_consents(house.db(), &ctx, edition, &[person]).await.unwrap().remove(&person).unwrap_or_default()
}

both_engines!(story_s1_a_no_is_told_to_the_crew_and_silence_is_not_a_no, |engine: Engine| async move {
    let all = prepared(engine).await;
    let (house, edition, person) = (&all.house, all.here.id, all.hidden);
    let crew = || viewer_with(8, None, &[(Some(edition), Role::RoomCrew)]);
    assert_eq!(answers(house, crew(), edition, person).await, RecordingConsents::default());
    let own = house.seen_by(all.as_person(person));
    let two =
        [said(Capture::Photo, Answer::No, Channel::Web, ""), said(Capture::Slides, Answer::Yes, Channel::Web, "")];
    answer_recording(house.db(), &own, edition, person, &two).await.unwrap();
    let known = answers(house, crew(), edition, person).await;
    assert!(known.refuses(Capture::Photo) && known.allows(Capture::Slides) && known.recording.is_none());
    // What was said for one edition says nothing about another.
    assert_eq!(answers(house, all.as_person(person), all.elsewhere.id, person).await, RecordingConsents::default());
    for other in [all.visitor(), all.outsider(), Viewer::stranger(), all.as_person(all.listed)] {
        assert_eq!(answers(house, other, edition, person).await, RecordingConsents::default());
    }
    let back = [said(Capture::Slides, Answer::No, Channel::Web, "")];
    answer_recording(house.db(), &own, edition, person, &back).await.unwrap();
    assert!(answers(house, crew(), edition, person).await.refuses(Capture::Slides));
    let ledger = directory::recording::recording_ledger(house.db(), &own, person).await.unwrap();
    assert_eq!(ledger.len(), 3);
    assert_eq!((ledger[0].answer, ledger[0].wording, ledger[0].channel), (Answer::No, 1, Channel::Web));
});

both_engines!(nobody_answers_for_a_speaker_without_a_basis, |engine: Engine| async move {
    let all = prepared(engine).await;
    let (house, edition, person) = (&all.house, all.here.id, all.hidden);
    let say = async |viewer: Viewer, said: RecordingStatement| {
        answer_recording(house.db(), &house.seen_by(viewer), edition, person, &[said]).await
    };
    let yes = |channel, basis| said(Capture::Photo, Answer::Yes, channel, basis);
    assert!(say(all.editor(), yes(Channel::Web, "")).await.is_err(), "nobody is the person but the person");
    assert!(say(all.editor(), yes(Channel::Paper, " ")).await.is_err());
    assert!(say(all.outsider(), yes(Channel::Paper, "form 12")).await.is_err());
    assert!(say(all.visitor(), yes(Channel::Web, "")).await.is_err());
    assert!(say(all.as_person(person), yes(Channel::Paper, "form 12")).await.is_err());
    say(all.editor(), yes(Channel::Paper, "form 12")).await.unwrap();
    assert!(answers(house, all.editor(), edition, person).await.allows(Capture::Photo));
});
