# Connecting at a network's own page, what was granted, what is allowed until further notice, what is told in time.

# --- buttons
act-connect-network = Connect: { $network }
act-call-off = Never mind
act-new-link = A new link
act-account = The account
act-undo-connect = Undo: disconnect
act-go-on = Go on
act-uses = What tokens were used for
act-figures = How it does

# --- where the account is
connect-asks-server = Which server is the account on?
connect-asks-server-hint = For example mastodon.social. Your name there (@anna@mastodon.social) or your profile’s address does as well.
connect-asks-handle = What is the account’s name?
connect-asks-handle-hint = For example anna.bsky.social, as it stands on the profile.
connect-asks-site = What is the site’s address?
connect-asks-site-hint = For example https://ryebread.example – the address where your readers find it.
connect-private-link = A link that opens an account is only given in private: open a chat with this bot and type /connect there.

# --- the link
login-title = Connect { $network }
login-text = Open the link in your browser. It says for whom and for what, shows that it is you, and then takes you to { $network }: *you log in there, never here.*
login-open = Connect
login-secret = The link is yours alone: it works once, in one browser, for ten minutes. Do not pass it on.
login-once = The link is shown only once. If you no longer have it, ask for a new one.
login-waits-type = The page is open. *Type the six digits that it shows here.*
login-waits-on = That is your browser. Go on there.
login-waits-there = Log in at { $network } and say what we may do. Then everything comes back here.
login-waits-choose = The login opens several accounts. Choose one on the page.
login-done = { $account } is connected.
login-wrong = { $count ->
    [one] Those are not the digits on the page. One try is left.
   *[other] Those are not the digits on the page. { $count } tries are left.
}
login-wrong-before = { $count ->
    [one] Wrong digits were typed once.
   *[other] Wrong digits were typed { $count } times.
}
login-late = Those digits are over. The page shows new ones.
ticket-called-off = You let it be. The link is good for nothing any more.

# --- what came of it
receipt-title = Connected
receipt-summary = { $account } is connected
receipt-lacks-publish = You did not allow posting there. Until you connect it again and allow that, nothing can go out.
receipt-lacks-read_account = You did not allow reading the account’s details. Its name and limits are not kept up to date.
receipt-lacks-read_engagement = You did not allow reading how posts do. Figures will not be shown.
connection-may-figures = ✓ We read how such a post does when you ask.
connection-granted = Granted

# --- what is allowed until further notice
order-on = On
order-off = Off
order-read_engagement = Figures by themselves
order-read_engagement-text = *How posts do*: an hour, a day and a week after a post went out, its figures are read without anybody asking. Off, they are read only when somebody presses “How it does”.
order-refresh = Keep it connected
order-refresh-text = *A permission that would end*: it is renewed in time, even if nothing goes out there. Off, we tell you before it ends.

# --- told in time
orderover-title = { $account }: a year has passed
orderover-read_engagement = For a year the figures of its posts were read by themselves, as you had allowed. That is over now. Switch it on again if it is still what you want.
orderover-refresh = For a year its permission was renewed in time, as you had allowed. That is over now. Switch it on again if it is still what you want.
expiring-title = { $account }: the permission ends
expiring-text = { $count ->
    [one] What { $network } allows us ends within a day.
   *[other] What { $network } allows us ends in { $count } days.
}
expiring-at = Ends
expiring-cure = Connect it again before that, and nothing that is planned is lost.
foreseen-title = This post will not go out as things stand
foreseen-at = Planned
foreseen-account = The account is not connected any more. Connect it again, and it goes out in time.
foreseen-ends = The permission of the account ends before the post is due. Connect it again before that.
foreseen-network = The network is switched off on this server. Whoever runs it has to see to that.
foreseen-content = The post does not fit what the network takes any more. Open it and change it.
foreseen-files = A picture or video of it is missing. Open it and add it again.

# --- disconnected
ended-title = { $account } is disconnected
ended-revoked = We gave the permission back: { $network } does not let us in any more.
ended-by_hand = { $network } has no way for us to give the permission back. You can take it away there yourself.
ended-unreached = { $network } could not be reached for a day. Please take the permission away there yourself.
ended-key = The key to the token is destroyed: nobody can open it any more, neither here nor from a copy of the database that is without it.
ended-link = Take it away there

# --- how a post does
figures-label = Read { $at }
figures-asked = We ask the network
figure-views = { $count ->
    [one] 1 view
   *[other] { $count } views
}
figure-likes = { $count ->
    [one] 1 like
   *[other] { $count } likes
}
figure-reposts = { $count ->
    [one] 1 repost
   *[other] { $count } reposts
}
figure-replies = { $count ->
    [one] 1 reply
   *[other] { $count } replies
}
figure-quotes = { $count ->
    [one] 1 quote
   *[other] { $count } quotes
}
figure-none = The network counts nothing here.
unread-title = { $account }: no figures
