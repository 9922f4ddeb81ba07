# 日程的公开页面。

# 日程表
programme-site-timetable = 日程
programme-site-timetable-of = 日程 · { $day }
programme-site-timetable-about = 大会全部 { $n } 场活动，可按日期、议题板块、会场、语言和城市查看，支持表格与列表两种形式。
programme-site-release-n = 第 { $n } 次发布
programme-site-grid = 表格
programme-site-list = 列表
programme-site-calendar = 日历文件
programme-site-days = 日期
programme-site-all-days = 全部日期
programme-site-all-days-note = 完整日程
programme-site-track = 议题板块
programme-site-all-tracks = 全部板块
programme-site-room = 会场
programme-site-all-rooms = 全部会场
programme-site-language = 语言
programme-site-all-languages = 全部语言
programme-site-city = 城市
programme-site-all-cities = 全部城市
programme-site-filter = 筛选
programme-site-show = 查看
programme-site-n-sessions = { $n } 场活动
programme-site-n-of-m = 共 { $m } 场活动，符合条件的有 { $n } 场
programme-site-n-seats = { $n } 座
programme-site-n-more-people = 等另外 { $n } 人
programme-site-no-match = 没有符合条件的活动
programme-site-no-match-lead = 没有活动同时满足以上全部条件。请减少一项条件，或换一个日期。
programme-site-unreleased = 日程尚未发布
programme-site-unreleased-lead = 主办方发布后，日程将在此显示。
programme-site-swipe = 左右滑动可查看更多会场，也可以
programme-site-as-list = 以列表形式查看
programme-site-elsewhere = 其他地点
programme-site-elsewhere-note = 未设会场或在场外
programme-site-left-out = 另有 { $n } 场活动所在会场未能列入本表：
programme-site-clock = { $place }时间（{ $offset }）
programme-site-your-clock = 旁边标注的是您所在时区（{"{"}zone{"}"}）的时间。
programme-site-your-time = 您当地时间 {"{"}time{"}"}
programme-site-yours = 您当地 {"{"}time{"}"}
programme-site-at = {" "}
programme-site-next-day = （次日）
programme-site-star-of = 收藏：
programme-site-cancelled = 已取消

# 单场活动
programme-site-changed = 公布后有变更
programme-site-cancelled-note = 本场活动已取消，不再举行。
programme-site-add-to-calendar = 添加到日历
programme-site-inside = 论坛议程
programme-site-people = 出席人员
programme-site-spoken = 使用语言
programme-site-interpreted = 同声传译
programme-site-seats = 容量
programme-site-code = 编号
programme-site-comma = 、
programme-site-in-this-room = 同一会场
programme-site-in-this-forum = 同一论坛

# 首页
programme-site-home = 首页
programme-site-when = 时间
programme-site-where = 地点
programme-site-programme = 日程
programme-site-held-inside = 同期举办于
programme-site-hosted = 同期举办的活动
programme-site-see-timetable = 查看日程
programme-site-whole-timetable = 完整日程
programme-site-subscribe = 订阅日历
programme-site-figures = 数说大会
programme-site-begins = 率先登场
programme-site-on-now = 正在进行与即将开始
programme-site-highlights = 重点活动
programme-site-tracks = 议题板块
programme-site-cities = 日程中的城市
programme-site-all-of-cities = 全部城市
programme-site-feeds = 随身携带日程
programme-site-feeds-lead = 同一份日程，可供日历和其他程序读取，并随每次发布自动更新。
programme-site-feed-ics = 日历
programme-site-feed-xml = 会议应用
programme-site-feed-json = 开发者

# 会场
programme-site-room-about = { $room }：共 { $n } 场活动，按日期和时间排列。
programme-site-subscribe-room = 订阅本会场日历

# 变更
programme-site-changes = 变更记录
programme-site-changes-lead = 日程的每一次发布，以及与上一次相比的变化。
programme-site-first-release = 首次发布的日程。
programme-site-no-changes = 您可见的内容没有变化。
programme-site-materials = 演示文稿
