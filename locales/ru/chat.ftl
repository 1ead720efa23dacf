# The conversation: buttons, states, screens. Dates come in ready made.

# --- buttons
act-home = Обзор
act-back = Назад
act-keep = Оставить
act-skip = Пропустить
act-cancel = Отмена
act-set-up = Начать
act-sample = Показать пример
act-invited = Меня пригласили
act-help = Помощь
act-write = Написать пост
act-brand = Компания и бренд
act-inbox = Ждёт меня
act-drafts = Черновики
act-calendar = Календарь
act-settings = Настройки
act-stop = Остановить
act-use = Выбрать этот
act-keep-text = Оставить мой текст
act-regenerate = Написать заново
act-shorter = Короче
act-longer = Длиннее
act-tone = Другой тон
act-other-variants = Новые варианты
act-write-again = Написать
act-drop = Убрать
act-history = История
act-edit = Изменить
act-undo = Отменить правку
act-save = Сохранить
act-submit = Отправить на согласование
act-resubmit = Снова отправить на согласование
act-approve = Одобрить
act-request-changes = Вернуть на доработку
act-send-changes = Отправить автору
act-reject = Отклонить
act-schedule = Запланировать
act-new-time = Новое время
act-other-time = Другое время
act-confirm-time = Да, запланировать
act-off-schedule = Снять с расписания
act-publish-now = Опубликовать сейчас
act-yes-now = Да, опубликовать сейчас
act-undo-now = Отменить
act-was-brief = Это идея для нового поста
act-retry = Попробовать ещё раз
act-is-live = Да, пост там
act-not-there = Нет, отправить снова
act-send-again = Да, отправить снова
act-look-again = Проверить ещё раз
act-reopen = Вернуть в работу
act-open = Открыть карточку
act-earlier = ◀ Раньше
act-today = Сегодня
act-later = Позже ▶

# --- what a press can be answered with
act-unknown = Эта кнопка больше не работает. Наберите /home, чтобы увидеть, как обстоят дела.
act-expired = Эта кнопка устарела. Наберите /home, чтобы увидеть, как обстоят дела.
act-not-yours = Эта кнопка для другого человека.
act-not-member = Эта карточка из рабочего пространства, в котором вас нет.
act-no-change = Всё актуально: ничего не изменилось.

card-moved = Новая карточка об этом — ниже.

# --- who and where
role-owner = Владелец
role-approver = Согласующий
role-author = Автор
role-viewer = Наблюдатель
somebody = кто-то из бывших коллег
by = Автор
approved-by = Одобрение
approved-line = { $name }, версия { $version }, { $at }
accounts = Аккаунты

# --- errors, always with the way on
sorry-gone = Этого здесь больше нет. Наберите /home, чтобы увидеть, как обстоят дела.
sorry-stale = В тот же момент изменения внёс кто-то другой. Посмотрите на них и попробуйте ещё раз.
sorry-busy = База данных сейчас перегружена. Ничего не потеряно; пожалуйста, попробуйте через минуту.
sorry-other = Не получилось. Ничего не изменилось; пожалуйста, попробуйте ещё раз.
sorry-fault = На нашей стороне произошла ошибка; она записана под кодом { $code }. Ваши черновики в безопасности. Наберите /home, чтобы продолжить.
denied-read = Ваша роль здесь: { $role }. С ней это посмотреть нельзя.
denied-write = Ваша роль здесь: { $role }. С ней можно читать, но не писать. Роль может изменить владелец: Настройки → Команда.
denied-approve = Ваша роль здесь: { $role }. Одобрять могут согласующие и владельцы.
denied-manage = Ваша роль здесь: { $role }. Менять это может только владелец.
decided = Уже поздно: статус поста теперь «{ $state }».
decided-by = Уже поздно: статус поста теперь «{ $state }» ({ $name }, { $at }).
state-draft = черновик
state-in_review = на согласовании
state-changes_requested = на доработке
state-approved = одобрен
state-rejected = отклонён
state-scheduled = запланирован
state-claimed = публикуется
state-sending = отправляется
state-processing = обрабатывается
state-published = опубликован
state-removing = удаляется
state-removed = удалён
state-failed = не опубликован
state-unconfirmed = нужно проверить
state-missed = время пропущено
state-held = задержан
state-cancelled = убран

