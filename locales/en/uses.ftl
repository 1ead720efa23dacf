# Every use made of an account's tokens, in plain words.

word-uses = uses
act-privacy-uses = What tokens were used for
act-uses-accounts = Other accounts
act-uses-newer = Newer
act-uses-older = Older
uses-title = What tokens were used for
uses-text = A token is the network’s permission for us to act for an account. Each use is written down *before* the token is opened, with what somebody did to ask for it. Nobody can change or delete a line afterwards.
uses-total = { $count ->
    [one] *One use* so far.
   *[other] *{ $count } uses* so far.
}
uses-none = No token was used yet.
uses-not-yours = You have connected no account, so there is nothing of yours to show. An owner of the workspace sees every use.
uses-choose = Of which account?
uses-account = { $account } · { $network } ({ $count })
uses-of-no-account = *Of attempts to connect that came to nothing:*
uses-of = Uses at { $account }
uses-done = *{ $done }*, { $at }
uses-line = { $done }
    { $name } { $did }, { $at }
use-connect = Asked whose account it is
use-publish = Worked on a post there
use-read_account = Read the account’s own details
use-read_engagement = Read how one of your posts is doing
use-refresh = Had the token renewed
use-revoke = Gave the permission back
did-connect_asked = asked to connect an account
did-allowed = allowed it until further notice
did-disallowed = took that permission back
did-figures_asked = asked how the post is doing
