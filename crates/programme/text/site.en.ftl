# The public pages of the programme.

# The timetable
programme-site-timetable = Timetable
programme-site-timetable-of = Timetable, { $day }
programme-site-timetable-about = { $n ->
    [one] The one session of the congress
   *[other] All { $n } sessions of the congress
} by day, track, room, language and city, as a grid or as a list.
programme-site-release-n = Release { $n }
programme-site-grid = Grid
programme-site-list = List
programme-site-calendar = Calendar file
programme-site-days = Days
programme-site-all-days = All days
programme-site-all-days-note = Whole programme
programme-site-track = Track
programme-site-all-tracks = All tracks
programme-site-room = Room
programme-site-all-rooms = All rooms
programme-site-language = Language
programme-site-all-languages = All languages
programme-site-city = City
programme-site-all-cities = All cities
programme-site-filter = Filter
programme-site-show = Show
programme-site-n-sessions = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
}
programme-site-n-of-m = { $n } of { $m } sessions
programme-site-n-seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
programme-site-n-more-people = and { $n } more
programme-site-no-match = No session matches
programme-site-no-match-lead = Nothing fits all of these filters at once. Take one of them away, or choose another day.
programme-site-unreleased = The programme has not been published yet
programme-site-unreleased-lead = It will stand here as soon as the organisers release it.
programme-site-swipe = Swipe sideways for more rooms, or
programme-site-as-list = read it as a list
programme-site-elsewhere = Elsewhere
programme-site-elsewhere-note = No room, or outside
programme-site-left-out = { $n ->
    [one] { $n } session is in a room that does not fit into this grid:
   *[other] { $n } sessions are in rooms that do not fit into this grid:
}
programme-site-clock = Times in { $place } ({ $offset })
programme-site-your-clock = Your own clock ({"{"}zone{"}"}) stands beside.
programme-site-your-time = {"{"}time{"}"} your time
programme-site-yours = {"{"}time{"}"} your time
programme-site-at = ,{" "}
programme-site-next-day = (next day)
programme-site-star-of = Star:
programme-site-cancelled = Cancelled

# A session
programme-site-changed = Changed since it was announced
programme-site-cancelled-note = This session will not take place.
programme-site-add-to-calendar = Add to calendar
programme-site-inside = In this forum
programme-site-people = People
programme-site-spoken = Spoken
programme-site-interpreted = Interpreted into
programme-site-seats = Capacity
programme-site-code = Code
programme-site-comma = ,{" "}
programme-site-in-this-room = In this room
programme-site-in-this-forum = In this forum

# The home page
programme-site-home = Home
programme-site-when = When
programme-site-where = Where
programme-site-programme = Programme
programme-site-held-inside = Held inside
programme-site-hosted = Held inside this event
programme-site-see-timetable = See the timetable
programme-site-whole-timetable = Whole timetable
programme-site-subscribe = Subscribe in a calendar
programme-site-figures = The congress in figures
programme-site-begins = First on the programme
programme-site-on-now = On now and next
programme-site-highlights = Highlights
programme-site-tracks = Tracks
programme-site-cities = Cities on the programme
programme-site-all-of-cities = All cities
programme-site-feeds = Take the programme with you
programme-site-feeds-lead = The same programme for calendars and other programs. It follows every release by itself.
programme-site-feed-ics = For calendars
programme-site-feed-xml = For conference apps
programme-site-feed-json = For developers

# A room
programme-site-room-about = { $room }: { $n ->
    [one] one session
   *[other] { $n } sessions
}, by day and time.
programme-site-subscribe-room = Subscribe to this room

# Changes
programme-site-changes = What has changed
programme-site-changes-lead = Every published state of the programme, and how it differs from the one before.
programme-site-first-release = The first published programme.
programme-site-no-changes = Nothing that is shown to you has changed.
programme-site-materials = Slides
