//! Files go into a backup and back, and nothing comes with them that they are not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use blob::{Blobs, Error, FileName, Filed, Found, Kind, LocalStore};
use bytes::Bytes;
use db::testing::TestDb;
use futures_util::StreamExt;
use kernel::{AccountId, Strength, Viewer};

async fn keep(blobs: &Blobs, db: &db::Db, content: &[u8]) -> Filed {
    let account = AccountId(uuid::Uuid::from_u128(7));
    let ctx = db.system().seen_by(Viewer::account(account, None, Strength::OneFactor, Vec::new()));
    let part = blobs.begin(db, &ctx, Some(content.len() as u64)).await.unwrap();
    let whole = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::copy_from_slice(content))]);
    blobs.arrive(db, &ctx, part.id, 0, whole).await.unwrap();
    let name = FileName::parse("slides.pdf").unwrap();
    let stored = blobs.keep(db, &ctx, part.id, &name, &[Kind::Pdf]).await.unwrap();
    Filed { digest: stored.digest, size: stored.size }
}

fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{words}\n%%EOF\n").into_bytes()
}

#[tokio::test]
async fn a_copy_holds_what_was_written_down_and_is_made_once() {
    for test in TestDb::each_with(&[blob::MIGRATIONS].concat()).await {
        let dir = tempfile::tempdir().unwrap();
        let (here, copy) = (dir.path().join("here"), dir.path().join("copy"));
        let (blobs, there) = (Blobs::in_folder(&here), Blobs::in_folder(&copy));
        let (db, ctx) = (&test.db, &test.db.system());
        // Longer than one piece.
        let content = pdf(&"x".repeat(600_000));
        let filed = keep(&blobs, db, &content).await;
        keep(&blobs, db, &pdf("short")).await;
        let copied = blobs.copy_all(db, ctx, &there).await.unwrap();
        assert_eq!((copied.files, copied.bytes), (2, filed.size + pdf("short").len() as u64));
        assert_eq!(blobs.copy_all(db, ctx, &there).await.unwrap().files, 0, "what is there is not copied again");
        assert_eq!(LocalStore::new(&copy).look(&filed).unwrap(), Found::Whole);

        // Back into a house that has lost everything.
        std::fs::remove_dir_all(&here).unwrap();
        assert_eq!(blobs.missing(db, ctx).await.unwrap().len(), 2);
        assert!(there.copy_one(ctx, &blobs, &filed).await.unwrap());
        let whole = blobs.open(db, ctx, &filed.digest).await.unwrap();
        let pieces: Vec<Bytes> = whole.chunks.map(Result::unwrap).collect().await;
        assert_eq!(pieces.concat(), content);
    }
}

#[tokio::test]
async fn what_is_not_what_it_is_called_is_not_copied() {
    let test = TestDb::each_with(&[blob::MIGRATIONS].concat()).await.remove(0);
    let dir = tempfile::tempdir().unwrap();
    let (here, copy) = (dir.path().join("here"), dir.path().join("copy"));
    let (blobs, there) = (Blobs::in_folder(&here), Blobs::in_folder(&copy));
    let (db, ctx) = (&test.db, &test.db.system());
    let filed = keep(&blobs, db, &pdf("one")).await;
    let (first, rest) = filed.digest.as_str().split_at(2);
    let path = here.join(first).join(rest);
    std::fs::write(&path, pdf("two")).unwrap();
    assert!(matches!(blobs.copy_all(db, ctx, &there).await, Err(Error::Damaged(_))));
    assert_eq!(LocalStore::new(&here).look(&filed).unwrap(), Found::Damaged);
    assert_eq!(LocalStore::new(&copy).look(&filed).unwrap(), Found::Missing);
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(blobs.copy_all(db, ctx, &there).await, Err(Error::Lost(_))), "written down and not there");
    // Extra files of a copy go; what it needs stays.
    std::fs::write(&path, pdf("one")).unwrap();
    blobs.copy_all(db, ctx, &there).await.unwrap();
    LocalStore::new(&copy).keep_only(&[filed.digest.clone()].into()).unwrap();
    assert_eq!(LocalStore::new(&copy).look(&filed).unwrap(), Found::Whole);
    LocalStore::new(&copy).keep_only(&[].into()).unwrap();
    assert_eq!(LocalStore::new(&copy).look(&filed).unwrap(), Found::Missing);
}
