## Konta savienošana: lapas pārlūkprogrammā

web-connect-title = Savienot kontu: { $network }
web-connect-who = Persona
web-connect-workspace = Darba telpa
web-connect-network = Tīkls
web-connect-account = Konts
web-connect-you = Vai jūs esat { $name }? Ja šo saiti jums atsūtīja kāds cits, nospiediet „Tas neesmu es”: citādi jūsu konts nonāks šī cilvēka darba telpā.
web-connect-next = Kas notiks tālāk
web-connect-step-code = Nākamajā lapā būs seši cipari. Ierakstiet tos savā privātajā čatā ar AiMarketing.
web-connect-step-login = Jūs piesakāties vietnē { $place }. Jūsu paroli mēs neredzam.
web-connect-step-done = Konts ir savienots. Atvienot to čatā varat jebkurā brīdī.
web-connect-yes = Jā, tas esmu es
web-connect-not-me = Tas neesmu es: pārtraukt

web-connect-may = Ko mēs tur drīkstam
web-connect-may-publish = Publicējam to, ko kāds šajā darba telpā ir izlēmis publicēt, un labojam vai dzēšam to, kad mums to lūdz.
web-connect-may-read_account = Nolasām, kā sauc kontu.
web-connect-may-read_engagement = Nolasām, kā veicas jūsu ierakstiem, kad jūs to jautājat.
web-connect-may-nothing-else = Neko citu mēs tur nedarām, un paši no sevis – neko.
web-connect-lacks-publish = Publicēt tur nevaram: šāda atļauja netika dota.
web-connect-lacks-read_account = Nevaram nolasīt, kā sauc kontu: šāda atļauja netika dota.
web-connect-lacks-read_engagement = Nevarēsim pateikt, kā veicas jūsu ierakstiem: šāda atļauja netika dota.

web-connect-code-title = Ierakstiet šo kodu čatā
web-connect-code-how = Ierakstiet šos sešus ciparus savā privātajā čatā ar AiMarketing, kur lūdzāt saiti. Pēc tam šī lapa turpinās pati.
web-connect-code-wrong = { $left ->
    [zero] Tie bija citi cipari. Atlicis { $left } mēģinājumu.
    [one] Tie bija citi cipari. Atlicis { $left } mēģinājums.
   *[other] Tie bija citi cipari. Atlikuši { $left } mēģinājumi.
}
web-connect-code-secret = Nedodiet šo kodu nevienam un nerakstiet to nekur citur. Mēs jums to nekad neprasīsim.
web-connect-code-over = Šis kods vairs neder
web-connect-code-over-more = Tas derēja piecas minūtes.
web-connect-new-code = Parādīt jaunu kodu
web-connect-or = Vai bez koda
web-connect-telegram = Piesakieties savā Telegram kontā:
web-connect-typed = Ierakstīju
web-connect-stop = Pārtraukt

web-connect-proved = Tas esat jūs
web-connect-there = Piesakieties vietnē { $place } un izlemiet tur, ko AiMarketing drīkst darīt. Pēc tam nonāksiet atpakaļ šeit.
web-connect-go = Doties uz { $place }
web-connect-leaving = Tālāk uz { $place }
web-connect-away = Jūs piesakāties vietnē { $place }
web-connect-away-more = Kad tur būsiet izlēmis, ko AiMarketing drīkst darīt, nonāksiet atpakaļ šeit.
web-connect-back = Mirklīti
web-connect-back-more = Jautājam vietnei { $place }, kurš konts tas ir…
web-connect-look = Paskatīties, kas notiek

web-connect-which = Kuru kontu?
web-connect-which-more = Jūsu pieteikšanās atver vairākus kontus. Nospiediet to, kurš jāsavieno; pārējos neaiztiksim.
web-connect-done = Savienots
web-connect-done-more = Konts „{ $account }” ir savienots.
web-connect-see = Skatīt kontu
web-connect-back-to-chat = Šo lapu varat aizvērt: viss pārējais ir čatā.
web-connect-over = Nav savienots
web-connect-again = Nekas netika savienots. Lai saņemtu jaunu saiti, ierakstiet čatā /connect.
web-connect-elsewhere = Šī saite ir atvērta citā pārlūkprogrammā
