# 议程：页面、工作台与数据接口共用的词语。

programme-state-draft = 草稿
programme-state-confirmed = 已确认
programme-state-cancelled = 已取消

programme-visibility-public = 所有人
programme-visibility-registered = 所有登录者
programme-visibility-invite-only = 受邀者
programme-visibility-concealed = 不公开：仅限在场者

programme-related = 相关议程
programme-card-sessions = 草稿中的活动
programme-card-blocking = 阻止发布的冲突
programme-card-release = 最新版本
programme-stale = 其他人刚刚修改了该活动。请重新查看后再修改。
programme-blocked = 议程存在冲突，无法进行此操作。发布页面列出了这些冲突。
programme-released-meanwhile = 其间已有新版本发布。请重新查看变更。

# 数据接口
programme-feed-stars = 我收藏的活动
programme-feed-person = { $role }：{ $name }

# 规则
programme-rule-room-overlap = 同一时间同一会场有两场活动
programme-rule-person-overlap = 同一时间同一人参加两场活动
programme-rule-outside-parent = 环节超出论坛时间
programme-rule-outside-days = 活动不在大会日期内
programme-rule-walk = 场馆之间步行时间不足
programme-rule-capacity = 承诺席位超过会场容量
programme-rule-unplaced = 已确认的活动没有时间
programme-rule-hidden-room = 公开活动安排在未公布的会场
programme-rule-unavailable = 嘉宾在其不便出席的时段被安排活动
programme-rule-sign-ups = 报名人数超过席位
programme-rule-interpreter = 缺少语言或口译安排
programme-rule-room-closed = 会场关闭时段安排了活动
programme-level-block = 阻止
programme-level-warn = 提醒
programme-level-ignore = 忽略

# 两个版本之间的变更
programme-time-and-room = { $time }，{ $room }
programme-change-added = 新增“{ $title }”：{ $at }。
programme-change-removed = “{ $title }”已从议程中移除。
programme-change-cancelled = “{ $title }”已取消。
programme-change-reinstated = “{ $title }”恢复举行。
programme-change-moved = “{ $title }”由{ $from }改为{ $to }。
programme-change-renamed = “{ $old }”更名为“{ $title }”。
programme-change-joined = { $person }加入“{ $title }”（{ $role }）。
programme-change-left = { $person }不再参加“{ $title }”（{ $role }）。
programme-change-opened = “{ $title }”的可见范围改为：{ $visibility }。
programme-change-rewritten = “{ $title }”的详情已修订。

# 字段问题
programme-problem-room-taken = { $room }该时段已被“{ $other }”占用（{ $time }）。
programme-problem-room-reserved = { $room }该时段已被预留。
programme-problem-person-busy = { $has-person ->
    [yes] { $person }
   *[no] 本场活动的一位嘉宾
  }该时段在“{ $other }”（{ $time }）。
programme-problem-person-engaged = { $has-person ->
    [yes] { $person }
   *[no] 本场活动的一位嘉宾
  }该时段另有安排。
programme-problem-outside-forum = 该环节超出论坛时间（{ $time }）。
programme-problem-item-outside = 环节“{ $other }”（{ $time }）将超出论坛时间。
programme-problem-outside-days = 该时间不在大会日期内。
programme-problem-walk = { $has-person ->
    [yes] { $person }
   *[no] 本场活动的一位嘉宾
  }往返“{ $other }”（{ $time }）的步行时间不足。
programme-problem-too-many-seats = { $room }的席位少于本场活动承诺的席位。
programme-problem-unplaced = 活动已确认，但没有时间。
programme-problem-hidden-room = { $room }尚未公布，公众看不到会场。
programme-problem-unavailable = { $has-person ->
    [yes] { $person }
   *[no] 本场活动的一位嘉宾
  }该时段不便出席。
programme-problem-sign-ups = 报名人数已超过{ $room }的席位。
programme-problem-interpreter = 该活动的口译需要 { $needed } 名译员，已安排 { $named } 名。
programme-problem-language-missing = 有听众听不懂：会议承诺的某种语言既未使用，也未提供口译。
programme-problem-room-closed = { $room }该时段关闭。
programme-problem-title = 请至少用一种语言填写标题。
programme-problem-item-alone = 环节必须属于某个论坛。
programme-problem-only-items = 只有环节可以属于论坛。
programme-problem-forum = 请选择本届的一个论坛。
programme-problem-has-items = 该论坛有环节，请先移走它们。
programme-problem-choice = 请从列表中选择。
programme-problem-unknown = 列表中没有或已不再有该项。
programme-problem-capacity = 请填写 1 至 100,000 的整数，或留空。
programme-problem-minutes = 请填写 { $least } 至 { $most } 的整数分钟。
programme-problem-day = 请选择日期。
programme-problem-state = 活动当前的状态不允许此操作。
programme-problem-people = 每场活动最多 { $limit } 人。
programme-problem-person = 本届大会没有此姓名的参会者。请从列表中选择，或先将其添加到名录。
programme-problem-which-person = 有多位同名人员，请复制正确的一项：{ $people }
programme-problem-person-gone = 该人员已不在本场活动中担任此角色。
programme-problem-person-twice = 该人员在此已担任此角色。
programme-problem-nothing-to-release = 自上次发布以来没有变更。

