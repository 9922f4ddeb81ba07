//! Those who look, and how what they get is searched.

use super::{
    fillings::{Address, Fillings, Known},
    forms::{PageForm, forms},
    house,
    planting::{Accounts, VISITOR, WEAK},
    secret::Secret,
};
use std::collections::BTreeSet;
use testkit::{Actor, Answer, House};
use web::{RouteInfo, Who};

/// Somebody who has no business here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looker {
    Stranger,
    /// Signed in, and nothing else.
    Visitor,
    /// Owns another edition, with both factors.
    Foreigner,
    /// Organises this very edition, and has shown one factor only.
    Weak,
}

impl Looker {
    pub const ALL: [Self; 4] = [Self::Stranger, Self::Visitor, Self::Foreigner, Self::Weak];

    pub async fn arrives(self, house: &House, accounts: &Accounts) -> Actor {
        let mut actor = match self {
            Self::Stranger => house.stranger(),
            Self::Visitor => house::weak(house, VISITOR).await,
            Self::Foreigner => house::strong(house, accounts.foreigner).await,
            Self::Weak => house::weak(house, WEAK).await,
        };
        // What is said once after signing in is read, and gone.
        actor.get("/en/hangzhou-2024").await.is(200);
        actor
    }

    pub fn may_know(self) -> BTreeSet<Secret> {
        match self {
            Self::Stranger => BTreeSet::new(),
            _ => BTreeSet::from([Secret::RegisteredPerson, Secret::RegisteredSession]),
        }
    }

    /// Whether something exists is none of this one's business.
    pub fn must_not_find(self, known: Known) -> bool {
        match known {
            Known::Everybody => false,
            Known::SignedIn => self == Self::Stranger,
            Known::Nobody => true,
        }
    }
}

/// All of an answer, as text; what the request itself said is taken out.
pub fn text_of(answer: &Answer, said: Option<&str>) -> String {
    let mut text = format!("{}\n", answer.status);
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        text.push_str(&format!("{name}: {value}\n{name}: {}\n", unescaped(&value)));
    }
    text.push_str(&answer.body);
    match said {
        Some(said) => text.replace(said, "…"),
        None => text,
    }
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            None => bytes.extend(b"%".iter().copied().chain(part.bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is wrong with an answer, in words.
pub fn leaks(looker: Looker, address: &Address, answer: &Answer) -> Option<String> {
    if answer.status.is_server_error() {
        return Some(format!("fails with {}", answer.status));
    }
    let said = address.said.as_deref();
    let known = looker.may_know();
    let found: BTreeSet<Secret> = Secret::found_in(&text_of(answer, said)).difference(&known).copied().collect();
    (!found.is_empty()).then(|| format!("gives away {found:?} with {}", answer.status))
}

/// Where two answers differ, when they do.
pub fn difference(ours: &str, theirs: &str) -> Option<String> {
    let (mut ours, mut theirs) = (ours.lines(), theirs.lines());
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return None,
            (our, their) if our == their => {}
            (our, their) => {
                return Some(format!("{:?} beside {:?}", our.unwrap_or_default(), their.unwrap_or_default()));
            }
        }
    }
}

/// Staff pages of this edition do not open for people who are not its staff.
pub fn stays_closed(route: &RouteInfo, address: &Address, answer: &Answer) -> bool {
    let status = answer.status.as_u16();
    match route.who {
        Who::Machine | Who::Demonstration => status == 404,
        Who::Staff(_) | Who::House(_) if !address.path.contains("/other-2025/") => match status {
            303 => ["/sign-in", "/account/second-factor"].iter().any(|door| answer.location()[3..].starts_with(door)),
            _ => matches!(status, 401 | 403 | 404),
        },
        _ => true,
    }
}

/// The forms that staff are shown, and the answers to every page of theirs.
pub async fn as_staff(owner: &mut Actor, table: &[RouteInfo], fillings: &mut Fillings) -> (Vec<PageForm>, Vec<Answer>) {
    let (mut all, mut answers) = (Vec::<PageForm>::new(), Vec::new());
    for route in table.iter().filter(|route| route.method == "GET") {
        for address in fillings.addresses(route) {
            let path = in_language("en", route, &address.path);
            let answer = owner.get(&path).await;
            assert!(!answer.status.is_server_error(), "the owner at {path}: {} {}", answer.status, answer.body);
            for form in forms(&answer.body, &address.path) {
                fillings.learn(&form.action);
                if all.iter().all(|known| known.action != form.action || known.names() != form.names()) {
                    all.push(form);
                }
            }
            answers.push(answer);
        }
    }
    (all, answers)
}

/// The address as it is called in a language.
pub fn in_language(language: &str, route: &RouteInfo, path: &str) -> String {
    if route.is_bare() { path.to_owned() } else { format!("/{language}{}", path.trim_end_matches('/')) }
}
