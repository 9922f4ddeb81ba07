# Menus
congress-menu-overview = Overview
congress-menu-settings = Settings
congress-menu-venues = Venues and rooms
congress-menu-tracks = Tracks
congress-menu-facts = Published figures
congress-menu-countries = Countries and regions

# Words of many pages
congress-save = Save
congress-add = Add
congress-edit = Edit
congress-actions = Actions
congress-yes = Yes
congress-no = No
congress-empty = (empty)
congress-language = Language
congress-field-in-language = { $field } ({ $language })
congress-shown-in = Shown in { $language }
congress-title-problem = Problem:
congress-remove = Remove …
congress-remove-now = Remove now
congress-remove-hint = This cannot be undone. What is still in use cannot be removed.
congress-stale = Somebody else changed this while you were looking at it.
congress-in-use = This is still in use, so it stays.

# Editions
congress-editions = Editions
congress-editions-lead = Every congress held here, the latest first.
congress-editions-none = No edition is open to the public yet
congress-editions-none-lead = Please come back later.
congress-edition-new = New edition
congress-edition-new-lead = It begins as a draft: only staff can see it until you publish it.
congress-edition-create = Create edition
congress-edition-created = The edition was created. Add its venues and tracks next.
congress-edition-cloned = The new edition is ready. Nobody but staff can see it yet.
congress-to-desk = To the desk
congress-to-site = Public site
congress-hosted = Held inside this edition
congress-settings = Settings of the edition
congress-settings-saved = The settings were saved.

# Fields of an edition
congress-name = Name
congress-slug = Address
congress-slug-hint = The last part of its web address: letters a–z, digits and hyphens. Left empty, it is made from the English name.
congress-slug-fixed-hint = People have seen this address, so it no longer changes.
congress-first-day = First day
congress-last-day = Last day
congress-zone = Time zone
congress-zone-hint = By place, such as Asia/Shanghai. All times of the programme are in it.
congress-place = Place
congress-place-hint = City and country or region, as on an invitation.
congress-theme = Theme
congress-description = Description
congress-accent = Colour of the pages
congress-accent-lake = Lake green
congress-accent-vermilion = Vermilion
congress-accent-indigo = Indigo
congress-accent-moss = Moss green
congress-accent-plum = Plum
congress-accent-ochre = Ochre
congress-accent-azure = Azure
congress-accent-rose = Rose
congress-host = Held inside
congress-host-hint = The larger event that this edition is a part of, if there is one.
congress-host-hidden = An edition that you cannot see

# States
congress-state = Who may see it
congress-state-draft = Draft
congress-state-draft-lead = Only staff can see this edition.
congress-state-public = Public
congress-state-public-lead = Everybody can see this edition.
congress-state-archived = Archived
congress-state-archived-lead = This edition is over. Everybody can still see it.
congress-state-publish = Publish
congress-state-publish-hint = Everybody can see it at once, and its address is fixed.
congress-state-archive = Archive
congress-state-archive-hint = It stays public, marked as over.
congress-state-hide = Hide again
congress-state-hide-hint = Its pages are gone for everybody but staff.
congress-state-reopen = Reopen
congress-state-reopen-hint = It is no longer marked as over.
congress-state-changed = Done. This is who may see the edition now.

# A new time zone
congress-zone-question = The programme already has times. What should stay the same?
congress-zone-question-lead =
    { $n ->
        [one] One moment of the programme is affected.
       *[other] { $n } moments of the programme are affected.
    }
congress-zone-from-to = Nothing is stored yet. The zone would change from { $from } to { $to }.
congress-keep-wall-clock = Keep the wall clock
congress-keep-wall-clock-hint = 09:00 stays 09:00. Choose this when the zone was wrong and the hours were right.
congress-keep-instants = Keep the instants
congress-keep-instants-hint = Everything happens at the same moment, but the hours shown are different.
congress-zone-first =
    { $n ->
        [one] The first change
       *[other] The first { $n } changes
    }
congress-zone-what = What
congress-zone-now = Now

# Two editors
congress-conflict = Somebody else was faster
congress-conflict-lead = While you were writing, this was changed and saved. Nothing of yours is stored yet; compare both versions and choose.
congress-conflict-caption = Fields that differ
congress-conflict-field = Field
congress-conflict-stored = Stored
congress-conflict-sent = Yours
congress-conflict-mine = Replace it with mine
congress-conflict-theirs = Keep what is stored
congress-conflict-same = Both versions say the same.

# Cloning
congress-clone = Make the next edition from this one
congress-clone-title = Next edition after { $name }
congress-clone-lead = Venues, rooms, walks and tracks are copied, and so are forms and rules. Calls come along as drafts with their dates moved, without access codes and reviewers. People, consents, sessions and published figures stay here.
congress-clone-create = Make the next edition
congress-clone-day-hint = All days move by the same number; the length stays.

