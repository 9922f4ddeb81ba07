//! The words of the interface, in Fluent (projectfluent.org), a catalogue per
//! crate. A message that is missing is loud: its key stands on the page, and a
//! test in each crate proves that no key is missing.

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use kernel::{FieldProblem, Locale};
use std::{
    borrow::Cow,
    collections::BTreeSet,
    sync::{LazyLock, PoisonError, RwLock},
};
use unic_langid::langid;

/// The messages of one crate in all languages.
pub struct Catalogue {
    bundles: Vec<(Locale, FluentBundle<FluentResource>)>,
    keys: Vec<(Locale, BTreeSet<String>)>,
}

impl Catalogue {
    /// Reads Fluent sources that were compiled into the binary.
    ///
    /// # Panics
    /// When a source is not Fluent or a key stands twice: both are mistakes in
    /// the program, found by the first test that touches the catalogue.
    pub fn new(sources: &[(Locale, &str)]) -> Self {
        let mut bundles = Vec::new();
        let mut keys = Vec::new();
        for &locale in Locale::ALL {
            let language = match locale {
                Locale::En => langid!("en"),
                Locale::Zh => langid!("zh-Hans"),
            };
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // Isolation marks would show in attributes, mail and feeds.
            bundle.set_use_isolating(false);
            let mut own = BTreeSet::new();
            for (_, source) in sources.iter().filter(|(l, _)| *l == locale) {
                let resource = FluentResource::try_new((*source).to_owned())
                    .unwrap_or_else(|(_, errors)| panic!("text in {locale}: {errors:?}"));
                own.extend(message_ids(source));
                bundle.add_resource(resource).unwrap_or_else(|errors| panic!("text in {locale}: {errors:?}"));
            }
            bundles.push((locale, bundle));
            keys.push((locale, own));
        }
        Self { bundles, keys }
    }

    /// The keys that one language has and another lacks, for tests.
    pub fn missing(&self) -> Vec<(Locale, String)> {
        let all: BTreeSet<&String> = self.keys.iter().flat_map(|(_, keys)| keys).collect();
        self.keys
            .iter()
            .flat_map(|(locale, keys)| {
                all.iter().filter(|key| !keys.contains(**key)).map(|key| (*locale, (*key).clone()))
            })
            .collect()
    }

    /// Whether there is a message called `key` in any language.
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(_, keys)| keys.contains(key))
    }

    fn format(&self, locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let (_, bundle) = self.bundles.iter().find(|(l, _)| *l == locale)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, args, &mut errors).into_owned())
    }
}

/// The ids of the messages in a source: what stands before ` =` at a line's start.
fn message_ids(source: &str) -> impl Iterator<Item = String> {
    source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic())).filter_map(|line| {
        let (id, _) = line.split_once('=')?;
        Some(id.trim().to_owned())
    })
}

static REGISTERED: LazyLock<RwLock<Vec<&'static LazyLock<Catalogue>>>> = LazyLock::new(|| RwLock::new(Vec::new()));

/// Makes the messages of a crate known to every [`Text`]. Twice is once.
pub fn register(catalogue: &'static LazyLock<Catalogue>) {
    let mut all = REGISTERED.write().unwrap_or_else(PoisonError::into_inner);
    if !all.iter().any(|known| std::ptr::eq(*known, catalogue)) {
        all.push(catalogue);
    }
}

/// Declares `pub static TEXT` from `text/en.ftl` and `text/zh.ftl` of the crate.
#[macro_export]
macro_rules! catalogue {
    () => {
        /// The words of this crate, in every language.
        pub static TEXT: std::sync::LazyLock<$crate::Catalogue> = std::sync::LazyLock::new(|| {
            $crate::Catalogue::new(&[
                ($crate::page::Locale::En, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/en.ftl"))),
                ($crate::page::Locale::Zh, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/text/zh.ftl"))),
            ])
        });
    };
}

/// A value inside a message: a number is subject to plural rules.
pub type Arg<'a> = fluent_bundle::FluentValue<'a>;

/// The interface in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub Locale);

impl Text {
    /// The message `key`.
    pub fn t(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The message `key` with arguments.
    pub fn with(self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let mut fluent = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent.set(Cow::Borrowed(*name), value.clone());
        }
        let lookup = |catalogue: &Catalogue| {
            catalogue.format(self.0, key, Some(&fluent)).or_else(|| catalogue.format(Locale::En, key, Some(&fluent)))
        };
        if let Some(found) = lookup(&crate::TEXT) {
            return found;
        }
        let registered = REGISTERED.read().unwrap_or_else(PoisonError::into_inner);
        registered.iter().find_map(|catalogue| lookup(catalogue)).unwrap_or_else(|| {
            debug_assert!(false, "no text is called {key:?}");
            format!("[{key}]")
        })
    }

    /// The message `key`, if there is one.
    pub fn find(self, key: &str) -> Option<String> {
        let known = |catalogue: &Catalogue| catalogue.has(key);
        let registered = || REGISTERED.read().unwrap_or_else(PoisonError::into_inner).iter().any(|c| known(c));
        (known(&crate::TEXT) || registered()).then(|| self.t(key))
    }

    /// A problem with a field, in words.
    pub fn problem(self, problem: &FieldProblem) -> String {
        let args: Vec<_> = problem.args.iter().map(|(name, value)| (*name, number_or_text(value))).collect();
        self.with(problem.key, &args)
    }
}

fn number_or_text(value: &str) -> Arg<'_> {
    value.parse::<i64>().map_or_else(|_| Arg::from(value), Arg::from)
}

/// Panics when a template in `dir` or below uses a key that no catalogue has,
/// or when a language lacks a key. For a test in every crate that has pages.
///
/// # Panics
/// With the list of what is missing.
pub fn assert_complete(catalogue: &Catalogue, templates: &std::path::Path) {
    assert_eq!(catalogue.missing(), Vec::new(), "every language has every key");
    let mut unknown = BTreeSet::new();
    let mut folders = vec![templates.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(source) = std::fs::read_to_string(&path) {
                unknown.extend(
                    keys_used(&source)
                        .filter(|key| !catalogue.has(key) && !crate::TEXT.has(key))
                        .map(|key| format!("{}: {key}", path.display())),
                );
            }
        }
    }
    assert_eq!(unknown, BTreeSet::new(), "every key used by a template exists");
}

fn keys_used(source: &str) -> impl Iterator<Item = &str> {
    ["t(\"", "t1(\"", "t2(\""].into_iter().flat_map(move |call| {
        source
            .match_indices(call)
            .filter(move |(at, _)| source[..*at].ends_with('.'))
            .filter_map(move |(at, _)| source[at + call.len()..].split('"').next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_complete() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        assert_complete(&crate::TEXT, &templates);
    }

    #[test]
    fn a_problem_is_told_in_the_reader_s_language() {
        let problem = FieldProblem::new("problem-too-long").with("limit", 80).with("length", 81);
        assert!(Text(Locale::En).problem(&problem).contains("80"));
        assert!(Text(Locale::Zh).problem(&problem).contains("80"));
    }
}
