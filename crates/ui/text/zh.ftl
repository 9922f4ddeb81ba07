# 页面框架与通用组件的文字。
ui-skip = 跳到正文
ui-menu = 菜单
ui-menu-main = 主菜单
ui-desk = 工作台
ui-desk-programme = 日程
ui-desk-days = 活动当天
ui-desk-people = 人员
ui-desk-outside = 其他系统
ui-desk-edition = 本届设置
ui-language = 语言
ui-theme = 明暗外观
ui-theme-auto = 跟随设备
ui-theme-light = 浅色
ui-theme-dark = 深色
ui-sign-in = 登录
ui-sign-out = 退出登录
ui-signed-in-as = 已登录：{ $name }
ui-accessibility = 无障碍声明
ui-privacy = 隐私
ui-illustration = 示例
ui-illustration-note = 本届为演示数据。已公布的数字均注明来源；其余人员、机构与活动均为虚构。各活动名称归其权利人所有。
ui-attribution-places = 地名与坐标：
ui-runs-on = 由 Convoke 提供支持

# 表单
ui-form-problems = 有 { $n } 处需要修改
ui-optional = （选填）
ui-choose = 请选择
ui-all = 全部
ui-save = 保存
ui-cancel = 取消
ui-filter = 筛选
ui-filter-clear = 清除筛选
ui-search = 搜索

# 内容以其他语言显示时的如实说明
ui-shown-in = { $language ->
    [zh] 以中文显示
    [en] 以英文显示
   *[other] 以其他语言显示
}
ui-machine-draft = 机器翻译初稿
ui-outdated-translation = 译文早于原文

# 导航
ui-crumbs = 当前位置
ui-pages = 分页
ui-pages-span = 第 { $from }–{ $to } 项，共 { $total } 项
ui-previous = 上一页
ui-next = 下一页
ui-actions = 操作
ui-details = 详情

# 收藏
ui-star = 收藏：{ $title }
ui-star-remove = 取消收藏：{ $title }
ui-star-this = 收藏本场活动
ui-starred = 已收藏

# 样例页
ui-design = 设计规范
ui-design-lead = 所有颜色、字体与组件，与页面中的用法一致；中英双语，浅色与深色。
ui-design-colours = 颜色
ui-design-type = 字体与层级
ui-design-parts = 小组件
ui-design-forms = 表单
ui-design-timetable = 日程表
ui-design-list = 日程列表
ui-design-people = 人员
ui-design-desk = 工作台
ui-design-sample = 街面之下的水
ui-design-sample-long = 每座城市都在流失已经付费净化的水：有的流失一成，有的流失一半。三家水务单位公开账本，讲述最初一千个传感器带来了哪些改变。
ui-design-empty = 还没有收藏
ui-design-empty-note = 点按活动旁的星标，即可收藏到这里。
ui-design-track = 主题 { $n }
ui-design-room = { $n } 号厅
ui-design-forum = 论坛
ui-design-keynote = 主旨演讲
ui-design-break = 茶歇
ui-design-day = 9月25日 星期三
ui-design-cancelled = 已取消
ui-design-released = 已发布
ui-design-moved = 有调整
ui-design-field = 姓名
ui-design-hint = 按胸卡上应显示的样子填写，不限文字。
ui-design-select = 国家／地区
ui-design-note = 有什么需要我们安排？
ui-design-check = 有变更时发邮件通知我
ui-design-way = 参会身份
ui-design-visitor = 观众
ui-design-press = 媒体
ui-design-notice = 变更已存入草稿，下次发布后参会者方可看到。
ui-design-speaker = 演讲嘉宾
ui-design-time = 时间
ui-design-state = 状态
