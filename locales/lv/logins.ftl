# Savienošana paša tīkla lapā, kas ir atļauts, kas atļauts līdz atsaukumam, par ko pasaka laikus.

# --- pogas
act-connect-network = Savienot: { $network }
act-call-off = Tomēr nē
act-new-link = Jauna saite
act-account = Konts
act-undo-connect = Atsaukt: atvienot
act-go-on = Turpināt
act-uses = Kam lietotas pilnvaras
act-figures = Kā veicas?

# --- kur ir konts
connect-asks-server = Kurā serverī ir konts?
connect-asks-server-hint = Piemēram, mastodon.social. Der arī jūsu vārds tur (@anna@mastodon.social) vai profila adrese.
connect-asks-handle = Kā sauc kontu?
connect-asks-handle-hint = Piemēram, anna.bsky.social – tā, kā rakstīts profilā.
connect-asks-site = Kāda ir vietnes adrese?
connect-asks-site-hint = Piemēram, https://rudzumaize.example – adrese, kurā to atrod jūsu lasītāji.

# --- saite
login-title = Savienot: { $network }
login-text = Atveriet saiti pārlūkprogrammā. Lapa pateiks, kurš ko savieno, pārliecināsies, ka tas esat jūs, un aizvedīs jūs uz { $network }: *piesakāties tur, nekad šeit.*
login-open = Savienot
login-secret = Saite ir tikai jums: tā der vienreiz, vienā pārlūkprogrammā, desmit minūtes. Nesūtiet to citiem.
login-once = Saiti parādām tikai vienreiz. Ja tās vairs nav, palūdziet jaunu.
login-waits-type = Lapa ir atvērta. *Ierakstiet šeit sešus ciparus, kas tajā redzami.*
login-waits-on = Tas esat jūs. Turpiniet pārlūkprogrammā.
login-waits-there = Piesakieties tīklā { $network } un izlemiet, ko drīkstam darīt. Pēc tam viss atgriezīsies šeit.
login-waits-choose = Šī pieteikšanās atver vairākus kontus. Izvēlieties vienu lapā.
login-done = Konts { $account } ir savienots.
login-wrong = { $count ->
    [zero] Lapā ir citi cipari. Atlicis { $count } mēģinājumu.
    [one] Lapā ir citi cipari. Atlicis { $count } mēģinājums.
   *[other] Lapā ir citi cipari. Atlikuši { $count } mēģinājumi.
}
login-wrong-before = { $count ->
    [zero] Nepareizi cipari ierakstīti { $count } reižu.
    [one] Nepareizi cipari ierakstīti { $count } reizi.
   *[other] Nepareizi cipari ierakstīti { $count } reizes.
}
login-late = Šie cipari vairs neder. Nospiediet lapā „Parādīt jaunu kodu”.
login-over = Šie cipari vairs neder: to saite ir beigusies. Lai saņemtu jaunu, ierakstiet /connect.
ticket-called-off = Jūs pārdomājāt. Saite vairs neder.

# --- kas no tā iznāca
receipt-title = Savienots
receipt-summary = Konts { $account } ir savienots
receipt-lacks-publish = Jūs neatļāvāt tur publicēt. Kamēr nesavienosiet kontu no jauna ar šo atļauju, nekas nevar tikt publicēts.
receipt-lacks-read_account = Jūs neatļāvāt nolasīt konta informāciju. Tā nosaukumu un ierobežojumus neatjaunosim.
receipt-lacks-read_engagement = Jūs neatļāvāt nolasīt, kā veicas ierakstiem. Skaitļus nevarēsim parādīt.
connection-may-figures = ✓ Nolasām, kā šādam ierakstam veicas, kad jūs pajautājat.
connection-granted = Tīkla vārdiem

