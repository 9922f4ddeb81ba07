//! Everything comes back, whichever engine it came from and goes to.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use db::{
    Backend, Db, Migration,
    archive::{self, ArchiveError, Summary, TableSummary},
    schema,
    testing::TestDb,
};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// Every type, a reference to itself, a reference to a table of a later name, a
/// key of several columns, and rows that the migration itself puts in.
const TABLES: Migration = Migration {
    name: "test/0001_tables",
    sql: "CREATE TABLE zone (name text PRIMARY KEY NOT NULL, hours integer NOT NULL);\n\
          INSERT INTO zone (name, hours) VALUES ('seed', 1);\n\
          CREATE TABLE place (id uuid PRIMARY KEY NOT NULL, inside uuid REFERENCES place (id), \
            zone text NOT NULL REFERENCES zone (name), name text NOT NULL, size double precision, \
            open boolean, detail json, born bigint NOT NULL);\n\
          CREATE TABLE pair (left_name text NOT NULL, n integer NOT NULL, note text, PRIMARY KEY (left_name, n), \
            CHECK (n >= 0));\n\
          CREATE TABLE empty_one (id uuid PRIMARY KEY NOT NULL);\n",
};
const LATER: Migration = Migration { name: "test/0002_later", sql: "ALTER TABLE empty_one ADD COLUMN note text;\n" };

fn migrations() -> Vec<Migration> {
    db::MIGRATIONS.iter().copied().chain([TABLES]).collect()
}

async fn sql(db: &Db, sql: &str) {
    db.write("test", |tx| async move { tx.conn().execute_unprepared(sql).await.map(|_| ()) })
        .await
        .unwrap_or_else(|error: DbErr| panic!("{sql}: {error}"));
}

async fn fill(db: &Db) {
    db.migrate(&migrations()).await.unwrap();
    sql(db, "DELETE FROM zone").await;
    // Collations disagree about these; bytes do not.
    for name in ["a", "B", "Z", "z", "ä", "Ö", "é", "e\u{301}", "中", "𠀀", "a b", "a-b", "A_b", "ﬀ", "😀", ""]
    {
        let insert = "INSERT INTO zone (name, hours) VALUES ($1, $2)";
        run(db, insert, vec![name.into(), 2_147_483_647_i32.into()]).await;
        for n in 0..80_i32 {
            let insert = "INSERT INTO pair (left_name, n, note) VALUES ($1, $2, $3)";
            run(db, insert, vec![name.into(), (n * 37 % 80).into(), (n % 2 == 0).then_some("line\nline\t\"\\").into()])
                .await;
        }
    }
    let ctx = db.system();
    let mut inside: Option<uuid::Uuid> = None;
    let sizes = [0.1 + 0.2, 1.0, -0.0, 1e300, 5e-324, 123_456_789.123_456_78];
    for (n, size) in sizes.into_iter().enumerate() {
        let id: uuid::Uuid = ctx.new_id();
        let detail = serde_json::json!({ "z": 1, "a": [size, null, "市"], "n": n });
        let insert = "INSERT INTO place (id, inside, zone, name, size, open, detail, born) \
                      VALUES ($1, $2, 'a', '杭州', $3, $4, $5, $6)";
        let born = if n % 2 == 0 { i64::MAX } else { i64::MIN };
        run(db, insert, vec![id.into(), inside.into(), size.into(), (n % 3 == 0).into(), detail.into(), born.into()])
            .await;
        // Children sort before their parents half of the time.
        inside = (n % 2 == 0).then_some(id);
    }
    let bare = "INSERT INTO place (id, zone, name, born) VALUES ($1, 'z', '', 0)";
    run(db, bare, vec![ctx.new_id::<uuid::Uuid>().into()]).await;
}

async fn run(db: &Db, sql: &str, values: Vec<sea_orm::Value>) {
    let values = &values;
    db.write("test", |tx| async move {
        let statement = Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, values.clone());
        tx.conn().execute_raw(statement).await.map(|_| ())
    })
    .await
    .unwrap_or_else(|error: DbErr| panic!("{sql}: {error}"));
}

fn tables(summary: &Summary) -> &[TableSummary] {
    &summary.tables
}

