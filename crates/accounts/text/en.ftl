# Signing in
accounts-sign-in = Sign in
accounts-sign-in-lead = We send a code to your mailbox. There is no password to remember or to lose.
accounts-sign-in-privacy = Your address is used to sign you in, and for nothing else.
accounts-privacy-link = How we treat your data
accounts-email = E-mail address
accounts-email-hint = The one your invitation came to. A new address gets an account once its code is entered.
accounts-send-code = Send me a code
accounts-code-title = Enter your code
accounts-code-sent = If { $email } can receive mail, a letter with a code is on its way. It works in this browser only, for 15 minutes.
accounts-code-none = This browser is not waiting for a code. Ask for a new one and stay in the same browser.
accounts-code = Code
accounts-code-hint = Eight digits. Spaces do not matter.
accounts-code-nothing = Nothing there after a few minutes? Look into the spam folder, or
accounts-code-again = ask for a new code
accounts-link-title = Sign in with the link
accounts-link-lead = You asked to sign in as { $email } in this browser.
accounts-link-elsewhere = This link works only in the browser that asked for it, once, within 15 minutes. Open it there, type the code of the letter there, or begin again here.
accounts-sign-out = Sign out
accounts-continue = Continue
accounts-save = Save
accounts-remove = Remove
accounts-actions = Actions

# Problems
accounts-problem-too-many-letters = Too many codes were asked for. Please use the latest letter, or try again in an hour.
accounts-problem-too-many-codes = Too many codes were tried from this network. Please try again in an hour.
accounts-problem-too-many-passwords = Too many tries. Please wait a quarter of an hour.
accounts-problem-other-browser = This browser is not waiting for a code. Ask for a new one here, or continue in the browser where you asked.
accounts-problem-code-shape = The code has eight digits. Please copy it from the letter again.
accounts-problem-wrong-code = This is not the code of the latest letter. { $left ->
    [one] You have one try left.
   *[other] You have { $left } tries left.
}
accounts-problem-dead-code = Too many wrong tries: this code is no longer valid. Please ask for a new one.
accounts-problem-expired-code = This code is older than 15 minutes. Please ask for a new one.
accounts-problem-used-code = This code has been used already. Please ask for a new one.
accounts-problem-wrong-password = This is not valid now. Each one-time password works once, for about a minute; a recovery code works once.
accounts-problem-app-there = An authenticator app is already set up. Remove it first to set up another.
accounts-problem-app-not-begun = There is no app waiting to be confirmed. Please begin again.
accounts-problem-passkey = The passkey could not be checked. Please try again, or sign in with a code.
accounts-problem-has-role = This account has the role already.
accounts-problem-last-owner = Somebody must answer for it: give another person the role of owner, without an end, first.
accounts-problem-past = This day is over. Please choose a later one.
accounts-problem-other-address = This is not the address of this account.
accounts-problem-reason-short = Please tell more, in at least { $least } characters.
accounts-problem-window = The end must not lie before the beginning.
accounts-problem-instant = Please enter date and time, such as 2024-09-25 09:30.

# Done
accounts-flash-welcome = Welcome. Your account is ready; how should we call you?
accounts-flash-signed-in = You are signed in.
accounts-flash-signed-out = You are signed out.
accounts-flash-saved = Saved.
accounts-flash-session-ended = The session is ended.
accounts-flash-others-ended = All other sessions are ended.
accounts-flash-roles-awake = Your second factor is confirmed.
accounts-flash-few-codes = You are in with a recovery code, and few are left. Please make new ones.
accounts-flash-app-removed = The authenticator app is removed.
accounts-flash-passkey-added = The passkey is ready.
accounts-flash-passkey-removed = The passkey is removed. Delete it on your device, too.
accounts-flash-role-given = The role is given, and a letter is on its way.
accounts-flash-role-ended = The role is ended.
accounts-flash-erased = Your account is erased, and you are signed out.

