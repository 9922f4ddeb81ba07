//! The feeds against the schemas of their formats.

use crate::prepared::{congress, session};
use programme::session::SessionKind;
use serde_json::Value;
use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};
use testkit::{Engine, both_engines};

fn format(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name)
}

/// A congress in which everything that a feed can meet is met.
async fn feeds(engine: Engine) -> Vec<(String, String)> {
    let c = congress(engine).await;
    c.a_day().await;
    let mut tea = session("TEA777", "Tea & <talk>", "26 10:30", c.hall, &[]);
    tea.details.kind = SessionKind::Break;
    let mut visit = session("VST888", "A walk by the lake", "26 14:00", c.hall, &[c.chen]);
    visit.room = None;
    visit.details.kind = SessionKind::FieldVisit;
    visit.details.languages = programme::session::Languages::default();
    let secret = session("SEC999", "Behind the stage", "27 09:30", c.secret, &[c.hidden]);
    c.seed(&[tea, visit, secret]).await;
    c.publish().await;
    let mut all = Vec::new();
    for language in ["en", "zh"] {
        for name in ["schedule.xml", "schedule.json", "schedule-v2.json"] {
            let answer = c.house.stranger().get(&format!("/{language}/hangzhou-2024/{name}")).await.is(200);
            all.push((name.to_owned(), answer.body));
        }
    }
    all
}

both_engines!(feeds_are_valid, |engine: Engine| async move {
    for (name, body) in feeds(engine).await {
        match name.as_str() {
            "schedule.xml" => valid_xml(&body),
            "schedule.json" => valid_json(&body, "schema.json"),
            _ => valid_json(&body, "schema2.json"),
        }
    }
});

fn valid_xml(body: &str) {
    let mut check = Command::new("xmllint");
    check.arg("--noout").arg("--schema").arg(format("schedule.xml.xsd")).arg("-");
    check.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = check.spawn() else {
        eprintln!("SKIPPED: schedule.xml against its schema; install libxml2-utils for `xmllint`");
        return;
    };
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{body}", String::from_utf8_lossy(&output.stderr));
}

fn valid_json(body: &str, schema: &str) {
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(format(schema)).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value: Value = serde_json::from_str(body).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

both_engines!(feeds_tell_no_secrets_and_every_session, |engine: Engine| async move {
    for (name, body) in feeds(engine).await {
        for secret in ["secret-chamber", "Mo Ming", "莫名"] {
            assert!(!body.contains(secret), "{name} holds {secret}");
        }
        let title = if name == "schedule.xml" { "Tea &amp; &lt;talk&gt;" } else { "Tea & <talk>" };
        assert!(body.contains(title), "{name}: {body}");
        assert!(body.contains("KEY555"), "{name}");
    }
});
