# Konti: kā tos savieno, zaudē un atvieno; ko tur var izvēlēties vienam ierakstam.

# --- pogas
act-accounts = Konti
act-settings-accounts = Konti
act-add-channel = Savienot kanālu: { $network }
act-disconnect = Atvienot
act-disconnect-yes = Jā, atvienot
act-try-again = Mēģināt vēlreiz
act-reconnect = Savienot no jauna
act-choose-again = Izvēlēties kanālu vēlreiz
act-connect-again = Savienot atkal

# --- saraksts
command-connect = konti, kuros iznāk ieraksti: savienot, pārbaudīt, atvienot
accounts-title = Konti
accounts-text = { $count ->
    [0] Vēl nav savienots neviens konts.
    [zero] Jūsu ieraksti var iznākt *{ $count } kontos*.
    [one] Jūsu ieraksti var iznākt *{ $count } kontā*.
   *[other] Jūsu ieraksti var iznākt *{ $count } kontos*.
}
accounts-label = Izvēlieties kontu, lai redzētu, kas ar to notiek
accounts-nothing-offered = Citus tīklus šeit vēl nevar savienot: vispirms servera uzturētājam jāiestata to atslēgas.

# --- izvēle
connect-pick-title = Savienot kanālu: { $network }
connect-pick-text = Izvēlieties kanālu, kuru vadāt. Šis bots kļūs par vienu no tā administratoriem ar tiesībām publicēt, labot un dzēst. Nekas tur neiznāks, kamēr kāds šeit to neatļaus.
connect-pick-label = Izvēlēties kanālu
connect-elsewhere = Jūsu kanālu saraksts ir { $network }: atveriet tur šo botu un ierakstiet /connect. Arī tur jums jābūt šajā darba telpā; uzaiciniet sevi sadaļā „Komanda”.
connect-private = Kanālu var izvēlēties tikai privātā čatā: atveriet čatu ar šo botu un ierakstiet tur /connect.
connect-not-picked = Lūdzu, nospiediet zemāk „Izvēlēties kanālu” un izvēlieties no saraksta; ierakstīts nosaukums neko nepierāda. Ar /cancel viss paliek, kā bija.

# --- viens konts
account-checking = Pārbaudām…
account-active = Savienots
account-refused = Nav savienots
account-reconnect = Jāsavieno no jauna
account-removed = Vairs nav savienots
connection-looking = Jautājam tīklam, vai gan jūs, gan mēs tur drīkstam publicēt
connection-good = Savienoja { $name }. Jauni ieraksti tur var iznākt.
connection-may-publish = ✓ Publicējam to, ko kāds šeit ir izlēmis publicēt.
connection-may-edit = ✓ Mainām šāda ieraksta tekstu, kad jūs to lūdzat.
connection-may-delete = ✓ Noņemam šādu ierakstu, kad jūs to lūdzat.
connection-may-not = ✗ Neko citu tur nedarām: paši neko nepublicējam un nelasām ne ziņas, ne dalībniekus.
connection-link = Atvērt
connection-gone = Mēs tur vairs nepublicējam. Jau iznākušie ieraksti paliek.
disconnect-title = Atvienot { $account }?
disconnect-planned = { $count ->
    [0] Tam nekas nav plānots.
    [zero] *{ $count } ieraksti*, kas tam uzrakstīti vai plānoti, tur neiznāks.
    [one] *{ $count } ieraksts*, kas tam uzrakstīts vai plānots, tur neiznāks.
   *[other] *{ $count } ieraksti*, kas tam uzrakstīti vai plānoti, tur neiznāks.
}
disconnect-stays = Kas iznācis, tas paliek. Kontu jebkurā laikā var savienot atkal; plānotais pats neatgriezīsies.

