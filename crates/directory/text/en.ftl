# People, organisations, cities, delegations.
directory-people = People
directory-people-lead = Those who agreed to be listed. What stands beside a name, each of them decided.
directory-letters = Names by first letter
directory-organisations = Organisations
directory-organisation = Organisation
directory-cities = Cities
directory-city = City
directory-country = Country / region
directory-countries-and-regions = countries and regions
directory-delegations = Delegations
directory-no-people = Nobody to show
directory-no-people-note = Nobody with these choices has agreed to be listed. Choose fewer, or come back later.
directory-no-organisations = No organisations to show
directory-no-organisations-note = With these choices none has been announced. Choose fewer, or come back later.
directory-no-cities = No cities to show
directory-no-cities-note = Cities appear here when their delegations or organisations are announced.
directory-hidden = Hidden
directory-hidden-note = Visitors do not see this page. The person has not agreed to be listed, or is not listed in this edition.
directory-public = Public
directory-role-line = { $title }, { $place }
directory-in-language = { $field } ({ $language })

# The page of a person
directory-where = Works for
directory-languages = Languages
directory-email = E-mail
directory-phone = Telephone
directory-offices = Offices held
directory-undated = Undated
directory-since = since { $year }
directory-until = until { $year }

# Organisations
directory-kind = Kind
directory-kind-city-government = City government
directory-kind-national-body = National body
directory-kind-international-body = International body
directory-kind-company = Company
directory-kind-university = University
directory-kind-research = Research institute
directory-kind-association = Association or network
directory-kind-media = Media
directory-kind-other = Other
directory-website = Website

# Cities
directory-cities-lead = { $cities ->
    [one] 1 city
   *[other] { $cities } cities
} from { $countries ->
    [one] 1 country or region.
   *[other] { $countries } countries and regions.
}
directory-n-delegations = { $n ->
    [one] 1 delegation
   *[other] { $n } delegations
}
directory-n-organisations = { $n ->
    [one] 1 organisation
   *[other] { $n } organisations
}
directory-division = Province or state
directory-population = Population
directory-population-n = Population { $n }
directory-population-unknown = Population unknown
directory-zone = Time zone
directory-not-claimed = Seed entry, not claimed
directory-not-claimed-note = This entry comes from an open catalogue. Nobody from the city has taken charge of it yet.
directory-find-city = Find a city
directory-find-city-lead = By any of its names, in any script: 深圳, Shenzhen, shen zhen, Шэньчжэнь.
directory-city-name = Name of the city
directory-no-city-found = No city of that name
directory-no-city-found-note = Try another spelling, or the name in another language. The catalogue holds places with more than 15,000 inhabitants.

# What a person shows
directory-consents = What you show
directory-account = Your account
directory-consents-lead = Everything is hidden until you open it. You can close it again at any time; it is gone from every page with the next view.
directory-no-record = Your account is not linked to a person
directory-no-record-note = There is nothing about you here that others could see.
directory-hide-everything = Hide everything
directory-ledger = What you said, and when
directory-ledger-caption = Every answer, the latest first
directory-said-at = When
directory-said = What
directory-said-how = How
directory-consent-stored = Stored. It holds from now on.
directory-purpose = What
directory-purpose-listing = Name and listing
directory-purpose-organisation = Offices and organisation
directory-purpose-biography = Biography and languages
directory-purpose-photo = Portrait
directory-purpose-email = E-mail address
directory-purpose-phone = Telephone number
directory-audience = Shown to
directory-audience-public = Everybody
directory-audience-registered = Signed-in people
directory-audience-nobody = Nobody
directory-channel-web = By the person, on this site
directory-channel-email = By e-mail
directory-channel-paper = On paper
directory-channel-officer = By the officer of the delegation
directory-channel-import = In imported data
# The words people agree to. Never change them: write version 2 beside them.
directory-wording-1-listing = My name may stand in the list of people and in the programme, and I have a page of my own there.
directory-wording-1-organisation = Beside my name may stand which offices I hold and held, and where.
directory-wording-1-biography = My page may show my biography and the languages I speak.
directory-wording-1-photo = My page may show my portrait.
directory-wording-1-email = My page may show my e-mail address.
directory-wording-1-phone = My page may show my telephone number.

