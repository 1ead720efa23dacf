## Lapas pārlūkprogrammā: čats adresē /try, izmēģinājumu tīkla lapas, privātuma politika, neatbildami pieprasījumi.

web-name = AiMarketing
web-home = Uz sākumlapu
web-privacy = Privātuma politika
web-language = Valoda

## Neatbildami pieprasījumi

web-error-400 = To nevar izmantot
    .more = Šī lapa nesaprot to, kas tika nosūtīts. Nekas netika mainīts.
web-error-403 = Šeit ieiet nevar
    .more = Šī lapa nav paredzēta visiem. Nekas netika mainīts.
web-error-404 = Šeit nekā nav
    .more = Iespējams, adresē ir kļūda vai arī tas, kas šeit bija, ir izņemts.
web-error-405 = Šeit to izdarīt nevar
    .more = Lapa pastāv, bet nosūtīto nepieņem. Nekas netika mainīts.
web-error-413 = Tas ir par lielu
    .more = Nosūtītais ir lielāks, nekā šī lapa pieņem. Nekas netika mainīts.
web-error-500 = Mūsu pusē kaut kas nogāja greizi
    .more = Kļūda ir reģistrēta. Lūdzu, pēc brīža mēģiniet vēlreiz.
web-error-503 = Pašlaik nav pieejams
    .more = Datubāze nav sasniedzama. Nekas nav zudis; lūdzu, pēc brīža mēģiniet vēlreiz.

## Sākumlapa

web-start-title = Mārketinga nodaļa jūsu čatā
web-start-lead = Pasakiet vienā rindiņā, kas jauns. AiMarketing no tā izveido ierakstus jūsu tīkliem, parāda katru tādu, kāds tas izskatīsies, nodod apstiprināšanai tam, kam jāapstiprina, un publicē vienu reizi – jūsu izvēlētajā laikā.
web-start-try = Šajā datorā ir čats izmēģināšanai
web-start-try-how = Saite uz to ir redzama terminālī, kurā programma tika palaista. Tā sākas ar { $address } un darbojas vienu reizi, vienā pārlūkprogrammā.
web-start-chat = Lai strādātu, rakstiet botam Telegram vai Slack lietotnē.
web-start-policy = Kā rīkojamies ar jūsu datiem

## Privātuma politika

web-contents = Saturs
web-policy-effective = Spēkā stāšanās diena: { $date }
web-policy-translation = Šis ir tulkojums jūsu ērtībai. Noteicošais ir teksts angļu valodā.
web-policy-original = Lasīt oriģinālu angļu valodā

## Izmēģinājumu tīkla konta lapa

web-sandbox-kind = Izmēģinājumu tīkls
web-sandbox-about = Tīkls izmēģināšanai: šeit publicētais ir redzams šajā lapā un tās plūsmā, un nekur citur.
web-sandbox-empty = Šeit vēl nekas nav publicēts.
web-sandbox-empty-more = Pirmais ieraksts parādīsies, tiklīdz tas tiks publicēts.
web-sandbox-feed = Atom plūsma
web-sandbox-all = Visi šīs lapas ieraksti

## Ekrāni

web-info = Zināšanai
web-good = Gatavs
web-warning = Uzmanību
web-bad = Kļūme
web-added = pievienots:
web-removed = noņemts:
web-optional = var neaizpildīt
web-none = Nekas nav izvēlēts
web-see-post = Skatīt ierakstu
web-length = Garums
web-problems = Kas traucē
web-working = Top teksts
web-table = Tabula
web-no-file = No šīs lapas failus nosūtīt nevar. Izmantojiet Telegram vai Slack vai atstājiet lauku tukšu.
web-post-at = Ieraksts tīklā { $network }, konts { $account }
web-unseen = Tekstā ir zīmes, ko nevar parādīt; to vietā šeit ir { $sign }.

## Čats adresē /try

web-chat-title = Čats: { $name }
web-chat-as = Jūs esat { $name }
web-chat-mine = Jūsu čats
web-chat-log = Čata ziņas: { $name }
web-chat-said = { $name } raksta
web-chat-composer = Ziņa
web-chat-hint = Kas jauns?
web-chat-keys = Enter nosūta; Shift un Enter sāk jaunu rindu
web-chat-send = Nosūtīt
web-chat-start = Sākt
web-chat-empty = Laipni lūdzam
web-chat-empty-more = Šis ir čats ar AiMarketing jūsu pārlūkprogrammā. Nav vajadzīgs ne konts, ne atslēga. Nospiediet „Sākt” vai vienkārši pasakiet, kas jūsu uzņēmumā jauns.
web-chat-refresh = Atsvaidzināt
web-chat-help = Palīdzība
web-chat-reply = Atbildēt
web-chat-replying = Jūsu atbilde uz: { $summary }
web-chat-no-reply = Neatbildēt
web-chat-older = Senākas ziņas šeit nav redzamas.
web-chat-other = Pievienot cilvēku
web-chat-other-more = Izmēģiniet divatā: otram cilvēkam būs savs čats līdzās šim.
web-chat-other-name = Vārds
web-chat-other-open = Atvērt līdzās
web-chat-alone = Tikai { $name }
web-chat-lost = Savienojums pārtrūka. Mēģinām vēlreiz…
web-chat-over = Programma ir palaista no jauna, tāpēc šī lapa vairs nedarbojas. Atveriet jauno saiti, kas redzama terminālī.
web-chat-copy = Jūsu teksts joprojām ir lodziņā: vispirms nokopējiet to.
web-chat-unsent = Ziņa nav nosūtīta: programma nav sasniedzama. Jūsu teksts joprojām ir šeit.
web-chat-undone = Tas nav izdarīts: programma nav sasniedzama. Pēc brīža mēģiniet vēlreiz.
web-chat-close = Aizvērt
web-chat-closed = Šo čatu var atvērt tikai ar tā saiti
web-chat-closed-more = Saite ir redzama terminālī, kurā darbojas programma; izmantojiet pašu jaunāko. Tā derīga vienu reizi, vienā pārlūkprogrammā un tikai līdz programmas apturēšanai. Lai iegūtu jaunu saiti, apturiet programmu (Ctrl+C) un palaidiet to vēlreiz.
web-chat-closed-again = Ja šajā pārlūkprogrammā tas jau ir bijis atvērts, mēģiniet vēlreiz
web-chat-closed-host = Atveriet to ar adresi, kas redzama terminālī: šāds datora nosaukums netiek pieņemts.
web-chat-closed-origin = Nosūtītais nāca no citas lapas, tāpēc netika pieņemts.
web-chat-closed-used = Šī saite jau ir izmantota: tā derīga vienu reizi, vienā pārlūkprogrammā. Lai iegūtu jaunu saiti, apturiet programmu terminālī (Ctrl+C) un palaidiet to vēlreiz.

## Visi ekrāni vienā lapā

web-gallery-title = Visi ekrāni
web-gallery-more = Zīmēti ar to pašu kodu, kas produktā, visās valodās un stāvokļos.
web-gallery-screens = Ekrāni
web-gallery-terminal = Terminālī
web-gallery-warnings = Ko neizdevās parādīt
web-gallery-all = Visas valodas
web-gallery-look = Rādīt
web-gallery-both = Pārlūkā un Telegram
web-gallery-browser = Pārlūkā
web-gallery-telegram = Telegram
