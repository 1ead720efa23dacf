### Ieraksta attēli un video: kā tie nonāk ierakstā, ko tie rāda, un to apraksti.

## Ieraksts, kas sākas ar attēliem
media-ask = Ko ierakstā teikt?
media-kept = { $count ->
    [1] Attēls ir saglabāts. Atsūtiet par to rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un uzreiz uzrakstiet gatavu tekstu.
    [zero] Visi { $count } ir saglabāti. Atsūtiet par tiem rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un uzreiz uzrakstiet gatavu tekstu.
    [one] Visi { $count } ir saglabāti. Atsūtiet par tiem rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un uzreiz uzrakstiet gatavu tekstu.
   *[other] Visi { $count } ir saglabāti. Atsūtiet par tiem rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un uzreiz uzrakstiet gatavu tekstu.
}
media-untitled = Attēli, teksta vēl nav
act-only-picture = Tikai attēls
act-add-to = Pielikt šeit: „{ $title }”
media-began = Ar to ir sākts jauns ieraksts.
media-moved = Pārlikts: tagad viss ir šajā ierakstā, un jaunais ir atmests.
media-too-many = Vienā ierakstā nevar būt vairāk par { $most } attēliem un video. Nekas nav mainīts; daļu atstājiet un atsūtiet pārējos.

## Ieraksta kartītē
media-count = 🖼 { $count }
media-line = 🖼 { $count } · { $bare ->
    [0] visi aprakstīti
   *[other] bez apraksta: { $bare }
}
act-media = Attēli
act-describe = Aprakstīt
act-as-picture = Kā attēlu
act-as-text = Kā tekstu
did-pictured = mainīja attēlus
review-pictures = Attēli ir mainīti ({ $what }).
review-pictures-new = jauni: { $which }
review-pictures-described = mainīts apraksts: { $which }
review-pictures-out = izņemti: { $count }

## Saraksts
media-title = Attēli un video
media-summary = { $count ->
    [0] Attēlu nav
    [1] Viens attēls
    [zero] { $count } attēlu un video
    [one] { $count } attēls un video
   *[other] { $count } attēli un video
}
media-what = Kas
media-alt = Apraksts
media-no-alt = vēl nav
media-describe = Aprakstīt
media-out = Izņemt
media-out-done = Izņemts.
media-more = Lai pieliktu vēl, atsūtiet to kā atbildi uz šo kartīti.
media-none = Attēlu nav. Lai pieliktu, atsūtiet to kā atbildi uz šo kartīti.
media-alt-unread = Kur apraksti netiek rādīti: { $networks }. Tur redzamais jāpasaka tekstā.

## Apraksti
alt-title = Aprakstiet, kas redzams
alt-image = Kas redzams { $at }. attēlā no { $of }?
alt-video = Kas redzams { $at }. failā no { $of }, kas ir video?
alt-hint = Viens vai divi teikumi tam, kurš to neredz: „Tumšas maizes kukulis uz koka galda.”
alt-done = Paldies: apraksti ir saglabāti.
alt-too-long = { $length ->
    [zero] Aprakstā ir { $length } zīmju, bet drīkst būt ne vairāk kā { $most }.
    [one] Aprakstā ir { $length } zīme, bet drīkst būt ne vairāk kā { $most }.
   *[other] Aprakstā ir { $length } zīmes, bet drīkst būt ne vairāk kā { $most }.
}
act-empty = Atstāt tukšu

