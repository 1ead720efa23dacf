# Katrs kontu pilnvaru lietojums, saprotamiem vārdiem.

word-uses = lietojumi
act-privacy-uses = Kam lietotas pilnvaras
act-uses-accounts = Citi konti
act-uses-newer = Jaunāki
act-uses-older = Vecāki
uses-title = Kam lietotas pilnvaras
uses-text = Pilnvara ir tīkla atļauja mums rīkoties konta vārdā. Katru lietojumu pieraksta, *pirms* pilnvaru atver, un klāt norāda, kura cilvēka rīcība to prasa. Vēlāk nevienu rindu nevar ne mainīt, ne dzēst.
uses-total = { $count ->
    [zero] Līdz šim *{ $count } lietojumu*.
    [one] Līdz šim *{ $count } lietojums*.
   *[other] Līdz šim *{ $count } lietojumi*.
}
uses-none = Neviena pilnvara vēl nav lietota.
uses-not-yours = Neviens konts nav jūsu savienots, tāpēc šeit nav, ko rādīt. Visus lietojumus redz darba telpas īpašnieks.
uses-choose = Kura konta?
uses-account = { $account } · { $network } ({ $count })
uses-of-no-account = *No mēģinājumiem savienot kontu, kas neizdevās:*
uses-of = Lietojumi: { $account }
uses-done = *{ $done }*, { $at }
uses-line = { $done }
    { $name } { $did }, { $at }
use-connect = Noskaidrots, kam konts pieder
use-publish = Darbs ar ierakstu tīklā
use-read_account = Nolasīta konta informācija
use-read_engagement = Nolasīts, kā veicas jūsu ierakstam
use-refresh = Atjaunota pilnvara
use-revoke = Atļauja atdota tīklam
did-connect_asked = lūdza savienot kontu
did-allowed = to atļāva līdz atsaukumam
did-disallowed = atsauca šo atļauju
did-figures_asked = jautāja, kā ierakstam veicas
