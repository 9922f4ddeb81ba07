# Calls for sessions.
calls-menu = Calls
calls-list-lead = Propose a session. Drafts are kept, and can be finished until the deadline.
calls-own = Your proposals
calls-all = All calls
calls-none = No call is open
calls-none-lead = When this edition asks for sessions, the call stands here.
calls-opens = Opens
calls-closes = Deadline
calls-moved = Deadline moved
calls-moved-from = From { $earlier } to { $later }
calls-server-clock = What counts is the clock of this server. What arrives at this very moment is too late.
calls-own-clock = your clock
calls-when = When
calls-kinds = Kinds of session
calls-tracks = Tracks
calls-minutes = { $n } min
calls-asked = What will be asked
calls-begin = Begin a proposal
calls-begin-lead = It is a draft until you submit it, and nobody else reads it.
calls-begin-sign-in = Sign in to begin. A code comes by e-mail; no password is needed.
calls-not-yet = This call has not opened yet.
calls-over = The deadline has passed.
calls-public-page = Public page
calls-yes = Yes
calls-no = No
calls-comma = , {""}
calls-most = At most { $n } characters
calls-choose = Choose
calls-remove = Remove
calls-tabs = Parts

calls-phase-draft = Being written
calls-phase-announced = Announced
calls-phase-open = Open
calls-phase-closed = Closed
calls-phase-archived = Archived
calls-access-public = For everybody
calls-access-code = With an access code
calls-access-invitation = By invitation only

calls-have-code = You have an access code?
calls-field-code = Access code
calls-field-code-hint = Twelve letters and digits, as you were sent them.
calls-code-show = Use the code
calls-code-sign-in = Sign in to use it.
calls-code-taken = The code is accepted.

calls-tab-proposal = Proposal
calls-tab-speaker = About you
calls-tab-co-speakers = Speakers
calls-tab-proposals = Proposals
calls-tab-reviewing = Who reviews
calls-tab-letters = Letters
calls-tab-settings = Settings
calls-tab-questions = Questions
calls-tab-card = Score card
calls-tab-people = Reviewers, invitees
calls-tab-codes = Access codes

calls-state-draft = Draft
calls-state-submitted = Submitted
calls-state-under-review = Under review
calls-state-accepted = Accepted
calls-state-wait-listed = Wait-listed
calls-state-rejected = Not accepted
calls-state-withdrawn = Withdrawn

calls-field-kind = Kind of session
calls-field-kind-hint = Other kinds may be asked other questions: save to see them.
calls-field-track = Track
calls-field-state = State
calls-field-title = Title
calls-field-title-hint = It can be changed later.
calls-field-summary = Summary
calls-field-summary-hint = What the audience will learn or see. An empty line begins a paragraph.
calls-field-locale = Written in
calls-field-locale-hint = The language of your title and summary.
calls-field-languages = Languages spoken on stage
calls-save-draft = Save draft
calls-submit = Submit
calls-submit-again = Submit again
calls-autosaved = Draft saved by itself.
calls-not-autosaved = Not saved on the server yet; kept in this browser.
calls-restored = What you had typed in this browser was brought back.
calls-receipt = Submitted { $when }.
calls-withdraw = Withdraw this proposal
calls-withdraw-lead = It cannot be brought back.
calls-withdraw-now = Withdraw
calls-proposal-started = Your draft is begun. Save it as often as you like.
calls-proposal-saved = The draft is saved.
calls-proposal-submitted = Submitted. A receipt is on its way to you by e-mail.
calls-proposal-withdrawn = The proposal is withdrawn.

