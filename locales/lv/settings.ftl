# Zīmols, iestatījumi, apstiprināšanas kārtība, darba telpas, komanda.

# --- pogas
act-brand-change = Mainīt
act-brand-describe = Pastāstīt par uzņēmumu
act-brand-save = Saglabāt
act-settings-zone = Laika josla
act-settings-privacy = Privātums
act-settings-workspace = Darba telpa
act-settings-brand = Zīmols
act-settings-content = Ierakstu valoda
act-settings-approval = Apstiprināšana
act-settings-grace = Kavēšanās
act-settings-team = Komanda
act-settings-writer = Rakstītājs
act-workspace-new = Jauna darba telpa
act-workspace-rename = Pārdēvēt šo
act-workspace-save = Saglabāt
act-team = Komanda
act-team-more = Rādīt vēl
act-team-remove = Izņemt no darba telpas
act-team-leave = Pamest šo darba telpu
act-team-keep = Nē, lai paliek
act-team-stay = Nē, palikšu
act-remove-yes = Jā, izņemt
act-leave-yes = Jā, pamest
act-invite = Uzaicināt kādu
act-invite-revoke = Atsaukt { $number }.

# --- zīmols
brand-title = Jūsu uzņēmums
brand-text = Tas ir viss, ko par jums zina rakstītājs. Pēc tā top katrs jauns ieraksts; esošie ieraksti nemainās.
brand-empty = Par jūsu uzņēmumu vēl nekas nav zināms. Seši īsi jautājumi, un katrs ieraksts skanēs kā jūsu pašu rakstīts. Jebkuru no tiem varat izlaist.
brand-none = nav norādīts
brand-owner-only = To var mainīt tikai īpašnieks, jo no tā atkarīgi visu ieraksti.
brand-saved = Saglabāts. Turpmāk jaunie ieraksti taps pēc tā.
brand-clear = Lai atbildi izdzēstu, atsūtiet tikai „-”.
brand-name = Nosaukums
    .hint = Kā to pazīst jūsu klienti: „Ceptuve Rudzi”.
brand-about = Ko jūs darāt
    .hint = Vienā vai divos teikumos: ko pārdodat vai piedāvājat, kur un ar ko esat īpaši.
brand-audience = Mērķauditorija
    .hint = Kam jūsu ieraksti domāti: „ģimenes no apkaimes”, „mazo uzņēmumu īpašnieki”.
brand-tone = Tonis
    .hint = Kā jāskan jūsu ierakstiem.
brand-language = Ierakstu valoda
    .hint = Valoda, kurā lasa jūsu klienti. Šī čata valoda nemainās.
brand-never = Vārdi, ko nelietot nekad
    .hint = Atdaliet tos ar komatiem: „lēti, labākie pilsētā”.
brand-never-many = Varu paturēt prātā ne vairāk kā { $most } vārdus, bet šeit ir { $count }.
brand-never-long = Lūdzu, atsevišķus vārdus vai īsas frāzes, atdalītas ar komatiem; neviena nedrīkst būt garāka par { $most } zīmēm.

# --- iestatījumi
settings-title = Iestatījumi
settings-yours = *Jūsu* – visās darba telpās
settings-shared = *Šīs darba telpas* – visiem, kas tajā ir
settings-interface = Šī čata valoda
settings-zone = Laika josla
settings-zone-guess = { $zone } (minējums: lūdzu, apstipriniet)
settings-unset = nav norādīts
settings-workspace = Darba telpa
settings-content = Ierakstu valoda
settings-brand = Zīmols
settings-approval = Kam jāapstiprina
settings-grace = Ieraksts drīkst kavēties
settings-team = Komanda
settings-people = { $count ->
    [1] tikai jūs
    [zero] { $count } cilvēku
    [one] { $count } cilvēks
   *[other] { $count } cilvēki
}
settings-writer = Rakstītājs
settings-owners-only = To var mainīt tikai darba telpas īpašnieks.
settings-minutes = { $count ->
    [zero] { $count } minūtes
    [one] { $count } minūti
   *[other] { $count } minūtes
}
settings-hours = { $count ->
    [zero] { $count } stundas
    [one] { $count } stundu
   *[other] { $count } stundas
}

