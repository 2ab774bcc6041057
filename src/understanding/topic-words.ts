/**
 * Words that tell a topic from the words around it. TOPICS are what library programs are about; FORMS say only that it
 * is a program; NO_TOPICS are nouns of everyday talk. Finnish words are base forms, or parts of compounds; English
 * words are singular. Data, edited without touching the reader (topic.ts).
 */

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Finnish words of a kind of program: no topics, and cut off the end of a compound (ompelukurssi is about ompelu). */
export const FORMS_FI = list(`
  tapahtuma kurssi peruskurssi alkeiskurssi jatkokurssi lyhytkurssi kerho työpaja paja luento luentosarja ohjelma ohjelmisto tilaisuus juttu porukka
  toiminta tekeminen klubi näytös esittely infotilaisuus info koulutus kokoontuminen tapaaminen leiri sessio harrastus aktiviteetti
  ilta iltapäivä tunti tapahtumapäivä ryhmä opetus harrasteryhmä pienryhmä verkkokurssi verkkoluento etäluento etäkurssi nettikurssi
  intro webinaari workshop kokoontumisajo treenit treeni harjoitus iltama
`);

/** Finnish names of programs that end in a form but are kept whole. */
export const SET_NAMES_FI = list(`
  satutunti keskusteluryhmä vertaisryhmä lukuryhmä musiikkituokio satutuokio satuhetki lorutuokio loruhetki läksykerho lukutunti
  puheryhmä vertaistukiryhmä kirjoittajaryhmä iltasatu lähiryhmä kieliryhmä korjauspaja
`);

/** Finnish topics and parts of them. */
export const TOPICS_FI = list(`
  taide piirustus piirtäminen maalaus akvarelli kuvanveisto keramiikka savi valokuvaus valokuva elokuva leffa animaatio sarjakuva manga anime
  cosplay teatteri draama impro improvisaatio tanssi sirkus taikuus taikuri musiikki konsertti jazz rock rap räppi hiphop ooppera kuoro laulu laulaminen
  yhteislaulu karaoke kitara piano ukulele rumpu bändi soitin soitto levyraati vinyyli runo runous lausunta stand-up komiikka kirjoittaminen
  kirjailija kirjailijavierailu kirjailijahaastattelu kirjallisuus romaani dekkari lukupiiri kirjapiiri kirjavinkkaus tarina tarinankerronta satu satutunti loru muskari
  nukke nukketeatteri käsityö kässä askartelu neulonta neulominen neule neulekahvila virkkaus virkkaaminen ompelu ompeleminen kirjonta kudonta huovutus
  punonta origami kalligrafia koru puutyö nikkarointi korjaus korjaaminen korjauspaja pyörä vaate kierrätys tuunaus kynttilä joulukortti sidonta
  kirjansidonta painanta tulostus 3d-tulostus laserleikkaus elektroniikka robotti robotiikka koodaus koodaaminen ohjelmointi peli pelaaminen lautapeli roolipeli
  shakki bridge biljardi konsoli lego palapeli tietovisa visailu visa bingo pakohuone tekoäly digi digituki digiopastus tietokone tietotekniikka puhelin kännykkä
  älypuhelin tabletti netti internet sähköposti podcast video videokuvaus editointi some blogi tietoturva huijaus nettihuijaus verkkopankki data
  kielikahvila puhekahvila keskusteluryhmä kieli viittomakieli suomi ruotsi englanti venäjä espanja ranska saksa italia japani kiina korea
  jooga pilates jumppa liikunta voimistelu kuntoilu venyttely zumba meditaatio rentoutus rentoutuminen mindfulness hyvinvointi ensiapu terveys ravitsemus
  uni kävely juoksu urheilu itsepuolustus historia paikallishistoria kotiseutu sukututkimus arkeologia politiikka vaali demokratia osallisuus ilmasto
  ilmastonmuutos ympäristö kestävyys luonto lintu tähti avaruus tähtitiede tiede kemia fysiikka matematiikka filosofia psykologia talous sijoittaminen vero
  edunvalvonta laki asuminen työnhaku cv työhakemus yrittäjyys läksy läksyapu koe opiskelu puutarha puutarhanhoito kasvi siemen ruoka leivonta leipominen
  kokkaus kahvi kirpputori kirppis vaihtopäivä taimi dinosaurus lukukoira koira eläin slime lima aarre aarrejahti naamio naamiaiset näyttely museo arkkitehtuuri
  muotoilu kaupunkisuunnittelu opaskierros opastuskierros kierros festivaali juhla disko joulu halloween pääsiäinen vappu ystävänpäivä parantola väittely keskustelupiiri
  standup scifi esperanto murre viestintä journalismi esiintyminen puhetaito musiikintekeminen äänitys studio dj miksaus kuvankäsittely suunnittelu sisustus muoti meikki
  lavarunous runoilta sanataide kulttuuri perinne matka matkailu vanhemmuus imetys vertaistuki muisti muistelu kuvataide grafiikka graffiti muraali
`);

