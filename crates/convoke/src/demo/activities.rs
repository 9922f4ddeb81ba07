//! The forty-five public activities of the demonstration, invented around the
//! published frame of the model case, and what is said inside the forums.

/// What kind of activity it is. The programme has its own type; this one only
/// carries what the tables below need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The congress begins.
    Opening,
    /// One voice, the large hall.
    Keynote,
    /// Several voices, with items inside.
    Forum,
    /// A city shows what it has done.
    CityShowcase,
    /// Awards and signatures.
    Ceremony,
    /// Out of the house, by bus.
    FieldVisit,
}

/// One activity: day from 1, start as minutes from midnight, length, room and
/// track by their place in the tables below (`NO_TRACK` for none).
pub struct Activity {
    /// Its kind.
    pub kind: Kind,
    /// Day of the edition, from 1.
    pub day: i64,
    /// Minutes from midnight in the zone of the edition.
    pub start: i64,
    /// Length in minutes.
    pub minutes: i64,
    /// Index into [`ROOMS`].
    pub room: usize,
    /// Index into [`TRACKS`], or [`NO_TRACK`].
    pub track: usize,
    /// Title in English.
    pub en: &'static str,
    /// Title in Chinese; empty leaves the translation missing, as happens.
    pub zh: &'static str,
}

/// The activity belongs to the whole congress.
pub const NO_TRACK: usize = usize::MAX;

/// Whose halls these are: the congress centre of [`VENUES`].
pub const CONGRESS_CENTRE: usize = 0;

/// The five published exhibition tracks, which also thread the programme.
pub const TRACKS: [(&str, &str, &str); 5] = [
    ("enabling-technologies", "Enabling Technologies", "使能技术"),
    ("energy-environment", "Energy and Environment", "能源与环境"),
    ("logistics-mobility", "Urban Logistics and Mobility", "城市物流与出行"),
    ("consumption-livability", "New Consumption and Livability", "新消费与宜居"),
    ("services-economy", "Public Services and Economy", "公共服务与经济"),
];

/// Venue (0 the congress centre, 1 the exhibition halls, 2 in the city), slug, names, seats.
pub const ROOMS: [(usize, &str, &str, &str, i32); 12] = [
    (0, "grand-hall", "Grand Hall", "主会场", 1200),
    (0, "qiantang", "Qiantang Room", "钱塘厅", 300),
    (0, "west-lake", "West Lake Room", "西湖厅", 300),
    (0, "liangzhu", "Liangzhu Room", "良渚厅", 180),
    (0, "canal", "Grand Canal Room", "运河厅", 180),
    (1, "city-stage", "City Stage", "城市舞台", 150),
    (1, "hall-3-forum", "Hall 3 Forum", "3号馆论坛区", 120),
    (1, "lab", "Open Lab", "开放实验室", 60),
    (2, "bus-1", "South Gate, bus 1", "南门1号车", 45),
    (2, "bus-2", "South Gate, bus 2", "南门2号车", 45),
    (2, "bus-3", "South Gate, bus 3", "南门3号车", 45),
    (0, "foyer", "Foyer", "前厅", 800),
];

/// Where breaks are, by its place in [`ROOMS`].
pub const FOYER: usize = 11;

/// Names of the venues.
pub const VENUES: [(&str, &str, &str); 3] = [
    ("congress-centre", "Congress Centre (illustration)", "会议中心（示例）"),
    ("exhibition-halls", "Exhibition Halls (illustration)", "展览馆（示例）"),
    ("in-the-city", "In the city", "市内参观点"),
];

const fn at(hour: i64, minute: i64) -> i64 {
    hour * 60 + minute
}

macro_rules! activities {
    ($($kind:ident $day:literal $hour:literal:$minute:literal +$length:literal room $room:literal track $track:expr, $en:literal, $zh:literal;)+) => {
        &[$(Activity { kind: Kind::$kind, day: $day, start: at($hour, $minute), minutes: $length, room: $room, track: $track, en: $en, zh: $zh }),+]
    };
}