# --- ierakstu valoda
content-text = Valoda, kurā lasa jūsu klienti. Tajā top jaunie ieraksti; esošie nemainās. Šī čata valodu izvēlaties atsevišķi.
content-done = Saglabāts: jaunie ieraksti taps šajā valodā.

# --- cik vēlu
grace-text = Ja kaut kas mums neļauj publicēt jūsu izvēlētajā laikā, ieraksts tik un tā aiziet pats, ja kavējas ne ilgāk kā *{ $time }*. Vēlāk to vairs nesūta, un mēs jautājam, ko darīt.
grace-done = Saglabāts: kavēties drīkst ne ilgāk kā { $time }. Tas attiecas arī uz jau ieplānotajiem ierakstiem.

# --- apstiprināšana
approval-rule = Kam jāapstiprina
approval-nobody = Nevienam
    .text = Ieraksta autors pats var noteikt tam laiku un publicēt.
approval-any = Kādam no apstiprinātājiem
    .text = Ieraksts tiek publicēts tikai tad, kad apstiprinātājs vai īpašnieks ir apstiprinājis tieši šo tekstu. Pēc katra labojuma jāapstiprina no jauna.
approval-own = Kādam citam, ne autoram
approval-times = Arī jaunu laiku
approval-on = Jā
approval-off = Nē
approval-own-on = Neviens neapstiprina pats savu
    .text = Neviens neapstiprina paša rakstīto: vienmēr paskatās vēl kāds.
    .done = Saglabāts: neviens neapstiprina paša rakstīto. { $reviewed ->
        [0] Pašlaik neviens ieraksts negaida apstiprinājumu.
        [zero] Tas attiecas arī uz { $reviewed } ierakstiem, kas gaida apstiprinājumu.
        [one] Tas attiecas arī uz { $reviewed } ierakstu, kas gaida apstiprinājumu.
       *[other] Tas attiecas arī uz { $reviewed } ierakstiem, kas gaida apstiprinājumu.
    }
approval-own-off = Apstiprinātājs drīkst apstiprināt arī savu
    .text = Apstiprinātājs drīkst apstiprināt arī paša rakstīto.
    .done = Saglabāts: apstiprinātāji drīkst apstiprināt arī paša rakstīto. { $reviewed ->
        [0] Pašlaik neviens ieraksts negaida apstiprinājumu.
        [zero] Tas attiecas arī uz { $reviewed } ierakstiem, kas gaida apstiprinājumu.
        [one] Tas attiecas arī uz { $reviewed } ierakstu, kas gaida apstiprinājumu.
       *[other] Tas attiecas arī uz { $reviewed } ierakstiem, kas gaida apstiprinājumu.
    }
approval-times-on = Jauns laiks jāapstiprina
    .text = Ja apstiprinātu ierakstu uz citu laiku pārceļ kāds, kas nav apstiprinātājs, tas jāapstiprina no jauna.
    .done = Saglabāts: arī jauns laiks jāapstiprina. { $planned ->
        [0] Pašlaik nekas nav ieplānots.
        [zero] { $planned } ieplānotie ieraksti paliek savā laikā.
        [one] { $planned } ieplānotais ieraksts paliek savā laikā.
       *[other] { $planned } ieplānotie ieraksti paliek savā laikā.
    }
approval-times-off = Jauns laiks nav jāapstiprina
    .text = Apstiprinātu ierakstu drīkst pārcelt uz citu laiku bez jauna apstiprinājuma; apstiprinātājiem par to paziņo.
    .done = Saglabāts: jauns laiks nav jāapstiprina. { $reviewed ->
        [0] Pašlaik neviens ieraksts negaida apstiprinājumu.
        [zero] { $reviewed } ieraksti joprojām gaida apstiprinājumu.
        [one] { $reviewed } ieraksts joprojām gaida apstiprinājumu.
       *[other] { $reviewed } ieraksti joprojām gaida apstiprinājumu.
    }
