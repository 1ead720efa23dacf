# How an attempt to connect an account ended, or what happened to it: the same on its page and in the chat.

# --- before there is a link
connect-needs-public = { $network } has to reach this program from the internet, and it has no public address yet. Whoever runs it sets PUBLIC_URL.
connect-link-private = We give a link that opens an account only in a private chat: open a chat with this bot and type /connect there.
connect-typed-nothing = Nothing was typed. Please type it and send it.
connect-typed-unusable = That is too long, or has characters that no address has. Please check it and send it again.

# --- what happened
ticket-unknown = We do not know this link, or it ran out long ago.
ticket-none-here = Nothing is being connected in this browser. Open the link from your chat in the browser where you want to log in.
ticket-no-cookie = Your browser keeps no cookies for this page, so we cannot tell that it is still you. Allow cookies here, or open the link in another browser.
ticket-bound = This link was already opened in another browser, and works only there. If that was not you, ask for a new link in the chat.
ticket-opened = Your link to connect { $network } was opened in a second browser. Only the first one can go on. If one of the two was not yours, ask for a new link: this one then stops working.
ticket-stopped = “Stop” was pressed on the link’s page.
ticket-expired = The link was good for ten minutes, and they have passed.
ticket-newer = A newer link was asked for, so this one no longer works.
ticket-tries = A wrong code was typed three times, so the link stopped working.
ticket-role = Only an owner of the workspace can connect accounts. Please ask one.
ticket-not-you = The person who logged in on the page is not the one who asked for the link.
ticket-proof-used = This login was already used. Please log in once more.
ticket-not-now = It is too early or too late for this step.
ticket-other-browser = The login came back in another browser than it began in, or another link was opened there in the meantime. Somebody else may have used it, so we took nothing from it.
ticket-mixed-up = The login came back from another place than it was sent to, so we took nothing from it.
ticket-denied = The answer at { $server } was no: AiMarketing may not use the account.
ticket-said-no = { $server } did not let the account be connected.
    .why = { $server } did not let the account be connected. It says: “{ $detail }”
ticket-away = { $server } could not be reached, or did not answer in time. Please try again in a few minutes.
ticket-busy = { $server } asks us to wait a while. Please try again later.
ticket-refused = { $server } did not accept what we showed: it may have been used already, or come too late. Please try again with a new link.
    .why = { $server } did not accept what we showed: it may have been used already, or come too late. Please try again with a new link. It says: “{ $detail }”
ticket-our-app = { $server } does not know our app. Whoever runs this program has to look at its settings.
ticket-account-other = That is another account: you were connecting { $account } again. Log out there first, then log in as { $account }.
ticket-account-taken = This account is already connected in another workspace. It has to be disconnected there first.