# Venues and rooms
congress-venue = Venue
congress-venue-new = Add venue
congress-venue-saved = The venue was saved.
congress-venue-removed = The venue was removed.
congress-venues-lead = The buildings and sites of the congress, and what is in them.
congress-venues-none = No venues yet
congress-venues-none-lead = Add the first building or site; rooms come next.
congress-address = Street address
congress-room-new = Add room
congress-room-saved = The room was saved.
congress-room-removed = The room was removed.
congress-rooms-none = No rooms yet.
congress-rooms-in = Rooms in { $venue }
congress-room-kind = Kind
congress-capacity = Seats
congress-capacity-hint = How many people it may hold under the fire rules.
congress-room-published = Everybody may know of this room
congress-room-published-hint = Otherwise only staff see it, on every page and in every feed.
congress-room-seen-by = Seen by
congress-seen-by-all = Everybody
congress-seen-by-staff = Staff only
congress-kind-hall = Hall
congress-kind-stage = Stage
congress-kind-room = Seminar room
congress-kind-meeting = Meeting room
congress-kind-exhibition = Exhibition floor
congress-kind-outdoor = In the city
congress-position = Position
congress-position-hint = Smaller numbers come first.
congress-walks = Walks
congress-walks-lead = Minutes on foot between venues; the programme warns when nobody could make it in time.
congress-walk-between = Between
congress-walk-minutes = Minutes
congress-walk-saved = The walk was saved.

# Tracks
congress-track-new = Add track
congress-track-saved = The track was saved.
congress-track-removed = The track was removed.
congress-tracks-lead = The threads of the programme, one to twenty.
congress-tracks-none = No tracks yet
congress-tracks-none-lead = An edition needs at least one before it can be published.
congress-colour = Colour
congress-colour-hint = The name always stands beside the colour.
congress-colour-n = Colour { $n }

# Published figures
congress-fact-new = Add figure
congress-fact-saved = The figure was saved.
congress-fact-removed = The figure was removed.
congress-facts-lead = Numbers on the home page, each with who published it. A number without a source is not shown.
congress-facts-none = No published figures yet
congress-facts-none-lead = Add a number together with its source.
congress-fact-value = Number
congress-fact-value-hint = As published, such as 70+ or 166.
congress-fact-label = What was counted
congress-fact-label-hint = Such as city delegations.
congress-fact-source = Source
congress-fact-address = Address of the source
congress-fact-as-of = Date of the source

# Countries and regions
congress-country-or-region = Country / region
congress-countries-lead = How this house names countries and regions, on every page, list and export of every edition.
congress-countries-chosen = Names of our own
congress-countries-none = All names come from the catalogue
congress-countries-none-lead = Choose a name of your own only where the catalogue's does not suit.
congress-country-code = Code
congress-country-code-hint = Two letters of ISO 3166-1, such as CN.
congress-country-name = Name shown
congress-country-preview = How it will look
congress-country-before = Before
congress-country-after = After
congress-country-look = Preview
congress-country-look-again = Preview again
congress-country-saved = The name was saved and holds everywhere.
congress-country-forget = Use the catalogue's name
congress-country-forgotten = The catalogue's name holds again.

# Cards of the desk
congress-card-venues =
    { $n ->
        [one] venue
       *[other] venues
    }
congress-card-rooms =
    { $n ->
        [one] room
       *[other] rooms
    }
congress-card-tracks =
    { $n ->
        [one] track
       *[other] tracks
    }

# Problems with fields
congress-problem-slug-reserved = The site itself uses this address. Please choose another, such as hangzhou-2024.
congress-problem-slug-fixed = People have seen the address of this edition, so it no longer changes.
congress-problem-ends-before-start = The last day lies before the first. Please choose the same day or a later one.
congress-problem-too-many-days = An edition lasts { $limit } days at most. Please check the year.
congress-problem-host = Choose an edition that you run as well.
congress-problem-host-cycle = That edition is itself held inside this one. Please choose another.
congress-problem-state = The edition cannot go from its present state to this one. Load the page again.
congress-problem-no-tracks = Add at least one track before you publish the edition.
congress-problem-too-many-venues = An edition can have 50 venues. Remove one before you add another.
congress-problem-too-many-rooms = An edition can have 300 rooms. Remove one before you add another.
congress-problem-last-track = An edition that the public sees keeps one track at least. Add another before you remove this one.
congress-problem-too-many-tracks = An edition can have 20 tracks. Remove one before you add another.
congress-problem-too-many-facts = An edition can show 40 figures. Remove one before you add another.
congress-problem-walk = A walk leads from one venue to another and takes 0 to 600 minutes.
congress-problem-address = Enter a complete web address, such as https://example.org/release.
congress-problem-country-code = Enter the two letters of ISO 3166-1, such as CN.
