//! The promises of this crate, kept on both engines and by both stores.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use blob::{Blobs, Error, FileName, Kind, Stored};
use bytes::Bytes;
use db::{Db, Tx, testing::TestDb};
use futures_util::{StreamExt, stream};
use kernel::{AccountId, Ctx, Strength, Viewer};
use std::io;

fn sender(db: &Db, number: u128) -> Ctx {
    let account = AccountId(uuid::Uuid::from_u128(number));
    db.system().seen_by(Viewer::account(account, None, Strength::OneFactor, Vec::new()))
}

fn pieces(bytes: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, io::Error>> + Send + Unpin + use<> {
    let all: Vec<Result<Bytes, io::Error>> = bytes.chunks(1000).map(|one| Ok(Bytes::copy_from_slice(one))).collect();
    stream::iter(all)
}

fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((bytes.len()..size).map(|n| u8::try_from(n % 251).unwrap()));
    bytes
}

async fn sent(blobs: &Blobs, db: &Db, ctx: &Ctx, name: &str, bytes: &[u8]) -> Result<Stored, Error> {
    let part = blobs.begin(db, ctx, None).await?;
    blobs.arrive(db, ctx, part.id, 0, pieces(bytes)).await?;
    let name = FileName::parse(name).map_err(Error::Refused)?;
    blobs.keep(db, ctx, part.id, &name, Kind::SLIDES).await
}

async fn content(blobs: &Blobs, db: &Db, ctx: &Ctx, stored: &Stored) -> Vec<u8> {
    let whole = blobs.open(db, ctx, &stored.digest).await.unwrap();
    assert_eq!(whole.size, stored.size);
    whole.chunks.map(|piece| piece.unwrap().to_vec()).concat().await
}

fn key(result: Result<Stored, Error>) -> &'static str {
    match result {
        Err(Error::Refused(problem)) => problem.key,
        other => panic!("{other:?}"),
    }
}