# --- kam trūkst tiesību un kur tās piešķir
right-bot-absent = Šī bota nav kanālā „{ $account }”.
right-bot-not-admin = Šis bots nav kanāla „{ $account }” administrators.
right-bot-cannot-post = Šis bots ir kanāla „{ $account }” administrators, bet nedrīkst tur publicēt.
right-holder-not-admin = { $name } savienoja „{ $account }”, bet nav šī kanāla administrators.
right-holder-cannot-post = { $name } ir kanāla „{ $account }” administrators, bet nedrīkst tur publicēt.
right-not-a-channel = „{ $account }” nav kanāls. Savienot var tikai kanālus.
right-moved = „{ $account }” ir pārcēlies, un tam tagad ir cits numurs.
cure-bot-absent = Izvēlieties kanālu zemāk vēlreiz, un bots tiks pievienots pats. Ar roku: atveriet kanālu, pieskarieties tā nosaukumam, *Administratori*, *Pievienot administratoru*, atrodiet šo botu un atļaujiet *publicēt ziņas*.
cure-bot-not-admin = Izvēlieties kanālu zemāk vēlreiz, un bots savas tiesības saņems pats. Ar roku: atveriet kanālu, pieskarieties tā nosaukumam, *Administratori*, *Pievienot administratoru*, atrodiet šo botu un atļaujiet *publicēt ziņas*.
cure-bot-cannot-post = Kanālā pieskarieties tā nosaukumam, *Administratori*, šis bots, un atļaujiet *publicēt ziņas*. Tad mēģiniet vēlreiz.
cure-holder-not-admin = To var mainīt kanāla īpašnieks: jāpieskaras kanāla nosaukumam, *Administratori*, *Pievienot administratoru*. Vai lai kanālu savieno kāds, kas to vada: viņš pievienojas šai darba telpai kā īpašnieks un ieraksta /connect.
cure-holder-cannot-post = To var mainīt kanāla īpašnieks: jāpieskaras kanāla nosaukumam, *Administratori*, šim cilvēkam, un jāatļauj *publicēt ziņas*. Tad mēģiniet vēlreiz.
cure-not-a-channel = Izvēlieties kanālu no saraksta.
cure-moved = Izvēlieties to no saraksta vēlreiz.

# --- ko kāds tur darīja
did-taken_down = noņēma publicēto
did-amended = izlaboja publicēto

# --- ieraksts, kas jau iznācis
act-edit-there = Labot tīklā
act-delete-there = Dzēst tīklā
act-delete-there-yes = Jā, dzēst tīklā
act-amend-send = Mainīt tīklā
delete-there-title = Dzēst ierakstu kontā { $account }?
delete-there-text = Lasītāji to tur vairs neatradīs, un atgūt to nevarēs; teksts šeit jums paliks.
amend-title = Labot ierakstu kontā { $account }
amend-text = Viss teksts, kādam tam tur jābūt
amend-done = Saglabāts; tīklā to pašlaik maina.
there-cannot = Šis tīkls mums to neļauj.
there-unknown = Mēs nezinām, kurš ieraksts tas tur ir, tāpēc tas jādara pašā tīklā.
there-not-connected = Vispirms no jauna jāsavieno { $account }.
there-problems = Jaunais teksts nav piemērots kontam { $account }, tāpēc nekas nav mainīts.
there-unchanged = { $account }: tas tur vēl ir, kāds bija. { $why }
undone-pinned = { $account }: tas ir iznācis, bet to neizdevās piespraust. Botam kanālā vajag tiesības „labot citu ziņas”.
refused-caption-too-long = Zem attēla tekstā var būt ne vairāk kā 1024 rakstzīmes.
refused-media-unfinished = Serveris pusstundas laikā nav ticis galā ar attēlu vai video.
refused-other-parts = Ar jauno tekstu pavedienā būtu cits ierakstu skaits. Izdzēsiet to tur un publicējiet no jauna.
server-unclear = Lūdzu, ierakstiet sava servera nosaukumu, piemēram, mastodon.social, vai savu pilno vārdu tur, piemēram, @anna@mastodon.social.
server-unreached = { $server } neatbild. Lūdzu, pārbaudiet, vai nosaukums uzrakstīts pareizi, vai mēģiniet vēlāk.
server-not-mastodon = { $server } nav Mastodon serveris. Lūdzu, pārbaudiet nosaukumu.

# --- ko vēl tur var izvēlēties ierakstam
act-options = Iespējas
options-title = Iespējas kontā { $account }
options-text = Tās pieder pie ieraksta tāpat kā vārdi: kas apstiprināts bez tām, jāapstiprina vēlreiz.
options-label = Iespējas
option-unknown = To tur vairs nevar izvēlēties.
option-silent = Lasītāju tālruņi
option-silent-off = ar skaņu
option-silent-on = bez skaņas
option-pinned = Kanālā
option-pinned-off = nepiespraust
option-pinned-on = piespraust augšā
option-preview = Saites
option-preview-off = ar priekšskatījumu
option-preview-on = bez saites priekšskatījuma
option-thread = Garš teksts
option-thread-off = vienā ierakstā
option-thread-on = kā pavediens
option-unlisted = Publiskās plūsmas
option-unlisted-off = rādīt tajās
option-unlisted-on = ārpus publiskajām plūsmām
option-sensitive = Attēli
option-sensitive-off = redzami uzreiz
option-sensitive-on = aizsegti, līdz tiem pieskaras

# --- kur ieraksts tiek publicēts
where-open = Kur: { $chosen } no { $of }
where-title = Kur to publicēt?
where-text = ✓ – tur tiks publicēts; ＋ – tur ne. Nospiediet, lai mainītu.
where-over = Tas jau ir ceļā vai publicēts: to vairs nevar mainīt.
where-last = Kaut kur tas ir jāpublicē. Lai atmestu visu ierakstu, izmantojiet pogu tā kartītē.
