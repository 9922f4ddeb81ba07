# Letters that wait, and the release that is taken back.
programme-held = Release { $number } is public. Its letters leave at { $clock }.
programme-held-first = Release { $number } is public, the first one. It can be taken back until { $clock }.
programme-held-gathers = If something else is released before that, each person gets one letter of everything since release { $number }, and it waits anew.
programme-leaving = The letters of release { $number } have been leaving since { $clock }: it can no longer be taken back. Correct the draft and release it again.
programme-left-none = Since { $clock } release { $number } can no longer be taken back. There was nobody to write a letter to.
programme-left-count = { $n ->
    [one] One letter was sent.
   *[other] { $n } letters were sent.
}
programme-held-left = Time left
programme-held-lead = Until then it can be taken back: what stood before is current again, pages and calendars follow, and nobody is told. The draft stays as it is.
programme-take-back = Take release { $number } back
programme-taken-back = The release was taken back. What stood before is current again, and nobody was told.
programme-taken-back-at = Release { $number } was taken back at { $clock }, and nobody was told of it. What stood before is current again.
programme-left = The letters of release { $number } left at { $clock }: it can no longer be taken back. Correct the draft and release it again.
programme-hold-over = The time in which the release could be taken back is over.
programme-letters-left = The letters have left; the release can no longer be taken back.
programme-hold = Time to think again
programme-field-hold = Letters wait
programme-field-hold-hint = While they wait, a release can be taken back.
programme-hold-none = Not at all
programme-hold-seconds = { $n } seconds
programme-hold-minutes = { $n ->
    [one] One minute
   *[other] { $n } minutes
}
programme-hold-saved = How long letters wait was saved.
programme-field-letter = In the letters, { $language }
programme-field-letter-hint = Stands first in every letter of this language.

# Who and what a release touches.
programme-radius = Who and what must follow
programme-radius-speakers = Speakers and hosts
programme-radius-moderators = Moderators
programme-radius-interpreters = Interpreters
programme-radius-starred = Starred it or have a place
programme-radius-rooms = Rooms with another plan
programme-radius-interpretation = Interpretation to order again
programme-radius-print = Printed programme out of date

# What is promised to whoever listens.
programme-field-promised = Everything can be followed in
programme-field-promised-hint = A session in which one of these is neither spoken nor interpreted into is found by the rule on interpreters. None chosen: nothing is promised.
programme-field-booths = Rooms whose booths have a team
programme-field-booths-hint = Elsewhere interpreters are named among the people of a session. How many it takes stands under “Interpreters”.
