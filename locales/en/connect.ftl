# Accounts: connecting, losing and leaving them; what can be chosen for one post there.

# --- buttons
act-accounts = Accounts
act-settings-accounts = Accounts
act-add-channel = Add a channel: { $network }
act-disconnect = Disconnect
act-disconnect-yes = Yes, disconnect
act-try-again = Try again
act-reconnect = Reconnect
act-choose-again = Choose the channel again
act-connect-again = Connect it again

# --- the list
command-connect = accounts where posts go out: connect, check, disconnect
accounts-title = Accounts
accounts-text = { $count ->
    [0] No account is connected yet.
    [one] Your posts can go out to *one account*.
   *[other] Your posts can go out to *{ $count } accounts*.
}
accounts-label = Choose one to see how it stands
accounts-nothing-offered = No other network can be connected here yet: whoever runs this server has to set up its keys first.

# --- choosing
connect-pick-title = Connect a channel: { $network }
connect-pick-text = Choose a channel that you run. This bot becomes one of its administrators, with the rights to post, to edit and to delete. Nothing goes out there before somebody here says so.
connect-pick-label = Choose a channel
connect-elsewhere = The list of your channels is in { $network }: open this bot there and type /connect. You need to belong to this workspace there, too; invite yourself under Team.
connect-private = A channel can only be chosen in private: open a chat with this bot and type /connect there.
connect-not-picked = Please press “Choose a channel” below and pick one from the list; a name that is typed proves nothing. /cancel leaves everything as it is.

# --- one account
account-checking = Checking…
account-active = Connected
account-refused = Not connected
account-reconnect = Connect it again
account-removed = No longer connected
connection-looking = We ask the network whether both you and we may post there
connection-good = Connected by { $name }. New posts can go out there.
connection-may-publish = ✓ We publish what somebody here has decided to publish.
connection-may-edit = ✓ We change the words of such a post when you say so.
connection-may-delete = ✓ We take such a post down when you say so.
connection-may-not = ✗ We do nothing else there: we post nothing by ourselves, and we read neither messages nor members.
connection-link = Open it
connection-gone = We do not post there any more. Posts that are out stay there.
disconnect-title = Disconnect { $account }?
disconnect-planned = { $count ->
    [0] Nothing is planned for it.
    [one] *One post* that is written or planned for it will not go out there.
   *[other] *{ $count } posts* that are written or planned for it will not go out there.
}
disconnect-stays = What is out there stays. You can connect the account again at any time; what was planned does not come back by itself.

# --- whose right is missing, and where it is given
right-bot-absent = This bot is not in the channel “{ $account }”.
right-bot-not-admin = This bot is not an administrator of “{ $account }”.
right-bot-cannot-post = This bot is an administrator of “{ $account }”, but it may not post there.
right-holder-not-admin = { $name } connected “{ $account }”, but is not one of the channel’s administrators.
right-holder-cannot-post = { $name } is an administrator of “{ $account }”, but may not post there.
right-not-a-channel = “{ $account }” is not a channel. Only channels can be connected.
right-moved = “{ $account }” has moved and has another number now.
cure-bot-absent = Choose the channel again below, and the bot is added by itself. By hand: open the channel, tap its name, *Administrators*, *Add Admin*, find this bot and allow *Post Messages*.
cure-bot-not-admin = Choose the channel again below, and the bot gets its rights by itself. By hand: open the channel, tap its name, *Administrators*, *Add Admin*, find this bot and allow *Post Messages*.
cure-bot-cannot-post = In the channel: tap its name, *Administrators*, this bot, and allow *Post Messages*. Then try again.
cure-holder-not-admin = An owner of the channel can change that: tap its name, *Administrators*, *Add Admin*. Or let somebody who runs the channel connect it: they join this workspace as an owner and type /connect.
cure-holder-cannot-post = An owner of the channel can change that: tap its name, *Administrators*, the person, and allow *Post Messages*. Then try again.
cure-not-a-channel = Choose a channel from the list.
cure-moved = Choose it again from the list.

# --- what somebody did there
did-taken_down = took it down there
did-amended = changed the words there

# --- a post that is out
act-edit-there = Edit there
act-delete-there = Delete there
act-delete-there-yes = Yes, delete it there
act-amend-send = Change it there
delete-there-title = Delete the post at { $account }?
delete-there-text = Its readers will not find it there any more. It cannot be brought back; here you keep its text.
amend-title = Change the post at { $account }
amend-text = The whole text as it is to be there
amend-done = Saved; it is being changed there.
there-cannot = This network does not let us do that.
there-unknown = We do not know which post it is there, so this has to be done in the network itself.
there-not-connected = { $account } has to be connected again first.
there-problems = The new text does not fit { $account }, so nothing was changed.
there-unchanged = { $account }: it is still there as it was. { $why }
undone-pinned = { $account }: it is out, but it could not be pinned. For that, the bot needs the right “Edit Messages of Others” in the channel.
refused-caption-too-long = Below a picture the text can have 1024 characters at most.
refused-media-unfinished = The server did not finish with a picture or video within half an hour.
refused-other-parts = The new text would be more or fewer posts than the thread that is out. Take it down there and publish it anew.
server-unclear = Please type the name of your server, like mastodon.social, or your full name there, like @anna@mastodon.social.
server-unreached = { $server } does not answer. Please check the spelling, or try again later.
server-not-mastodon = { $server } is not a Mastodon server. Please check the name.

# --- what else can be chosen for a post there
act-options = Options
options-title = Options at { $account }
options-text = They belong to the post, like its words: what was approved without them has to be approved again.
options-label = Options
option-unknown = That can no longer be chosen there.
option-silent = Notification
option-silent-off = Readers’ phones ring
option-silent-on = silently
option-pinned = In the channel
option-pinned-off = not pinned
option-pinned-on = pinned on top
option-preview = Links
option-preview-off = with a preview
option-preview-on = without a link preview
option-thread = A long text
option-thread-off = one post
option-thread-on = as a thread
option-unlisted = Public timelines
option-unlisted-off = shown there
option-unlisted-on = kept out of public timelines
option-sensitive = Pictures
option-sensitive-off = seen at once
option-sensitive-on = covered until tapped

# --- where a post goes
where-open = Where to: { $chosen } of { $of }
where-title = Where does it go?
where-text = ✓ goes out there; ＋ is left out. Press to change it.
where-over = It is on its way or out already: that can no longer be changed.
where-last = It has to go somewhere. To drop the whole post, use the button on its card.
