# The conversation: buttons, states, screens. Dates come in ready made.

# --- buttons
act-home = Pārskats
act-back = Atpakaļ
act-keep = Atstāt
act-skip = Izlaist
act-cancel = Atcelt
act-set-up = Sākt
act-sample = Parādīt paraugu
act-invited = Man ir uzaicinājums
act-help = Palīdzība
act-write = Izveidot ierakstu
act-brand = Uzņēmums un zīmols
act-inbox = Gaida mani
act-drafts = Melnraksti
act-calendar = Kalendārs
act-settings = Iestatījumi
act-stop = Apturēt
act-use = Izvēlēties šo
act-keep-text = Paturēt manu tekstu
act-regenerate = Rakstīt no jauna
act-shorter = Īsāk
act-longer = Garāk
act-tone = Cits tonis
act-other-variants = Jauni varianti
act-write-again = Uzrakstīt
act-drop = Atmest
act-history = Vēsture
act-edit = Labot
act-undo = Atsaukt
act-save = Saglabāt
act-submit = Nosūtīt apstiprināšanai
act-resubmit = Vēlreiz nosūtīt apstiprināšanai
act-approve = Apstiprināt
act-request-changes = Lūgt labojumus
act-send-changes = Nosūtīt autoram
act-reject = Noraidīt
act-schedule = Ieplānot
act-new-time = Jauns laiks
act-other-time = Cits laiks
act-confirm-time = Jā, ieplānot
act-off-schedule = Izņemt no plāna
act-publish-now = Publicēt tūlīt
act-yes-now = Jā, publicēt tūlīt
act-undo-now = Atsaukt
act-was-brief = Tā bija ideja jaunam ierakstam
act-retry = Mēģināt vēlreiz
act-is-live = Jā, ieraksts tur ir
act-not-there = Nav, sūtīt vēlreiz
act-send-again = Jā, sūtīt vēlreiz
act-look-again = Pārbaudīt vēlreiz
act-reopen = Atsākt darbu
act-open = Atvērt kartīti
act-earlier = ◀ Agrāk
act-today = Šodien
act-later = Vēlāk ▶

# --- what a press can be answered with
act-unknown = Šī poga vairs nedarbojas. Ierakstiet /home, lai redzētu, kas šobrīd aktuāls.
act-expired = Šī poga ir novecojusi. Ierakstiet /home, lai redzētu, kas šobrīd aktuāls.
act-not-yours = Šī poga ir domāta kādam citam.
act-not-member = Šī kartīte ir no darba telpas, kurā jūs neesat.
act-no-change = Viss ir aktuāls: nekas nav mainījies.

card-moved = Jaunākā kartīte par šo ir zemāk.

# --- who and where
role-owner = Īpašnieks
role-approver = Apstiprinātājs
role-author = Autors
role-viewer = Skatītājs
somebody = kāds no bijušajiem kolēģiem
by = Autors
approved-by = Apstiprināja
approved-line = { $name }, { $version }. versija, { $at }
accounts = Konti

# --- errors, always with the way on
sorry-gone = Tā šeit vairs nav. Ierakstiet /home, lai redzētu, kas šobrīd aktuāls.
sorry-stale = Kāds cits tajā pašā brīdī veica izmaiņas. Apskatiet tās un mēģiniet vēlreiz.
sorry-busy = Datubāze šobrīd ir pārslogota. Nekas nav zudis; lūdzu, pēc minūtes mēģiniet vēlreiz.
sorry-other = Tas neizdevās. Nekas nav mainīts; lūdzu, mēģiniet vēlreiz.
sorry-fault = Mūsu pusē radās kļūda; tā ir reģistrēta ar kodu { $code }. Jūsu melnraksti ir drošībā. Ierakstiet /home, lai turpinātu.
denied-read = Jūsu loma šeit: { $role }. Ar to šī informācija nav pieejama.
denied-write = Jūsu loma šeit: { $role }. Ar to var lasīt, bet nevar rakstīt. Lomu var mainīt īpašnieks: Iestatījumi → Komanda.
denied-approve = Jūsu loma šeit: { $role }. Apstiprināt var apstiprinātāji un īpašnieki.
denied-manage = Jūsu loma šeit: { $role }. To var mainīt tikai īpašnieks.
decided = Mazliet par vēlu: ieraksta statuss jau ir „{ $state }”.
decided-by = Mazliet par vēlu: ieraksta statuss jau ir „{ $state }” ({ $name }, { $at }).
state-draft = melnraksts
state-in_review = gaida apstiprinājumu
state-changes_requested = jālabo
state-approved = apstiprināts
state-rejected = noraidīts
state-scheduled = ieplānots
state-claimed = tiek publicēts
state-sending = tiek nosūtīts
state-processing = tiek apstrādāts
state-published = publicēts
state-removing = tiek dzēsts
state-removed = izdzēsts
state-failed = neizdevās publicēt
state-unconfirmed = jāpārbauda
state-missed = nokavēts laiks
state-held = aizturēts
state-cancelled = atmests

