# 个人日程
agenda-menu = 我的日程
agenda-about = 收藏或报名活动，即可在这里、您的日历中以及离线时查看。
agenda-n-sessions = 共 { $n } 场活动。
agenda-n-clashes = 其中 { $n } 场时间有重叠。
agenda-of-account = 随账号保存，在您登录的所有设备上均可查看。
agenda-of-browser = 仅保存在当前浏览器中。登录后可报名活动，并在所有设备上查看。
agenda-print = 打印
agenda-clock = { $place }时间
agenda-yours = 您当地 {"{"}time{"}"}
agenda-empty = 尚无安排
agenda-empty-lead = 日程中的每场活动旁都有星标，无需账号即可收藏。
agenda-timetable = 议程
agenda-cancelled = 已取消
agenda-have-place = 已有名额
agenda-waiting-at = 候补第 { $n } 位
agenda-take-part = 您参与本场
agenda-clash = 时间重叠
agenda-my-place = 我的名额
agenda-star-of = 收藏：
agenda-pause-minutes = 空闲 { $minutes } 分钟
agenda-pause-hours = 空闲 { $hours } 小时
agenda-pause = 空闲 { $hours } 小时 { $minutes } 分钟
agenda-now = 进行中
agenda-next = 下一场
agenda-moved-from = 有调整，原为 { $when }
agenda-rush = { $time ->
    [0] 中间没有间隔，而从{ $from }步行需 { $walk } 分钟
   *[other] 间隔仅 { $time } 分钟，而从{ $from }步行需 { $walk } 分钟
}
agenda-calendar = 将日程同步到日历
agenda-calendar-lead = 生成一个专属地址，您的日历便会显示已收藏和已报名的活动，并随变更自动更新。此前生成的地址将失效。
agenda-calendar-make = 生成日历地址
agenda-calendar-address = 专属日历地址
agenda-calendar-note = 持有此地址的人都能看到您的日程。如地址外泄，请重新生成，旧地址立即失效。
agenda-calendar-subscribe = 订阅到日历
agenda-calendar-renew = 重新生成
agenda-calendar-remove = 删除地址

# 离线
agenda-kept = 已保存到本设备：本页及其中的活动可离线查看。
agenda-as-of = 离线内容，截至 {"{"}time{"}"}。如需更改，请先联网。
agenda-offline = 您处于离线状态
agenda-offline-lead = 本页未保存到您的设备。您的日程及其中的活动可离线查看。

# 我的名额
agenda-title-problem = 请检查：
agenda-sign-up-of = 报名：{ $title }
agenda-not-signed-up = 报名未成功
agenda-no-sign-up = 本场无需报名。
agenda-to-session = 查看活动
agenda-flash-place = 您已有名额。
agenda-flash-line = 您已加入候补。一有空缺即自动递补，并以邮件通知您。
agenda-flash-left = 您已不在名单中。

# 信件
agenda-letter-signed-up-subject = 报名成功：{ $title }
agenda-letter-signed-up = 您已报名“{ $title }”（{ $when }），席位已为您保留。如不能出席，请在“我的日程”中放弃席位，由候补者递补。
agenda-letter-waiting-subject = 您已进入候补名单：{ $title }
agenda-letter-waiting = “{ $title }”（{ $when }）名额已满，您已进入候补名单。一旦轮到您，席位即归您所有，并会另行来信告知。
agenda-letter-file = 随信附上日历文件，内容以发信时为准。“我的日程”页面上的私人日历地址会自动跟随所有变动。
agenda-letter-promoted-subject = 候补成功：{ $title }
agenda-letter-promoted = 有一个名额空出，现已归您：“{ $title }”，{ $when }。如不能到场，请在“我的日程”中放弃，以便下一位递补。
agenda-letter-added-subject = 您有一个名额：{ $title }
agenda-letter-added = { $congress }主办方为您保留了一个名额：“{ $title }”，{ $when }。请用此邮箱登录，在“我的日程”中查看。如不能到场，请在那里放弃，以便下一位递补。
agenda-letter-declined-subject = 您已不在名单中：{ $title }
agenda-letter-declined = { $congress }主办方已将您移出“{ $title }”（{ $when }）的名单。
agenda-letter-why = 您收到此信是因为您在{ $congress }的这场活动中有名额或曾报名。

