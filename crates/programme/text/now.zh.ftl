# 正在进行与即将开始。
programme-now-about = 此刻正在进行的活动，以及各会场接下来的活动。
programme-now-now = 正在进行
programme-now-next = 接下来
programme-now-nothing = 此刻没有正在进行的活动。
programme-now-over = 日程上已没有后续活动。
programme-now-again = 刷新
