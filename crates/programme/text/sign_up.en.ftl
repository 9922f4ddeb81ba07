# Signing up for a session.
programme-sign-up = Sign-up
programme-sign-up-left = { $n ->
    [one] { $n } place left of { $places }
   *[other] { $n } places left of { $places }
}
programme-sign-up-full = All { $places } places are taken.
programme-sign-up-line = { $n ->
    [0] Nobody is waiting.
    [one] One person is waiting.
   *[other] { $n } people are waiting.
}
programme-sign-up-free = Everybody who signs up has a place.
programme-sign-up-opens = Sign-up opens on { $day } at { $clock }.
programme-sign-up-closes = Sign-up closes on { $day } at { $clock }.
programme-sign-up-over = Sign-up is closed.
programme-sign-up-no-line = There is no wait-list.
programme-sign-up-have = You have a place.
programme-sign-up-wait = You are number { $n } on the wait-list. When a place becomes free, you get it and a letter that says so.
programme-sign-up-declined = The organisers took you off the list of this session. Please ask them.
programme-sign-up-clash = You are on the list of a session at the same time:
programme-sign-up-clash-first = Give that one up first.
programme-sign-up-do = Sign up
programme-sign-up-do-wait = Join the wait-list
programme-sign-up-undo = Give my place up
programme-sign-up-leave = Leave the wait-list
programme-sign-up-sign-in = Sign in to sign up
programme-sign-up-state-signed-up = Has a place
programme-sign-up-state-waiting = Waiting
programme-sign-up-state-promoted = Moved up
programme-sign-up-state-cancelled = Gave it up
programme-sign-up-state-declined = Taken off
programme-sign-up-clash-warn = Tell them, and let them
programme-sign-up-clash-block = Tell them, and refuse
programme-problem-sign-up-off = One does not sign up for this session.
programme-problem-sign-up-early = Sign-up has not opened yet.
programme-problem-sign-up-over = Sign-up is closed.
programme-problem-sign-up-full = All places are taken, and there is no wait-list.
programme-problem-sign-up-declined = The organisers took you off the list of this session. Please ask them.
programme-problem-sign-up-clash = You are on the list of a session at the same time. Give that one up first.
programme-problem-sign-up-window = Sign-up must close after it opens.
programme-feedback-give = What did you think of it?
programme-feedback = Feedback