# --- forms
form-place = { $at }. no { $of } ·
form-now = Tagad:
form-suggested = Ieteikums:
form-needed = Šeit vajadzīga atbilde.
form-too-long = { $length ->
    [zero] Tekstā ir { $length } zīmju, bet drīkst būt ne vairāk kā { $most }.
    [one] Tekstā ir { $length } zīme, bet drīkst būt ne vairāk kā { $most }.
   *[other] Tekstā ir { $length } zīmes, bet drīkst būt ne vairāk kā { $most }.
}
form-not-offered = Lūdzu, izvēlieties kādu no piedāvātajām atbildēm.
form-over = Uz šo jautājumu jau ir atbildēts, vai arī tas ir aizvērts. Ierakstiet /home, lai turpinātu.
form-moved-on = Esam jau tālāk: tagad jautājums ir „{ $label }”.
form-cancelled = Labi, nekas nav mainīts.

# --- welcome
welcome-title = AiMarketing: jūsu mārketinga nodaļa čatā
welcome-text = Uzrakstiet vienā rindiņā, kas jums jauns. Saņemsiet ierakstu trīs variantos, redzēsiet, kā tas izskatīsies katrā tīklā, un varēsiet to saskaņot ar kolēģiem. Ieraksts tiks publicēts vienu reizi – jūsu izvēlētajā laikā.
language-label = Valoda
privacy-link = Privātuma politika
zone-title = Jūsu laika josla
zone-text = Lai „rīt plkst. 9” būtu deviņi pēc jūsu pulksteņa. Pēc kuras vietas laika šobrīd dzīvojat?
zone-likely = Visticamāk
zone-found = Atrasts
zone-other = Esat citur? Uzrakstiet savu pilsētu.
zone-first = Vispirms jūsu laika josla, lai ieraksts tiktu publicēts pēc jūsu pulksteņa.
zone-unknown = Vietu „{ $city }” neatradu. Pamēģiniet lielāku pilsētu tuvumā vai nosaukumu angļu valodā.
zone-done = Saglabāts: { $zone }, tur pulkstenis tagad rāda { $time }.
home-title = Pārskats
home-workspace = Darba telpa
home-role = Jūsu loma
home-waiting = { $count ->
    [0] Šobrīd jūs nekas negaida.
    [1] Jūs gaida *viens ieraksts*.
    [zero] Jūs gaida *{ $count } ierakstu*.
    [one] Jūs gaida *{ $count } ieraksts*.
   *[other] Jūs gaida *{ $count } ieraksti*.
}
home-text = Lai izveidotu ierakstu, vienkārši atsūtiet man rindiņu par to, kas jauns.
join-title = Pievienoties darba telpai
join-text = Atsūtiet man kodu no sava uzaicinājuma.
join-done = Laipni lūdzam! Darba telpa: { $workspace }. Jūsu loma šeit: { $role }.
invite-unknown = Šādu kodu nepazīstu. Pārbaudiet, vai tas ir pilns, vai palūdziet jaunu uzaicinājumu.
invite-used = Šis uzaicinājums jau ir izmantots. Palūdziet jaunu.
invite-expired = Šī uzaicinājuma termiņš ir beidzies: tas der 24 stundas. Palūdziet jaunu.
invite-member = Jūs jau esat šajā darba telpā.
language-unknown = Šo valodu vēl neprotu.

