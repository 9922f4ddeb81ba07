# Menus
congress-menu-overview = 概览
congress-menu-settings = 设置
congress-menu-venues = 场馆与会场
congress-menu-tracks = 议题板块
congress-menu-facts = 公开数据
congress-menu-countries = 国家和地区

# Words of many pages
congress-save = 保存
congress-add = 添加
congress-edit = 编辑
congress-actions = 操作
congress-yes = 是
congress-no = 否
congress-empty = （空）
congress-language = 语言
congress-field-in-language = { $field }（{ $language }）
congress-shown-in = 以{ $language }显示
congress-title-problem = 有误：
congress-remove = 删除……
congress-remove-now = 确认删除
congress-remove-hint = 删除后无法恢复。仍在使用的内容不能删除。
congress-stale = 您查看期间，其他人修改了此内容。
congress-in-use = 此内容仍在使用，因此予以保留。

# Editions
congress-editions = 历届大会
congress-editions-lead = 在此举办的各届大会，最近的排在最前。
congress-editions-none = 暂无公开的大会
congress-editions-none-lead = 请稍后再来查看。
congress-edition-new = 新建一届
congress-edition-new-lead = 新建后为草稿，公开之前只有工作人员可以看到。
congress-edition-create = 创建
congress-edition-created = 已创建。接下来请添加场馆和议题板块。
congress-edition-cloned = 新一届已准备就绪，目前只有工作人员可以看到。
congress-to-desk = 进入工作台
congress-to-site = 公开网站
congress-hosted = 在本届框架内举办
congress-settings = 本届设置
congress-settings-saved = 设置已保存。

# Fields of an edition
congress-name = 名称
congress-slug = 网址标识
congress-slug-hint = 网址的最后一段，由小写字母 a–z、数字和连字符组成。留空时根据英文名称生成。
congress-slug-fixed-hint = 此网址已对外公开，不再更改。
congress-first-day = 首日
congress-last-day = 末日
congress-zone = 时区
congress-zone-hint = 请按地点填写，例如 Asia/Shanghai。日程中的所有时间均以此为准。
congress-place = 举办地
congress-place-hint = 城市及国家或地区，写法与邀请函一致。
congress-theme = 主题
congress-description = 简介
congress-accent = 页面色调
congress-accent-lake = 湖绿
congress-accent-vermilion = 朱红
congress-accent-indigo = 靛蓝
congress-accent-moss = 苔绿
congress-accent-plum = 梅紫
congress-accent-ochre = 赭黄
congress-accent-azure = 天青
congress-accent-rose = 玫红
congress-host = 所属活动
congress-host-hint = 如本届是某项大型活动的一部分，请在此选择。
congress-host-hidden = 您无权查看的活动

# States
congress-state = 公开状态
congress-state-draft = 草稿
congress-state-draft-lead = 只有工作人员可以看到本届内容。
congress-state-public = 已公开
congress-state-public-lead = 所有人都可以看到本届内容。
congress-state-archived = 已归档
congress-state-archived-lead = 本届已经结束，所有人仍可查看。
congress-state-publish = 公开
congress-state-publish-hint = 立即对所有人可见，网址从此固定。
congress-state-archive = 归档
congress-state-archive-hint = 继续公开，并标明已经结束。
congress-state-hide = 重新隐藏
congress-state-hide-hint = 除工作人员外，其他人不再能看到其页面。
congress-state-reopen = 重新开放
congress-state-reopen-hint = 不再标明已经结束。
congress-state-changed = 公开状态已更改。

# A new time zone
congress-zone-question = 日程中已有时间安排，更改时区时保持什么不变？
congress-zone-question-lead = 共有 { $n } 处时间受影响。
congress-zone-from-to = 尚未保存。时区将由 { $from } 改为 { $to }。
congress-keep-wall-clock = 保持钟面时间
congress-keep-wall-clock-hint = 09:00 仍是 09:00。适用于时区填错而钟点正确的情况。
congress-keep-instants = 保持实际时刻
congress-keep-instants-hint = 各项活动的实际时刻不变，显示的钟点随之改变。
congress-zone-first = 最先发生的 { $n } 处变化
congress-zone-what = 内容
congress-zone-now = 目前

# Two editors
congress-conflict = 已有人先行修改
congress-conflict-lead = 在您填写期间，此内容已被他人修改并保存。您的修改尚未保存，请比较两个版本后再作选择。
congress-conflict-caption = 内容不同的字段
congress-conflict-field = 字段
congress-conflict-stored = 已保存的版本
congress-conflict-sent = 您的版本
congress-conflict-mine = 用我的版本替换
congress-conflict-theirs = 保留已保存的版本
congress-conflict-same = 两个版本内容相同。

# Cloning
congress-clone = 以本届为基础创建下一届
congress-clone-title = 创建“{ $name }”的下一届
congress-clone-lead = 场馆、会场、步行时间、议题板块以及表单和规则会一并复制；征集以草稿形式复制，日期相应平移，但不含邀请码和评审人；人员、授权同意、活动和公开数据不会复制。
congress-clone-create = 创建下一届
congress-clone-day-hint = 所有日期平移相同天数，会期长度不变。

