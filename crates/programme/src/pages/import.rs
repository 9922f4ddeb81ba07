//! A table of sessions comes in: sent, looked at, corrected, and only then taken.

use crate::import::{
    Fate, ImportError, Look, NotTaken, PreviewLine, Upload, choose_columns, discard_upload, look, put_upload,
    take_upload, upload,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use futures_util::StreamExt;
use kernel::{FieldProblem, Permission, Problems};
use schedule::{Columns, Flaw, Meaning, Refusal, Repairs, Sheet};
use ui::{FlashKind, Form, Page};
use web::{Cx, FileForm, Submission};

/// The largest table that the desk takes, in bytes: twenty thousand sessions with their abstracts.
pub(super) const LARGEST: u64 = 8 * 1024 * 1024;
/// Rows that a page shows; the counts are those of all.
const SHOWN: usize = 400;
/// What a column holds, for whoever says what it means.
const SAMPLE: usize = 60;

const EDIT: Permission = Permission::EditProgramme;

#[derive(Template)]
#[template(path = "programme/desk/import.html")]
struct SendPage {
    page: Page,
    form: Form,
    /// The table that waits already.
    waiting: Option<String>,
    meanings: Vec<String>,
}

#[derive(Template)]
#[template(path = "programme/desk/import_preview.html")]
struct PreviewPage {
    page: Page,
    form: Form,
    upload: Option<Upload>,
    columns: Vec<ColumnChoice>,
    meanings: Vec<(&'static str, String)>,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    more: usize,
    total: usize,
    kept_out: usize,
    /// Would be made, each with the id of what it is, and names.
    made: Vec<(&'static str, String)>,
    /// What would be made and this viewer may not make.
    lacking: bool,
    seen: String,
    may_take: bool,
}

struct ColumnChoice {
    name: String,
    heading: String,
    sample: String,
    chosen: &'static str,
}

struct Tab {
    fate: &'static str,
    key: &'static str,
    count: usize,
    current: bool,
}

struct Line {
    line: usize,
    title: String,
    when: String,
    room: String,
    fate: &'static str,
    remarks: Vec<(String, bool)>,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    web::ok(&send_page(&cx, &edition, Form::new()).await?)
}

async fn send_page(cx: &Cx, edition: &Edition, form: Form) -> web::Result<SendPage> {
    let page = congress::edition_page(cx, edition);
    Ok(SendPage {
        waiting: upload(cx.db(), cx.ctx(), edition).await?.map(|upload| upload.name),
        meanings: Meaning::ALL.iter().map(|meaning| page.t(meaning.key())).collect(),
        form,
        page,
    })
}

/// Who may not import learns nothing of what is wrong with the form.
pub(super) async fn send(cx: Cx, Path(slug): Path<String>, sent: web::Result<FileForm>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    let sent = sent?;
    let name = sent.name.clone();
    let sheet = match bytes(sent).await? {
        bytes if bytes.is_empty() => Err(FieldProblem::new("programme-import-no-file")),
        // Unpacking and reading takes a processor; other requests have the others.
        bytes => tokio::task::spawn_blocking(move || Sheet::read(&bytes, &mut Repairs::default()))
            .await
            .map_err(web::Error::internal)?
            .map_err(|refusal| refusal.problem()),
    };
    match sheet {
        Ok(sheet) => {
            put_upload(cx.db(), cx.ctx(), &edition, &name, sheet).await?;
            Ok(web::see_other(&cx, &format!("/{slug}/desk/import/preview")))
        }
        Err(problem) => {
            let form = Form::new().with_problems(&Problems::of("file", problem), cx.text());
            web::invalid(&send_page(&cx, &edition, form).await?)
        }
    }
}

/// The whole file; the route has said how large it may be.
async fn bytes(mut sent: FileForm) -> web::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(piece) = sent.file.next().await {
        bytes.extend_from_slice(&piece.map_err(|_| web::Error::Unreadable)?);
        if bytes.len() as u64 > LARGEST {
            return Err(web::Error::TooLarge);
        }
    }
    Ok(bytes)
}

pub(super) async fn preview(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    web::ok(&preview_page(&cx, &edition, &Problems::new()).await?)
}

pub(super) async fn columns(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    let Some(upload) = upload(cx.db(), cx.ctx(), &edition).await? else {
        return Err(web::Error::Conflict("programme-import-gone"));
    };
    let chosen = (0..upload.sheet.headings.len()).map(|at| sent.value(&field(at)).parse::<Meaning>().ok()).collect();
    match Columns::chosen(chosen) {
        Ok(columns) => {
            choose_columns(cx.db(), cx.ctx(), &edition, &columns).await?;
            Ok(web::see_other(&cx, &format!("/{slug}/desk/import/preview")))
        }
        Err(twice) => {
            let problem = FieldProblem::new("programme-import-chosen-twice").with("what", cx.text().t(twice.key()));
            let mut page = preview_page(&cx, &edition, &Problems::of("columns", problem)).await?;
            // What was typed comes back.
            for (at, column) in page.columns.iter_mut().enumerate() {
                column.chosen = sent.value(&field(at)).parse::<Meaning>().map_or("", Meaning::as_str);
            }
            web::invalid(&page)
        }
    }
}

pub(super) async fn confirm(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    let leave_out = sent.value("leave_out") == "yes";
    let problem = match take_upload(cx.db(), cx.ctx(), &edition, sent.value("seen"), leave_out).await? {
        // The report is about people whom somebody has to look at.
        Ok(report) if report.repairs.total > 0 => {
            let path = format!("/{slug}/desk/people");
            return Ok(web::with_flash(&cx, &path, FlashKind::Notice, "programme-import-done-namesakes"));
        }
        Ok(_) => {
            let path = format!("/{slug}/desk/sessions");
            return Ok(web::with_flash(&cx, &path, FlashKind::Done, "programme-import-done"));
        }
        Err(NotTaken::Nothing) => return Err(web::Error::Conflict("programme-import-gone")),
        Err(NotTaken::Changed) => ("seen", FieldProblem::new("programme-import-changed")),
        Err(NotTaken::RowsStayOut(n)) => ("leave_out", FieldProblem::new("programme-import-stay-out").with("n", n)),
        Err(NotTaken::NoRow) => ("seen", FieldProblem::new("programme-import-no-row")),
    };
    web::invalid(&preview_page(&cx, &edition, &Problems::of(problem.0, problem.1)).await?)
}

pub(super) async fn discard(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, EDIT).await?;
    discard_upload(cx.db(), cx.ctx(), &edition).await?;
    Ok(web::see_other(&cx, &format!("/{slug}/desk/import")))
}

fn field(column: usize) -> String {
    format!("column-{column}")
}

/// What becomes of rows, and the ids of the words for it.
const FATES: [(&str, &str); 4] = [
    ("wrong", "programme-import-wrong"),
    ("changed", "programme-import-changed-rows"),
    ("added", "programme-import-added"),
    ("unchanged", "programme-import-unchanged"),
];

async fn preview_page(cx: &Cx, edition: &Edition, problems: &Problems) -> web::Result<PreviewPage> {
    let page = congress::edition_page(cx, edition);
    let form = Form::new().with_problems(problems, cx.text());
    let meanings = Meaning::ALL.iter().map(|meaning| (meaning.as_str(), page.t(meaning.key()))).collect();
    let Some(upload) = upload(cx.db(), cx.ctx(), edition).await? else {
        return Ok(PreviewPage::empty(page, form));
    };
    let look = look(cx.db(), cx.ctx(), edition, &upload).await?;
    let all = lines(cx, edition, &upload, &look);
    let count = |fate: &str| all.iter().filter(|line| line.fate == fate).count();
    let query = Submission::parse(cx.here().split_once('?').map_or("", |(_, query)| query).as_bytes());
    // What needs a decision is shown first.
    let first = FATES.iter().find(|(fate, _)| count(fate) > 0).map_or("added", |(fate, _)| *fate);
    let shown = FATES.iter().map(|(fate, _)| *fate).find(|fate| *fate == query.value("show")).unwrap_or(first);
    let tab =
        |&(fate, key): &(&'static str, &'static str)| Tab { fate, key, count: count(fate), current: fate == shown };
    let tabs = FATES.iter().map(tab).collect();
    let preview = &look.preview;
    let made = [
        ("programme-import-new-rooms", &preview.rooms),
        ("programme-import-new-tracks", &preview.tracks),
        ("programme-import-new-people", &preview.people),
    ];
    let brings_stage = !preview.rooms.is_empty() || !preview.tracks.is_empty();
    let lacking = (brings_stage && !cx.can(Permission::EditEdition, edition.id))
        || (!preview.people.is_empty() && !cx.can(Permission::EditDirectory, edition.id));
    let comma = page.t("programme-site-comma");
    let of_tab = all.iter().filter(|line| line.fate == shown).count();
    Ok(PreviewPage {
        columns: column_choices(&upload),
        meanings,
        tabs,
        more: of_tab.saturating_sub(SHOWN),
        total: all.len(),
        kept_out: look.kept_out.len(),
        made: made
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| (*key, names.join(&comma)))
            .collect(),
        lacking,
        seen: look.seen.clone(),
        may_take: !lacking && !preview.lines.is_empty(),
        lines: all.into_iter().filter(|line| line.fate == shown).take(SHOWN).collect(),
        upload: Some(upload),
        form,
        page,
    })
}

