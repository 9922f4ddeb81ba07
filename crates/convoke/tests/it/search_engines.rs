//! What search engines are told of every page that a stranger can open.

use crate::{
    stranger_walk::planted,
    support::{
        fillings::{Address, Fillings},
        look::in_language,
    },
};
use testkit::{Answer, both_engines};
use web::{RouteInfo, Who};

const ORIGIN: &str = "http://convoke.test";

/// The address of the page for search engines.
fn canonical(page: &str) -> Option<&str> {
    page.split("<link rel=\"canonical\" href=\"").nth(1)?.split('"').next()
}

fn is_page(answer: &Answer) -> bool {
    answer.status.as_u16() == 200 && answer.header("content-type").starts_with("text/html")
}

/// What is wrong with what a page says of itself, if anything is.
fn complaint(path: &str, page: &str) -> Option<String> {
    let head = page.split("</head>").next().unwrap_or_default();
    let bare = path.split('?').next().unwrap_or_default();
    let (own, without) = (format!("{ORIGIN}{bare}"), bare.get(3..).unwrap_or_default());
    let is_kept_out = head.contains("<meta name=\"robots\" content=\"noindex\">");
    let languages = [
        format!("hreflang=\"en\" href=\"{ORIGIN}/en{without}\""),
        format!("hreflang=\"zh-Hans\" href=\"{ORIGIN}/zh{without}\""),
        format!("hreflang=\"x-default\" href=\"{ORIGIN}{without}\""),
    ];
    match canonical(head) {
        // Either it points elsewhere, or it says nothing.
        Some(found) if is_kept_out => (found == own).then(|| "is kept out and names itself".to_owned()),
        None if is_kept_out => None,
        None => Some("neither names its address nor asks not to be kept".to_owned()),
        // A session is found by its code, too, and says by which address it wants to be known.
        Some(found) if found != own && !bare.contains("/sessions/") => Some(format!("calls itself {found}")),
        Some(_) => languages.into_iter().find(|one| !head.contains(one) && !bare.contains("/sessions/")),
    }
}

/// Addresses with a secret in them, pages of one reader, and pages for paper.
fn must_be_kept_out(route: &RouteInfo) -> bool {
    let private = ["{token}", "/agenda", "/print", "/feedback", "/sign-up"];
    private.iter().any(|part| route.path.contains(part))
}

both_engines!(every_public_page_names_its_address_or_is_kept_out, |engine| async move {
    let (house, made, _) = planted(engine).await;
    let fillings = Fillings::of(&house, &made).await;
    let mut stranger = house.stranger();
    let (mut wrong, mut named) = (Vec::new(), Vec::new());
    for route in house.table.iter().filter(|route| route.method == "GET" && route.who == Who::Anyone) {
        if route.is_bare() {
            continue;
        }
        let open = |address: &Address| address.hidden.is_none();
        for address in fillings.addresses(route).into_iter().filter(open) {
            for language in ["en", "zh"] {
                let path = in_language(language, route, &address.path);
                let answer = stranger.get(&path).await;
                if !is_page(&answer) {
                    continue;
                }
                wrong.extend(complaint(&path, &answer.body).map(|what| format!("{path}: {what}")));
                let is_kept_out = answer.body.contains("<meta name=\"robots\" content=\"noindex\">");
                if must_be_kept_out(route) && !is_kept_out {
                    wrong.push(format!("{path}: is to be kept out"));
                }
                if route.path.ends_with("/print") {
                    let timetable = format!("{ORIGIN}/{language}/hangzhou-2024/timetable");
                    if address.path.contains("hangzhou-2024") && canonical(&answer.body) != Some(timetable.as_str()) {
                        wrong.push(format!("{path}: does not point to the timetable"));
                    }
                }
                if !is_kept_out {
                    named.push(path);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
    for known in ["/en/hangzhou-2024", "/zh/hangzhou-2024/timetable", "/en/hangzhou-2024/calls/sessions"] {
        assert!(named.iter().any(|path| path == known), "{known} is not among {named:?}");
    }
});

both_engines!(every_page_of_the_map_answers_by_that_address, |engine| async move {
    let (house, ..) = planted(engine).await;
    let mut stranger = house.stranger();
    let mut wrong = Vec::new();
    for language in ["en", "zh"] {
        let map = stranger.get(&format!("/{language}/hangzhou-2024/sitemap.xml")).await.is(200).body;
        let addresses: Vec<&str> = map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
        assert!(addresses.contains(&format!("{ORIGIN}/{language}/hangzhou-2024/calls/sessions").as_str()), "{map}");
        for address in addresses {
            let path = address.strip_prefix(ORIGIN).unwrap();
            let answer = stranger.get(path).await;
            let head = answer.body.split("</head>").next().unwrap_or_default();
            if !is_page(&answer) || canonical(head) != Some(address) || head.contains("\"noindex\"") {
                wrong.push(format!("{path}: {} {:?}", answer.status, canonical(head)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} addresses:\n{}", wrong.len(), wrong.join("\n"));
});
