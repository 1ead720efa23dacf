## Pages in a browser: the chat at /try, the sandbox's pages, the privacy policy, what cannot be answered.

web-name = AiMarketing
web-home = To the start page
web-privacy = Privacy policy
web-language = Language

## What cannot be answered

web-error-400 = This cannot be used
    .more = What was sent is not what this page takes. Nothing was changed.
web-error-403 = You cannot come in this way
    .more = This page is not for everybody. Nothing was changed.
web-error-404 = There is nothing here
    .more = The address may be mistyped, or what was here has been taken away.
web-error-405 = This cannot be done here
    .more = The page exists, but it does not take what was sent. Nothing was changed.
web-error-413 = That is too large
    .more = What was sent is larger than this page takes. Nothing was changed.
web-error-500 = Something went wrong on our side
    .more = It has been noted. Please try again in a moment.
web-error-503 = Not available at the moment
    .more = The database cannot be reached. Nothing was lost; please try again in a moment.

## The start page

web-start-title = The marketing desk inside your chat
web-start-lead = Say in a line what is new. AiMarketing makes it into posts for your networks, shows each as it will look, has it approved by whoever must approve it, and publishes it once, at the time you choose.
web-start-try = This machine has a chat for trying it out
web-start-try-how = Its link was printed in the terminal where the program was started. It begins with { $address } and works once, in one browser.
web-start-chat = To work with it, write to the bot in Telegram or Slack.
web-start-policy = How your data is handled

## The privacy policy

web-contents = Contents
web-policy-effective = Effective from { $date }
web-policy-translation = This is a translation for your convenience. The English text is the one that counts.
web-policy-original = Read the English original

## A sandbox account's page

web-sandbox-kind = Sandbox
web-sandbox-about = A network for trying things out: what is published here is seen on this page and in its feed, and nowhere else.
web-sandbox-empty = Nothing has been published here yet.
web-sandbox-empty-more = The first post appears here as soon as it goes out.
web-sandbox-feed = Atom feed
web-sandbox-all = All posts of this page

## Screens

web-info = Note
web-good = Done
web-warning = Careful
web-bad = Problem
web-added = added:
web-removed = removed:
web-optional = may stay empty
web-none = Nothing chosen
web-see-post = See the post
web-length = Length
web-problems = What stands in the way
web-working = Being written
web-table = Table
web-no-file = Files cannot be sent from this page. Use Telegram or Slack for this one, or leave it empty.
web-post-at = Post at { $network }, as { $account }
web-unseen = The text holds characters that cannot be shown; they stand here as { $sign }.

## The chat at /try

web-chat-title = Chat as { $name }
web-chat-as = You are { $name }
web-chat-mine = Your chat
web-chat-log = Conversation of { $name }
web-chat-said = { $name } wrote
web-chat-composer = Message
web-chat-hint = What is new?
web-chat-keys = Enter sends; Shift and Enter begin a new line
web-chat-send = Send
web-chat-start = Start
web-chat-empty = Welcome
web-chat-empty-more = This is the chat with AiMarketing, here in your browser. No account and no key is needed. Press Start, or just say what is new in your business.
web-chat-refresh = Refresh
web-chat-help = Help
web-chat-reply = Reply
web-chat-replying = Your answer to: { $summary }
web-chat-no-reply = Do not reply
web-chat-older = Older messages are not shown here.
web-chat-other = Add a second person
web-chat-other-more = Try how it is with two: the other person gets a chat of their own beside this one.
web-chat-other-name = Name
web-chat-other-open = Open beside
web-chat-alone = Only { $name }
web-chat-lost = The connection is gone. Trying again…
web-chat-over = The program was started anew, so this page is cut off. Open the new link that the terminal shows.
web-chat-copy = Your text is still in the box: copy it first.
web-chat-unsent = That was not sent: the program cannot be reached. Your words are still here.
web-chat-undone = That was not done: the program cannot be reached. Try again in a moment.
web-chat-close = Close
web-chat-closed = This chat opens with its link only
web-chat-closed-more = The link is printed in the terminal where the program runs; take the newest one. It works once, in one browser, and until the program is stopped. For a new link stop the program (Ctrl+C) and start it again.
web-chat-closed-again = If you have opened it in this browser before, try again
web-chat-closed-host = Open it under the address that the terminal shows: this name of the machine is not accepted.
web-chat-closed-origin = What was sent came from another page, so it was not taken.
web-chat-closed-used = This link has been used already: it works once, in one browser. For a new link stop the program in the terminal (Ctrl+C) and start it again.

## Every screen on one page

web-gallery-title = Every screen
web-gallery-more = Drawn by the same code as in the product, in every language and state.
web-gallery-screens = Screens
web-gallery-terminal = In a terminal
web-gallery-warnings = What could not be shown
web-gallery-all = All languages
web-gallery-look = Shown
web-gallery-both = In the browser and in Telegram
web-gallery-browser = In the browser
web-gallery-telegram = In Telegram
