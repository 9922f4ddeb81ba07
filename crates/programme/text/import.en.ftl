# A table of sessions comes in.
programme-menu-import = Import
programme-import-lead = A table of sessions, from a spreadsheet. You see what each row will do before anything is stored.
programme-import-waiting = “{ $name }” waits for your decision.
programme-import-look = Look at it
programme-import-file = Table
programme-import-file-hint = CSV or XLSX, up to 8 MB and 20,000 rows. The first row names the columns. Formulas are not evaluated: what the spreadsheet showed when it was saved is read.
programme-import-send = Read the table
programme-import-columns = What the columns mean
programme-import-columns-lead = Headings are understood in English and in Chinese, and can be corrected on the next page. A title is needed; everything else may be missing.
programme-import-other-formats = Schedules of other conference systems, as XML or JSON, are imported at the command line: convoke import schedule.
programme-import-preview = Before it comes in
programme-import-nothing = No table is waiting
programme-import-send-one = Send one
programme-import-n-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
programme-import-nothing-stored = Nothing is stored yet. Sending the table again later changes what has changed in it and adds nothing twice: a session is known again by its key, or by title and start.
programme-import-discard = Throw away
programme-import-column-n = Column { $n }
programme-import-left-out = (left out)
programme-import-read-again = Read again
programme-import-also = This will also be made
programme-import-new-rooms = Rooms
programme-import-new-tracks = Tracks
programme-import-new-people = People
programme-import-lacking = Your role may not make these. Ask an organiser of the edition to import the table, or leave the columns out.
programme-import-rows = Rows
programme-import-wrong = Wrong
programme-import-changed-rows = Changed
programme-import-added = New
programme-import-unchanged = Unchanged
programme-import-no-such-row = There is no such row.
programme-import-line = Line
programme-import-remarks = Remarks
programme-import-n-more = and { $n } more
programme-import-leave-out = { $n ->
    [one] Leave out the wrong row
   *[other] Leave out the { $n } wrong rows
}
programme-import-leave-out-hint = Or correct them in the table, and send it again.
programme-import-take = Take into the draft
programme-import-done = The table was taken into the draft. Nobody else sees it before the next release.
programme-import-no-file = Choose a file first.
programme-import-chosen-twice = Two columns cannot both be “{ $what }”.
programme-import-gone = There is no table here any more. Hand it in again.
programme-import-changed = Something has changed since you looked at it. This is what would happen now.
programme-import-stay-out = { $n ->
    [one] One row is wrong. Agree to leave it out, or correct the table.
   *[other] { $n } rows are wrong. Agree to leave them out, or correct the table.
}
programme-import-no-row = No row of this table can come in.

programme-import-is-key = Key or code
programme-import-is-title = Title
programme-import-is-title-zh = Title in Chinese
programme-import-is-summary = Abstract
programme-import-is-summary-zh = Abstract in Chinese
programme-import-is-kind = Kind
programme-import-is-day = Day
programme-import-is-start = Start
programme-import-is-end = End
programme-import-is-duration = Length
programme-import-is-room = Room
programme-import-is-track = Track
programme-import-is-languages = Languages
programme-import-is-speakers = Speakers
programme-import-is-moderators = Moderators

# Faults and remarks; the column is named before them.
programme-import-no-title = the title is missing
programme-import-long-title = the title is longer than { $value } characters
programme-import-no-time = “{ $value }” is no time that can be read
programme-import-day-or-month = “{ $value }” can be read in two ways; write 2024-09-25
programme-import-no-day = “{ $value }” has no day; a column for the day is needed
programme-import-no-start = no start; the session comes in without a time
programme-import-no-duration = “{ $value }” is no length; write 45 or 0:45
programme-import-usual-duration = no length and no end; 45 minutes are taken
programme-import-odd-duration = { $value } minutes are less than 5 or more than a day
programme-import-end-first = the end “{ $value }” is not after the start
programme-import-no-language = “{ $value }” is no language that is known; it is left out
programme-import-brackets = “{ $value }”: what is in brackets is not part of the name, and is left out
programme-import-twice = line { $value } has the same key, or the same title and start

# Why a file was not read.
programme-import-too-large = The file is too large, packed or unpacked.
programme-import-not-a-table = This is no table: { $what }.
programme-import-broken = The file is broken: { $what }.
programme-import-letters = The letters of the file cannot be read. Save it as CSV in UTF-8, or as XLSX.
programme-import-too-many = There are more than { $n } { $what }; no programme has so many.
programme-import-old-workbook = This is a workbook of the old kind (.xls). Save it as .xlsx.
programme-import-locked = The workbook is protected by a password. Save it without one.
