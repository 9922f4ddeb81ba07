# 活动报名。
programme-sign-up = 报名
programme-sign-up-left = 剩余 { $n } 个名额，共 { $places } 个
programme-sign-up-full = { $places } 个名额已满。
programme-sign-up-line = { $n ->
    [0] 目前无人候补。
   *[other] 目前有 { $n } 人候补。
}
programme-sign-up-free = 报名即有名额。
programme-sign-up-opens = { $day } { $clock } 开始报名。
programme-sign-up-closes = 报名截止：{ $day } { $clock }。
programme-sign-up-over = 报名已截止。
programme-sign-up-no-line = 不设候补。
programme-sign-up-have = 您已有名额。
programme-sign-up-wait = 您在候补名单中排第 { $n } 位。一有空缺即自动递补，并以邮件通知您。
programme-sign-up-declined = 主办方已将您移出本场名单，请与其联系。
programme-sign-up-clash = 您已报名同一时间的另一场活动：
programme-sign-up-clash-first = 请先放弃该场。
programme-sign-up-do = 报名
programme-sign-up-do-wait = 加入候补
programme-sign-up-undo = 放弃名额
programme-sign-up-leave = 退出候补
programme-sign-up-sign-in = 登录后报名
programme-sign-up-state-signed-up = 已有名额
programme-sign-up-state-waiting = 候补中
programme-sign-up-state-promoted = 候补成功
programme-sign-up-state-cancelled = 已放弃
programme-sign-up-state-declined = 已移出
programme-sign-up-clash-warn = 提示，但允许
programme-sign-up-clash-block = 提示并拒绝
programme-problem-sign-up-off = 本场无需报名。
programme-problem-sign-up-early = 报名尚未开始。
programme-problem-sign-up-over = 报名已截止。
programme-problem-sign-up-full = 名额已满，且不设候补。
programme-problem-sign-up-declined = 主办方已将您移出本场名单，请与其联系。
programme-problem-sign-up-clash = 您已报名同一时间的另一场活动，请先放弃该场。
programme-problem-sign-up-window = 截止时间必须晚于开始时间。
programme-feedback-give = 您觉得这场怎么样？
programme-feedback = 反馈
