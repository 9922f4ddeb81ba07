//! What keeps a house through bad days: backup, restore, drill, doctor.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use blob::{Blobs, Digest};
use convoke::{
    backup,
    config::{Config, MailConfig},
    doctor::{self, Verdict},
    files, house, restore,
};
use db::{archive, testing::TestDb};
use futures_util::StreamExt;
use kernel::{AccountId, EmailAddress, Locale, PersonId, Strength, Viewer};
use mail::{Letter, SendLetter, Stream};
use sea_orm::DbErr;
use std::{path::Path, process::ExitCode};

fn config(data: &Path, database: Option<&str>) -> Config {
    Config { data: data.to_owned(), database: database.map(str::to_owned), ..Config::default() }
}

async fn send_letter(db: &db::Db) {
    let ctx = &db.system();
    db.write("send", |tx| async move {
        let letter = Letter {
            to: EmailAddress::parse("wang.fang@example.cn").map_err(|_| DbErr::Custom("address".into()))?,
            to_name: Some("王芳".to_owned()),
            subject: "您的验证码".to_owned(),
            text: "271828".to_owned(),
            html: None,
            locale: Locale::Zh,
            stream: Stream::Transactional,
            kind: "test.letter",
        };
        tx.send_letter(ctx, letter).await.map(|_| ())
    })
    .await
    .unwrap();
}

