# Menu and common words
speakers-menu = Speakers
speakers-own-title = Your contribution
speakers-yours = {"{"}time{"}"} your time
speakers-your-clock = Your own clock ({"{"}zone{"}"}) stands beside.
speakers-zone = All times are those of the congress ({ $zone }).
speakers-due = Due
speakers-overdue = Overdue
speakers-state = State
speakers-state-open = Open
speakers-state-handed-in = Handed in
speakers-state-accepted = Accepted
speakers-state-returned = Please revise
speakers-state-waived = Not needed
speakers-kind-biography = Biography
speakers-kind-portrait = Portrait
speakers-kind-abstract = Title and abstract
speakers-kind-slides = Slides
speakers-kind-travel = Travel
speakers-kind-consent = Photographs and recording
speakers-kind-other = Something else
speakers-yes = Yes
speakers-no = No

# The speaker's page
speakers-all-done = You have handed in everything. Thank you.
speakers-n-todo = { $n ->
    [one] One thing is waiting for you.
   *[other] { $n } things are waiting for you.
 }
speakers-n-overdue = { $n ->
    [one] One of them is overdue.
   *[other] { $n } of them are overdue.
 }
speakers-none = Nothing here for you
speakers-none-lead = You do not speak at this congress, or your session is not confirmed yet. If you were sent a link, please open it from the letter once more.
speakers-news = What is new
speakers-news-tasks = Please look through your sessions and what we need from you.
speakers-seen = I have seen this
speakers-seen-stored = Noted. From now on you are shown what changes after this.
speakers-new = New
speakers-todo = What we need from you
speakers-nothing-todo = Nothing at the moment.
speakers-n-done = { $n ->
    [one] One thing is done
   *[other] { $n } things are done
 }
speakers-sessions = Your sessions
speakers-no-time = The time is not fixed yet.
speakers-cancelled = Cancelled
speakers-provisional = Not published yet, may still change
speakers-cast = With you in “{ $title }”
speakers-cast-nobody = Nobody else is in this session yet.
speakers-recording = Photographs and recording
speakers-recording-change = Answer or change
speakers-recording-lead = Each answer stands for itself and can be changed at any time. A no is passed to the crew of the room; slides that you no longer agree to publish disappear at once.
speakers-answer-none = Not answered
speakers-consent-stored = Your answers are stored.
speakers-ledger = What was answered when
speakers-ledger-when = When
speakers-ledger-what = Answer
speakers-ledger-how = How
speakers-cannot = When you cannot
speakers-cannot-lead = Enter only the times at which you cannot come. Everything else counts as free.
speakers-cannot-from = From
speakers-cannot-to = To
speakers-cannot-note = Note
speakers-cannot-note-hint = Only the organisers read it.
speakers-cannot-add = Add a time
speakers-cannot-none = No times are entered.
speakers-remove = Remove
speakers-absence-stored = The time is entered.
speakers-absence-removed = The time is removed.

# Handing in
speakers-desk-says = A word from the organisers
speakers-no-summary = There is no abstract yet.
speakers-handed-in-file = Handed in
speakers-your-answer = Your answer
speakers-closed = This was accepted or is no longer needed. If something has to change, please write to the organisers.
speakers-hand-in = Hand in
speakers-handed-in = Thank you, it has been handed in.
speakers-file = File
speakers-file-hint = { $kinds }, up to { $limit } MB. An upload that breaks off goes on where it stopped.
speakers-file-about = { $kind }, { $size }
speakers-upload-progress = Progress of the upload
speakers-upload-sent = { "{" }n{ "}" } % sent
speakers-upload-broken = The connection broke. Trying again …
speakers-upload-failed = The upload did not succeed. Choose the same file again: what has arrived is kept.
speakers-confirmed = Title and abstract are right as they stand
speakers-changes-wanted = What should be changed
speakers-answer-hint = Up to { $limit } characters.
speakers-profile-lead = When it is accepted, this stands on your page, for whoever you show it to. What you leave empty stays as it is.
speakers-profile-name = Name, as you write it
speakers-profile-name-hint = In your own script and in your own order.
speakers-profile-latin = Name in Latin letters
speakers-profile-latin-hint = If you write it in another script.
speakers-profile-biography-en = Biography in English
speakers-profile-biography-zh = Biography in Chinese

