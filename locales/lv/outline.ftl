### Vārdi, no kuriem uzmetumu rakstītājs saliek ierakstus. Katra ziņas rinda ir viena iespēja; pirmo izmanto pirmo.
### Šeit nedrīkst būt neviena fakta (cenas, datuma, skaitļa, vietas), un neviens lietotāja vārds nedrīkst prasīt citu locījumu.
### Sarakstos celms atbilst vārda sākumam, ar "=" galā – visam vārdam. Iespējas atdala "|".

## Toņi
outline-tone-plain = Vienkāršs
outline-tone-friendly = Draudzīgs
outline-tone-formal = Lietišķs
outline-tone-playful = Rotaļīgs
outline-tone-expert = Lietpratīgs
outline-named-plain = vienkārš|neitrāl
outline-named-friendly = draudzīg|sirsnīg|silt|mīļ|neformāl
outline-named-formal = lietišķ|formāl|oficiāl|nopietn|profesionāl|pieklājīg
outline-named-playful = rotaļīg|jautr|smieklīg|asprātīg|humor|dzīvespriecīg
outline-named-expert = lietpratīg|ekspert|faktu=|speciālist

## Par ko ir uzdevums
outline-topic-sad = līdzjūtīb|sēr=|sēras=|sērās=|sērojam|bēres=|bērēs=|bēru=|miris=|mirusi=|mūžībā=|traģēdij|karš=|kara=|piemiņai=|piemiņas=
outline-topic-notice = slēgt|aizvērt|nestrādā|atvain|piedodiet|atcel|pārcel|pārtrauk|darba laik|darbalaik|nebūs pieejam|nav pieejam|kavē|remont|inventarizācij|vairs ne
outline-topic-job = vakanc|darba piedāvājum|aicinām darbā|meklējam|algo|alga=|alga |kolēģ|komandai=|cv=|prakses viet
outline-topic-event = pasākum|koncert|izstād|meistarklas|darbnīc|seminār|vebinār|festivāl|tirdziņ|ballīt|svinīb|atklāšan|degustācij|aicinām|lekcij|nodarbīb|atvērto durvju|pievienojies
outline-topic-offer = atlaid|akcij|izpārdošan|piedāvājum|lētāk|dāvanu kart|īpašā cena|īpaša cena|kupon|puscen
outline-topic-thanks = paldies|pateicam|apsveic|sveicam|priecīgus|ziemassvētk|lieldien|jubilej|dzimšanas dien|gadadien|svētkos=
outline-topic-new = jaun|tikko=|pirmo reizi|pirmoreiz|tagad arī|nupat=|svaig

## Pirms faktiem
outline-open-brand =
    Jaunumus stāsta { $brand }:
    { $brand } ziņo:
outline-open-news =
    Padalāmies ar jaunumiem:
    Noder zināt:
    Īsumā no mums:
outline-open-news-friendly =
    Mums ir ko pastāstīt 😊
    Sveiki! Padalāmies ar jaunumiem:
outline-open-news-playful =
    Bungu rīboņu, lūdzu 🥁
    Pst, mums ir jaunumi 👀
outline-open-new =
    Jaunums pie mums:
    Kas jauns pie mums:
    Iepazīstieties:
outline-open-new-friendly =
    Mums ir kas jauns ✨
    Ar prieku rādām ko jaunu 😊
outline-open-new-playful =
    Dodiet ceļu jaunumam ✨
    Jauns, un tam grūti pretoties 😋
outline-open-offer =
    Mūsu piedāvājums:
    Vērts zināt:
    Mūsu klientiem:
outline-open-offer-friendly =
    Laba ziņa jums 😊
    Mazs prieks mūsu klientiem 💛
outline-open-offer-playful =
    Šis patiks jūsu maciņam 😉
    Lutināšanas režīms – ieslēgts 🛍️
outline-open-event =
    Aicinām:
    Ierakstiet kalendārā:
    Pievienojieties mums:
outline-open-event-friendly =
    Sirsnīgi aicinām 😊
    Nāciet pie mums 💛
outline-open-event-playful =
    Atbrīvojiet vietu kalendārā 📅
    Plānu vēl nav? Tagad ir 😉
outline-open-job =
    Aicinām darbā:
    Pievienojieties mūsu komandai:
outline-open-job-friendly =
    Mūsu komandā ir vieta vēl vienam labam cilvēkam 😊
    Nāciet strādāt pie mums 💛
outline-open-job-playful =
    Negaidīts pavērsiens: jūsu nākamais darbs ir tepat 👀
    Nākamie kolēģi jau māj ar roku 👋
outline-open-notice =
    Lūdzam ņemt vērā:
    Svarīga informācija:
    Jūsu zināšanai:
outline-open-thanks =
    Daži vārdi no mums:
    No mums jums:
outline-open-thanks-friendly =
    No mums jums – no sirds 💛
    Daži sirsnīgi vārdi 💛
