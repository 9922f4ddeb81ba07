//! What the columns of a table mean: guessed from their headings, in English and
//! in Chinese, and corrected by whoever imports it.

use serde::{Deserialize, Serialize};

kernel::text_enum! {
    /// What a column holds.
    pub enum Meaning {
        /// By which a session is known again the next time.
        Key = "key",
        /// The title, in English or in whatever language it is written.
        Title = "title",
        /// The title in Chinese.
        TitleZh = "title_zh",
        /// What the session is about.
        Summary = "summary",
        /// The same in Chinese.
        SummaryZh = "summary_zh",
        /// The kind of session.
        Kind = "kind",
        /// The day.
        Day = "day",
        /// When it begins: a clock, or day and clock.
        Start = "start",
        /// When it ends, likewise.
        End = "end",
        /// How long it takes.
        Duration = "duration",
        /// The room.
        Room = "room",
        /// The track.
        Track = "track",
        /// Spoken languages.
        Languages = "languages",
        /// Who speaks.
        Speakers = "speakers",
        /// Who leads the conversation.
        Moderators = "moderators",
    }
}

impl Meaning {
    /// Id of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Key => "schedule-is-key",
            Self::Title => "schedule-is-title",
            Self::TitleZh => "schedule-is-title-zh",
            Self::Summary => "schedule-is-summary",
            Self::SummaryZh => "schedule-is-summary-zh",
            Self::Kind => "schedule-is-kind",
            Self::Day => "schedule-is-day",
            Self::Start => "schedule-is-start",
            Self::End => "schedule-is-end",
            Self::Duration => "schedule-is-duration",
            Self::Room => "schedule-is-room",
            Self::Track => "schedule-is-track",
            Self::Languages => "schedule-is-languages",
            Self::Speakers => "schedule-is-speakers",
            Self::Moderators => "schedule-is-moderators",
        }
    }

    /// Headings that mean it, without spaces, signs and case. The first that fits wins.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Key => {
                &["guid", "uid", "id", "sessionid", "key", "code", "keyorcode", "编号", "序号", "代码", "no", "nr"]
            }
            Self::Title => &[
                "title",
                "titleen",
                "titleenglish",
                "englishtitle",
                "sessiontitle",
                "talktitle",
                "session",
                "talk",
                "name",
                "topic",
                "subject",
                "标题",
                "题目",
                "活动名称",
                "名称",
                "主题",
                "议题",
                "英文标题",
                "演讲题目",
                "titel",
                "vortrag",
            ],
            Self::TitleZh => &[
                "titlezh",
                "titlecn",
                "chinesetitle",
                "titlechinese",
                "titleinchinese",
                "中文标题",
                "中文名称",
                "中文题目",
            ],
            Self::Summary => &[
                "abstract",
                "abstracten",
                "summary",
                "summaryen",
                "description",
                "about",
                "简介",
                "摘要",
                "内容简介",
                "内容",
                "介绍",
                "英文简介",
                "beschreibung",
                "zusammenfassung",
            ],
            Self::SummaryZh => &[
                "abstractzh",
                "abstractcn",
                "abstractinchinese",
                "summaryzh",
                "descriptionzh",
                "中文简介",
                "中文摘要",
                "中文介绍",
            ],
            Self::Kind => {
                &["type", "kind", "format", "sessiontype", "sessionformat", "类型", "形式", "活动类型", "类别", "art"]
            }
            Self::Day => &["day", "date", "日期", "天", "datum", "tag"],
            Self::Start => &[
                "start",
                "starttime",
                "starts",
                "startsat",
                "begin",
                "begins",
                "from",
                "time",
                "startdate",
                "startdatetime",
                "开始",
                "开始时间",
                "起始时间",
                "时间",
                "beginn",
                "uhrzeit",
            ],
            Self::End => &["end", "endtime", "ends", "endsat", "until", "to", "enddate", "结束", "结束时间", "ende"],
            Self::Duration => &[
                "duration",
                "durationmin",
                "durationminutes",
                "length",
                "minutes",
                "min",
                "时长",
                "时长分钟",
                "分钟",
                "dauer",
            ],
            Self::Room => &[
                "room",
                "location",
                "venue",
                "place",
                "hall",
                "stage",
                "会场",
                "地点",
                "会议室",
                "场地",
                "raum",
                "ort",
            ],
            Self::Track => &["track", "stream", "theme", "category", "板块", "议题板块", "分会场主题", "专题"],
            Self::Languages => &["language", "languages", "lang", "spokenlanguage", "语言", "使用语言", "sprache"],
            Self::Speakers => &[
                "speaker",
                "speakers",
                "speakernames",
                "presenter",
                "presenters",
                "author",
                "authors",
                "people",
                "演讲人",
                "嘉宾",
                "讲者",
                "演讲嘉宾",
                "发言人",
                "报告人",
                "referent",
                "referenten",
                "sprecher",
            ],
            Self::Moderators => &["moderator", "moderators", "chair", "chairs", "host", "主持人", "主持", "moderation"],
        }
    }
}

