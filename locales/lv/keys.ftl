# Ko par atslēgām saka „aimarketing keys”, „aimarketing ledger” un „aimarketing doctor”.
keys-going-on = Līdz šim no jauna šifrētas: { $count ->
    [zero] { $count } atslēgas
    [one] { $count } atslēga
   *[other] { $count } atslēgas
}
keys-rotated = Tagad visas atslēgas ir šifrētas ar { $kek }: no jauna { $wrapped }, pārbaudei atvērtas { $verified }.
keys-old = { $kek } vairs nelieto. Noņemiet to, kad vairs neglabājat nevienu datubāzes rezerves kopiju, kas veidota pirms šodienas: toreiz šifrēto atver tikai tā.
keys-none-newer = Nebija ko darīt: jaunākas atslēgas nav. Ielieciet to tur, kur norāda { $setting }, un palaidiet šo vēlreiz.
keys-broken = Atslēgu { $id } nevar atvērt, tātad arī to, kas ar to šifrēts: šis konts jāsavieno no jauna.
ledger-rows = Lietojumi: { $rows }. Konti ar lietojumiem: { $chains }.
ledger-gap = Konta { $connection } { $number }. rinda ({ $id }): pirms tās trūkst rindu.
ledger-order = Konta { $connection } { $number }. rinda ({ $id }) neseko iepriekšējai.
ledger-changed = Konta { $connection } { $number }. rinda ({ $id }) ir mainīta.
ledger-key-lost = Žurnāla paša atslēgas vairs nav: neviens vairs nevar pateikt, vai rindas ir tādas, kādas tās ierakstīja.
ledger-same = Viss, ko apliecina dotā rindiņa, joprojām ir vietā un nav mainīts.
ledger-other = Ne viss, ko apliecina dotā rindiņa, vēl ir vietā: rindas ir izņemtas, pieliktas vai mainītas, vai arī kopš tā laika ir slēgta kāda darba telpa.
ledger-no-head = Šī nav rindiņa, ko izdrukāja šī komanda.
ledger-head = Glabājiet šo rindiņu citur, lai vēlāk salīdzinātu (--head): { $head }
doctor-keys = pilnvaru atslēgas ir šifrētas ar { $kek } (nospiedums { $mark })
doctor-keys-none = to izveidos nākamajā startā
doctor-keys-mixed = joprojām vajadzīga arī { $kek }: ar to { $count ->
    [zero] šifrētas { $count } atslēgas
    [one] šifrēta { $count } atslēga
   *[other] šifrētas { $count } atslēgas
}: atlikušās pārceļ „aimarketing keys rotate”
