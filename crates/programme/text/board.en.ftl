programme-menu-board = Board
programme-board-undo = Undo
programme-board-redo = Redo
programme-board-last = Last done: { $act }
programme-board-undone = Taken back.
programme-board-redone = Done again.
programme-board-swapped = The two sessions have changed places.
programme-board-stale = Somebody else has just changed “{ $title }”. The board shows how it is now; your choice is kept below. Send it again if it still holds.
programme-board-how = Drag a session by its handle, or press Enter on the handle and use the arrow keys: up and down move by five minutes, with Shift by thirty, left and right change the room, Page Up and Page Down the day. Enter puts it there, Escape leaves it. To move several, tick them: Space on the handle ticks, a click with Shift on a box ticks everything in between.
programme-board-tick-how = The boxes stand on the cards of this day and of what has no time yet. What is ticked moves together or not at all, and one Undo takes all of it back.
programme-board-ticked = Ticked: { $n }
programme-board-unticked = Nothing is ticked any more.
programme-board-held = Holding “{ $title }”.
programme-board-at = { $day }, { $time }, { $room }
programme-board-let-go = Left where it was.
programme-board-sending = Moving …
programme-board-failed = Nothing was moved: the connection failed. Try again.
programme-board-fine = No rule speaks against it.
programme-board-changed = The board has changed.
programme-board-waiting = Without a time
programme-board-no-room = No room
programme-board-items = { $n ->
    [one] { $n } item
   *[other] { $n } items
}
programme-board-n-minutes = { $n } min
programme-board-grip = Move
programme-board-tick = Tick
programme-board-move = Move a session
programme-board-session = Session
programme-board-other = Changes places with
programme-board-minutes-hint = Empty keeps its length.
programme-board-swap = Swap two sessions
programme-board-swap-now = Swap them
programme-board-swap-with = Swap it with “{ $title }”
programme-problem-swap = Choose two different sessions; a forum and its own item cannot change places.
programme-problem-nothing-to-undo = There is nothing to take back or to do again.
programme-problem-overtaken = Somebody else has changed the same thing since, so this cannot be taken back. Nothing was changed.
programme-problem-undo-blocked = A rule now forbids it: the room or a person is taken by something else. Nothing was changed.
programme-problem-shift = That is too far.
programme-problem-chosen = Tick at least one session.
programme-act-created = “{ $title }” was made
programme-act-revised = “{ $title }” was edited
programme-act-moved = “{ $title }” was moved
programme-act-swapped = “{ $title }” and another session were swapped
programme-act-shifted = { $n ->
    [one] “{ $title }” was moved
   *[other] { $n } sessions were moved
}
programme-act-delayed = “{ $title }” runs late
programme-act-confirmed = { $n ->
    [one] “{ $title }” was confirmed
   *[other] { $n } sessions were confirmed
}
programme-act-cancelled = “{ $title }” was cancelled
programme-act-reinstated = “{ $title }” was reinstated
programme-act-people = The people of “{ $title }” were changed
programme-bulk = The ticked sessions
programme-bulk-tick = Tick “{ $title }”
programme-bulk-days = Days later
programme-bulk-minutes = Minutes later
programme-bulk-minus = A minus means earlier.
programme-bulk-room = Into this room
programme-bulk-move = Move them
programme-bulk-off = Take them off the timetable
programme-bulk-taken-off = The ticked sessions have no time any more.
programme-bulk-look = See first what the rules say
programme-bulk-day = To this day
programme-bulk-keep-day = Nothing chosen leaves each on its day.
programme-bulk-finding = “{ $title }”: { $words }
programme-bulk-confirm = Confirm the drafts
programme-bulk-moved = The ticked sessions were moved.
programme-bulk-confirmed = The ticked drafts were confirmed.
programme-bulk-keep = Nothing chosen leaves each in its room.
programme-problem-chosen-stale = Somebody else has just changed one of these sessions. Look at them again; nothing was changed.

programme-act-closed = { $title } was closed for a while
programme-act-reopened = { $title } was opened again
programme-close-room = Close a room for a while
programme-close-room-lead = For set-up, a repair, a rehearsal. The board and the rules know of it, the public never does. Sessions that stand there are not moved; the rules name them.
programme-close-room-now = Close it
programme-reopen-room = Open again
programme-closed-at = { $room }, { $time }: { $reason }
programme-closed-here = { $time }: { $reason }
programme-closed-set-up = Set-up
programme-closed-repair = Repair
programme-closed-rehearsal = Rehearsal
programme-closed-other = Closed
programme-closed-done = The room is closed for that time.
programme-reopened-done = The room is open again.
programme-field-closed-reason = Why
programme-field-closed-note = Note
programme-problem-closed-time = A room is closed for a minute at least and a fortnight at most.