# Account
accounts-account = Account
accounts-name = Your name
accounts-name-hint = As others shall read it.
accounts-language = Language of letters
accounts-language-hint = Pages have their own switch at the top.
accounts-own-roles = Your roles
accounts-until = until { $day }
accounts-whole-house = The whole house
accounts-edition-asleep = An edition that opens with your second factor
accounts-roles-asleep = Your roles are asleep until you show a second factor.
accounts-show-factor = Show it now
accounts-house = The house
accounts-house-editions = Editions

# Sessions
accounts-sessions = Sessions
accounts-sessions-lead = Every browser in which you are signed in. End those you do not know.
accounts-n-sessions = { $n ->
    [one] One session
   *[other] { $n } sessions
}
accounts-device = Browser
accounts-device-unknown = Unknown browser
accounts-place = Place
accounts-place-unknown = Not recorded
accounts-since = Since
accounts-last-seen = Last seen
accounts-this-browser = This browser
accounts-end-session = End
accounts-end-others = End all other sessions

# Passkeys
accounts-passkey = Passkey
accounts-passkeys = Passkeys
accounts-passkeys-lead = A passkey is kept by your device and opened by your finger, face or PIN. It signs you in at once and counts as both factors.
accounts-passkeys-none = You have no passkey yet.
accounts-n-passkeys = { $n ->
    [0] No passkeys
    [one] One passkey
   *[other] { $n } passkeys
}
accounts-passkey-name = Name of the passkey
accounts-passkey-name-hint = So that you know it again, such as: work laptop.
accounts-passkey-add = Add a passkey
accounts-passkey-use = Use a passkey
accounts-passkey-sign-in-hint = If you have made one in your account.
accounts-passkey-script = Passkeys need JavaScript: only a script may speak to the authenticator. The code by mail and the authenticator app work without it.
accounts-passkey-cancelled = The device gave no passkey. Please try again, or use another way.
accounts-passkey-no-name = This house is reached by a number, not by a name, and browsers bind passkeys to names. Open it under its name, such as localhost, to use them.
accounts-last-used = Last used
accounts-never = Never

# Second factor
accounts-second-factor = Second factor
accounts-factor-lead = A second factor protects your account even from somebody who reads your mail.
accounts-factor-lead-staff = You work for an edition, so a mailbox alone is not enough. Set up a second factor, and your roles wake.
accounts-factor-lead-show = Please show your second factor. It holds for twelve hours.
accounts-factor-lead-strong = Your second factor is confirmed for this session.
accounts-password = One-time password or recovery code
accounts-password-hint = Six digits from your authenticator app, or one of your recovery codes.
accounts-app = Authenticator app
accounts-app-explained = Any app for one-time passwords will do. It works without a network.
accounts-app-begin = Set up an app
accounts-app-step-scan = Scan this picture with your app.
accounts-app-picture = Picture for the app; the secret below says the same.
accounts-app-step-type = Or type this secret into it:
accounts-app-step-open = Or open it on this device
accounts-app-step-confirm = Enter the six digits that the app shows now.
accounts-app-password = One-time password
accounts-app-confirm = Confirm
accounts-app-again = Begin again with a new secret
accounts-app-there = An app is set up. { $n ->
    [0] No recovery code is left.
    [one] One recovery code is left.
   *[other] { $n } recovery codes are left.
}
accounts-new-codes = Make new recovery codes
accounts-remove-app = Remove the app
accounts-recovery = Recovery codes
accounts-recovery-lead = Each of these lets you in once when your phone is gone.
accounts-recovery-once = They are shown only now. Print them or keep them in a password safe; earlier codes no longer work.
accounts-recovery-kept = I have kept them

# Own data
accounts-own-data = Your data
accounts-consents = What you show
accounts-export = Take your data along
accounts-export-lead = Everything this house holds about you, as one file in JSON. Secrets of your factors are not copied into it.
accounts-export-button = Download
accounts-erase = Erase your account
accounts-erase-lead = Your address, name, factors and devices are removed at once, from backups within 35 days. The audit log keeps what was done, under a number without a name.
accounts-erase-email = Your e-mail address
accounts-erase-email-hint = Type it to confirm. This cannot be undone.
accounts-erase-button = Erase my account

