# What Telegram is told about us, and what is said of Telegram.
telegram-name = AiMarketing
telegram-short = Posts for your networks, from a line in this chat: written, shown, approved, published on time.
telegram-about =
    Send a line, a photo or a voice note, and it becomes posts for your networks. You see each one as it will look, approve it or have it approved, and say when: “tomorrow at 9”. It goes out once, at that time.

    Your accounts are connected by official permission only, and used only for what you start yourself.
group-stranger = We have not met yet. Write to me in private first: { $address }
group-private = Everything else is only between the two of us: { $address }
run-telegram = Telegram: { $name } is listening.
run-telegram-elsewhere = Telegram: updates of this bot went to { $address }. From now on they come here. If that address is yours too, give each its own bot.
run-telegram-token = Telegram does not accept TELEGRAM_BOT_TOKEN: it was mistyped or revoked. Ask @BotFather for the present one. Everything else runs on.
run-telegram-conflict = Telegram: another program takes this bot’s updates. End it, or give it a bot of its own. I try again meanwhile; everything else runs on.
run-telegram-refused = Telegram does not accept our settings: PUBLIC_URL must be an https address that it can reach, on port 443, 80, 88 or 8443. Everything else runs on.
run-telegram-unreached = Telegram cannot be reached just now. I try again; everything else runs on.
doctor-telegram = { $name } answers, and its updates are fetched from here
doctor-telegram-webhook = { $name } answers; Telegram delivers to { $address }
doctor-telegram-failing = { $name } answers, but Telegram could not deliver to { $address }: { $reason }
doctor-telegram-elsewhere = { $name } answers, but its updates go to { $address }; “run” will take them over
doctor-telegram-off = not set: Telegram is off; @BotFather gives a token