/** Nouns that a request may hold beside its topic. */
export const NO_TOPICS_FI = list(`
  aika paikka asia kirjasto kaupunki pääkaupunki maa ihminen henkilö seura kaveri ystävä tuttu naapuri mies nainen vaimo äiti isä vanhempi poika tyttö tytär lapsi lapsenlapsi
  veli sisko sisar perhe porukka päivä viikko kuukausi vuosi ilta aamu yö kello tunti minuutti hetki kerta vuoro alku loppu kesä talvi kevät syksy loma arki viikonloppu
  koti kotisohva sohva koulu työ työpaikka toimisto apu tuki neuvo vinkki ehdotus idea toive tarve kiinnostus harrastus elämä vapaa-aika mahdollisuus mieli suositus
  hinta maksu raha euro budjetti ilmainen määrä joukko lisä osa muu joku jokin mikä mitä kaikki tieto lista ohjelma kalenteri aikataulu ilmoittautuminen osallistuminen
  vaihtelu tekeminen meno menot meininki huvi ajanviete seikkailu kokemus elämys yllätys tarjonta valikoima luvassa tulossa kohde kysymys vastaus viesti ohje
  puhe mielipide aihe teema näkökulma sali tila huone kerros ovi osoite matka lähistö lähi alue kulma nurkka seutu sijainti kartta
  aloittelija harrastaja osallistuja ammattilainen alkeet vauva nuori aikuinen seniori eläkeläinen mummo mummi vaari ukki teini koululainen opiskelija maahanmuuttaja
  pöytälaatikko palaute kirja kokoelma laina kortti kirjastokortti pankkitunnus tunnus salasana tili puoli syy tapa taso tyyli laatu juttu homma esimerkki vaihtoehto
  käyttö käyttäminen opettelu oppiminen harjoittelu kehittäminen menossa vieras turisti pari ryhmä tyttöystävä poikaystävä puoliso ohjaaja vetäjä opettaja virkailija
  kiitos hei moi terve hyvä vitsi maailma maailmanloppu joki pitsa sää tosi kova ok okei joo juu suomalainen kaupunkilainen asukas päätös ongelma syyskuu
  vapaa pitkä lyhyt huippu harmi pettymys moni esikoinen kuopus ihme palvelu osasto ilmoitus muistutus uutiskirje tilaus varaus peruutus yhteys henkilökunta kone vika melu meteli
  maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai kymppi viitonen vitonen satanen maksa paljo mukava kiva hauska puuha puuhailu puuhastelu sellainen tällainen oheinen huomio lähtö tulo reissu työmatka arkipäivä joutilas jengi koululuokka luokka
  kk helsinki espoo vantaa kauniainen kirjastonhoitaja kuka minä sinä se tämä nyt kiire vapaapäivä aamupäivä iltapäivä ruoka-aika sade ilma
`);

/** Finnish phrases of an adjective or genitive and a noun that name one topic, in base forms. */
export const PHRASES_FI: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["luova", new Set(["kirjoittaminen", "kirjoittaa", "toiminta"])],
  ["elävä", new Set(["musiikki", "malli"])],
  ["klassinen", new Set(["musiikki"])],
  ["kestävä", new Set(["kehitys", "elämäntapa"])],
  ["sosiaalinen", new Set(["media"])],
  ["digitaalinen", new Set(["taito", "tuki", "taide"])],
  ["avoin", new Set(["data", "lava", "mikrofoni"])],
  ["moderni", new Set(["taide", "tanssi"])],
  ["lukeva", new Set(["koira"])],
]);

/** Verbs that name a topic: "haluan oppia neulomaan". */
export const VERBS_FI: ReadonlyMap<string, string> = new Map([
  ["koodata", "koodaus"],
  ["ohjelmoida", "ohjelmointi"],
  ["neuloa", "neulonta"],
  ["kutoa", "kudonta"],
  ["virkata", "virkkaus"],
  ["ommella", "ompelu"],
  ["kirjoa", "kirjonta"],
  ["askarrella", "askartelu"],
  ["piirtää", "piirtäminen"],
  ["maalata", "maalaus"],
  ["laulaa", "laulu"],
  ["tanssia", "tanssi"],
  ["valokuvata", "valokuvaus"],
  ["leipoa", "leivonta"],
  ["kokata", "kokkaus"],
  ["meditoida", "meditaatio"],
  ["joogata", "jooga"],
  ["jumpata", "jumppa"],
  ["runoilla", "runous"],
  ["pelata", "pelaaminen"],
  ["nikkaroida", "puutyö"],
  ["3d-tulostaa", "3d-tulostus"],
]);

