//! The receipt of a submission: a hash by which either side can prove later
//! what was handed in, and when.

use super::Proposal;
use data_encoding::HEXLOWER;
use kernel::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};

/// SHA-256, in hexadecimal, over the JSON of what was submitted at `at`: an
/// object with its keys in alphabetical order, without white space (RFC 8785 in
/// so far as texts, lists and whole numbers need it).
pub(crate) fn receipt(proposal: &Proposal, at: Timestamp) -> String {
    let content = json!({
        "answers": proposal.answers,
        "call": proposal.call,
        "code": proposal.code,
        "kind": proposal.kind,
        "language": proposal.locale,
        "languages": proposal.languages,
        "submitted_at": at,
        "summary": proposal.summary,
        "title": proposal.title,
        "track": proposal.track,
    });
    HEXLOWER.encode(&Sha256::digest(content.to_string()))
}
