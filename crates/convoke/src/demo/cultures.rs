//! Where the invented people of the demonstration come from: names in the
//! scripts that a congress in Asia has on its badges. Any likeness to a person
//! is chance; family and given names are drawn apart from each other.

/// How names are written in one country or region.
pub struct Culture {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// ISO 639-1, first the one spoken on stage.
    pub languages: &'static [&'static str],
    /// The family name stands first in the native form.
    pub family_first: bool,
    /// Between family and given name in the native form.
    pub joint: &'static str,
    /// Latin and native form; empty where people have one name.
    pub families: &'static [(&'static str, &'static str)],
    /// Latin and native form.
    pub givens: &'static [(&'static str, &'static str)],
    /// Cities that send a delegation in profile R1.
    pub delegations: usize,
}

/// Eighteen countries and regions, as in the model case.
pub const CULTURES: &[Culture] = &[
    Culture {
        country: "CN",
        languages: &["zh", "en"],
        family_first: true,
        joint: "",
        families: &[
            ("Wang", "王"), ("Li", "李"), ("Zhang", "张"), ("Liu", "刘"), ("Chen", "陈"), ("Yang", "杨"), ("Zhao", "赵"),
            ("Huang", "黄"), ("Zhou", "周"), ("Wu", "吴"), ("Xu", "徐"), ("Sun", "孙"), ("Hu", "胡"), ("Zhu", "朱"),
            ("Gao", "高"), ("Lin", "林"), ("He", "何"), ("Guo", "郭"), ("Ma", "马"), ("Luo", "罗"), ("Liang", "梁"),
            ("Song", "宋"), ("Tang", "唐"), ("Shen", "沈"), ("Ouyang", "欧阳"),
        ],
        givens: &[
            ("Wei", "伟"), ("Min", "敏"), ("Jing", "静"), ("Qiang", "强"), ("Xiaoyan", "晓燕"), ("Zhiyuan", "志远"),
            ("Yuhan", "雨涵"), ("Haoran", "浩然"), ("Lihua", "丽华"), ("Jianguo", "建国"), ("Mingzhe", "明哲"),
            ("Siqi", "思琪"), ("Yifan", "一凡"), ("Qiuping", "秋平"), ("Ruoxi", "若曦"), ("Zhenhua", "振华"),
            ("Yan", "燕"), ("Kai", "凯"), ("Xin", "欣"), ("Dongmei", "冬梅"),
        ],
        delegations: 24,
    },
    Culture {
        country: "SG",
        languages: &["en", "zh"],
        family_first: true,
        joint: "",
        families: &[("Tan", "陈"), ("Lim", "林"), ("Lee", "李"), ("Ng", "黄"), ("Ong", "王"), ("Goh", "吴"), ("Chua", "蔡")],
        givens: &[
            ("Hui Min", "慧敏"), ("Wei Ling", "伟玲"), ("Jia Hao", "家豪"), ("Kok Wah", "国华"), ("Mei Fen", "美芬"),
            ("Zhi Wei", "志伟"),
        ],
        delegations: 1,
    },
    Culture {
        country: "MY",
        languages: &["ms", "en"],
        family_first: false,
        joint: " ",
        families: &[
            ("binti Ahmad", ""), ("bin Ismail", ""), ("binti Rahman", ""), ("bin Abdullah", ""), ("binti Yusof", ""),
            ("bin Hassan", ""),
        ],
        givens: &[("Nurul Aisyah", ""), ("Mohd Faizal", ""), ("Siti Hajar", ""), ("Azman", ""), ("Farah", ""), ("Hafiz", "")],
        delegations: 4,
    },
    Culture {
        country: "TH",
        languages: &["th", "en"],
        family_first: false,
        joint: " ",
        families: &[
            ("Srisawat", "ศรีสวัสดิ์"), ("Wongsakul", "วงศ์สกุล"), ("Chaiyaporn", "ไชยพร"), ("Rattanakosin", "รัตนโกสินทร์"),
            ("Thongchai", "ธงชัย"),
        ],
        givens: &[
            ("Somchai", "สมชาย"), ("Pimchanok", "พิมพ์ชนก"), ("Anong", "อนงค์"), ("Kittisak", "กิตติศักดิ์"), ("Malee", "มาลี"),
            ("Nattapong", "ณัฐพงษ์"),
        ],
        delegations: 5,
    },
    Culture {
        country: "VN",
        languages: &["vi", "en"],
        family_first: true,
        joint: " ",
        families: &[
            ("Nguyễn", "Nguyễn"), ("Trần", "Trần"), ("Lê", "Lê"), ("Phạm", "Phạm"), ("Hoàng", "Hoàng"), ("Đặng", "Đặng"),
        ],
        givens: &[
            ("Thị Minh Khai", "Thị Minh Khai"), ("Văn Hùng", "Văn Hùng"), ("Thu Hà", "Thu Hà"), ("Quốc Bảo", "Quốc Bảo"),
            ("Ngọc Ánh", "Ngọc Ánh"), ("Đức Thịnh", "Đức Thịnh"),
        ],
        delegations: 4,
    },
    Culture {
        country: "ID",
        languages: &["id", "en"],
        family_first: false,
        joint: " ",
        families: &[],
        givens: &[
            ("Suharyati", ""), ("Wulandari", ""), ("Prasetyo", ""), ("Kusumawati", ""), ("Hartono", ""), ("Setiawan", ""),
            ("Ratnasari", ""), ("Budiman", ""), ("Anggraini", ""), ("Nugroho", ""), ("Purnomo", ""), ("Lestari", ""),
        ],
        delegations: 4,
    },
    Culture {
        country: "PH",
        languages: &["en"],
        family_first: false,
        joint: " ",
        families: &[("Dela Cruz", ""), ("Santos", ""), ("Reyes", ""), ("Bautista", ""), ("Villanueva", "")],
        givens: &[("Maria Corazon", ""), ("José", ""), ("Analyn", ""), ("Rodel", ""), ("Imelda", ""), ("Benjie", "")],
        delegations: 3,
    },
    Culture {
        country: "LA",
        languages: &["lo", "en"],
        family_first: false,
        joint: " ",
        families: &[("Phommachanh", "ພົມມະຈັນ"), ("Vongsa", "ວົງສາ"), ("Sisoulith", "ສີສຸລິດ")],
        givens: &[("Bounmy", "ບຸນມີ"), ("Keo", "ແກ້ວ"), ("Somphone", "ສົມພອນ"), ("Noy", "ນ້ອຍ")],
        delegations: 2,
    },
    Culture {
        country: "KH",
        languages: &["km", "en"],
        family_first: true,
        joint: " ",
        families: &[("Sok", "សុខ"), ("Chea", "ជា"), ("Kim", "គីម"), ("Heng", "ហេង")],
        givens: &[("Sophea", "សុភា"), ("Dara", "តារា"), ("Bopha", "បុប្ផា"), ("Vannak", "វណ្ណៈ")],
        delegations: 2,
    },
    Culture {
        country: "KZ",
        languages: &["kk", "ru", "en"],
        family_first: false,
        joint: " ",
        families: &[("Nurlanova", "Нұрланова"), ("Akhmetov", "Ахметов"), ("Serikbayev", "Серікбаев"), ("Kassymova", "Қасымова")],
        givens: &[("Aigerim", "Айгерім"), ("Daniyar", "Данияр"), ("Madina", "Мадина"), ("Yerlan", "Ерлан")],
        delegations: 3,
    },
    Culture {
        country: "UZ",
        languages: &["uz", "ru"],
        family_first: false,
        joint: " ",
        families: &[("Karimova", "Каримова"), ("Rakhimov", "Рахимов"), ("Yusupov", "Юсупов")],
        givens: &[("Dilnoza", "Дилноза"), ("Jasur", "Жасур"), ("Malika", "Малика"), ("Otabek", "Отабек")],
        delegations: 2,
    },
    Culture {
        country: "AE",
        languages: &["ar", "en"],
        family_first: false,
        joint: " ",
        families: &[("Al Mansouri", "المنصوري"), ("Al Hashemi", "الهاشمي"), ("Al Nuaimi", "النعيمي")],
        givens: &[("Fatima", "فاطمة"), ("Khalid", "خالد"), ("Mariam", "مريم"), ("Saeed", "سعيد")],
        delegations: 2,
    },
    Culture {
        country: "OM",
        languages: &["ar", "en"],
        family_first: false,
        joint: " ",
        families: &[("Al Balushi", "البلوشي"), ("Al Harthy", "الحارثي"), ("Al Lawati", "اللواتي")],
        givens: &[("Aisha", "عائشة"), ("Hamad", "حمد"), ("Noor", "نور"), ("Salim", "سالم")],
        delegations: 1,
    },
    Culture {
        country: "IN",
        languages: &["en", "hi"],
        family_first: false,
        joint: " ",
        families: &[("Sharma", "शर्मा"), ("Iyer", "अय्यर"), ("Patel", "पटेल"), ("Deshmukh", "देशमुख")],
        givens: &[("Ananya", "अनन्या"), ("Rohan", "रोहन"), ("Meera", "मीरा"), ("Vikram", "विक्रम"), ("Kavita", "कविता")],
        delegations: 4,
    },
    Culture {
        country: "JP",
        languages: &["ja", "en"],
        family_first: true,
        joint: " ",
        families: &[("Satō", "佐藤"), ("Suzuki", "鈴木"), ("Tanaka", "田中"), ("Yamamoto", "山本"), ("Kobayashi", "小林")],
        givens: &[("Yuki", "由紀"), ("Haruto", "陽翔"), ("Naomi", "直美"), ("Kenji", "健二"), ("Sakura", "桜")],
        delegations: 3,
    },
    Culture {
        country: "KR",
        languages: &["ko", "en"],
        family_first: true,
        joint: "",
        families: &[("Kim", "김"), ("Park", "박"), ("Choi", "최"), ("Jung", "정"), ("Yoon", "윤")],
        givens: &[("Seo-yeon", "서연"), ("Min-jun", "민준"), ("Ji-woo", "지우"), ("Hyun-soo", "현수"), ("Eun-ji", "은지")],
        delegations: 3,
    },
    Culture {
        country: "ES",
        languages: &["es", "en"],
        family_first: false,
        joint: " ",
        families: &[("Ferrer i Puig", ""), ("García Núñez", ""), ("Ibáñez", ""), ("Vidal", "")],
        givens: &[("Montserrat", ""), ("Jordi", ""), ("Lucía", ""), ("Íñigo", ""), ("Núria", "")],
        delegations: 2,
    },
    Culture {
        country: "IE",
        languages: &["en"],
        family_first: false,
        joint: " ",
        families: &[("O'Brien", ""), ("Ní Dhomhnaill", ""), ("Murphy", ""), ("Kavanagh", "")],
        givens: &[("Aoife", ""), ("Ciarán", ""), ("Saoirse", ""), ("Declan", "")],
        delegations: 1,
    },
];

#[cfg(test)]
mod tests {
    use super::CULTURES;

    #[test]
    fn the_model_case_has_seventy_delegations_from_eighteen_countries_and_regions() {
        assert_eq!(CULTURES.len(), 18);
        assert_eq!(CULTURES.iter().map(|c| c.delegations).sum::<usize>(), 70);
    }
}
