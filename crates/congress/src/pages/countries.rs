//! How this house names countries and regions: choose, look, then save.

use super::{
    conflict::{self, WaysOut},
    desk, edition_page, refusal, revision,
};
use crate::{
    CountryCode, CountryName, CountryNames, Edition, Error, Neighbours, choose_country_name, country_names,
    fields::{Control, Field, Input, rows},
    forget_country_name,
    home::Words,
    typed,
};
use askama::Template;
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use kernel::{Locale, LocalizedText, Permission};
use std::sync::Arc;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission, with_flash};

#[derive(Template)]
#[template(path = "congress/countries.html")]
struct CountriesPage {
    page: Page,
    chosen: Vec<CountryRow>,
    rows: Vec<Vec<Control>>,
    form: Form,
    preview: Vec<Preview>,
    may_edit: bool,
}

struct CountryRow {
    code: String,
    name: Words,
    catalogue: String,
    revision: i64,
}

/// A name in one language, before and after.
struct Preview {
    locale: Locale,
    before: String,
    after: String,
}

/// The names that were chosen.
pub(super) async fn show(
    cx: Cx,
    Path(slug): Path<String>,
    Extension(neighbours): Extension<Arc<Neighbours>>,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    let form = Form::filled([("revision", "0")]);
    answer(&cx, &edition, &neighbours, StatusCode::OK, form, None).await
}

/// Previews a name, or stores it.
pub(super) async fn choose(
    cx: Cx,
    Path(slug): Path<String>,
    Extension(neighbours): Extension<Arc<Neighbours>>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    cx.require_in_house(Permission::EditEdition)?;
    let outcome = match CountryName::read(&sent) {
        Ok(name) if sent.value("step") != "save" => {
            let form = based_on(&cx, &name, sent.form).await?;
            return answer(&cx, &edition, &neighbours, StatusCode::OK, form, Some(&name)).await;
        }
        Ok(name) => choose_country_name(cx.db(), cx.ctx(), &name, revision(&sent)).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(()) => Ok(with_flash(&cx, &path(&edition), FlashKind::Done, "congress-country-saved")),
        Err(Error::Stale) => compare(&cx, &edition, &sent.form).await,
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let form = sent.form.with_problems(&problems, cx.text());
            answer(&cx, &edition, &neighbours, status, form, None).await
        }
    }
}

/// Gives a name back to the catalogue.
pub(super) async fn forget(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    cx.require_in_house(Permission::EditEdition)?;
    let code = CountryCode::parse(sent.value("code")).map_err(|_| web::Error::NotFound)?;
    forget_country_name(cx.db(), cx.ctx(), &code, revision(&sent)).await?;
    Ok(with_flash(&cx, &path(&edition), FlashKind::Done, "congress-country-forgotten"))
}

/// The preview shows what is stored, so saving after it may replace just that.
async fn based_on(cx: &Cx, name: &CountryName, mut form: Form) -> web::Result<Form> {
    let names = country_names(cx.db(), cx.ctx()).await?;
    form.set("revision", stored(&names, name.code.as_str()).map_or(0, |(_, revision)| revision).to_string());
    Ok(form)
}

async fn compare(cx: &Cx, edition: &Edition, yours: &Form) -> web::Result<Response> {
    let names = country_names(cx.db(), cx.ctx()).await?;
    let code = yours.value("code").trim().to_ascii_uppercase();
    let mut theirs = Form::filled([("code", code.as_str())]);
    let found = stored(&names, &code);
    theirs.set("revision", found.map_or(0, |(_, revision)| revision).to_string());
    typed::fill_text(&mut theirs, "name", found.map_or(&LocalizedText::new(), |(name, _)| name));
    let ways = WaysOut { action: path(edition), back: path(edition) };
    conflict::page(cx, edition, &ways, &fields(), &theirs, yours)
}

fn stored<'n>(names: &'n CountryNames, code: &str) -> Option<(&'n LocalizedText, i64)> {
    names.iter().find(|(known, ..)| *known == code).map(|(_, name, revision)| (name, revision))
}

async fn answer(
    cx: &Cx,
    edition: &Edition,
    neighbours: &Neighbours,
    status: StatusCode,
    form: Form,
    previewed: Option<&CountryName>,
) -> web::Result<Response> {
    let names = country_names(cx.db(), cx.ctx()).await?;
    let catalogue = |code: &str, locale| {
        neighbours.catalogue_name.and_then(|name| name(code, locale)).unwrap_or_else(|| code.to_owned())
    };
    let row = |(code, name, revision): (&str, &LocalizedText, i64)| CountryRow {
        code: code.to_owned(),
        name: Words::of(name, cx.locale()),
        catalogue: catalogue(code, cx.locale()),
        revision,
    };
    let preview = |name: &CountryName, locale: Locale| Preview {
        locale,
        before: names
            .get(name.code.as_str(), locale)
            .map_or_else(|| catalogue(name.code.as_str(), locale), str::to_owned),
        after: name.name.text(locale).to_owned(),
    };
    web::html(
        status,
        &CountriesPage {
            page: edition_page(cx, edition),
            chosen: names.iter().map(row).collect(),
            rows: rows(&fields(), cx.text()),
            form,
            preview: previewed.iter().flat_map(|name| Locale::ALL.iter().map(|l| preview(name, *l))).collect(),
            may_edit: cx.can_in_house(Permission::EditEdition),
        },
    )
}

fn fields() -> Vec<Field> {
    vec![
        Field::new("code", "congress-country-code", Input::Line).hint("congress-country-code-hint"),
        Field::new("name", "congress-country-name", Input::Lines),
    ]
}

fn path(edition: &Edition) -> String {
    format!("/{}/desk/country-names", edition.slug)
}
