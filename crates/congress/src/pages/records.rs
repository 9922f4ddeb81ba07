//! One set of handlers for everything that is kept as a list of records below
//! an edition: venues, rooms, tracks, facts.

use super::{
    conflict::{self, WaysOut},
    desk,
    form_page::{FormPage, FormSheet},
    refusal, revision,
};
use crate::{edition::Edition, error::Error, fields::Field};
use axum::{extract::Path, http::StatusCode, response::Response};
use kernel::{Permission, Problems};
use sea_orm::DbErr;
use std::fmt::Display;
use ui::{FlashKind, Form};
use web::{Cx, Submission, with_flash};

/// A record of an edition that has a slug and a form.
pub(super) trait Record: Sized + Send + Sync + 'static {
    /// Its key.
    type Key: Copy + Display + Send + Sync;
    /// What is written about it.
    type Details: Send + Sync;
    /// Where its pages are, below the edition.
    const PATH: &'static str;
    /// Where its list is, below the edition.
    const LIST: &'static str;
    /// Title of the page that adds one.
    const NEW: &'static str;
    /// Said after it was stored.
    const SAVED: &'static str;
    /// Said after it was removed.
    const REMOVED: &'static str;

    fn key(&self) -> Self::Key;
    fn slug(&self) -> &str;
    fn title(&self, cx: &Cx) -> String;
    /// The form that would leave it as it is, with its revision.
    fn form(&self) -> Form;
    /// The form for the next one.
    fn blank(others: &[Self]) -> Form;
    fn read(sent: &Submission) -> Result<Self::Details, Problems>;
    fn fields(cx: &Cx, edition: &Edition) -> impl Future<Output = Result<Vec<Field>, DbErr>> + Send;
    fn all(cx: &Cx, edition: &Edition) -> impl Future<Output = Result<Vec<Self>, DbErr>> + Send;
    fn add(cx: &Cx, edition: &Edition, details: &Self::Details) -> impl Future<Output = Result<(), Error>> + Send;
    fn revise(
        cx: &Cx,
        edition: &Edition,
        key: Self::Key,
        revision: i64,
        details: &Self::Details,
    ) -> impl Future<Output = Result<(), Error>> + Send;
    fn remove(
        cx: &Cx,
        edition: &Edition,
        key: Self::Key,
        revision: i64,
    ) -> impl Future<Output = Result<(), Error>> + Send;
}

/// The page that adds one.
pub(super) async fn new<R: Record>(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let mut form = R::blank(&R::all(&cx, &edition).await?);
    form.set("revision", "0");
    let fields = R::fields(&cx, &edition).await?;
    blank_sheet::<R>(&cx, &edition, &fields, form).page(&cx, Some(&edition)).answer(StatusCode::OK)
}

/// Adds one.
pub(super) async fn add<R: Record>(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let outcome = match R::read(&sent) {
        Ok(details) => R::add(&cx, &edition, &details).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(()) => Ok(with_flash(&cx, &below(&edition, R::LIST), FlashKind::Done, R::SAVED)),
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let fields = R::fields(&cx, &edition).await?;
            let sheet = blank_sheet::<R>(&cx, &edition, &fields, sent.form).with_problems(&cx, &problems);
            sheet.page(&cx, Some(&edition)).answer(status)
        }
    }
}

/// The page that revises one.
pub(super) async fn show<R: Record>(cx: Cx, Path((slug, name)): Path<(String, String)>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let record = named::<R>(&cx, &edition, &name).await?;
    let form = record.form();
    sheet(&cx, &edition, &record, form, None).await?.answer(StatusCode::OK)
}

/// Revises one.
pub(super) async fn revise<R: Record>(
    cx: Cx,
    Path((slug, name)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let record = named::<R>(&cx, &edition, &name).await?;
    let outcome = match R::read(&sent) {
        Ok(details) => R::revise(&cx, &edition, record.key(), revision(&sent), &details).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(()) => Ok(with_flash(&cx, &below(&edition, R::LIST), FlashKind::Done, R::SAVED)),
        Err(Error::Stale) => compare(&cx, &edition, &record, &sent.form).await,
        Err(error) => {
            let (status, problems) = refusal(error)?;
            sheet(&cx, &edition, &record, sent.form, Some(&problems)).await?.answer(status)
        }
    }
}

/// Removes one.
pub(super) async fn remove<R: Record>(
    cx: Cx,
    Path((slug, name)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let record = named::<R>(&cx, &edition, &name).await?;
    match R::remove(&cx, &edition, record.key(), revision(&sent)).await {
        Ok(()) => Ok(with_flash(&cx, &below(&edition, R::LIST), FlashKind::Done, R::REMOVED)),
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let form = record.form();
            sheet(&cx, &edition, &record, form, Some(&problems)).await?.answer(status)
        }
    }
}

/// The record that an address names, by key or by slug. Forms use the key,
/// which does not change under the hands of two editors.
async fn named<R: Record>(cx: &Cx, edition: &Edition, name: &str) -> web::Result<R> {
    let all = R::all(cx, edition).await?;
    let found = all.into_iter().find(|record| record.key().to_string() == name || record.slug() == name);
    found.ok_or(web::Error::NotFound)
}

async fn compare<R: Record>(cx: &Cx, edition: &Edition, record: &R, yours: &Form) -> web::Result<Response> {
    let path = own_path(edition, record);
    let ways = WaysOut { action: path.clone(), back: path };
    let fields = R::fields(cx, edition).await?;
    // Read again: the record at hand may be older than what the verb met.
    let theirs = named::<R>(cx, edition, &record.key().to_string()).await?.form();
    conflict::page(cx, edition, &ways, &fields, &theirs, yours)
}

fn blank_sheet<'a, R: Record>(cx: &Cx, edition: &Edition, fields: &'a [Field], form: Form) -> FormSheet<'a> {
    FormSheet {
        title: cx.text().t(R::NEW),
        lead: "",
        submit: "congress-add",
        action: below(edition, R::PATH),
        back: below(edition, R::LIST),
        fields,
        form,
    }
}

async fn sheet<R: Record>(
    cx: &Cx,
    edition: &Edition,
    record: &R,
    form: Form,
    problems: Option<&Problems>,
) -> web::Result<FormPage> {
    let fields = R::fields(cx, edition).await?;
    let path = own_path(edition, record);
    let sheet = FormSheet {
        title: record.title(cx),
        lead: "",
        submit: "congress-save",
        action: path.clone(),
        back: below(edition, R::LIST),
        fields: &fields,
        form,
    };
    let sheet = match problems {
        Some(problems) => sheet.with_problems(cx, problems),
        None => sheet,
    };
    Ok(sheet.page(cx, Some(edition)).removable(&format!("{path}/removal")))
}

fn own_path<R: Record>(edition: &Edition, record: &R) -> String {
    format!("{}/{}", below(edition, R::PATH), record.key())
}

fn below(edition: &Edition, path: &str) -> String {
    format!("/{}{path}", edition.slug)
}

/// The position after the last one, with room to put something between.
pub(super) fn next_position(positions: impl Iterator<Item = i32>) -> String {
    (positions.max().unwrap_or(0) + 10).min(9999).to_string()
}
