# Signing in
accounts-sign-in = 登录
accounts-sign-in-lead = 我们会把验证码发到您的邮箱，无需记住密码，也不会丢失密码。
accounts-sign-in-privacy = 您的邮箱地址仅用于登录，不作他用。
accounts-privacy-link = 我们如何对待您的数据
accounts-email = 电子邮箱
accounts-email-hint = 请填写收到邀请的邮箱。新邮箱在输入验证码后即自动创建账号。
accounts-send-code = 发送验证码
accounts-code-title = 输入验证码
accounts-code-sent = 如果 { $email } 能够收信，验证码邮件已在途中。验证码仅限本浏览器使用，15 分钟内有效。
accounts-code-none = 本浏览器没有待输入的验证码。请重新获取，并在同一浏览器中完成登录。
accounts-code = 验证码
accounts-code-hint = 八位数字，空格不影响。
accounts-code-nothing = 几分钟后仍未收到？请查看垃圾邮件，或者
accounts-code-again = 重新获取验证码
accounts-link-title = 通过链接登录
accounts-link-lead = 您曾在本浏览器中申请以 { $email } 登录。
accounts-link-elsewhere = 此链接只能在申请登录的浏览器中使用一次，15 分钟内有效。请在那个浏览器中打开链接或输入邮件中的验证码，也可以在这里重新开始。
accounts-sign-out = 退出登录
accounts-continue = 继续
accounts-save = 保存
accounts-remove = 移除
accounts-actions = 操作

# Problems
accounts-problem-too-many-letters = 获取验证码过于频繁。请使用最近一封邮件中的验证码，或一小时后再试。
accounts-problem-too-many-codes = 此网络尝试验证码的次数过多，请一小时后再试。
accounts-problem-too-many-passwords = 尝试次数过多，请等待一刻钟后再试。
accounts-problem-other-browser = 本浏览器没有待输入的验证码。请在此重新获取，或回到申请登录的浏览器继续操作。
accounts-problem-code-shape = 验证码为八位数字，请从邮件中重新复制。
accounts-problem-wrong-code = 这不是最近一封邮件中的验证码，还可尝试 { $left } 次。
accounts-problem-dead-code = 错误次数过多，此验证码已失效，请重新获取。
accounts-problem-expired-code = 此验证码已超过 15 分钟，请重新获取。
accounts-problem-used-code = 此验证码已被使用，请重新获取。
accounts-problem-wrong-password = 当前无效。动态口令只能使用一次，有效期约一分钟；恢复码也只能使用一次。
accounts-problem-app-there = 已设置验证器应用。如需更换，请先移除。
accounts-problem-app-not-begun = 没有待确认的验证器应用，请重新开始。
accounts-problem-passkey = 无法验证通行密钥。请重试，或改用验证码登录。
accounts-problem-has-role = 该账号已拥有此角色。
accounts-problem-last-owner = 必须有人负责：请先将无期限的“负责人”角色授予另一人。
accounts-problem-past = 这一天已过，请选择更晚的日期。
accounts-problem-other-address = 这不是本账号的邮箱地址。
accounts-problem-reason-short = 请说明得更详细一些，至少 { $least } 个字符。
accounts-problem-window = 结束时间不能早于开始时间。
accounts-problem-instant = 请输入日期和时间，例如 2024-09-25 09:30。

# Done
accounts-flash-welcome = 欢迎！账号已创建，请告诉我们如何称呼您。
accounts-flash-signed-in = 您已登录。
accounts-flash-signed-out = 您已退出登录。
accounts-flash-saved = 已保存。
accounts-flash-session-ended = 该会话已结束。
accounts-flash-others-ended = 其他会话均已结束。
accounts-flash-roles-awake = 第二重验证已通过。
accounts-flash-few-codes = 您已使用恢复码登录，剩余恢复码不多，请重新生成。
accounts-flash-app-removed = 验证器应用已移除。
accounts-flash-passkey-added = 通行密钥已可使用。
accounts-flash-passkey-removed = 通行密钥已移除，请同时在您的设备上删除。
accounts-flash-role-given = 角色已授予，通知邮件已发出。
accounts-flash-role-ended = 角色已终止。
accounts-flash-erased = 您的账号已注销，并已退出登录。

