# Bluesky: kas traucē kontu savienot.

connect-handle-typed = Tas nav Bluesky konta vārds. Tas izskatās šādi: anna.bsky.social.
connect-handle-unknown = Konta { $server } nav. Lūdzu, pārbaudiet, kā tas rakstīts profilā.
connect-handle-disowned = { $server } ved uz kontu, kuru sauc citādi, tāpēc nevar zināt, kam tas pieder. Konta īpašnieks to var salabot konta iestatījumos, sadaļā „Handle”.
connect-handle-homeless = Konts { $server } nepasaka, kurā serverī tas dzīvo, tāpēc tajā neko nevar publicēt.
connect-handle-other = Pieteicies kāds cits, nevis { $server }. Vispirms tur izrakstieties, tad savienojiet vēlreiz un piesakieties kā { $server }.
connect-server-odd = Konta { $server } serveris neielaiž citas programmas: tas nepazīst pieteikšanos ar OAuth vai stāsta par sevi ko citu, nekā ir. To var atjaunināt tas, kurš serveri uztur.