# The desk
directory-name = Name
directory-name-hint = As the person writes it, in any script. One word is a name too.
directory-name-latin = In Latin letters
directory-name-latin-hint = In the order the person uses.
directory-name-native = In the person’s own script
directory-name-sort = Sorted as
directory-name-sort-hint = Empty: the Latin form. Example: Minh Khai, Nguyễn Thị
directory-name-or-email = Name or e-mail
directory-languages-hint = As short codes, best first: zh, en
directory-biography = Biography
directory-description = Description
directory-listed = List in this edition
directory-listed-hint = Visitors see the person only when the person agreed as well.
directory-organisation-listed-hint = Visitors may know that it takes part.
directory-organisation-name = Name of the organisation
directory-one-language-hint = One language is enough.
directory-city-hint = A name or a GeoNames id. Where several cities have the name, you are asked which.
directory-or-city = Or a city
directory-place = Place
directory-new-person = New person
directory-new-organisation = New organisation
directory-new-delegation = New delegation
directory-desk-no-people-note = Nobody in this edition has such a name or address.
directory-desk-no-organisations-note = No organisation in this edition has such a name.
directory-public-page = Public page
directory-visible = Seen by visitors
directory-person-created = The person was stored. Everything is hidden until the person agrees to show it.
directory-person-taken = The person now takes part in this edition, not yet listed.
directory-stored = Stored.
directory-doubles = Perhaps already here
directory-doubles-note = These people share the name or the address. If it is one of them, open or take in that record instead. Nothing was stored yet.
directory-same-email = Same e-mail
directory-same-name = Same name
directory-take-in = Take into this edition
directory-somebody-else = This is somebody else; store a new person
directory-office = Office
directory-office-title = Title
directory-from = From
directory-to = To
directory-rank = Rank
directory-add-office = Add an office
directory-end-today = End today
directory-remove = Remove
directory-shown = What is shown
directory-record-consent = Record a consent
directory-record-consent-hint = Only what the person said, with the evidence. It goes into the ledger and can be withdrawn by the person at any time.
directory-basis = Evidence
directory-basis-hint = For example: form signed on 3 September, folder 12.
directory-conflict = Two versions
directory-conflict-caption = Where the two differ
directory-field = Field
directory-stored-now = Stored now
directory-earlier = What it said before
directory-earlier-until = Until { $when }
directory-version-editor = Replaced by an editor
directory-version-speaker = Replaced by what the person wrote as a speaker
directory-portrait-of = Portrait of { $name }
directory-yours = Yours
directory-keep-mine = Store mine
directory-keep-stored = Keep what is stored
directory-delegation-name = Name of the delegation
directory-delegation-city = City
directory-delegation-district = District
directory-delegation-national-body = National body
directory-delegation-company = Company
directory-head = Head
directory-members = Members
directory-liaison = Liaison
directory-who-hint = Name, e-mail or page name of somebody who takes part.
directory-announced = Announce
directory-announced-hint = Visitors may know that it comes, and from which city. Its members are never shown here.
directory-announced-tag = Announced
directory-appoint-head = Make head
directory-add-member = Add a member
directory-no-delegations = No delegations yet
directory-no-delegations-note = A delegation is made with its head, so enter that person first.

# Being recorded. The words of a version never change; new words are a new version.
directory-recording-photo = Photographs
directory-recording-recording = Sound and picture
directory-recording-slides = Publication of the slides
directory-recording-1-photo = The organiser may photograph me during my sessions and publish the pictures.
directory-recording-1-recording = The organiser may record my sessions in sound and picture, stream them and publish the recording.
directory-recording-1-slides = The organiser may publish my slides on the page of the session.
directory-answer-yes = Yes
directory-answer-no = No

# What can be wrong
directory-problem-latin = Please use Latin letters here. The name in its own script goes into another field.
directory-problem-languages = “{ $tag }” is not a language code. Use codes such as zh, en, ar.
directory-problem-phone = This is not a telephone number. Example: +86 571 8888 8888
directory-problem-one-language = Please fill in at least one language.
directory-problem-city = No city of this name is known. Try another spelling, or its GeoNames id.
directory-problem-which-city = Several cities have this name. Copy the right one: { $cities }
directory-problem-address = Please enter an address that begins with https://
directory-problem-other-country = The city lies in another country or region.
directory-problem-ends-before = The last day is before the first.
directory-problem-one-seat = Please choose an organisation or a city, one of the two.
directory-problem-basis = Please say what proves this, in three characters or more.
directory-problem-no-participant = Nobody of this name or address takes part in this edition.
directory-problem-which-person = Several people fit. Use the page name in brackets: { $people }
directory-problem-no-organisation = No organisation of this name takes part in this edition.
directory-problem-which-organisation = Several organisations fit. Use the page name in brackets: { $organisations }
directory-problem-delegation-full = A delegation has 30 members at most.
directory-problem-member-already = This person is a member already.
directory-problem-head-leaves = The head stays until another is appointed.
