//! Published facts about an edition, each with who says so and since when. A
//! figure without a source is not shown, so it cannot be stored.

use crate::{
    day::{self, Day},
    error::Error,
    record::{self, current, of_edition},
    tables::fact_row,
    typed,
};
use db::{Db, Tx};
use jiff::civil::Date;
use kernel::{Ctx, EditionId, FieldProblem, LocalizedText, Permission, Problems, Slug, words};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use ui::Form;
use web::Submission;

of_edition!(fact_row);

/// More figures than a reader looks at.
const MOST_FACTS: u64 = 40;

kernel::id! {
    /// A published fact about an edition.
    pub struct FactId;
}

/// A figure with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its key.
    pub id: FactId,
    /// Its anchor on the page.
    pub slug: Slug,
    /// What was counted: `city delegations`.
    pub label: LocalizedText,
    /// How many, as published: `more than 70` is `70+`.
    pub value: String,
    /// Who says so.
    pub source_name: String,
    /// Where they say so.
    pub source_url: String,
    /// The day of the source.
    pub as_of: Date,
    /// Its place in lists.
    pub position: i32,
    /// Counts its changes.
    pub revision: i64,
}

/// What is written about a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct FactDetails {
    /// See [`Fact::slug`].
    pub slug: Slug,
    /// See [`Fact::label`].
    pub label: LocalizedText,
    /// See [`Fact::value`].
    pub value: String,
    /// See [`Fact::source_name`].
    pub source_name: String,
    /// See [`Fact::source_url`].
    pub source_url: String,
    /// See [`Fact::as_of`].
    pub as_of: Date,
    /// See [`Fact::position`].
    pub position: i32,
}

impl FactDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let slug = typed::slug(sent, &mut problems, "label_en");
        let label = typed::required_text(sent, &mut problems, "label", 120);
        let value = problems.take("value", words::line(sent.value("value"), 60));
        let source_name = problems.take("source_name", words::line(sent.value("source_name"), 160));
        let source_url = problems.take("source_url", web_address(sent.value("source_url")));
        let as_of = problems.take("as_of", day::parse(sent.value("as_of")));
        let position = typed::number(sent, &mut problems, "position", 0..=9999);
        let (Some(slug), Some(value), Some(source_name), Some(source_url), Some(as_of), Some(position)) =
            (slug, value, source_name, source_url, as_of, position)
        else {
            return Err(problems);
        };
        problems.or(Self { slug, label, value, source_name, source_url, as_of, position })
    }

    fn write(&self, row: &mut fact_row::ActiveModel) {
        row.slug = Set(self.slug.clone());
        row.label = Set(self.label.clone());
        row.value = Set(self.value.clone());
        row.source_name = Set(self.source_name.clone());
        row.source_url = Set(self.source_url.clone());
        row.as_of = Set(Day(self.as_of));
        row.position = Set(self.position);
    }
}

/// An address that is safe behind a link: http or https, and nothing else.
fn web_address(raw: &str) -> Result<String, FieldProblem> {
    let text = words::line(raw, 500)?;
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let plain = !text.chars().any(|c| c.is_whitespace() || "\"<>\\`{}".contains(c));
    let named = host.split(['/', '?', '#']).next().is_some_and(|name| name.contains('.') && !name.contains('@'));
    if plain && named { Ok(text) } else { Err(FieldProblem::new("congress-problem-address")) }
}

impl Fact {
    /// The form that would leave it as it is.
    pub(crate) fn form(&self) -> Form {
        let mut form = Form::new();
        typed::fill_text(&mut form, "label", &self.label);
        form.set("slug", self.slug.as_str());
        form.set("value", self.value.as_str());
        form.set("source_name", self.source_name.as_str());
        form.set("source_url", self.source_url.as_str());
        form.set("as_of", self.as_of.to_string());
        form.set("position", self.position.to_string());
        form.set("revision", self.revision.to_string());
        form
    }
}

impl From<fact_row::Model> for Fact {
    fn from(row: fact_row::Model) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            label: row.label,
            value: row.value,
            source_name: row.source_name,
            source_url: row.source_url,
            as_of: row.as_of.0,
            position: row.position,
            revision: row.revision,
        }
    }
}

/// The published facts of an edition, in their order.
///
/// # Errors
/// The engine's.
pub async fn facts(db: &Db, ctx: &Ctx, edition: EditionId) -> Result<Vec<Fact>, DbErr> {
    record::all::<fact_row::Entity, Fact>(db, ctx, edition).await
}

/// Publishes a fact.
///
/// # Errors
/// [`Error::Taken`] when the slug is another fact's, [`Error::Invalid`] when
/// there are too many.
pub async fn add_fact(db: &Db, ctx: &Ctx, edition: EditionId, details: &FactDetails) -> Result<Fact, Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("fact.add", |tx: Tx| async move {
        if record::count::<fact_row::Entity>(&tx, ctx, edition).await? >= MOST_FACTS {
            return Err(Error::field("", "congress-problem-too-many-facts"));
        }
        let mut row = fact_row::ActiveModel {
            id: Set(ctx.new_id()),
            edition: Set(edition),
            revision: Set(1),
            ..Default::default()
        };
        details.write(&mut row);
        let row = row.insert(tx.conn()).await.map_err(Error::slug_taken)?;
        noted(&tx, ctx, edition, row.id, "fact.added", details).await?;
        Ok(row.into())
    })
    .await
}

/// Corrects a fact that was read at `revision`.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`].
pub async fn revise_fact(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    id: FactId,
    revision: i64,
    details: &FactDetails,
) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("fact.revise", |tx: Tx| async move {
        let mut next = current::<fact_row::Entity>(&tx, ctx, edition, id, revision).await?.into_active_model();
        details.write(&mut next);
        next.revision = Set(revision + 1);
        next.update(tx.conn()).await.map_err(Error::slug_taken)?;
        noted(&tx, ctx, edition, id, "fact.revised", details).await
    })
    .await
}

/// Takes a fact back.
///
/// # Errors
/// [`Error::Stale`], [`Error::NotFound`].
pub async fn remove_fact(db: &Db, ctx: &Ctx, edition: EditionId, id: FactId, revision: i64) -> Result<(), Error> {
    ctx.require(Permission::EditEdition, edition)?;
    db.write("fact.remove", |tx: Tx| async move {
        let fact = Fact::from(current::<fact_row::Entity>(&tx, ctx, edition, id, revision).await?);
        fact_row::Entity::delete_by_id(id).exec(tx.conn()).await?;
        tx.change("congress", Some(edition), id.0).await?;
        let detail = serde_json::json!({ "label": fact.label, "value": fact.value });
        Ok::<_, Error>(tx.audit(ctx, Some(edition), "fact.removed", id.0, detail).await?)
    })
    .await
}

async fn noted(
    tx: &Tx,
    ctx: &Ctx,
    edition: EditionId,
    id: FactId,
    verb: &str,
    details: &FactDetails,
) -> Result<(), Error> {
    tx.change("congress", Some(edition), id.0).await?;
    let detail = serde_json::json!({ "value": details.value, "source": details.source_url });
    Ok(tx.audit(ctx, Some(edition), verb, id.0, detail).await?)
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_web_addresses_are_sources() {
        for good in ["https://laotiantimes.com/2024/09/30", "http://例子.中国/x?y=1#z"] {
            assert!(web_address(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "https://",
            "https://host",
            "//a.b",
            "ftp://a.b",
            "https://a.b/\"onclick=x",
            "https://real.com@evil.org/",
            "data:text/html,x",
            " javascript://a.b/%0Aalert(1)",
        ] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
    }
}
