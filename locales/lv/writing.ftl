### Kad rakstītājs nevarēja uzrakstīt, un kas jāpārbauda, pirms uzrakstīto izmantot.

## Kas nogāja greizi; katrā gadījumā tā vietā ir uzmetums
writing-misconfigured = Valodas modeli neizdevās izmantot: tā atslēga, modelis vai adrese netiek pieņemta. Tā vietā ir sagatavots uzmetums. Lūdziet tam, kurš to iestatīja, pārbaudīt OPENAI_API_KEY, OPENAI_MODEL un OPENAI_BASE_URL.
writing-busy = Valodas modelis šobrīd ir aizņemts vai nav sasniedzams. Tā vietā ir sagatavots uzmetums. Izmantojiet to vai pamēģiniet vēlreiz pēc dažām minūtēm.
writing-broken = Valodas modeļa atbilde pārtrūka vai nebija izmantojama. Tā vietā ir sagatavots uzmetums. Izmantojiet to vai palūdziet vēlreiz.
writing-refused = Valodas modelis atteicās to rakstīt. Tā vietā ir sagatavots uzmetums. Izmantojiet to vai izsakiet uzdevumu citiem vārdiem.
writing-budget = Šī mēneša budžets valodas modelim ir iztērēts. Tā vietā ir sagatavots uzmetums. Īpašnieks var palielināt budžetu iestatījumos; citādi tas atjaunosies nākamajā mēnesī.
writing-stopped = Apturēts, kā lūdzāt. Līdz tam uzrakstītais ir saglabāts; palūdziet vēlreiz, kad vēlaties.
writing-outline-note = Šis uzmetums ir salikts pēc noteikumiem no jūsu pašu vārdiem un zīmola apraksta, nevis ar valodas modeli, tāpēc tajā nekas nav izdomāts. Lai rakstītu valodas modelis, šīs sistēmas uzturētājam jāiestata OPENAI_API_KEY vai OPENAI_BASE_URL.

## Karodziņi
flag-link = Tekstā ir saite vai tīmekļa adrese, kuru jūs nedevāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-mention = Tekstā ir pieminēts konts (@…), kuru jūs nedevāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-phone = Tekstā ir tālruņa numurs, kuru jūs nedevāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-email = Tekstā ir e-pasta adrese, kuru jūs nedevāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-price = Tekstā ir cena vai apgalvojums, ka kaut kas ir bez maksas, ko jūs neteicāt. Lūdzu, pārbaudiet.
flag-percent = Tekstā ir procenti, kurus jūs neminējāt. Lūdzu, pārbaudiet.
flag-date = Tekstā ir diena vai laiks, ko jūs neminējāt. Lūdzu, pārbaudiet.
flag-never-word = Tekstā ir vārds, kuru lūdzāt nekad nelietot.
flag-language = Šķiet, ka teksts ir citā valodā, nekā ierakstam vajadzētu būt.
