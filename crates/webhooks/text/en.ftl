# Webhooks: telling other systems.
webhooks-menu = Webhooks
webhooks-lead = Other systems can be told at once when a release changes the programme: a website, an app, the signs at the doors. A message names the session by its code and says nothing else about it; whoever gets it asks the interface for the rest. Only sessions for everybody, or for everybody who is registered, are ever told of.
webhooks-none = Nobody is told yet
webhooks-none-lead = Add the address of a system that should be told.
webhooks-count = { $n ->
    [one] One address is told
   *[other] { $n } addresses are told
}
webhooks-add = Add an address
webhooks-address = Address
webhooks-address-hint = It begins with https:// and can be reached from the internet.
webhooks-state = State
webhooks-events = What it is told
webhooks-events-hint = The first release tells only that there is one: everything in it is new.
webhooks-events-choose = Events
webhooks-delivered = Last arrival
webhooks-never = Never
webhooks-everything = Everything
webhooks-comma = ,{" "}

webhooks-event = Event
webhooks-event-released = A release was made
webhooks-event-added = A session is new
webhooks-event-removed = A session is no longer in the programme
webhooks-event-moved = Time or room of a session changed
webhooks-event-cancelled = A session was cancelled
webhooks-event-reinstated = A cancelled session takes place after all
webhooks-event-changed = Something else about a session changed
webhooks-event-ping = A test

webhooks-state-active = Active
webhooks-state-paused = Paused
webhooks-state-gone = Ended by the receiver
webhooks-state-failing = Stopped
webhooks-note-paused = It is paused: what happens now is not told, also not later.
webhooks-note-gone = The receiver answered 410, which says that it wants nothing any more.
webhooks-note-failing = Nothing arrived there for three days, so Convoke stopped trying.

webhooks-ping = Send a test
webhooks-pause = Pause
webhooks-resume = Start again
webhooks-remove = Remove
webhooks-remove-lead = The address is told nothing more, and its log goes with it.
webhooks-rotate = Make a new secret
webhooks-rotate-lead = A new secret signs from now on. For a day, the old one signs beside it, so that the receiver can change over without losing anything.
webhooks-old-until = The secret before this one signs, too, until { $at }.

webhooks-secret = Secret
webhooks-secret-made = The secret of this webhook
webhooks-secret-once = Copy it now. It is not shown again.
webhooks-secret-use = Every message is signed with it, as Standard Webhooks describes: the receiver checks the header webhook-signature, and refuses what is not signed or too old.
webhooks-secret-overlap = The old secret signs beside it for a day.
webhooks-secret-kept = I have copied it

webhooks-log = Log
webhooks-log-none = Nothing was told yet. Send a test to see whether the address answers.
webhooks-log-kept = The latest 50 messages, by the clock of the congress. What is over is forgotten after 30 days.
webhooks-made = Made
webhooks-attempts = Answer
webhooks-again = Send again
webhooks-sent = Sent:
webhooks-due = next try { $at }
webhooks-details = { $n ->
    [0] Message
    [one] One attempt
   *[other] { $n } attempts
}
webhooks-delivery-waiting = Waiting
webhooks-delivery-delivered = Arrived
webhooks-delivery-failed = Given up
webhooks-outcome-answered = Status { $status }
webhooks-outcome-refused = Not called: the name leads to a private network
webhooks-outcome-unresolved = The name has no address
webhooks-outcome-unreachable = No connection
webhooks-outcome-untrusted = No valid certificate
webhooks-outcome-late = No answer in time
webhooks-outcome-garbled = Not an answer by HTTP

webhooks-flash-events = Saved.
webhooks-flash-paused = Paused.
webhooks-flash-resumed = It is told again from now on.
webhooks-flash-removed = Removed.
webhooks-flash-ping = A test is on its way. Reload the page to see the answer.
webhooks-flash-again = It is on its way again. Reload the page to see the answer.
webhooks-inactive = This webhook is not active, so nothing was sent. Start it again first.

webhooks-problem-address = Type a whole address, such as https://example.org/hook.
webhooks-problem-encrypted = The address must begin with https://.
webhooks-problem-credentials = An address with a name or a password in it is not taken.
webhooks-problem-public = This address belongs to a private or reserved network. Only systems on the internet can be told.
webhooks-problem-taken = This address is told already.
webhooks-problem-many = There are as many addresses as one edition may have. Remove one first.
webhooks-problem-event = Choose from the list.
webhooks-problem-no-event = Choose at least one event.

webhooks-letter-subject = { $congress }: a webhook was stopped
webhooks-letter-gone = The address { $address }, which you added to the webhooks of { $congress }, answered that it wants no messages any more (status 410). Convoke stopped sending to it at once.
webhooks-letter-failing = Nothing has arrived at { $address }, which you added to the webhooks of { $congress }, for three days. Convoke has stopped trying.
webhooks-letter-what = The log on the desk shows what was answered. When the receiver works again, start the webhook there; what was missed can be sent again.
