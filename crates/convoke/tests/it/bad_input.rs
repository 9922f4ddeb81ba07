//! Bad input at every form's target: broken text, far too much of it, and too
//! long a field. The answer is a refusal at the field, in the reader's language,
//! with the form as typed; nothing is half stored and nothing fails.

use crate::{
    stranger_posts::{kept, plausible},
    support::{
        congress,
        fillings::{Fillings, fits},
        forms::PageForm,
        house,
        look::{as_staff, in_language},
        planting,
    },
};
use std::collections::BTreeMap;
use testkit::{Actor, Answer, House, both_engines};
use web::RouteInfo;

/// Targets whose form stands on no page of this house as it is, and their fields.
const SCRIPTED: &[(&str, &[&str])] = &[
    ("/language", &["language", "next"]),
    ("/sign-in/code", &["code"]),
    ("/sign-in/link/{token}", &[]),
    ("/sign-in/passkey/challenge", &[]),
    ("/account/passkeys/challenge", &[]),
    ("/account/passkeys/{id}/removal", &[]),
    ("/account/sessions/{id}/ending", &[]),
    ("/account/tokens/{id}/revocation", &[]),
    ("/api/v1/editions/{edition}/sessions", &["title", "kind"]),
    ("/api/v1/editions/{edition}/sessions/{session}/confirmation", &[]),
    ("/api/v1/editions/{edition}/sessions/{session}/cancellation", &[]),
    ("/api/v1/editions/{edition}/sessions/{session}/reinstatement", &[]),
    ("/api/v1/editions/{edition}/releases", &["expected"]),
    ("/api/v1/editions/{edition}/sessions/{session}/people/replacement", &["old", "new"]),
    ("/api/v1/editions/{edition}/sessions/{session}/swap", &["other"]),
    ("/api/v1/editions/{edition}/shift", &["sessions"]),
    ("/api/v1/editions/{edition}/confirmation", &["sessions"]),
    ("/api/v1/editions/{edition}/releases/withdrawal", &["expected"]),
    ("/api/v1/editions/{edition}/sessions/{session}/presses", &["press", "minutes"]),
    ("/api/v1/editions/{edition}/sessions/{session}/presses/undo", &[]),
    ("/api/v1/editions/{edition}/undo", &[]),
    ("/api/v1/editions/{edition}/redo", &[]),
    // The webhook that is planted is paused.
    ("/{edition}/desk/webhooks/{webhook}/ping", &[]),
    ("/{edition}/desk/webhooks/{webhook}/pause", &[]),
    ("/{edition}/desk/webhooks/{webhook}/deliveries/{delivery}/redelivery", &[]),
    ("/account/sessions/endings", &[]),
    ("/{edition}/desk/day/{room}/undo", &["press", "day"]),
    ("/account/second-factor", &["password", "next"]),
    ("/account/second-factor/app/confirmation", &["password", "next"]),
    ("/account/second-factor/app/removal", &[]),
    ("/account/second-factor/recovery-codes", &[]),
    ("/{edition}/desk/people/{person}/participation", &[]),
    ("/{edition}/desk/country-names/removal", &["code", "revision"]),
    ("/{edition}/desk/confirmations", &["chosen"]),
    ("/{edition}/desk/closures/removal", &["closure"]),
    // These are for the speakers of a proposal and for the reviewers of a call.
    ("/{edition}/proposals/{proposal}", &["title", "summary", "revision"]),
    ("/{edition}/proposals/{proposal}/submission", &["title", "summary", "revision"]),
    ("/{edition}/proposals/{proposal}/withdrawal", &["revision"]),
    ("/{edition}/proposals/{proposal}/speaker", &["name", "biography", "revision"]),
    ("/{edition}/proposals/{proposal}/co-speakers", &["note", "revision"]),
    ("/{edition}/proposals/{proposal}/co-speakers/{id}/revocation", &[]),
    ("/{edition}/co-speaker/{token}", &[]),
    ("/{edition}/calls/{call}/review/{proposal}", &["score_1", "remark", "revision"]),
    ("/{edition}/calls/{call}/review/{proposal}/submission", &["score_1", "remark", "revision"]),
    ("/{edition}/calls/{call}/review/{proposal}/recusal", &["revision"]),
    ("/{edition}/desk/calls/{call}/letters", &["chosen"]),
    ("/{edition}/desk/calls/{call}/reviewing/suggestion", &["pair"]),
    ("/{edition}/sessions/{session}/sign-up", &[]),
    ("/{edition}/sessions/{session}/sign-up/cancellation", &[]),
    ("/{edition}/sessions/{session}/feedback", &["rating", "comment", "nameless"]),
    ("/{edition}/starred/feed", &[]),
    ("/{edition}/speaking/seen", &[]),
    ("/{edition}/speaking/links/{token}", &[]),
    ("/{edition}/speaking/absences/{id}/removal", &[]),
    ("/{edition}/speaking/tasks/{item}/file", &["file"]),
    ("/{edition}/speaking/tasks/{item}/parts", &["name", "size"]),
    ("/{edition}/speaking/tasks/{item}/parts/{id}", &[]),
    ("/{edition}/desk/speaker-reminders", &[]),
    ("/{edition}/desk/speaker-links", &[]),
    ("/{edition}/desk/speakers/{person}/links/revocation", &[]),
    ("/{edition}/desk/speakers/{person}/absences/{id}/removal", &[]),
    ("/{edition}/starred/feed/removal", &[]),
    ("/{edition}/desk/import", &["file"]),
    ("/{edition}/desk/import/columns", &["column-0"]),
    ("/{edition}/desk/import/confirmation", &["seen"]),
    ("/{edition}/desk/import/removal", &[]),
];

