# What can be wrong with a field. Say what is wrong and what would be right.
problem-required = Please fill in this field.
problem-too-long = Please shorten this to { $limit } characters; it has { $length }.
problem-characters = This contains characters that cannot be stored, such as control characters.
problem-zone = Choose a time zone by place, such as Asia/Shanghai. Abbreviations and offsets (CET, GMT+8) are not enough.
problem-slug = Use lower-case letters a–z, digits and single hyphens, such as hangzhou-2024.
problem-email = This is not a complete e-mail address.
problem-number = Please enter a whole number from { $min } to { $max }.
problem-choice = Please choose one of the options.
problem-date = Please enter a date such as 2024-09-25.
problem-time = Please enter a time such as 09:30.
problem-moment = Please choose a day and a time, such as 2024-09-25T09:30.
problem-skipped = The clocks skip this time on that day.
problem-taken = This is already used. Please choose another.
problem-unreadable = The form could not be read: the text was damaged on the way. What you sent was not stored.
problem-changed = Somebody else changed this in the meantime. Compare both versions below, then save again.
