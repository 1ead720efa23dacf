# Kā beidzās mēģinājums savienot kontu vai kas ar to notika: vienādi lapā un čatā.

# --- pirms ir saite
connect-needs-public = Tīklam { $network } jāspēj sasniegt šo programmu no interneta, bet tai vēl nav publiskas adreses. To ar PUBLIC_URL iestata tas, kurš programmu uztur.
connect-link-private = Saiti, kas atver kontu, dodam tikai privātā čatā: atveriet čatu ar šo botu un ierakstiet tur /connect.
connect-typed-nothing = Nekas nav ierakstīts. Lūdzu, ierakstiet un nosūtiet.
connect-typed-unusable = Tas ir par garu, vai arī tajā ir zīmes, kādu adresēs nav. Lūdzu, pārbaudiet un nosūtiet vēlreiz.

# --- kas notika
ticket-unknown = Šādu saiti nepazīstam, vai arī tā sen vairs neder.
ticket-none-here = Šajā pārlūkprogrammā nekas netiek savienots. Atveriet čatā saņemto saiti tajā pārlūkprogrammā, kurā gribat pieteikties.
ticket-no-cookie = Jūsu pārlūkprogramma šai lapai nesaglabā sīkdatnes, tāpēc nevaram zināt, ka tas joprojām esat jūs. Atļaujiet šeit sīkdatnes vai atveriet saiti citā pārlūkprogrammā.
ticket-bound = Šī saite jau ir atvērta citā pārlūkprogrammā un der tikai tur. Ja to nedarījāt jūs, palūdziet čatā jaunu saiti.
ticket-opened = Jūsu saiti konta savienošanai ({ $network }) atvēra vēl vienā pārlūkprogrammā. Turpināt var tikai pirmajā. Ja viena no abām nebija jūsu, palūdziet jaunu saiti: šī tad vairs nederēs.
ticket-stopped = Saites lapā nospiesta poga „Pārtraukt”.
ticket-expired = Saite derēja desmit minūtes, un tās ir pagājušas.
ticket-newer = Palūgta jaunāka saite, tāpēc šī vairs neder.
ticket-tries = Trīs reizes ierakstīts nepareizs kods, tāpēc saite vairs neder.
ticket-role = Kontus var savienot tikai darba telpas īpašnieks. Lūdzu, palūdziet to īpašniekam.
ticket-not-you = Lapā pieteicās cits cilvēks, nevis tas, kurš lūdza saiti.
ticket-proof-used = Šī pieteikšanās jau ir izmantota. Lūdzu, piesakieties vēlreiz.
ticket-not-now = Šim solim vēl ir par agru vai jau par vēlu.
ticket-other-browser = Pieteikšanās atgriezās citā pārlūkprogrammā, nekā tika sākta, vai arī pa to laiku tajā atvērta cita saite. Iespējams, to izmantoja kāds cits, tāpēc neko no tās neņēmām.
ticket-mixed-up = Pieteikšanās atgriezās no citas vietas, nekā tika nosūtīta, tāpēc neko no tās neņēmām.
ticket-denied = Vietnē { $server } atbilde bija „nē”: AiMarketing šo kontu izmantot nedrīkst.
ticket-said-no = { $server } neļāva savienot kontu.
    .why = { $server } neļāva savienot kontu. Paskaidrojums: „{ $detail }”
ticket-away = Vietne { $server } nebija sasniedzama vai laikus neatbildēja. Lūdzu, mēģiniet vēlreiz pēc dažām minūtēm.
ticket-busy = { $server } lūdz kādu brīdi pagaidīt. Lūdzu, mēģiniet vēlāk.
ticket-refused = { $server } nepieņēma to, ko uzrādījām: varbūt tas jau bija izmantots vai pienāca par vēlu. Lūdzu, mēģiniet vēlreiz ar jaunu saiti.
    .why = { $server } nepieņēma to, ko uzrādījām: varbūt tas jau bija izmantots vai pienāca par vēlu. Lūdzu, mēģiniet vēlreiz ar jaunu saiti. Paskaidrojums: „{ $detail }”
ticket-our-app = { $server } nepazīst mūsu lietotni. Tam, kurš uztur šo programmu, jāpārbauda tās iestatījumi.
ticket-account-other = Tas ir cits konts: no jauna bija jāsavieno { $account }. Vispirms tur izrakstieties un tad piesakieties kā { $account }.
ticket-account-taken = Šis konts jau ir savienots citā darba telpā. Vispirms tas jāatvieno tur.
