# 网络回调：通知其他系统。
webhooks-menu = 网络回调
webhooks-lead = 日程发布后如有变动，可立即通知其他系统，例如官网、应用或会场门口的电子屏。通知只包含活动编号，不含任何其他内容；收到通知的系统再通过接口读取详情。只有面向公众或所有已登录者的活动才会通知。
webhooks-none = 尚未通知任何系统
webhooks-none-lead = 请添加需要接收通知的系统地址。
webhooks-count = { $n ->
   *[other] 共 { $n } 个接收地址
}
webhooks-add = 添加地址
webhooks-address = 地址
webhooks-address-hint = 以 https:// 开头，并且可从互联网访问。
webhooks-state = 状态
webhooks-events = 通知内容
webhooks-events-hint = 首次发布时一切都是新的，因此只通知“已发布”。
webhooks-events-choose = 事件
webhooks-delivered = 最近送达
webhooks-never = 从未
webhooks-everything = 全部
webhooks-comma = 、

webhooks-event = 事件
webhooks-event-released = 日程已发布
webhooks-event-added = 新增活动
webhooks-event-removed = 活动已从日程中移除
webhooks-event-moved = 活动的时间或会场有变
webhooks-event-cancelled = 活动已取消
webhooks-event-reinstated = 已取消的活动恢复举行
webhooks-event-changed = 活动的其他信息有变
webhooks-event-ping = 测试

webhooks-state-active = 启用
webhooks-state-paused = 已暂停
webhooks-state-gone = 接收方已终止
webhooks-state-failing = 已停止
webhooks-note-paused = 已暂停：暂停期间的变动不会通知，之后也不会补发。
webhooks-note-gone = 接收方返回了 410，表示不再需要通知。
webhooks-note-failing = 三天内没有任何通知送达，系统已停止尝试。

webhooks-ping = 发送测试
webhooks-pause = 暂停
webhooks-resume = 重新启用
webhooks-remove = 移除
webhooks-remove-lead = 此地址将不再收到通知，其记录也一并删除。
webhooks-rotate = 更换密钥
webhooks-rotate-lead = 此后使用新密钥签名。一天之内旧密钥同时签名，接收方可从容更换而不丢失通知。
webhooks-old-until = 上一个密钥在 { $at } 之前仍同时签名。

webhooks-secret = 密钥
webhooks-secret-made = 此回调的密钥
webhooks-secret-once = 请立即复制。密钥不会再次显示。
webhooks-secret-use = 每条通知都按 Standard Webhooks 规范用此密钥签名：接收方应核对 webhook-signature 标头，并拒绝未签名或过时的消息。
webhooks-secret-overlap = 旧密钥在一天之内仍同时签名。
webhooks-secret-kept = 我已复制

webhooks-log = 记录
webhooks-log-none = 尚未发送任何通知。可发送测试，查看该地址是否应答。
webhooks-log-kept = 最近 50 条通知，时间为大会当地时间。已结束的记录保留 30 天。
webhooks-made = 生成时间
webhooks-attempts = 应答
webhooks-again = 重新发送
webhooks-sent = 发送内容：
webhooks-due = 下次尝试：{ $at }
webhooks-details = { $n ->
    [0] 消息内容
   *[other] 共尝试 { $n } 次
}
webhooks-delivery-waiting = 等待中
webhooks-delivery-delivered = 已送达
webhooks-delivery-failed = 已放弃
webhooks-outcome-answered = 状态码 { $status }
webhooks-outcome-refused = 未发送：域名指向内部网络
webhooks-outcome-unresolved = 域名无法解析
webhooks-outcome-unreachable = 无法连接
webhooks-outcome-untrusted = 证书无效
webhooks-outcome-late = 应答超时
webhooks-outcome-garbled = 应答不符合 HTTP 协议

webhooks-flash-events = 已保存。
webhooks-flash-paused = 已暂停。
webhooks-flash-resumed = 已启用，从现在起恢复通知。
webhooks-flash-removed = 已移除。
webhooks-flash-ping = 测试已发出。刷新页面即可查看应答。
webhooks-flash-again = 已重新发出。刷新页面即可查看应答。
webhooks-inactive = 此回调未启用，因此没有发送。请先重新启用。

webhooks-problem-address = 请填写完整地址，例如 https://example.org/hook。
webhooks-problem-encrypted = 地址必须以 https:// 开头。
webhooks-problem-credentials = 地址中不得包含用户名或密码。
webhooks-problem-public = 此地址属于内部或保留网络。只能通知互联网上的系统。
webhooks-problem-taken = 此地址已添加。
webhooks-problem-many = 本届的接收地址已达上限，请先移除一个。
webhooks-problem-event = 请从列表中选择。
webhooks-problem-no-event = 请至少选择一个事件。

webhooks-letter-subject = { $congress }：一个网络回调已停止
webhooks-letter-gone = 您为{ $congress }添加的回调地址 { $address } 返回了 410，表示不再需要通知。系统已立即停止发送。
webhooks-letter-failing = 您为{ $congress }添加的回调地址 { $address } 三天内没有收到任何通知。系统已停止尝试。
webhooks-letter-what = 工作台的记录中可以查看对方的应答。接收系统恢复后，请在工作台重新启用；错过的通知可以重新发送。
