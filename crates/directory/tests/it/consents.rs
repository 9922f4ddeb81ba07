//! the ledger; V-3: hidden by default, withdrawal as easy as giving.

use crate::prepared::prepared;
use directory::{Channel, Purpose, Statement, consent};
use kernel::Visibility;
use testkit::{Engine, both_engines};

both_engines!(story_x1_every_word_is_in_the_ledger, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut herself = all.house.actor(all.as_person(all.hidden));
    let page = herself.get("/zh/account/consents").await.is(200).body;
    assert!(page.contains("我的姓名可以列入人员名单和日程"), "{page}");
    let answer = [("purpose", "listing"), ("audience", "public")];
    herself.post("/zh/account/consents", &answer).await.is(303);
    let mut stranger = all.house.stranger();
    stranger.get("/en/hangzhou-2024/people/plantedname-silent").await.is(200);
    herself.post("/en/account/consents/withdrawal", &[]).await.is(303);
    stranger.get("/en/hangzhou-2024/people/plantedname-silent").await.is(404);

    let ctx = all.house.seen_by(all.as_person(all.hidden));
    let ledger = consent::ledger(all.house.db(), &ctx, all.hidden).await.unwrap();
    assert_eq!(ledger.len(), 2);
    let given = ledger.iter().find(|line| line.act == consent::Act::Given).unwrap();
    assert_eq!((given.purpose, given.wording, given.locale), (Purpose::Listing, 1, kernel::Locale::Zh));
    assert_eq!((given.channel, given.audience), (Channel::Web, Some(Visibility::Public)));
    let stranger = all.house.seen_by(all.visitor());
    assert!(consent::ledger(all.house.db(), &stranger, all.hidden).await.unwrap().is_empty());
});

both_engines!(staff_speak_for_their_people_only_and_with_a_basis, |engine: Engine| async move {
    let all = prepared(engine).await;
    let said = |channel, basis: &str| Statement {
        purpose: Purpose::Listing,
        audience: Some(Visibility::Public),
        channel,
        basis: basis.to_owned(),
    };
    let say = async |viewer, said: &Statement| {
        consent::state(all.house.db(), &all.house.seen_by(viewer), all.hidden, said).await
    };
    assert!(say(all.editor(), &said(Channel::Paper, "")).await.is_err());
    assert!(say(all.editor(), &said(Channel::Web, "")).await.is_err(), "nobody is the person but the person");
    assert!(say(all.visitor(), &said(Channel::Paper, "form 12")).await.is_err());
    assert!(say(all.outsider(), &said(Channel::Paper, "form 12")).await.is_err());
    say(all.editor(), &said(Channel::Paper, "form 12")).await.unwrap();
    all.house.stranger().get("/en/hangzhou-2024/people/plantedname-silent").await.is(200);
});

both_engines!(a_new_person_is_hidden, |engine: Engine| async move {
    let all = prepared(engine).await;
    let mut editor = all.house.actor(all.editor());
    let fields = [("name", "王"), ("email", "wang@example.org"), ("listed", "yes")];
    let made = editor.post("/en/hangzhou-2024/desk/people", &fields).await.is(303);
    let slug = made.location().rsplit('/').next().unwrap().to_owned();
    all.house.stranger().get(&format!("/en/hangzhou-2024/people/{slug}")).await.is(404);
    let path = format!("/en/hangzhou-2024/desk/people/{slug}/consents");
    let fields = [("purpose", "listing"), ("audience", "public"), ("channel", "paper"), ("basis", "form 7")];
    editor.post(&path, &fields).await.is(303);
    let page = all.house.stranger().get(&format!("/zh/hangzhou-2024/people/{slug}")).await.is(200).body;
    assert!(page.contains("王") && !page.contains("wang@example.org"));
});
