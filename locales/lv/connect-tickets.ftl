# Kā beidzās mēģinājums pievienot kontu vai kas ar to notika: vienādi lapā un sarunā.

# --- pirms ir saite
connect-needs-public = Lai pievienotu { $network }, tīklam jāspēj mūs sasniegt, tāpēc tas iespējams tikai tur, kur šai programmai ir publiska adrese.
connect-link-private = Saiti konta pievienošanai dodam tikai privāti: atveriet sarunu ar šo botu un rakstiet tur /connect.
connect-typed-nothing = Lūdzu, uzrakstiet to un nosūtiet.
connect-typed-unusable = Tas ir par garu, vai arī tajā ir zīmes, kādu adresēs nav.

# --- kas notika
ticket-unknown = Šāda saite mums nav zināma, vai arī tā sen vairs neder.
ticket-none-here = Šajā pārlūkprogrammā nekas netiek pievienots. Atveriet sarunā saņemto saiti tajā pārlūkprogrammā, kurā gribat pieslēgties.
ticket-no-cookie = Jūsu pārlūkprogramma šai lapai nesaglabā sīkdatni, tāpēc nevarētu zināt, ka tas joprojām esat jūs. Atļaujiet šeit sīkdatnes vai atveriet saiti citā pārlūkprogrammā.
ticket-bound = Šī saite jau tika atvērta citā pārlūkprogrammā un der tikai tajā. Ja to nedarījāt jūs, sarunā palūdziet jaunu saiti.
ticket-opened = Jūsu saite, lai pievienotu { $network }, tika atvērta vēl vienā pārlūkprogrammā. Turpināt var tikai pirmā. Ja viena no abām nebija jūsējā, palūdziet jaunu saiti: šī tad vairs nederēs.
ticket-stopped = Kāds, kam bija saite, tās lapā nospieda „Pārtraukt”.
ticket-expired = Saite derēja desmit minūtes, un tās ir pagājušas.
ticket-newer = Tika palūgta jaunāka saite, tāpēc šī vairs neder.
ticket-tries = Trīs reizes tika ierakstīts nepareizs kods.
ticket-role = Kontus pievieno tikai darba telpas īpašnieks.
ticket-not-you = Tas, kurš pieslēdzās lapā, nav tas, kurš lūdza saiti.
ticket-proof-used = Šī pieslēgšanās jau tika izmantota. Lūdzu, pieslēdzieties vēlreiz.
ticket-not-now = Šim solim vēl nav vai vairs nav īstais laiks.
ticket-other-browser = Pieslēgšanās atgriezās citā pārlūkprogrammā, nekā tika sākta, vai arī tajā pa to laiku atvērta cita saite: to, iespējams, izmantoja kāds cits. Nekas no tās netika ņemts.
ticket-mixed-up = Pieslēgšanās atgriezās no citas vietas, nekā tika nosūtīta. Nekas no tās netika ņemts.
ticket-denied = Vietnē { $server } tika pateikts, ka AiMarketing kontu izmantot nedrīkst.
ticket-said-no = { $server } neļāva pievienot kontu.
    .why = { $server } neļāva pievienot kontu. Paskaidrojums: „{ $detail }”
ticket-away = Vietne { $server } nebija sasniedzama vai laikus neatbildēja.
ticket-busy = { $server } lūdz kādu brīdi pagaidīt. Lūdzu, mēģiniet vēlāk.
ticket-refused = { $server } nepieņēma to, ko uzrādījām: varbūt tas jau bija izmantots vai pienāca par vēlu.
    .why = { $server } nepieņēma to, ko uzrādījām: varbūt tas jau bija izmantots vai pienāca par vēlu. Paskaidrojums: „{ $detail }”
ticket-our-app = { $server } nepazīst mūsu lietotni. Tam, kurš uztur šo programmu, jāpārbauda tās iestatījumi.
ticket-account-other = Tas bija cits konts: no jauna bija jāpievieno { $account }. Vispirms tur izrakstieties un tad pieslēdzieties kā { $account }.
ticket-account-taken = Šis konts jau ir pievienots citā darba telpā. Vispirms tas jāatvieno tur.
