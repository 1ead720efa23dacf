## Подключение аккаунта: страницы в браузере

web-connect-title = Подключить: { $network }
web-connect-who = Кто
web-connect-workspace = Рабочее пространство
web-connect-network = Сеть
web-connect-account = Аккаунт
web-connect-you = Вы — { $name }? Если эту ссылку вам прислал кто-то другой, нажмите «Это не я»: иначе ваш аккаунт окажется в чужом рабочем пространстве.
web-connect-next = Что будет дальше
web-connect-step-code = На следующей странице будут шесть цифр. Наберите их в личном чате с AiMarketing.
web-connect-step-login = Вы входите на { $place }. Вашего пароля мы не видим.
web-connect-step-done = Аккаунт подключён. Отключить его в чате можно в любой момент.
web-connect-yes = Да, это я
web-connect-not-me = Это не я: остановить

web-connect-may = Что нам там разрешено
web-connect-may-publish = Публикуем то, что кто-то в этом рабочем пространстве разрешил, правим и удаляем, когда об этом просят.
web-connect-may-read_account = Читаем, как называется аккаунт.
web-connect-may-read_engagement = Читаем, как прошли ваши собственные посты, когда вы об этом спрашиваете.
web-connect-may-nothing-else = Больше мы там ничего не делаем, и ничего — сами по себе.
web-connect-lacks-publish = Публиковать там мы не можем: такого разрешения не дали.
web-connect-lacks-read_account = Мы не можем прочитать, как называется аккаунт: такого разрешения не дали.
web-connect-lacks-read_engagement = Мы не сможем сказать, как прошли ваши посты: такого разрешения не дали.

web-connect-code-title = Наберите этот код в чате
web-connect-code-how = Наберите эти шесть цифр в личном чате с AiMarketing, где вы просили ссылку. Дальше страница продолжит сама.
web-connect-code-wrong = { $left ->
    [one] Это было другое число. Осталась { $left } попытка.
    [few] Это было другое число. Осталось { $left } попытки.
   *[many] Это было другое число. Осталось { $left } попыток.
}
web-connect-code-secret = Никому не давайте этот код и не набирайте его больше нигде. От нас его никто никогда не спросит.
web-connect-code-over = Этот код больше не действует
web-connect-code-over-more = Он действовал пять минут.
web-connect-new-code = Показать новый код
web-connect-or = Или без кода
web-connect-telegram = Войдите в Telegram под своим именем:
web-connect-typed = Код набран
web-connect-stop = Остановить

web-connect-proved = Это вы
web-connect-there = Войдите на { $place } и скажите там, что AiMarketing разрешено. Потом вы сами вернётесь сюда.
web-connect-go = Перейти на { $place }
web-connect-leaving = Переходим на { $place }
web-connect-away = Вы входите на { $place }
web-connect-away-more = Когда вы скажете там, что AiMarketing разрешено, вы сами вернётесь сюда.
web-connect-back = Минутку
web-connect-back-more = Спрашиваем у { $place }, какой это аккаунт…
web-connect-look = Посмотреть, как дела

web-connect-which = Какой аккаунт?
web-connect-which-more = Ваш вход открывает несколько. Нажмите тот, который нужно подключить; остальных мы не тронем.
web-connect-done = Подключено
web-connect-done-more = Аккаунт «{ $account }» подключён.
web-connect-see = Открыть аккаунт
web-connect-back-to-chat = Эту страницу можно закрыть: всё остальное — в чате.
web-connect-over = Не подключено
web-connect-again = Ничего не подключено. За новой ссылкой напишите в чате /connect.
web-connect-elsewhere = Эта ссылка занята
