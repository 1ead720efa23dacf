# The conversation: buttons, states, screens. Dates come in ready made.

# --- buttons
act-home = Overview
act-back = Back
act-keep = Keep it
act-skip = Skip
act-cancel = Cancel
act-set-up = Get started
act-sample = Show me a sample
act-invited = I was invited
act-help = Help
act-write = Write a post
act-brand = Company and brand
act-inbox = Waiting for me
act-drafts = Drafts
act-calendar = Calendar
act-settings = Settings
act-stop = Stop
act-use = Use this
act-keep-text = Keep my text
act-regenerate = Regenerate
act-shorter = Shorter
act-longer = Longer
act-tone = Other tone
act-other-variants = New variants
act-write-again = Write it
act-drop = Drop
act-history = History
act-edit = Edit
act-undo = Undo
act-save = Save
act-submit = Send for approval
act-resubmit = Send again for approval
act-approve = Approve
act-request-changes = Request changes
act-send-changes = Send to the author
act-reject = Reject
act-schedule = Schedule
act-new-time = New time
act-other-time = Another time
act-confirm-time = Yes, schedule it
act-off-schedule = Take off the schedule
act-publish-now = Publish now
act-yes-now = Yes, publish now
act-undo-now = Undo
act-was-brief = It was an idea for a new post
act-retry = Try again
act-is-live = It is live
act-not-there = Not there: send again
act-send-again = Yes, send it again
act-look-again = Look again
act-reopen = Take it up again
act-open = Open the card
act-earlier = ◀ Earlier
act-today = Today
act-later = Later ▶

# --- what a press can be answered with
act-unknown = This button is no longer in use. Type /home to see where things stand.
act-expired = This button is too old. Type /home to see where things stand.
act-not-yours = This button is for somebody else.
act-not-member = This card is from a workspace that you do not belong to.
act-no-change = Up to date: nothing has changed.

card-moved = There is a newer card for this further down.

# --- who and where
role-owner = Owner
role-approver = Approver
role-author = Author
role-viewer = Viewer
somebody = somebody who has left
by = By
approved-by = Approved
approved-line = { $name }, version { $version }, { $at }
accounts = Accounts

# --- errors, always with the way on
sorry-gone = That is no longer there. Type /home to see what is.
sorry-stale = Somebody else changed it at the same moment. Have a look and try once more.
sorry-busy = The database is busy just now. Nothing was lost; please try again in a minute.
sorry-other = That did not work. Nothing was changed; please try again.
sorry-fault = Something went wrong on our side; it has been noted as { $code }. Your drafts are safe. Type /home to go on.
denied-read = Your role here is { $role }: it does not let you see this.
denied-write = Your role here is { $role }: you can read along, but not write. An owner can change that under Settings → Team.
denied-approve = Your role here is { $role }: approving is for approvers and owners.
denied-manage = Your role here is { $role }: only an owner can change this.
decided = Too late for that: it is already { $state }.
decided-by = Too late for that: it is already { $state } ({ $name }, { $at }).
state-draft = draft
state-in_review = in review
state-changes_requested = back for changes
state-approved = approved
state-rejected = rejected
state-scheduled = scheduled
state-claimed = going out
state-sending = being sent
state-processing = being processed
state-published = published
state-removing = being removed
state-removed = removed
state-failed = failed
state-unconfirmed = unconfirmed
state-missed = missed
state-held = on hold
state-cancelled = dropped

# --- forms
form-place = { $at } of { $of } ·
form-now = Now:
form-suggested = Suggested:
form-needed = This needs an answer.
form-too-long = That is { $length } characters long; { $most } is the most.
form-not-offered = Please pick one of the answers offered.
form-over = That question has been answered or closed. Type /home to go on.
form-moved-on = We have moved on: the question now is “{ $label }”.
form-cancelled = All right, nothing was changed.

# --- welcome
welcome-title = AiMarketing: your marketing desk, in the chat
welcome-text = Send me a line about what is new. You get a post in three variants, see it as each network will show it, have it approved, and it goes out once, at the time you say.
language-label = Language
privacy-link = Privacy policy
zone-title = Your time zone
zone-text = So that “tomorrow at 9” means your 9 o’clock. Where is your clock right now?
zone-likely = Likely
zone-found = Found
zone-other = Somewhere else? Type your city.
zone-first = First your time zone, so that the post goes out by your clock.
zone-unknown = I do not know a place called “{ $city }”. Try a larger city nearby, or its name in English.
zone-done = Done: { $zone }, where it is { $time } now.
home-title = Overview
home-workspace = Workspace
home-role = Your role
home-waiting = { $count ->
    [0] Nothing is waiting for you.
    [one] *One post* is waiting for you.
   *[other] *{ $count } posts* are waiting for you.
}
home-text = To write a post, just send me a line about it.
join-title = Joining a workspace
join-text = Send me the code from your invitation.
join-done = Welcome to { $workspace }! Your role here: { $role }.
invite-unknown = I do not know this code. Check that it is whole, or ask for a new invitation.
invite-used = This invitation has been used already. Ask for a new one.
invite-expired = This invitation has expired: it lasts 24 hours. Ask for a new one.
invite-member = You belong to this workspace already.
language-unknown = I do not speak that language yet.

