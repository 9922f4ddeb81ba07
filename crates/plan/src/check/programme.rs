//! `convoke plan check programme`.

use super::Pair;
use crate::{
    ending::{Ending, Refused, print, read},
    programme::is_event,
};
use planner::programme::{
    check::check,
    event::{Event, Place},
    event_check::check_event,
    plan::{Plan, TERMS},
    sheet::Sheet,
};
use serde::Deserialize;
use serde_json::Value;

/// What is believed of a printed plan: nothing but the plan. The rest is compared.
#[derive(Deserialize)]
struct Printed {
    cost: Option<i64>,
    terms: Option<serde_json::Map<String, Value>>,
    #[serde(flatten)]
    plan: Plan,
}

#[derive(Deserialize)]
struct PrintedEvent {
    cost: Option<i64>,
    terms: Option<serde_json::Map<String, Value>>,
    placements: Vec<Option<Place>>,
}

pub(super) fn run(pair: &Pair) -> Result<Ending, Refused> {
    let text = read(&pair.input)?;
    let plan = read(&pair.plan)?;
    let no_plan = |error: serde_json::Error| Refused::file(&pair.plan, error);
    let (broken, cost, terms, said_cost, said_terms) = if is_event(&text) {
        let event = Event::parse(&text).map_err(|flaw| Refused::file(&pair.input, flaw))?;
        let printed: PrintedEvent = serde_json::from_str(&plan).map_err(no_plan)?;
        let verdict = check_event(&event, &printed.placements);
        let terms = serde_json::to_value(verdict.terms).map_err(no_plan)?;
        let terms = terms.as_object().cloned().unwrap_or_default();
        (verdict.broken, verdict.cost, terms, printed.cost, printed.terms)
    } else {
        let sheet = Sheet::parse(&text).map_err(|flaw| Refused::file(&pair.input, flaw))?;
        let printed: Printed = serde_json::from_str(&plan).map_err(no_plan)?;
        let verdict = check(&sheet, &printed.plan);
        let terms = TERMS.iter().zip(verdict.terms).map(|(name, count)| ((*name).to_owned(), count.into())).collect();
        (verdict.broken, verdict.cost, terms, printed.cost, printed.terms)
    };
    if !broken.is_empty() {
        return Err(Refused::file(&pair.plan, format!("not a plan of this input:\n{}", broken.join("\n"))));
    }
    if let Some(said) = said_cost.filter(|&said| said != cost) {
        return Err(Refused::file(&pair.plan, format!("says that it costs {said}, and costs {cost}")));
    }
    if let Some(said) = said_terms {
        for (name, count) in &said {
            if terms.get(name) != Some(count) {
                let counted = terms.get(name).map_or_else(|| "no such term".to_owned(), Value::to_string);
                return Err(Refused::file(&pair.plan, format!("says {name} is {count}, counted: {counted}")));
            }
        }
    }
    let mut lines = vec![format!("valid, cost {cost}")];
    lines.extend(terms.iter().map(|(name, count)| format!("{count:>10} {name}")));
    print(&lines.join("\n"));
    Ok(Ending::Planned)
}