# --- kas atļauts līdz atsaukumam
order-on = Ieslēgts
order-off = Izslēgts
order-read_engagement = Skaitļi automātiski
order-read_engagement-text = *Kā veicas ierakstiem*: stundu, dienu un nedēļu pēc publicēšanas skaitļus nolasām paši. Ja tas ir izslēgts, nolasām tos tikai tad, kad kāds nospiež „Kā veicas?”.
order-refresh = Uzturēt savienojumu
order-refresh-text = *Atļauja, kurai ir termiņš*: laikus to atjaunojam, pat ja tur nekas netiek publicēts. Ja tas ir izslēgts, brīdinām, pirms atļauja beidzas.

# --- pasaka laikus
orderover-title = { $account }: pagājis gads
orderover-read_engagement = Gadu šī konta ierakstu skaitļus nolasījām paši, kā bijāt atļāvuši. Nu atļauja ir beigusies. Ja joprojām to vēlaties, ieslēdziet no jauna.
orderover-refresh = Gadu šī konta atļauju laikus atjaunojām, kā bijāt atļāvuši. Nu tas ir beidzies. Ja joprojām to vēlaties, ieslēdziet no jauna.
expiring-title = { $account }: atļauja beidzas
expiring-text = { $count ->
    [zero] Tas, ko mums atļauj { $network }, beigsies pēc { $count } dienām.
    [one] Tas, ko mums atļauj { $network }, beigsies pēc { $count } dienas.
   *[other] Tas, ko mums atļauj { $network }, beigsies pēc { $count } dienām.
}
expiring-at = Beidzas
expiring-cure = Savienojiet kontu no jauna pirms tam, un nekas ieplānotais nezudīs.
foreseen-title = Pagaidām šis ieraksts netiks publicēts
foreseen-at = Ieplānots
foreseen-account = Konts vairs nav savienots. Savienojiet to no jauna, un ieraksts iznāks laikā.
foreseen-ends = Konta atļauja beigsies, pirms pienāks ieraksta laiks. Savienojiet to no jauna pirms tam.
foreseen-network = Tīkls šajā serverī ir izslēgts. Par to jāparūpējas servera uzturētājam.
foreseen-content = Ieraksts vairs neatbilst tam, ko tīkls pieņem. Atveriet un izlabojiet to.
foreseen-files = Trūkst kāda tā attēla vai video. Atveriet ierakstu un pievienojiet to vēlreiz.

# --- atvienots
ended-title = Konts { $account } ir atvienots
ended-revoked = Atļauju esam atdevuši: { $network } mūs vairs nelaiž iekšā.
ended-by_hand = Tīklā { $network } mēs paši atļauju atdot nevaram. Jūs to varat atņemt tur.
ended-unreached = Tīklu { $network } veselu dienu nevarēja sasniegt. Lūdzu, atņemiet atļauju tur.
ended-key = Pilnvaras atslēga ir iznīcināta: šeit pilnvaru vairs neviens nevar atvērt. Šī atslēga vēl var būt tikai agrākā rezerves kopijā.
ended-link = Atņemt to tur

# --- kā ierakstam veicas
figures-label = Nolasīts { $at }
figures-asked = Jautājam tīklam
figure-views = { $count ->
    [zero] { $count } skatījumu
    [one] { $count } skatījums
   *[other] { $count } skatījumi
}
figure-likes = { $count ->
    [zero] { $count } „patīk”
    [one] { $count } „patīk”
   *[other] { $count } „patīk”
}
figure-reposts = { $count ->
    [zero] { $count } pārpublicējumu
    [one] { $count } pārpublicējums
   *[other] { $count } pārpublicējumi
}
figure-replies = { $count ->
    [zero] { $count } atbilžu
    [one] { $count } atbilde
   *[other] { $count } atbildes
}
figure-quotes = { $count ->
    [zero] { $count } citējumu
    [one] { $count } citējums
   *[other] { $count } citējumi
}
figure-none = Tīkls te neko neskaita.
unread-title = { $account }: skaitļu nav
