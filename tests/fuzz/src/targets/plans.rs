//! What the planner reads: meetings, events, juries, sheets of programmes, scores.

use super::{Target, gist, outcome, whole};
use planner::{
    Flaw, brokerage,
    jury::{self, Files},
    meetings::dzn,
    programme::{event::Event, sheet::Sheet},
    rank,
};

/// Whatever it seems to be, every reader looks at it.
pub const PLANS: Target = Target {
    name: "plans",
    endings: &["dzn", "json", "csv"],
    taken: whole,
    seeds: &[
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;\nrequested = [| 1, 2, 3 | 1, 3, 1 |];\nforbidden = [{}, {1}, 2..3];\nfixed = [0, 1];\nprecedences = [{2}, {}];\n",
        r#"{"slots": 4, "tables": 2, "people": 3, "away": [[1, 4]], "wishes": [[1, 2, 5], [3, 2, 1]]}"#,
        r#"{"entries": 2, "jurors": 2, "reviews_per_entry": 1, "load_min": 0, "load_max": 2, "absent_affinity": 0.25}"#,
        "entry,juror,affinity\n0,1,0.104196\n\"1\",0,-3e-2\n",
        "item,judge,score\na,x,9.75\na,y,8\nb,x,7.5\n",
        "item,mean,standard_error\na,512.3,2.1\nb,499,3\n",
    ],
    run: read,
};

const PARAMS: &str =
    r#"{"entries": 2, "jurors": 2, "reviews_per_entry": 1, "load_min": 0, "load_max": 2, "absent_affinity": 0}"#;

fn read(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes);
    let files = |affinity, params| Files { affinity, params, conflicts: Some(&text), entries: None, jurors: None };
    outcome([
        said(dzn::read(&text).map(|_| ())),
        said(brokerage::read(&text).map(|event| assert_eq!(brokerage::read(&brokerage::write(&event)), Ok(event)))),
        said(Sheet::parse(&text).map(|_| ())),
        said(Event::parse(&text).map(|_| ())),
        said(rank::read(&text, None).map(|_| ())),
        said(jury::read(files(&text, PARAMS)).map(|_| ()).map_err(|(_, flaw)| flaw)),
        said(jury::read(files("entry,juror,affinity\n", &text)).map(|_| ()).map_err(|(_, flaw)| flaw)),
    ])
}

/// A refusal says where.
fn said(result: Result<(), Flaw>) -> String {
    result.map_or_else(
        |flaw| {
            assert!(flaw.line > 0 && flaw.column > 0, "{flaw}");
            gist(&flaw.message)
        },
        |()| "read".to_owned(),
    )
}
