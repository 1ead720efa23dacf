### Ieraksta attēli un video: kā tie nonāk ierakstā, ko tie rāda, un to apraksti.

## Ieraksts, kas sākas ar attēliem
media-ask = Ko ierakstā teikt?
media-kept = { $count ->
    [1] Attēls ir saglabāts. Atsūtiet par to rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un dodiet visu tekstu pats.
    [zero] Visi { $count } ir saglabāti. Atsūtiet par tiem rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un dodiet visu tekstu pats.
    [one] Visi { $count } ir saglabāti. Atsūtiet par tiem rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un dodiet visu tekstu pats.
   *[other] Visi { $count } ir saglabāti. Atsūtiet par tiem rindiņu, un es uzrakstīšu ierakstu. Vai sāciet ar „=” un dodiet visu tekstu pats.
}
media-untitled = Attēli, teksta vēl nav
act-only-picture = Tikai attēls
act-add-to = Pielikt šeit: „{ $title }”
media-began = Ar to ir sākts jauns ieraksts.
media-moved = Pārlikts: tagad viss ir šajā ierakstā, un jaunais ir atmests.
media-too-many = Vienā ierakstā nevar būt vairāk par { $most } attēliem un video. Nekas nav mainīts; daļu atstājiet un atsūtiet pārējos.

## Ieraksta kartītē
media-line = 🖼 { $count } · { $bare ->
    [0] visi aprakstīti
   *[other] bez apraksta: { $bare }
}
act-media = Attēli
act-describe = Aprakstīt
act-as-picture = Kā attēlu
act-as-text = Kā tekstu
did-pictured = mainīja attēlus

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
odd-large = Šis fails šai sarakstei ir par lielu. Lūdzu, atsūtiet mazāku.
odd-document = Šādu failu es izmantot nevaru. Ierakstus veidoju no attēliem (JPEG, PNG, WebP, GIF), MP4 video un vārdiem.
odd-thing = Šādu ziņu es izmantot nevaru. Ierakstus veidoju no vārdiem, attēliem un video.
forwarded-from = No: { $name }. Ņemu to par ieraksta ideju.
forwarded-source = No: { $name }
