convoke-mail = 演示邮件
convoke-mail-lead = 邮件不会离开本机，本应寄出的信件显示于此。
convoke-mail-none = 暂无信件。
