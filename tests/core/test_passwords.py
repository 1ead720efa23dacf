"""What looks like a password is never kept; what only speaks of passwords is a post like any other."""

import pytest

from core.checks.passwords import told

TOLD = """
password: hunter2
Password: sunshine
my password is hunter2
My Facebook password is Kaķis2020
pass: qwerty12
pwd=Secret!1
login anna password Rye2024!
PASSWORD - rye_bread_99
app password: abcd-efgh-ijkl-mnop
the password was Summer2024
username: anna, password: tomato
Instagram login: anna / pass: Br3ad!
password "letmein"
here is the password: correcthorse
pin: 4821
password for mastodon: Zxcv1234
passwd: toor1
parole: kaķis123
Mana parole ir Maize2024
parole - Saule99!
mana Instagram parole: rudzumaize
Facebook parole ir kliņģeris
Paroli: zxc123
lietotājs anna, parole Rudzi2020
lietotājvārds: anna parole: qwerty
te parole: „Vasara2025”
parole = Rīga2024
pins: 1234
parole kontam: Saulīte1
Mūsu mastodon parole ir tomāts5
jauna parole: Ziema!24
parole Bla5bla
пароль: qwerty123
Мой пароль Maslo2024
мой пароль: солнышко
пароль от инстаграма: Хлеб2024
Пароль — Zima2024!
логин anna пароль Rozh2020
вот пароль: «котик77»
пароль это Rzhanoy1
пароль=toor99
пин-код: 4821
пин: 9911
Пароль от ВК: maslo_77
новый пароль: Vesna25
наш пароль такой Klad2024
логин: anna@mail.ru пароль: 12345678
пароль qwerty12
пароль для телеграма: Тест12
пароля: Pirog99
The wifi is down. My instagram password: Hunter2!
пасс: Qwe123rty
Mein Passwort ist Hunter2!x
contraseña: Tomate77
abcd-efgh-ijkl-mnop
anna.example.org ab2d-efgh-ijkl-mnop
The app password is abcd-efgh-ijkl-mnop
Here it is: aBcd efgh 1jkl mnop qrst uvwx
ｐａｓｓｗｏｒｄ: Hunter2!
pass\u200bword: Hunter2!
"""
NOT_TOLD = """
Change your password today! Five tips from our IT desk
Forgot your password? We help in ten minutes.
Password: strong ones only, says our expert
Our Wi-Fi password: coffee2026
Passwords are like underwear: change them often
A new lesson on passwords, Friday at 17
We never ask for your password
Paroles maiņa šonedēļ: kā to izdarīt droši
Aizmirsāt paroli? Palīdzēsim!
Wi-Fi parole: kafija2026
Nekad nevienam nesakiet savu paroli.
Dienas parole ir smaids visiem, kas ienāk
Semināra tēma: drošas paroles un kā tās izvēlēties
Забыли пароль? Мы поможем.
Пароль от Wi-Fi: kofe2026
Никому не говорите пароль, даже нам
Наш пароль — доброта и свежий хлеб
Пройдите наш тест на надёжность пароля
Free pass: two for one on Friday
Boarding pass 2 go
Pass the bread, it is fresh
Pin the post please
Pins and badges at 5 EUR
PIN codes explained in 3 minutes
Fresh rye bread at 7:30
Kliņģeris 15 EUR līdz piektdienai
Parole: nāc pie mums sestdien uz svaigu maizi
Festival pass 2026/27 on sale now
Season pass: two for one on Friday
Black Friday pass 2026
We sell must-have-home-deco
Open from 2026 till late this week
Call 2912 3456 2912 3457 2912 3458
"""


@pytest.mark.parametrize("text", TOLD.strip().splitlines())
def test_a_password_is_known_for_one(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize("text", NOT_TOLD.strip().splitlines())
def test_what_only_speaks_of_passwords_is_a_post(text: str) -> None:
    assert not told(text)
