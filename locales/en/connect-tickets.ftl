# How an attempt to connect an account ended, or what happened to it: the same on its page and in the chat.

# --- before there is a link
connect-needs-public = { $network } has to be able to reach us, so it can only be connected where this program has a public address.
connect-link-private = A link to connect an account is only given in private: open a chat with this bot and type /connect there.
connect-typed-nothing = Please type it, and send it.
connect-typed-unusable = That is too long, or holds signs that no address has.

# --- what happened
ticket-unknown = This link is none of ours, or it is long over.
ticket-none-here = Nothing is being connected in this browser. Open the link that you were given in the chat, in the browser that you want to log in with.
ticket-no-cookie = Your browser keeps no cookie for this page, so nobody could tell that it is still you. Allow cookies here, or open the link in another browser.
ticket-bound = This link was opened in another browser before, and works in that one only. If that was not you, ask for a new link in the chat.
ticket-opened = Your link to connect { $network } was opened in a second browser. Only the first one can go on with it. If one of the two was not yours, ask for a new link: this one is then over.
ticket-stopped = Somebody who had the link pressed “Stop” on its page.
ticket-expired = The link was good for ten minutes, and they are over.
ticket-newer = A newer link was asked for, so this one is over.
ticket-tries = A wrong code was typed three times.
ticket-role = Only an owner of the workspace connects accounts.
ticket-not-you = Whoever logged in on the page is not who asked for the link.
ticket-proof-used = This login was used before. Please log in once more.
ticket-not-now = It is not yet, or no longer, time for that step.
ticket-other-browser = The login came back in another browser than it was begun in, or another link was opened in that browser since: so somebody else may have used it. Nothing was taken from it.
ticket-mixed-up = The login came back from another place than it was sent to. Nothing was taken from it.
ticket-denied = At { $server } it was said that AiMarketing may not use the account.
ticket-said-no = { $server } did not let the account be connected.
    .why = { $server } did not let the account be connected. It says: “{ $detail }”
ticket-away = { $server } could not be reached, or did not answer in time.
ticket-busy = { $server } asks us to wait a while. Please try again later.
ticket-refused = { $server } did not take what we showed: it may have been used before, or come too late.
    .why = { $server } did not take what we showed: it may have been used before, or come too late. It says: “{ $detail }”
ticket-our-app = { $server } does not know our app. Whoever runs this program has to look at its settings.
ticket-account-other = This was another account: { $account } was to be connected again. Log out there first, then log in as { $account }.
ticket-account-taken = This account is connected in another workspace already. It has to be disconnected there first.
