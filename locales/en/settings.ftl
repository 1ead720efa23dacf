# Brand, settings, the rules of approval, workspaces, the team.

# --- buttons
act-brand-change = Change
act-brand-describe = Describe the business
act-brand-save = Save
act-settings-zone = Time zone
act-settings-privacy = Privacy
act-settings-workspace = Workspace
act-settings-brand = Brand
act-settings-content = Language of posts
act-settings-approval = Approval
act-settings-grace = Late posts
act-settings-team = Team
act-settings-writer = Writer
act-workspace-new = New workspace
act-workspace-rename = Rename this one
act-workspace-save = Save
act-team = Team
act-team-more = More people
act-team-remove = Remove from the workspace
act-team-leave = Leave this workspace
act-team-keep = No, keep them
act-team-stay = No, stay
act-remove-yes = Yes, remove
act-leave-yes = Yes, leave
act-invite = Invite somebody
act-invite-revoke = Revoke { $number }

# --- brand
brand-title = Your business
brand-text = This is all a writer is told about you. It shapes every new post; posts that exist stay as they are.
brand-empty = Nothing is known about your business yet. Six short questions, each of which you may skip, make every post sound like you.
brand-none = not set
brand-owner-only = Only an owner can change this, because it shapes everybody’s posts.
brand-saved = Saved. New posts follow it from now on.
brand-clear = Send a single “-” to empty it.
brand-name = Name
    .hint = As your customers know it: “Bakery Rye & Co”.
brand-about = What you do
    .hint = In a sentence or two: what you sell or offer, where, and what is special about it.
brand-audience = Audience
    .hint = Who should read your posts: “families nearby”, “owners of small companies”.
brand-tone = Tone
    .hint = How your posts should sound.
brand-language = Language of posts
    .hint = The language your customers read. The language of this chat stays as it is.
brand-never = Words never to use
    .hint = Apart by commas: “cheap, best in town”.
brand-never-many = { $most } words are the most I can watch for; these are { $count }.
brand-never-long = Single words or short phrases, please, apart by commas; none longer than { $most } characters.

# --- settings
settings-title = Settings
settings-yours = *Yours*, in every workspace
settings-shared = *Of this workspace*, for everybody in it
settings-interface = Language of this chat
settings-zone = Time zone
settings-zone-guess = { $zone } (a guess: please confirm)
settings-unset = not set
settings-workspace = Workspace
settings-content = Language of posts
settings-brand = Brand
settings-approval = Who must approve
settings-grace = A post may be late by
settings-team = Team
settings-people = { $count ->
    [one] only you
   *[other] { $count } people
}
settings-writer = Writer
settings-owners-only = Only an owner of the workspace can change this.
settings-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
settings-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}

# --- the language of posts
content-text = The language your customers read. New posts are written in it; posts that exist stay as they are. The language of this chat is set apart from it.
content-done = Saved: new posts are in this language.

# --- how late
grace-text = Should something keep us from publishing at the time you chose, the post still goes out by itself up to *{ $time }* late. Later than that it is not sent, and you are asked what to do.
grace-done = Saved: up to { $time } late. It holds for posts that are scheduled already, too.

# --- approval
approval-rule = Who must approve
approval-nobody = Nobody
    .text = Whoever writes a post may give it a time and publish it.
approval-any = Any approver
    .text = A post goes out only after an approver or an owner has said yes to exactly this text. Any change to it needs a new yes.
approval-own = Somebody other than the writer
approval-times = New times, too
approval-on = Yes
approval-off = No
approval-own-on = Nobody approves their own
    .text = Nobody approves what they wrote themselves: a second pair of eyes always looks.
    .done = Saved: nobody approves what they wrote themselves. { $reviewed ->
        [0] No post is in review now.
        [one] This holds for the one post in review now, too.
       *[other] This holds for the { $reviewed } posts in review now, too.
    }
approval-own-off = Approvers may approve their own
    .text = An approver may also approve what they wrote themselves.
    .done = Saved: approvers may approve their own posts, too. { $reviewed ->
        [0] No post is in review now.
        [one] This holds for the one post in review now, too.
       *[other] This holds for the { $reviewed } posts in review now, too.
    }
approval-times-on = New times need a yes
    .text = When somebody who is no approver moves an approved post to another time, it needs a new yes.
    .done = Saved: new times need a yes, too. { $planned ->
        [0] No post is scheduled now.
        [one] The one post that is scheduled keeps its time.
       *[other] The { $planned } posts that are scheduled keep their times.
    }
approval-times-off = New times need no yes
    .text = An approved post may be moved to another time without a new yes; its approvers are told.
    .done = Saved: new times need no yes. { $reviewed ->
        [0] No post is in review now.
        [one] The one post in review now still waits for its yes.
       *[other] The { $reviewed } posts in review now still wait for their yes.
    }
