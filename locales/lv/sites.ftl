# WordPress vietnes un Discord kanāli: kas traucē tos savienot un ko tie nepieņem.

# --- vietnes savienošana
connect-site-none = Adresē { $server } WordPress nav vai arī to nevar atpazīt. Lūdzu, pārbaudiet adresi.
connect-site-closed = WordPress vietnei { $server } ir slēgta REST saskarne, tāpēc neviena programma tur nevar publicēt. Iespējams, to slēdzis drošības spraudnis; atvērt to var tas, kurš vietni uztur.
connect-site-off = WordPress vietne { $server } neizsniedz lietotņu paroles. Atļaut tās var tas, kurš vietni uztur: vajadzīgs WordPress 5.6 vai jaunāks, un paroles var būt izslēdzis drošības spraudnis.
connect-site-http = Vietnei { $server } nav droša savienojuma (https), tāpēc turp neko nesūtām. To var ieslēgt tas, kurš vietni uztur.
connect-site-another = { $server } atbildēja citas vietnes vārdā, tāpēc turp nekas netika nosūtīts. Savienojiet vietni ar to adresi, kas norādīta tās WordPress iestatījumos.
connect-site-stripped = { $server } izsniedza mums lietotnes paroli, bet neļauj tai nonākt galā: tīmekļa serveris izņem galveni „Authorization”. To var izlaist cauri tas, kurš vietni uztur; tad savienojiet vēlreiz. Nelietoto paroli „AiMarketing” var dzēst jūsu WordPress profilā.

# --- kura tiesību trūkst un kur tās dod
right-site-login = „{ $account }” vairs nepieņem mūsu lietotnes paroli: tā tur ir dzēsta, vai arī tīmekļa serveris neļauj tai nonākt galā.
right-site-role = WordPress konts, ar kuru savienota vietne „{ $account }”, to nedrīkst darīt.
right-site-closed = Vietnes „{ $account }” REST saskarne tagad ir slēgta.
right-webhook-moved = Discord webhook, ar ko savienots „{ $account }”, tagad publicē citā kanālā.
cure-site-login = Savienojiet vietni vēlreiz: tās pašas lapā mums izsniegs jaunu paroli.
cure-site-role = Vajadzīga loma *Autors* vai augstāka: vietnes vadības panelī, *Lietotāji*. Tad savienojiet vēlreiz.
cure-site-closed = Atvērt to var tas, kurš vietni uztur: iespējams, to slēdzis drošības spraudnis. Tad savienojiet vēlreiz.
cure-webhook-moved = Pārvietojiet to atpakaļ Discord iestatījumos (*Server Settings*, *Integrations*, *Webhooks*) vai savienojiet otru kanālu.

# --- kas netika pieņemts
refused-site-wall = To nepieņēma ugunsmūris vietnes priekšā. Mūs izlaist cauri var tas, kurš vietni uztur.
refused-site-file = Kāds fails ir lielāks, nekā vietne pieņem.
refused-site-held = Vietne ierakstu aiztur pārskatīšanai. Tas ir vadības panelī, sadaļā *Ieraksti*.
refused-site-gone = Ieraksts ir vietnes atkritnē vai tur dzēsts.
refused-site-files-gone = Kāds ieraksta attēls vai video ir dzēsts no vietnes multivides bibliotēkas, tāpēc ierakstu no šejienes mainīt nevar.
refused-not-as-many = Šim tekstam vajag vairāk vai mazāk ziņu, nekā tur jau ir. Tam jāietilpst tikpat daudzās kā iepriekš.

# --- uz ieraksta kartītes
headline-label = Virsraksts
