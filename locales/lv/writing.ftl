### Kad rakstītājs nevarēja uzrakstīt, un kas jāpārbauda, pirms uzrakstīto izmantot.

## Kas nogāja greizi; katrā gadījumā tā vietā ir uzmetums
writing-misconfigured = Valodas modeli neizdevās izmantot: kaut kas nav kārtībā ar tā atslēgu, modeļa nosaukumu, adresi vai apmaksu. Tā vietā ir sagatavots uzmetums. Lūdzu, pasakiet to šī servera uzturētājam.
writing-busy = Valodas modelis šobrīd ir aizņemts vai nav sasniedzams. Tā vietā ir sagatavots uzmetums. Izmantojiet to vai pamēģiniet vēlreiz pēc dažām minūtēm.
writing-broken = Valodas modeļa atbilde pārtrūka vai nebija izmantojama. Tā vietā ir sagatavots uzmetums. Izmantojiet to vai palūdziet vēlreiz.
writing-refused = Valodas modelis atteicās to rakstīt. Tā vietā ir sagatavots uzmetums. Izmantojiet to vai izsakiet uzdevumu citiem vārdiem.
writing-budget = Valodas modelim šomēnes vairs nav budžeta. Tā vietā ir sagatavots uzmetums. Budžetu nosaka īpašnieks: Iestatījumi → Rakstītājs.
writing-stopped = Apturēts, kā lūdzāt. Līdz tam uzrakstītais ir saglabāts; palūdziet vēlreiz, kad vēlaties.
writing-outline-note = Salikts no jūsu pašu vārdiem, nevis ar valodas modeli: nekas nav izdomāts.

## Karodziņi
flag-link = Tekstā ir saite vai tīmekļa adrese, ko jūs nenorādījāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-mention = Tekstā ir pieminēts konts (@…), ko jūs nenorādījāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-phone = Tekstā ir tālruņa numurs, ko jūs nenorādījāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-email = Tekstā ir e-pasta adrese, ko jūs nenorādījāt. Lūdzu, pārbaudiet vai izņemiet to.
flag-price = Tekstā ir cena vai apgalvojums, ka kaut kas ir bez maksas, bet jūs to neminējāt. Lūdzu, pārbaudiet.
flag-percent = Tekstā ir procenti, ko jūs neminējāt. Lūdzu, pārbaudiet.
flag-date = Tekstā ir diena vai laiks, ko jūs neminējāt. Lūdzu, pārbaudiet.
flag-never-word = Tekstā ir vārds, ko lūdzāt nekad nelietot.
flag-language = Šķiet, ka teksts ir citā valodā, nekā ierakstam vajadzētu būt.
