# Bluesky: kas traucē kontu savienot.

connect-handle-typed = Tas nav Bluesky konta vārds. Tas izskatās šādi: anna.bsky.social.
connect-handle-unknown = Konta { $server } nav. Lūdzu, pārbaudiet, kā tas rakstīts profilā.
connect-handle-disowned = { $server } ved uz kontu ar citu vārdu, tāpēc nevaram zināt, kam tas pieder. Konta īpašnieks to var salabot konta iestatījumos, sadaļā „Handle”.
connect-handle-homeless = Konts { $server } nepasaka, kurā serverī tas atrodas, tāpēc tajā neko nevar publicēt. Lūdzu, pārbaudiet, vai tas ir īstais konts.
connect-handle-other = Pieteicies kāds cits, nevis { $server }. Vispirms tur izrakstieties, tad savienojiet kontu vēlreiz un piesakieties kā { $server }.
connect-server-odd = Konta { $server } serveris nelaiž iekšā citas programmas: tajā nevar pieteikties ar OAuth, vai arī tas par sevi sniedz nepareizas ziņas. To var atjaunināt tas, kurš serveri uztur.