outline-open-expert =
    Svarīgākais:
    Īsumā:
    Kas jāzina:
outline-open-link =
    Aplūkojiet:
    Viss atrodams šeit:
    Visas detaļas:

## Vispirms jautājums vai ieguvums
outline-ask-news =
    Vai jau dzirdējāt?
    Vai zinājāt?
    Interesē, kas pie mums notiek?
outline-ask-news-friendly =
    Vai jau dzirdējāt mūsu jaunumus? 😊
    Ir brīvs brītiņš? Mums ir ko pastāstīt 😊
outline-ask-news-playful =
    Protat glabāt noslēpumus? Mēs gan ne 😄
    Uzminiet, kas jauns 👀
outline-ask-new =
    Meklējat ko jaunu?
    Vai jau redzējāt?
outline-ask-new-friendly =
    Gribas ko jaunu? 😊
    Kurš te labprāt izmēģina pirmais? 🙋
outline-ask-new-playful =
    Apnicis viens un tas pats? Tā jau domājām 😏
    Ziņkārīgi? Ir pamats 👀
outline-ask-offer =
    Gaidījāt īsto brīdi?
    Kuram gan nepatīk izdevīgi pirkumi?
outline-ask-offer-friendly =
    Gaidījāt īsto brīdi? Tas ir klāt 😊
    Gribas sevi mazliet palutināt? 💛
outline-ask-offer-playful =
    Vai kāds teica „palutini sevi”? 👀
    Gaidījāt zīmi? Tā ir šī 😄
outline-ask-event =
    Vai jums jau ir plāni?
    Domājat, ko darīt?
outline-ask-event-friendly =
    Plānu vēl nav? Pievienojieties mums 😊
    Pavadīsim laiku kopā? 💛
outline-ask-event-playful =
    Vajag iemeslu labi pavadīt laiku? 🎉
    Kurš ir ar mieru? 🙋
outline-ask-job =
    Meklējat darbu?
    Vai pazīstat kādu, kurš meklē darbu?
outline-ask-job-friendly =
    Meklējat darbu kopā ar labiem cilvēkiem? 😊
    Gribat strādāt kopā ar mums? 💛
outline-ask-job-playful =
    Vai tas esat jūs? 👀
    Meklējat darbu, uz kuru gribas skriet? 😄
outline-ask-notice =
    Plānojat pie mums ierasties?
    Pirms dodaties pie mums:
outline-ask-thanks =
    No sirds:
    Mēs gribam jums ko pateikt:
outline-ask-expert =
    Kas par to jāzina?
    Kas šeit ir būtiskākais?
outline-ask-link =
    Vai jau redzējāt?
    Interesē?
    Meklējat, kur uzzināt vairāk?

## Pēc faktiem
outline-close-news =
    Ir jautājumi? Rakstiet mums.
    Vēlaties uzzināt vairāk? Rakstiet mums.
    Lūdzu, pastāstiet arī citiem.
outline-close-news-friendly =
    Ir jautājumi? Rakstiet, labprāt atbildēsim 😊
    Ko jūs par to domājat? Pastāstiet mums 💬
outline-close-news-playful =
    Nu, ko teiksiet? Klausāmies ļoti uzmanīgi 👂
    Padodiet tālāk – jaunumiem patīk ceļot 🚀
outline-close-new =
    Vēlaties uzzināt vairāk? Rakstiet mums.
    Pastāstiet, ko domājat.
outline-close-new-friendly =
    Ko jūs par to domājat? Pastāstiet mums 💬
    Ar nepacietību gaidām, kā jums patiks 😊
outline-close-new-playful =
    Nu taču – mēs zinām, ka gribas 😉
    Pazīstat kādu, kuram tas jāredz? Parādiet 👇
outline-close-offer =
    Ir jautājumi? Rakstiet mums.
    Pastāstiet kādam, kam tas noderēs.
outline-close-offer-friendly =
    Padalieties ar kādu, kurš par to priecāsies 💛
    Ir jautājumi? Rakstiet, labprāt atbildēsim 😊
outline-close-offer-playful =
    Jūsu gājiens 😉
    Pasakiet draugam, kurš to gaidīja 😄
outline-close-event =
    Gaidīsim jūs.
    Vai pievienosieties?
outline-close-event-friendly =
    Uz tikšanos 😊
    Ko aicināsiet līdzi? 💬
outline-close-event-playful =
    Ņemiet līdzi draugus – jo vairāk, jo jautrāk 🎉
    Kurš būs? 🙋
outline-close-job =
    Tas ir par jums? Rakstiet mums.
    Pazīstat īsto cilvēku? Lūdzu, padalieties ar šo ierakstu.
outline-close-job-friendly =
    Tas ir par jums? Rakstiet, labprāt iepazīsimies 😊
    Pazīstat īsto cilvēku? Padodiet ziņu tālāk 💛
outline-close-job-playful =
    Izklausās pēc jums? Pamājiet arī mums 👋
    Atzīmējiet draugu, ar kuru mums jāiepazīstas 😄