# --- forms
form-place = { $at } из { $of } ·
form-now = Сейчас:
form-suggested = Предлагаю:
form-needed = Здесь нужен ответ.
form-too-long = { $length ->
    [one] В тексте { $length } знак, а можно не больше { $most }.
    [few] В тексте { $length } знака, а можно не больше { $most }.
    [many] В тексте { $length } знаков, а можно не больше { $most }.
   *[other] В тексте { $length } знака, а можно не больше { $most }.
}
form-not-offered = Пожалуйста, выберите один из предложенных ответов.
form-over = На этот вопрос уже ответили, или он закрыт. Наберите /home, чтобы продолжить.
form-moved-on = Мы уже дальше: сейчас вопрос «{ $label }».
form-cancelled = Хорошо, ничего не изменилось.

# --- welcome
welcome-title = AiMarketing: ваш отдел маркетинга прямо в чате
welcome-text = Напишите одной строкой, что у вас нового. Вы получите пост в трёх вариантах, увидите, как он будет выглядеть в каждой сети, и согласуете его с коллегами. Пост выйдет один раз — в назначенное вами время.
language-label = Язык
privacy-link = Политика конфиденциальности
zone-title = Ваш часовой пояс
zone-text = Чтобы «завтра в 9» значило девять по вашим часам. По времени какого города вы сейчас живёте?
zone-likely = Скорее всего
zone-found = Нашлось
zone-other = Вы в другом месте? Напишите свой город.
zone-first = Сначала ваш часовой пояс, чтобы пост вышел по вашим часам.
zone-unknown = Место «{ $city }» не нашлось. Попробуйте город покрупнее поблизости или название на английском.
zone-done = Готово: { $zone }, сейчас там { $time }.
home-title = Обзор
home-workspace = Рабочее пространство
home-role = Ваша роль
home-waiting = { $count ->
    [0] Сейчас вас ничего не ждёт.
    [1] Вас ждёт *один пост*.
    [one] Вас ждёт *{ $count } пост*.
    [few] Вас ждут *{ $count } поста*.
    [many] Вас ждут *{ $count } постов*.
   *[other] Вас ждут *{ $count } поста*.
}
home-text = Чтобы написать пост, просто пришлите мне строчку о том, что нового.
join-title = Вход в рабочее пространство
join-text = Пришлите мне код из приглашения.
join-done = Добро пожаловать! Рабочее пространство: { $workspace }. Ваша роль здесь: { $role }.
invite-unknown = Я не знаю такого кода. Проверьте, полностью ли он скопирован, или попросите новое приглашение.
invite-used = Это приглашение уже использовано. Попросите новое.
invite-expired = Срок приглашения истёк: оно действует 24 часа. Попросите новое.
invite-member = Вы уже состоите в этом рабочем пространстве.
language-unknown = На этом языке я пока не говорю.

# --- a brief
how-title = Написать пост
how-text = Подойдёт любая строчка: что случилось, что нового, что вы предлагаете. Чем больше фактов, тем лучше пост; от себя я ничего не выдумываю.
how-example = С субботы печём ржаной хлеб с тмином. Первые буханки в 8:00, Рыночная улица, 4.
brief-empty = Текста там не было. Пришлите мне строчку о том, что нового.
brief-no-words = Мило, но мне нужны слова. Пришлите строчку о том, что нового.
brief-too-long = { $length ->
    [one] В тексте { $length } знак, а для работы подойдёт не больше { $most }. Пришлите самое главное.
    [few] В тексте { $length } знака, а для работы подойдёт не больше { $most }. Пришлите самое главное.
    [many] В тексте { $length } знаков, а для работы подойдёт не больше { $most }. Пришлите самое главное.
   *[other] В тексте { $length } знака, а для работы подойдёт не больше { $most }. Пришлите самое главное.
}
text-empty = Посту нужен текст. Ничего не изменилось.
text-too-long = { $length ->
    [one] В тексте { $length } знак, а в посте может быть не больше { $most }. Ничего не изменилось.
    [few] В тексте { $length } знака, а в посте может быть не больше { $most }. Ничего не изменилось.
    [many] В тексте { $length } знаков, а в посте может быть не больше { $most }. Ничего не изменилось.
   *[other] В тексте { $length } знака, а в посте может быть не больше { $most }. Ничего не изменилось.
}