calls-speaker-lead = Each speaker writes this about themselves. Only your own part is on this page.
calls-field-name = Name
calls-field-name-hint = As you write it yourself, in any script.
calls-field-latin = Name in Latin letters
calls-field-latin-hint = If you write it in another script.
calls-field-affiliation = Affiliation
calls-field-biography = Biography
calls-field-shows = If this is accepted, show my name, affiliation and biography in the public programme
calls-field-shows-hint = You can take this back at any time; then they disappear at once.
calls-speaker-saved = Saved.
calls-speaker-in = Speaker
calls-speaker-unnamed = Name missing
calls-speaker-unnamed-lead = Has joined, and has not given a name yet.
calls-joined-list = Who is in it
calls-links = Links for co-speakers
calls-links-none = No link has been made. Each co-speaker joins by a link of their own and writes their own part.
calls-link-make = Make a link
calls-link-once = Copy this address now and send it to your co-speaker. It is shown only this once, and joins one person.
calls-link-address = Address for your co-speaker
calls-link-used = Joined
calls-link-is-revoked = Revoked
calls-link-open = Not used
calls-link-revoke = Revoke
calls-link-revoked = The link is revoked.
calls-field-note = For whom
calls-field-note-hint = Only the speakers of this proposal see it.
calls-join = Speak together
calls-join-lead = { $name } invites you to speak in this session:
calls-join-lead-plain = You are invited to speak in this session:
calls-join-what = When you join, you write your own name and biography, and see the proposal.
calls-join-now = Join
calls-joined = You have joined. Now tell something about yourself.

calls-review = Review
calls-review-go = To the review
calls-review-progress = { $done } of { $total } reviewed
calls-review-blind = Reviewers are not shown who would speak.
calls-review-next = Next proposal
calls-review-empty = Nothing to review
calls-review-empty-lead = As soon as something is submitted, it stands here.
calls-review-own = Your review
calls-review-none = Not begun
calls-review-draft = Begun
calls-review-submitted = Submitted
calls-review-asked = Asked of you
calls-review-save = Save for now
calls-review-submit = Submit the review
calls-review-submit-again = Save the changes
calls-review-saved = The review is kept. It does not count yet.
calls-review-counts = The review counts.
calls-review-over = The speakers have been told; reviews do not change any more.
calls-review-others = What others think
calls-review-others-none = Nobody else has submitted a review yet.
calls-recuse = I must not judge this
calls-recuse-lead = You work together, are related, or compete: step aside. The proposal disappears from your list for good, and the organisers see that you stepped aside.
calls-recuse-now = Step aside
calls-review-recused = You have stepped aside.
calls-recused = Stepped aside
calls-card = Score card
calls-score = Score
calls-scale-is = From { $least } to { $most }.
calls-scale-step = In steps of { $step }.
calls-weight-is = weighs { $weight } %
calls-field-remark = Remark
calls-field-remark-hint = For the organisers and other reviewers; never shown to speakers.

calls-desk-lead = What this edition asks for, what has come in, and what became of it.
calls-desk-none = No call yet
calls-desk-none-lead = Write one, add its questions, then announce it.
calls-call-new = New call
calls-call-created = The call is written down. Nobody sees it before you announce it.
calls-call-saved = The call is saved.
calls-call-announced = The call is announced.
calls-call-archived = The call is archived.
calls-announce = Announce the call
calls-archive = Archive the call
calls-state-hint = { $step ->
    [open] Everybody who may know of it sees it from now on; it opens and closes by the clock.
   *[archived] It disappears from the public pages.
}
calls-submitted = Submitted
calls-submitted-at = Submitted
calls-drafts = Drafts
calls-field-title-en = Title in English
calls-field-title-zh = Title in Chinese
calls-field-body-en = Text in English
calls-field-body-zh = Text in Chinese
calls-field-slug = Address
calls-field-slug-hint = Lower-case letters, digits, hyphens: sessions
calls-field-opens-day = Opens on
calls-field-opens-clock = Opens at
calls-field-closes-day = Deadline, day
calls-field-closes-clock = Deadline, hour
calls-field-closes-hint = The first moment that is too late: 00:00 is the end of the day before.
calls-field-zone = Time zone
calls-field-zone-hint = By its IANA name: Asia/Shanghai
calls-field-grace-minutes = Minutes of grace
calls-field-grace-hint = What comes so much later is taken, and the log says so. Nobody is told.
calls-field-access = Who may propose
calls-field-blind = Blind review
calls-field-blind-hint = Names, e-mail addresses, affiliations and answers of speakers are hidden from reviewers everywhere.
calls-field-reviewing = What reviewers see
calls-field-reviewing-hint = “Who reviews” says what each is asked to review.
calls-reviewing-all = Everything that was submitted
calls-reviewing-assigned = Only what they are asked to review
calls-field-kinds = Kinds of session
calls-field-minutes-of = Usual minutes: { $kind }
calls-field-tracks = Tracks to choose from
calls-field-tracks-hint = None: proposals name no track.

