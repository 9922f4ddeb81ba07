//! Published facts of an edition, each with its source.

use super::{
    desk, edition_page,
    places::{position_field, slug_field},
    records::{Record, next_position},
};
use crate::{
    Edition, Error, Fact, FactDetails, FactId, fact,
    fields::{Field, Input},
    home::Words,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{Permission, Problems};
use sea_orm::DbErr;
use ui::{Form, Page};
use web::{Cx, Submission};

impl Record for Fact {
    type Key = FactId;
    type Details = FactDetails;
    const PATH: &'static str = "/desk/facts";
    const LIST: &'static str = "/desk/facts";
    const NEW: &'static str = "congress-fact-new";
    const SAVED: &'static str = "congress-fact-saved";
    const REMOVED: &'static str = "congress-fact-removed";

    fn key(&self) -> FactId {
        self.id
    }
    fn slug(&self) -> &str {
        self.slug.as_str()
    }
    fn title(&self, cx: &Cx) -> String {
        self.label.get(cx.locale()).to_string()
    }
    fn form(&self) -> Form {
        self.form()
    }
    fn blank(others: &[Self]) -> Form {
        Form::filled([("position", next_position(others.iter().map(|fact| fact.position)))])
    }
    fn read(sent: &Submission) -> Result<FactDetails, Problems> {
        FactDetails::read(sent)
    }
    async fn fields(_: &Cx, _: &Edition) -> Result<Vec<Field>, DbErr> {
        Ok(vec![
            Field::new("value", "congress-fact-value", Input::Line).hint("congress-fact-value-hint"),
            Field::new("label", "congress-fact-label", Input::Lines).hint("congress-fact-label-hint"),
            Field::new("source_name", "congress-fact-source", Input::Line),
            Field::new("source_url", "congress-fact-address", Input::Address),
            Field::new("as_of", "congress-fact-as-of", Input::Day),
            slug_field(),
            position_field(),
        ])
    }
    async fn all(cx: &Cx, edition: &Edition) -> Result<Vec<Self>, DbErr> {
        fact::facts(cx.db(), cx.ctx(), edition.id).await
    }
    async fn add(cx: &Cx, edition: &Edition, details: &FactDetails) -> Result<(), Error> {
        fact::add_fact(cx.db(), cx.ctx(), edition.id, details).await.map(drop)
    }
    async fn revise(
        cx: &Cx,
        edition: &Edition,
        key: FactId,
        revision: i64,
        details: &FactDetails,
    ) -> Result<(), Error> {
        fact::revise_fact(cx.db(), cx.ctx(), edition.id, key, revision, details).await
    }
    async fn remove(cx: &Cx, edition: &Edition, key: FactId, revision: i64) -> Result<(), Error> {
        fact::remove_fact(cx.db(), cx.ctx(), edition.id, key, revision).await
    }
}

#[derive(Template)]
#[template(path = "congress/facts.html")]
struct FactsPage {
    page: Page,
    facts: Vec<FactRow>,
    may_edit: bool,
}

struct FactRow {
    value: String,
    label: Words,
    source_name: String,
    source_url: String,
    as_of: String,
    edit: String,
}

/// All published facts.
pub(super) async fn list(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    let page = edition_page(&cx, &edition);
    let facts = fact::facts(cx.db(), cx.ctx(), edition.id).await?;
    let row = |fact: Fact| FactRow {
        value: fact.value,
        label: Words::of(&fact.label, cx.locale()),
        source_name: fact.source_name,
        source_url: fact.source_url,
        as_of: ui::date_range(fact.as_of, fact.as_of, cx.locale()),
        edit: page.in_edition(format!("/desk/facts/{}", fact.id)),
    };
    web::ok(&FactsPage {
        facts: facts.into_iter().map(row).collect(),
        may_edit: cx.can(Permission::EditEdition, edition.id),
        page,
    })
}