async fn carry(from: &Db, to: &Db, path: &Path) -> Summary {
    let written = archive::backup(from, path).await.unwrap();
    assert_eq!(archive::verify(path).unwrap(), written);
    let restored = archive::restore(to, &migrations(), path).await.unwrap();
    assert_eq!(tables(&restored), tables(&written));
    assert_eq!(tables(&archive::summarise(to).await.unwrap()), tables(&written));
    assert!(schema::orphans(to).await.unwrap().is_empty());
    written
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sqlite_to_sqlite() {
    let (from, to, dir) = (TestDb::sqlite().await, TestDb::sqlite().await, tempfile::tempdir().unwrap());
    fill(&from.db).await;
    let summary = carry(&from.db, &to.db, &dir.path().join("a")).await;
    let rows = |name: &str| tables(&summary).iter().find(|table| table.name == name).unwrap().rows;
    assert_eq!((rows("zone"), rows("pair"), rows("place"), rows("empty_one")), (16, 1280, 7, 0));
    assert!(!tables(&summary).iter().any(|table| table.name == "lease" || table.name == "migration"));
}

#[tokio::test(flavor = "multi_thread")]
async fn from_sqlite_to_postgres_and_back() {
    let Some(middle) = TestDb::postgres().await else { return };
    let (from, to, dir) = (TestDb::sqlite().await, TestDb::sqlite().await, tempfile::tempdir().unwrap());
    fill(&from.db).await;
    let there = carry(&from.db, &middle.db, &dir.path().join("there")).await;
    let back = carry(&middle.db, &to.db, &dir.path().join("back")).await;
    assert_eq!(tables(&there), tables(&back), "the same rows have the same hashes on both engines");
    // The constraints that the restore took away are back.
    let orphan =
        "INSERT INTO place (id, zone, name, born) VALUES ('00000000-0000-0000-0000-000000000001', 'x', 'x', 0)";
    assert!(middle.db.read().execute_unprepared(orphan).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_goes_on_to_the_present_schema_and_only_into_nothing() {
    for to in TestDb::each().await {
        let (from, dir) = (TestDb::sqlite().await, tempfile::tempdir().unwrap());
        fill(&from.db).await;
        let path = dir.path().join("a");
        archive::backup(&from.db, &path).await.unwrap();
        let newer: Vec<Migration> = migrations().into_iter().chain([LATER]).collect();
        archive::restore(&to.db, &newer, &path).await.unwrap();
        assert_eq!(to.db.migrate(&newer).await.unwrap(), 0);
        assert!(matches!(archive::restore(&to.db, &newer, &path).await, Err(ArchiveError::NotEmpty)));
        // And one who knows less than the archive refuses.
        archive::backup(&to.db, &path).await.unwrap();
        let older = TestDb::sqlite().await;
        let refused = archive::restore(&older.db, &migrations(), &path).await;
        assert!(matches!(refused, Err(ArchiveError::Newer(name)) if name == "test/0002_later"));
        assert!(schema::is_empty(&older.db).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_one_instant_while_others_write() {
    for test in TestDb::each_with(&migrations()).await {
        let dir = tempfile::tempdir().unwrap();
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let db = test.db.clone();
        let writer = tokio::spawn(async move {
            let mut n = 0;
            while !*stopped.borrow() {
                n += 1;
                // Two tables in one transaction: a snapshot has both rows or none.
                let both = format!("INSERT INTO zone (name, hours) VALUES ('w{n}', {n})");
                let pair = format!("INSERT INTO pair (left_name, n) VALUES ('w', {n})");
                let (both, pair) = (both.as_str(), pair.as_str());
                db.write("both", |tx| async move {
                    tx.conn().execute_unprepared(both).await?;
                    tx.conn().execute_unprepared(pair).await.map(|_| ())
                })
                .await
                .unwrap_or_else(|error: DbErr| panic!("{error}"));
            }
        });
        for round in 0..10 {
            let path: PathBuf = dir.path().join(round.to_string());
            let summary = archive::backup(&test.db, &path).await.unwrap();
            let rows = |name: &str| tables(&summary).iter().find(|table| table.name == name).unwrap().rows;
            assert_eq!(rows("zone"), rows("pair") + 1, "one row of zone is from the migration");
        }
        stop.send(true).unwrap();
        writer.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_is_found() {
    let (from, dir) = (TestDb::sqlite().await, tempfile::tempdir().unwrap());
    fill(&from.db).await;
    let path = dir.path().join("a");
    archive::backup(&from.db, &path).await.unwrap();
    assert!(!dir.path().join("a.part").exists());
    let bytes = std::fs::read(&path).unwrap();
    let mut text = String::new();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    let bad = dir.path().join("bad");
    let judge = |bytes: &[u8]| {
        std::fs::write(&bad, bytes).unwrap();
        archive::verify(&bad)
    };
    let packed = |text: &str| {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(text.as_bytes()).unwrap();
        out.finish().unwrap()
    };
    assert!(judge(&packed(&text)).is_ok());
    assert!(judge(&bytes[..bytes.len() - 20]).is_err(), "cut short");
    assert!(judge(&packed(&text[..text.trim_end().rfind('\n').unwrap() + 1])).is_err(), "the last line is gone");
    assert!(judge(&packed(&text.replacen("杭州", "苏州", 1))).is_err(), "a changed value");
    let row = text.lines().find(|line| line.starts_with('[')).unwrap();
    assert!(judge(&packed(&text.replacen(&format!("{row}\n"), "", 1))).is_err(), "a row is gone");
    assert!(
        judge(&packed(&text.replacen(&format!("{row}\n"), &format!("{row}\n{row}\n"), 1))).is_err(),
        "a row too many"
    );
    assert!(judge(&packed(&format!("{text}{row}\n"))).is_err(), "something follows");
    assert!(judge(b"PK\x03\x04").is_err(), "another kind of file");
    let newer = text.replacen("\"format\":1", "\"format\":2", 1);
    assert!(matches!(judge(&packed(&newer)), Err(ArchiveError::Newer(_))));
    // A bit that flipped on the disk, anywhere.
    for at in (10..bytes.len()).step_by(bytes.len() / 40) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        assert!(judge(&flipped).is_err(), "byte {at}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orphans_are_named() {
    let test = TestDb::sqlite().await;
    fill(&test.db).await;
    assert_eq!(test.backend(), Backend::Sqlite);
    assert!(schema::orphans(&test.db).await.unwrap().is_empty());
    // As somebody with the sqlite3 shell can do, where references are not checked.
    sql(&test.db, "DROP TABLE pair").await;
    sql(
        &test.db,
        "CREATE TABLE pair (left_name text PRIMARY KEY NOT NULL REFERENCES zone (name) DEFERRABLE INITIALLY DEFERRED)",
    )
    .await;
    let path = test.address.trim_start_matches("sqlite:");
    let shell = std::process::Command::new("sqlite3").args([path, "INSERT INTO pair VALUES ('nowhere')"]).status();
    if !shell.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: there is no sqlite3 shell to damage the file with");
        return;
    }
    let orphans = schema::orphans(&test.db).await.unwrap();
    assert_eq!((orphans.len(), orphans[0].rows, orphans[0].reference.table.as_str()), (1, 1, "pair"));
}
