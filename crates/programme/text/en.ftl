# The programme: words shared by pages, desk and feeds.

programme-state-draft = Draft
programme-state-confirmed = Confirmed
programme-state-cancelled = Cancelled

programme-visibility-public = Everybody
programme-visibility-registered = Everybody who is signed in
programme-visibility-invite-only = By invitation
programme-visibility-concealed = Concealed: only those in the room

programme-related = In the programme
programme-card-sessions = sessions in the draft
programme-card-blocking = conflicts that block a release
programme-card-release = latest release
programme-stale = Somebody else changed this session meanwhile. Look at it again before you change it.
programme-blocked = The programme has conflicts that block this. The release page lists them.
programme-released-meanwhile = Another release was made meanwhile. Look at the changes again.

# Feeds
programme-feed-stars = My starred sessions
programme-feed-person = { $role }: { $name }

# Rules
programme-rule-room-overlap = Two sessions in one room at one time
programme-rule-person-overlap = One person in two sessions at one time
programme-rule-outside-parent = An item outside the time of its forum
programme-rule-outside-days = A session outside the days of the congress
programme-rule-walk = Too little time to walk between venues
programme-rule-capacity = More seats promised than the room has
programme-rule-unplaced = A confirmed session without a time
programme-rule-hidden-room = A public session in an unpublished room
programme-rule-unavailable = Somebody in a session at a time at which they cannot
programme-rule-sign-ups = More people signed up than there are seats
programme-rule-interpreter = A language or an interpreter is missing
programme-rule-room-closed = A session in a room while it is closed
programme-level-block = Block
programme-level-warn = Warn
programme-level-ignore = Ignore

# Changes between two states of the programme
programme-time-and-room = { $time }, { $room }
programme-change-added = “{ $title }” is new: { $at }.
programme-change-removed = “{ $title }” is no longer in the programme.
programme-change-cancelled = “{ $title }” is cancelled.
programme-change-reinstated = “{ $title }” takes place after all.
programme-change-moved = “{ $title }” moves from { $from } to { $to }.
programme-change-renamed = “{ $old }” is now called “{ $title }”.
programme-change-joined = { $person } joins “{ $title }” ({ $role }).
programme-change-left = { $person } is no longer in “{ $title }” ({ $role }).
programme-change-opened = “{ $title }” can now be seen by: { $visibility }.
programme-change-rewritten = The details of “{ $title }” were revised.

# Problems with fields
programme-problem-room-taken = { $room } is taken by “{ $other }” at that time ({ $time }).
programme-problem-room-reserved = { $room } is reserved at that time.
programme-problem-person-busy = { $has-person ->
    [yes] { $person }
   *[no] Somebody in this session
  } is in “{ $other }” at that time ({ $time }).
programme-problem-person-engaged = { $has-person ->
    [yes] { $person }
   *[no] Somebody in this session
  } is engaged elsewhere at that time.
programme-problem-outside-forum = The item lies outside the time of its forum ({ $time }).
programme-problem-item-outside = The item “{ $other }” would lie outside the forum ({ $time }).
programme-problem-outside-days = This is outside the days of the congress.
programme-problem-walk = { $has-person ->
    [yes] { $person }
   *[no] Somebody in this session
  } has too little time to walk to or from “{ $other }” ({ $time }).
programme-problem-too-many-seats = { $room } has fewer seats than this session promises.
programme-problem-unplaced = The session is confirmed but has no time.
programme-problem-hidden-room = { $room } is not published; the public will see no room.
programme-problem-unavailable = { $has-person ->
    [yes] { $person }
   *[no] Somebody in this session
  } cannot at that time.
programme-problem-sign-ups = More people have signed up than { $room } has seats for.
programme-problem-interpreter = { $needed ->
    [one] Its interpretation needs an interpreter, and none is named.
   *[other] Its interpretation needs { $needed } interpreters; { $named ->
        [0] none is named
        [one] one is named
       *[other] { $named } are named
    }.
}
programme-problem-language-missing = Not everybody can follow it: a language of the congress is neither spoken nor interpreted into.
programme-problem-room-closed = { $room } is closed at that time.
programme-problem-title = Give the session a title in one language at least.
programme-problem-item-alone = An item needs a forum to be part of.
programme-problem-only-items = Only an item can be part of a forum.
programme-problem-forum = Choose a forum of this edition.
programme-problem-has-items = This forum has items; move them first.
programme-problem-choice = Choose one of the list.
programme-problem-unknown = This is not, or no longer, in the list.
programme-problem-capacity = Give a whole number from 1 to 100,000, or nothing.
programme-problem-minutes = Give a whole number of minutes from { $least } to { $most }.
programme-problem-day = Choose a day.
programme-problem-state = The session is no longer in a state that allows this.
programme-problem-people = A session has { $limit } people at most.
programme-problem-person = Nobody of this name takes part in this edition. Choose from the list, or add the person to the directory first.
programme-problem-which-person = Several people have this name. Copy the right one: { $people }
programme-problem-person-gone = This person is not, or no longer, in the session in that role.
programme-problem-person-twice = This person has this role here already.
programme-problem-nothing-to-release = Nothing has changed since the last release.

