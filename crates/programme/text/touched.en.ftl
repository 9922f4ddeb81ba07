# Who is told of a release.
programme-touched = Who is told
programme-touched-nobody = Nobody gets a letter: nothing changes for anybody who takes part, has signed up or has starred a session.
programme-touched-counts = { $participants ->
    [0] Nobody who takes part gets a letter
    [one] One person who takes part gets a letter
   *[other] { $participants } people who take part get a letter
}, and { $readers ->
    [0] nobody who signed up for or starred one
    [one] one who signed up for or starred one
   *[other] { $readers } who signed up for or starred one
}. Everybody else’s calendar follows without a word.
programme-touched-unreached = They take part and have no address here, so tell them yourselves: { $names }
programme-touched-letters = { $n ->
    [one] One letter in { $language }
   *[other] { $n } letters in { $language }
}
programme-touched-like-this = The first of them:
programme-letter-part-lead = Sessions in which you take part have changed:
programme-letter-part-why = You get this letter because you take part in these sessions.
programme-letter-joined = You take part in “{ $title }”: { $role }.
programme-letter-left = You no longer take part in “{ $title }”.
programme-letter-list-lead = Sessions for which you signed up have changed:
programme-letter-list-why = You get this letter because you have a place in these sessions, or wait for one.