# --- a brief
how-title = Izveidot ierakstu
how-text = Pietiek ar vienu rindiņu: kas noticis, kas jauns, ko piedāvājat. Jo vairāk faktu, jo labāks ieraksts; no sevis neko neizdomāju.
how-example = No sestdienas cepam rudzu maizi ar ķimenēm. Pirmie kukuļi plkst. 8, Tirgus ielā 4.
brief-empty = Teksta tur nebija. Atsūtiet man rindiņu par to, kas jauns.
brief-no-words = Jauki, bet man vajag vārdus. Atsūtiet rindiņu par to, kas jauns.
brief-too-long = { $length ->
    [zero] Tekstā ir { $length } zīmju, bet varu apstrādāt ne vairāk kā { $most }. Atsūtiet galveno.
    [one] Tekstā ir { $length } zīme, bet varu apstrādāt ne vairāk kā { $most }. Atsūtiet galveno.
   *[other] Tekstā ir { $length } zīmes, bet varu apstrādāt ne vairāk kā { $most }. Atsūtiet galveno.
}
text-empty = Ierakstam vajadzīgs teksts. Nekas nav mainīts.
text-too-long = { $length ->
    [zero] Tekstā ir { $length } zīmju, bet ierakstā drīkst būt ne vairāk kā { $most }. Nekas nav mainīts.
    [one] Tekstā ir { $length } zīme, bet ierakstā drīkst būt ne vairāk kā { $most }. Nekas nav mainīts.
   *[other] Tekstā ir { $length } zīmes, bet ierakstā drīkst būt ne vairāk kā { $most }. Nekas nav mainīts.
}

# --- writing
writing-title = Top teksts…
writing-now = Tūlīt būs trīs varianti
writing-change = Teksts tiek mainīts
writing-stopping = Apturu; jau uzrakstītais paliks.
writing-no-text = Vēl nav teksta, ko mainīt. Vispirms izvēlieties kādu no variantiem.
variants-title = { $count ->
    [1] Viens variants izvēlei
    [zero] { $count } variantu izvēlei
    [one] { $count } variants izvēlei
   *[other] { $count } varianti izvēlei
}
variants-label = Variants
variants-summary = Variants: { $text }
variant-used = Tagad šis ir ieraksta teksts.
tone-title = Kādā tonī?
tone-text = Vai atbildiet uz ieraksta kartīti saviem vārdiem: „sirsnīgāk un ar humoru”.
tone-friendly = Draudzīgs
tone-expert = Lietpratīgs
tone-playful = Rotaļīgs
tone-formal = Lietišķs
tone-warm = Sirsnīgs