/// Fields that choose where to go or how it looks: what is not understood is not
/// followed, and refuses nothing.
const TOLERANT: &[&str] = &["next", "back", "theme", "language", "starred"];

/// Longer than any field.
const LONG: usize = 100_000;

struct Target<'a> {
    route: &'a RouteInfo,
    path: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    value: String,
    typed: bool,
    ticked: bool,
}

/// Every form's target with what it is usually sent.
fn targets<'a>(table: &'a [RouteInfo], fillings: &Fillings, forms: &[PageForm]) -> Vec<Target<'a>> {
    let mut unknown = Vec::new();
    let posts = table.iter().filter(|route| route.method == "POST");
    let all = posts.map(|route| {
        let form = forms.iter().find(|form| form.posts && fits(route.path, &form.action));
        let scripted = SCRIPTED.iter().find(|(path, _)| *path == route.path);
        if form.is_none() && scripted.is_none() {
            unknown.push(route.path);
        }
        let mut fields: BTreeMap<String, Field> = plausible(form)
            .into_iter()
            .filter(|_| form.is_some())
            .map(|(name, value)| (name.clone(), Field { name, value, typed: false, ticked: false }))
            .collect();
        for field in form.iter().flat_map(|form| &form.fields) {
            let known = fields.entry(field.name.clone()).or_insert_with(|| Field {
                name: field.name.clone(),
                value: field.value.clone(),
                typed: false,
                ticked: false,
            });
            known.typed |= field.typed;
            known.ticked |= field.ticked;
        }
        for name in scripted.into_iter().flat_map(|(_, names)| *names) {
            let field = Field { name: (*name).to_owned(), value: "1".to_owned(), typed: false, ticked: false };
            fields.insert((*name).to_owned(), field);
        }
        let usual = format!("/{}", fillings.usual(route).join("/"));
        let path = form.map_or(usual, |form| form.action.clone());
        Target { route, path, fields: fields.into_values().collect() }
    });
    let all = all.collect();
    assert!(unknown.is_empty(), "no page has a form for {unknown:?}; say its fields in SCRIPTED");
    all
}

impl Target<'_> {
    /// The usual body with one field replaced by bytes as they are.
    fn body(&self, broken: &str, bytes: &[u8]) -> Vec<u8> {
        let mut body = Vec::new();
        for field in &self.fields {
            body.extend_from_slice(if body.is_empty() { b"" } else { b"&" });
            body.extend(escaped(&field.name).bytes());
            body.push(b'=');
            match field.name == broken {
                true => body.extend_from_slice(bytes),
                false => body.extend(escaped(&field.value).bytes()),
            }
        }
        body
    }
}

fn escaped(text: &str) -> String {
    let escape =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}

/// The owner of the house, who may everything, signed in again where need be.
struct Owner {
    account: kernel::AccountId,
    actor: Actor,
}