calls-questions-lead = Title, summary, kind, languages and the speakers' names are always asked. Questions come in addition.
calls-question-new = New question
calls-question-added = The question is added.
calls-question-saved = The question is saved.
calls-question-removed = The question is asked no longer.
calls-retired = Asked no longer
calls-required = Required
calls-not-for-reviewers = Not for reviewers
calls-asked-proposal = Of the proposal
calls-asked-speaker = Of each speaker
calls-shape-line = Short line
calls-shape-text = Long text
calls-shape-choice = One choice
calls-shape-choices = Several choices
calls-shape-yes-no = Yes or no
calls-shape-number = Whole number
calls-field-label = Question
calls-field-label-en = Question in English
calls-field-label-zh = Question in Chinese
calls-field-hint-en = Hint in English
calls-field-hint-zh = Hint in Chinese
calls-field-asked-of = Asked of
calls-field-shape = Answer
calls-field-most = At most
calls-field-most-hint = Characters of a text; for a number, its largest value.
calls-field-position = Place in the form
calls-field-options-en = Options in English
calls-field-options-zh = Options in Chinese
calls-field-options-hint = One a line, in the same order in both languages.
calls-field-question-kinds = Only for these kinds
calls-field-question-kinds-hint = None: for all.
calls-field-required = An answer is required to submit
calls-field-for-reviewers = Reviewers see the answers

calls-card-lead = The weights total 100.00. Once a review is written the card stays as it is.
calls-card-saved = The score card is saved.
calls-criterion = Criterion { $n }
calls-field-scale-least = Lowest score
calls-field-scale-most = Highest score
calls-field-scale-step = Step
calls-field-criterion-name-en = Name in English
calls-field-criterion-name-zh = Name in Chinese
calls-field-criterion-anchors-en = What the ends mean, in English
calls-field-criterion-anchors-zh = What the ends mean, in Chinese
calls-field-criterion-weight = Weight in per cent

calls-codes-lead = A code opens this call to whoever holds it. With an end of its own, it also opens the call after the deadline, until then.
calls-code-new = New access code
calls-code-make = Make the code
calls-code-made = The code is made.
calls-code-revoke = Revoke
calls-code-revoked = The code is revoked. It opens nothing any more.
calls-code-over = Over
calls-code-uses = Used
calls-code-used = { $used } of { $most }
calls-field-code-label = Label
calls-field-code-label-hint = For whom it is. Only staff see it.
calls-field-code-most = How many people may use it
calls-field-code-ends = Ends
calls-field-ends-day = Ends on
calls-field-ends-clock = Ends at
calls-field-ends-hint = In { $zone }. Empty: with the deadline.

calls-people-lead = Each gets a letter and comes in with the same address. Reviewers see what was submitted; invitees may propose to a call that is not for everybody.
calls-part-reviewer = Reviewer
calls-part-invitee = Invitee
calls-reviewer-former = Former reviewer
calls-field-email = E-mail address
calls-field-email-hint = The one that they will sign in with.
calls-field-part = As
calls-invite = Invite
calls-invited = Invited. The letter is on its way.
calls-dismissed = Removed. Reviews that were written stay.

