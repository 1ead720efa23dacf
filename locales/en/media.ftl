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
media-line = 🖼 { $count } · { $bare ->
    [0] all described
   *[other] { $bare } without a description
}
act-media = Pictures
act-describe = Describe
act-as-picture = As a picture
act-as-text = As text
did-pictured = changed the pictures

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
