# Что команды говорят в терминале.
run-ready = AiMarketing здесь: { $address }
run-try = Чат в браузере: { $url }
run-outline = Языковая модель не задана (OPENAI_API_KEY или OPENAI_BASE_URL): тексты складывает «Набросок».
run-stop = Ctrl+C остановит; то, что отправляется, сначала будет закончено.
run-ending = Завершаем…
chat-no-button = Кнопки «{ $label }» здесь нет.
doctor-database = { $kind }, доступна, таблицы обновлены
doctor-database-behind = { $kind }, доступна; таблицы будут созданы или обновлены при следующем запуске или сейчас командой «aimarketing migrate»
doctor-database-away = { $kind } недоступна: проверьте адрес и работает ли она
doctor-port = страницы доступны по адресу { $address }
doctor-no-address = не задан: страницы доступны только с этого компьютера, и «run» предлагает чат в браузере
doctor-outline = не задан: тексты складывает «Набросок»; он ничего не стоит и не является языковой моделью
doctor-model = тексты пишет { $model } ({ $endpoint })
doctor-network = ключи не нужны; посты отправляются на { $origin }
gallery-written = Экраны ({ $count }): { $path }