# The personal link
speakers-link-title = Welcome
speakers-link-lead = You are invited to { $congress }. For your safety we send a code to { $email }; with it you are in, without a password.
speakers-link-send-code = Send me the code
speakers-link-forwarded = Was this letter forwarded to you? Then the code goes to the person who was invited.
speakers-link-over = This link is not valid, or has been replaced by a newer one. Please ask the organisers for a new link.

# The desk
speakers-board-lead = Who owes what, in one screen.
speakers-tasks = What is asked of speakers
speakers-task = Task
speakers-tile-speakers = { $n ->
    [one] speaker
   *[other] speakers
 }
speakers-tile-open = still to be handed in
speakers-tile-overdue = overdue
speakers-tile-waiting = waiting for you
speakers-remind = { $n ->
    [0] Nobody to remind now
    [one] Remind one person
   *[other] Remind { $n } people
 }
speakers-remind-note = A letter to everybody who still owes something due within two weeks or overdue; once in each step, never about what is done.
speakers-send-links = { $n ->
    [0] Everybody has a link
    [one] Send one person a link
   *[other] Send { $n } people a link
 }
speakers-reminded = The reminders are on their way.
speakers-reminded-nobody = There was nobody to remind.
speakers-reminded-some = The reminders are on their way; some people have no address.
speakers-reminded-unreached = Nobody could be reminded: the addresses are missing.
speakers-links-sent = The links are on their way.
speakers-links-none = Everybody has a link already.
speakers-links-some = The links are on their way; some people have no address, or share one with somebody else.
speakers-links-unreached = No link could be sent: addresses are missing, or shared with somebody else.
speakers-show = Show
speakers-show-owing = Who owes something
speakers-show-overdue = Who is overdue
speakers-show-waiting = What waits for you
speakers-words = Name
speakers-no-tasks = Nothing is asked yet
speakers-no-tasks-lead = Say what you need from speakers and until when; whoever speaks is asked at once.
speakers-nobody = Nobody
speakers-nobody-lead = No speaker of a confirmed session is found this way.
speakers-matrix = Times are those of { $zone }.
speakers-person = Speaker
speakers-no-link = No link
speakers-n-sessions = { $n ->
    [one] 1 session
   *[other] { $n } sessions
 }
speakers-span = { $span } of { $all }
speakers-no-address = No e-mail address is known.
speakers-record = Record
speakers-owes-nothing = Nothing is asked of this person.
speakers-former = { $n ->
    [one] One thing was handed in for something that is no longer asked; it is kept and closed.
   *[other] { $n } things were handed in for what is no longer asked; they are kept and closed.
 }
