## Konta pievienošana: lapas pārlūkprogrammā

web-connect-title = Pievienot kontu: { $network }
web-connect-who = Persona
web-connect-workspace = Darba telpa
web-connect-network = Tīkls
web-connect-account = Konts
web-connect-you = Vai jūs esat { $name }? Ja šo saiti jums atsūtīja kāds cits, spiediet „Tas neesmu es”: citādi jūsu konts nonāktu viņa darba telpā.
web-connect-next = Kas notiks tālāk
web-connect-step-code = Nākamajā lapā būs seši cipari. Ierakstiet tos savā privātajā sarunā ar AiMarketing.
web-connect-step-login = Jūs pieslēdzaties vietnē { $place }. Jūsu paroli mēs neredzam.
web-connect-step-done = Konts ir pievienots. Atvienot to sarunā varat jebkurā brīdī.
web-connect-yes = Jā, tas esmu es
web-connect-not-me = Tas neesmu es: pārtraukt

web-connect-may = Ko mēs tur drīkstam
web-connect-may-publish = Publicējam to, ko kāds šajā darba telpā ir atļāvis, un labojam vai dzēšam, kad to liek.
web-connect-may-read_account = Nolasām, kā sauc kontu.
web-connect-may-read_engagement = Nolasām, kā veicies jūsu ierakstiem, kad to jautājat.
web-connect-may-nothing-else = Neko citu mēs tur nedarām, un paši no sevis — neko.
web-connect-lacks-publish = Publicēt tur nevaram: šāda atļauja netika dota.
web-connect-lacks-read_account = Nevaram nolasīt, kā sauc kontu: šāda atļauja netika dota.
web-connect-lacks-read_engagement = Nevarēsim pateikt, kā veicies jūsu ierakstiem: šāda atļauja netika dota.

web-connect-code-title = Ierakstiet šo kodu sarunā
web-connect-code-how = Ierakstiet šos sešus ciparus savā privātajā sarunā ar AiMarketing, kur lūdzāt saiti. Pēc tam šī lapa turpinās pati.
web-connect-code-wrong = { $left ->
    [zero] Tas bija cits skaitlis. Atlikuši { $left } mēģinājumi.
    [one] Tas bija cits skaitlis. Atlicis { $left } mēģinājums.
   *[other] Tas bija cits skaitlis. Atlikuši { $left } mēģinājumi.
}
web-connect-code-secret = Nedodiet šo kodu nevienam un nerakstiet to nekur citur. No mums neviens jums to nekad neprasīs.
web-connect-code-over = Šis kods vairs neder
web-connect-code-over-more = Tas derēja piecas minūtes.
web-connect-new-code = Parādīt jaunu kodu
web-connect-or = Vai bez koda
web-connect-telegram = Pieslēdzieties savā Telegram kontā:
web-connect-typed = Ierakstīju
web-connect-stop = Pārtraukt

web-connect-proved = Tas esat jūs
web-connect-there = Pieslēdzieties vietnē { $place } un tur pasakiet, ko AiMarketing drīkst darīt. Pēc tam nonāksiet atpakaļ šeit.
web-connect-go = Doties uz { $place }
web-connect-leaving = Tālāk uz { $place }
web-connect-away = Jūs pieslēdzaties vietnē { $place }
web-connect-away-more = Kad tur būsiet pateicis, ko AiMarketing drīkst darīt, nonāksiet atpakaļ šeit.
web-connect-back = Mirklīti
web-connect-back-more = Jautājam vietnei { $place }, kurš konts tas ir…
web-connect-look = Paskatīties, kā veicas

web-connect-which = Kuru kontu?
web-connect-which-more = Jūsu pieslēgšanās atver vairākus kontus. Nospiediet to, kurš jāpievieno; pārējos neaiztiksim.
web-connect-done = Pievienots
web-connect-done-more = Konts „{ $account }” ir pievienots.
web-connect-see = Skatīt kontu
web-connect-back-to-chat = Šo lapu varat aizvērt: viss pārējais ir sarunā.
web-connect-over = Nav pievienots
web-connect-again = Nekas netika pievienots. Lai saņemtu jaunu saiti, sarunā rakstiet /connect.
web-connect-elsewhere = Šī saite ir aizņemta
