//! The style sheet of one order: the paper, its running heads, the places in a
//! plan. Organisers' words stand in it only as quoted text.

use super::{
    Front, book,
    order::{Order, Paper},
    plan::{self, EDGE, NAMES, Plan},
};
use crate::site::compose::Composer;
use std::fmt::Write;

/// The faces of the running heads: what stands in the margin of a page inherits nothing.
const FACE: &str =
    "400 7.5pt/1.3 \"Instrument Sans\",\"PingFang SC\",\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif";

/// The sheet.
pub(super) fn of(set: &Composer<'_>, order: &Order, front: &Front) -> String {
    let mut css = String::new();
    let (width, height) = order.paper.size();
    // Writing to a String cannot fail.
    let _ = write!(css, "@page{{size:{width}mm {height}mm;");
    if order.paper.is_plan() {
        let _ = write!(css, "margin:{EDGE}mm}}");
        plan::all(set, order).iter().for_each(|plan| places(&mut css, plan, plan::area(order)));
    } else {
        pages(&mut css, set, order, front);
    }
    css
}

/// The pages of a book: its name and the day above, the state and the number below.
fn pages(css: &mut String, set: &Composer<'_>, order: &Order, front: &Front) {
    let (margin, inner, outer) = if order.paper == Paper::Book { ("20mm", 18, 16) } else { ("16mm", 15, 11) };
    let name = quoted(set.phrase(&set.view.edition.name).text);
    let state = quoted(&front.as_of);
    let _ = write!(css, "margin:{margin} {outer}mm {margin} {inner}mm}}");
    let boxes = |css: &mut String, page: &str, day: &str| {
        let number = "counter(page)";
        // The number stands outside, where the thumb is.
        for (side, out, inside) in [(":right", "right", "left"), (":left", "left", "right")] {
            let _ = write!(
                css,
                "@page {page}{side}{{@top-{inside}{{content:{name};font:{FACE};color:#555}}\
                 @top-{out}{{content:{day};font:{FACE};font-weight:600;color:#000}}\
                 @bottom-{inside}{{content:{state};font:{FACE};color:#555}}\
                 @bottom-{out}{{content:{number};font:{FACE};font-weight:600;color:#000}}}}"
            );
        }
        let _ = write!(css, "@page {page}:left{{margin-left:{outer}mm;margin-right:{inner}mm}}");
    };
    for day in book::days(set, order) {
        let page = format!("day{}", day.number);
        let _ = write!(css, ".pp-day-{}{{page:{page}}}", day.number);
        boxes(css, &page, &quoted(&day.title));
    }
    css.push_str(".pp-index{page:people}");
    boxes(css, "people", &quoted(&set.text.t("programme-print-index")));
}

/// Where everything in a plan stands.
fn places(css: &mut String, plan: &Plan<'_>, (width, height): (f32, f32)) {
    let n = plan.number;
    let (lanes, steps) = (plan.lanes.max(1), plan.steps.max(1));
    let rows = |count: usize| format!("auto repeat({count},minmax(min-content,1fr))");
    let (columns, rows) = if plan.across {
        (format!("10mm repeat({lanes},minmax(0,1fr))"), rows(steps))
    } else {
        (format!("{}mm repeat({steps},minmax(0,1fr))", width * NAMES), rows(lanes))
    };
    let _ = write!(
        css,
        ".pp-plan-{n}{{inline-size:{width}mm;block-size:{height}mm;font-size:{}pt;\
         grid-template-columns:{columns};grid-template-rows:{rows}}}",
        plan.points
    );
    // Lines of the grid are counted from 1, and the first row and column are heads.
    let mut place = |name: String, lane: (usize, usize), step: (usize, usize)| {
        let line = |at: usize| if at == usize::MAX { "-1".to_owned() } else { (at + 2).to_string() };
        let (rows, columns) = if plan.across { (step, lane) } else { (lane, step) };
        let _ = write!(
            css,
            ".{name}{{grid-area:{}/{}/{}/{}}}",
            line(rows.0),
            line(columns.0),
            line(rows.1),
            line(columns.1)
        );
    };
    for (at, cell) in plan.cells.iter().enumerate() {
        let lane = cell.lane.map_or((0, usize::MAX), |lane| (lane, lane + 1));
        place(format!("p{n}c{at}"), lane, (cell.start, cell.end));
    }
    for (at, hour) in plan.hours.iter().enumerate() {
        place(format!("p{n}l{at}"), (0, usize::MAX), (hour.step, hour.step + hour.span));
    }
    for (at, room) in plan.rooms.iter().enumerate() {
        place(format!("p{n}k{at}"), (room.lane, room.lane + room.of), (0, usize::MAX));
    }
    for (at, room) in plan.rooms.iter().enumerate() {
        let (from, to) = (room.lane + 2, room.lane + room.of + 2);
        let area = if plan.across { format!("1/{from}/2/{to}") } else { format!("{from}/1/{to}/2") };
        let _ = write!(css, ".p{n}r{at}{{grid-area:{area}}}");
    }
    for (at, hour) in plan.hours.iter().enumerate() {
        let (from, to) = (hour.step + 2, hour.step + hour.span + 2);
        let area = if plan.across { format!("{from}/1/{to}/2") } else { format!("1/{from}/2/{to}") };
        let _ = write!(css, ".p{n}h{at}{{grid-area:{area}}}");
    }
}

/// A text as a string of CSS (CSS Syntax 3, 4.3.5): whatever could end it, or
/// the sheet, is written by its number.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '>' | '&' | '{' | '}' | '@' | ';' | '/' => {
                let _ = write!(out, "\\{:x} ", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_name_leaves_its_quotation_marks() {
        assert_eq!(quoted("Hangzhou 杭州"), "\"Hangzhou 杭州\"");
        let wild = quoted("\"}@import url(//x)</style>\\\n\u{0}");
        assert_eq!(wild.matches('"').count(), 2, "{wild}");
        assert!(!wild.contains(['}', '@', ';', '<', '\n', '\u{0}']), "{wild}");
        assert!(wild.starts_with("\"\\22 \\7d \\40 import"), "{wild}");
    }
}
