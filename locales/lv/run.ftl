# Ko komandas saka terminālī.
run-ready = AiMarketing ir šeit: { $address }
run-try = Čats pārlūkprogrammā: { $url }
run-outline = Valodas modelis nav iestatīts (OPENAI_API_KEY vai OPENAI_BASE_URL): tekstus saliek uzmetumu rakstītājs.
run-stop = Ctrl+C to aptur; tas, kas jau tiek sūtīts, vispirms tiek pabeigts.
run-ending = Apturam…
chat-no-button = Šeit nav pogas „{ $label }”.
doctor-database = { $kind }, sasniedzama, tabulas ir atjauninātas
doctor-database-behind = { $kind }, sasniedzama; tabulas tiks izveidotas vai atjauninātas nākamajā startā vai tagad ar „aimarketing migrate”
doctor-database-away = { $kind } nav sasniedzama: pārbaudiet adresi un vai tā darbojas
doctor-port = lapas ir pieejamas adresē { $address }
doctor-no-address = nav iestatīts: lapas ir sasniedzamas tikai no šī datora, un „run” piedāvā čatu pārlūkprogrammā
doctor-outline = nav iestatīts: tekstus saliek uzmetumu rakstītājs; tas neko nemaksā un nav valodas modelis
doctor-model = tekstus raksta { $model } ({ $endpoint })
doctor-network = atslēgas nav vajadzīgas; ieraksti tiek sūtīti uz { $origin }
gallery-written = Ekrāni ({ $count }): { $path }
