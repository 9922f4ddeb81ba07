//! What the programme says about each invented activity, put together from
//! sentences that fit its kind.

use super::activities::Kind;

/// A sentence in English and in Chinese.
type Sentence = (&'static str, &'static str);

const OPENING: &[Sentence] = &[
    (
        "The host city welcomes seventy delegations; three of them say what they came to learn.",
        "主办城市欢迎七十个城市代表团，其中三个代表团将谈谈此行想学到什么。",
    ),
    ("Doors open half an hour before the start.", "开始前半小时入场。"),
];
const CEREMONY: &[Sentence] = &[
    (
        "The rounds before the ceremony are read out with their results, then the hands are shaken.",
        "先宣读此前各轮的结果，再上台握手。",
    ),
    ("Photographs are taken at the side of the stage afterwards.", "仪式结束后，在舞台侧面合影留念。"),
];
const SHOWCASE: &[Sentence] = &[
    (
        "One city, one project: what it replaced, what it cost, and who uses it today.",
        "一座城市，一个项目：它取代了什么、花了多少钱、如今谁在使用。",
    ),
    (
        "A short film from the site opens the round; plans and contracts are on the table afterwards.",
        "以现场短片开场，会后可查阅图纸与合同。",
    ),
    (
        "The people who run the service answer, not only those who announced it.",
        "回答提问的不只是宣布项目的人，还有每天运行它的人。",
    ),
];
const FIELD_VISIT: &[Sentence] = &[
    (
        "The bus leaves on time and is back before the next round; flat shoes are wise.",
        "大巴准点出发，并在下一场活动前返回；建议穿平底鞋。",
    ),
    (
        "Engineers and neighbours show the place together, and say where they disagree.",
        "由工程师与周边居民共同带路，也会说明彼此意见不一之处。",
    ),
];
const TALK: &[Sentence] = &[
    (
        "Speakers from three cities compare what they planned with what was built, and what they would do again.",
        "来自三座城市的嘉宾对照当初的规划与最终的建成结果，并谈谈哪些做法值得再来一次。",
    ),
    (
        "The discussion is open to the floor after the first half hour; questions may be asked in English or Chinese.",
        "半小时后开放现场提问，可使用英语或中文。",
    ),
    ("Figures are given with their source, and failures with their cost.", "数据注明出处，失败说明代价。"),
    (
        "The session ends with three steps that a city of any size can take within a year.",
        "会议最后提出三个步骤，任何规模的城市都能在一年内做到。",
    ),
    (
        "Nobody sells anything here: each case is told by those who had to live with it.",
        "这里不做推介：每个案例都由亲历者讲述。",
    ),
];

/// The abstract of the `n`th session, in English and Chinese. An item inside
/// a forum and a talk in a further room read as [`Kind::Forum`].
pub fn of(kind: Kind, n: usize) -> (String, String) {
    let pool = match kind {
        Kind::Opening => OPENING,
        Kind::Ceremony => CEREMONY,
        Kind::CityShowcase => SHOWCASE,
        Kind::FieldVisit => FIELD_VISIT,
        Kind::Keynote | Kind::Forum => TALK,
    };
    let first = n % pool.len();
    // Two different sentences, and not always the same pair.
    let second = (first + 1 + n / pool.len() % (pool.len() - 1)) % pool.len();
    (format!("{} {}", pool[first].0, pool[second].0), format!("{}{}", pool[first].1, pool[second].1))
}

/// What an evening or a breakfast in the foyer says of itself.
pub const RECEPTION: Sentence = ("Standing tables, no speeches.", "站立交流，不设致辞。");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_abstract_says_the_same_twice() {
        for kind in [Kind::Opening, Kind::Keynote, Kind::CityShowcase, Kind::Ceremony, Kind::FieldVisit] {
            for n in 0..40 {
                let (en, _) = of(kind, n);
                let (first, second) = en.split_once(". ").unwrap_or((&en, ""));
                assert!(!second.starts_with(first), "{en}");
            }
        }
    }
}
