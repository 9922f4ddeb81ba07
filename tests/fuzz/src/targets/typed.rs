//! What people type into fields, and hand in.

use super::{Target, outcome, whole};
use blob::{FileName, Kind};
use directory::{PersonName, city};
use kernel::{Locale, Problems, Zone, wall};
use web::Submission;

/// Forms as browsers send them.
pub const FORMS: Target = Target {
    name: "forms",
    endings: &[],
    taken: whole,
    seeds: &[
        "from=2024-09-25T09%3A30&to=2024-09-25+10%3A30&note=Train&name=Lin&latin=&native=%E6%9E%97&sort_name=",
        "a=1&a=2&b&=c&%ff=%fe&%zz=%&+=+",
    ],
    run: |bytes| {
        let sent = Submission::parse(bytes);
        let zone = Zone::parse("Europe/Berlin").expect("a zone");
        let absence = programme::absence::AbsenceDetails::read(&sent, &zone);
        let mut problems = Problems::new();
        let name = PersonName::read(&sent.form, &mut problems);
        let at = wall::read_moment(&String::from_utf8_lossy(bytes), &zone);
        if let Ok(at) = at {
            assert!(wall::read_moment(&wall::written_moment(at, &zone), &zone).is_ok(), "it is read back");
        }
        let wrong: Vec<String> = absence.err().into_iter().flat_map(|p| keys(&p)).chain(keys(&problems)).collect();
        outcome((wrong, name.is_some(), at.is_ok(), sent.problems.is_empty()))
    },
};

fn keys(problems: &Problems) -> Vec<String> {
    let all = problems.iter().flat_map(|(field, all)| all.iter().map(move |one| format!("{field} {}", one.key)));
    all.take(20).collect()
}

/// Names of cities, which are searched in as they are typed.
pub const CITIES: Target = Target {
    name: "cities",
    endings: &[],
    taken: whole,
    seeds: &["Suzhou, Jiangsu", "苏州（安徽）", "Saint-Étienne", "al ula", "廣州市", "St. John's, Canada", "1796236"],
    run: |bytes| {
        let text: String = String::from_utf8_lossy(bytes).chars().take(500).collect();
        let hits = city::catalogue().search(&text, 10);
        assert!(hits.len() <= 10);
        let city = city::from_words(&text, Locale::En);
        if let Ok(id) = city {
            assert_eq!(city::from_words(&city::in_words(Some(id), Locale::En), Locale::En), Ok(id), "it is read back");
        }
        let first = hits.first().map(|hit| hit.matched as u8);
        outcome((hits.len(), first, city.err().map(|problem| problem.key)))
    },
};

/// Files that are handed in, by a look into them, and their names.
pub const HANDED_IN: Target = Target {
    name: "handed-in",
    endings: &["xlsx", "png"],
    taken: whole,
    seeds: &["%PDF-1.7\n", "slides.pdf", "..\\CON.pptx", "\u{202e}fdp.exe"],
    run: |bytes| {
        let kind = Kind::of(bytes);
        let name = FileName::parse(&String::from_utf8_lossy(bytes)).ok();
        if let Some(name) = &name {
            let shown = FileName::as_attachment(name.as_str());
            assert!(!name.as_str().contains(['/', '\\', '\0']) && !shown.contains(['\r', '\n']), "{shown:?}");
        }
        outcome((kind, name.is_some()))
    },
};

/// Addresses that the house is asked to call.
pub const CALLED: Target = Target {
    name: "called",
    endings: &[],
    taken: whole,
    seeds: &[
        "https://example.org/hook?a=b",
        "https://0x7f.1/",
        "https://[::ffff:10.0.0.1]/",
        "https://例子.中国:8443/",
    ],
    run: |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = outbound::Target::parse(&text, outbound::Policy::Public);
        if let Ok(target) = &read {
            let again = outbound::Target::parse(target.as_str(), outbound::Policy::Public);
            assert!(target.as_str().starts_with("https://") && again.is_ok(), "{}", target.as_str());
        }
        outcome(read.err().map(|refusal| refusal.to_string()))
    },
};
