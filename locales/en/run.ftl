# What the commands say in the terminal.
run-ready = AiMarketing is at { $address }
run-try = Chat in your browser: { $url }
run-outline = No language model is set (OPENAI_API_KEY or OPENAI_BASE_URL): the outline writer composes the texts.
run-stop = Ctrl+C ends it; what is being sent is finished first.
run-ending = Stopping…
chat-no-button = No button here is called “{ $label }”.
doctor-database = { $kind }, reachable, its tables are up to date
doctor-database-behind = { $kind }, reachable; its tables are made or brought up to date at the next start, or now by “aimarketing migrate”
doctor-database-away = { $kind } cannot be reached: check the address, and whether it runs
doctor-port = pages are served at { $address }
doctor-no-address = not set: people reach the pages on this machine only, and “run” offers the chat in a browser
doctor-outline = not set: the outline writer composes the texts; it costs nothing and is not a language model
doctor-model = { $model } at { $endpoint } writes the texts
doctor-network = needs no keys; posts go to { $origin }
gallery-written = { $count } screens: { $path }
