//! How many interpreters a session needs. The numbers are an edition's own; what
//! they begin with is the practice of the profession: one person for a short
//! speech, pairs that take turns for half a day, more for longer, six between
//! three languages, two in every booth from four languages on.

use crate::{error::Error, session::Languages};
use db::{Db, Tx, Visible, select};
use kernel::{Ctx, EditionId, FieldProblem, Permission, Problems, column::Column as Stored};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// After the longest step, so many more minutes are one more person.
const STEP: i64 = 120;
/// More pairs of languages no edition lists.
const MOST_PAIRS: usize = 40;

/// How many interpreters a session needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teams {
    /// Minutes up to which one, two, three and four people are enough between two
    /// languages; each more than the one before.
    pub steps: [i32; 4],
    /// A team between three languages is never smaller.
    pub between_three: i32,
    /// Between four languages or more: so many for the booth of each language.
    pub per_booth: i32,
    /// The least teams between two languages.
    pub pairs: Pairs,
}

/// The least teams between two languages, as a column keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pairs(pub Vec<(String, String, i32)>);

impl Stored for Pairs {
    type Raw = sea_orm::JsonValue;
    fn to_raw(&self) -> sea_orm::JsonValue {
        let pair = |(a, b, least): &(String, String, i32)| serde_json::json!([a, b, least]);
        self.0.iter().map(pair).collect()
    }
    fn from_raw(raw: sea_orm::JsonValue) -> Result<Self, String> {
        serde_json::from_value(raw).map_err(|error| error.to_string())
    }
}
kernel::stored!(Pairs);

impl Default for Teams {
    fn default() -> Self {
        Self { steps: [40, 240, 360, 480], between_three: 6, per_booth: 2, pairs: Pairs::default() }
    }
}

impl Teams {
    /// How many interpreters a session of `minutes` needs in which these languages
    /// are heard, spoken and interpreted together.
    pub fn needed(&self, minutes: i64, heard: &BTreeSet<&str>) -> usize {
        let step = |most: &i32| minutes <= i64::from(*most);
        let by_length = match self.steps.iter().position(step) {
            Some(at) => at + 1,
            None => {
                let longer = minutes - i64::from(self.steps[3]);
                4 + usize::try_from((longer + STEP - 1) / STEP).unwrap_or(0)
            }
        };
        let count = |number: i32| usize::try_from(number).unwrap_or(0);
        let by_languages = match heard.len() {
            0..=2 => 0,
            3 => count(self.between_three),
            many => count(self.between_three).max(count(self.per_booth) * many),
        };
        let both = |(a, b, _): &&(String, String, i32)| heard.contains(a.as_str()) && heard.contains(b.as_str());
        let by_pair = self.pairs.0.iter().filter(both).map(|(_, _, least)| count(*least)).max().unwrap_or(0);
        by_length.max(by_languages).max(by_pair)
    }

    /// # Errors
    /// Problems at `alone`, `pair`, `three`, `four`, `between_three`, `per_booth` and `pairs`.
    fn check(&self) -> Result<(), Problems> {
        let mut problems = Problems::new();
        let mut least = 1;
        for (field, minutes) in ["alone", "pair", "three", "four"].into_iter().zip(self.steps) {
            if !(least..=1440).contains(&minutes) {
                problems.add(field, FieldProblem::new("problem-number").with("min", least).with("max", 1440));
            }
            least = minutes.saturating_add(1).clamp(1, 1440);
        }
        for (field, number, most) in [("between_three", self.between_three, 20), ("per_booth", self.per_booth, 10)] {
            if !(1..=most).contains(&number) {
                problems.add(field, FieldProblem::new("problem-number").with("min", 1).with("max", most));
            }
        }
        let mut seen = BTreeSet::new();
        let fine = |(a, b, number): &(String, String, i32), seen: &mut BTreeSet<[String; 2]>| {
            let mut pair = [a.clone(), b.clone()];
            pair.sort();
            a != b && Languages::parse(&[a, b]).is_ok() && (1..=20).contains(number) && seen.insert(pair)
        };
        if self.pairs.0.len() > MOST_PAIRS || !self.pairs.0.iter().all(|pair| fine(pair, &mut seen)) {
            problems.add("pairs", FieldProblem::new("programme-problem-pairs"));
        }
        problems.or(())
    }
}

/// What an edition needs; the practice of the profession until it has chosen.
///
/// # Errors
/// The engine's.
pub async fn teams(conn: &impl ConnectionTrait, ctx: &Ctx, edition: EditionId) -> Result<Teams, DbErr> {
    let row = select::<teams_row::Entity>(ctx).filter(teams_row::Column::Edition.eq(edition)).one(conn).await?;
    Ok(row.map_or_else(Teams::default, |row| Teams {
        steps: [row.alone, row.pair, row.three, row.four],
        between_three: row.between_three,
        per_booth: row.per_booth,
        pairs: row.pairs,
    }))
}

