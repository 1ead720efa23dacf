### Words that the outline writer composes posts with. Each line of a message is one alternative; the first is used first.
### Nothing here may state a fact (a price, a date, a number, a place) or need a word of the brief in another form.
### A stem in a list matches the beginning of a word; with "=" behind it, the whole word. Alternatives are parted by "|".

## Tones
outline-tone-plain = Plain
outline-tone-friendly = Friendly
outline-tone-formal = Formal
outline-tone-playful = Playful
outline-tone-expert = Expert
outline-named-plain = plain|neutral|simple|simpler
outline-named-friendly = friendl|warm|kind|casual|informal
outline-named-formal = formal|professional|official|serious|businesslike|polite
outline-named-playful = playful|fun=|funny|funnier|humorous|witty|cheerful|cheeky
outline-named-expert = expert|factual|matter-of-fact|technical|authoritative

## What a brief is about
outline-topic-sad = passed away|funeral|condolence|mourn|died=|death=|tragedy|grief|grieving|in memory of|obituary|war=
outline-topic-notice = closed=|we close|will be closed|closure|closing|not open|unavailable|delay|apolog|sorry=|cancel|postpon|maintenance|outage|opening hours|working hours|out of order|no longer
outline-topic-job = hiring=|vacanc|job=|jobs=|join our team|we are looking for|we're looking for|salary|cv=|internship|colleague|barista wanted|wanted=
outline-topic-event = workshop|concert|event|exhibition|opening night|grand opening|festival|fair=|meetup|webinar|masterclass|class=|party=|tasting|invite|invitation|seminar|market day|open day|come and|join us
outline-topic-offer = sale=|sales=|discount|offer|% off|off all|promo|deal=|deals=|coupon|gift card|bargain|special price|half price
outline-topic-thanks = thank|merry christmas|happy new year|happy easter|congratulat|anniversary|birthday|happy holidays|happy women
outline-topic-new = new=|launch|introduc|just arrived|arrived=|fresh=|now available|first time|opened=

## Before the facts
outline-open-brand =
    News from { $brand }:
    { $brand } has news:
outline-open-news =
    Here is our news:
    Good to know:
    A short update from us:
outline-open-news-friendly =
    We have some news to share 😊
    Hello! A little news from us:
outline-open-news-playful =
    Drum roll, please 🥁
    Psst, we have news 👀
outline-open-new =
    New from us:
    Something new:
    Have a look at what is new:
outline-open-new-friendly =
    We have something new for you ✨
    Something new, and we are happy to share it 😊
outline-open-new-playful =
    Make way for something new ✨
    New, shiny and hard to resist 😋
outline-open-offer =
    Our offer:
    Worth knowing:
    For our customers:
outline-open-offer-friendly =
    Good news for you 😊
    A little treat for our customers 💛
outline-open-offer-playful =
    Your wallet will like this one 😉
    Treat mode: on 🛍️
outline-open-event =
    You are invited:
    Save the date:
    Join us:
outline-open-event-friendly =
    You are warmly invited 😊
    Come and join us 💛
outline-open-event-playful =
    Make some room in your calendar 📅
    No plans yet? Now you have some 😉
outline-open-job =
    Join our team:
    We are hiring:
outline-open-job-friendly =
    Our team has room for one more good soul 😊
    Come and work with us 💛
outline-open-job-playful =
    Plot twist: your next job is here 👀
    Your future colleagues say hello 👋
outline-open-notice =
    Please note:
    Important information:
    For your information:
outline-open-thanks =
    A few words from us:
    From us to you:
outline-open-thanks-friendly =
    From us to you, with love 💛
    A few words from the heart 💛
outline-open-expert =
    The key facts:
    In brief:
    What to know:
outline-open-link =
    Take a look:
    You will find it here:
    All the details:

## A question or a benefit first
outline-ask-news =
    Have you heard?
    Did you know?
    Wondering what we have been up to?
outline-ask-news-friendly =
    Have you heard our news yet? 😊
    Got a minute? We have something to tell you 😊
outline-ask-news-playful =
    Can you keep a secret? Neither can we 😄
    Guess what? 👀
outline-ask-new =
    Looking for something new?
    Have you seen it yet?
outline-ask-new-friendly =
    In the mood for something new? 😊
    Who likes to be among the first? 🙋
outline-ask-new-playful =
    Bored of the same old thing? We thought so 😏
    Curious? You should be 👀
outline-ask-offer =
    Waiting for the right moment?
    Who does not like a good deal?
outline-ask-offer-friendly =
    Waiting for the right moment? Here it is 😊
    Fancy a little treat? 💛
outline-ask-offer-playful =
    Did somebody say “treat yourself”? 👀
    Looking for a sign? This is it 😄
outline-ask-event =
    Do you have plans yet?
    Looking for something to do?
outline-ask-event-friendly =
    No plans yet? Join us 😊
    Shall we spend some time together? 💛
outline-ask-event-playful =
    Need an excuse for some fun? 🎉
    Who is up for it? 🙋
outline-ask-job =
    Looking for a job?
    Do you know someone who is looking for a job?
outline-ask-job-friendly =
    Looking for a job with good people? 😊
    Would you like to work with us? 💛
