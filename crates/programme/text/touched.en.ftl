# Who is told of a release.
programme-touched = Who is told
programme-touched-nobody = Nobody gets a letter: nothing changes for anybody who takes part or has starred a session.
programme-touched-counts = { $participants ->
    [0] Nobody who takes part gets a letter
    [one] One person who takes part gets a letter
   *[other] { $participants } people who take part get a letter
}, and { $readers ->
    [0] nobody who starred a session
    [one] one who starred a session
   *[other] { $readers } who starred a session
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
