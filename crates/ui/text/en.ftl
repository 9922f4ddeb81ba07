# Texts of the layouts and of the components that all pages share.
ui-skip = Skip to content
ui-menu = Menu
ui-menu-main = Main menu
ui-desk = Desk
ui-desk-programme = Programme
ui-desk-days = On the day
ui-desk-people = People
ui-desk-outside = Other systems
ui-desk-edition = Edition
ui-language = Language
ui-theme = Light or dark
ui-theme-auto = As the device
ui-theme-light = Light
ui-theme-dark = Dark
ui-sign-in = Sign in
ui-sign-out = Sign out
ui-signed-in-as = Signed in as { $name }
ui-accessibility = Accessibility
ui-privacy = Privacy
ui-illustration = Illustration
ui-illustration-note = This edition is a demonstration. Published figures name their source; people, organisations and sessions around them are invented. Names of events belong to their owners.
ui-attribution-places = Place names and coordinates:
ui-runs-on = Runs on Convoke

# Forms
ui-form-problems = { $n ->
    [one] One field needs another look
   *[other] { $n } fields need another look
}
ui-optional = (optional)
ui-choose = Please choose
ui-all = All
ui-save = Save
ui-cancel = Cancel
ui-filter = Show
ui-filter-clear = Clear filters
ui-search = Search

# Honest labels for content in another language
ui-shown-in = { $language ->
    [zh] Shown in Chinese
    [en] Shown in English
   *[other] Shown in another language
}
ui-machine-draft = Machine draft
ui-outdated-translation = Translation is older than the original

# Way-finding
ui-crumbs = You are here
ui-pages = Pages
ui-pages-span = { $from }–{ $to } of { $total }
ui-previous = Previous
ui-next = Next
ui-actions = Actions
ui-details = Details

# Stars
ui-star = Star { $title }
ui-star-remove = Remove the star from { $title }
ui-star-this = Star this session
ui-starred = Starred

# The page of samples
ui-design = Design system
ui-design-lead = Every colour, face and component, as pages use them. In both languages, light and dark.
ui-design-colours = Colours
ui-design-type = Type
ui-design-parts = Small parts
ui-design-forms = Forms
ui-design-timetable = Timetable
ui-design-list = Programme list
ui-design-people = People
ui-design-desk = Desk
ui-design-sample = Water under the street
ui-design-sample-long = Every city loses water it has already paid to clean. Some lose a tenth, some lose half. Three utilities open their books and tell what the first thousand sensors changed.
ui-design-empty = Nothing starred yet
ui-design-empty-note = Press the star beside a session and it is kept here.
ui-design-track = Track { $n }
ui-design-room = Room { $n }
ui-design-forum = Forum
ui-design-keynote = Keynote
ui-design-break = Coffee and tea
ui-design-day = Wednesday 25 September
ui-design-cancelled = Cancelled
ui-design-released = Released
ui-design-moved = Moved
ui-design-field = Name
ui-design-hint = As it should stand on the badge, in any script.
ui-design-select = Country / region
ui-design-note = Anything we should arrange?
ui-design-check = Send me changes by e-mail
ui-design-way = Come as
ui-design-visitor = Visitor
ui-design-press = Press
ui-design-notice = The change is in the draft. Visitors see it after the next release.
ui-design-speaker = Speaker
ui-design-time = Time
ui-design-state = State
