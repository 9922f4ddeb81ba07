# The personal agenda
agenda-menu = My agenda
agenda-about = Star sessions, sign up for them, and find them here, in your own calendar, and without network.
agenda-n-sessions = { $n ->
    [one] { $n } session.
   *[other] { $n } sessions.
}
agenda-n-clashes = { $n ->
    [one] { $n } of them overlaps with another.
   *[other] { $n } of them overlap.
}
agenda-of-account = Kept with your account, on every device where you are signed in.
agenda-of-browser = Kept for this browser only. Sign in to sign up for sessions and to have your agenda on every device.
agenda-print = Print
agenda-clock = Times in { $place }
agenda-yours = {"{"}time{"}"} your time
agenda-empty = Nothing planned yet
agenda-empty-lead = Each session in the timetable has a star. No account is needed.
agenda-timetable = Timetable
agenda-cancelled = Cancelled
agenda-have-place = You have a place
agenda-waiting-at = Wait-list: { $n }
agenda-take-part = You take part
agenda-clash = Same time as
agenda-my-place = My place
agenda-star-of = Star:
agenda-pause-minutes = { $minutes } min free
agenda-pause-hours = { $hours } h free
agenda-pause = { $hours } h { $minutes } min free
agenda-now = Now
agenda-next = Next
agenda-moved-from = Moved: was { $when }
agenda-rush = { $time ->
    [0] No time between, and { $walk } minutes on foot from { $from }
    [one] One minute between, and { $walk } minutes on foot from { $from }
   *[other] { $time } minutes between, and { $walk } on foot from { $from }
}
agenda-calendar = Your agenda in your calendar
agenda-calendar-lead = Make a private address, and your calendar shows what you have starred and signed up for, and follows every change. An address made before stops working.
agenda-calendar-make = Make a calendar address
agenda-calendar-address = Private calendar address
agenda-calendar-note = Whoever has this address can read your agenda. Renew it if it got into the wrong hands; the old one stops working at once.
agenda-calendar-subscribe = Subscribe in a calendar
agenda-calendar-renew = New address
agenda-calendar-remove = Remove address

# Without network
agenda-kept = Kept on this device: this page and its sessions open without network.
agenda-as-of = As of {"{"}time{"}"}, offline. Changes need a connection.
agenda-offline = You are offline
agenda-offline-lead = This page is not kept on your device. Your agenda and its sessions are.

# One's own place
agenda-title-problem = Please check:
agenda-sign-up-of = Sign-up: { $title }
agenda-not-signed-up = You are not signed up
agenda-no-sign-up = One does not sign up for this session.
agenda-to-session = To the session
agenda-flash-place = You have a place.
agenda-flash-line = You are on the wait-list. When a place becomes free, you get it and a letter that says so.
agenda-flash-left = You are no longer on the list.

# Letters
agenda-letter-signed-up-subject = Your place: { $title }
agenda-letter-signed-up = You signed up for “{ $title }”, { $when }, and you have a place. If you cannot come, give it up in your agenda, and the next one gets it.
agenda-letter-waiting-subject = You are on the wait-list: { $title }
agenda-letter-waiting = All places in “{ $title }”, { $when }, are taken, and you are on the wait-list. When a place becomes free for you, you get it and another letter.
agenda-letter-file = The file that comes with this letter is for your calendar and shows the session as it is now. The private calendar address on your agenda’s page follows every change by itself.
agenda-letter-promoted-subject = You have a place: { $title }
agenda-letter-promoted = A place became free, and it is yours: “{ $title }”, { $when }. If you cannot come, give it up in your agenda, and the next one gets it.
agenda-letter-added-subject = You have a place: { $title }
agenda-letter-added = The organisers of { $congress } keep a place for you: “{ $title }”, { $when }. Sign in with this address to see it in your agenda. If you cannot come, give it up there, and the next one gets it.
agenda-letter-declined-subject = You are no longer on the list: { $title }
agenda-letter-declined = The organisers of { $congress } took you off the list of “{ $title }”, { $when }.
agenda-letter-why = You get this letter because of your place in this session of { $congress }.

