# Bluesky: what keeps an account from being connected.

connect-handle-typed = That is not the name of a Bluesky account. It looks like this: anna.bsky.social.
connect-handle-unknown = There is no account { $server }. Please check how it is written on its profile.
connect-handle-disowned = { $server } leads to an account that goes by another name, so it cannot be told whose it is. Its owner can put that right in the account’s settings, under “Handle”.
connect-handle-homeless = The account { $server } does not say on which server it lives, so nothing can be published there.
connect-handle-other = Somebody else logged in, not { $server }. Log out there first, then connect again and log in as { $server }.
connect-server-odd = The server of { $server } lets no other program in: it knows no login by OAuth, or says something else about itself than it is. Whoever runs it can update it.