/// What each column of a table means; nothing is a column that is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns(Vec<Option<Meaning>>);

impl Columns {
    /// A guess from the headings. No meaning is given twice.
    pub fn guess(headings: &[String]) -> Self {
        let plain: Vec<String> = headings.iter().map(|heading| folded(heading)).collect();
        let mut all = vec![None; headings.len()];
        for meaning in Meaning::ALL {
            let free = |at: &usize| all[*at].is_none();
            let known = meaning
                .headings()
                .iter()
                .find_map(|name| plain.iter().position(|heading| heading == name).filter(free));
            if let Some(at) = known {
                all[at] = Some(*meaning);
            }
        }
        Self(all)
    }

    /// As somebody chose them, one for each column.
    ///
    /// # Errors
    /// The meaning that was given to two columns.
    pub fn chosen(all: Vec<Option<Meaning>>) -> Result<Self, Meaning> {
        let twice = |meaning: &&Meaning| all.iter().filter(|one| **one == Some(**meaning)).count() > 1;
        match Meaning::ALL.iter().find(twice) {
            Some(meaning) => Err(*meaning),
            None => Ok(Self(all)),
        }
    }

    /// The column that holds something.
    pub fn of(&self, meaning: Meaning) -> Option<usize> {
        self.0.iter().position(|one| *one == Some(meaning))
    }

    /// What a column holds.
    pub fn meaning(&self, column: usize) -> Option<Meaning> {
        self.0.get(column).copied().flatten()
    }
}

/// A heading without what differs from hand to hand.
fn folded(heading: &str) -> String {
    let inside: String = heading.chars().filter(|c| c.is_alphanumeric()).collect();
    inside.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(headings: &[&str]) -> Vec<Option<Meaning>> {
        Columns::guess(&headings.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>()).0
    }

    #[test]
    fn headings_are_understood_in_both_languages() {
        use Meaning::{Day, Duration, End, Key, Room, Speakers, Start, Title, TitleZh};
        let en = guess(&["Session ID", "Title", "Start time", "Duration (min)", "Room", "Speakers", "Shoe size"]);
        assert_eq!(en, [Some(Key), Some(Title), Some(Start), Some(Duration), Some(Room), Some(Speakers), None]);
        let zh = guess(&["编号", "标题", "中文标题", "日期", "开始时间", "结束时间", "会场", "演讲嘉宾"]);
        let all = [Key, Title, TitleZh, Day, Start, End, Room, Speakers];
        assert_eq!(zh, all.map(Some));
        assert_eq!(guess(&["Title", "title"]), [Some(Title), None]);
    }

    #[test]
    fn a_heading_that_the_page_names_is_understood() {
        ui::register(&crate::TEXT);
        for locale in kernel::Locale::ALL {
            let named: Vec<String> = Meaning::ALL.iter().map(|one| ui::Text(*locale).t(one.key())).collect();
            let understood = Columns::guess(&named).0;
            let all: Vec<Option<Meaning>> = Meaning::ALL.iter().copied().map(Some).collect();
            assert_eq!(understood, all, "{named:?}");
        }
    }

    #[test]
    fn nothing_is_said_by_two_columns() {
        assert_eq!(Columns::chosen(vec![Some(Meaning::Room), None, Some(Meaning::Room)]), Err(Meaning::Room));
        assert!(Columns::chosen(vec![None, None]).is_ok());
    }
}
