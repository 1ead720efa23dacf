## Подключение аккаунта: страницы в браузере

web-connect-title = Подключить: { $network }
web-connect-who = Кто
web-connect-workspace = Рабочее пространство
web-connect-network = Сеть
web-connect-account = Аккаунт
web-connect-you = Вы — { $name }? Если эту ссылку вам прислал кто-то другой, нажмите «Это не я»: иначе ваш аккаунт окажется в чужом рабочем пространстве.
web-connect-next = Что будет дальше
web-connect-step-code = На следующей странице будут шесть цифр. Введите их в личном чате с AiMarketing.
web-connect-step-login = Вы входите на странице { $place }. Вашего пароля мы не видим.
web-connect-step-done = Аккаунт подключён. Отключить его в чате можно в любой момент.
web-connect-yes = Да, это я
web-connect-not-me = Это не я: остановить

web-connect-may = Что нам там разрешено
web-connect-may-publish = Публикуем то, что кто-то в этом рабочем пространстве решил опубликовать; правим и удаляем, когда об этом просят.
web-connect-may-read_account = Читаем, как называется аккаунт.
web-connect-may-read_engagement = Читаем статистику ваших постов, когда вы об этом просите.
web-connect-may-nothing-else = Больше мы там ничего не делаем, и ничего — сами по себе.
web-connect-lacks-publish = Публиковать там мы не можем: такого разрешения не дали.
web-connect-lacks-read_account = Мы не можем прочитать, как называется аккаунт: такого разрешения не дали.
web-connect-lacks-read_engagement = Мы не сможем показать статистику ваших постов: такого разрешения не дали.

web-connect-code-title = Введите этот код в чате
web-connect-code-how = Введите эти шесть цифр в личном чате с AiMarketing, где вы просили ссылку. Дальше страница продолжит сама.
web-connect-code-wrong = { $left ->
    [one] Это были другие цифры. Осталась { $left } попытка.
    [few] Это были другие цифры. Осталось { $left } попытки.
   *[many] Это были другие цифры. Осталось { $left } попыток.
}
web-connect-code-secret = Никому не давайте этот код и больше нигде его не вводите. Мы никогда о нём не спросим.
web-connect-code-over = Этот код больше не действует
web-connect-code-over-more = Он действовал пять минут.
web-connect-new-code = Показать новый код
web-connect-or = Или без кода
web-connect-telegram = Войдите в Telegram:
web-connect-typed = Код введён
web-connect-stop = Остановить

web-connect-proved = Это вы
web-connect-there = Войдите на странице { $place } и решите там, что разрешено AiMarketing. Потом вы сами вернётесь сюда.
web-connect-go = Открыть { $place }
web-connect-leaving = Открываем { $place }
web-connect-away = Вы входите на странице { $place }
web-connect-away-more = Когда вы решите там, что разрешено AiMarketing, вы сами вернётесь сюда.
web-connect-back = Минутку
web-connect-back-more = Спрашиваем у { $place }, какой это аккаунт…
web-connect-look = Посмотреть, что происходит

web-connect-which = Какой аккаунт?
web-connect-which-more = Ваш вход открывает несколько аккаунтов. Нажмите тот, который нужно подключить; остальные мы не тронем.
web-connect-done = Подключено
web-connect-done-more = Аккаунт «{ $account }» подключён.
web-connect-see = Открыть аккаунт
web-connect-back-to-chat = Эту страницу можно закрыть: всё остальное — в чате.
web-connect-over = Не подключено
web-connect-again = Ничего не подключено. За новой ссылкой напишите в чате /connect.
web-connect-elsewhere = Эта ссылка открыта в другом браузере