# Venues and rooms
congress-venue = 场馆
congress-venue-new = 添加场馆
congress-venue-saved = 场馆已保存。
congress-venue-removed = 场馆已删除。
congress-venues-lead = 大会使用的建筑和场地，以及其中的会场。
congress-venues-none = 尚无场馆
congress-venues-none-lead = 请先添加一处建筑或场地，再添加会场。
congress-address = 详细地址
congress-room-new = 添加会场
congress-room-saved = 会场已保存。
congress-room-removed = 会场已删除。
congress-rooms-none = 尚无会场。
congress-rooms-in = { $venue }的会场
congress-room-kind = 类型
congress-capacity = 容量（人）
congress-capacity-hint = 消防规定允许容纳的人数。
congress-room-published = 对外公开此会场
congress-room-published-hint = 不公开时，任何页面和数据接口中都只有工作人员可以看到。
congress-room-seen-by = 可见范围
congress-seen-by-all = 所有人
congress-seen-by-staff = 仅工作人员
congress-kind-hall = 大厅
congress-kind-stage = 舞台
congress-kind-room = 会议室
congress-kind-meeting = 洽谈室
congress-kind-exhibition = 展区
congress-kind-outdoor = 城市现场
congress-position = 排序
congress-position-hint = 数字小的排在前面。
congress-walks = 步行时间
congress-walks-lead = 场馆之间步行所需的分钟数。时间不足以赶到时，日程会发出提醒。
congress-walk-between = 路线
congress-walk-minutes = 分钟
congress-walk-saved = 步行时间已保存。

# Tracks
congress-track-new = 添加议题板块
congress-track-saved = 议题板块已保存。
congress-track-removed = 议题板块已删除。
congress-tracks-lead = 贯穿日程的议题板块，一至二十个。
congress-tracks-none = 尚无议题板块
congress-tracks-none-lead = 公开之前至少需要一个议题板块。
congress-colour = 颜色
congress-colour-hint = 颜色旁始终标明板块名称。
congress-colour-n = 颜色 { $n }

# Published figures
congress-fact-new = 添加数据
congress-fact-saved = 数据已保存。
congress-fact-removed = 数据已删除。
congress-facts-lead = 首页展示的数据，每一项都注明发布方。没有来源的数据不予展示。
congress-facts-none = 尚无公开数据
congress-facts-none-lead = 请连同来源一起添加。
congress-fact-value = 数值
congress-fact-value-hint = 与原文一致，例如 70+ 或 166。
congress-fact-label = 统计对象
congress-fact-label-hint = 例如：城市代表团。
congress-fact-source = 来源
congress-fact-address = 来源网址
congress-fact-as-of = 来源日期

# Countries and regions
congress-country-or-region = 国家/地区
congress-countries-lead = 国家和地区名称的统一写法，适用于各届大会的所有页面、名单和导出文件。
congress-countries-chosen = 自定名称
congress-countries-none = 目前全部采用目录中的名称
congress-countries-none-lead = 仅在目录名称不合适时才需要自定。
congress-country-code = 代码
congress-country-code-hint = ISO 3166-1 两位字母代码，例如 CN。
congress-country-name = 显示名称
congress-country-preview = 显示效果
congress-country-before = 更改前
congress-country-after = 更改后
congress-country-look = 预览
congress-country-look-again = 再次预览
congress-country-saved = 名称已保存，并已在各处生效。
congress-country-forget = 恢复目录名称
congress-country-forgotten = 已恢复目录中的名称。

# Cards of the desk
congress-card-venues = 个场馆
congress-card-rooms = 个会场
congress-card-tracks = 个议题板块

# Problems with fields
congress-problem-slug-reserved = 此标识由网站自身使用，请换一个，例如 hangzhou-2024。
congress-problem-slug-fixed = 本届网址已对外公开，不再更改。
congress-problem-ends-before-start = 末日早于首日。请选择与首日相同或更晚的日期。
congress-problem-too-many-days = 一届最长 { $limit } 天，请检查年份是否有误。
congress-problem-host = 请选择您同样负责的活动。
congress-problem-host-cycle = 该活动本身就在本届框架内举办，请另选一个。
congress-problem-state = 当前状态无法改为此状态，请重新载入页面。
congress-problem-no-tracks = 公开之前请至少添加一个议题板块。
congress-problem-too-many-venues = 一届最多 50 个场馆。请先删除一个再添加。
congress-problem-too-many-rooms = 一届最多 300 个会场。请先删除一个再添加。
congress-problem-last-track = 已公开的一届至少保留一个议题板块。请先添加另一个，再删除此项。
congress-problem-too-many-tracks = 一届最多 20 个议题板块。请先删除一个再添加。
congress-problem-too-many-facts = 一届最多展示 40 项数据。请先删除一项再添加。
congress-problem-walk = 请填写两个不同场馆之间的步行时间，0 至 600 分钟。
congress-problem-address = 请填写完整网址，例如 https://example.org/release。
congress-problem-country-code = 请填写 ISO 3166-1 两位字母代码，例如 CN。
