# The words that describe a session.
schedule-kind-opening = Opening
schedule-kind-keynote = Keynote
schedule-kind-talk = Talk
schedule-kind-panel = Panel
schedule-kind-workshop = Workshop
schedule-kind-poster = Poster
schedule-kind-forum = Forum
schedule-kind-item = Forum item
schedule-kind-city-showcase = City showcase
schedule-kind-ceremony = Ceremony
schedule-kind-field-visit = Field visit
schedule-kind-reception = Reception
schedule-kind-break = Break
schedule-role-speaker = Speaker
schedule-role-moderator = Moderator
schedule-role-panellist = Panellist
schedule-role-host = Host
schedule-role-interpreter = Interpreter
schedule-role-signatory = Signatory

# What our own feeds say where there is nothing.
schedule-no-room = Place to be announced
schedule-no-track = General

schedule-problem-language = “{ $code }” is not in the list of languages.
schedule-problem-languages = Choose { $limit } languages at most.

# What a column of a table holds.
schedule-is-key = Key or code
schedule-is-title = Title
schedule-is-title-zh = Title in Chinese
schedule-is-summary = Abstract
schedule-is-summary-zh = Abstract in Chinese
schedule-is-kind = Kind
schedule-is-day = Day
schedule-is-start = Start
schedule-is-end = End
schedule-is-duration = Length
schedule-is-room = Room
schedule-is-track = Track
schedule-is-languages = Languages
schedule-is-speakers = Speakers
schedule-is-moderators = Moderators

# Faults and remarks; the column is named before them.
schedule-no-title = the title is missing
schedule-long-title = the title is longer than { $value } characters
schedule-no-time = “{ $value }” is no time that can be read
schedule-day-or-month = “{ $value }” can be read in two ways; write 2024-09-25
schedule-no-day = “{ $value }” has no day; a column for the day is needed
schedule-no-start = no start; the session comes in without a time
schedule-no-duration = “{ $value }” is no length; write 45 or 0:45
schedule-usual-duration = no length and no end; 45 minutes are taken
schedule-odd-duration = { $value } minutes are less than 5 or more than a day
schedule-end-first = the end “{ $value }” is not after the start
schedule-no-language = “{ $value }” is no language that is known; it is left out
schedule-brackets = “{ $value }”: what is in brackets is not part of the name, and is left out
schedule-twice = line { $value } has the same key, or the same title and start

# Why a file was not read.
schedule-too-large = The file is too large, packed or unpacked.
schedule-not-a-table = This is no table: { $what }.
schedule-broken = The file is broken: { $what }.
schedule-letters = The letters of the file cannot be read. Save it as CSV in UTF-8, or as XLSX.
schedule-too-many = There are more than { $n } { $what }; no programme has so many.
schedule-old-workbook = This is a workbook of the old kind (.xls). Save it as .xlsx.
schedule-locked = The workbook is protected by a password. Save it without one.