# --- the post's card
post-draft = Melnraksts
post-in_review = Gaida apstiprinājumu
post-changes_requested = Jālabo
post-approved = Apstiprināts
post-rejected = Noraidīts
post-scheduled = Ieplānots
post-claimed = Tiek publicēts
post-sending = Tiek publicēts
post-processing = Tiek publicēts
post-published = Publicēts
post-removing = Tiek dzēsts
post-removed = Izdzēsts
post-failed = Neizdevās publicēt
post-unconfirmed = Vai ir publicēts?
post-missed = Nokavēts laiks
post-held = Laiks pienāca pirms apstiprinājuma
post-cancelled = Atmests
post-summary = Ieraksts ({ $state }): { $text }
tabs-label = Konts
count = Zīmes: { $used } no { $most }
goes-out = Publicēšanas laiks
when-full = { $at } ({ $zone })
limit-text-over = { $over ->
    [zero] Teksts ir par { $over } zīmēm garāks, nekā pieņem šis tīkls: drīkst būt ne vairāk kā { $limit }.
    [one] Teksts ir par { $over } zīmi garāks, nekā pieņem šis tīkls: drīkst būt ne vairāk kā { $limit }.
   *[other] Teksts ir par { $over } zīmēm garāks, nekā pieņem šis tīkls: drīkst būt ne vairāk kā { $limit }.
}
limit-text-empty = Nav teksta.
limit-media-needed = Šim tīklam vajadzīgs attēls.
limit-images-over = Attēlu ir par daudz: { $images }. Šis tīkls pieņem ne vairāk kā { $limit }.
limit-videos-over = { $limit ->
    [0] Šis tīkls nepieņem video.
    [zero] Video ir par daudz: { $videos }. Šis tīkls pieņem ne vairāk kā { $limit }.
    [one] Video ir par daudz: { $videos }. Šis tīkls pieņem ne vairāk kā { $limit }.
   *[other] Video ir par daudz: { $videos }. Šis tīkls pieņem ne vairāk kā { $limit }.
}
limit-mixed = Šis tīkls vienā ierakstā nepieņem reizē attēlus un video: noņemiet vai nu vienus, vai otrus.
limit-media-over = Attēlu un video kopā ir par daudz: { $media }. Šis tīkls pieņem ne vairāk kā { $limit }.
limit-file-over = Attēls vai video ir lielāks, nekā pieņem šis tīkls ({ $megabytes } MB).
limit-files-over = Visi attēli un video kopā ir lielāki, nekā pieņem šis tīkls ({ $megabytes } MB).
limit-bytes-over = { $over ->
    [zero] Zīmju nav par daudz, bet tās aizņem vairāk vietas, nekā dod šis tīkls: emocijzīmes un burti ar garumzīmēm sver vairāk. Saīsiniet tekstu apmēram par { $over } burtiem.
    [one] Zīmju nav par daudz, bet tās aizņem vairāk vietas, nekā dod šis tīkls: emocijzīmes un burti ar garumzīmēm sver vairāk. Saīsiniet tekstu apmēram par { $over } burtu.
   *[other] Zīmju nav par daudz, bet tās aizņem vairāk vietas, nekā dod šis tīkls: emocijzīmes un burti ar garumzīmēm sver vairāk. Saīsiniet tekstu apmēram par { $over } burtiem.
}
limit-parts-over = Pavedienā ierakstu būtu par daudz: { $posts }. Šis tīkls pieņem ne vairāk kā { $limit }.
limit-alt-over = Attēla vai video aprakstā zīmju ir par daudz: { $length }. Šis tīkls pieņem ne vairāk kā { $limit }.
media-image = Attēls
media-image-of = Attēls: { $alt }
media-video = Video
media-video-of = Video: { $alt }
connection-removed = Šis konts vairs nav savienots.
network-off = Šis tīkls pašlaik nav pieejams.
news-claimed = Tiek publicēts…
news-sending = Tiek publicēts…
news-processing = Tīkls ierakstu ir saņēmis un vēl apstrādā…
news-removing = Tiek dzēsts…
news-published = { $account }: publicēts ({ $at }).
news-failed = { $account }: neizdevās publicēt. { $why }
news-unconfirmed = { $account }: ieraksts nosūtīts ({ $at }), bet atbilde nav saņemta, un pārjautāt šim tīklam nevar. Lūdzu, ieskatieties kontā: vai ieraksts tur ir?
news-unconfirmed-part = { $account }: { $part }. daļa no { $parts } nosūtīta ({ $at }), bet atbilde nav saņemta, un pārjautāt šim tīklam nevar. Lūdzu, ieskatieties kontā: vai šī daļa tur ir?
news-partly = { $account }: jau publicētas ieraksta daļas: { $parts }. Mēģinot vēlreiz, tiks publicēts tikai pārējais. Ja mainīsiet tekstu, viss ieraksts tiks publicēts no jauna, tāpēc vispirms izdzēsiet kontā to, kas jau ir publicēts.
news-missed = { $account }: ieplānotajā laikā ({ $at }) mūsu sistēma nedarbojās, tāpēc ieraksts nav nosūtīts. Ko darām?
news-held = { $account }: ieplānotajā laikā ({ $at }) ieraksts vēl nebija apstiprināts, tāpēc nav nosūtīts. Apstipriniet to un izvēlieties jaunu laiku.
news-rejected = { $account }: noraidīts.
news-in_review = { $account }: gaida apstiprinājumu.
review-note = { $name }: { $note }
review-changed = Mainīts kopš pēdējā apstiprinājuma:
error-Unavailable = Tīkls vairākas reizes nebija sasniedzams. Nekas nav nosūtīts.
error-OutcomeUnknown = Tīkls nepaziņoja, vai ir izdevies.
error-TokenRejected = Tīkls vairs neļauj mums piekļūt šim kontam: savienojiet to no jauna.
error-PermissionMissing = Konts neļauj mums tajā publicēt: savienojiet to no jauna un atļaujiet publicēšanu.
error-Refused = Tīkls tekstu nepieņēma: { $detail }
error-Duplicate = Tīkls ziņo, ka šāds ieraksts tam jau ir: { $detail }
error-Policy = To neļauj tīkla noteikumi: { $detail }
error-RateLimited = Tīkls lūdza gaidīt pārāk ilgi.
error-QuotaSpent = Šodienas limits šajā tīklā ir izsmelts.
error-NetworkError = Tīkls atbildēja: { $detail }
error-Misconfigured = Šis tīkls šeit nav iestatīts, vai arī mūsu piekļuve tam nav nolasāma. Nekas nav nosūtīts; lūdzu, pasakiet to šī servera uzturētājam.
error-Missing = Mūsu piekļuve šim kontam ir zudusi: savienojiet to no jauna. Nekas nav nosūtīts.
error-MarketingError = Trīs reizes neizdevās mūsu pašu kļūdas dēļ. Ieraksts nav nosūtīts; mēs par to jau zinām.