# The desk: sign-up
agenda-desk-sign-ups = Sign-ups
agenda-desk-sign-ups-lead = How many want to come, and how many can.
agenda-desk-none = No session asks for sign-up yet
agenda-desk-none-lead = Open a session and choose its sheet “Sign-up”.
agenda-to-sessions = To the sessions
agenda-session = Session
agenda-when = When
agenda-taken = Have a place
agenda-places-short = Places
agenda-waiting = Waiting
agenda-demand = Demand
agenda-off = Off
agenda-on-clash = When somebody signs up for two sessions at one time
agenda-on-clash-hint = They are told in any case.
agenda-n-taken = { $n ->
    [one] One has a place
   *[other] { $n } have a place
}
agenda-for-all = For all sessions
agenda-n-of-places = { $n } of { $places } places taken
agenda-n-waiting = { $n ->
    [0] nobody waits
    [one] one waits
   *[other] { $n } wait
}
agenda-list = The list
agenda-list-empty = Nobody has signed up yet.
agenda-name = Name
agenda-email = E-mail address
agenda-state = State
agenda-position = Place in the line
agenda-signed-up-at = Signed up
agenda-no-name = No name given
agenda-remove = Take off
agenda-add = Give somebody a place
agenda-add-hint = They get a place even when all are taken, and a letter that says so.
agenda-add-now = Add
agenda-terms = How one signs up
agenda-offered = One signs up for this session
agenda-offered-hint = Without it, whoever comes is welcome.
agenda-places = Places
agenda-places-hint = Left empty: as many as the session or its room seats.
agenda-opens-at = Opens
agenda-closes-at = Closes
agenda-moment-hint = By the clock of { $zone }. Left empty: at once.
agenda-closes-hint = Left empty: when the session begins.
agenda-waits = With a wait-list
agenda-waits-hint = When a place becomes free, the first who waits gets it and a letter.
agenda-stale = Somebody else changed the terms meanwhile. Yours stand below as you typed them; saved again, they hold.
agenda-flash-terms = The terms are saved.
agenda-flash-added = They have a place, and a letter says so.
agenda-flash-removed = They are off the list, and a letter says so.
agenda-flash-saved = Saved.
agenda-problem-choice = Please choose one of these.

# Feedback
agenda-feedback = Feedback
agenda-feedback-of = Feedback: { $title }
agenda-rating = How was it?
agenda-rating-1 = 1, poor
agenda-rating-2 = 2, fair
agenda-rating-3 = 3, good
agenda-rating-4 = 4, very good
agenda-rating-5 = 5, excellent
agenda-comment = What should the organisers know?
agenda-comment-hint = Up to 2,000 characters. The organisers read it; speakers may, without your name.
agenda-nameless = Without my name
agenda-nameless-hint = The organisers do not see who wrote it.
agenda-feedback-browser = You are not signed in: your answer is kept without a name, once for this browser.
agenda-feedback-send = Send
agenda-feedback-again = You have answered before. What you send now takes its place.
agenda-feedback-not-yet = This session has not begun
agenda-feedback-not-yet-lead = Once it has, you can say here what you thought of it.
agenda-feedback-said = What was said
agenda-feedback-average = { $n ->
    [one] { $average } on average, one answer
   *[other] { $average } on average, { $n } answers
}
agenda-distribution = How often each answer was given
agenda-flash-feedback = Thank you. Your answer is kept.
agenda-problem-rating = Please choose one to five.
agenda-problem-not-begun = This session has not begun.
agenda-desk-feedback = Feedback
agenda-n-answers = { $n ->
    [one] One answer
   *[other] { $n } answers
}
agenda-no-feedback = Nobody has answered yet
agenda-no-feedback-lead = Once a session has begun, its page asks what visitors thought of it.
agenda-average = Average
agenda-answers = Answers
agenda-few = For the desk only: fewer than three
agenda-no-words = No words
agenda-readers = Who reads feedback
agenda-readers-hint = Speakers never read a name, and nothing before three have answered.
agenda-readers-desk = The desk
agenda-readers-speakers = The desk, and those who took part in the session
agenda-lost = The connection is lost. What you see may be old.
agenda-feedback-off = Nobody is asked about this session
agenda-feedback-off-lead = The organisers do not collect feedback on it.
agenda-problem-not-asked = Nobody is asked about this session.
agenda-not-asked = Not asked
agenda-feedback-offered = Ask visitors what they thought
agenda-feedback-offered-hint = Once a session has begun, its page leads to a question. Off, nobody is asked about anything, and answers that were given stay.
agenda-feedback-asking = Asking
agenda-feedback-asked = Ask visitors about this session
agenda-feedback-asked-hint = Answers that were given stay.
agenda-feedback-edition-off = The edition asks about no session at the moment.