/// Runs a story on both engines, each with a store in memory and one in a folder.
async fn everywhere(story: impl AsyncFn(&TestDb, &Blobs)) {
    for test in TestDb::each_with(&[db::MIGRATIONS, blob::MIGRATIONS].concat()).await {
        story(&test, &Blobs::in_memory()).await;
    }
    for test in TestDb::each_with(&[db::MIGRATIONS, blob::MIGRATIONS].concat()).await {
        let folder = tempfile::tempdir().unwrap();
        story(&test, &Blobs::in_folder(&folder.path().join("files"))).await;
    }
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent() {
    everywhere(async |test, blobs| {
        let ctx = sender(&test.db, 1);
        let bytes = pdf(600_000);
        let stored = sent(blobs, &test.db, &ctx, "slides.pdf", &bytes).await.unwrap();
        assert_eq!((stored.size, stored.kind), (600_000, Kind::Pdf));
        assert_eq!(content(blobs, &test.db, &ctx, &stored).await, bytes);
        let again = sent(blobs, &test.db, &ctx, "other.pdf", &bytes).await.unwrap();
        assert_eq!(again.digest, stored.digest, "the same content is the same file");
        assert!(blobs.missing(&test.db, &test.db.system()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_is_cut_off_goes_on_where_it_broke() {
    everywhere(async |test, blobs| {
        let (ctx, bytes) = (sender(&test.db, 1), pdf(10_000));
        let part = blobs.begin(&test.db, &ctx, Some(10_000)).await.unwrap();
        let cut = stream::iter([
            Ok(Bytes::copy_from_slice(&bytes[..4_000])),
            Err(io::Error::other("the train went into a tunnel")),
        ]);
        let broken = blobs.arrive(&test.db, &ctx, part.id, 0, cut).await;
        assert!(matches!(broken, Err(Error::BrokenOff)), "{broken:?}");
        assert_eq!(blobs.part(&test.db, &ctx, part.id).await.unwrap().arrived, 4_000);
        let wrong = blobs.arrive(&test.db, &ctx, part.id, 3_000, pieces(&bytes[3_000..])).await;
        assert!(matches!(wrong, Err(Error::Misplaced(4_000))), "{wrong:?}");
        let other = sender(&test.db, 2);
        assert!(matches!(blobs.part(&test.db, &other, part.id).await, Err(Error::NotFound)), "it is not theirs");
        let name = FileName::parse("slides.pdf").unwrap();
        let early = blobs.keep(&test.db, &ctx, part.id, &name, Kind::SLIDES).await;
        assert!(matches!(early, Err(Error::Misplaced(4_000))), "{early:?}");
        let whole = blobs.arrive(&test.db, &ctx, part.id, 4_000, pieces(&bytes[4_000..])).await.unwrap();
        assert!(whole.is_whole());
        let stored = blobs.keep(&test.db, &ctx, part.id, &name, Kind::SLIDES).await.unwrap();
        assert_eq!(content(blobs, &test.db, &ctx, &stored).await, bytes);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_what_it_says_is_refused_and_forgotten() {
    everywhere(async |test, blobs| {
        let ctx = sender(&test.db, 1);
        let send = async |name: &str, bytes: &[u8]| sent(blobs, &test.db, &ctx, name, bytes).await;
        assert_eq!(key(send("a.pdf", b"").await), "blob-problem-empty");
        assert_eq!(key(send("a.pdf", b"<svg xmlns='http://www.w3.org/2000/svg'/>").await), "blob-problem-kind");
        assert_eq!(key(send("a.pdf", b"MZ\x90\0 a program").await), "blob-problem-kind");
        assert_eq!(key(send("a.png", &pdf(100)).await), "blob-problem-other-ending");
        assert_eq!(key(send("a.exe.pdf", &pdf(100)).await), "blob-problem-double-ending");
        assert_eq!(key(send(&format!("{}.pdf", "a".repeat(296)), &pdf(100)).await), "blob-problem-long-name");
        assert_eq!(key(send("../a.pdf", &pdf(100)).await), "blob-problem-name");
        let large = blobs.begin(&test.db, &ctx, Some(blob::LIMIT + 1)).await.unwrap_err();
        assert!(matches!(large, Error::Refused(problem) if problem.key == "blob-problem-large"));
        let part = blobs.begin(&test.db, &ctx, Some(10)).await.unwrap();
        let more = blobs.arrive(&test.db, &ctx, part.id, 0, pieces(&pdf(11))).await;
        assert!(matches!(more, Err(Error::Refused(_))), "{more:?}");
    })
    .await;
}

#[tokio::test]
async fn the_broom_takes_what_nobody_holds_and_leaves_the_rest() {
    everywhere(async |test, blobs| {
        let (ctx, system) = (sender(&test.db, 1), test.db.system());
        let held = sent(blobs, &test.db, &ctx, "held.pdf", &pdf(500)).await.unwrap();
        let loose = sent(blobs, &test.db, &ctx, "loose.pdf", &pdf(501)).await.unwrap();
        let unfinished = blobs.begin(&test.db, &ctx, Some(10)).await.unwrap();
        blobs.arrive(&test.db, &ctx, unfinished.id, 0, pieces(b"%PDF")).await.unwrap();
        let holder = uuid::Uuid::from_u128(7);
        let hold = |tx: Tx| {
            let digest = held.digest.clone();
            async move { blob::hold(&tx, &digest, holder).await }
        };
        test.db.write("hold", hold).await.unwrap();
        assert_eq!(blobs.sweep(&test.db, &system).await.unwrap(), blob::Swept::default(), "nothing is old yet");
        test.clock.advance_seconds(4 * 24 * 3600);
        let later = test.db.system();
        assert_eq!(blobs.sweep(&test.db, &later).await.unwrap(), blob::Swept { files: 1, parts: 1 });
        assert!(matches!(blobs.open(&test.db, &later, &loose.digest).await, Err(Error::NotFound)));
        assert_eq!(content(blobs, &test.db, &later, &held).await.len(), 500);
        test.db.write("let go", |tx: Tx| async move { blob::let_go(&tx, holder).await }).await.unwrap();
        assert_eq!(blobs.sweep(&test.db, &later).await.unwrap(), blob::Swept { files: 1, parts: 0 });
        assert!(blobs.missing(&test.db, &later).await.unwrap().is_empty());
    })
    .await;
}
