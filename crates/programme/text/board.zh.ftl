programme-menu-board = 排期板
programme-board-undo = 撤销
programme-board-redo = 重做
programme-board-last = 上一步：{ $act }
programme-board-undone = 已撤销。
programme-board-redone = 已重做。
programme-board-swapped = 两场活动已互换。
programme-board-stale = 刚刚有人修改了“{ $title }”。排期板显示的是最新情况，您的选择保留在下方；如仍适用，请再次提交。
programme-board-how = 拖动活动上的手柄即可移动；也可在手柄上按回车键，再用方向键：上下移动五分钟（按住 Shift 为三十分钟），左右换房间，Page Up 与 Page Down 换日期。回车放下，Esc 取消。
programme-board-held = 已拿起“{ $title }”。
programme-board-at = { $day } { $time }，{ $room }
programme-board-let-go = 已放回原处。
programme-board-sending = 正在移动……
programme-board-failed = 网络连接失败，未作任何移动。请重试。
programme-board-fine = 符合所有规则。
programme-board-changed = 排期板有更新。
programme-board-waiting = 尚未排定时间
programme-board-no-room = 未定房间
programme-board-items = { $n } 个议项
programme-board-n-minutes = { $n } 分钟
programme-board-grip = 移动“{ $title }”
programme-board-move = 移动一场活动
programme-board-session = 活动
programme-board-other = 与之互换
programme-board-minutes-hint = 留空则时长不变。
programme-board-swap = 互换两场活动
programme-board-swap-now = 互换
programme-board-swap-with = 与“{ $title }”互换
programme-problem-swap = 请选择两场不同的活动；论坛与其自身的议项不能互换。
programme-problem-nothing-to-undo = 没有可撤销或重做的操作。
programme-problem-overtaken = 其他人此后又修改了同一内容，无法撤销。未作任何更改。
programme-problem-undo-blocked = 规则不允许：房间或人员已被占用。未作任何更改。
programme-problem-shift = 移动幅度过大。
programme-problem-chosen = 请至少勾选一场活动。
programme-act-created = 新建“{ $title }”
programme-act-revised = 编辑“{ $title }”
programme-act-moved = 移动“{ $title }”
programme-act-swapped = 互换“{ $title }”与另一场活动
programme-act-shifted = { $n ->
    [one] 移动“{ $title }”
   *[other] 移动 { $n } 场活动
}
programme-act-delayed = 推迟“{ $title }”
programme-act-confirmed = { $n ->
    [one] 确认“{ $title }”
   *[other] 确认 { $n } 场活动
}
programme-act-cancelled = 取消“{ $title }”
programme-act-reinstated = 恢复“{ $title }”
programme-act-people = 更改“{ $title }”的人员
programme-bulk = 已勾选的活动
programme-bulk-tick = 勾选“{ $title }”
programme-bulk-days = 推后天数
programme-bulk-minutes = 推后分钟数
programme-bulk-minus = 负数表示提前。
programme-bulk-room = 移至房间
programme-bulk-move = 移动
programme-bulk-confirm = 确认其中的草稿
programme-bulk-moved = 已移动所勾选的活动。
programme-bulk-confirmed = 已确认所勾选的草稿。
programme-bulk-keep = 不选则各自留在原房间。
programme-problem-chosen-stale = 刚刚有人修改了其中一场活动，请重新查看。未作任何更改。