calls-proposals-shown = { $shown } of { $total } shown.
calls-n-drafts = { $n ->
    [0] No drafts.
    [one] One draft is not submitted yet.
   *[other] { $n } drafts are not submitted yet.
}
calls-csv = All as CSV
calls-proposals-none = No proposals
calls-proposals-none-lead = What is submitted stands here.
calls-mean = Mean
calls-median = Median
calls-spread = Spread
calls-reviews = Reviews
calls-reviews-none = No review has been submitted.
calls-reviewing-who = Who reviews this
calls-reviewing-is-all = Reviewers see everything that was submitted; what they are asked to review comes first.
calls-reviewing-is-assigned = Reviewers see only what they are asked to review.
calls-reviewing-nobody = Nobody reviews this call yet
calls-reviewing-load = What each reviewer has to do
calls-reviewing-asked = Asked
calls-reviewing-done = Done
calls-reviewing-all-reviews = All reviews
calls-reviewing-show = Show
calls-reviewing-show-short = Short of reviews
calls-reviewing-short = { $n ->
    [0] None of { $total } lacks reviews.
    [one] One of { $total } lacks reviews.
   *[other] { $n } of { $total } lack reviews.
}
calls-reviewing-lacks = { $n ->
    [one] one is missing
   *[other] { $n } are missing
}
calls-reviewing-ticked = The ticked proposals
calls-reviewing-give = Ask them
calls-reviewing-take-back = Ask them no longer
calls-reviewing-given = Saved. The queues of the reviewers have changed.
calls-reviewing-taken = Asked no longer. Reviews that were written stay.
calls-reviewing-barred = Saved, but for those who may not judge: they speak in it, have stepped aside, or it was withdrawn or told meanwhile.
calls-reviewing-speaks = Speaks in it
calls-reviewing-mailbox = Has an address at { $house }, as a speaker has.
calls-reviewing-organisation = Belongs to { $name }, as a speaker does.
calls-suggest = Suggest who reviews what
calls-suggest-lead = Evenly, on top of what was asked already, and never somebody who speaks in it, has stepped aside, or shares an organisation or an e-mail domain with a speaker. Nothing is stored before you have seen it.
calls-suggest-each = Reviewers for each proposal
calls-suggest-tracks-hint = None: all of them.
calls-suggest-reviewers = Reviewers
calls-suggest-reviewers-hint = None: all of them.
calls-suggest-show = Show a suggestion
calls-suggest-again = Suggest again
calls-suggested-lead = { $each ->
    [one] One reviewer
   *[other] { $each } reviewers
} for each proposal, counting those who were asked already. Nothing is stored yet: untick what you do not want.
calls-suggested-short = For these there are not enough who may judge:
calls-suggested-none = Nothing to suggest
calls-suggested-none-lead = Every proposal has as many reviewers as it can.
calls-suggested-now = Asked now
calls-suggested-then = With this
calls-n-recused = { $n } stepped aside
calls-choose-one = Choose { $title }
calls-decide = Decide
calls-decide-lead = Nobody is told before you send the letters. What you accept becomes a session of the draft programme at once.
calls-field-verdict = Decision for the ticked proposals
calls-verdict-accept = Accept
calls-verdict-wait-list = Wait-list
calls-verdict-reject = Do not accept
calls-verdict-undecided = Take the decision back
calls-decide-now = Decide
calls-decided = Decided. Nobody has been told yet.
calls-not-told = Not told yet
calls-untold = { $n ->
    [one] One decision has been told to nobody yet.
   *[other] { $n } decisions have been told to nobody yet.
}
calls-session = Session in the draft
calls-speakers = Speakers
calls-shows = may be shown in the programme
calls-shows-not = not to be shown

calls-letters-none = Everybody has been told
calls-letters-none-lead = When you decide, the letters wait here until you send them.
calls-letters-lead = { $letters ->
    [one] One letter
   *[other] { $letters } letters
} about { $proposals ->
    [one] one proposal
   *[other] { $proposals } proposals
}. Each goes out once.
calls-letters-like = { $n } in { $language }
calls-letters-whom = Whose speakers are told now
calls-letters-send = Send the letters
calls-letters-sent = The letters are on their way.

