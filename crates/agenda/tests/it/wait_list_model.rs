//! Random sequences of coming, going and changing numbers of places, against a
//! model that fits on a page.

use crate::prepared::{Congress, congress, open, path};
use kernel::AccountId;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use testkit::{Actor, Engine, both_engines};

const PEOPLE: usize = 6;

#[derive(Clone, Debug)]
enum Act {
    Come(usize),
    Go(usize),
    Places(i32),
    /// The desk gives a place, or takes somebody off.
    Add(usize),
    Remove(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (0..PEOPLE).prop_map(Act::Come),
        3 => (0..PEOPLE).prop_map(Act::Go),
        2 => (1..5_i32).prop_map(Act::Places),
        1 => (0..PEOPLE).prop_map(Act::Add),
        1 => (0..PEOPLE).prop_map(Act::Remove),
    ]
}

/// Two lists, and whom the desk sent away.
#[derive(Clone, Debug, Default)]
struct Model {
    places: usize,
    holds: Vec<usize>,
    waits: Vec<usize>,
    declined: Vec<usize>,
}

impl Model {
    fn leave(&mut self, who: usize) -> bool {
        let before = self.holds.len() + self.waits.len();
        self.holds.retain(|one| *one != who);
        self.waits.retain(|one| *one != who);
        before != self.holds.len() + self.waits.len()
    }

    fn fill(&mut self) {
        while self.holds.len() < self.places && !self.waits.is_empty() {
            self.holds.push(self.waits.remove(0));
        }
    }

    fn take(&mut self, act: &Act) {
        match act {
            Act::Come(who) => {
                let known = [&self.holds, &self.waits, &self.declined].iter().any(|list| list.contains(who));
                if !known {
                    let list = if self.holds.len() < self.places { &mut self.holds } else { &mut self.waits };
                    list.push(*who);
                }
            }
            Act::Go(who) => {
                self.leave(*who);
                self.fill();
            }
            Act::Places(places) => {
                self.places = usize::try_from(*places).unwrap();
                self.fill();
            }
            Act::Add(who) => {
                if !self.holds.contains(who) {
                    self.leave(*who);
                    self.declined.retain(|one| one != who);
                    self.holds.push(*who);
                }
            }
            Act::Remove(who) => {
                if self.leave(*who) {
                    self.declined.push(*who);
                    self.fill();
                }
            }
        }
    }
}

struct World {
    c: Congress,
    accounts: Vec<AccountId>,
    browsers: Vec<Actor>,
}

impl World {
    async fn take(&mut self, id: kernel::SessionId, code: &str, act: &Act) {
        let (db, ctx) = (self.c.house.db(), self.c.house.system());
        let sign_up = path(&format!("/sessions/{code}/sign-up"));
        match act {
            Act::Come(who) => {
                let status = self.browsers[*who].post(&sign_up, &[]).await.status.as_u16();
                assert!(matches!(status, 303 | 422), "{status}");
            }
            Act::Go(who) => {
                self.browsers[*who].post(&format!("{sign_up}/cancellation"), &[]).await.is(303);
            }
            Act::Places(places) => self.c.terms(id, &open(*places)).await,
            Act::Add(who) => {
                programme::sign_up::add(db, &ctx, &self.c.edition, id, self.accounts[*who]).await.unwrap();
            }
            Act::Remove(who) => {
                let all = programme::sign_up::listed(db, &ctx, id).await.unwrap();
                let own = all
                    .iter()
                    .find(|one| one.sign_up.account == self.accounts[*who] && one.sign_up.state.is_on_the_list());
                if let Some(own) = own {
                    programme::sign_up::remove(db, &ctx, &self.c.edition, id, own.sign_up.id).await.unwrap();
                }
            }
        }
    }
}

both_engines!(any_sequence_leaves_what_the_model_says, |engine: Engine| async move {
    let c = congress(engine).await;
    let mut runner = TestRunner::new(Config { cases: 1, ..Config::default() });
    let strategy = prop::collection::vec(act(), 12..28);
    let (mut accounts, mut browsers) = (Vec::new(), Vec::new());
    for n in 0..PEOPLE {
        let (account, browser) = c.visitor(&format!("guest{n}")).await;
        accounts.push(account);
        browsers.push(browser);
    }
    let codes = ["AAA222", "BBB333", "CCC444", "DDD555", "EEE666", "FFF777"];
    let sessions: Vec<_> = codes
        .iter()
        .zip(10..)
        .map(|(code, hour)| crate::prepared::session(code, code, &format!("25 {hour}:00"), c.museum))
        .collect();
    let ids = c.seed(&sessions).await;
    c.publish().await;
    let mut world = World { c, accounts, browsers };
    for (id, code) in ids.iter().zip(codes) {
        let acts = strategy.new_tree(&mut runner).unwrap().current();
        let mut model = Model::default();
        let first = Act::Places(2);
        for (step, act) in std::iter::once(&first).chain(&acts).enumerate() {
            world.take(*id, code, act).await;
            model.take(act);
            let (holds, waits) = world.c.list(*id).await;
            let named = |list: &[usize]| -> Vec<AccountId> { list.iter().map(|who| world.accounts[*who]).collect() };
            let sorted = |mut list: Vec<AccountId>| {
                list.sort();
                list
            };
            assert_eq!(sorted(holds), sorted(named(&model.holds)), "who has a place after {step} of {acts:?}");
            assert_eq!(waits, named(&model.waits), "the line after {step} of {acts:?}");
        }
    }
});