# --- editing
edit-title = Labot tekstu
edit-text = Viss jaunais teksts
edit-where = Kuram kontam?
edit-everywhere = Visi konti
edit-done = Saglabāts.
edit-no-text = Vispirms izvēlieties tekstu un tad labojiet to vienam kontam.
edit-problems = Kur jaunais teksts neder: { $accounts }. Nekas nav mainīts; izlabojiet tekstu un saglabājiet vēlreiz.
undo-done = Atjaunots iepriekšējais teksts.
undo-nothing = Nav ko atsaukt.
instruction-empty = Uzrakstiet, ko mainīt: „īsāk”, „sākumā jautājumu”.
instruction-too-long = { $length ->
    [zero] Norādījumā ir { $length } zīmju, bet drīkst būt ne vairāk kā { $most }. Ja tas ir viss jaunais teksts, sāciet to ar „=”.
    [one] Norādījumā ir { $length } zīme, bet drīkst būt ne vairāk kā { $most }. Ja tas ir viss jaunais teksts, sāciet to ar „=”.
   *[other] Norādījumā ir { $length } zīmes, bet drīkst būt ne vairāk kā { $most }. Ja tas ir viss jaunais teksts, sāciet to ar „=”.
}
variant-gone = Šī varianta vairs nav. Izvēlieties kādu no tiem, kas ir kartītē.
variant-outdated = Kopš šis variants tapa, kāds tekstu ir mainījis, un šis variants viņa darbu izdzēstu. Palūdziet to vēlreiz.

