//! Breach mode: every way in is closed, and who was there is listed.

use crate::prepared::{HANGZHOU, account, house, signed_in, strong, waiting};
use kernel::Role;
use testkit::{Engine, both_engines};

both_engines!(story_x3_breach, |engine: Engine| async move {
    let house = house(engine).await;
    let boss = account(&house, "boss@example.cn", &[(None, Role::Owner)]).await;
    account(&house, "asleep@example.cn", &[(Some(HANGZHOU), Role::Reader)]).await;
    let mut visitor = signed_in(&house, "visitor@example.cn").await;
    visitor.post("/en/account", &[("name", "=HYPERLINK(1)"), ("language", "zh")]).await.is(303);
    let mut half_way = waiting(&house, "late@example.cn").await;
    let code = crate::prepared::code_in(&crate::prepared::letter(&house, "late@example.cn").await);
    house.clock.advance_seconds(60);
    let mut boss = strong(&house, boss).await;
    let mut copy = boss.clone();

    let short = [("reason", "oops"), ("from", "2024-09-19T22:00"), ("until", "")];
    let refused = boss.post("/en/house/breach", &short).await.is(422).body;
    assert!(refused.contains("at least 10 characters") && refused.contains("2024-09-19T22:00"));
    visitor.get("/en/account").await.is(200);

    let fields = [("reason", "A laptop was stolen at the venue"), ("from", "2024-09-19T22:00"), ("until", "")];
    let declared = boss.post("/en/house/breach", &fields).await.is(303).location().to_owned();
    visitor.get("/en/account").await.is(303);
    copy.get("/en/account").await.is(303);
    half_way.post("/en/sign-in/code", &[("code", &code)]).await.is(422);

    let page = boss.get(&declared).await.is(200).body;
    assert!(page.contains("72 hours left") && page.contains("23 September 2024, 00:01 UTC"));
    for words in ["visitor@example.cn", "2 accounts are affected", "A laptop was stolen", "个人信息泄露事件通知"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("asleep@example.cn"), "who was not there is not affected");
    let csv = boss.get(&format!("{declared}/affected.csv")).await.is(200).body;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("\"'=HYPERLINK(1)\""), "a name is never a formula");
    house.clock.advance_seconds(72 * 3600);
    let boss_id = account(&house, "boss@example.cn", &[]).await;
    let mut boss = strong(&house, boss_id).await;
    assert!(boss.get("/zh/house/breach").await.is(200).body.contains("72 小时已过"));
});