# Account
accounts-account = 账号
accounts-name = 姓名
accounts-name-hint = 即他人看到的名字。
accounts-language = 邮件语言
accounts-language-hint = 页面语言可在页面顶部切换。
accounts-own-roles = 您的角色
accounts-until = 至 { $day }
accounts-whole-house = 整个平台
accounts-edition-asleep = 通过第二重验证后可见的一届大会
accounts-roles-asleep = 通过第二重验证之前，您的角色暂不生效。
accounts-show-factor = 立即验证
accounts-house = 平台
accounts-house-editions = 历届大会

# Sessions
accounts-sessions = 会话
accounts-sessions-lead = 您已登录的所有浏览器。如有不认识的，请结束其会话。
accounts-n-sessions = 共 { $n } 个会话
accounts-device = 浏览器
accounts-device-unknown = 未知浏览器
accounts-place = 地点
accounts-place-unknown = 不作记录
accounts-since = 开始时间
accounts-last-seen = 最近活动
accounts-this-browser = 本浏览器
accounts-end-session = 结束
accounts-end-others = 结束所有其他会话

# Passkeys
accounts-passkey = 通行密钥
accounts-passkeys = 通行密钥
accounts-passkeys-lead = 通行密钥保存在您的设备中，用指纹、面容或 PIN 码解锁，可一步登录，并视同双重验证。
accounts-passkeys-none = 您还没有通行密钥。
accounts-n-passkeys = { $n ->
    [0] 没有通行密钥
   *[other] { $n } 个通行密钥
}
accounts-passkey-name = 通行密钥名称
accounts-passkey-name-hint = 便于您辨认，例如“工作电脑”。
accounts-passkey-add = 添加通行密钥
accounts-passkey-use = 使用通行密钥
accounts-passkey-sign-in-hint = 前提是您已在账号中创建通行密钥。
accounts-passkey-script = 通行密钥需要 JavaScript：只有脚本才能与验证设备通信。邮件验证码和验证器应用无需 JavaScript。
accounts-passkey-cancelled = 设备未提供通行密钥。请重试，或改用其他方式。
accounts-passkey-no-name = 您正通过数字地址访问本平台，而浏览器只会把通行密钥绑定到域名。请用域名（例如 localhost）打开后再使用。
accounts-last-used = 最近使用
accounts-never = 从未使用

# Second factor
accounts-second-factor = 第二重验证
accounts-factor-lead = 即使有人能看到您的邮件，第二重验证也能保护您的账号。
accounts-factor-lead-staff = 您是大会工作人员，仅凭邮箱登录还不够。设置第二重验证后，您的角色即可生效。
accounts-factor-lead-show = 请完成第二重验证，有效期十二小时。
accounts-factor-lead-strong = 本次会话已通过第二重验证。
accounts-password = 动态口令或恢复码
accounts-password-hint = 验证器应用显示的六位数字，或您的一个恢复码。
accounts-app = 验证器应用
accounts-app-explained = 任何动态口令应用均可使用，无需联网。
accounts-app-begin = 设置验证器应用
accounts-app-step-scan = 请用验证器应用扫描此二维码。
accounts-app-picture = 供应用扫描的二维码，内容与下方密钥相同。
accounts-app-step-type = 或在应用中手动输入密钥：
accounts-app-step-open = 或在本设备上打开应用
accounts-app-step-confirm = 请输入应用当前显示的六位数字。
accounts-app-password = 动态口令
accounts-app-confirm = 确认
accounts-app-again = 更换密钥，重新开始
accounts-app-there = 验证器应用已设置。{ $n ->
    [0] 恢复码已用完。
   *[other] 剩余 { $n } 个恢复码。
}
accounts-new-codes = 重新生成恢复码
accounts-remove-app = 移除验证器应用
accounts-recovery = 恢复码
accounts-recovery-lead = 手机不在身边时，每个恢复码可用来登录一次。
accounts-recovery-once = 恢复码仅显示这一次。请打印或保存到密码管理器中；以前的恢复码已失效。
accounts-recovery-kept = 我已妥善保存

# Own data
accounts-own-data = 您的数据
accounts-consents = 公开内容
accounts-export = 导出数据
accounts-export-lead = 本平台保存的与您有关的全部数据，以一个 JSON 文件提供，其中不含各项验证的密钥。
accounts-export-button = 下载
accounts-erase = 注销账号
accounts-erase-lead = 您的邮箱、姓名、验证方式和设备信息将立即删除，备份中的数据在 35 天内清除。审计日志保留操作记录，但仅以编号标识，不含姓名。
accounts-erase-email = 您的电子邮箱
accounts-erase-email-hint = 请输入以确认。此操作无法撤销。
accounts-erase-button = 注销我的账号