approval-nobody-done = Saglabāts: turpmāk nekas nav jāapstiprina. { $reviewed ->
    [0] Pašlaik neviens ieraksts negaida apstiprinājumu.
    [zero] { $reviewed } ieraksti gaida apstiprinājumu: tie paliek, kur ir, un autori tagad paši var noteikt tiem laiku vai publicēt.
    [one] { $reviewed } ieraksts gaida apstiprinājumu: tas paliek, kur ir, un autors tagad pats var noteikt tam laiku vai publicēt.
   *[other] { $reviewed } ieraksti gaida apstiprinājumu: tie paliek, kur ir, un autori tagad paši var noteikt tiem laiku vai publicēt.
}
approval-any-done = Saglabāts: turpmāk ieraksts pirms publicēšanas jāapstiprina. { $planned ->
    [0] Pašlaik nekas nav ieplānots.
    [zero] { $planned } jau ieplānotie ieraksti tiks publicēti, kā paredzēts.
    [one] { $planned } jau ieplānotais ieraksts tiks publicēts, kā paredzēts.
   *[other] { $planned } jau ieplānotie ieraksti tiks publicēti, kā paredzēts.
}
approval-alone = Šeit apstiprināt drīkst tikai viens cilvēks, bet savu neviens nedrīkst apstiprināt, tāpēc šī cilvēka ierakstus nevarēs publicēt. Uzaiciniet vēl vienu apstiprinātāju vai izslēdziet šo nosacījumu.

# --- darba telpas
workspaces-title = Darba telpas
workspaces-text = Darba telpa ir viens uzņēmums: tā ieraksti, konti, zīmols un cilvēki. Divām darba telpām nekas nav kopīgs.
workspaces-here = Jūs esat šeit
workspaces-others = Jūsu darba telpas
workspaces-one = Jums ir tikai šī darba telpa. Lai pievienotos cita darba telpai, atsūtiet no viņa saņemto kodu: /join KODS
workspaces-new = Jauna darba telpa
workspaces-rename = Cits nosaukums šai darba telpai
workspaces-name = Kā to sauc?
    .hint = Uzņēmuma vai klienta nosaukums. To redz visi darba telpas dalībnieki.
workspaces-moved = Tagad jūs esat darba telpā „{ $name }”. Viss, ko rakstāt no šī brīža, paliek tajā.
workspaces-opened = Darba telpa „{ $name }” ir atvērta, un jūs jau esat tajā. Jūs esat tās īpašnieks; neviena cita tur vēl nav.
workspaces-renamed = Tagad tās nosaukums ir „{ $name }”.

# --- kas raksta
writer-outline = Uzmetumu rakstītājs (nav valodas modelis)
writer-outline-text = Tas pēc noteikumiem saliek ierakstus no jūsu pašu vārdiem un zīmola apraksta. Tas neko neizdomā, neko nemaksā un neko no jūsu teiktā nekur nesūta.
writer-model = Valodas modelis: { $model }
writer-switch-on = Lai rakstītu valodas modelis, šī servera uzturētājs norāda OPENAI_API_KEY (citam pakalpojumam arī OPENAI_BASE_URL un OPENAI_MODEL) un palaiž serveri no jauna. Jums šeit, čatā, nekas nav jādara.
writer-model-text = Melnrakstus raksta valodas modelis. Tam nosūta jūsu uzdevumu, zīmola aprakstu un maināmo tekstu, neko citu, un tikai tad, kad lūdzat tekstu. Nekas, ko tas uzraksta, netiek publicēts pats no sevis.
writer-spent = Šomēnes iztērēts
writer-budget = Mēneša budžets
writer-budget-text = Budžets attiecas uz vienu kalendāra mēnesi (UTC). Kad tas iztērēts, līdz mēneša beigām tekstus saliek uzmetumu rakstītājs. Bez budžeta valodas modelis šajā darba telpā ir izslēgts.
writer-budget-done = Saglabāts: ne vairāk kā { $budget } mēnesī.
writer-budget-off = Saglabāts: valodas modelis šajā darba telpā ir izslēgts.
writer-no-budget = Bez budžeta
writer-euro = { NUMBER($euro, style: "currency", currency: "EUR") }
writer-euro-whole = { $euro } €
writer-off = Valodas modelis ({ $model }) šajā darba telpā ir izslēgts, jo tam te nav budžeta.
writer-used-up = Šī mēneša budžets ir iztērēts, tāpēc līdz mēneša beigām tekstus saliek uzmetumu rakstītājs. Ja budžetu palielina, valodas modelis uzreiz atsāk rakstīt.
writer-switch-off = Lai iztiktu bez valodas modeļa pavisam, šī servera uzturētājs noņem OPENAI_API_KEY un OPENAI_BASE_URL un palaiž serveri no jauna.