# --- writing
writing-title = Пишем…
writing-now = Сейчас будут три варианта
writing-change = Меняем текст
writing-stopping = Останавливаю; всё, что уже написано, останется.
writing-no-text = Менять пока нечего: текста ещё нет. Сначала выберите вариант.
variants-title = { $count ->
    [1] Один вариант на выбор
    [one] { $count } вариант на выбор
    [few] { $count } варианта на выбор
    [many] { $count } вариантов на выбор
   *[other] { $count } варианта на выбор
}
variants-label = Вариант
variants-summary = Вариант: { $text }
variant-used = Теперь это текст поста.
tone-title = Какой нужен тон?
tone-text = Или ответьте на карточку поста своими словами: «теплее и с юмором».
tone-friendly = Дружеский
tone-expert = Экспертный
tone-playful = Игривый
tone-formal = Деловой
tone-warm = Тёплый

# --- the post's card
post-draft = Черновик
post-in_review = На согласовании
post-changes_requested = На доработке
post-approved = Одобрен
post-rejected = Отклонён
post-scheduled = Запланирован
post-claimed = Публикуется
post-sending = Публикуется
post-processing = Публикуется
post-published = Опубликован
post-removing = Удаляется
post-removed = Удалён
post-failed = Не вышел
post-unconfirmed = Вышел ли пост?
post-missed = Время пропущено
post-held = Время наступило раньше одобрения
post-cancelled = Убран
post-summary = Пост ({ $state }): { $text }
tabs-label = Аккаунт
count = Знаки: { $used } из { $most }
goes-out = Время выхода
when-full = { $at } ({ $zone })
limit-text-over = { $over ->
    [one] Текст на { $over } знак длиннее, чем принимает эта сеть: можно не больше { $limit }.
    [few] Текст на { $over } знака длиннее, чем принимает эта сеть: можно не больше { $limit }.
    [many] Текст на { $over } знаков длиннее, чем принимает эта сеть: можно не больше { $limit }.
   *[other] Текст на { $over } знака длиннее, чем принимает эта сеть: можно не больше { $limit }.
}
limit-text-empty = Текста нет.
limit-media-needed = Этой сети нужна картинка.
limit-images-over = Картинок слишком много: { $images }. Эта сеть принимает не больше { $limit }.
limit-videos-over = { $limit ->
    [0] Эта сеть не принимает видео.
    [one] Видео слишком много: { $videos }. Эта сеть принимает не больше { $limit }.
    [few] Видео слишком много: { $videos }. Эта сеть принимает не больше { $limit }.
    [many] Видео слишком много: { $videos }. Эта сеть принимает не больше { $limit }.
   *[other] Видео слишком много: { $videos }. Эта сеть принимает не больше { $limit }.
}
limit-mixed = Эта сеть не принимает картинки и видео в одной публикации: уберите одно или другое.
limit-media-over = Картинок и видео вместе слишком много: { $media }. Эта сеть принимает не больше { $limit }.
limit-file-over = Картинка или видео больше, чем принимает эта сеть ({ $megabytes } МБ).
media-image = Картинка
media-image-of = Картинка: { $alt }
media-video = Видео
media-video-of = Видео: { $alt }
connection-removed = Этот аккаунт больше не подключён.
network-off = Эта сеть сейчас недоступна.
news-claimed = Публикуется…
news-sending = Публикуется…
news-processing = Сеть получила пост и ещё обрабатывает его…
news-removing = Удаляется…
news-published = { $account }: пост опубликован ({ $at }).
news-failed = { $account }: пост не вышел. { $why }
news-unconfirmed = { $account }: пост отправлен ({ $at }), но ответ потерялся, а переспросить эту сеть нельзя. Пожалуйста, загляните в аккаунт: есть ли там пост?
news-missed = { $account }: в назначенное время ({ $at }) наша система не работала, поэтому пост не отправлен. Что делаем?
news-held = { $account }: к назначенному времени ({ $at }) пост никто не одобрил, поэтому он не отправлен. Одобрите его и выберите новое время.
news-rejected = { $account }: отклонён.
news-in_review = { $account }: на согласовании.
review-note = { $name }: { $note }
review-changed = Что изменилось после прошлого одобрения:
error-Unavailable = Сеть несколько раз не ответила. Ничего не отправлено.
error-OutcomeUnknown = Сеть не сообщила, получилось ли.
error-TokenRejected = Сеть закрыла нам доступ к этому аккаунту: подключите его заново.
error-PermissionMissing = Аккаунт не разрешает нам публиковать: подключите его заново и разрешите публикацию.
error-Refused = Сеть не приняла текст: { $detail }
error-Duplicate = Сеть сообщает, что такой пост у неё уже есть: { $detail }
error-Policy = Это запрещают правила сети: { $detail }
error-RateLimited = Сеть попросила ждать слишком долго.
error-QuotaSpent = Дневной лимит в этой сети исчерпан.
error-NetworkError = Сеть ответила: { $detail }
error-Misconfigured = Эта сеть здесь не настроена, или наш доступ к ней не читается. Ничего не отправлено; пожалуйста, сообщите тому, кто обслуживает этот сервер.
error-Missing = Наш доступ к этому аккаунту пропал: подключите его заново. Ничего не отправлено.
error-MarketingError = Трижды не получилось из-за ошибки на нашей стороне. Пост не отправлен; мы об этом уже знаем.

