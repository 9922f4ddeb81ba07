# 活动当天的实时状态。
programme-live-late = 延后，约 { $clock } 开始
programme-live-until = 延后，约 { $clock } 结束
programme-live-running = 正在进行
programme-live-over = 已结束
programme-live-full = 会场已满
programme-live-lost = 连接已中断，所示信息可能不是最新的。
