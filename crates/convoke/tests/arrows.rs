//! The crates know each other in one direction only, and domains never know a
//! sibling.

use std::{collections::BTreeMap, process::Command};

/// What each crate may import of ours. A new domain is one line here.
const ARROWS: &[(&str, &[&str])] = &[
    ("convoke-kernel", &[]),
    ("convoke-db", &["kernel"]),
    ("convoke-jobs", &["kernel", "db"]),
    ("convoke-blob", &["kernel", "db"]),
    ("convoke-mail", &["kernel", "db", "jobs"]),
    ("convoke-pdf", &["kernel"]),
    ("convoke-ui", &["kernel"]),
    ("convoke-schedule", &["kernel", "ui"]),
    ("convoke-planner", &[]),
    ("convoke-plan", &["planner"]),
    ("convoke-web", &["kernel", "db", "jobs", "mail", "ui"]),
    ("convoke-accounts", &["kernel", "db", "jobs", "mail", "ui", "web"]),
    ("convoke-congress", &["kernel", "db", "jobs", "mail", "ui", "web", "accounts"]),
    ("convoke-directory", &["kernel", "db", "jobs", "mail", "ui", "web", "accounts", "congress"]),
    (
        "convoke-programme",
        &["kernel", "db", "jobs", "mail", "pdf", "ui", "schedule", "web", "accounts", "congress", "directory"],
    ),
    ("convoke-calls", PROGRAMME_STACK),
    ("convoke-speakers", SPEAKERS),
    ("convoke-agenda", PROGRAMME_STACK),
    ("convoke-onsite", PROGRAMME_STACK),
    (
        "convoke-webhooks",
        &["kernel", "db", "jobs", "mail", "ui", "web", "accounts", "congress", "directory", "programme", "outbound"],
    ),
    ("convoke-outbound", &[]),
    ("convoke-testkit", &["kernel", "db", "jobs", "mail", "ui", "web"]),
];

/// What stands on the programme may import it, and nothing that stands beside it
/// (docs/decisions/0007-the-programme-is-a-stack.md).
const PROGRAMME_STACK: &[&str] =
    &["kernel", "db", "jobs", "mail", "ui", "web", "accounts", "congress", "directory", "programme"];

/// Speakers hand in files.
const SPEAKERS: &[&str] =
    &["kernel", "db", "jobs", "mail", "blob", "ui", "web", "accounts", "congress", "directory", "programme"];

#[test]
fn arrows_run_one_way() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let packages = metadata["packages"].as_array().expect("packages");
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        if !name.starts_with("convoke-") {
            continue;
        }
        let may = allowed.get(name).unwrap_or_else(|| panic!("{name} has no line in the table of arrows"));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let of_ours = dependency["name"].as_str().unwrap_or_default().strip_prefix("convoke-");
            let in_tests_only = dependency["kind"] == "dev";
            if let Some(used) = of_ours.filter(|_| !in_tests_only) {
                assert!(may.contains(&used), "{name} must not import {used}");
            }
        }
    }
}