# --- editing
edit-title = Изменить текст
edit-text = Новый текст целиком
edit-where = Для какого аккаунта?
edit-everywhere = Все аккаунты
edit-done = Сохранено.
edit-no-text = Сначала выберите текст, потом меняйте его для отдельного аккаунта.
edit-problems = Где новый текст не проходит: { $accounts }. Ничего не изменилось; поправьте текст и сохраните ещё раз.
undo-done = Прежний текст вернулся.
undo-nothing = Отменять нечего.
instruction-empty = Напишите, что изменить: «короче», «начать с вопроса».
instruction-too-long = { $length ->
    [one] В указании { $length } знак, а можно не больше { $most }. Если это целый новый текст, начните его с «=».
    [few] В указании { $length } знака, а можно не больше { $most }. Если это целый новый текст, начните его с «=».
    [many] В указании { $length } знаков, а можно не больше { $most }. Если это целый новый текст, начните его с «=».
   *[other] В указании { $length } знака, а можно не больше { $most }. Если это целый новый текст, начните его с «=».
}
variant-gone = Этого варианта больше нет. Выберите из тех, что на карточке.
variant-outdated = С тех пор кто-то изменил текст, и этот вариант стёр бы чужую правку. Закажите его ещё раз.

# --- approval
submit-done = Отправлено: карточка у согласующих.
submit-no-text = Сначала выберите текст, потом отправляйте на согласование.
submit-problems = Где пост пока не проходит: { $accounts }. Посмотрите на пометки в карточке.
approve-done = Одобрено.
approve-newer = Вы смотрели версию { $seen }, а сейчас уже версия { $now }. Вот она: пожалуйста, посмотрите ещё раз.
approve-own = В этом рабочем пространстве свои посты не одобряют: решает кто-то другой.
approve-problems = Одобрить пока нельзя. Где пост не проходит: { $accounts }.
changes-title = Вернуть на доработку
changes-reason = К чему замечание?
changes-note = Что изменить?
changes-done = Отправлено автору.
note-empty = Напишите в двух словах, что нужно изменить.
note-too-long = { $length ->
    [one] В заметке { $length } знак, а можно не больше { $most }.
    [few] В заметке { $length } знака, а можно не больше { $most }.
    [many] В заметке { $length } знаков, а можно не больше { $most }.
   *[other] В заметке { $length } знака, а можно не больше { $most }.
}
reason-facts = Факты
reason-tone = Тон
reason-picture = Картинка
reason-time = Время
reason-other = Другое
reject-title = Отклонить
reject-note = Пару слов автору?
reject-done = Отклонено; автору сообщили.
inbox-title = Ждёт меня
inbox-empty = Вас ничего не ждёт. Напишите пост или посмотрите, что запланировано.
inbox-summary = { $count ->
    [1] Ждёт один пост
    [one] Ждёт { $count } пост
    [few] Ждут { $count } поста
    [many] Ждут { $count } постов
   *[other] Ждут { $count } поста
}
and-more = { $count ->
    [1] и ещё один
   *[other] и ещё { $count }
}
history-title = Что уже произошло
history-when = Когда
history-who = Кто
history-what = Что
history-note = Заметка
did-created = создание поста
did-writing_asked = заказ текста
did-edited = правка текста
did-undone = отмена правки
did-submitted = отправка на согласование
did-approved = одобрение
did-changes_requested = возврат на доработку
did-rejected = отклонение
did-voided = снятие одобрения из-за правки
did-scheduled = назначение времени
did-unscheduled = снятие с расписания
did-cancelled = отказ от поста
did-retried = повторная попытка
did-confirmed_live = проверка: пост опубликован
did-confirmed_absent = проверка: поста нет
did-connected = подключение аккаунта
did-disconnected = отключение аккаунта
did-setting_changed = изменение настройки
did-invited = приглашение в команду
did-joined = вход в команду
did-role_changed = смена роли

