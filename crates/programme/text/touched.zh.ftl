# 发布后通知谁。
programme-touched = 通知对象
programme-touched-nobody = 不会发出任何信件：参与者、报名者和收藏者均不受影响。
programme-touched-counts = 将致信 { $participants } 位参与者和 { $readers } 位报名者或收藏者。其他人的日历自动更新，不另行通知。
programme-touched-unreached = 以下参与者在此没有邮箱，请自行告知：{ $names }
programme-touched-letters = { $language }信件 { $n } 封
programme-touched-like-this = 其中第一封：
programme-letter-part-lead = 您参与的活动有变更：
programme-letter-part-why = 您收到此信是因为您参与这些活动。
programme-letter-joined = 您将参与“{ $title }”：{ $role }。
programme-letter-left = 您不再参与“{ $title }”。
programme-letter-list-lead = 您报名的活动有变更：
programme-letter-list-why = 您收到此信是因为您在这些活动中已有名额或正在候补。
