# Connecting at a network's own page, what was granted, what is allowed until further notice, what is told in time.

# --- buttons
act-connect-network = Connect: { $network }
act-call-off = Never mind
act-new-link = A new link
act-account = The account
act-undo-connect = Undo: disconnect
act-go-on = Go on
act-uses = What tokens were used for
act-figures = How is it doing?

# --- where the account is
connect-asks-server = Which server is the account on?
connect-asks-server-hint = For example mastodon.social. Your name there (@anna@mastodon.social) or your profile’s address does as well.
connect-asks-handle = What is the account’s name?
connect-asks-handle-hint = For example anna.bsky.social, as it stands on the profile.
connect-asks-site = What is the site’s address?
connect-asks-site-hint = For example https://ryebread.example – the address where your readers find it.

# --- the link
login-title = Connect { $network }
login-text = Open the link in your browser. The page says who connects what, makes sure that it is you, and takes you to { $network }: *you log in there, never here.*
login-open = Connect
login-secret = The link is yours alone: it works once, in one browser, for ten minutes. Do not pass it on.
login-once = The link is shown only once. If you no longer have it, ask for a new one.
login-waits-type = The page is open. *Type the six digits that it shows here.*
login-waits-on = It is you. Go on in your browser.
login-waits-there = Log in at { $network } and decide what we may do. Then everything comes back here.
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
login-late = Those digits have run out. Press “Show a new code” on the page.
login-over = Those digits no longer work: their link is over. For a new one, type /connect.
ticket-called-off = You called it off. The link no longer works.

# --- what came of it
receipt-title = Connected
receipt-summary = { $account } is connected
receipt-lacks-publish = You did not allow posting there. Until you connect it again and allow that, nothing can go out.
receipt-lacks-read_account = You did not allow reading the account’s details. Its name and limits are not kept up to date.
receipt-lacks-read_engagement = You did not allow reading how posts are doing. We cannot show figures.
connection-may-figures = ✓ We read how such a post is doing when you ask.
connection-granted = In the network’s words

# --- what is allowed until further notice
order-on = On
order-off = Off
order-read_engagement = Automatic figures
order-read_engagement-text = *How posts are doing*: an hour, a day and a week after a post goes out, we read its figures without being asked. When this is off, we read them only when somebody presses “How is it doing?”.
order-refresh = Keep it connected
order-refresh-text = *A permission that runs out*: we renew it in time, even if nothing goes out there. When this is off, we tell you before it ends.

# --- told in time
orderover-title = { $account }: a year has passed
orderover-read_engagement = For a year we read the figures of its posts automatically, as you had allowed. That is over now. Switch it on again if you still want it.
orderover-refresh = For a year we renewed its permission in time, as you had allowed. That is over now. Switch it on again if you still want it.
expiring-title = { $account }: the permission ends
expiring-text = { $count ->
    [one] Our permission at { $network } ends within a day.
   *[other] Our permission at { $network } ends in { $count } days.
}
expiring-at = Ends
expiring-cure = Connect it again before then, and nothing that is planned is lost.
foreseen-title = This post will not go out as things stand
foreseen-at = Planned
foreseen-account = The account is no longer connected. Connect it again, and the post goes out in time.
foreseen-ends = The account’s permission ends before the post is due. Connect it again before then.
foreseen-network = The network is switched off on this server. Whoever runs it has to see to that.
foreseen-content = The post no longer fits what the network takes. Open it and change it.
foreseen-files = A picture or video of it is missing. Open it and add it again.

# --- disconnected
ended-title = { $account } is disconnected
ended-revoked = We gave the permission back: { $network } no longer lets us in.
ended-by_hand = At { $network } we cannot give the permission back ourselves. You can take it away there.
ended-unreached = { $network } could not be reached for a day. Please take the permission away there yourself.
ended-key = The key to the token is destroyed: nobody can open the token here any more. Only a backup from before may still hold that key.
ended-link = Take it away there

# --- how a post does
figures-label = As of { $at }
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