/** English words of a kind of program. */
export const FORMS_EN = list(`
  event course club workshop lecture class session lesson group meetup meeting gathering programme program activity screening showing talk discussion
  intro introduction training tutorial seminar webinar evening morning afternoon night hour circle training help thing stuff something anything support
  camp series demo tip advice guidance
`);

/** English names of programs that hold a form word and are kept whole. */
export const SET_NAMES_EN: readonly string[] = [
  "conversation group",
  "conversation club",
  "conversation circle",
  "book club",
  "book group",
  "book circle",
  "reading group",
  "reading circle",
  "reading club",
  "discussion group",
  "story time",
  "storytime",
  "story hour",
  "rhyme time",
  "nursery rhyme",
  "author talk",
  "author visit",
  "language café",
  "language cafe",
  "digital help",
  "digital support",
  "homework help",
  "homework club",
  "tech help",
  "computer help",
  "it help",
  "first aid",
  "open mic",
  "stand-up comedy",
  "spoken word",
  "peer support group",
  "writers' group",
  "sign language",
  "local history",
  "family history",
  "live music",
  "classical music",
  "board game",
  "video game",
  "card game",
  "role-playing game",
  "creative writing",
  "climate change",
  "urban planning",
  "social media",
  "job hunting",
  "job search",
  "artificial intelligence",
  "reading dog",
  "seed swap",
  "clothes swap",
  "book swap",
  "laser cutting",
  "3d printing",
  "music production",
  "repair café",
  "repair cafe",
  "guided tour",
  "virtual reality",
  "escape room",
  "treasure hunt",
  "puppet theatre",
  "puppet show",
  "magic show",
  "talent show",
  "light show",
  "face painting",
  "flea market",
  "table tennis",
  "life drawing",
];

/** English topics that are proper names: with a capital where the patron wrote one. */
export const NAMES_EN = list(`
  lego christmas easter halloween moomin minecraft pokemon pokémon roblox diwali ramadan hanukkah python chatgpt youtube photoshop excel
`);

/** English topics, singular. */
export const TOPICS_EN = list(`
  art drawing painting watercolour watercolor sculpture ceramics pottery clay photography photo film movie cinema animation comic comics manga anime cosplay theatre theater drama
  improv improvisation dance dancing ballet tango salsa circus magic music concert gig jazz rock pop hip-hop rap opera choir singing sing-along singalong karaoke guitar piano ukulele drum
  dj vinyl band instrument poetry poem slam comedy stand-up writing author writer novel literature storytelling storytime fairytale rhyme puppet craft crafting knitting knit
  crochet crocheting sewing sew paint bake embroidery weaving felting quilting macramé macrame origami scrapbooking calligraphy jewellery jewelry beading woodwork woodworking carpentry repair
  mending upcycling clothes clothing bike bicycle candle bookbinding printing soldering electronics robot robotics coding programming code python scratch minecraft game gaming chess
  bridge rpg d&d lego puzzle quiz bingo trivia esports vr ai chatgpt data cybersecurity computer laptop phone smartphone tablet ipad internet email excel photoshop podcast podcasting
  video filmmaking editing youtube blogging blog scam conversation esperanto yoga pilates exercise fitness gymnastics zumba stretching meditation mindfulness wellbeing
  wellness health nutrition sleep walk walking running sport football history genealogy ancestry archaeology politics election democracy climate environment sustainability nature bird
  birdwatching astronomy space science chemistry physics maths mathematics philosophy psychology economy economics investing finance tax law housing cv resume career entrepreneurship startup
  homework exam gardening garden plant seed cooking baking food coffee recycling dinosaur playgroup slime exhibition museum architecture design festival party disco
  christmas halloween easter debate journalism poetry choir fashion makeup parenting breastfeeding memory culture travel graffiti illustration animation vlogging
  moomin pokemon pokémon diwali language fiction fantasy memoir haiku genealogy opera folk tour graphics illustration radio mural
`);

