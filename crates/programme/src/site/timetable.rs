//! The timetable: a day as a grid of rooms, or any part of it as a list.

use super::{
    choice::{Choice, Shape},
    compose::Composer,
    entry::{Day, counts, stands_alone},
    facets::{DayTab, Filter, days, filters},
    grid::Grid,
    moment::day_of,
};
use crate::view::{ProgrammeView, SessionView, Views};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use jiff::civil::Date;
use ui::Page;
use web::Cx;

#[derive(Template)]
#[template(path = "programme/site/timetable.html")]
struct TimetablePage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    heading: String,
    tabs: Vec<DayTab>,
    filters: Vec<Filter>,
    /// What the form of the filters carries along.
    shape: &'static str,
    day: Option<Date>,
    shown: usize,
    total: usize,
    is_filtered: bool,
    as_grid: String,
    as_list: String,
    unfiltered: String,
    /// Whose clock the times are by.
    clock: String,
    /// One of the two is there.
    grid: Option<Grid<'c>>,
    days: Vec<Day<'c>>,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = views.view(&cx, &slug).await?;
    let choice = opened(&cx, &view);
    let variant = choice.day.map_or_else(String::new, |day| day.to_string());
    let write = |page: Page, set: &Composer<'_>, ()| web::ok(&timetable(page, set, choice));
    super::answer(&cx, &view, &variant, super::nothing_else, write).await
}

/// The choice of the address. A grid needs a day: today, else the first.
fn opened<'v>(cx: &Cx, view: &'v ProgrammeView) -> Choice<'v> {
    let choice = Choice::read(cx.here(), view);
    if choice.shape == Shape::List || choice.day.is_some() {
        return choice;
    }
    let days = view.days();
    let today = day_of(cx.now(), &view.edition.zone);
    let day = days.iter().find(|day| **day == today).or(days.first()).copied();
    choice.on(day)
}

fn timetable<'c>(page: Page, set: &'c Composer<'_>, choice: Choice<'c>) -> TimetablePage<'c> {
    let view = set.view;
    let taken: Vec<&SessionView> = view.sessions.iter().filter(|s| choice.takes(view, s, None)).collect();
    let href = |choice: Choice<'_>| format!("{}{}", set.base, choice.path());
    let is_grid = choice.shape == Shape::Grid;
    TimetablePage {
        heading: heading(&page, choice.day),
        tabs: days(set, choice),
        filters: filters(set, choice),
        shape: if is_grid { "grid" } else { "list" },
        day: choice.day,
        shown: taken.iter().filter(|session| counts(session)).count(),
        total: view.sessions.iter().filter(|session| stands_alone(session) && counts(session)).count(),
        is_filtered: choice.is_filtered(),
        as_grid: href(choice.shaped(Shape::Grid)),
        as_list: href(choice.shaped(Shape::List)),
        unfiltered: href(choice.unfiltered()),
        clock: taken.first().map_or_else(String::new, |session| set.clock(session.starts_at)),
        grid: (is_grid && !taken.is_empty()).then(|| Grid::of(set, &taken)),
        days: if is_grid { Vec::new() } else { set.by_day(taken.into_iter().map(|session| set.whole(session))) },
        set,
        page,
    }
}

fn heading(page: &Page, day: Option<Date>) -> String {
    match day {
        Some(day) => page.t1("programme-site-timetable-of", "day", ui::long_date(day, page.locale)),
        None => page.t("programme-site-timetable"),
    }
}