# 工作台
programme-menu-sessions = 活动
programme-menu-release = 发布
programme-menu-rules = 规则
programme-title-problem = 未保存：
programme-sessions-shown = { $total } 场活动中的 { $shown } 场
programme-sessions-none = 没有活动
programme-sessions-none-lead = 草稿中没有符合筛选条件的活动。
programme-session-new = 新建活动
programme-session-created = 活动已添加。请为它安排地点和时间。
programme-session-saved = 活动已保存。
programme-session-moved = 活动已调整。公众将在下次发布后看到。
programme-session-confirmed = 活动已确认。
programme-session-cancelled = 活动已取消。下次发布将告知所有人。
programme-session-reinstated = 活动恢复举行。
programme-session-concealed = 不公开的活动
programme-reinstate-blocked = 会场或人员已被占用，请先调整该活动。
programme-show-problems = 仅显示有问题的
programme-sheets = 该活动的页面
programme-sheet-details = 详情
programme-sheet-placement = 地点与时间
programme-sheet-people = 人员
programme-move = 调整“{ $title }”
programme-place-now = 调整
programme-confirm = 确认
programme-confirm-lead = 草稿不会发布。确定举行后请确认。
programme-cancel = 取消活动
programme-cancel-now = 是的，取消
programme-cancel-lead = 取消的活动仍保留在议程中并加以标注，以免有人空等。
programme-reinstate = 恢复
programme-reinstate-lead = 活动已取消。若会场与人员仍有空，可恢复举行。
programme-people-of = “{ $title }”的人员
programme-people-none = 尚无人员
programme-people-none-lead = 请在下方添加第一位。
programme-people-add = 添加人员
programme-people-saved = 活动人员已保存。
programme-person-unknown = 您无权查看的人员
programme-person-hidden = 不向公众显示
programme-replace = 替换
programme-replace-by = 将{ $name }替换为
programme-remove = 移除
programme-versions = 差异
programme-versions-lead = 您填写期间，其他人保存了该活动。请比较并修改后重新提交。
programme-versions-field = 字段
programme-versions-theirs = 当前保存
programme-versions-yours = 您的版本
programme-last-release = 第 { $number } 版，{ $when }
programme-no-release = 尚未发布：公众看不到议程。
programme-blocking = { $n } 个冲突阻止发布
programme-warnings = { $n } 个提醒
programme-changes = { $n ->
    [0] 将发生的变更
   *[other] { $n } 项变更
}
programme-changes-none = 自上次发布以来没有您可见的变更。
programme-release-new = 发布草稿
programme-release-now = 立即发布
programme-released = 草稿已发布，页面与日历随之更新。
programme-rules-lead = 每条规则的严格程度：阻止则拒绝，提醒则显示。
programme-rules-saved = 规则已保存。
programme-tag-added = 新增
programme-tag-removed = 移除
programme-tag-cancelled = 取消
programme-tag-reinstated = 恢复
programme-tag-moved = 调整
programme-tag-renamed = 更名
programme-tag-people = 人员
programme-tag-opened = 可见范围
programme-tag-rewritten = 修订

# 字段
programme-field-title = 标题
programme-field-title-en = 英文标题
programme-field-title-zh = 中文标题
programme-field-summary-en = 英文简介
programme-field-summary-zh = 中文简介
programme-field-kind = 类型
programme-field-parent = 所属论坛
programme-field-parent-hint = 仅用于论坛环节。
programme-field-track = 专题
programme-field-visibility = 谁可以知道
programme-field-city = 城市
programme-field-city-hint = 本场活动所涉的城市：名称或 GeoNames 编号。如有同名城市，系统会请您选择。
programme-field-capacity = 席位
programme-field-capacity-hint = 与会场容量不同时填写。
programme-field-languages = 发言语言
programme-field-interpretation = 口译语言
programme-field-room = 会场
programme-field-day = 日期
programme-field-starts-at = 开始时间
programme-field-starts-at-hint = 按 { $zone } 的时钟。
programme-field-minutes = 时长（分钟）
programme-field-when = 时间
programme-field-state = 状态
programme-field-show = 显示
programme-field-words = 关键词或代码
programme-field-problems = 问题
programme-field-person = 人员
programme-field-person-hint = 姓名，或其个人页面地址的最后一段。如有同名人员，系统会请您选择。
programme-field-role = 角色
programme-field-release-name = 版本名称
programme-field-release-name-hint = 例如“演讲人会议之后”。
programme-field-release-note = 致读者的说明

# 信件
programme-letter-subject = 议程有变：{ $congress }
programme-letter-lead = 您收藏的活动有变更：
programme-letter-calendar = 订阅了您收藏的日历已同步更新。您收到此信是因为收藏了这些活动；取消收藏即不再收到通知。