/// Chooses what an edition needs.
///
/// # Errors
/// [`Error::Invalid`] at the fields, the engine's, or that the viewer may not.
pub async fn set_teams(db: &Db, ctx: &Ctx, edition: EditionId, chosen: &Teams) -> Result<(), Error> {
    ctx.require(Permission::EditProgramme, edition)?;
    chosen.check()?;
    db.write("rule.teams", |tx: Tx| async move {
        write(&tx, edition, chosen).await?;
        tx.change("programme", Some(edition), edition.0).await?;
        let detail = serde_json::json!({ "steps": chosen.steps, "pairs": chosen.pairs.0.len() });
        tx.audit(ctx, Some(edition), "programme.teams", edition.0, detail).await?;
        Ok(())
    })
    .await
}

async fn write(tx: &Tx, edition: EditionId, chosen: &Teams) -> Result<(), DbErr> {
    use teams_row::Column;
    let again = OnConflict::column(Column::Edition)
        .update_columns([
            Column::Alone,
            Column::Pair,
            Column::Three,
            Column::Four,
            Column::BetweenThree,
            Column::PerBooth,
            Column::Pairs,
        ])
        .to_owned();
    let [alone, pair, three, four] = chosen.steps;
    let row = teams_row::Model {
        edition,
        alone,
        pair,
        three,
        four,
        between_three: chosen.between_three,
        per_booth: chosen.per_booth,
        pairs: chosen.pairs.clone(),
    };
    let insert = teams_row::Entity::insert(row.into_active_model()).on_conflict(again);
    insert.exec_without_returning(tx.conn()).await.map(|_| ())
}

/// Takes the teams of one edition over to another.
pub(crate) async fn copy_teams(tx: &Tx, ctx: &Ctx, from: EditionId, to: EditionId) -> Result<(), DbErr> {
    let chosen = teams(tx.conn(), ctx, from).await?;
    write(tx, to, &chosen).await
}

mod teams_row {
    use super::Pairs;
    use kernel::EditionId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "interpreter_teams")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        pub alone: i32,
        pub pair: i32,
        pub three: i32,
        pub four: i32,
        pub between_three: i32,
        pub per_booth: i32,
        pub pairs: Pairs,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl Visible for teams_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        crate::tables::staff_of(ctx, teams_row::Column::Edition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard<'c>(codes: &[&'c str]) -> BTreeSet<&'c str> {
        codes.iter().copied().collect()
    }

    #[test]
    fn teams_grow_with_the_hours() {
        let usual = Teams::default();
        for (minutes, size) in
            [(5, 1), (40, 1), (41, 2), (240, 2), (241, 3), (360, 3), (361, 4), (480, 4), (481, 5), (600, 5), (601, 6)]
        {
            assert_eq!(usual.needed(minutes, &heard(&["zh", "en"])), size, "{minutes}");
        }
        let three = heard(&["zh", "en", "ru"]);
        assert_eq!([30, 240, 1440].map(|minutes| usual.needed(minutes, &three)), [6, 6, 12]);
        let many = ["zh", "en", "ru", "fr", "ar"];
        assert_eq!(usual.needed(60, &heard(&many[..4])), 8, "two in each booth");
        assert_eq!(usual.needed(60, &heard(&many)), 10);
    }

    #[test]
    fn an_edition_has_numbers_of_its_own() {
        let pairs = Pairs(vec![("zh".to_owned(), "ar".to_owned(), 3)]);
        let own = Teams { steps: [20, 120, 240, 480], between_three: 4, per_booth: 3, pairs };
        assert_eq!(own.check(), Ok(()));
        assert_eq!(own.needed(30, &heard(&["zh", "en"])), 2);
        assert_eq!(own.needed(10, &heard(&["ar", "zh"])), 3, "in whichever direction");
        assert_eq!(own.needed(10, &heard(&["ar", "zh", "en"])), 4);
        assert_eq!(own.needed(10, &heard(&["ar", "zh", "en", "fr"])), 12);
    }

    #[test]
    fn numbers_that_cannot_be_are_told_at_their_fields() {
        let same = Pairs(vec![("zh".to_owned(), "en".to_owned(), 3), ("en".to_owned(), "zh".to_owned(), 2)]);
        let wrong = Teams { steps: [240, 40, 360, 9999], between_three: 0, per_booth: 99, pairs: same };
        let problems = wrong.check().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["between_three", "four", "pair", "pairs", "per_booth"]);
    }
}