# --- time
schedule-title = Когда опубликовать?
schedule-text = Своими словами: «завтра в 9», «в пятницу в 18:30», «через два часа».
schedule-likely = Или выберите
schedule-slot = Ближайшее свободное: { $at }
schedule-hour = Через час: { $at }
schedule-tomorrow = { $at }
schedule-noted = Записано: { $when }. Пост выйдет, если к этому времени будет одобрен.
schedule-done = Запланировано: { $when }.
schedule-no-text = Сначала выберите текст, потом время.
schedule-problems = Где пост пока не проходит: { $accounts }. Посмотрите на пометки в карточке.
time-which = Какое время вы имели в виду?
time-open = Нужны день и час, например «в пятницу в 18:30».
time-past = Это время уже прошло. Когда опубликовать?
time-impossible = Такого времени не бывает. Когда опубликовать?
time-unread = Не удалось понять, какое это время. Попробуйте «завтра в 9» или «3 декабря в 18:30».
time-far = До этого больше двух лет. Выберите время поближе.
confirm-title = Всё верно?
confirm-summary = Время выхода: { $when }. Всё верно?
now-title = Опубликовать сейчас?
now-text = Пост уйдёт через десять секунд после вашего «да». До этого всё можно отменить.
now-done = Пост выйдет через 10 секунд.
publish-not-approved = Пост ещё не одобрен: сначала отправьте его на согласование.
publish-time-not-approved = В этом рабочем пространстве согласуют и новое время: попросите согласующего опубликовать пост.
off-done = Пост снят с расписания.
drop-done = Пост убран. Вернуть его в работу можно из карточки.
reopen-done = Это снова черновик.
in-seconds = { $count ->
    [0] сейчас
    [1] через секунду
    [one] через { $count } секунду
    [few] через { $count } секунды
    [many] через { $count } секунд
   *[other] через { $count } секунды
}
in-minutes = { $count ->
    [1] через минуту
    [one] через { $count } минуту
    [few] через { $count } минуты
    [many] через { $count } минут
   *[other] через { $count } минуты
}
in-hours = { $count ->
    [1] через час
    [one] через { $count } час
    [few] через { $count } часа
    [many] через { $count } часов
   *[other] через { $count } часа
}
in-days = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
    [many] через { $count } дней
   *[other] через { $count } дня
}
in-weeks = { $count ->
    [1] через неделю
    [one] через { $count } неделю
    [few] через { $count } недели
    [many] через { $count } недель
   *[other] через { $count } недели
}
ago-seconds = { $count ->
    [1] секунду назад
    [one] { $count } секунду назад
    [few] { $count } секунды назад
    [many] { $count } секунд назад
   *[other] { $count } секунды назад
}
ago-minutes = { $count ->
    [1] минуту назад
    [one] { $count } минуту назад
    [few] { $count } минуты назад
    [many] { $count } минут назад
   *[other] { $count } минуты назад
}
ago-hours = { $count ->
    [1] час назад
    [one] { $count } час назад
    [few] { $count } часа назад
    [many] { $count } часов назад
   *[other] { $count } часа назад
}
ago-days = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
    [many] { $count } дней назад
   *[other] { $count } дня назад
}
ago-weeks = { $count ->
    [1] неделю назад
    [one] { $count } неделю назад
    [few] { $count } недели назад
    [many] { $count } недель назад
   *[other] { $count } недели назад
}

# --- calendar and drafts
calendar-title = Две недели с { $first }
calendar-empty = На эти дни ничего не запланировано. Напишите пост и назначьте ему время.
calendar-summary = { $count ->
    [0] Ничего не запланировано
    [1] Запланирован один пост
    [one] Запланирован { $count } пост
    [few] Запланировано { $count } поста
    [many] Запланировано { $count } постов
   *[other] Запланировано { $count } поста
}
calendar-when = Когда
calendar-state = Статус
calendar-post = Пост
drafts-title = Черновики
drafts-empty = Черновиков нет. Пришлите мне строчку, и появится первый.
drafts-summary = { $count ->
    [0] Черновиков нет
    [1] Один черновик
    [one] { $count } черновик
    [few] { $count } черновика
    [many] { $count } черновиков
   *[other] { $count } черновика
}