fn found(report: &doctor::Report, subject: &str) -> (Verdict, String) {
    let finding = report.findings().iter().find(|finding| finding.subject == subject);
    let finding = finding.unwrap_or_else(|| panic!("nothing about {subject} in\n{report}"));
    (finding.verdict, finding.found.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_house_moves_from_engine_to_engine() {
    let dir = tempfile::tempdir().unwrap();
    for (n, from) in TestDb::each_with(&house::migrations()).await.into_iter().enumerate() {
        send_letter(&from.db).await;
        let file = dir.path().join(format!("{n}.backup"));
        backup::run(&config(dir.path(), Some(&from.address)), &file).await.unwrap();
        assert!(backup::write(&from.db, &file).await.is_err(), "a backup never writes over anything");
        backup::verify(&file).unwrap();
        let drill = restore::rehearse(&file, &house::migrations()).await.unwrap();
        assert!(drill.len() > 20 && drill.iter().all(archive::Comparison::is_equal), "{drill:?}");
        for to in TestDb::each().await {
            let there = config(dir.path(), Some(&to.address));
            restore::run(&there, &file, false).await.unwrap();
            let lines = archive::compare(&archive::verify(&file).unwrap(), &archive::summarise(&to.db).await.unwrap());
            assert!(lines.iter().all(archive::Comparison::is_equal), "{lines:?}");
            assert!(restore::run(&there, &file, false).await.is_err(), "a restore never writes over anything");
        }
    }
}

/// Hands in a file that somebody needs.
async fn hand_in(blobs: &Blobs, db: &db::Db, words: &str) -> Digest {
    let account: AccountId = db.system().new_id();
    let ctx = &db.system().seen_by(Viewer::account(account, None, Strength::OneFactor, Vec::new()));
    let content = format!("%PDF-1.7\n{words}\n%%EOF\n").into_bytes();
    let part = blobs.begin(db, ctx, Some(content.len() as u64)).await.unwrap();
    let whole = futures_util::stream::iter([Ok::<_, std::io::Error>(content.into())]);
    blobs.arrive(db, ctx, part.id, 0, whole).await.unwrap();
    let name = blob::FileName::parse("slides.pdf").unwrap();
    let digest = &blobs.keep(db, ctx, part.id, &name, &[blob::Kind::Pdf]).await.unwrap().digest;
    let holder: PersonId = ctx.new_id();
    db.write("hold", |tx| async move { blob::hold(&tx, digest, holder.0).await }).await.unwrap();
    digest.clone()
}

async fn content(blobs: &Blobs, db: &db::Db, digest: &Digest) -> String {
    let whole = blobs.open(db, &db.system(), digest).await.unwrap();
    let pieces: Vec<_> = whole.chunks.map(Result::unwrap).collect().await;
    String::from_utf8(pieces.concat()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_that_burnt_down_comes_back_with_its_files() {
    for test in TestDb::each_with(&house::migrations()).await {
        let dir = tempfile::tempdir().unwrap();
        let here = config(&dir.path().join("house"), Some(&test.address));
        let blobs = files::of(&here);
        let digest = hand_in(&blobs, &test.db, "the slides of Lin").await;
        let other = hand_in(&blobs, &test.db, "those of Chen").await;
        let file = dir.path().join("house.gz");
        backup::run(&here, &file).await.unwrap();
        backup::verify(&file).unwrap();
        assert_eq!(restore::drill(&file).await.unwrap(), ExitCode::SUCCESS);
        let copy = backup::files::folder_of(&file);
        assert!(!copy.join("parts").exists() && !dir.path().join("house.gz.files.part").exists());

        // The house is gone, files and all; another one is built elsewhere.
        std::fs::remove_dir_all(&here.data).unwrap();
        let empty = TestDb::each().await.remove(0);
        let there = config(&dir.path().join("new"), Some(&empty.address));
        restore::run(&there, &file, false).await.unwrap();
        let back = files::of(&there);
        assert!(content(&back, &empty.db, &digest).await.contains("the slides of Lin"));
        assert!(back.missing(&empty.db, &empty.db.system()).await.unwrap().is_empty());
        let report = doctor::examine(&there, &house::migrations()).await;
        assert_eq!(found(&report, "files").0, Verdict::Ok, "{report}");

        // A copy that is not what it was is told before a row is written.
        let (first, rest) = other.as_str().split_at(2);
        std::fs::write(copy.join(first).join(rest), "something else").unwrap();
        assert!(backup::verify(&file).is_err());
        assert_eq!(restore::drill(&file).await.unwrap(), ExitCode::FAILURE);
        let third = TestDb::each().await.remove(0);
        let elsewhere = config(&dir.path().join("third"), Some(&third.address));
        assert!(restore::run(&elsewhere, &file, false).await.is_err());
        assert!(db::schema::is_empty(&third.db).await.unwrap());
        restore::run(&elsewhere, &file, true).await.unwrap();
        let report = doctor::examine(&elsewhere, &house::migrations()).await;
        assert_eq!(found(&report, "files").0, Verdict::Fail, "{report}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_says_so_when_a_file_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let test = TestDb::each_with(&house::migrations()).await.remove(0);
    let here = config(&dir.path().join("house"), Some(&test.address));
    hand_in(&files::of(&here), &test.db, "words").await;
    std::fs::remove_dir_all(here.data.join("files")).unwrap();
    let file = dir.path().join("house.gz");
    let error = backup::run(&here, &file).await.unwrap_err();
    assert!(format!("{error:#}").contains("is not there"), "{error:#}");
    assert!(!file.exists(), "nothing is left that looks like a backup");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_nothing_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let error = backup::run(&config(dir.path(), None), &dir.path().join("a")).await.unwrap_err();
    assert!(error.to_string().contains("there is no database"), "{error}");
    assert!(!dir.path().join("convoke.db").exists(), "looking for a database makes none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_healthy_house_is_called_healthy() {
    for test in TestDb::each_with(&house::migrations()).await {
        let dir = tempfile::tempdir().unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(dir.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let report = doctor::examine(&config(dir.path(), Some(&test.address)), &house::migrations()).await;
        assert_ne!(report.verdict(), Verdict::Fail, "{report}");
        for subject in ["data folder", "database", "schema", "integrity", "references", "clock", "jobs", "letters"] {
            assert_eq!(found(&report, subject).0, Verdict::Ok, "{report}");
        }
        assert_eq!(found(&report, "mail").0, Verdict::Warn);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let test = TestDb::sqlite().await;
    let mut config = config(&dir.path().join("absent"), Some(&test.address));
    // A port on which nobody listens.
    config.mail = Some(MailConfig { server: "smtp://127.0.0.1:1".to_owned(), from: "a@b.example".to_owned() });
    config.origin = Some("http://congress.example".to_owned());
    let all = house::migrations();
    let report = doctor::examine(&config, &all).await;
    for subject in ["data folder", "mail", "schema"] {
        assert_eq!(found(&report, subject).0, Verdict::Fail, "{report}");
    }
    assert_eq!(found(&report, "origin").0, Verdict::Warn);

    test.db.migrate(&all[..all.len() - 1]).await.unwrap();
    let report = doctor::examine(&config, &all).await;
    assert_eq!(found(&report, "schema").0, Verdict::Warn, "{report}");
    let report = doctor::examine(&config, &all[..all.len() - 2]).await;
    assert!(found(&report, "schema").1.contains("newer"), "{report}");

    config.database = Some("postgres://127.0.0.1:1/none".to_owned());
    let report = doctor::examine(&config, &all).await;
    assert_eq!(found(&report, "database").0, Verdict::Fail, "{report}");
}