# --- approval
submit-done = Nosūtīts: kartīte ir pie apstiprinātājiem.
submit-no-text = Vispirms izvēlieties tekstu un tad sūtiet apstiprināšanai.
submit-problems = Kur ieraksts vēl neder: { $accounts }. Skatiet atzīmes kartītē.
approve-done = Apstiprināts.
approve-newer = Jūs skatījāt { $seen }. versiju, bet tagad jau ir { $now }. versija. Šeit ir jaunā; lūdzu, apskatiet vēlreiz.
approve-own = Šajā darba telpā neviens neapstiprina paša rakstīto. To var izdarīt tikai kāds cits.
approve-problems = Apstiprināt vēl nevar. Kur ieraksts neder: { $accounts }.
changes-title = Lūgt labojumus
changes-reason = Uz ko attiecas piezīme?
changes-note = Kas jāmaina?
changes-done = Nosūtīts autoram.
note-empty = Īsi uzrakstiet, kas jāmaina.
note-too-long = { $length ->
    [zero] Piezīmē ir { $length } zīmju, bet drīkst būt ne vairāk kā { $most }.
    [one] Piezīmē ir { $length } zīme, bet drīkst būt ne vairāk kā { $most }.
   *[other] Piezīmē ir { $length } zīmes, bet drīkst būt ne vairāk kā { $most }.
}
reason-facts = Fakti
reason-tone = Tonis
reason-picture = Attēls
reason-time = Laiks
reason-other = Kas cits
reject-title = Noraidīt
reject-note = Daži vārdi autoram?
reject-done = Noraidīts; autoram ir paziņots.
inbox-title = Gaida mani
inbox-empty = Jūs nekas negaida. Izveidojiet ierakstu vai apskatiet, kas ir ieplānots.
inbox-summary = { $count ->
    [1] Gaida viens ieraksts
    [zero] Gaida { $count } ierakstu
    [one] Gaida { $count } ieraksts
   *[other] Gaida { $count } ieraksti
}
and-more = { $count ->
    [1] un vēl viens
   *[other] un vēl { $count }
}
history-title = Kas līdz šim noticis
history-when = Kad
history-who = Kas
history-what = Ko darīja
history-note = Piezīme
did-created = izveidoja ierakstu
did-writing_asked = pasūtīja tekstu
did-edited = mainīja tekstu
did-undone = atsauca labojumu
did-submitted = nosūtīja apstiprināšanai
did-approved = apstiprināja
did-changes_requested = lūdza labojumus
did-rejected = noraidīja
did-voided = ar labojumu atcēla apstiprinājumu
did-scheduled = ieplānoja laiku
did-unscheduled = izņēma no plāna
did-cancelled = atmeta
did-retried = lika mēģināt vēlreiz
did-confirmed_live = pārbaudīja: ir publicēts
did-confirmed_absent = pārbaudīja: nav publicēts
did-connected = savienoja kontu
did-disconnected = atvienoja kontu
did-setting_changed = mainīja iestatījumu
did-invited = nosūtīja uzaicinājumu
did-joined = pievienojās darba telpai
did-role_changed = mainīja lomu

