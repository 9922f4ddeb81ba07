//! The description of the API and the route table name the same addresses.

use std::collections::BTreeSet;
use web::Who;

#[test]
fn api_is_described() {
    let whole: serde_json::Value = serde_json::from_str(programme::api::DESCRIPTION).unwrap();
    let mut described = BTreeSet::new();
    let mut guarded = BTreeSet::new();
    for (path, operations) in whole["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let name = format!("{} {path}", method.to_uppercase());
            // Where one may also come without a token, that stands as an empty requirement.
            let open = operation["security"].as_array().unwrap().iter().any(|one| one.as_object().unwrap().is_empty());
            if !open {
                guarded.insert(name.clone());
            }
            described.insert(name);
        }
    }
    let table = convoke::house::route_table();
    let api: Vec<_> = table.iter().filter(|route| route.path.starts_with("/api/")).collect();
    let routes: BTreeSet<String> = api.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(described, routes);
    let closed = api.iter().filter(|route| route.who != Who::Anyone);
    let closed: BTreeSet<String> = closed.map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(guarded, closed, "what needs a token says so");
}

/// A method that no form can send stands below `/api/` only: the stranger walk posts forms.
#[test]
fn pages_are_read_and_posted_to() {
    for route in convoke::house::route_table() {
        assert!(matches!(route.method, "GET" | "POST") || route.path.starts_with("/api/"), "{route:?}");
    }
}
