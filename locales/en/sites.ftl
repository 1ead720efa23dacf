# WordPress sites and Discord channels: what keeps one from being connected, and what they refuse.

# --- connecting a site
connect-site-none = There is no WordPress at { $server }, or we could not recognise it. Please check the address.
connect-site-closed = The WordPress at { $server } keeps its REST API closed, so no program can post there. A security plugin may have done that; whoever looks after the site can open it.
connect-site-off = The WordPress at { $server } gives out no application passwords. Whoever looks after the site can allow them: it takes WordPress 5.6 or newer, and a security plugin may have switched them off.
connect-site-http = { $server } has no safe connection (https), so nothing is sent there. Whoever looks after the site can switch it on.
connect-site-another = { $server } answered in another site’s name, so nothing was sent there. Connect the site under the address that it has in its WordPress settings.
connect-site-stripped = { $server } gave us an application password, but does not let it arrive: its web server takes the “Authorization” header away. Whoever looks after the site can let it through; then connect again. The unused password “AiMarketing” can be deleted in your WordPress profile.

# --- whose right is missing, and where it is given
right-site-login = “{ $account }” no longer takes our application password. It was deleted there, or the web server does not let it arrive.
right-site-role = The WordPress account that “{ $account }” was connected with may not do that.
right-site-closed = The REST API of “{ $account }” is closed now.
right-webhook-moved = The webhook of “{ $account }” posts to another channel now.
cure-site-login = Connect the site again: it gives us a new password on its own page.
cure-site-role = It takes the role *Author* or higher: in the site’s dashboard, *Users*. Then connect again.
cure-site-closed = Whoever looks after the site can open it: a security plugin may have closed it. Then connect again.
cure-webhook-moved = Move it back in Discord (*Server Settings*, *Integrations*, *Webhooks*), or connect the other channel.

# --- what was refused
refused-site-wall = A firewall in front of the site refused it. Whoever looks after the site can let us through.
refused-site-file = A file is larger than the site takes.
refused-site-held = The site holds the post back for review. It lies in its dashboard under *Posts*.
refused-site-gone = The post is in the site’s bin, or was deleted there.
refused-site-files-gone = A picture or video of the post was deleted from the site’s media library, so the post cannot be changed from here.
refused-not-as-many = This text takes more messages than are out there, or fewer. It has to fit into as many as before.

# --- on a post’s card
headline-label = Title