/// Forty-five activities in five days.
pub const ACTIVITIES: &[Activity] = activities![
    Opening 1 9:00 +60 room 0 track NO_TRACK, "Opening: Cities that learn from each other", "开幕式：城市互学互鉴";
    Keynote 1 10:15 +45 room 0 track 0, "The city as an open platform", "城市即开放平台";
    Keynote 1 11:15 +45 room 0 track 4, "Who pays for the smart city?", "智慧城市，谁来买单？";
    Forum 1 13:30 +120 room 1 track 0, "Data spaces between cities", "城市间的数据空间";
    Forum 1 13:30 +120 room 2 track 1, "Water, heat and the dense city", "高密度城市的水与热";
    CityShowcase 1 13:30 +45 room 5 track NO_TRACK, "City show: Shenzhen", "城市展示：深圳";
    CityShowcase 1 14:30 +45 room 5 track NO_TRACK, "City show: Barcelona", "城市展示：巴塞罗那";
    CityShowcase 1 15:30 +45 room 5 track NO_TRACK, "City show: Bangkok", "城市展示：曼谷";
    Forum 1 16:00 +105 room 3 track 2, "Moving goods through old streets", "老街区里的货运";
    Keynote 2 9:30 +45 room 0 track 1, "A power grid that listens", "会倾听的电网";
    Forum 2 10:30 +120 room 1 track 4, "One counter: public services without detours", "一窗通办：公共服务少跑腿";
    Forum 2 10:30 +120 room 2 track 3, "Night markets, day lives: the new consumption", "夜市与日常：新消费观察";
    Forum 2 10:30 +90 room 4 track 0, "Artificial intelligence at city hall", "人工智能走进市政厅";
    CityShowcase 2 10:30 +45 room 5 track NO_TRACK, "City show: Ho Chi Minh City", "城市展示：胡志明市";
    CityShowcase 2 11:30 +45 room 5 track NO_TRACK, "City show: Kuala Lumpur", "城市展示：吉隆坡";
    Forum 2 14:00 +120 room 3 track 1, "Net zero, block by block", "净零之路，从街区开始";
    Forum 2 14:00 +120 room 6 track 2, "Buses on demand", "随需而行的公交";
    CityShowcase 2 14:00 +45 room 5 track NO_TRACK, "City show: Almaty", "";
    Ceremony 2 16:30 +90 room 0 track NO_TRACK, "Award ceremony: Region* and China Smart City Awards", "颁奖典礼：区域*暨中国智慧城市大奖";
    Keynote 3 9:30 +45 room 0 track 2, "The last kilometre first", "最后一公里，先行一步";
    Forum 3 10:30 +120 room 1 track 1, "Floods: from warning to action", "应对洪涝：从预警到行动";
    Forum 3 10:30 +120 room 2 track 4, "Small firms in large procurements", "大采购里的小企业";
    Forum 3 10:30 +90 room 7 track 0, "Open lab: digital twins that somebody uses", "开放实验室：真正用起来的数字孪生";
    CityShowcase 3 10:30 +45 room 5 track NO_TRACK, "City show: Seongnam", "城市展示：城南";
    CityShowcase 3 11:30 +45 room 5 track NO_TRACK, "City show: Dubai", "城市展示：迪拜";
    Forum 3 14:00 +120 room 3 track 3, "Ageing well in a fast city", "在快节奏的城市里安享晚年";
    Forum 3 14:00 +120 room 4 track 2, "Charging the fleet", "车队怎么充电";
    CityShowcase 3 14:00 +45 room 5 track NO_TRACK, "City show: Luang Prabang", "城市展示：琅勃拉邦";
    Ceremony 3 16:30 +60 room 0 track NO_TRACK, "Signing of the cooperation letters", "合作意向书签署仪式";
    Keynote 4 9:30 +45 room 0 track 3, "What makes a neighbourhood worth staying in", "什么样的街区让人想留下来";
    Forum 4 10:30 +120 room 1 track 0, "Standards nobody has to love", "标准，不必人人喜欢";
    Forum 4 10:30 +120 room 2 track 4, "Counting what counts: indicators in use", "数该数的：让指标派上用场";
    CityShowcase 4 10:30 +45 room 5 track NO_TRACK, "City show: Osaka", "城市展示：大阪";
    CityShowcase 4 11:30 +45 room 5 track NO_TRACK, "City show: Da Nang", "城市展示：岘港";
    Forum 4 14:00 +105 room 4 track 1, "Waste that returns", "废弃物的再生之路";
    Forum 4 14:00 +105 room 6 track 3, "Libraries, courts, playgrounds: the third place", "第三空间：图书馆、球场与游乐场";
    FieldVisit 4 13:00 +210 room 8 track 1, "Field visit: a water purification park", "实地考察：净水公园";
    FieldVisit 4 13:15 +210 room 9 track 2, "Field visit: a parcel hub and its neighbours", "实地考察：快递枢纽与周边社区";
    Keynote 4 17:00 +45 room 0 track 0, "What the machines should not decide", "哪些事不该由机器决定";
    FieldVisit 5 8:30 +210 room 8 track 4, "Field visit: a citizens' service hall", "实地考察：市民服务大厅";
    FieldVisit 5 8:45 +210 room 9 track 3, "Field visit: a street market after its renewal", "实地考察：焕新后的街边市集";
    FieldVisit 5 9:00 +240 room 10 track 0, "Field visit: a traffic control room", "实地考察：交通指挥中心";
    Forum 5 10:00 +90 room 1 track NO_TRACK, "The network of cities: what we do until next year", "城市网络：未来一年的行动";
    CityShowcase 5 10:00 +45 room 5 track NO_TRACK, "City show: Phnom Penh", "城市展示：金边";
    Ceremony 5 14:00 +60 room 0 track NO_TRACK, "Closing and handover", "闭幕式暨交接仪式";
];