outline-close-notice =
    Paldies par sapratni.
    Ir jautājumi? Rakstiet mums.
outline-close-thanks =
    Paldies, ka esat ar mums.
    Ar vissiltākajiem novēlējumiem.
outline-close-thanks-friendly =
    Paldies, ka esat ar mums 💛
    Sirsnīgi sveicieni no mums 🤗
outline-close-expert =
    Jautājumi par detaļām? Rakstiet mums.
    Vajadzīgs padoms? Rakstiet mums.
outline-close-link =
    Ir jautājumi? Rakstiet mums.
    Pastāstiet, ko domājat.

## Ap lietotāja paša vārdiem
outline-about = Pastāstām { $rest }
outline-about-us = Par mums: { $about }

## No kā sastāv uzdevumi un norādījumi
outline-say-write = uzraksti|raksti=|izveido|sagatavo|uztaisi|publicē|vajag|vajadzīgs|vajadzētu|gribu=|sacer
outline-say-post = ierakst|postu=|posts=|sludinājum|paziņojum|tekst|ziņu=|ziņa=|reklām|linkedin|instagram|facebook|feisbuk|telegram
outline-say-about = par
outline-say-that = ka=|par to, ka
outline-say-filler = lūdzu|to=|šo=|šis=|tas=|man=|mums=|mūsu=|ar=|un=|vairāk|mazliet|nedaudz|drusku|kādu=|dažus=|dažas=|visus=|visas=|visu=|beigās=|galā=|galvenaj|toni|tonī|toņa|stil|padari|pataisi|taisi|izmanto|lieto|raksti=|vajag|var=|varētu=|būtu=|lai=|ir=|esi=|ļoti|pievēr|uz=|vēl=|kļūst=
outline-say-shorter = īsāk|saīsin|īss=|īsu=|īsi=|īsa=|lakonisk|apgriez
outline-say-longer = garāk|pagarin|paplašin|izvērst|detalizēt|sīkāk|garš=|garu=
outline-say-add = pievieno|ieliec|pieliec|iekļauj|ievieto|pieraksti|izmanto=|lieto=
outline-say-remove = noņem|dzēs|izdzēs|izņem|izmet|bez=|nevajag
outline-say-replace = aizstāj|nomaini|samaini|maini=|aizvieto
outline-say-with = ar|uz|pret
outline-say-emoji = emocijzīm|emodži|emoji|smaidiņ
outline-say-hashtag = tēmtur|mirkļbirk|heštag|hashtag|birk
outline-say-sentence = teikum|rindu=|rindiņ|frāz|vārdus=|rindkop
outline-say-translate = tulko|iztulko|pārtulko|angliski|latviski|krieviski|angļu valod|latviešu valod|krievu valod

## Kad nav, no kā rakstīt
outline-empty-text = Kas jums jauns? Pastāstiet šeit saviem vārdiem.

## Karodziņi: kas jāizlasa, pirms tekstu izmantot
outline-cannot = Uzmetumu rakstītājs šo norādījumu nesaprata, tāpēc teksts nav mainīts. Tas prot tekstu saīsināt vai pagarināt, mainīt toni, pievienot vai noņemt emocijzīmes un tēmturus, aizstāt vārdus un pievienot teikumu, ko ierakstāt pēdiņās. Vai labojiet tekstu paši.
outline-translate = Uzmetumu rakstītājs neprot tulkot. Teksts nav mainīts; lūdzu, uzrakstiet to otrā valodā paši.
outline-not-found = Šo vārdu tekstā nav, tāpēc nekas nav aizstāts.
outline-no-room = Tā teksts būtu garāks, nekā tīkls atļauj, tāpēc tas nav mainīts.
outline-cut = Viss uzrakstītais šeit nesatilpa; daļa ir izlaista.
outline-never-word = Jūsu pašu vārdos bija kaut kas, ko lūdzāt nekad neteikt; šī daļa ir izlaista. Lūdzu, pārbaudiet, vai teksts joprojām pauž domāto.
outline-shortest = Vairs nav ko izlaist, nezaudējot jūsu faktus.
outline-longest = Vairs nav ko pievienot: tekstā jau ir viss, ko uzrakstījāt, un viss, ko par jums saka zīmola apraksts. Uzmetumu rakstītājs neko neizdomā.
outline-no-more = Tie ir visi varianti, ko uzmetumu rakstītājs var salikt no jūsu vārdiem. Lai būtu jauni, pastāstiet mazliet vairāk.
outline-other-language = Jūsu vārdi ir citā valodā nekā ieraksts. Uzmetumu rakstītājs netulko, tāpēc tie palikuši, kā uzrakstījāt.
outline-language = Uzmetumu rakstītājs raksta tikai latviešu, angļu un krievu valodā; pievienotie vārdi ir angliski.
outline-empty = Nebija no kā rakstīt. Lūdzu, šī teksta vietā ierakstiet savus jaunumus.