# --- komanda
team-title = Komanda
team-text = { $count ->
    [zero] Šajā darba telpā ir { $count } cilvēku.
    [one] Šajā darba telpā ir { $count } cilvēks.
   *[other] Šajā darba telpā ir { $count } cilvēki.
}
team-alone = Te pagaidām esat tikai jūs. Uzaiciniet kādu rakstīt kopā ar jums vai apstiprināt.
team-name = Vārds
team-role = Loma
team-you = { $name } (jūs)
team-change = Izvēlieties cilvēku
team-owners-only = Aicināt cilvēkus un mainīt lomas var tikai īpašnieks.
team-last-owner = Darba telpai vajadzīgs īpašnieks, bet cita nav. Vispirms par īpašnieku ieceliet kādu citu.
team-open = { $count ->
    [zero] { $count } uzaicinājumi vēl nav izmantoti:
    [one] { $count } uzaicinājums vēl nav izmantots:
   *[other] { $count } uzaicinājumi vēl nav izmantoti:
}
team-invite-line = { $role } · no: { $name } · derīgs līdz: { $until }
role-about-owner = drīkst visu; komandu, zīmolu un kārtību maina tikai īpašnieks.
role-about-approver = raksta, kā arī apstiprina ierakstus vai atdod tos labot.
role-about-author = raksta ierakstus, nosaka tiem laiku un sūta apstiprināšanai.
role-about-viewer = lasa līdzi un neko nemaina.
member-title = Komandas dalībnieks
member-yourself = Tas esat jūs. Jūsu lomu var mainīt tikai cits īpašnieks.
member-role-done = { $name }: turpmāk loma ir „{ $role }”. Par to paziņosim.
member-told = Jūsu loma ir mainīta
remove-title = Vai izņemt šo cilvēku?
remove-text = Piekļuve zudīs tūlīt, arī visās jau saņemtajās kartītēs. Šī cilvēka ieraksti paliks šeit, un ieplānotais tiks publicēts. Vēl neizmantotie uzaicinājumi, ko šis cilvēks izsniedzis, vairs nederēs.
remove-done = { $name } vairs nav šajā darba telpā.
leave-title = Vai pamest šo darba telpu?
leave-text = Piekļuve zudīs tūlīt. Jūsu ieraksti paliks šeit, un ieplānotais tiks publicēts. Lai atgrieztos, vajadzēs jaunu uzaicinājumu.
leave-done = Jūs pametāt darba telpu. Tagad esat darba telpā „{ $name }”.
invite-title = Uzaicināt kādu
invite-text = Saņemsiet kodu, ar kuru 24 stundu laikā vienu reizi var pievienoties viens cilvēks.
invite-as = Kādā lomā uzaicināt
invite-ready = Uzaicinājums ir gatavs
invite-forward = Pārsūtiet šo:
invite-letter =
    Aicinām jūs pievienoties darba telpai „{ $workspace }” platformā AiMarketing.
    Atveriet čatu ar šo botu un nosūtiet tam:
    /join { $code }
invite-letter-link =
    Aicinām jūs pievienoties darba telpai „{ $workspace }” platformā AiMarketing.
    Atveriet šo saiti un nospiediet „Sākt”: { $link }
invite-once = Ar to 24 stundu laikā vienu reizi var pievienoties viens cilvēks, loma: { $role }. Mēs glabājam tikai koda nospiedumu, tāpēc pašu kodu vairs nevar parādīt; atsaukt to var sadaļā „Komanda”.
invite-shown = Kods tika parādīts vienu reizi, un vairs to parādīt nevar. Ja kods pazudis, izveidojiet jaunu.
invite-revoked = Atsaukts: ar šo kodu vairs neviens nevar pievienoties.
invite-taken = Ar to pievienojās { $name }. Kods ir izmantots.
invite-letter-local = Šajā datorā tas ir otrs cilvēks čatā pārlūkprogrammā vai „aimarketing chat --as VĀRDS” terminālī.
