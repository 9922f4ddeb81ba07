//! A draft that was stored before a migration is there after it.

use crate::prepared::{Congress, congress};
use kernel::{SystemClock, SystemEntropy};
use sea_orm::{ConnectionTrait, Statement};
use std::sync::Arc;
use testkit::{Engine, both_engines};

const EDITION: &str = "00000000-0000-7000-8000-000000000001";
const FORUM: &str = "00000000-0000-7000-8000-000000000002";
const ITEM: &str = "00000000-0000-7000-8000-000000000003";
const PERSON: &str = "00000000-0000-7000-8000-000000000004";
const RELEASE: &str = "00000000-0000-7000-8000-000000000005";
const LIST: &str = "00000000-0000-7000-8000-000000000006";

/// Everything that is applied before the programme knows of talks.
fn before_talks() -> Vec<db::Migration> {
    let below = [db::MIGRATIONS, jobs::MIGRATIONS, mail::MIGRATIONS, accounts::MIGRATIONS];
    let below = below.into_iter().chain([congress::MIGRATIONS, directory::MIGRATIONS]).flatten();
    let own = programme::MIGRATIONS.iter().take_while(|migration| migration.name != "programme/0011_kinds");
    below.chain(own).copied().collect()
}

fn session(id: &str, code: &str, kind: &str, parent: &str) -> String {
    format!(
        "INSERT INTO session (id, edition, code, parent, kind, title, summary, languages, interpretation, visibility, \
         state, minutes, revision, created_at) VALUES ('{id}', '{EDITION}', '{code}', {parent}, '{kind}', '{{}}', \
         '{{}}', 'en', '', 'public', 'confirmed', 60, 1, 1)"
    )
}

fn rows() -> Vec<String> {
    vec![
        format!(
            "INSERT INTO edition (id, slug, name, theme, place, description, zone, first_day, last_day, state, accent, \
             illustration, revision, created_at) VALUES ('{EDITION}', 'old', '{{}}', '{{}}', '{{}}', '{{}}', \
             'Asia/Shanghai', '2024-09-25', '2024-09-27', 'draft', 'lake', true, 1, 1)"
        ),
        format!(
            "INSERT INTO person (id, slug, name, latin, native, sort_name, sort_key, initial, name_key, latin_key, \
             biography, languages, revision, created_at) VALUES ('{PERSON}', 'lin', 'Lin', '', '', 'Lin', 'lin', 'L', \
             'lin', '', '{{}}', '[]', 1, 1)"
        ),
        session(FORUM, "AAAAAA", "forum", "NULL"),
        session(ITEM, "BBBBBB", "item", &format!("'{FORUM}'")),
        format!("INSERT INTO session_person VALUES ('{ITEM}', '{EDITION}', '{PERSON}', 'speaker', 0)"),
        format!(
            "INSERT INTO programme_release (id, edition, number, name, note, released_at, hash) \
             VALUES ('{RELEASE}', '{EDITION}', 1, '', '', 1, '{}')",
            "0".repeat(64)
        ),
        format!("INSERT INTO released_session VALUES ('{RELEASE}', '{ITEM}', '{EDITION}', 'public', 3, '{{\"a\":1}}')"),
        format!("INSERT INTO star_list (id, browser, created_at) VALUES ('{LIST}', '{}', 1)", "a".repeat(64)),
        format!("INSERT INTO star VALUES ('{LIST}', '{ITEM}', '{EDITION}', 1)"),
    ]
}

async fn count(db: &db::Db, from: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) AS n FROM {from}");
    let statement = Statement::from_string(db.read().get_database_backend(), sql);
    db.read().query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

both_engines!(a_draft_from_before_talks_is_carried_over, |engine: Engine| async move {
    let db = db::Db::connect(&engine.address(), Arc::new(SystemClock), Arc::new(SystemEntropy)).await.unwrap();
    let mut all = before_talks();
    db.migrate(&all).await.unwrap();
    let write = |sql: String| {
        let db = db.clone();
        async move {
            let sql = &sql;
            db.write("test.row", |tx| async move { tx.conn().execute_unprepared(sql).await.map(|_| ()) }).await
        }
    };
    for sql in rows() {
        write(sql).await.unwrap();
    }
    assert!(write(session(RELEASE, "CCCCCC", "talk", "NULL")).await.is_err(), "nobody knows of talks yet");

    let missing = |own: &&db::Migration| !all.iter().any(|have| have.name == own.name);
    let later: Vec<db::Migration> = programme::MIGRATIONS.iter().filter(missing).copied().collect();
    all.extend(later);
    db.migrate(&all).await.unwrap();
    assert_eq!(count(&db, "session").await, 2);
    assert_eq!(count(&db, &format!("session WHERE parent = '{FORUM}'")).await, 1);
    assert_eq!(count(&db, "session_person JOIN session ON session.id = session_person.session").await, 1);
    assert_eq!(count(&db, "released_session WHERE sequence = 3").await, 1);
    assert_eq!(count(&db, "star JOIN session ON session.id = star.session").await, 1);
    for kind in ["talk", "panel", "workshop", "poster"] {
        let id = format!("00000000-0000-7000-8000-0000000001{:02}", kind.len());
        write(session(&id, &format!("{kind:X<6}")[..6].to_uppercase(), kind, "NULL")).await.unwrap();
    }
    // What the tables refused before, they refuse now: references follow the new table.
    assert!(write(format!("DELETE FROM session WHERE id = '{ITEM}'")).await.is_err(), "it is in a release");
    assert!(write(session(LIST, "DDDDDD", "lecture", "NULL")).await.is_err(), "nobody knows of lectures");
    assert!(write(session(LIST, "DDDDDD", "item", &format!("'{LIST}'"))).await.is_err(), "it is no item of itself");
    let lonely = format!("INSERT INTO star VALUES ('{LIST}', '{LIST}', '{EDITION}', 1)");
    assert!(write(lonely).await.is_err(), "there is no such session");
});

both_engines!(every_kind_can_be_stored_and_is_named, |engine: Engine| async move {
    let c: Congress = congress(engine).await;
    let all: Vec<_> = programme::session::SessionKind::ALL
        .iter()
        .filter(|kind| **kind != programme::session::SessionKind::Item)
        .enumerate()
        .map(|(n, kind)| {
            let mut session = crate::prepared::session(&format!("KND{n:03}"), kind.as_str(), "25 09:00", c.hall, &[]);
            session.details.kind = *kind;
            session.starts_at = Some(crate::prepared::at(&format!("25 {:02}:00", 8 + n)));
            session
        })
        .collect();
    c.seed(&all).await;
    c.publish().await;
    let mut stranger = c.house.stranger();
    for (language, names) in
        [("en", ["Talk", "Panel", "Workshop", "Poster"]), ("zh", ["报告", "圆桌讨论", "工作坊", "海报展示"])]
    {
        let page = stranger.get(&format!("/{language}/hangzhou-2024/timetable?view=list")).await.is(200).body;
        for name in names {
            assert!(page.contains(name), "{language}: {name}");
        }
    }
});