# --- time
schedule-title = Kad publicēt?
schedule-text = Rakstiet saviem vārdiem: „rīt plkst. 9”, „piektdien 18:30”, „pēc divām stundām”.
schedule-likely = Vai izvēlieties
schedule-slot = Brīvs laiks: { $at }
schedule-hour = Pēc stundas: { $at }
schedule-tomorrow = { $at }
schedule-noted = Pierakstīts: { $when }. Ieraksts tiks publicēts, ja līdz tam būs apstiprināts.
schedule-done = Ieplānots: { $when }.
schedule-no-text = Vispirms izvēlieties tekstu un tad laiku.
schedule-problems = Kur ieraksts vēl neder: { $accounts }. Skatiet atzīmes kartītē.
time-which = Kuru laiku domājāt?
time-open = Vajag dienu un stundu, piemēram, „piektdien 18:30”.
time-past = Šis laiks jau ir pagājis. Kad publicēt?
time-impossible = Tāda laika nav. Kad publicēt?
time-unread = Neizdevās saprast, kas tas par laiku. Pamēģiniet „rīt plkst. 9” vai „3. decembrī 18:30”.
time-far = Tas ir vairāk nekā pēc diviem gadiem. Izvēlieties tuvāku laiku.
confirm-title = Vai viss pareizi?
confirm-summary = Publicēšanas laiks: { $when }. Vai pareizi?
now-title = Vai publicēt tūlīt?
now-text = Ieraksts aizies desmit sekundes pēc jūsu „jā”. Līdz tam vēl var atsaukt.
now-done = Tiks publicēts pēc 10 sekundēm.
publish-not-approved = Ieraksts vēl nav apstiprināts: vispirms nosūtiet to apstiprināšanai.
publish-time-not-approved = Šajā darba telpā jāapstiprina arī jauns laiks: palūdziet, lai ierakstu publicē apstiprinātājs.
off-done = Izņemts no plāna.
drop-done = Atmests. Darbu var atsākt ieraksta kartītē.
reopen-done = Tas atkal ir melnraksts.
in-seconds = { $count ->
    [0] tagad
    [1] pēc sekundes
    [zero] pēc { $count } sekundēm
    [one] pēc { $count } sekundes
   *[other] pēc { $count } sekundēm
}
in-minutes = { $count ->
    [1] pēc minūtes
    [zero] pēc { $count } minūtēm
    [one] pēc { $count } minūtes
   *[other] pēc { $count } minūtēm
}
in-hours = { $count ->
    [1] pēc stundas
    [zero] pēc { $count } stundām
    [one] pēc { $count } stundas
   *[other] pēc { $count } stundām
}
in-days = { $count ->
    [1] pēc vienas dienas
    [zero] pēc { $count } dienām
    [one] pēc { $count } dienas
   *[other] pēc { $count } dienām
}
in-weeks = { $count ->
    [1] pēc nedēļas
    [zero] pēc { $count } nedēļām
    [one] pēc { $count } nedēļas
   *[other] pēc { $count } nedēļām
}
ago-seconds = { $count ->
    [1] pirms sekundes
    [zero] pirms { $count } sekundēm
    [one] pirms { $count } sekundes
   *[other] pirms { $count } sekundēm
}
ago-minutes = { $count ->
    [1] pirms minūtes
    [zero] pirms { $count } minūtēm
    [one] pirms { $count } minūtes
   *[other] pirms { $count } minūtēm
}
ago-hours = { $count ->
    [1] pirms stundas
    [zero] pirms { $count } stundām
    [one] pirms { $count } stundas
   *[other] pirms { $count } stundām
}
ago-days = { $count ->
    [1] pirms vienas dienas
    [zero] pirms { $count } dienām
    [one] pirms { $count } dienas
   *[other] pirms { $count } dienām
}
ago-weeks = { $count ->
    [1] pirms nedēļas
    [zero] pirms { $count } nedēļām
    [one] pirms { $count } nedēļas
   *[other] pirms { $count } nedēļām
}

# --- calendar and drafts
calendar-title = Divu nedēļu plāns (sākums: { $first })
calendar-empty = Šajās dienās nekas nav ieplānots. Izveidojiet ierakstu un izvēlieties tam laiku.
calendar-summary = { $count ->
    [0] Nekas nav ieplānots
    [1] Ieplānots viens ieraksts
    [zero] Ieplānoti { $count } ieraksti
    [one] Ieplānots { $count } ieraksts
   *[other] Ieplānoti { $count } ieraksti
}
calendar-when = Kad
calendar-state = Statuss
calendar-post = Ieraksts
drafts-title = Melnraksti
drafts-empty = Melnrakstu nav. Atsūtiet man rindiņu, un būs.
drafts-summary = { $count ->
    [0] Melnrakstu nav
    [1] Viens melnraksts
    [zero] { $count } melnrakstu
    [one] { $count } melnraksts
   *[other] { $count } melnraksti
}

# --- results
live-title = Ieraksts ir publicēts
live-summary = Publicēts: { $account }
live-link = Skatīt
live-late = { $count ->
    [zero] Publicēts ar { $count } minūšu nokavēšanos.
    [one] Publicēts ar { $count } minūtes nokavēšanos.
   *[other] Publicēts ar { $count } minūšu nokavēšanos.
}
retry-done = Sūtām vēlreiz.
doubt-live-done = Labi: atzīmēts kā publicēts.
doubt-live-on = Labi, pārējais sekos.
doubt-absent-done = Sūtām vēlreiz.
doubt-look-done = Vēlreiz jautājam tīklam.
absent-title = Vai sūtīt vēlreiz?
absent-text = Lūdzu, vispirms vēlreiz ieskatieties kontā: ja ieraksts tomēr tur ir, lasītāji to redzēs divreiz.

