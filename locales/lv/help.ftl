# Palīdzība, atcelšana, kļūdaini ierakstītas komandas, privātums.

# --- palīdzība
help-title = Ko šeit var darīt
help-write = *Rakstīt*: atsūtiet vienu rindiņu par jaunumiem. Saņemsiet ierakstu trīs variantos.
help-change = *Labot*: atbildiet uz ieraksta kartīti: „padari īsāku”, „bez emocijzīmēm” vai arī ar „=” un savu tekstu.
help-approve = *Apstiprināt*: ieraksti, kas gaida jūs, ir sadaļā /inbox; katram pietiek ar vienu pieskārienu.
help-time = *Ieplānot*: „rīt plkst. 9”, „piektdien 18:30”, „pēc divām stundām”. Pirms piekrītat, redzēsiet dienu un stundu.
help-ask = *Pārtraukt*: /cancel aizver jebkuru jautājumu. Melnraksti nekad nepazūd.
help-example = Piemēram, atsūtiet šo:
help-brief = No sestdienas cepam rudzu maizi ar ķimenēm. Pirmie kukuļi plkst. 8, Tirgus ielā 4.
command-new = uzrakstīt ierakstu
command-drafts = ieraksti, kas vēl nav ieplānoti
command-inbox = kas gaida jūs
command-calendar = kas ir ieplānots
command-brand = ko rakstītājs zina par jūsu uzņēmumu
command-team = kas ir komandā un kas uzaicināts
command-settings = valodas, laika josla, kārtība
command-privacy = kas tiek glabāts un kāpēc
command-help = ko šeit var darīt
command-cancel = aizvērt jautājumu
sample-brief = Paraugs: no sestdienas cepam rudzu maizi ar ķimenēm. Pirmie kukuļi plkst. 8, Tirgus ielā 4.

# --- atcelšana
cancel-title = Atcelts
cancel-nothing = Šobrīd neviens jautājums nav atvērts.
cancel-question = Jautājums ir aizvērts. Nekas nav mainīts.
cancel-form = { $answered ->
    [0] Anketa „{ $title }” ir aizvērta. Nekas nav mainīts.
    [zero] Anketa „{ $title }” ir aizvērta. Jūsu { $answered } atbildes nav saglabātas.
    [one] Anketa „{ $title }” ir aizvērta. Jūsu { $answered } atbilde nav saglabāta.
   *[other] Anketa „{ $title }” ir aizvērta. Jūsu { $answered } atbildes nav saglabātas.
}
cancel-kept = Melnraksti, laiki un apstiprinājumi ir tādi paši kā iepriekš.

# --- komanda, kuras nav
unknown-close = Komandas { $typed } nav. Varbūt domājāt šo?
unknown-none = Komandas { $typed } nav. Lai uzrakstītu ierakstu, sūtiet tekstu bez slīpsvītras; par visu pārējo pastāsta palīdzība.

# --- privātums
act-privacy = Privātums
act-privacy-full = Lasīt visu
act-privacy-mine = Ko glabā par mani
act-privacy-short = Īsumā
act-privacy-next = Nākamā lapa
act-privacy-before = Iepriekšējā lapa
privacy-title = Privātums
privacy-who = *Kas*: AiMarketing uztur SIA „Dual Core”, Jēkabpils nov., Jēkabpils, Zīlānu iela 4–19, LV-5202.
privacy-what = *Ko glabā*: jūsu vārdu, valodas un laika joslu; to, ko šeit rakstāt un augšupielādējat; kuri konti ir savienoti; kas, ko un kad ir darījis. Nekad – citu platformu paroles.
privacy-where = *Kur*: šī pakalpojuma datubāzē; piekļuves pilnvaras – šifrētas un atsevišķi no visa pārējā.
privacy-tokens = *Kam izmanto piekļuves pilnvaras*: tikai tam, ko jūs paši uzsākat – lai publicētu jūsu vārdā, iegūtu konta informāciju un nolasītu, kā jūsu ierakstus uzņem. Tās nekad nenodod citiem, nepārdod un neizmanto reklāmai.
privacy-rights = *Jūsu tiesības*: lai redzētu, labotu vai dzēstu to, ko par jums glabā, vai iebilstu pret tā izmantošanu, rakstiet uz { $contact }.
privacy-page = Politika tīmekļa lapā
privacy-place = { $at }. lapa no { $of }
kept-title = Ko glabā par jums
kept-name = Vārds
kept-language = Šī čata valoda
kept-zone = Laika josla
kept-text = Un cik daudz ir katra veida datu visās jūsu darba telpās:
kept-identity = Saziņas lietotņu konti, pēc kuriem jūs pazīst
kept-membership = Darba telpas, kurās esat
kept-post = Jūsu sāktie ieraksti
kept-version = Jūsu izveidotās tekstu versijas
kept-writing = Jūsu pasūtītie teksti
kept-sensing = Reizes, kad modelis jums ko noklausījās vai aplūkoja
kept-action = Jūsu darbības (apstiprinājumi, laiki, labojumi)
kept-connection = Jūsu savienotie konti
kept-invite = Jūsu izsniegtie uzaicinājumi
kept-conversation = Čati ar mums
kept-card = Jums parādītās kartītes
kept-delivery = Saņemtās ziņas un pogu piespiedieni
kept-not = Nekad neglabā citu platformu paroles.
