# Help, cancelling, mistyped commands, privacy.

# --- help
help-title = What you can do here
help-write = *Write*: send a line about what is new. You get a post in three variants.
help-change = *Change*: reply to a post’s card: “make it shorter”, “without emoji”, or with “=” and your own text.
help-approve = *Approve*: posts that wait for you are under /inbox, one press each.
help-time = *Schedule*: “tomorrow at 9”, “Friday 18:30”, “in two hours”. You see the day and the hour before you say yes.
help-ask = *Get out*: /cancel leaves any question. Drafts are never lost.
help-example = For example, send this:
help-brief = From Saturday we bake rye bread with caraway. First loaves at 8, Market Street 4.
command-new = write a post
command-drafts = posts not planned yet
command-inbox = what waits for you
command-calendar = what is planned
command-brand = what writers know of your business
command-team = who is here, and who is invited
command-settings = languages, time zone, rules
command-privacy = what is kept, and why
command-help = what can be done here
command-cancel = leave a question
sample-brief = Sample: from Saturday we bake rye bread with caraway. First loaves at 8, Market Street 4.

# --- cancel
cancel-title = Cancelled
cancel-nothing = Nothing was being asked just now.
cancel-question = The question is closed. Nothing was changed.
cancel-form = { $answered ->
    [0] “{ $title }” is closed. Nothing was changed.
    [one] “{ $title }” is closed. Your one answer was not saved.
   *[other] “{ $title }” is closed. Your { $answered } answers were not saved.
}
cancel-kept = Drafts, times and approvals are all as they were.

# --- a command that does not exist
unknown-close = There is no { $typed }. Did you mean this?
unknown-none = There is no { $typed }. To write a post, send it without the slash; for everything else there is help.

# --- privacy
act-privacy = Privacy
act-privacy-full = Read it in full
act-privacy-mine = What is kept of me
act-privacy-short = In short
act-privacy-next = Next page
act-privacy-before = Page before
privacy-title = Privacy
privacy-who = *Who*: SIA “Dual Core”, Jēkabpils nov., Jēkabpils, Zīlānu iela 4–19, LV-5202, runs AiMarketing.
privacy-what = *What is kept*: your name, languages and time zone; what you write and upload here; which accounts were connected; who did what and when. Never a password of another platform.
privacy-where = *Where*: in the database of this service; access tokens encrypted, apart from everything else.
privacy-tokens = *What access tokens are used for*: only for what you start yourself – publishing for you, reading an account’s details, reading how your posts are received. They are never shared, sold or used for advertising.
privacy-rights = *Your rights*: to see, correct or delete what is kept of you, or to object to its use, write to { $contact }.
privacy-page = The policy as a web page
privacy-place = Page { $at } of { $of }
kept-title = What is kept of you
kept-name = Name
kept-language = Language of this chat
kept-zone = Time zone
kept-text = And how much of each kind, in all your workspaces:
kept-identity = Chat accounts you are known by
kept-membership = Workspaces you belong to
kept-post = Posts you began
kept-version = Versions of texts you made
kept-writing = Texts you ordered
kept-sensing = Times a model heard or saw something for you
kept-action = Things you did (approvals, times, changes)
kept-connection = Accounts you connected
kept-invite = Invites you made
kept-conversation = Chats with us
kept-card = Cards shown to you
kept-delivery = Messages and presses received
kept-not = Never kept: passwords of other platforms.