# 工作台：报名
agenda-desk-sign-ups = 报名
agenda-desk-sign-ups-lead = 想来的人数与可容纳的人数。
agenda-desk-none = 尚无需要报名的活动
agenda-desk-none-lead = 打开一场活动，选择“报名”页。
agenda-to-sessions = 查看活动
agenda-session = 活动
agenda-when = 时间
agenda-taken = 已有名额
agenda-places-short = 名额
agenda-waiting = 候补
agenda-demand = 需求
agenda-off = 未开放
agenda-on-clash = 同一时间报名两场活动时
agenda-on-clash-hint = 无论如何都会提示报名者。
agenda-n-taken = { $n } 人已有名额
agenda-n-of-places = { $places } 个名额，已报 { $n } 个
agenda-for-all = 适用于所有活动
agenda-n-waiting = { $n ->
    [0] 无人候补
   *[other] { $n } 人候补
}
agenda-list = 名单
agenda-list-empty = 尚无人报名。
agenda-name = 姓名
agenda-email = 电子邮箱
agenda-state = 状态
agenda-position = 候补位次
agenda-signed-up-at = 报名时间
agenda-no-name = 未留姓名
agenda-remove = 移出
agenda-add = 添加名额
agenda-add-hint = 即使名额已满也会给予名额，并以邮件通知对方。
agenda-add-now = 添加
agenda-terms = 报名方式
agenda-offered = 本场需要报名
agenda-offered-hint = 不勾选则无需报名，来者皆可入场。
agenda-places = 名额
agenda-places-hint = 留空则以活动或会场的座位数为准。
agenda-opens-at = 开始报名
agenda-closes-at = 报名截止
agenda-moment-hint = 以 { $zone } 时间为准。留空则立即开始。
agenda-closes-hint = 留空则到活动开始为止。
agenda-waits = 设候补名单
agenda-waits-hint = 一有空缺，候补第一位自动递补，并收到邮件。
agenda-stale = 其间有人更改了报名方式。您填写的内容保留在下方，再次保存即生效。
agenda-flash-terms = 报名方式已保存。
agenda-flash-added = 已添加名额，并以邮件通知对方。
agenda-flash-removed = 已移出名单，并以邮件通知对方。
agenda-flash-saved = 已保存。
agenda-problem-choice = 请从中选择一项。

# 反馈
agenda-feedback = 反馈
agenda-feedback-of = 反馈：{ $title }
agenda-rating = 您觉得怎么样？
agenda-rating-1 = 1 分，较差
agenda-rating-2 = 2 分，一般
agenda-rating-3 = 3 分，良好
agenda-rating-4 = 4 分，很好
agenda-rating-5 = 5 分，非常好
agenda-comment = 您想告诉主办方什么？
agenda-comment-hint = 最多 2000 字。主办方会阅读；演讲者可能看到，但看不到您的姓名。
agenda-nameless = 不留姓名
agenda-nameless-hint = 主办方看不到是谁写的。
agenda-feedback-browser = 您未登录：反馈不留姓名，每个浏览器一份。
agenda-feedback-send = 提交
agenda-feedback-again = 您已提交过反馈，再次提交将取代原先的内容。
agenda-feedback-not-yet = 本场尚未开始
agenda-feedback-not-yet-lead = 开始之后，您可以在这里留下看法。
agenda-feedback-said = 反馈内容
agenda-feedback-average = 平均 { $average } 分，共 { $n } 份
agenda-distribution = 各评分的份数
agenda-flash-feedback = 谢谢，您的反馈已保存。
agenda-problem-rating = 请选择 1 到 5 分。
agenda-problem-not-begun = 本场尚未开始。
agenda-desk-feedback = 反馈
agenda-n-answers = 共 { $n } 份反馈
agenda-no-feedback = 尚无反馈
agenda-no-feedback-lead = 活动开始后，其页面会邀请访客留下看法。
agenda-average = 平均分
agenda-answers = 份数
agenda-few = 仅供工作台：不足三份
agenda-no-words = 没有文字
agenda-readers = 谁可以看反馈
agenda-readers-hint = 演讲者看不到姓名，不足三份时也看不到任何内容。
agenda-readers-desk = 工作台
agenda-readers-speakers = 工作台和参与该场活动的人
agenda-lost = 连接已中断，所示信息可能不是最新的。
agenda-feedback-off = 本场不征集反馈
agenda-feedback-off-lead = 主办方未就本场征集反馈。
agenda-problem-not-asked = 本场不征集反馈。
agenda-not-asked = 不征集
agenda-feedback-offered = 征集参会者反馈
agenda-feedback-offered-hint = 活动开始后，其页面会引导参会者填写反馈。关闭后不再征集任何反馈，已有回答予以保留。
agenda-feedback-asking = 征集
agenda-feedback-asked = 就本场征集反馈
agenda-feedback-asked-hint = 已有回答予以保留。
agenda-feedback-edition-off = 本届目前不征集任何反馈。