speakers-no-sessions = This person speaks in no confirmed session.
speakers-replace = Somebody else speaks instead
speakers-replace-lead = The session keeps its time, room and text. What the successor owes appears at once, and what is open here is closed.
speakers-replace-session = Session
speakers-successor = Successor
speakers-successor-hint = The name of somebody who takes part in this edition.
speakers-replace-publish = Publish at once
speakers-replace-publish-hint = Both are told by letter, and so is everybody who starred the session.
speakers-replace-now = Replace
speakers-replaced = Replaced. The next release tells everybody.
speakers-replaced-published = Replaced and published. Those concerned get a letter.
speakers-replaced-others-wait = Replaced. Other changes wait as well, or a rule forbids a release: please look through them, then release.
speakers-desk-sessions = Sessions
speakers-desk-cannot = When this person cannot
speakers-desk-owed = What is owed
speakers-way-in = Way in
speakers-link-sent-at = A link was sent on { $when }.
speakers-link-used-at = It was last used on { $when }.
speakers-link-unused = It has not been used yet.
speakers-link-none = This person has no link.
speakers-link-send = Send a link
speakers-link-renew = Send a new link
speakers-link-revoke = Revoke the link
speakers-link-sent = The link is on its way; an earlier one no longer works.
speakers-link-no-address = No address is known. Enter one in the record first.
speakers-link-shared = The address belongs to somebody else who signs in with it. Please ask for an address of their own.
speakers-link-revoked = The link no longer works.
speakers-record-consent = Record an answer
speakers-record-consent-lead = Only what the person said, with what proves it. The person can change it at any time.
speakers-capture = About
speakers-answer = Answer
speakers-channel = Said
speakers-basis = Evidence
speakers-basis-hint = For example: form signed on 3 September, folder 12.
speakers-handed-in-at = Handed in
speakers-handed-in-words = What was written
speakers-desk-said = What we said
speakers-right-as-it-stands = Confirmed: right as it stands.
speakers-judge = Decide
speakers-take = Goes into the directory when you accept
speakers-take-hint = Ticked parts replace what the record says; what it said before is kept there.
speakers-take-record = The record
speakers-take-changed = Somebody has changed the record since this was handed in. Nothing is replaced unless you tick it.
speakers-take-part = Part
speakers-take-stored = In the directory now
speakers-take-written = Handed in
speakers-note = To the speaker
speakers-note-hint = Needed when something is given back. The speaker gets it by letter and finds it on the page.
speakers-step-acceptance = Accept
speakers-step-return = Give back
speakers-step-waiver = Not needed
speakers-step-reopening = Ask for it after all
speakers-judged = Done.
speakers-stale = Somebody else has changed this meanwhile. Please look again.
speakers-misplaced = The upload has to go on somewhere else.
speakers-tasks-lead = Each task is owed by everybody it names, from the moment they are in a confirmed session.
speakers-scope = Of whom
speakers-scope-all = Everybody on a stage
speakers-scope-role = In the role: { $role }
speakers-scope-hint = Slides and abstracts are asked once for each session, everything else once.
speakers-reminds = Reminders
speakers-reminds-label = Remind by itself
speakers-reminds-hint = Two weeks before, three days before, and when it is overdue.
speakers-task-new = A new task
speakers-task-added = The task is added.
speakers-task-revised = The task is changed.
speakers-task-removed = The task is removed.
speakers-task-remove = Remove this task
speakers-kind = What
speakers-due-hint = By the clocks of { $zone }.
speakers-title-en = Title in English
speakers-title-zh = Title in Chinese
speakers-title-hint = Only where the usual name does not fit.
speakers-note-en = Explanation in English
speakers-note-zh = Explanation in Chinese

# Letters
speakers-letter-link-subject = Your page for { $congress }
speakers-letter-link-lead = You take part in { $congress }. Your own page shows when and where, and what we need from you:
speakers-letter-link-code = When you open it, we send a code to this address. No password is needed.
speakers-letter-link-own = The link is yours alone. Forwarded to somebody else it opens nothing, for the code comes to you.
speakers-letter-returned-subject = Please look again: { $task }
speakers-letter-returned-lead = Thank you for “{ $task }”. Something is still missing:
speakers-letter-page = Your page:
speakers-letter-reminder-subject = { $n ->
    [one] Still open for { $congress }: one thing
   *[other] Still open for { $congress }: { $n } things
 }
speakers-letter-reminder-lead = This is still open for { $congress }:
speakers-letter-line = – { $task }, due { $when }
speakers-letter-line-overdue = – { $task }, was due { $when }
speakers-letter-zone = Times are those of { $zone }.

# What can be wrong
speakers-problem-title = Please give it a title in at least one language.
speakers-problem-tasks = There are too many tasks. Remove one first.
speakers-problem-kind-fixed = What is asked for cannot be changed. Add another task instead.
speakers-problem-task-in-use = Something was handed in for this task, so it stays. Ask for it no longer by waiving it.
speakers-problem-both = Either it is right as it stands, or something should be changed: please do not fill in both.
speakers-problem-closed = This was accepted or is no longer needed.
speakers-problem-record-changed = The record in the directory was changed meanwhile. Compare, and tick what should replace it.
speakers-problem-step = This is not possible any more. Please look again.
speakers-problem-note = Please say what is missing, in three characters or more.
speakers-problem-same-person = This is the same person.
blob-problem-empty = The file is empty.
blob-problem-large = The file is larger than { $limit } MB.
blob-problem-many = Too many uploads are under way. Please finish or wait for the others.
blob-problem-kind = This kind of file is not taken here.
blob-problem-other-ending = The name of the file does not fit what is in it.
blob-problem-name = The name of the file holds a path or characters that are not allowed. Please rename it.
blob-problem-long-name = The name of the file is longer than { $limit } characters.
blob-problem-double-ending = The name of the file has two endings. Please rename it.
blob-problem-ending = The name of the file has no ending such as .pdf.