# Desk
programme-menu-sessions = Sessions
programme-menu-release = Release
programme-menu-rules = Rules
programme-title-problem = Not saved:
programme-sessions-shown = { $shown } of { $total } sessions
programme-sessions-none = No sessions here
programme-sessions-none-lead = Nothing in the draft matches these filters.
programme-session-new = New session
programme-session-created = The session was added. Now give it a place.
programme-session-saved = The session was saved.
programme-session-moved = The session was moved. The public sees it with the next release.
programme-session-confirmed = The session is confirmed.
programme-session-cancelled = The session is cancelled. The next release tells everybody.
programme-session-reinstated = The session takes place after all.
programme-session-concealed = Concealed session
programme-reinstate-blocked = The place or the people are taken by now. Move the session first.
programme-show-problems = Only with problems
programme-sheets = Sheets of this session
programme-sheet-details = Details
programme-sheet-placement = Place and time
programme-sheet-people = People
programme-move = Move “{ $title }”
programme-place-now = Move
programme-confirm = Confirm
programme-confirm-lead = A draft is in no release. Confirm it when it will take place.
programme-cancel = Cancel the session
programme-cancel-now = Yes, cancel it
programme-cancel-lead = A cancelled session stays in the programme, marked, so that nobody waits for it.
programme-reinstate = Reinstate
programme-reinstate-lead = The session is cancelled. It can take place after all if its room and its people are still free.
programme-people-of = People of “{ $title }”
programme-people-none = Nobody yet
programme-people-none-lead = Add the first person below.
programme-people-add = Add a person
programme-people-saved = The people of this session were saved.
programme-person-unknown = A person you may not see
programme-person-hidden = hidden from the public
programme-replace = Replace
programme-replace-by = Replace { $name } by
programme-remove = Remove
programme-versions = What differs
programme-versions-lead = Somebody else saved this session while you were writing. Compare, change what you want to change, and send again.
programme-versions-field = Field
programme-versions-theirs = Stored now
programme-versions-yours = Yours
programme-last-release = Release { $number } of { $when }
programme-no-release = Nothing has been released yet: the public sees no programme.
programme-blocking = { $n ->
    [one] One conflict blocks the release
   *[other] { $n } conflicts block the release
}
programme-warnings = { $n ->
    [one] One warning
   *[other] { $n } warnings
}
programme-changes = { $n ->
    [0] What will change
    [one] One change
   *[other] { $n } changes
}
programme-changes-none = Nothing that you may see has changed since the last release.
programme-release-new = Release the draft
programme-release-now = Release now
programme-released = The draft is released. Pages and calendars follow.
programme-rules-lead = How strictly each rule is taken. What blocks is refused; what warns is shown.
programme-rules-saved = The rules were saved.
programme-tag-added = New
programme-tag-removed = Removed
programme-tag-cancelled = Cancelled
programme-tag-reinstated = Reinstated
programme-tag-moved = Moved
programme-tag-renamed = Renamed
programme-tag-people = People
programme-tag-opened = Visibility
programme-tag-rewritten = Revised

# Fields
programme-field-title = Title
programme-field-title-en = Title in English
programme-field-title-zh = Title in Chinese
programme-field-summary-en = Summary in English
programme-field-summary-zh = Summary in Chinese
programme-field-kind = Kind
programme-field-parent = Part of the forum
programme-field-parent-hint = For forum items only.
programme-field-track = Track
programme-field-visibility = Who may know of it
programme-field-city = City
programme-field-city-hint = The city that it is about: a name or a GeoNames id. Where several cities have the name, you are asked which.
programme-field-capacity = Seats
programme-field-capacity-hint = Where they differ from the room’s.
programme-field-languages = Languages spoken
programme-field-interpretation = Interpreted into
programme-field-room = Room
programme-field-day = Day
programme-field-starts-at = Start
programme-field-starts-at-hint = By the clocks of { $zone }.
programme-field-minutes = Length in minutes
programme-field-when = When
programme-field-state = State
programme-field-show = Show
programme-field-words = Words or code
programme-field-problems = Problems
programme-field-person = Person
programme-field-person-hint = A name, or the last part of the address of the person’s page. Where several people have the name, you are asked which.
programme-field-role = Role
programme-field-release-name = Name of the release
programme-field-release-name-hint = For example “After the speakers’ meeting”.
programme-field-release-note = Note to the readers

# Letters
programme-letter-subject = The programme has changed: { $congress }
programme-letter-lead = You starred sessions that have changed:
programme-letter-calendar = A calendar that follows your stars shows it already. You get this letter because you starred these sessions; take a star away and you hear no more of it.