## Ko iesaka modelis, ja tāds ir
act-suggest = Ieteikt aprakstus
media-suggest = Ieteikt
act-take = Pieņemt
act-own-words = Saviem vārdiem
suggest-asked = { $count ->
    [1] Skatos uz attēlu; pēc brīža pateikšu, kas tajā redzams.
    [zero] Skatos uz { $count } attēliem; pēc brīža pateikšu, kas tajos redzams.
    [one] Skatos uz { $count } attēlu; pēc brīža pateikšu, kas tajos redzams.
   *[other] Skatos uz { $count } attēliem; pēc brīža pateikšu, kas tajos redzams.
}
suggest-none = Vairs nav nekā, ko aprakstīt.
suggest-offer = Lūk, ko redz valodas modelis. Pirms pieņemat, lūdzu, pārbaudiet:
suggest-kept = Tagad tas ir attēla apraksts.
suggest-gone = Šī attēla ierakstā vairs nav.
suggest-blind = Valodas modelim par šo attēlu nav ko teikt. Lūdzu, aprakstiet to saviem vārdiem.
suggest-budget = Valodas modelim šomēnes vairs nav budžeta, tāpēc attēlu neviens nav aplūkojis. Lūdzu, aprakstiet to saviem vārdiem. Budžetu nosaka īpašnieks: Iestatījumi → Rakstītājs.
suggest-misconfigured = Valodas modeli neizdevās izmantot: kaut kas nav kārtībā ar tā atslēgu, modeļa nosaukumu, adresi vai apmaksu. Lūdzu, pasakiet to šī servera uzturētājam un aprakstiet attēlu saviem vārdiem.
suggest-busy = Valodas modelis šobrīd ir aizņemts vai nav sasniedzams. Pamēģiniet vēlreiz pēc dažām minūtēm vai aprakstiet attēlu saviem vārdiem.
suggest-broken = Valodas modeļa atbilde pārtrūka vai nebija izmantojama. Palūdziet vēlreiz vai aprakstiet attēlu saviem vārdiem.
suggest-refused = Valodas modelis atteicās aprakstīt šo attēlu. Lūdzu, aprakstiet to saviem vārdiem.

## Citas lietas, ko cilvēki sūta
odd-heard = Es dzirdēju:
odd-sticker = Jauki! Es saprotu vārdus un attēlus: atsūtiet rindiņu par to, kas jauns, un es par to uzrakstīšu ierakstu.
odd-place = Paldies; ar vietām es neko nedaru. Ja ierakstā jābūt adresei, ierakstiet to savā rindiņā.
odd-contact = Kontaktus es neglabāju, arī šis nav saglabāts. Lai kādu pievienotu, īpašnieks viņu uzaicina: Iestatījumi → Komanda.
odd-poll = Aptaujas es publicēt nevaru. Atsūtiet jautājumu kā rindiņu, un tas kļūs par ierakstu, kas jautā.
odd-sound = Skaņas failus es izmantot nevaru. Pasakiet to balss ziņā vai rakstiski; ierakstam atsūtiet video vai attēlu.
odd-voice = Šo balss ziņu neizdevās saprast. Lūdzu, uzrakstiet to. (Serveris balsis saprot tikai tad, ja tam ir īpašs modelis, un ne ilgāk par piecām minūtēm.)
odd-round = Apaļos video es izmantot nevaru. Lūdzu, atsūtiet to kā parastu video.
odd-game = Labi izspēlēts! Kad būs kas sakāms klientiem, atsūtiet par to rindiņu.
odd-password = *Tas izskatījās pēc paroles, tāpēc neko no tā nesaglabājām.* Paroles mums nekad nav jāsūta: kontus savieno paša tīkla lapā. Ja ziņa augstāk vēl ir redzama, lūdzu, izdzēsiet to. Ja tā nebija parole, pasakiet to citiem vārdiem.
odd-thing = Šādu ziņu es izmantot nevaru. Ierakstus veidoju no vārdiem, attēliem un video.
forwarded-from = No: { $name }. Ņemu to par ieraksta ideju.
forwarded-source = No: { $name }
post-parted = Ar attēliem vienā ziņā te ietilpst { $most } zīmes: vispirms tiks publicēti attēli, uzreiz zem tiem – teksts.
thread-count = { $count ->
    [zero] { $count } ierakstos
    [one] { $count } ierakstā
   *[other] { $count } ierakstos
}
thread-part = — { $number } no { $of } · { $length } —
thread-goes = { $count ->
    [zero] Tiks publicēts { $count } ierakstos, katrs – atbilde uz iepriekšējo; attēli ir pirmajā. Kur sākas nākamais ieraksts, tekstā parāda rindiņa ar trim defisēm (---).
    [one] Tiks publicēts { $count } ierakstā, katrs – atbilde uz iepriekšējo; attēli ir pirmajā. Kur sākas nākamais ieraksts, tekstā parāda rindiņa ar trim defisēm (---).
   *[other] Tiks publicēts { $count } ierakstos, katrs – atbilde uz iepriekšējo; attēli ir pirmajā. Kur sākas nākamais ieraksts, tekstā parāda rindiņa ar trim defisēm (---).
}
thread-could = { $count ->
    [zero] Kā pavediens tas ietilptu { $count } ierakstos: skatiet „Iespējas”.
    [one] Kā pavediens tas ietilptu { $count } ierakstā: skatiet „Iespējas”.
   *[other] Kā pavediens tas ietilptu { $count } ierakstos: skatiet „Iespējas”.
}
