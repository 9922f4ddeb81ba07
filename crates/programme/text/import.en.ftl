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
programme-import-done-namesakes = The table was taken into the draft. Some of its people were made anew, although the directory has their names already and nothing else told whether they are the same: such names stand twice in this list. Please look at them.
programme-import-no-file = Choose a file first.
programme-import-chosen-twice = Two columns cannot both be “{ $what }”.
programme-import-gone = There is no table here any more. Hand it in again.
programme-import-changed = Something has changed since you looked at it. This is what would happen now.
programme-import-stay-out = { $n ->
    [one] One row is wrong. Agree to leave it out, or correct the table.
   *[other] { $n } rows are wrong. Agree to leave them out, or correct the table.
}
programme-import-no-row = No row of this table can come in.