# --- a brief
how-title = Write a post
how-text = Any line will do: what happened, what is new, what you offer. The more facts you give, the better it gets; I never make any up.
how-example = From Saturday we bake rye bread with caraway. First loaves at 8, Market Street 4.
brief-empty = There was no text in that. Send me a line about what is new.
brief-no-words = Nice, but I need words to work with. Send me a line about what is new.
brief-too-long = That is { $length } characters; { $most } is the most I can work from. Send me the gist of it.
text-empty = A post needs some text. Nothing was changed.
text-too-long = That is { $length } characters; { $most } is the most a post can have. Nothing was changed.

# --- writing
writing-title = Writing…
writing-now = Three variants are on their way
writing-change = The text is being changed
writing-stopping = Stopping; what is there stays.
writing-no-text = There is no text to change yet. Choose a variant first.
variants-title = { $count ->
    [one] One text to choose
   *[other] { $count } variants to choose from
}
variants-label = Variant
variants-summary = A variant: { $text }
variant-used = This is the text now.
tone-title = Which tone?
tone-text = Or reply to the post’s card in your own words: “warmer, and with a wink”.
tone-friendly = Friendly
tone-expert = Expert
tone-playful = Playful
tone-formal = Formal
tone-warm = Warm

# --- the post's card
post-draft = Draft
post-in_review = Waiting for approval
post-changes_requested = Back for changes
post-approved = Approved
post-rejected = Rejected
post-scheduled = Scheduled
post-claimed = Going out
post-sending = Going out
post-processing = Going out
post-published = Published
post-removing = Being removed
post-removed = Removed
post-failed = Did not go out
post-unconfirmed = Did it go out?
post-missed = Missed its time
post-held = Its time came before its approval
post-cancelled = Dropped
post-summary = Post, { $state }: { $text }
tabs-label = Account
count = { $used } of { $most } characters
goes-out = Goes out
when-full = { $at } ({ $zone })
limit-text-over = { $over ->
    [one] One character too long for this network: it takes { $limit }.
   *[other] { $over } characters too long for this network: it takes { $limit }.
}
limit-text-empty = There is no text.
limit-media-needed = This network needs a picture.
limit-images-over = { $images } pictures are more than this network takes ({ $limit }).
limit-videos-over = { $limit ->
    [0] This network takes no videos.
    [one] { $videos } videos are more than this network takes (one).
   *[other] { $videos } videos are more than this network takes ({ $limit }).
}
limit-mixed = This network does not take pictures and videos in one post: leave out the one or the other.
limit-media-over = { $media } pictures and videos are more than this network takes ({ $limit }).
limit-file-over = A picture or video is larger than this network takes ({ $megabytes } MB).
limit-files-over = All pictures and videos together are larger than this network takes ({ $megabytes } MB).
limit-bytes-over = { $over ->
    [one] Few enough characters, but they take more room than this network gives: emoji and accented letters count for more. Shorten the text by about one letter.
   *[other] Few enough characters, but they take more room than this network gives: emoji and accented letters count for more. Shorten the text by about { $over } letters.
}
limit-parts-over = The thread would have { $posts } posts; this network takes { $limit }.
limit-alt-over = The description of a picture or video has { $length } characters; this network takes { $limit }.
media-image = Picture
media-image-of = Picture: { $alt }
media-video = Video
media-video-of = Video: { $alt }
connection-removed = This account is no longer connected.
network-off = This network is not available at the moment.
news-claimed = It is going out…
news-sending = It is going out…
news-processing = The network has it and is still working on it…
news-removing = It is being taken down…
news-published = { $account }: live since { $at }.
news-failed = { $account }: it did not go out. { $why }
news-unconfirmed = { $account }: it was sent at { $at }, but the answer got lost, and this network cannot tell us. Please look at the account: is the post there?
news-unconfirmed-part = { $account }: part { $part } of { $parts } was sent at { $at }, but the answer got lost, and this network cannot tell us. Please look at the account: is that part there?
news-partly = { $account }: parts of it that are out already: { $parts }. A new try sends only the rest. If you change the text, all of it goes out anew: delete there first what is out.
news-missed = { $account }: it was due { $at }, but we were not running then. It was not sent. What now?
news-held = { $account }: it was due { $at }, and nobody had approved it. It was not sent. Approve it, then choose a new time.
news-rejected = { $account }: rejected.
news-in_review = { $account }: waiting for approval.
review-note = { $name }: { $note }
review-changed = Changed since it was last approved:
error-Unavailable = The network could not be reached, several times over. Nothing was sent.
error-OutcomeUnknown = The network did not say whether it worked.
error-TokenRejected = The network no longer accepts our access to this account: connect it again.
error-PermissionMissing = The account does not allow us to post there: connect it again and allow posting.
error-Refused = The network refused the text: { $detail }
error-Duplicate = The network says it has this post already: { $detail }
error-Policy = The network’s rules do not allow it: { $detail }
error-RateLimited = The network asked us to wait too long.
error-QuotaSpent = Today’s limit at this network is used up.
error-NetworkError = The network said: { $detail }
error-Misconfigured = This network is not set up here, or our access to it cannot be read. Nothing was sent; please tell whoever runs this server.
error-Missing = Our access to this account is gone: connect it again. Nothing was sent.
error-MarketingError = It failed three times through a fault of ours. It was not sent; we know about it.

