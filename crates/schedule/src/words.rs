//! What the words of other schedules mean here: types, roles, languages.

use crate::{PersonRole, SPOKEN, SessionKind};

/// The kind that a type means. What nobody knows is a talk.
pub(crate) fn kind(raw: &str, title: &str) -> SessionKind {
    let word = raw.trim().to_lowercase();
    if let Ok(kind) = word.parse() {
        return kind;
    }
    let has = |words: &[&str]| words.iter().any(|part| word.contains(part));
    if word == "service" {
        let title = title.to_lowercase();
        let speaks = ["opening", "welcome", "closing", "keynote"].iter().find(|part| title.contains(**part));
        return speaks.map_or(SessionKind::Break, |part| kind(part, ""));
    }
    if has(&["break", "lunch", "coffee", "pause", "catering", "mittag", "休息", "茶歇", "午餐"]) {
        SessionKind::Break
    } else if has(&["opening", "welcome", "eröffnung", "开幕"]) {
        SessionKind::Opening
    } else if has(&["closing", "ceremony", "award", "颁奖", "闭幕"]) {
        SessionKind::Ceremony
    } else if has(&["keynote", "主旨"]) {
        SessionKind::Keynote
    } else if has(&["party", "reception", "social", "dinner", "concert", "music", "performance", "meeting"]) {
        SessionKind::Reception
    } else if has(&["excursion", "tour", "visit"]) {
        SessionKind::FieldVisit
    } else if has(&["workshop", "tutorial", "hands-on", "sprint", "training", "工作坊", "培训"]) {
        SessionKind::Workshop
    } else if has(&["panel", "discussion", "debate", "roundtable", "圆桌", "对话"]) {
        SessionKind::Panel
    } else if has(&["poster", "海报", "墙报"]) {
        SessionKind::Poster
    } else if has(&["forum", "devroom", "meetup", "bof", "assembly", "论坛"]) {
        SessionKind::Forum
    } else {
        SessionKind::Talk
    }
}

/// The role that a word means; most people in a schedule speak.
pub(crate) fn role(raw: &str) -> PersonRole {
    match raw.trim().to_lowercase().as_str() {
        "moderator" | "chair" => PersonRole::Moderator,
        "host" | "herald" => PersonRole::Host,
        "contributor" | "panelist" | "panellist" => PersonRole::Panellist,
        "interpreter" | "translator" => PersonRole::Interpreter,
        _ => PersonRole::Speaker,
    }
}

/// The code of a language: `de`, `en-US`, `zh_CN`, `German`, `Deutsch`.
pub(crate) fn language(raw: &str) -> Option<&'static str> {
    let word = raw.trim().to_lowercase();
    let primary = word.split(['-', '_']).next().unwrap_or_default();
    let own =
        [("deutsch", "de"), ("français", "fr"), ("español", "es"), ("中文", "zh"), ("日本語", "ja"), ("eng", "en")];
    let named = own.iter().find(|(name, _)| *name == word).map_or(primary, |(_, code)| code);
    let known = SPOKEN.iter().find(|(code, en, zh)| *code == named || en.to_lowercase() == word || *zh == word);
    known.map(|(code, ..)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others() {
        assert_eq!(kind("Lunch break", ""), SessionKind::Break);
        assert_eq!(kind("service", "Welcome!"), SessionKind::Opening);
        assert_eq!(kind("city_showcase", ""), SessionKind::CityShowcase);
        assert_eq!(kind("lightning_talk", ""), SessionKind::Talk);
        assert_eq!(kind("Panel discussion", ""), SessionKind::Panel);
        assert_eq!(kind("90 min tutorial", ""), SessionKind::Workshop);
        for (raw, code) in [("de", Some("de")), ("en-US", Some("en")), ("zh_CN", Some("zh")), ("German", Some("de"))] {
            assert_eq!(language(raw), code, "{raw}");
        }
        assert_eq!((language("formal"), language(""), language("tlh")), (None, None, None));
    }
}