outline-ask-job-playful =
    Is this you? 👀
    Ready to look forward to going to work? 😄
outline-ask-notice =
    Planning to visit us?
    Before you come to see us:
outline-ask-thanks =
    From the heart:
    There is something we want to say:
outline-ask-expert =
    What is worth knowing?
    What matters most here?
outline-ask-link =
    Have you seen this yet?
    Curious?
    Looking for the details?

## After the facts
outline-close-news =
    Questions? Write to us.
    Want to know more? Write to us.
    Please pass it on.
outline-close-news-friendly =
    Questions? Write to us, we are happy to answer 😊
    What do you think? Tell us 💬
outline-close-news-playful =
    So, what do you say? We are all ears 👂
    Pass it on – news likes to travel 🚀
outline-close-new =
    Want to know more? Write to us.
    Tell us what you think.
outline-close-new-friendly =
    What do you think? Tell us 💬
    We cannot wait to hear how you like it 😊
outline-close-new-playful =
    Go on, you know you want to 😉
    Know someone who has to see this? Show them 👇
outline-close-offer =
    Questions? Write to us.
    Tell someone who would like to know.
outline-close-offer-friendly =
    Share it with someone who will be glad to know 💛
    Questions? Write to us, we are happy to answer 😊
outline-close-offer-playful =
    Your move 😉
    Tell the friend who has been waiting for this 😄
outline-close-event =
    We look forward to seeing you.
    Will you join us?
outline-close-event-friendly =
    See you there 😊
    Who will you bring along? 💬
outline-close-event-playful =
    Bring your friends – the more, the merrier 🎉
    Who is in? 🙋
outline-close-job =
    Is this you? Write to us.
    Know the right person? Please share this post.
outline-close-job-friendly =
    Is this you? Write to us, we would love to meet you 😊
    Know the right person? Share this post with them 💛
outline-close-job-playful =
    Sounds like you? Say hello 👋
    Tag the friend we should meet 😄
outline-close-notice =
    Thank you for your understanding.
    Questions? Write to us.
outline-close-thanks =
    Thank you for being with us.
    With warm wishes from us.
outline-close-thanks-friendly =
    Thank you for being with us 💛
    With love from us 🤗
outline-close-expert =
    Questions about the details? Write to us.
    Need advice? Write to us.
outline-close-link =
    Questions? Write to us.
    Tell us what you think.

## Around the brief's own words
outline-about = A few words { $rest }
outline-about-us = About us: { $about }

## What briefs and instructions are made of
outline-say-write = write|keep=|make|create|draft|prepare|compose|publish|need=|want=|do=
outline-say-post = post=|posts=|announcement|ad=|advert|text=|caption|message=|update=|story=|linkedin|instagram|facebook|telegram|mastodon|bluesky|twitter
outline-say-about = about|on=|regarding
outline-say-that = that=|saying that|saying=|to say that|telling people that
outline-say-filler = please|a=|an=|the=|it=|this=|me=|us=|for=|our=|my=|i=|we=|you=|could=|can=|would=|like=|to=|in=|with=|and=|more=|bit=|little=|some=|all=|any=|of=|at=|end=|very=|really|tone|style|sound|sounding|version|be=|should=|one=|much=|way=|voice=|social=|media=|quick=|short=|nice=
outline-say-shorter = shorter|short=|shorten|trim=|concise|briefer|brief=
outline-say-longer = longer|long=|lengthen|expand|extend|detail
outline-say-add = add=|insert|include|put=|append|use=|using=
outline-say-remove = remove|delete|drop=|without|no=|take out|strip
outline-say-replace = replace|change|swap|substitute
outline-say-with = with|by|to|for|into
outline-say-emoji = emoji|emojis|smiley|smileys|emoticon
outline-say-hashtag = hashtag|tag=|tags=
outline-say-sentence = sentence|line=|words=|phrase|paragraph
outline-say-translate = translat|in english|in latvian|in russian|into english|into latvian|into russian

## When there is nothing to write from
outline-empty-text = What is your news? Tell it here in your own words.

## Flags: what a person should read before using the text
outline-cannot = The outline writer did not understand this instruction, so the text is unchanged. It can make a text shorter or longer, change the tone, add or remove emoji and hashtags, replace words, and add a sentence you put in quotes. Or edit the text yourself.
outline-translate = The outline writer cannot translate. The text is unchanged; please write it in the other language yourself.
outline-not-found = These words are not in the text, so nothing was replaced.
outline-no-room = This would be longer than the network allows, so the text is unchanged.
outline-cut = Not everything you wrote fits here; a part was left out.
outline-never-word = Your own words held something that you asked never to say; that part was left out. Please check that the text still says what you mean.
outline-shortest = There is nothing left to leave out without losing your facts.
outline-longest = There is nothing left to add: everything you wrote, and all that your brand profile says, is in the text. The outline writer does not make things up.
outline-no-more = These are all the variants the outline writer can make from your words. Tell it a little more, and there will be new ones.
outline-other-language = Your words are in another language than the post. The outline writer does not translate, so they stand as you wrote them.
outline-language = The outline writer composes in English, Latvian and Russian only; the words it added are English.
outline-empty = There was nothing to write from. Please put your news in place of this text.
