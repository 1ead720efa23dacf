## Connecting an account: the pages in a browser

web-connect-title = Connect { $network }
web-connect-who = Person
web-connect-workspace = Workspace
web-connect-network = Network
web-connect-account = Account
web-connect-you = Are you { $name }? If somebody else sent you this link, press “Not me”: otherwise your account would be connected to their workspace.
web-connect-next = What happens now
web-connect-step-code = The next page shows six digits. You type them in your private chat with AiMarketing.
web-connect-step-login = You log in at { $place }. We never see your password.
web-connect-step-done = Then the account is connected. You can disconnect it in the chat at any time.
web-connect-yes = Yes, it’s me
web-connect-not-me = Not me: stop

web-connect-may = What we may do there
web-connect-may-publish = We publish what somebody in this workspace has decided to publish; we change it or take it down when they say so.
web-connect-may-read_account = We read what the account is called.
web-connect-may-read_engagement = We read how your own posts are doing, when you ask.
web-connect-may-nothing-else = We do nothing else there, and nothing by ourselves.
web-connect-lacks-publish = We may not publish there: that was not granted.
web-connect-lacks-read_account = We may not read what the account is called: that was not granted.
web-connect-lacks-read_engagement = We cannot tell how your posts are doing: that was not granted.

web-connect-code-title = Type this code in your chat
web-connect-code-how = Type these six digits in your private chat with AiMarketing, where you asked for the link. This page then goes on by itself.
web-connect-code-wrong = { $left ->
    [one] Those were other digits. There is one more try.
   *[other] Those were other digits. There are { $left } more tries.
}
web-connect-code-secret = Give this code to nobody, and type it nowhere else. We will never ask you for it.
web-connect-code-over = This code has run out
web-connect-code-over-more = It was good for five minutes.
web-connect-new-code = Show a new code
web-connect-or = Or without a code
web-connect-telegram = Log in as yourself in Telegram:
web-connect-typed = I have typed it
web-connect-stop = Stop

web-connect-proved = It is you
web-connect-there = Log in at { $place } and decide there what AiMarketing may do. You then come back here by yourself.
web-connect-go = Go to { $place }
web-connect-leaving = On to { $place }
web-connect-away = You are logging in at { $place }
web-connect-away-more = Once you have decided there what AiMarketing may do, you come back by yourself.
web-connect-back = One moment
web-connect-back-more = We ask { $place } which account it is…
web-connect-look = See how it stands

web-connect-which = Which account?
web-connect-which-more = Your login opens several. Press the one to connect; we leave the others alone.
web-connect-done = Connected
web-connect-done-more = { $account } is connected.
web-connect-see = See the account
web-connect-back-to-chat = You can close this page: everything else is in your chat.
web-connect-over = Not connected
web-connect-again = Nothing was connected. For a new link, write /connect in your chat.
web-connect-elsewhere = This link is open in another browser
