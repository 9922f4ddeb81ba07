//! What a release would change, what forbids it, the release itself, and taking
//! it back while its letters wait.

mod held;
mod told;

pub(super) use held::{set_hold, take_back};

use super::{Refusal, list::Finding, refusal};
use crate::{
    error::Error,
    release::{Announcement, Dispatch, Preview, hold, letter_field, preview, publish},
    rules::{Conflict, Level, Names, problem},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{Locale, Permission, PersonId};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// A conflict on the page.
struct Blocked {
    title: String,
    finding: Finding,
}

struct ChangeRow {
    tag: String,
    is_grave: bool,
    words: String,
}

#[derive(Template)]
#[template(path = "programme/desk/release.html")]
struct ReleasePage {
    page: Page,
    form: Form,
    last: Option<(i32, String, String)>,
    expected: i32,
    /// What became of the letters of the latest release.
    held: Option<held::Held>,
    /// The choices of how long letters wait.
    holds: Vec<(String, String)>,
    /// The fields for the editors' words in the letters: name, label, language.
    letters: Vec<(String, String, &'static str)>,
    changes: Vec<ChangeRow>,
    blocking: Vec<Blocked>,
    warnings: Vec<Blocked>,
    /// The first release whose letters wait: with a further one they become one.
    gathers: Option<i32>,
    /// Nobody is told of a first release, or of none.
    told: Option<told::Telling>,
    /// Why a release or taking one back came too late.
    late: Option<&'static str>,
    may_release: bool,
    can_release: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let sheet = sheet(&cx, &edition, Form::new()).await?;
    web::ok(&sheet)
}

pub(super) async fn store(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReleaseProgramme).await?;
    let expected = sent.value("expected").parse().unwrap_or(-1);
    let fields: Vec<(Locale, String)> = Locale::ALL.iter().map(|one| (*one, letter_field(*one))).collect();
    let letters: Vec<(Locale, &str)> = fields.iter().map(|(locale, field)| (*locale, sent.value(field))).collect();
    let words = Announcement { name: sent.value("name"), note: sent.value("note"), letters: &letters };
    let released = match sent.problems.is_empty() {
        true => publish(cx.db(), cx.ctx(), &edition, expected, words).await,
        false => Err(sent.problems.clone().into()),
    };
    let (status, problems) = match released {
        Ok(_) => {
            let path = format!("/{}/desk/release", edition.slug);
            return Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-released"));
        }
        Err(Error::Released | Error::Raced | Error::Blocked(_)) => (StatusCode::CONFLICT, None),
        Err(error) => match refusal(error)? {
            Refusal::Problems(problems) => (StatusCode::UNPROCESSABLE_ENTITY, Some(problems)),
            Refusal::Stale(_) => (StatusCode::CONFLICT, None),
        },
    };
    let form = problems.iter().fold(sent.form, |form, problems| form.with_problems(problems, cx.text()));
    let mut sheet = sheet(&cx, &edition, form).await?;
    sheet.late =
        (status == StatusCode::CONFLICT && sheet.blocking.is_empty()).then_some("programme-released-meanwhile");
    web::html(status, &sheet)
}

async fn sheet(cx: &Cx, edition: &Edition, mut form: Form) -> web::Result<ReleasePage> {
    let found = preview(cx.db(), cx.ctx(), edition).await?;
    let names = Names::load(cx.db(), cx.ctx(), edition, &people(&found)).await?;
    let changes = found.changes.iter().filter_map(|change| {
        let words = change.words(cx.text(), &edition.zone, &names)?;
        Some(ChangeRow { tag: cx.text().t(change.kind.key()), is_grave: change.kind.is_grave(), words })
    });
    let may_release = cx.can(Permission::ReleaseProgramme, edition.id);
    let last = found.last.as_ref().map(|release| {
        let at = release.released_at.in_zone(&edition.zone);
        let when = format!("{} {}", ui::long_date(at.date(), cx.locale()), at.strftime("%H:%M"));
        (release.number, release.name.clone(), when)
    });
    let hold = hold(cx.db().read(), cx.ctx(), edition.id).await?;
    if form.value("hold").is_empty() {
        form.set("hold", hold.to_string());
    }
    Ok(ReleasePage {
        held: held::held(cx, edition, found.last.as_ref()).await?,
        holds: held::choices(cx, hold),
        letters: Locale::ALL.iter().map(|locale| letters(cx, *locale)).collect(),
        page: congress::edition_page(cx, edition),
        form,
        expected: found.last.as_ref().map_or(0, |release| release.number),
        last,
        changes: changes.collect(),
        blocking: blocked(cx, &found.blocking, &names),
        warnings: blocked(cx, &found.warnings, &names),
        told: (!found.is_first && found.changes_anything).then(|| told::telling(cx, &found, &names)),
        gathers: found.gathers,
        late: None,
        may_release,
        can_release: may_release && found.blocking.is_empty() && found.changes_anything,
    })
}

/// The field for the editors' words in the letters of one language.
fn letters(cx: &Cx, locale: Locale) -> (String, String, &'static str) {
    let label = cx.text().with("programme-field-letter", &[("language", locale.own_name().into())]);
    (letter_field(locale), label, locale.html_lang())
}

fn people(found: &Preview) -> Vec<PersonId> {
    let conflicts = found.blocking.iter().chain(&found.warnings).filter_map(|conflict| conflict.person);
    let unreached = found.touched.unreached.keys().copied();
    let touched = found.radius.people().chain(unreached);
    conflicts.chain(crate::release::people_in(&found.changes)).chain(touched).collect()
}

fn blocked(cx: &Cx, conflicts: &[Conflict], names: &Names) -> Vec<Blocked> {
    conflicts
        .iter()
        .map(|conflict| {
            // Told from the side that the viewer may know of; behind closed doors, from neither.
            let sides = [Some(conflict.session), conflict.other];
            let known = sides.into_iter().flatten().find_map(|side| Some((side, names.title(side)?)));
            let (words, title) = match known {
                Some((side, title)) => (cx.text().problem(&problem(conflict, side, names)), title.to_owned()),
                None => (cx.text().t(conflict.rule.key()), cx.text().t("programme-session-concealed")),
            };
            Blocked { title, finding: Finding { blocks: conflict.level == Level::Block, words } }
        })
        .collect()
}
