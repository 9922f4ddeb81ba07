# The days themselves: rooms, run sheets, displays.
onsite-menu = Rooms now
onsite-all-rooms = All rooms
onsite-room = Room
onsite-now = Now
onsite-next = Next
onsite-pages = Pages
onsite-days = Days
onsite-look-again = Look again
onsite-sheet = Run sheet
onsite-display = Display
onsite-foyer = Screen of all rooms
onsite-foyer-title = All rooms
onsite-crew-page = The crew’s page
onsite-lost = The connection is lost. What you see may be old.
onsite-lost-since = No connection since { "{" }clock{ "}" }
onsite-n-sessions = { $n ->
    [0] no sessions
    [one] { $n } session
   *[other] { $n } sessions
 }
onsite-no-rooms = No rooms yet
onsite-no-rooms-lead = Rooms are made under “Rooms” on the desk.
onsite-no-sessions = Nothing takes place here on this day
onsite-no-sessions-lead = The crew works from the released programme. Choose another day, or release the draft.

# The crew's page
onsite-press-started = It has begun
onsite-press-ended = It is over
onsite-press-late = { $n } min late
onsite-press-on-time = On time again
onsite-press-full = Room is full
onsite-press-seats = Seats again
onsite-say-something = Say something about it
onsite-minutes-later = Minutes later
onsite-what-follows = See what follows
onsite-n-items = { $n ->
    [one] { $n } part
   *[other] { $n } parts
 }
onsite-last-press = You pressed:
onsite-undo = Take it back
onsite-stored = Stored. Everybody sees it.
onsite-undone = Taken back.
onsite-nothing-to-undo = There is nothing of yours to take back here, or somebody else was faster.
onsite-stale = Somebody else was faster. Open the page again: it shows what is stored now.
onsite-stale-here = Somebody else was faster, and nothing of yours was stored. This is how things stand now.
onsite-reserved = Reserved
onsite-reserved-until = Reserved until { $clock }
onsite-pressed-started = It has begun
onsite-pressed-late = { $n ->
    [one] { $n } minute late
   *[other] { $n } minutes late
 }
onsite-pressed-on-time = On time again
onsite-pressed-full = Room is full
onsite-pressed-seats = Seats again
onsite-pressed-ended = It is over

# What follows
onsite-back-to-room = Back to the room
onsite-session = Session
onsite-so-far = So far
onsite-then = Then
onsite-starred = Starred by
onsite-n-move = { $n ->
    [0] Nothing moves
    [one] One session moves
   *[other] { $n } sessions move
 }
onsite-n-later = { $n } min later
onsite-n-starred = { $n ->
    [0] nobody
    [one] { $n } reader
   *[other] { $n } readers
 }
onsite-free-same = The room is free at { $clock }, as planned.
onsite-free-later = The room is free at { $after } instead of { $before }.
onsite-absorbed = { $n ->
    [one] Breaks and free time take up { $n } minute.
   *[other] Breaks and free time take up { $n } minutes.
 }
onsite-clashes = Who would have to be in two places
onsite-clash = Clash
onsite-no-clashes = Nobody new, and everybody has time to walk.
onsite-clash-overlap = { $person }{ $interprets ->
    [yes] {" "}(interpreter)
   *[no] {""}
 }: “{ $first }” would still be on when “{ $second }” begins.
onsite-clash-walk = { $person }{ $interprets ->
    [yes] {" "}(interpreter)
   *[no] {""}
 }: too little time to walk from “{ $first }” to “{ $second }”.
onsite-say-it = Say it to everybody
onsite-say-it-note = The released programme stays as it is; pages, screens and marks show the expected times.
onsite-move-in-programme = For a change that stays, move it in the programme.

# How the edition runs its rooms
onsite-customs = How rooms are run
onsite-customs-lead = In minutes. Run sheets and expected times follow from it.
onsite-customs-stored = Stored.
onsite-customs-stale = Somebody else changed this meanwhile. Their values are shown; change them if you still want to.
onsite-field-doors = Doors open before the first session
onsite-field-doors-hint = Stands on the run sheet.
onsite-field-turnover = A room needs between two sessions
onsite-field-turnover-hint = When a session runs late, the time to the next one shrinks to this.
onsite-field-shortest-break = The shortest a break may become
onsite-field-shortest-break-hint = Breaks take up delays until they are this short.
onsite-field-questions = Questions at the end of a session
onsite-field-questions-hint = Stands on the run sheet; 0 for none.

# The run sheet
onsite-sheet-doors = Doors open
onsite-sheet-set-up = Turnover and set-up
onsite-sheet-questions = Questions
onsite-sheet-end = End, hand over the room
onsite-sheet-until = until { $clock }
onsite-sheet-spoken = Spoken: { $languages }
onsite-sheet-booths = { $n ->
    [one] Interpretation into { $languages }: { $n } booth
   *[other] Interpretation into { $languages }: { $n } booths
 }
onsite-sheet-seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
 }
onsite-sheet-made = As of { $at } ({ $zone })
onsite-no = { $person }: { $what }
onsite-no-photo = NO photographs
onsite-no-recording = NO recording
onsite-no-slides = slides NOT to be published
onsite-no-comma = {", "}
onsite-silent = No answer about cameras yet: { $people }
onsite-cue-add = Add a cue
onsite-cue-added = The cue stands on the sheet.
onsite-cue-removed = The cue is gone.
onsite-cue-remove = Remove
onsite-field-minute = Minute
onsite-field-minute-hint = Counted from the start; −5 is five minutes before.
onsite-field-who = Who
onsite-field-who-hint = Sound, light, usher …
onsite-field-what = What

# Screens
onsite-display-nothing = No public session at the moment
onsite-display-over = Nothing more today
onsite-display-languages = { $spoken }, interpreted into { $into }

# Problems
onsite-problem-minutes = Whole minutes from 0 to { $most }.
onsite-problem-press = That cannot be said about this session now.
onsite-problem-late = Whole minutes from 1 to 240, and no more than twelve hours in all.
onsite-problem-cue-minute = Whole minutes from −240 to 1440.
onsite-problem-cues = There are too many cues for this session already.
