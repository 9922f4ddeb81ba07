//! Importing what other houses publish.

use crate::prepared::{Congress, congress, slug};
use kernel::{Locale, Slug};
use programme::{
    import::{ImportError, Report, Target, import_schedule},
    session::{SessionKind, SessionState, people_of, sessions},
};
use std::path::PathBuf;
use testkit::{Engine, both_engines};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schedule/tests/data").join(name)).unwrap()
}

async fn import(c: &Congress, bytes: &[u8], target: &Target) -> Result<Report, ImportError> {
    import_schedule(c.house.db(), &c.house.system(), bytes, target).await
}

async fn ok(c: &Congress, name: &str) -> Report {
    import(c, &file(name), &Target::default()).await.unwrap()
}

both_engines!(story_o5_a_messy_schedule_comes_in_and_stays_the_same, |engine: Engine| async move {
    let c = congress(engine).await;
    let report = ok(&c, "messy.xml").await;
    assert!(report.new_edition && !report.public, "a draft until somebody publishes it");
    assert_eq!((report.slug.as_str(), report.sessions.made, report.people.made), ("messy24", 3, 2));
    assert_eq!(report.rooms.made, 2);
    let told = |report: &Report, at: &str, part: &str| {
        report.repairs.list.iter().any(|repair| repair.at == at && repair.what.contains(part))
    };
    assert!(told(&report, "line 13", "formal") && told(&report, "line 14", "without a title"), "{:?}", report.repairs);
    assert!(report.findings.iter().any(|finding| finding.rule == "room_overlap"), "{:?}", report.findings);
    let (db, ctx) = (c.house.db(), c.house.system());
    let all = sessions(db, &ctx, report.edition.id).await.unwrap();
    let opening = all.iter().find(|session| session.title.text(Locale::En) == "Opening & <hello>").unwrap();
    assert_eq!((opening.minutes, opening.state), (90, SessionState::Confirmed));
    assert_eq!(opening.summary.text(Locale::En), "First part\n\nSecond part");
    assert_eq!(people_of(db, &ctx, opening.id).await.unwrap().len(), 2);
    let night = all.iter().find(|session| session.title.text(Locale::En) == "After midnight").unwrap();
    assert_eq!(night.starts_at.unwrap().to_rfc3339(), "2024-12-28T00:00:00Z");

    let again = ok(&c, "messy.xml").await;
    assert_eq!((again.sessions.unchanged, again.sessions.made, again.sessions.updated), (3, 0, 0));
    assert_eq!((again.people.made, again.rooms.made, again.new_edition), (0, 0, false));
    let changed = String::from_utf8(file("messy.xml")).unwrap();
    let changed = changed.replace("After midnight", "Later").replace("guid=\"e-4\"", "guid=\"e-9\"");
    let third = import(&c, changed.as_bytes(), &Target::default()).await.unwrap();
    assert_eq!((third.sessions.updated, third.sessions.made, third.gone.len()), (1, 1, 1), "{third:?}");
    assert_eq!(sessions(db, &ctx, report.edition.id).await.unwrap().len(), 4, "what went away is not deleted");
});

both_engines!(every_format_is_read, |engine: Engine| async move {
    let c = congress(engine).await;
    let (db, ctx) = (c.house.db(), c.house.system());
    // The speaker of the last file tells the same of herself as in the one before: she is known.
    for (name, made, people) in
        [("v1.json", 2, 1), ("v2.json", 1, 1), ("sessionize.json", 2, 1), ("pretalx.json", 2, 0)]
    {
        let target = Target { slug: Slug::from_title(name), ..Target::default() };
        let report = import(&c, &file(name), &target).await.unwrap();
        assert_eq!((report.sessions.made, report.people.made), (made, people), "{name}: {report:?}");
        let all = sessions(db, &ctx, report.edition.id).await.unwrap();
        assert!(all.iter().all(|session| session.starts_at.is_some() && session.room.is_some()), "{name}: {all:?}");
        let kinds: Vec<SessionKind> = all.iter().map(|session| session.kind).collect();
        match name {
            "v1.json" => assert_eq!(kinds, [SessionKind::Opening, SessionKind::Break]),
            "v2.json" => {
                assert_eq!(all[0].state, SessionState::Cancelled);
                assert_eq!(all[0].summary.text(Locale::Zh), "关于");
            }
            "sessionize.json" => {
                assert_eq!(kinds[1], SessionKind::Break);
                assert_eq!(all[0].languages.main(), Some("de"));
                assert!(all[0].track.is_some());
            }
            _ => assert_eq!((kinds[0], all[0].code.as_str()), (SessionKind::Workshop, "ABCDEF")),
        }
    }
});