# --- results
live-title = Пост вышел
live-summary = Опубликовано: { $account }
live-link = Посмотреть
live-late = { $count ->
    [one] Пост вышел с опозданием на { $count } минуту.
    [few] Пост вышел с опозданием на { $count } минуты.
    [many] Пост вышел с опозданием на { $count } минут.
   *[other] Пост вышел с опозданием на { $count } минуты.
}
retry-done = Отправляем ещё раз.
doubt-live-done = Хорошо: отмечено как опубликованное.
doubt-absent-done = Отправляем ещё раз.
doubt-look-done = Ещё раз спрашиваем сеть.
absent-title = Отправить снова?
absent-text = Пожалуйста, сначала ещё раз загляните в аккаунт: если пост всё-таки там, читатели увидят его дважды.

# --- даты: шаблоны CLDR (unicode.org/reports/tr35/tr35-dates.html)
date-without-year = EEEE, d MMMM
date-with-year = EEEE, d MMMM y 'г'.
date-short = d MMM
date-month = LLLL y
date-stamp = EEE, d MMM

# --- слова, которые, может быть, не тема поста
sure-time = Похоже на время. Чтобы назначить его посту, откройте пост и нажмите «Запланировать». Или это тема нового поста?
sure-short = Для поста это очень коротко. Всё равно написать?

# --- две правки сразу
edit-both-title = Текст тем временем изменили
edit-both = Пока вы писали, текст изменили. Вот что с ним сделала бы ваша правка.
act-keep-theirs = Оставить их текст
act-save-mine = Сохранить мой текст

# --- время кнопками
act-pick-date = Выбрать дату
pick-day-title = В какой день? { $month }
pick-words = Или напишите: «завтра в 9», «3 декабря в 18:30».
pick-legend = [ ] — сегодня; • значит, что на этот день уже что-то запланировано.
pick-hour-title = В котором часу? { $day }
pick-minute-title = Во сколько точно? { $day }
pick-past = Этот день уже прошёл. Выберите сегодня или день позже.
pick-outside = Этот день в другом месяце: туда ведут ◀ и ▶.
pick-over = Это время уже прошло. Выберите время позже.
pick-skipped = В эту ночь часы переводят вперёд, и такого времени нет. Выберите другое.
pick-which-title = До перевода часов или после?
pick-which-text = В эту ночь часы переводят назад, и это время наступает дважды: { $when }.
pick-first = { $time }, до перевода
pick-second = { $time }, на час позже

# --- присланные картинки и видео
media-unknown = Подойдут картинки JPEG, PNG, WebP и GIF и видео MP4, а этот файл в другом формате. Пожалуйста, сохраните его в одном из этих форматов и пришлите ещё раз.
media-too-large = Этот файл больше { $megabytes } МБ. Пожалуйста, пришлите файл поменьше.
media-too-many-pixels = { $megapixels ->
    [one] В этой картинке больше { $megapixels } миллиона пикселей. Пожалуйста, уменьшите её и пришлите ещё раз.
    [few] В этой картинке больше { $megapixels } миллионов пикселей. Пожалуйста, уменьшите её и пришлите ещё раз.
    [many] В этой картинке больше { $megapixels } миллионов пикселей. Пожалуйста, уменьшите её и пришлите ещё раз.
   *[other] В этой картинке больше { $megapixels } миллиона пикселей. Пожалуйста, уменьшите её и пришлите ещё раз.
}
media-broken = Этот файл не читается: он повреждён или его формат не тот, что в названии. Пожалуйста, сохраните его заново и пришлите ещё раз, видео — в обычном формате MP4.
media-took-too-long = Эта картинка читается слишком долго. Пожалуйста, сохраните её заново, лучше поменьше, и пришлите ещё раз.
media-still = Эта картинка движется, но используется только её первый кадр. Чтобы движение сохранилось, пришлите её как видео MP4.

# --- картинки
picture-alt = ALT
picture-more = +{ $count }

# --- месяц
act-as-month = Месяц
act-as-list = Список
calendar-month = Календарь
calendar-next = Ближайшие семь дней:
calendar-next-empty = На ближайшие семь дней ничего не запланировано.
calendar-month-empty = Здесь пока ничего не запланировано. Напишите пост и назначьте ему время, и он появится в этом календаре.
