//! People of a schedule: each human being one record. Somebody is taken for a
//! person of the directory when the source's own key or, beside the name,
//! something else says so, and nobody else fits; a name alone is told, not merged.

use super::{Work, imported_row, imported_row::ImportedKind};
use crate::import::{Count, ImportError};
use db::select;
use directory::{
    PersonDetails, PersonName,
    person::{Namesake, namesakes_in, take_in},
    seed::NewPerson,
};
use kernel::{Permission, PersonId, Viewer};
use schedule::{ImportedPerson, ImportedSchedule};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::{HashMap, HashSet};

/// Somebody who was made although people of that name were there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Doubt {
    /// The name, as the file has it.
    pub(super) name: String,
    /// The records of that name, by the last segments of their addresses.
    pub(super) records: Vec<String>,
}

/// What became of the people of a schedule.
pub(super) struct People {
    /// In the order of the schedule.
    pub(super) ids: Vec<PersonId>,
    pub(super) count: Count,
    pub(super) doubts: Vec<Doubt>,
}

impl Work<'_> {
    /// People are made once; from then on their record is the house's own.
    pub(super) async fn people(&mut self, schedule: &ImportedSchedule) -> Result<People, ImportError> {
        let here = directory::seed::participants_in(self.tx, self.ctx, self.edition.id).await?;
        let known = |person: &ImportedPerson| {
            self.of(ImportedKind::Person, &person.key).map(PersonId).filter(|id| here.contains(id))
        };
        let mut ids: Vec<Option<PersonId>> = schedule.people.iter().map(known).collect();
        let unknown: Vec<&ImportedPerson> =
            schedule.people.iter().zip(&ids).filter(|(_, id)| id.is_none()).map(|(person, _)| person).collect();
        let mut doubts = Vec::new();
        let (mut found, mut new, mut new_ids) = (Vec::new(), Vec::new(), Vec::new());
        if !unknown.is_empty() {
            self.ctx.require(Permission::EditDirectory, self.edition.id).map_err(crate::Error::from)?;
            let names: Vec<_> = unknown.iter().map(|person| PersonName::of(&person.name)).collect();
            let namesakes = namesakes_in(self.tx, self.ctx, &names).await?;
            let elsewhere = self.known_elsewhere(&unknown).await?;
            let mut taken: HashSet<PersonId> = ids.iter().flatten().copied().collect();
            for (person, id) in schedule.people.iter().zip(&mut ids).filter(|(_, id)| id.is_none()) {
                let same =
                    the_one(person, &namesakes, elsewhere.get(&person.key).copied()).filter(|one| taken.insert(*one));
                let own = same.unwrap_or_else(|| self.ctx.new_id());
                match same {
                    Some(one) => found.push(one),
                    None => {
                        doubts.extend(doubt(person, &namesakes));
                        new.push(self.new_person(person));
                        new_ids.push(own);
                    }
                }
                self.learn(ImportedKind::Person, &person.key, own.0, String::new());
                *id = Some(own);
            }
            take_in(self.tx, self.ctx, self.edition.id, &found).await?;
            directory::seed::seed_people_in(self.tx, self.ctx, &new, &new_ids, "").await?;
        }
        let count = Count { made: new.len(), updated: 0, unchanged: ids.len() - new.len() };
        Ok(People { ids: ids.into_iter().flatten().collect(), count, doubts })
    }

    fn new_person(&self, person: &ImportedPerson) -> NewPerson {
        let details = PersonDetails {
            name: PersonName::of(&person.name),
            biography: person.biography.clone(),
            ..PersonDetails::default()
        };
        NewPerson { details, editions: vec![self.edition.id], ..NewPerson::default() }
    }

    /// Who came with the same key of the source into another edition; only keys that
    /// are the same nowhere else in the world.
    async fn known_elsewhere(&self, people: &[&ImportedPerson]) -> Result<HashMap<String, PersonId>, ImportError> {
        use imported_row::{Column, Entity};
        let everything = &self.ctx.seen_by(Viewer::system());
        let keys: Vec<&str> =
            people.iter().filter(|person| person.has_key_of_the_world()).map(|person| person.key.as_str()).collect();
        let mut known = HashMap::new();
        for some in keys.chunks(500) {
            let rows = select::<Entity>(everything)
                .filter(Column::Kind.eq(ImportedKind::Person))
                .filter(Column::Source.is_in(some.iter().copied()))
                .order_by_asc(Column::ImportedAt);
            known.extend(rows.all(self.tx.conn()).await?.into_iter().map(|row| (row.source, PersonId(row.record))));
        }
        Ok(known)
    }
}

/// The record of this person, where it can be only one. A key of the source is
/// believed where the name agrees.
fn the_one(person: &ImportedPerson, namesakes: &[Namesake], by_key: Option<PersonId>) -> Option<PersonId> {
    let name = PersonName::of(&person.name);
    let called: Vec<&Namesake> = namesakes.iter().filter(|one| one.is_called(&name)).collect();
    if let Some(one) = called.iter().find(|one| Some(one.id) == by_key) {
        return Some(one.id);
    }
    let mut fits = called.into_iter().filter(|one| one.is_known_by(&person.biography));
    let first = fits.next()?;
    fits.next().is_none().then_some(first.id)
}

fn doubt(person: &ImportedPerson, namesakes: &[Namesake]) -> Option<Doubt> {
    let name = PersonName::of(&person.name);
    let records: Vec<String> =
        namesakes.iter().filter(|one| one.is_called(&name)).map(|one| one.slug.to_string()).collect();
    (!records.is_empty()).then(|| Doubt { name: person.name.clone(), records })
}
