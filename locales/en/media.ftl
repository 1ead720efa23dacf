### Pictures and videos of a post: how they come, what they show, and their descriptions.

## A post that begins with pictures
media-ask = What should the post say?
media-kept = { $count ->
    [one] The picture is kept. Send me a line about it, and I write the post. Or begin with “=” and give the whole text yourself.
   *[other] All { $count } are kept. Send me a line about them, and I write the post. Or begin with “=” and give the whole text yourself.
}
media-untitled = Pictures, no words yet
act-only-picture = Only the picture
act-add-to = Add to “{ $title }” instead
media-began = This has begun a new post.
media-moved = Moved: they are in this post now, and the new one is dropped.
media-too-many = More than { $most } pictures and videos do not fit into one post. Nothing was changed; leave some out and send the others.

## On the post's card
media-count = 🖼 { $count }
media-line = 🖼 { $count } · { $bare ->
    [0] all described
   *[other] { $bare } without a description
}
act-media = Pictures
act-describe = Describe
act-as-picture = As a picture
act-as-text = As text
did-pictured = changed the pictures
review-pictures = Pictures changed ({ $what }).
review-pictures-new = new: { $which }
review-pictures-described = described anew: { $which }
review-pictures-out = taken out: { $count }

## The list
media-title = Pictures and videos
media-summary = { $count ->
    [0] No pictures
    [one] One picture
   *[other] { $count } pictures and videos
}
media-what = What
media-alt = Description
media-no-alt = none yet
media-describe = Describe
media-out = Take out
media-out-done = Taken out.
media-more = To add one, send it in reply to this card.
media-none = There are none. To add one, send it in reply to this card.
media-alt-unread = Descriptions are not shown by { $networks }: there, the text has to say what can be seen.

## Descriptions
alt-title = Describe what can be seen
alt-image = What does picture { $at } of { $of } show?
alt-video = What does video { $at } of { $of } show?
alt-hint = One or two sentences, for who cannot see it: “A loaf of dark bread on a wooden table.”
alt-done = Thank you: the descriptions are kept.
alt-too-long = That is { $length } characters; { $most } is the most for a description.
act-empty = Leave empty

## What a model suggests, where there is one
act-suggest = Suggest descriptions
media-suggest = Suggest
act-take = Take it
act-own-words = Write my own
suggest-asked = { $count ->
    [one] I am looking at the picture; what I see comes in a moment.
   *[other] I am looking at { $count } pictures; what I see comes in a moment.
}
suggest-none = There is nothing left to describe.
suggest-offer = This is what a language model sees. Please check it before you take it:
suggest-kept = This is the description now.
suggest-gone = This picture is no longer in the post.
suggest-blind = The language model has nothing to say about this picture. Please describe it yourself.
suggest-budget = The language model has no budget left this month, so nobody has looked at the picture. Please describe it yourself. An owner sets the budget under Settings → Writer.
suggest-misconfigured = The language model could not be used: its key, its model, its address or its credit is not in order. Please tell whoever runs this server, and describe the picture yourself.
suggest-busy = The language model is busy or cannot be reached just now. Ask again in a few minutes, or describe the picture yourself.
suggest-broken = The language model’s answer was cut off or could not be used. Ask again, or describe the picture yourself.
suggest-refused = The language model declined to describe this picture. Please describe it yourself.

## Other things people send
odd-heard = I heard:
odd-sticker = Nice one! I answer to words and pictures: send me a line about what is new, and I write a post about it.
odd-place = Thank you; I do nothing with places. If the post should name one, write the address into your line.
odd-contact = I keep no contacts, and this one was not kept. To let somebody in, an owner invites them under Settings → Team.
odd-poll = I cannot post polls. Send me the question as a line, and it becomes a post that asks it.
odd-sound = I cannot use sound files. Say it in a voice message or in writing; for a post, send a video or a picture.
odd-voice = I could not make out this voice message. Please type it. (A server understands voices only with a model for it, and up to five minutes.)
odd-round = I cannot use round videos. Please send it as an ordinary video.
odd-game = Good game! When you have something for your customers, send me a line about it.
odd-password = *That looked like a password, so we kept nothing of it.* You never need to send us one: accounts are connected on the network’s own page. If it can still be seen above, please delete your message. If it was not a password, say it in other words.
odd-thing = I cannot use this kind of message. Words, pictures and videos are what posts are made of.
forwarded-from = From { $name }: taken as the idea for a post.
forwarded-source = From { $name }
post-parted = With pictures, one message here holds { $most } characters: the pictures go out first, the text right below them.
thread-count = { $count ->
    [one] in one post
   *[other] in { $count } posts
}
thread-part = — { $number } of { $of } · { $length } —
thread-goes = { $count ->
    [one] It goes out in one post.
   *[other] It goes out in { $count } posts, each a reply to the one before; pictures go with the first. A line of three hyphens (---) in the text says where the next post begins.
}
thread-could = { $count ->
    [one] As a thread it would fit into one post: see “Options”.
   *[other] As a thread it would fit into { $count } posts: see “Options”.
}
