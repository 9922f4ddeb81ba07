# 活动当天：会场、流程单、屏幕。
onsite-menu = 会场实况
onsite-all-rooms = 全部会场
onsite-room = 会场
onsite-now = 正在进行
onsite-next = 接下来
onsite-pages = 页面
onsite-days = 日期
onsite-look-again = 刷新
onsite-sheet = 流程单
onsite-display = 门口屏
onsite-foyer = 全部会场大屏
onsite-foyer-title = 全部会场
onsite-crew-page = 会务操作页
onsite-lost = 连接已中断，所示信息可能不是最新的。
onsite-lost-since = { "{" }clock{ "}" } 起连接中断
onsite-n-sessions = { $n ->
    [0] 无场次
   *[other] { $n } 场
 }
onsite-no-rooms = 尚无会场
onsite-no-rooms-lead = 请先在工作台的“会场”中添加。
onsite-no-sessions = 当天此处没有活动
onsite-no-sessions-lead = 现场以已发布的日程为准。请选择其他日期，或先发布草稿。

# 会务操作页
onsite-press-started = 已开始
onsite-press-ended = 已结束
onsite-press-late = 延后 { $n } 分
onsite-press-on-time = 恢复准时
onsite-press-full = 会场已满
onsite-press-seats = 又有座位
onsite-say-something = 更新这一场的状态
onsite-minutes-later = 延后分钟数
onsite-what-follows = 看看会影响什么
onsite-n-items = { $n } 个环节
onsite-last-press = 您刚才按下：
onsite-undo = 撤回
onsite-stored = 已保存，所有人都能看到。
onsite-undone = 已撤回。
onsite-nothing-to-undo = 此处没有您可撤回的内容，或他人已抢先操作。
onsite-stale = 别人抢先了一步。请重新打开页面，查看当前状态。
onsite-stale-here = 别人抢先了一步，您的操作没有保存。以下是当前状态。
onsite-reserved = 已预留
onsite-reserved-until = 已预留至 { $clock }
onsite-pressed-started = 已开始
onsite-pressed-late = 延后 { $n } 分钟
onsite-pressed-on-time = 恢复准时
onsite-pressed-full = 会场已满
onsite-pressed-seats = 又有座位
onsite-pressed-ended = 已结束

# 会影响什么
onsite-back-to-room = 返回会场
onsite-session = 场次
onsite-so-far = 目前
onsite-then = 之后
onsite-starred = 收藏人数
onsite-n-move = { $n ->
    [0] 没有场次受影响
   *[other] { $n } 场受影响
 }
onsite-n-later = 晚 { $n } 分钟
onsite-n-starred = { $n } 人
onsite-free-same = 会场仍按计划于 { $clock } 空出。
onsite-free-later = 会场将于 { $after } 空出，原为 { $before }。
onsite-absorbed = 茶歇与空档可消化 { $n } 分钟。
onsite-clashes = 谁会分身乏术
onsite-clash = 冲突
onsite-no-clashes = 没有新的冲突，转场时间也够。
onsite-clash-overlap = { $person }{ $interprets ->
    [yes] （口译）
   *[no] {""}
 }：“{ $second }”开始时，“{ $first }”仍未结束。
onsite-clash-walk = { $person }{ $interprets ->
    [yes] （口译）
   *[no] {""}
 }：从“{ $first }”赶到“{ $second }”的步行时间不够。
onsite-say-it = 通知所有人
onsite-say-it-note = 已发布的日程保持不变；页面、屏幕和标记会显示预计时间。
onsite-move-in-programme = 如需长期调整，请在日程中移动。

# 会场运行规则
onsite-customs = 会场运行规则
onsite-customs-lead = 单位为分钟。流程单与预计时间均据此推算。
onsite-customs-stored = 已保存。
onsite-customs-stale = 期间有人改动过。现在显示的是对方的数值，如仍需修改请再次保存。
onsite-field-doors = 首场开始前多久开门
onsite-field-doors-hint = 会列在流程单上。
onsite-field-turnover = 两场之间会场至少需要
onsite-field-turnover-hint = 某场延后时，到下一场的间隔最多缩短到这么多。
onsite-field-shortest-break = 茶歇最短可压缩至
onsite-field-shortest-break-hint = 茶歇会先消化延误，直到只剩这么多。
onsite-field-questions = 场次末尾的提问时间
onsite-field-questions-hint = 会列在流程单上；没有则填 0。

# 流程单
onsite-sheet-doors = 开门
onsite-sheet-set-up = 换场与布置
onsite-sheet-questions = 提问
onsite-sheet-end = 结束，交接会场
onsite-sheet-until = 至 { $clock }
onsite-sheet-spoken = 发言语言：{ $languages }
onsite-sheet-booths = 同传至{ $languages }：{ $n } 个同传间
onsite-sheet-seats = { $n } 座
onsite-sheet-made = 截至 { $at }（{ $zone }）
onsite-no = { $person }：{ $what }
onsite-no-photo = 禁止拍照
onsite-no-recording = 禁止录音录像
onsite-no-slides = 幻灯片不得公开
onsite-no-comma = ，
onsite-silent = 尚未答复是否可拍摄：{ $people }
onsite-cue-add = 添加提示
onsite-cue-added = 提示已列入流程单。
onsite-cue-removed = 提示已删除。
onsite-cue-remove = 删除
onsite-field-minute = 分钟
onsite-field-minute-hint = 从开始算起；−5 表示提前五分钟。
onsite-field-who = 负责人
onsite-field-who-hint = 音响、灯光、引导……
onsite-field-what = 做什么

# 屏幕
onsite-display-nothing = 此刻没有公开场次
onsite-display-over = 今天没有后续活动
onsite-display-languages = { $spoken }，同传至{ $into }

# 问题
onsite-problem-minutes = 请填写 0 到 { $most } 之间的整数分钟。
onsite-problem-press = 这一场目前不能这样更新。
onsite-problem-late = 请填写 1 到 240 之间的整数分钟，累计不超过十二小时。
onsite-problem-cue-minute = 请填写 −240 到 1440 之间的整数分钟。
onsite-problem-cues = 这一场的提示已经太多。