# --- editing
edit-title = Edit the text
edit-text = The whole new text
edit-where = For which account?
edit-everywhere = All accounts
edit-done = Saved.
edit-no-text = Choose a text first, then change it for one account.
edit-problems = The new text does not fit { $accounts }, so nothing was changed. Make it fit, then save it again.
undo-done = The text before is back.
undo-nothing = There is nothing to undo.
instruction-empty = Say what to change: “shorter”, “with a question at the start”.
instruction-too-long = That is { $length } characters; { $most } is the most for an instruction. For a whole new text, begin it with “=”.
variant-gone = That variant is no longer there. Choose among those on the card.
variant-outdated = Somebody has changed the text since this was written, and taking it would undo their work. Ask for it once more.

# --- approval
submit-done = Sent: the approvers have the card.
submit-no-text = Choose a text first, then send it for approval.
submit-problems = It does not fit { $accounts } yet. Look at the marks on the card.
approve-done = Approved.
approve-newer = You saw version { $seen }; it is at version { $now } by now. Here is the new one: please look again.
approve-own = In this workspace nobody approves what they wrote themselves. Somebody else has to.
approve-problems = It cannot be approved yet, because it does not fit { $accounts }.
changes-title = Request changes
changes-reason = What is it about?
changes-note = What should change?
changes-done = Sent to the author.
note-empty = Say in a word what should change.
note-too-long = That is { $length } characters; { $most } is the most for a note.
reason-facts = Facts
reason-tone = Tone
reason-picture = Picture
reason-time = Time
reason-other = Something else
reject-title = Reject
reject-note = A word to the author?
reject-done = Rejected; the author has been told.
inbox-title = Waiting for me
inbox-empty = Nothing is waiting for you. Write a post, or look at what is planned.
inbox-summary = { $count ->
    [one] One post is waiting
   *[other] { $count } posts are waiting
}
and-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
history-title = What happened so far
history-when = When
history-who = Who
history-what = What
history-note = Note
did-created = began it
did-writing_asked = ordered a text
did-edited = changed the text
did-undone = undid a change
did-submitted = sent it for approval
did-approved = approved it
did-changes_requested = asked for changes
did-rejected = rejected it
did-voided = voided the approval by a change
did-scheduled = gave it a time
did-unscheduled = took it off the schedule
did-cancelled = dropped it
did-retried = had it tried again
did-confirmed_live = saw that it is live
did-confirmed_absent = saw that it is not there
did-connected = connected the account
did-disconnected = disconnected the account
did-setting_changed = changed a setting
did-invited = invited somebody
did-joined = joined
did-role_changed = changed a role

