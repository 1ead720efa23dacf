# Bluesky: what keeps an account from being connected.

connect-handle-typed = That is not the name of a Bluesky account. It looks like this: anna.bsky.social.
connect-handle-unknown = There is no account { $server }. Please check how it is written on its profile.
connect-handle-disowned = { $server } leads to an account with another name, so we cannot tell whose it is. Its owner can put that right in the account’s settings, under “Handle”.
connect-handle-homeless = The account { $server } does not say which server it is on, so nothing can be published there. Please check that it is the right one.
connect-handle-other = Somebody else logged in, not { $server }. Log out there first, then connect again and log in as { $server }.
connect-server-odd = The server of { $server } does not let other programs in: it has no login by OAuth, or describes itself wrongly. Whoever runs it can update it.
