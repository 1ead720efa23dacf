# Ko par mums zina Telegram un ko sakām par Telegram.
telegram-name = AiMarketing
telegram-short = Ieraksti jūsu tīkliem no vienas rindas šajā čatā: uzrakstīti, parādīti, apstiprināti un laikā publicēti.
telegram-about =
    Atsūtiet rindu, fotoattēlu vai balss ziņu, un no tās top ieraksti jūsu tīkliem. Katru redzat tādu, kāds tas būs, apstiprināt vai nododat apstiprināšanai un pasakāt laiku: „rīt plkst. 9”. Tas tiek publicēts vienu reizi, tieši tad.

    Jūsu kontus savienojam tikai ar oficiālu atļauju un izmantojam tikai tam, ko sākat jūs.
group-stranger = Mēs vēl neesam pazīstami. Vispirms uzrakstiet man privāti: { $address }
group-private = Viss pārējais paliek starp mums: { $address }
run-telegram = Telegram: { $name } klausās.
run-telegram-elsewhere = Telegram: šī bota ziņas līdz šim saņēma { $address }. No šī brīža tās nāk šurp. Ja arī tā adrese ir jūsu, piešķiriet katrai savu botu.
run-telegram-token = Telegram nepieņem TELEGRAM_BOT_TOKEN: tas ir pārrakstīts kļūdaini vai atsaukts. Palūdziet pašreizējo @BotFather. Viss pārējais turpina darboties.
run-telegram-conflict = Telegram: šī bota ziņas saņem cita programma. Apturiet to vai piešķiriet tai savu botu. Tikmēr mēģinu vēlreiz; viss pārējais turpina darboties.
run-telegram-refused = Telegram nepieņem iestatījumus: PUBLIC_URL jābūt https adresei, kuru tas var sasniegt 443., 80., 88. vai 8443. portā. Viss pārējais turpina darboties.
run-telegram-unreached = Telegram pašlaik nav sasniedzams. Mēģinu vēlreiz; viss pārējais turpina darboties.
doctor-telegram = { $name } atbild, un tā ziņas tiek saņemtas šeit
doctor-telegram-webhook = { $name } atbild; Telegram piegādā uz { $address }
doctor-telegram-failing = { $name } atbild, bet Telegram nevarēja piegādāt uz { $address }: { $reason }
doctor-telegram-elsewhere = { $name } atbild, bet tā ziņas saņem { $address }; „run” tās pārņems
doctor-telegram-off = nav iestatīts: Telegram ir izslēgts; tokenu izsniedz @BotFather
