//! What takes place, invented.

use programme::session::{
    PersonRole::{self, Interpreter, Moderator, Panellist, Speaker},
    SessionKind,
};

/// Start, minutes, room, kind, English, Chinese, who (by place among the people), index of its forum.
pub(super) type Line = (
    &'static str,
    i32,
    Option<usize>,
    SessionKind,
    &'static str,
    &'static str,
    &'static [(usize, PersonRole)],
    Option<usize>,
);

/// The programme of the day.
pub(super) const LINES: [Line; 23] = [
    (
        "09:00",
        45,
        Some(0),
        SessionKind::Opening,
        "Good morning, cities",
        "早安，城市",
        &[(0, Speaker), (1, Moderator)],
        None,
    ),
    (
        "10:00",
        45,
        Some(0),
        SessionKind::Keynote,
        "What a street remembers",
        "街道记得什么",
        &[(3, Speaker), (1, Moderator)],
        None,
    ),
    ("10:45", 30, Some(0), SessionKind::Break, "Coffee on the stairs", "台阶咖啡", &[], None),
    (
        "11:15",
        90,
        Some(0),
        SessionKind::Forum,
        "Water under the street",
        "街道之下的水",
        &[(2, Moderator), (5, Interpreter)],
        None,
    ),
    ("11:15", 30, Some(0), SessionKind::Item, "Pipes that speak", "会说话的管道", &[(4, Speaker)], Some(3)),
    (
        "11:45",
        30,
        Some(0),
        SessionKind::Item,
        "Sponge districts after five years",
        "海绵城区五年之后",
        &[(0, Speaker)],
        Some(3),
    ),
    (
        "12:15",
        30,
        Some(0),
        SessionKind::Item,
        "Who pays for rain",
        "雨水由谁买单",
        &[(4, Panellist), (6, Panellist)],
        Some(3),
    ),
    ("12:45", 60, None, SessionKind::Break, "Lunch", "午餐", &[], None),
    (
        "13:45",
        45,
        Some(0),
        SessionKind::Keynote,
        "The quiet tram",
        "安静的电车",
        &[(7, Speaker), (5, Interpreter)],
        None,
    ),
    ("14:45", 45, Some(0), SessionKind::CityShowcase, "A market on rails", "铁轨上的集市", &[(1, Speaker)], None),
    ("15:30", 30, Some(0), SessionKind::Break, "Tea", "茶歇", &[], None),
    ("16:00", 60, Some(0), SessionKind::Ceremony, "Signatures, and a toast", "签约与举杯", &[(0, Speaker)], None),
    ("09:30", 45, Some(1), SessionKind::Talk, "Maps for the night shift", "夜班地图", &[(6, Speaker)], None),
    ("10:30", 45, Some(1), SessionKind::Talk, "Data that leaves the building", "走出大楼的数据", &[(2, Speaker)], None),
    (
        "11:30",
        60,
        Some(1),
        SessionKind::Forum,
        "Heat, hour by hour",
        "逐时热岛",
        &[(7, Speaker), (3, Panellist), (1, Interpreter)],
        None,
    ),
    ("13:45", 60, Some(1), SessionKind::Talk, "A school of roofs", "屋顶学校", &[(3, Speaker)], None),
    ("15:00", 60, Some(1), SessionKind::Talk, "Counting bicycles honestly", "诚实地数自行车", &[(4, Speaker)], None),
    ("10:00", 60, Some(2), SessionKind::Workshop, "Draw your own stop", "画出你的车站", &[(5, Speaker)], None),
    ("11:15", 60, Some(2), SessionKind::Workshop, "A budget read aloud", "大声读预算", &[(6, Speaker)], None),
    ("14:00", 60, Some(2), SessionKind::Workshop, "Benches, tested", "长椅实测", &[(2, Speaker)], None),
    ("10:15", 60, Some(3), SessionKind::Talk, "A mill becomes a library", "磨坊变成图书馆", &[(7, Speaker)], None),
    ("13:00", 40, Some(3), SessionKind::Ceremony, "Letters of intent", "意向书", &[(0, Speaker)], None),
    ("14:30", 90, Some(3), SessionKind::FieldVisit, "Along the canal", "沿运河而行", &[(6, Speaker)], None),
];

/// The one that only those in the room know of.
pub(super) const CONCEALED: usize = 21;