calls-versions = What differs
calls-versions-lead = Somebody else saved this meanwhile. Nothing of yours is lost: compare, change what you want, and save again.
calls-versions-field = Field
calls-versions-theirs = Stored now
calls-versions-yours = Yours

calls-stale = Somebody else changed this meanwhile. Open it again.
calls-closed = This cannot be changed any more.
calls-wrong-state = In its present state this cannot be done.
calls-problem-day = Give a day, as in 2024-09-30.
calls-problem-title = Give a title in one language at least.
calls-problem-label = Give it words in one language at least.
calls-problem-closes-first = The deadline must come after the opening.
calls-problem-no-kind = Choose one kind at least.
calls-problem-choice = Choose one of what is offered.
calls-problem-range = Give a whole number from { $least } to { $most }.
calls-problem-number = Give a number from 0 to 100 with two decimals at most.
calls-problem-state = This cannot follow on its present state.
calls-problem-taken = This is taken already.
calls-problem-unanswered = This is needed to submit.
calls-problem-options = Give two options at least.
calls-problem-options-many = At most { $most } options of { $length } characters.
calls-problem-questions = A call has at most { $most } questions.
calls-problem-card-used = { $n ->
    [one] One review has been written by this card. It stays as it is.
   *[other] { $n } reviews have been written by this card. It stays as it is.
}
calls-problem-scale = The steps must lead from the lowest score to the highest.
calls-problem-weights = The weights total { $total } and must total 100.00.
calls-problem-score = Give a score from { $least } to { $most } in steps of { $step }.
calls-problem-review-incomplete = A review that counts keeps a score for every criterion.
calls-problem-code = This code opens nothing here.
calls-problem-code-used = This code has been used up.
calls-problem-needs-code = This call asks for an access code. Use yours first.
calls-problem-deadline = The deadline has passed. What you typed is shown below, and was not stored.
calls-problem-many = You have { $most } proposals to this call already.
calls-problem-links = { $most } links are enough.
calls-problem-speaker = { $name } has not finished the part “About you”.
calls-problem-speaker-unnamed = Every speaker must give a name in the part “About you”.
calls-problem-verdict = { $code } cannot be decided so: its speakers were told already, or it was withdrawn.
calls-problem-none-chosen = Tick one proposal at least.
calls-problem-no-reviewer = Tick one reviewer at least.
calls-problem-chosen-stale = One of them has changed meanwhile. Look again, then decide.
calls-problem-letters-stale = A decision changed since the letters were shown. Read them again; nobody has been told.

# Letters
calls-letter-receipt-subject = Received: { $title }
calls-letter-receipt = We have your proposal “{ $title }” for “{ $call }”.
calls-letter-receipt-facts = Proposal: { $code }
    Received: { $when }
    SHA-256: { $hash }
calls-letter-receipt-until = You can change it until the deadline, { $when }.
calls-letter-reviewer-subject = Please review: { $call }
calls-letter-reviewer = You are invited to review the proposals for “{ $call }”.
calls-letter-invitee-subject = You are invited: { $call }
calls-letter-invitee = You are invited to propose a session for “{ $call }”. This call is not public.
calls-letter-sign-in = Sign in with this address, { $email }. A code comes by e-mail; no password is needed.
calls-letter-extended-subject = New deadline: { $call }
calls-letter-extended = The deadline of “{ $call }” has moved to { $when }, for everybody. You have a draft that is not submitted yet.
calls-letter-decision-subject = Your proposal: { $title }
calls-letter-accepted = We are glad to accept your proposal “{ $title }” for { $congress }. You will hear when and where it takes place.
calls-letter-wait-listed = Your proposal “{ $title }” for { $congress } is on the wait-list. If a place becomes free, we write again.
calls-letter-rejected = We cannot accept your proposal “{ $title }” for { $congress }. Thank you for the work that you put into it.