# --- datumi: CLDR paraugi (unicode.org/reports/tr35/tr35-dates.html)
date-without-year = EEEE, d. MMMM
date-with-year = EEEE, y. 'gada' d. MMMM
date-short = d. MMM
date-month = y. 'gada' LLLL
date-stamp = EEE, d. MMM

# --- vārdi, kas varbūt nav apraksts
sure-time = Tas izskatās pēc laika. Lai noteiktu laiku ierakstam, atveriet to un nospiediet „Ieplānot”. Vai arī tas ir tas, par ko rakstīt?
sure-short = Ierakstam tas ir ļoti īsi. Vai tomēr rakstīt no tā?

# --- divi labojumi vienlaikus
edit-both-title = Kāds tikmēr mainīja tekstu
edit-both = Kamēr jūs rakstījāt, teksts tika mainīts. Lūk, ko ar to izdarītu jūsu teksts.
act-keep-theirs = Paturēt viņu tekstu
act-save-mine = Saglabāt manu tekstu

# --- laiks, spiežot pogas
act-pick-date = Izvēlēties datumu
pick-day-title = Kurā dienā? { $month }
pick-words = Vai uzrakstiet: „rīt plkst. 9”, „3. decembrī 18:30”.
pick-legend = [ ] ir šodiena; • nozīmē, ka tajā dienā jau kaut kas ir ieplānots.
pick-hour-title = Cikos? { $day }
pick-minute-title = Kurā minūtē? { $day }
pick-past = Šī diena jau ir pagājusi. Izvēlieties šodienu vai kādu vēlāku dienu.
pick-outside = Šī diena ir citā mēnesī: turp ved ◀ un ▶.
pick-over = Šis laiks jau ir pagājis. Izvēlieties vēlāku.
pick-skipped = Tajā naktī pulksteni pagriež uz priekšu, un šāda laika nav. Izvēlieties citu.
pick-which-title = Pirms vai pēc pulksteņa pagriešanas?
pick-which-text = Tajā naktī pulksteni pagriež atpakaļ, tāpēc šis laiks ir divreiz: { $when }.
pick-first = { $time }, pirms pagriešanas
pick-second = { $time }, stundu vēlāk

# --- atsūtītie attēli un video
media-unknown = Varu izmantot JPEG, PNG, WebP un GIF attēlus un MP4 video, bet šis fails nav neviens no tiem. Lūdzu, saglabājiet to kādā no šiem formātiem un atsūtiet vēlreiz.
media-too-large = Šis fails ir lielāks par { $megabytes } MB. Lūdzu, atsūtiet mazāku.
media-too-many-pixels = { $megapixels ->
    [zero] Šajā attēlā ir vairāk nekā { $megapixels } miljonu pikseļu. Lūdzu, samaziniet to un atsūtiet vēlreiz.
    [one] Šajā attēlā ir vairāk nekā { $megapixels } miljons pikseļu. Lūdzu, samaziniet to un atsūtiet vēlreiz.
   *[other] Šajā attēlā ir vairāk nekā { $megapixels } miljoni pikseļu. Lūdzu, samaziniet to un atsūtiet vēlreiz.
}
media-broken = Šo failu nevar nolasīt: tas ir bojāts vai nav tajā formātā, ko rāda nosaukums. Lūdzu, saglabājiet to no jauna un atsūtiet vēlreiz, video – parastā MP4 formātā.
media-took-too-long = Šī attēla nolasīšana prasa pārāk daudz laika. Lūdzu, saglabājiet to no jauna, vēlams mazāku, un atsūtiet vēlreiz.
media-still = Šis attēls kustas, bet izmantots tiek tikai tā pirmais kadrs. Lai kustība paliktu, atsūtiet to kā MP4 video.

# --- attēli
picture-alt = ALT
picture-more = +{ $count }

# --- mēnesis
act-as-month = Mēnesis
act-as-list = Saraksts
calendar-month = Kalendārs
calendar-next = Tuvākās septiņas dienas:
calendar-next-empty = Tuvākajās septiņās dienās nekas nav ieplānots.
calendar-month-empty = Te vēl nekas nav ieplānots. Izveidojiet ierakstu un izvēlieties tam laiku, un tas parādīsies šajā kalendārā.