/** English words that are no topic and end one: function words, common verbs and adjectives, nouns of everyday talk. */
export const NO_TOPICS_EN = list(`
  a an the this that these those some any no every each all both either neither other another such same own few many much more most less least several enough lot lots bit couple
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs myself yourself himself herself itself ourselves themselves someone somebody anyone anybody
  everyone everybody nobody none nothing everything one ones who whom whose which what when where why how whether if
  and or but nor so yet because although though while since unless than as like at by for from in into of off on onto out over to toward towards under up upon with within without about above across
  after against along among around before behind below beneath beside besides between beyond despite down during except inside near next outside past per through throughout till until via
  am is are was were be been being do does did done doing have has had having will would shall should can could may might must ought need needs needed let lets want wants wanted wanna gonna gotta
  i'm i'd i've i'll you're you'd you've you'll he's she's it's we're we'd we've we'll they're they've that's there's here's what's where's who's how's let's don't doesn't didn't isn't aren't wasn't weren't
  won't wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't whats im ive id dont
  not never ever always often sometimes usually rarely seldom again already still just only also too very really quite rather pretty maybe perhaps possibly probably please thanks thank hello hi hey
  yes yeah yep ok okay oh well now then here there soon later early late today tomorrow yesterday tonight ago away back together alone instead else even almost anywhere somewhere everywhere elsewhere ideally
  preferably especially actually anyway mainly mostly simply perfectly exactly currently recently lately first second third last once twice
  go goes going went gone come comes coming came get gets getting got gotten take takes taking took taken make makes making made give gives giving gave given find finds finding found show shows showing
  look looks looking looked see sees seeing saw seen watch watches watching watched hear hears hearing heard know knows knowing knew known think thinks thought believe feel feels feeling felt try tries trying
  tried say says said saying tell tells told telling ask asks asked asking use uses using used work works working worked live lives living lived join joins joining joined attend attends attending visit visits
  visiting visited bring brings brought keep keeps kept start starts starting started begin begins begun end ends ended stop stops run runs run hold holds held host hosts hosted organise organises organised organize
  organized arrange plan plans planned happen happens happening happened offer offers offered offering enjoy enjoys enjoyed love loves loved hate hates like likes liked prefer prefers hope hopes wish wishes wonder
  wondering wondered seem seems mean means sign signs signed sign-up book books booked register registering registered follow follows following meet meets meeting met spend spends spent learn learns learning
  learned learnt teach teaches teaching taught practise practice practising practicing study studies studying studied speak speaks speaking spoke play plays playing played read reads do participate
  suggest suggests recommend recommends recommended advise want spot improve improves improving develop develops need become becomes interested interesting bored tired busy free happy glad sorry able
  rainy rain sunny snowy windy cloudy cold warm cosy cozy lovely exciting educational inspiring meaningful cancelled canceled postponed available open closed full nice good better best great cool fun funny easy simple beginner beginners beginners' newbie starter advanced intermediate basic basics new old young big small little short long local public
  different similar suitable relaxing calm quiet social indoor outdoor indoors outdoors cheap affordable creative active hands-on right wrong sure mad crazy keen fond curious left real ready
  thing things stuff kind kinds sort sorts type types way ways idea ideas option options choice choices suggestion suggestions recommendation time times day days week weeks weekend weekends month months year years
  hour hours minute minutes moment evening evenings morning mornings afternoon afternoons night nights noon date dates schedule calendar season place places spot location area neighbourhood neighborhood city town
  country home house school work job jobs office library libraries branch librarian librarians staff person people man men woman women guy guys friend friends friend's family families mother mum mom father dad parent parents
  husband wife partner son daughter child children kid kids boy girl baby brother sister cousin nephew niece uncle aunt grandma grandmother grandfather grandpa grandparent neighbour neighbor visitor visitors guest
  tourist member members beginner teenager adult adults senior seniors student students company life world part rest piece number amount level age ages price cost money euro euros ticket tickets budget fee
  room space seat seats place account card number question questions answer answers information info details detail message chat chance interest interests hobby hobbies holiday holidays vacation free-time spare
  something anything someone what whatever whichever thereof okay whole entire particular specific certain general various following tmrw pls plz u ur ya mins hr
  run hosting putting put set sets turn turns sit stand pick picks chosen choose check checks buy sell pay pays pays paid cheap lend lending borrow borrowing return returning renew renewing reserve
  moved move moving stay staying arrive arriving leave leaving drop dropping expecting hoping planning
  lovely amazing brilliant wonderful awesome fantastic excellent terrible awful excited explain enter entering forget completely send sending sent write won win prize opt fix fixing order update updates sick smart confusing website broken heating
  list command human agent manager hilarious musical peaceful friendly regular weekly monthly daily nan hello goodbye
  helsinki espoo vantaa kauniainen finland european kutsu bot
  two three four five six seven eight nine ten eleven twelve dozen half tenner fiver
  behind everybody's another's upcoming near nearby nearest closest around lately nowadays days' somebody's afterwards beforehand
`);