impl PreviewPage {
    fn empty(page: Page, form: Form) -> Self {
        Self {
            page,
            form,
            upload: None,
            columns: Vec::new(),
            meanings: Vec::new(),
            tabs: Vec::new(),
            lines: Vec::new(),
            more: 0,
            total: 0,
            kept_out: 0,
            made: Vec::new(),
            lacking: false,
            seen: String::new(),
            may_take: false,
        }
    }
}

fn column_choices(upload: &Upload) -> Vec<ColumnChoice> {
    let sheet = &upload.sheet;
    let choice = |(at, heading): (usize, &String)| {
        let held = sheet.rows.iter().map(|row| sheet.cell(row, at).trim()).find(|text| !text.is_empty());
        ColumnChoice {
            name: field(at),
            heading: heading.clone(),
            sample: held.unwrap_or_default().chars().take(SAMPLE).collect(),
            chosen: upload.columns.meaning(at).map_or("", Meaning::as_str),
        }
    };
    sheet.headings.iter().enumerate().map(choice).collect()
}

/// Every row with what becomes of it, in the order of the file.
fn lines(cx: &Cx, edition: &Edition, upload: &Upload, look: &Look) -> Vec<Line> {
    let text = cx.text();
    let title = upload.columns.of(Meaning::Title);
    let mut coming = look.preview.lines.iter().peekable();
    let mut flaws = look.flaws.iter().peekable();
    let mut all = Vec::with_capacity(upload.sheet.rows.len());
    for row in &upload.sheet.rows {
        let own = std::iter::from_fn(|| flaws.next_if(|flaw| flaw.line == row.line));
        let own: Vec<&Flaw> = own.collect();
        let mut remarks: Vec<(String, bool)> = own.iter().map(|flaw| (remark(flaw, text), flaw.is_fatal)).collect();
        let here = format!("line {}", row.line);
        let event: Option<&PreviewLine> = coming.next_if(|line| line.at == here);
        let Some(event) = event else {
            let title = title.map_or("", |column| upload.sheet.cell(row, column).trim()).to_owned();
            all.push(Line { line: row.line, title, when: String::new(), room: String::new(), fate: "wrong", remarks });
            continue;
        };
        let fate = match &event.fate {
            Fate::Added => "added",
            Fate::Unchanged => "unchanged",
            Fate::Changed(what) => {
                let names: Vec<String> = what.iter().map(|key| text.t(key)).collect();
                remarks.insert(0, (names.join(&text.t("programme-site-comma")), false));
                "changed"
            }
        };
        let when = event.starts_at.map(|at| {
            let local = at.in_zone(&edition.zone);
            let day = ui::short_date(local.date(), cx.locale());
            format!("{day} {:02}:{:02}, {}′", local.hour(), local.minute(), event.minutes)
        });
        all.push(Line {
            line: row.line,
            title: event.title.get(cx.locale()).text.to_owned(),
            when: when.unwrap_or_default(),
            room: event.room.clone(),
            fate,
            remarks,
        });
    }
    all
}

fn remark(flaw: &Flaw, text: ui::Text) -> String {
    let words = flaw.words(text);
    if flaw.column.is_empty() { words } else { format!("{}: {words}", flaw.column) }
}

impl From<ImportError> for web::Error {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Refused(refusal) => Self::Invalid(Problems::of("file", Refusal::problem(&refusal))),
            ImportError::Programme(error) => error.into(),
            ImportError::Congress(error) => error.into(),
            ImportError::Directory(error) => error.into(),
            ImportError::Db(error) => Self::Database(error),
            ImportError::NoEdition(_) => Self::NotFound,
            ImportError::Taken(_) | ImportError::Reserved(_) | ImportError::NotPublished(..) => {
                Self::Conflict("programme-import-changed")
            }
        }
    }
}