# Roles
accounts-roles = 角色
accounts-house-roles = 平台角色
accounts-roles-lead = 谁可以做什么。请只授予工作所需的最小权限。
accounts-n-roles = 共 { $n } 个角色
accounts-who = 人员
accounts-role = 角色
accounts-role-until = 期限
accounts-no-end = 无期限
accounts-end-role = 终止
accounts-give-role = 授予角色
accounts-give-email-hint = 对方会收到邮件，只有该邮箱的主人才能登录。
accounts-first-day = 第一天
accounts-first-day-hint = 留空表示立即生效。
accounts-from = { $day } 起
accounts-last-day = 最后一天
accounts-last-day-hint = 角色在这一天结束后自动终止；留空表示无期限。
accounts-role-owner = 负责人
accounts-role-owner-hint = 承担总体责任，授予和收回角色。
accounts-role-organiser = 组织者
accounts-role-organiser-hint = 除角色管理外的一切工作。
accounts-role-programme-editor = 议程编辑
accounts-role-programme-editor-hint = 编写并发布议程。
accounts-role-directory-editor = 名录编辑
accounts-role-directory-editor-hint = 维护人员、机构和代表团信息。
accounts-role-room-crew = 会场人员
accounts-role-room-crew-hint = 会议当天在会场工作。
accounts-role-reader = 只读人员
accounts-role-reader-hint = 可查看工作台，不作任何更改。
accounts-permissions = 权限
accounts-permissions-lead = 各角色可以做什么。此表直接由系统实际执行的规则生成。
accounts-permissions-link = 各角色的权限
accounts-permissions-note = 通过第二重验证之前，角色不生效。管理平台需要整个平台的角色。
accounts-permissions-json = JSON 格式
accounts-may = 权限
accounts-yes = 可以
accounts-no = 不可
accounts-may-read-desk = 查看工作台及草稿
accounts-may-edit-edition = 修改日期、名称、场馆、会议室和主题
accounts-may-edit-directory = 修改人员、机构和代表团
accounts-may-read-contacts = 查看联系方式和未公开人员
accounts-may-edit-programme = 修改议程草稿
accounts-may-release-programme = 发布议程
accounts-may-run-rooms = 在活动当天更新各会场状态
accounts-may-read-audit = 查看审计日志
accounts-may-manage-roles = 授予和收回角色
accounts-may-run-house = 创建大会，处置数据泄露

# Breach
accounts-breach = 数据泄露应急
accounts-breach-lead = 当个人数据可能被无关人员看到时：关闭所有入口，查明受影响者，并在 72 小时内报告主管部门。
accounts-breach-declare = 宣布数据泄露
accounts-breach-warning = 除您之外，所有人的会话立即结束；已发出的验证码和链接全部作废。72 小时从现在开始计算。
accounts-breach-declared = 宣布时间
accounts-breach-reason = 事件经过
accounts-breach-reason-hint = 至少十个字符，将写入审计日志和通知草稿。
accounts-breach-clock = 倒计时
accounts-breach-from = 泄露开始时间
accounts-breach-utc = 以 UTC 为准。
accounts-breach-until = 泄露结束时间
accounts-breach-until-hint = 以 UTC 为准，留空表示现在。
accounts-breach-button = 结束所有会话并开始计时
accounts-n-breaches = 已宣布 { $n } 次数据泄露
accounts-hours-left = { $n ->
    [0] 72 小时已过
   *[other] 还剩 { $n } 小时
}
accounts-breach-deadline = 须在 { $at } 之前报告主管部门。
accounts-breach-window = 涉及时段
accounts-breach-ended = 已结束的会话
accounts-n-affected = { $n ->
    [0] 没有账号受影响
   *[other] { $n } 个账号受影响
}
accounts-breach-csv = 下载完整名单（CSV）
accounts-breach-shown = 此处显示前 { $n } 个，完整名单见文件。
accounts-breach-fields = 可能被看到的数据
accounts-field-email = 电子邮箱
accounts-field-name = 姓名
accounts-field-language = 语言
accounts-field-person = 关联的人员
accounts-field-devices = 浏览器类型
accounts-field-passkey-names = 通行密钥名称
accounts-field-authenticator-app = 验证器应用的密钥
accounts-field-roles = 角色
accounts-breach-notice = 通知草稿
accounts-breach-notice-lead = 请通读全文，补全方括号中的内容，并由数据保护负责人签发。