# Roles
accounts-roles = Roles
accounts-house-roles = Roles in the house
accounts-roles-lead = Who may do what. Give each person the least that their work needs.
accounts-n-roles = { $n ->
    [one] One role
   *[other] { $n } roles
}
accounts-who = Who
accounts-role = Role
accounts-role-until = Until
accounts-no-end = No end
accounts-end-role = End
accounts-give-role = Give a role
accounts-give-email-hint = They get a letter. Only the owner of this mailbox can sign in.
accounts-first-day = First day
accounts-first-day-hint = Leave empty to begin at once.
accounts-from = from { $day }
accounts-last-day = Last day
accounts-last-day-hint = The role ends by itself after this day. Leave empty for no end.
accounts-role-owner = Owner
accounts-role-owner-hint = Answers for it, and gives and takes roles.
accounts-role-organiser = Organiser
accounts-role-organiser-hint = Everything except roles.
accounts-role-programme-editor = Programme editor
accounts-role-programme-editor-hint = Writes and releases the programme.
accounts-role-directory-editor = Directory editor
accounts-role-directory-editor-hint = Keeps people, organisations and delegations.
accounts-role-room-crew = Room crew
accounts-role-room-crew-hint = Works in the rooms on the day.
accounts-role-reader = Reader
accounts-role-reader-hint = Sees the desk and changes nothing.
accounts-permissions = Permissions
accounts-permissions-lead = What each role may do. The table is made from the very rules that are applied.
accounts-permissions-link = What each role may do
accounts-permissions-note = Roles sleep until a second factor is shown. Running the house needs a role for the whole house.
accounts-permissions-json = The same as JSON
accounts-may = May
accounts-yes = Yes
accounts-no = No
accounts-may-read-desk = See the desk, with drafts
accounts-may-edit-edition = Change dates, names, venues, rooms and tracks
accounts-may-edit-directory = Change people, organisations and delegations
accounts-may-read-contacts = See contact details and hidden people
accounts-may-edit-programme = Change the draft of the programme
accounts-may-release-programme = Release the programme
accounts-may-run-rooms = Say what happens in the rooms on the day
accounts-may-read-audit = Read the audit log
accounts-may-manage-roles = Give and take roles
accounts-may-run-house = Make editions, and act after a breach

# Breach
accounts-breach = Breach mode
accounts-breach-lead = When personal data may have been seen by somebody who should not: close every way in, find who is affected, tell the authority within 72 hours.
accounts-breach-declare = Declare a breach
accounts-breach-warning = All sessions end at once, for everybody but you. Codes and links on their way are void. The 72 hours begin now.
accounts-breach-declared = Declared
accounts-breach-reason = What happened
accounts-breach-reason-hint = At least ten characters. It stands in the audit log and in the draft of the notice.
accounts-breach-clock = Clock
accounts-breach-from = Open since
accounts-breach-utc = In UTC.
accounts-breach-until = Closed at
accounts-breach-until-hint = In UTC. Empty means now.
accounts-breach-button = End all sessions and start the clock
accounts-n-breaches = { $n ->
    [one] One declared breach
   *[other] { $n } declared breaches
}
accounts-hours-left = { $n ->
    [0] The 72 hours are over
    [one] One hour left
   *[other] { $n } hours left
}
accounts-breach-deadline = The authority must be told by { $at }.
accounts-breach-window = Time considered
accounts-breach-ended = Sessions ended
accounts-n-affected = { $n ->
    [0] Nobody is affected
    [one] One account is affected
   *[other] { $n } accounts are affected
}
accounts-breach-csv = All as CSV
accounts-breach-shown = The first { $n } are shown; the file has all.
accounts-breach-fields = Data that could be seen
accounts-field-email = e-mail address
accounts-field-name = name
accounts-field-language = language
accounts-field-person = link to a person
accounts-field-devices = kinds of browser
accounts-field-passkey-names = names of passkeys
accounts-field-authenticator-app = secret of the authenticator app
accounts-field-roles = roles
accounts-breach-notice = Draft of the notice
accounts-breach-notice-lead = Read it, complete what stands in brackets, and have your data protection officer sign it.