approval-nobody-done = Saved: nobody has to approve any more. { $reviewed ->
    [0] No post is in review now.
    [one] One post is in review: it stays there, and its author may now give it a time or publish it.
   *[other] { $reviewed } posts are in review: they stay there, and their authors may now give them a time or publish them.
}
approval-any-done = Saved: from now on a post needs a yes before it goes out. { $planned ->
    [0] Nothing is scheduled at the moment.
    [one] The one post that is scheduled already goes out as planned.
   *[other] The { $planned } posts that are scheduled already go out as planned.
}
approval-alone = There is only one person here who may approve, and nobody may approve their own: what this person writes cannot go out. Invite another approver, or switch that rule off.

# --- workspaces
workspaces-title = Workspaces
workspaces-text = A workspace is one business: its posts, accounts, brand and people. Nothing is shared between two of them.
workspaces-here = You are in
workspaces-others = Your workspaces
workspaces-one = This is the only one you belong to. To join somebody else’s, send me the code they gave you: /join CODE
workspaces-new = A new workspace
workspaces-rename = Another name for this workspace
workspaces-name = What is it called?
    .hint = The name of the business or the client. Everybody in the workspace sees it.
workspaces-moved = You are in { $name } now. What you write from here on belongs there.
workspaces-opened = { $name } is open, and you are in it now. You own it; nobody else is there yet.
workspaces-renamed = It is called { $name } now.

# --- who writes
writer-outline = Outline (not a language model)
writer-outline-text = It puts posts together from your own words and your brand, by rules. It invents nothing, costs nothing, and sends nothing of yours anywhere.
writer-model = Language model: { $model }
writer-switch-on = To have a language model write instead, whoever runs this server sets OPENAI_API_KEY (and OPENAI_BASE_URL and OPENAI_MODEL for another provider), then starts it again. You need do nothing here in the chat.
writer-model-text = A language model writes the drafts. It is sent your brief, your brand and the text to be changed, nothing else, and only when you ask for a text. Nothing it writes goes out by itself.
writer-spent = Spent this month
writer-budget = Budget a month
writer-budget-text = The budget holds for one calendar month (UTC). Once it is used up, the outline writer takes over until the month ends. With no budget, the language model is off in this workspace.
writer-budget-done = Saved: up to { $budget } a month.
writer-budget-off = Saved: the language model is off in this workspace.
writer-no-budget = No budget
writer-euro = { NUMBER($euro, style: "currency", currency: "EUR") }
writer-euro-whole = €{ $euro }
writer-off = The language model ({ $model }) is off in this workspace, because it has no budget here.
writer-used-up = This month’s budget is used up, so the outline writer takes over until the month ends. A larger budget brings the language model back at once.
writer-switch-off = To do without a language model altogether, whoever runs this server takes OPENAI_API_KEY and OPENAI_BASE_URL out, then starts it again.

# --- team
team-title = Team
team-text = { $count ->
    [one] One person is in this workspace.
   *[other] { $count } people are in this workspace.
}
team-alone = You are alone here. Invite somebody to write with you or to approve.
team-name = Name
team-role = Role
team-you = { $name } (you)
team-change = Choose a person
team-owners-only = Only an owner can invite people and change roles.
team-last-owner = A workspace needs an owner, and there is no other. Make somebody else an owner first.
team-open = { $count ->
    [one] One invite has not been used yet:
   *[other] { $count } invites have not been used yet:
}
team-invite-line = { $role } · from { $name } · until { $until }
role-about-owner = may do everything; only an owner changes the team, the brand and the rules.
role-about-approver = writes, and approves posts or sends them back.
role-about-author = writes posts, gives them a time, and sends them for approval.
role-about-viewer = reads along and changes nothing.
member-title = A member of the team
member-yourself = This is you. Your role can be changed by another owner only.
member-role-done = { $name }: { $role } from now on. We let them know.
member-told = Your role has changed
remove-title = Remove this person?
remove-text = They lose access at once, on every card they still have. Their posts stay here, and what is scheduled goes out. Invites they made and nobody used yet are void.
remove-done = { $name } no longer belongs to this workspace.
leave-title = Leave this workspace?
leave-text = You lose access at once. Your posts stay here, and what is scheduled goes out. To come back, you need a new invite.
leave-done = You have left. You are in { $name } now.
invite-title = Invite somebody
invite-text = You get a code that lets one person in, once, within 24 hours.
invite-as = Invite as
invite-ready = The invitation is ready
invite-forward = Forward this:
invite-letter =
    You are invited to { $workspace } at AiMarketing.
    Open a chat with this bot and send it:
    /join { $code }
invite-letter-link =
    You are invited to { $workspace } at AiMarketing.
    Open this link and press Start: { $link }
invite-once = It lets one person in as { $role }, once, within 24 hours. Only a fingerprint of the code is kept, so the code cannot be shown again; you can revoke it under Team.
invite-shown = The code was shown once and cannot be shown again. If it got lost, make a new one.
invite-revoked = Revoked: nobody gets in with that code any more.
invite-taken = { $name } has joined with it. The code is used up.
invite-letter-local = On this machine that is a second person in the browser chat, or “aimarketing chat --as NAME” in a terminal.