# The notice, in the language of its reader
accounts-notice-1 = 个人信息泄露事件通知
accounts-notice-2 = 我们于 { $declared } 宣布，本大会管理系统发生个人信息泄露事件。事件经过：{ $reason }
accounts-notice-3 = 相关信息可能在 { $from } 至 { $until } 期间被他人看到，共涉及 { $accounts } 个账号。涉及的信息包括：电子邮箱、姓名、语言、浏览器类型、通行密钥名称和角色。本系统不设密码，登录验证码和会话令牌仅以摘要形式保存；验证器应用的密钥应视为已泄露。
accounts-notice-4 = 已采取的措施：立即结束全部会话（共 { $sessions } 个），并作废所有已发出的验证码。[其他措施。]
accounts-notice-5 = 建议您：重新登录，检查会话列表，重新设置验证器应用，并警惕以本大会名义发送的邮件。
accounts-notice-6 = 联系方式：[数据保护负责人的姓名、地址和电话]。本通知须于 { $deadline } 之前发出。

# Letters
accounts-letter-code-subject = { $code } 是您的登录验证码
accounts-letter-code-known = 您本人或输入了您邮箱地址的人申请登录。
accounts-letter-code-unknown = 您本人或输入了您邮箱地址的人申请登录。此邮箱尚无账号，输入验证码后将自动创建。
accounts-letter-code-code = 验证码：{ $code }
accounts-letter-code-link = 或在同一浏览器中打开此链接：{ $address }
accounts-letter-code-terms = 验证码和链接均只能使用一次，15 分钟内有效，且仅限申请登录的浏览器。
accounts-letter-code-not-you = 如非本人操作，请忽略此邮件：离开那个浏览器，任何人都无法使用。请勿将验证码告诉任何人，我们也不会向您索要。
accounts-letter-role-subject = 您的角色：{ $role }（{ $name }）
accounts-letter-role-given = 您已被授予“{ $role }”角色，适用于：{ $name }。
accounts-letter-role-desk = 请用此邮箱登录并开始工作：{ $address }
accounts-letter-role-factor = 工作人员需要第二重验证：请准备好安装了验证器应用的手机，或可以保存通行密钥的设备。

## 个人令牌
accounts-flash-token-revoked = 令牌已撤销，不再有效。
accounts-problem-token-scopes = 请选择令牌的用途。
accounts-problem-token-days = 请选择令牌的有效期。
accounts-problem-token-edition = 没有这一届。请填写网址中的名称（例如 hangzhou-2024），或留空。
accounts-problem-token-many = 您已有 { $most } 个令牌，请先撤销不再需要的令牌。
accounts-tokens = 令牌
accounts-tokens-lead = 您的程序可凭令牌以您的名义读写日程。令牌的权限不会超出您本人，并且只能用于 /api/ 之下的地址。
accounts-tokens-description = 接口说明（OpenAPI）
accounts-tokens-none = 您还没有令牌。
accounts-n-tokens = { $n ->
    [0] 没有令牌
   *[other] { $n } 个令牌
}
accounts-token-name = 令牌名称
accounts-token-name-hint = 便于您辨认由哪个程序使用，例如“会场屏幕”。
accounts-token-scopes = 用途
accounts-scope-programme-read = 读取日程
accounts-scope-programme-read-hint = 在您可见的范围内读取日程草稿。
accounts-scope-programme-write = 编辑日程
accounts-scope-programme-write-hint = 另可在您的权限范围内修改草稿并发布。
accounts-scope-rooms-run = 管理会场
accounts-scope-rooms-run-hint = 可在您的权限范围内报告活动开始、延后或会场已满。
accounts-token-edition = 届次
accounts-token-edition-hint = 填写网址中的名称，例如 hangzhou-2024；留空则适用于您任职的所有届次。
accounts-token-everywhere = 所有届次
accounts-token-life = 有效期
accounts-token-n-days = { $n } 天
accounts-token-until = 最后有效日（UTC）
accounts-token-make = 创建令牌
accounts-token-factor = 您的角色尚未启用，请先完成双重验证，再创建令牌。
accounts-token-revoke = 撤销
accounts-token-made = 您的新令牌
accounts-token-made-lead = 这是令牌“{ $name }”。
accounts-token-once = 令牌仅显示这一次。请复制到程序保存密钥的地方；持有令牌者可以您的名义操作。
accounts-token-use = 程序在每次请求中通过以下标头发送令牌：
accounts-token-kept = 我已复制
accounts-list-comma = 、