/// Titles of the items inside forums, taken in turn.
pub const ITEMS: &[(&str, &str)] = &[
    ("What we tried, what failed, what stayed", "试过什么、败在哪里、留下什么"),
    ("A contract that both sides could read", "双方都读得懂的合同"),
    ("Three years of sensors, one year of answers", "三年布设传感器，一年找到答案"),
    ("The view from the control room", "从指挥中心看城市"),
    ("Start with the complaint, not with the camera", "先听投诉，再谈摄像头"),
    ("Buying outcomes instead of devices", "买的是成效，不是设备"),
    ("How a district of two million shares its data", "两百万人口的城区如何共享数据"),
    ("Letting residents switch it off", "把开关交给居民"),
    ("The cost of a missed bus", "错过一班公交的代价"),
    ("Models, measurements and the monsoon", "模型、实测与季风"),
    ("From pilot to budget line", "从试点到列入预算"),
    ("An old town and a new network", "老城遇上新网络"),
    ("Paying for maintenance before the ribbon is cut", "剪彩之前，先备好维护费"),
    ("Interpreters, engineers and mayors at one table", "译员、工程师、市长，坐到一张桌前"),
    ("Procurement in ninety days", "九十天完成采购"),
    ("The heat map of a hot summer", "酷暑里的一张热力图"),
    ("Freight by night, quiet by day", "货运走夜路，白天享清静"),
    ("When the grid is down for six hours", "当电网停摆六小时"),
    ("A register of algorithms, kept by hand", "一本手工登记的算法台账"),
    ("What the indicator did not say", "指标没告诉我们的事"),
    ("Repair shops as infrastructure", "维修铺也是基础设施"),
    ("Open interfaces, closed doors, honest brokers", "开放接口、闭门商谈与公正的中间人"),
    ("Twelve bridges and one bus lane", "十二座桥，一条公交专用道"),
    ("The school run as a design brief", "从接送孩子出发做设计"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_five_activities_that_do_not_collide() {
        assert_eq!(ACTIVITIES.len(), 45);
        for (n, a) in ACTIVITIES.iter().enumerate() {
            assert!((1..=5).contains(&a.day) && a.room < ROOMS.len(), "{}", a.en);
            for b in &ACTIVITIES[n + 1..] {
                let same_room = a.day == b.day && a.room == b.room;
                assert!(
                    !same_room || a.start + a.minutes <= b.start || b.start + b.minutes <= a.start,
                    "{} and {} share a room",
                    a.en,
                    b.en
                );
            }
        }
    }
}
