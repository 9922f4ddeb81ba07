//! What speakers write about themselves: the name as it should appear, and a
//! biography in one language or more. It stands beside the record of the
//! directory, and goes into it when the desk accepts it.

use directory::{
    PersonName,
    name::{LONGEST, latin},
    person::{Portrayal, Taken},
};
use kernel::{FieldProblem, Locale, LocalizedText, Problems, TextState, words};
use serde::{Deserialize, Serialize};
use ui::Form;
use web::Submission;

/// The longest biography, in characters; the directory takes as many.
pub const LONGEST_BIOGRAPHY: usize = 4000;

/// What somebody wrote about themselves. What is empty was left alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The name as they write it.
    pub name: String,
    /// The name in Latin letters.
    pub latin: String,
    /// What they do.
    pub biography: LocalizedText,
    /// The revision of their record when they wrote it.
    pub record: i64,
}

impl kernel::column::Column for Profile {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        kernel::column::to_json(self)
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|error| error.to_string())
    }
}
kernel::stored!(Profile);

/// A part of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfilePart {
    /// The name.
    Name,
    /// Its Latin form.
    Latin,
    /// The biography in one language.
    Biography(Locale),
}

impl ProfilePart {
    /// All of them, in the order of the form.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Name, Self::Latin].into_iter().chain(Locale::ALL.iter().map(|locale| Self::Biography(*locale)))
    }

    /// The name of its field.
    pub fn field(self) -> String {
        match self {
            Self::Name => "name".to_owned(),
            Self::Latin => "latin".to_owned(),
            Self::Biography(locale) => format!("biography_{locale}"),
        }
    }

    /// Id of its label.
    pub fn key(self) -> String {
        format!("speakers-profile-{}", self.field().replace('_', "-"))
    }

    /// The language of what stands in it (BCP 47); empty for names.
    pub fn lang(self) -> &'static str {
        match self {
            Self::Biography(locale) => locale.html_lang(),
            Self::Name | Self::Latin => "",
        }
    }
}

/// A part in which a profile says something else than the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which.
    pub part: ProfilePart,
    /// What the record says.
    pub stored: String,
    /// What was written.
    pub written: String,
}

impl Profile {
    /// Reads a form; a biography in one language is needed.
    ///
    /// # Errors
    /// Problems by field.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let name = problems.take("name", words::optional_line(sent.value("name"), LONGEST)).unwrap_or_default();
        let latin = problems.take("latin", latin(sent.value("latin"))).unwrap_or_default();
        let mut biography = LocalizedText::new();
        for locale in Locale::ALL {
            let field = ProfilePart::Biography(*locale).field();
            let written = words::paragraphs(sent.value(&field), LONGEST_BIOGRAPHY);
            if let Some(text) = problems.take(&field, written) {
                biography.set(*locale, text, TextState::Approved);
            }
        }
        if biography.is_empty() && problems.is_empty() {
            problems.add(&ProfilePart::Biography(Locale::En).field(), FieldProblem::new("problem-required"));
        }
        problems.or(Self { name, latin, biography, record: 0 })
    }

    /// A profile with a biography alone.
    pub fn of(biography: LocalizedText) -> Self {
        Self { biography, ..Self::default() }
    }

    /// Nobody wrote anything.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.latin.is_empty() && self.biography.is_empty()
    }

    /// What was written in one part.
    pub fn written(&self, part: ProfilePart) -> &str {
        match part {
            ProfilePart::Name => &self.name,
            ProfilePart::Latin => &self.latin,
            ProfilePart::Biography(locale) => self.biography.text(locale),
        }
    }

    /// The form to begin with: what was written before, or what the record says.
    pub(crate) fn form(&self, record: Option<(&PersonName, &LocalizedText)>) -> Form {
        let value = |part: ProfilePart| match record {
            Some((name, biography)) if self.is_empty() => stored(part, name, biography).to_owned(),
            _ => self.written(part).to_owned(),
        };
        Form::filled(ProfilePart::all().map(|part| (part.field(), value(part))))
    }

    /// Where it says something else than the record. What was left alone is no difference.
    pub fn differences(&self, name: &PersonName, biography: &LocalizedText) -> Vec<Difference> {
        let difference = |part: ProfilePart| {
            let (stored, written) = (stored(part, name, biography), self.written(part));
            let differs = !written.is_empty() && written != stored;
            differs.then(|| Difference { part, stored: stored.to_owned(), written: written.to_owned() })
        };
        ProfilePart::all().filter_map(difference).collect()
    }
}

fn stored<'r>(part: ProfilePart, name: &'r PersonName, biography: &'r LocalizedText) -> &'r str {
    match part {
        ProfilePart::Name => &name.as_given,
        ProfilePart::Latin => &name.latin,
        ProfilePart::Biography(locale) => biography.text(locale),
    }
}

/// Which parts of a profile go into the record.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TakeOver {
    /// All in which it differs; refused when somebody has changed the record
    /// since it was written.
    #[default]
    Unchanged,
    /// What an editor chose, who saw the record at this revision.
    Chosen {
        /// The revision of the record that was shown.
        record: i64,
        /// What was chosen.
        parts: Vec<ProfilePart>,
    },
}

impl TakeOver {
    /// What goes into the record, or that it must be looked at first.
    ///
    /// # Errors
    /// `speakers-problem-record-changed` at `take`.
    pub(crate) fn of(&self, profile: &Profile, record: &Portrayal) -> Result<Taken, Problems> {
        let differences = profile.differences(&record.name, &record.biography);
        let seen = match self {
            Self::Unchanged => profile.record,
            Self::Chosen { record, .. } => *record,
        };
        if seen != record.revision && !differences.is_empty() {
            return Err(Problems::of("take", FieldProblem::new("speakers-problem-record-changed")));
        }
        let mut taken = Taken::default();
        for difference in differences {
            match (self, difference.part) {
                (Self::Chosen { parts, .. }, part) if !parts.contains(&part) => {}
                (_, ProfilePart::Name) => taken.name = Some(difference.written),
                (_, ProfilePart::Latin) => taken.latin = Some(difference.written),
                (_, ProfilePart::Biography(locale)) => taken.biography.push((locale, difference.written)),
            }
        }
        Ok(taken)
    }
}