# The notice, in the language of its reader
accounts-notice-1 = Notification of a personal data breach
accounts-notice-2 = On { $declared } we declared a breach of personal data in the system by which we run our congress. What happened: { $reason }
accounts-notice-3 = The data may have been seen between { $from } and { $until }. { $accounts ->
    [one] One account is
   *[other] { $accounts } accounts are
} affected. The data concerned are: e-mail address, name, language, kind of browser, names of passkeys, and roles. Passwords do not exist in this system; sign-in codes and session tokens are stored as digests only. The secrets of authenticator apps must be taken as seen.
accounts-notice-4 = What we did: all sessions were ended at once ({ $sessions }), and all codes on their way were voided. [What else was done.]
accounts-notice-5 = What we advise: sign in anew, look through the list of your sessions, set up your authenticator app again, and be wary of letters that refer to this congress.
accounts-notice-6 = Your contact: [name, address and telephone of the data protection officer]. This notice is due by { $deadline }.

# Letters
accounts-letter-code-subject = { $code } is your sign-in code
accounts-letter-code-known = You, or somebody who typed your address, asked to sign in.
accounts-letter-code-unknown = You, or somebody who typed your address, asked to sign in. There is no account with this address yet: entering the code makes one.
accounts-letter-code-code = Your code: { $code }
accounts-letter-code-link = Or open this link in the same browser: { $address }
accounts-letter-code-terms = Both work once, for 15 minutes, and only in the browser that asked.
accounts-letter-code-not-you = If it was not you, do nothing: without that browser nobody can use them. Never tell this code to anybody; we will not ask for it.
accounts-letter-role-subject = Your role: { $role }, { $name }
accounts-letter-role-given = You were given the role “{ $role }” for { $name }.
accounts-letter-role-desk = Sign in with this address to begin: { $address }
accounts-letter-role-factor = Staff need a second factor: have a phone with an authenticator app at hand, or a device that can keep a passkey.

## Personal tokens
accounts-flash-token-revoked = The token is revoked. It opens nothing any more.
accounts-problem-token-scopes = Choose what the token may be used for.
accounts-problem-token-days = Choose how long the token lives.
accounts-problem-token-edition = There is no such edition. Give its word from the address, such as hangzhou-2024, or leave this empty.
accounts-problem-token-many = You have { $most } tokens already. Revoke one that is no longer needed.
accounts-tokens = Tokens
accounts-tokens-lead = With a token a program of yours reads and writes the programme in your name. It reaches no further than you do, and only below /api/.
accounts-tokens-description = What programs can ask for (OpenAPI)
accounts-tokens-none = You have no token.
accounts-n-tokens = { $n ->
    [0] No tokens
    [one] One token
   *[other] { $n } tokens
}
accounts-token-name = Name of the token
accounts-token-name-hint = So that you know which program holds it, such as: hall screens.
accounts-token-scopes = May be used for
accounts-scope-programme-read = Reading the programme
accounts-scope-programme-read-hint = The draft of the programme, as far as you may see it.
accounts-scope-programme-write = Writing the programme
accounts-scope-programme-write-hint = Also changing the draft and releasing it, as far as you may.
accounts-scope-rooms-run = Running rooms
accounts-scope-rooms-run-hint = Saying that sessions begin, run late or are full, as far as you may.
accounts-token-edition = Edition
accounts-token-edition-hint = Its word from the address, such as hangzhou-2024. Leave it empty for every edition in which you have a role.
accounts-token-everywhere = Every edition
accounts-token-life = Lives for
accounts-token-n-days = { $n ->
    [one] One day
   *[other] { $n } days
}
accounts-token-until = Last day (UTC)
accounts-token-make = Make a token
accounts-token-factor = Your roles are asleep. Show your second factor before you make a token.
accounts-token-revoke = Revoke
accounts-token-made = Your new token
accounts-token-made-lead = This is the token “{ $name }”.
accounts-token-once = It is shown this once. Copy it to where the program keeps its secrets; whoever holds it can act in your name.
accounts-token-use = The program sends it with every request, in this header:
accounts-token-kept = I have copied it
accounts-list-comma = { ", " }