both_engines!(what_is_no_schedule_changes_nothing, |engine: Engine| async move {
    let c = congress(engine).await;
    let before = congress::editions(c.house.db(), &c.house.system()).await.unwrap().len();
    let deep = format!("<schedule>{}", "<day>".repeat(100_000));
    let deep_json = "[".repeat(100_000);
    let deep_text = format!("<schedule><event><abstract>{}", "<b>".repeat(100_000));
    let mut all: Vec<Vec<u8>> = ["billion.xml", "external.xml", "page.html", "truncated.xml"].map(file).to_vec();
    all.extend([Vec::new(), deep.into(), deep_json.into(), deep_text.into()]);
    all.extend([b"{}".to_vec(), b"[]".to_vec(), b"[1]".to_vec(), b"\xFF\xFF".to_vec(), b"<schedule/>".to_vec()]);
    all.push(b"{\"schedule\":{\"conference\":{\"days\":[]}}}".to_vec());
    for bytes in all {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned();
        let result = import(&c, &bytes, &Target::default()).await;
        assert!(matches!(result, Err(ImportError::Refused(_))), "{shown}: {result:?}");
    }
    let target = Target { edition: Some(slug("nowhere")), ..Target::default() };
    assert!(matches!(import(&c, &file("messy.xml"), &target).await, Err(ImportError::NoEdition(_))));
    assert_eq!(congress::editions(c.house.db(), &c.house.system()).await.unwrap().len(), before);
});

both_engines!(our_own_feeds_come_back_as_they_went, |engine: Engine| async move {
    let c = congress(engine).await;
    c.a_day().await;
    c.publish().await;
    let (db, ctx) = (c.house.db(), c.house.system());
    let there = sessions(db, &ctx, c.edition.id).await.unwrap();
    for name in ["schedule.xml", "schedule.json"] {
        let feed = c.house.stranger().get(&format!("/en/hangzhou-2024/{name}")).await.is(200).body;
        let target = Target { slug: Slug::from_title(name), ..Target::default() };
        let report = import(&c, feed.as_bytes(), &target).await.unwrap();
        let here = sessions(db, &ctx, report.edition.id).await.unwrap();
        let seen = |all: &[programme::session::Session]| -> Vec<_> {
            let one = |s: &programme::session::Session| {
                let text = |text: &kernel::LocalizedText| text.text(Locale::En).to_owned();
                (s.code.clone(), text(&s.title), text(&s.summary), s.kind, s.starts_at, s.minutes, s.parent.is_some())
            };
            all.iter().map(one).collect()
        };
        assert_eq!(seen(&here), seen(&there), "{name}");
    }
});

both_engines!(a_published_import_shows_at_once, |engine: Engine| async move {
    let c = congress(engine).await;
    let target = Target { publish: true, ..Target::default() };
    let report = import(&c, &file("messy.xml"), &target).await.unwrap();
    assert_eq!((report.public, report.release), (true, Some(1)), "{report:?}");
    assert!(report.eased.iter().any(|rule| rule == "room_overlap"));
    let page = c.house.stranger().get("/en/messy24/schedule.xml").await.is(200).body;
    assert!(page.contains("Ana Q") && page.contains("علي حسن") && page.contains("After midnight"), "{page}");
    let again = import(&c, &file("messy.xml"), &target).await.unwrap();
    assert_eq!((again.release, again.sessions.unchanged), (None, 3));
});
