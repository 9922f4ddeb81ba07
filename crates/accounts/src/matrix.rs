//! The permission matrix, for people and for programs. It is made from
//! [`Role::permits`] alone, so it cannot say anything else than what holds.

use kernel::{Permission, Role};
use serde_json::{Map, Value, json};

/// The matrix as JSON: role, permission, whether it is allowed.
pub(crate) fn json() -> Value {
    let of = |role: Role| -> Map<String, Value> {
        Permission::ALL.iter().map(|p| (p.as_str().to_owned(), role.permits(*p).into())).collect()
    };
    let roles: Map<String, Value> = Role::ALL.iter().map(|role| (role.as_str().to_owned(), of(*role).into())).collect();
    json!({
        "permissions": Permission::ALL,
        "roles": roles,
        "only_for_the_whole_house": [Permission::RunHouse],
        "needs_second_factor": true,
    })
}

/// The matrix as a table in Markdown, for `docs/permissions.md`.
pub fn markdown() -> String {
    let mut out = String::from(
        "# Permissions\n\n\
         Made from `kernel::Role::permits` by a test of the crate `accounts`; `UPDATE_DOCS=1` writes it anew.\n\n\
         A role is given for one edition, or for the whole house. It may end by itself. Roles sleep until the\n\
         second factor is given, and again twelve hours later. `run_house` needs a role for the whole house.\n\
         A program reads the same table at `/api/permissions`.\n\n",
    );
    let row = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(std::iter::once("").chain(Role::ALL.iter().map(|r| r.as_str())).collect()));
    out.push_str(&row(std::iter::repeat_n("---", Role::ALL.len() + 1).collect()));
    for permission in Permission::ALL {
        let marks = Role::ALL.iter().map(|role| if role.permits(*permission) { "yes" } else { "–" });
        out.push_str(&row(std::iter::once(permission.as_str()).chain(marks).collect()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_says_what_holds() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/permissions.md");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, markdown()).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == markdown(), "docs/permissions.md is not what holds; run this test with UPDATE_DOCS=1");
    }

    #[test]
    fn only_owners_keep_roles() {
        let matrix = json();
        assert_eq!(matrix["roles"]["owner"]["manage_roles"], true);
        assert_eq!(matrix["roles"]["organiser"]["manage_roles"], false);
        assert_eq!(matrix["roles"]["reader"]["edit_programme"], false);
    }
}
