### When a writer could not write, and what to look at before using what was written.

## What went wrong; in each case there is an outline draft instead
writing-misconfigured = The language model could not be used: its key, its model, its address or its credit is not in order. An outline draft was made instead. Please tell whoever runs this server.
writing-busy = The language model is busy or cannot be reached just now. An outline draft was made instead. Use it, or ask again in a few minutes.
writing-broken = The language model’s answer was cut off or could not be used. An outline draft was made instead. Use it, or ask again.
writing-refused = The language model declined to write this. An outline draft was made instead. Use it, or put your brief in other words.
writing-budget = The language model has no budget left this month. An outline draft was made instead. An owner sets the budget under Settings → Writer.
writing-stopped = Stopped, as you asked. What was written by then is kept; ask again whenever you like.
writing-outline-note = Put together from your own words, not by a language model: nothing in it is made up.

## Flags
flag-link = There is a link or a web address in the text that you did not give. Please check it or take it out.
flag-mention = The text mentions an account (@…) that you did not give. Please check it or take it out.
flag-phone = There is a telephone number in the text that you did not give. Please check it or take it out.
flag-email = There is an e-mail address in the text that you did not give. Please check it or take it out.
flag-price = The text names a price, or says that something is free, which you did not. Please check it.
flag-percent = There is a percentage in the text that you did not give. Please check it.
flag-date = The text names a day or a time that you did not. Please check it.
flag-never-word = The text holds a word that you asked never to use.
flag-language = The text seems to be in another language than the post should be in.