# --- time
schedule-title = When should it go out?
schedule-text = In your own words: “tomorrow at 9”, “Friday 18:30”, “in two hours”.
schedule-likely = Or one of these
schedule-slot = Next free slot: { $at }
schedule-hour = In an hour: { $at }
schedule-tomorrow = { $at }
schedule-noted = Noted: { $when }. It goes out then, if it is approved by that time.
schedule-done = Scheduled: { $when }.
schedule-no-text = Choose a text first, then give it a time.
schedule-problems = It does not fit { $accounts } yet. Look at the marks on the card.
time-which = Which one do you mean?
time-open = I need the day and the hour: “Friday 18:30”, for example.
time-past = That time has passed already. When should it go out?
time-impossible = There is no such time. When should it go out?
time-unread = I could not read that as a time. Try “tomorrow at 9” or “3 December 18:30”.
time-far = That is more than two years away. Choose a nearer time.
confirm-title = Is this right?
confirm-summary = Goes out { $when }?
now-title = Publish now?
now-text = It leaves ten seconds after you say yes. Until then you can undo.
now-done = It goes out in 10 seconds.
publish-not-approved = It has not been approved yet: send it for approval first.
publish-time-not-approved = In this workspace new times need approval, too: ask an approver to publish it.
off-done = It is off the schedule.
drop-done = Dropped. You can take it up again from its card.
reopen-done = It is a draft again.
in-seconds = { $count ->
    [0] now
    [one] in one second
   *[other] in { $count } seconds
}
in-minutes = { $count ->
    [one] in one minute
   *[other] in { $count } minutes
}
in-hours = { $count ->
    [one] in one hour
   *[other] in { $count } hours
}
in-days = { $count ->
    [one] in one day
   *[other] in { $count } days
}
in-weeks = { $count ->
    [one] in one week
   *[other] in { $count } weeks
}
ago-seconds = { $count ->
    [one] one second ago
   *[other] { $count } seconds ago
}
ago-minutes = { $count ->
    [one] one minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] one hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] one day ago
   *[other] { $count } days ago
}
ago-weeks = { $count ->
    [one] one week ago
   *[other] { $count } weeks ago
}

# --- calendar and drafts
calendar-title = Two weeks from { $first }
calendar-empty = Nothing is planned for these days. Write a post and give it a time.
calendar-summary = { $count ->
    [0] Nothing planned
    [one] One post planned
   *[other] { $count } posts planned
}
calendar-when = When
calendar-state = State
calendar-post = Post
drafts-title = Drafts
drafts-empty = No drafts. Send me a line, and there is one.
drafts-summary = { $count ->
    [0] No drafts
    [one] One draft
   *[other] { $count } drafts
}

# --- results
live-title = It is out
live-summary = Published to { $account }
live-link = See it
live-late = { $count ->
    [one] It went out one minute late.
   *[other] It went out { $count } minutes late.
}
retry-done = It is on its way again.
doubt-live-done = Good: noted as published.
doubt-live-on = Good: the rest of it follows.
doubt-absent-done = It is on its way again.
doubt-look-done = We are asking the network once more.
absent-title = Send it again?
absent-text = Please look at the account once more first: if the post is there after all, readers will see it twice.

# --- dates: CLDR patterns (unicode.org/reports/tr35/tr35-dates.html)
date-without-year = EEEE, d MMMM
date-with-year = EEEE, d MMMM y
date-short = d MMM
date-month = LLLL y
date-stamp = EEE d MMM

# --- words that may not be a brief
sure-time = That reads like a time. To give a post its time, open the post and press Schedule. Or is it what the post is about?
sure-short = That is very short for a post. Should one be written from it all the same?

# --- two edits at once
edit-both-title = Somebody changed the text meanwhile
edit-both = While you were writing, the text was changed. Here is what yours would do to it.
act-keep-theirs = Keep theirs
act-save-mine = Save mine

# --- a time by pressing
act-pick-date = Pick a date
pick-day-title = Which day? { $month }
pick-words = Or type it: “tomorrow at 9”, “3 December 18:30”.
pick-legend = [ ] is today; • means that something is planned on that day.
pick-hour-title = { $day }: which hour?
pick-minute-title = { $day }: at which minute?
pick-past = That day is over. Pick today or a later one.
pick-outside = That day is in another month: ◀ and ▶ take you there.
pick-over = That time is over. Pick a later one.
pick-skipped = The clocks are put forward that night and skip this time. Pick another one.
pick-which-title = Before or after the clocks change?
pick-which-text = That night the clocks are put back, so this time comes twice: { $when }.
pick-first = { $time }, before they are put back
pick-second = { $time }, an hour later

# --- pictures and videos that were sent
media-unknown = I can use JPEG, PNG, WebP and GIF pictures and MP4 videos, and this file is none of these. Please save it as one of them and send it again.
media-too-large = This file is larger than { $megabytes } MB. Please send a smaller one.
media-too-many-pixels = This picture has more than { $megapixels } million pixels. Please make it smaller and send it again.
media-broken = This file cannot be read: it is damaged, or it is not what its name says. Please save it anew and send it again, a video as an ordinary MP4.
media-took-too-long = It takes too long to read this picture. Please save it anew, better somewhat smaller, and send it again.
media-still = This picture moves, but only its first frame is used. To keep the movement, send it as an MP4 video.

# --- pictures
picture-alt = ALT
picture-more = +{ $count }

# --- the month
act-as-month = Month
act-as-list = List
calendar-month = Calendar
calendar-next = The next seven days:
calendar-next-empty = Nothing is planned for the next seven days.
calendar-month-empty = Nothing is planned here yet. Write a post and give it a time, and it stands in this calendar.
