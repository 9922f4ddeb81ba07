# 描述活动的词语。
schedule-kind-opening = 开幕式
schedule-kind-keynote = 主旨演讲
schedule-kind-talk = 报告
schedule-kind-panel = 圆桌讨论
schedule-kind-workshop = 工作坊
schedule-kind-poster = 海报展示
schedule-kind-forum = 论坛
schedule-kind-item = 论坛环节
schedule-kind-city-showcase = 城市展示
schedule-kind-ceremony = 仪式
schedule-kind-field-visit = 实地考察
schedule-kind-reception = 招待会
schedule-kind-break = 茶歇
schedule-role-speaker = 演讲人
schedule-role-moderator = 主持人
schedule-role-panellist = 对话嘉宾
schedule-role-host = 东道主
schedule-role-interpreter = 译员
schedule-role-signatory = 签约人

# 本系统数据接口在没有内容时的写法。
schedule-no-room = 地点待公布
schedule-no-track = 综合

schedule-problem-language = 语言列表中没有“{ $code }”。
schedule-problem-languages = 最多选择 { $limit } 种语言。

# 表格各列的含义。
schedule-is-key = 编号
schedule-is-title = 标题
schedule-is-title-zh = 中文标题
schedule-is-summary = 简介
schedule-is-summary-zh = 中文简介
schedule-is-kind = 类型
schedule-is-day = 日期
schedule-is-start = 开始时间
schedule-is-end = 结束时间
schedule-is-duration = 时长
schedule-is-room = 会场
schedule-is-track = 板块
schedule-is-languages = 语言
schedule-is-speakers = 演讲人
schedule-is-moderators = 主持人

# 错误与说明，前面会注明所在列。
schedule-no-title = 缺少标题
schedule-long-title = 标题超过 { $value } 个字符
schedule-no-time = “{ $value }”不是可识别的时间
schedule-day-or-month = “{ $value }”有两种读法，请写成 2024-09-25 的形式
schedule-no-day = “{ $value }”没有日期，需要有日期列
schedule-no-start = 没有开始时间，活动导入后暂不排期
schedule-no-duration = “{ $value }”不是时长，请写成 45 或 0:45
schedule-usual-duration = 没有时长和结束时间，按 45 分钟计
schedule-odd-duration = { $value } 分钟，少于 5 分钟或超过一天
schedule-end-first = 结束时间“{ $value }”不晚于开始时间
schedule-no-language = “{ $value }”不是可识别的语言，未导入
schedule-brackets = “{ $value }”：括号内的文字不属于姓名，未导入
schedule-twice = 与第 { $value } 行编号相同，或标题与开始时间相同

# 文件为何未能读取。
schedule-too-large = 文件过大（压缩前或解压后）。
schedule-not-a-table = 这不是表格：{ $what }。
schedule-broken = 文件已损坏：{ $what }。
schedule-letters = 无法识别文件的编码。请另存为 UTF-8 编码的 CSV，或 XLSX。
schedule-too-many = { $what } 超过 { $n }，没有哪份日程会有这么多。
schedule-old-workbook = 这是旧版工作簿（.xls）。请另存为 .xlsx。
schedule-locked = 工作簿有密码保护。请取消密码后另存。
