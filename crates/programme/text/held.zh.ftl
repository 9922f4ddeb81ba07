# 等待发出的信件，以及撤回发布。
programme-held = 第 { $number } 版已公开，通知信将于 { $clock } 发出。
programme-held-first = 第 { $number } 版已公开，这是首次发布。{ $clock } 之前可以撤回。
programme-held-gathers = 若在此之前再次发布，每人只会收到一封信，说明自第 { $number } 版以来的全部变动，并重新开始等待。
programme-leaving = 第 { $number } 版的通知信自 { $clock } 起陆续发出，不能再撤回。请修改草稿后重新发布。
programme-left-none = 自 { $clock } 起，第 { $number } 版不能再撤回。没有需要致信的人。
programme-left-count = 共发出 { $n } 封信。
programme-held-left = 剩余时间
programme-held-lead = 在此之前可以撤回：恢复先前版本，页面与日历随之更新，不通知任何人。草稿保持不变。
programme-take-back = 撤回第 { $number } 版
programme-taken-back = 已撤回。先前版本重新生效，未通知任何人。
programme-taken-back-at = 第 { $number } 版已于 { $clock } 撤回，未通知任何人，先前版本重新生效。
programme-left = 第 { $number } 版的通知信已于 { $clock } 发出，不能再撤回。请修改草稿后重新发布。
programme-hold-over = 可撤回的时间已过，不能再撤回。
programme-letters-left = 通知信已发出，不能再撤回。
programme-hold = 反悔时间
programme-field-hold = 信件等待
programme-field-hold-hint = 等待期间可以撤回发布。
programme-hold-none = 不等待
programme-hold-seconds = { $n } 秒
programme-hold-minutes = { $n } 分钟
programme-hold-saved = 信件等待时间已保存。
programme-field-letter = 信中附言（{ $language }）
programme-field-letter-hint = 置于每封该语言信件的开头。

# 发布影响哪些人和事。
programme-radius = 受影响的人和事
programme-radius-speakers = 演讲人与主办人
programme-radius-moderators = 主持人
programme-radius-interpreters = 口译员
programme-radius-starred = 已收藏或已报名者
programme-radius-rooms = 安排有变的会场
programme-radius-interpretation = 需重新安排的口译
programme-radius-print = 需重印的日程

# 对听众的承诺。
programme-field-promised = 全程可以听懂的语言
programme-field-promised-hint = 某场活动若既不使用也不口译其中一种语言，口译规则会提示。不选则不作承诺。
programme-field-booths = 口译间自带译员的会场
programme-field-booths-hint = 其他会场须在活动人员中列出译员，所需人数见“口译人员”页面。