impl Owner {
    async fn posts(&mut self, house: &House, path: &str, body: Vec<u8>) -> Answer {
        if self.actor.get("/en/account").await.status != 200 {
            self.actor = house::strong(house, self.account).await;
        }
        self.actor.clone().post_raw(path, body).await
    }
}

async fn prepared(engine: testkit::Engine) -> (House, Owner, Fillings, Vec<PageForm>) {
    let house = house::open(engine).await;
    let made = congress::build(house.db(), &house.system()).await;
    planting::plant(house.db(), &house.system(), &made).await;
    let accounts = planting::accounts(house.db(), &house.system(), &made).await;
    let mut fillings = Fillings::of(&house, &made).await;
    let mut actor = house::strong(&house, accounts.owner).await;
    let (mut forms, _) = as_staff(&mut actor, &house.table, &mut fillings).await;
    // Who is not signed in is shown other forms.
    let (outside, _) = as_staff(&mut house.stranger(), &house.table, &mut fillings).await;
    forms.extend(outside);
    (house, Owner { account: accounts.owner, actor }, fillings, forms)
}

both_engines!(broken_text_is_a_problem_with_its_field, |engine| async move {
    let (house, mut owner, fillings, forms) = prepared(engine).await;
    let before = kept(&house).await;
    let mut wrong = Vec::new();
    for target in targets(&house.table, &fillings, &forms) {
        for field in &target.fields {
            for language in ["en", "zh"] {
                let path = in_language(language, target.route, &target.path);
                let answer = owner.posts(&house, &path, target.body(&field.name, b"a%ffb")).await;
                let status = answer.status.as_u16();
                let refused = (400..500).contains(&status) || TOLERANT.contains(&field.name.as_str());
                if !refused || status >= 500 {
                    wrong.push(format!("{path} {}=%ff: {status} {}", field.name, answer.location()));
                }
                if field.typed && status == 422 && !answer.body.contains(&format!("id=\"{}-problem\"", field.name)) {
                    wrong.push(format!("{path} {}=%ff: nothing is said at the field", field.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
    unchanged(&before, &kept(&house).await);
});

both_engines!(too_long_a_field_is_refused_and_kept, |engine| async move {
    let (house, mut owner, fillings, forms) = prepared(engine).await;
    let before = kept(&house).await;
    let mut wrong = Vec::new();
    for target in targets(&house.table, &fillings, &forms) {
        for field in target.fields.iter().filter(|field| !field.ticked && !TOLERANT.contains(&field.name.as_str())) {
            for (language, letter) in [("en", "x"), ("zh", "长")] {
                let path = in_language(language, target.route, &target.path);
                let long = letter.repeat(LONG);
                let answer = owner.posts(&house, &path, target.body(&field.name, long.as_bytes())).await;
                let status = answer.status.as_u16();
                if !(400..500).contains(&status) {
                    wrong.push(format!("{path} {} of {LONG}: {status} {}", field.name, answer.location()));
                } else if field.typed && status == 422 && !answer.body.contains(&long) {
                    wrong.push(format!("{path} {} of {LONG}: the form is not kept", field.name));
                } else if field.typed && !matches!(status, 422 | 413) {
                    wrong.push(format!("{path} {} of {LONG}: {status} is not 422", field.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
    unchanged(&before, &kept(&house).await);
});

both_engines!(ten_megabytes_are_too_large_everywhere, |engine| async move {
    let (house, mut owner, fillings, forms) = prepared(engine).await;
    let before = kept(&house).await;
    let mut body = b"name=".to_vec();
    body.resize(10 * 1024 * 1024, b'x');
    let mut wrong = Vec::new();
    // Where files are handed in, more is taken; that has stories of its own.
    let size = body.len() as u64;
    for target in targets(&house.table, &fillings, &forms).into_iter().filter(|target| target.route.limit < size) {
        for language in ["en", "zh"] {
            let path = in_language(language, target.route, &target.path);
            let answer = owner.posts(&house, &path, body.clone()).await;
            if answer.status != 413 {
                wrong.push(format!("{path}: {} {}", answer.status, answer.location()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers:\n{}", wrong.len(), wrong.join("\n"));
    unchanged(&before, &kept(&house).await);
});

fn unchanged(before: &BTreeMap<String, (u64, String)>, after: &BTreeMap<String, (u64, String)>) {
    for (table, content) in before {
        assert_eq!(content, &after[table], "{table} has changed");
    }
}
