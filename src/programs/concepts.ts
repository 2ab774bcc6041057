/**
 * What libraries call the same kind of program, in Finnish, English and Swedish. A patron who asks for one name
 * finds the others. A line holds names of one thing only: what is merely near belongs to the keywords.
 */

/** Names of one kind of program, by its concept. Words are in their base forms. */
export const CONCEPTS: Readonly<Record<string, readonly string[]>> = {
  storytime: [
    "satutunti",
    "satutuokio",
    "satuhetki",
    "iltasatu",
    "vauvasatutunti",
    "storytime",
    "story time",
    "story hour",
    "sagostund",
  ],
  bookclub: [
    "lukupiiri",
    "kirjapiiri",
    "lukuryhmä",
    "book club",
    "reading circle",
    "reading group",
    "bokcirkel",
    "läsecirkel",
  ],
  languagecafe: [
    "kielikahvila",
    "puhekahvila",
    "keskustelukahvila",
    "language café",
    "language cafe",
    "conversation group",
    "conversation club",
    "språkcafé",
    "språkkafé",
  ],
  digihelp: [
    "digituki",
    "digiopastus",
    "digineuvonta",
    "digiapu",
    "tietokoneopastus",
    "digital support",
    "digital help",
    "digital guidance",
    "computer help",
    "tech help",
    "digistöd",
    "it-hjälp",
  ],
  babymusic: [
    "muskari",
    "vauvamuskari",
    "musiikkileikki",
    "loruttelu",
    "music playschool",
    "baby music",
    "rhyme time",
  ],
  nurseryrhymes: ["loru", "loruhetki", "lorutuokio", "nursery rhyme", "rhyme time"],
  crafts: ["käsityö", "askartelu", "craft", "handicraft", "pyssel", "slöjd"],
  knitting: ["neulonta", "neule", "neulekahvila", "neulekerho", "knitting", "knit", "stickning", "stickcafé"],
  sewing: ["ompelu", "ompelukone", "sewing", "sew", "sömnad"],
  coding: ["koodaus", "ohjelmointi", "coding", "programming", "kodning", "programmering"],
  printing3d: ["3d-tulostus", "3d-tulostin", "3d printing", "3d printer", "3d-printing", "3d-utskrift"],
  robotics: ["robotiikka", "robotti", "robotics", "robot"],
  makerspace: ["makerspace", "verstas", "kaupunkiverstas", "urban workshop", "fab lab", "maker space"],
  boardgames: ["lautapeli", "lautapeli-ilta", "board game", "brädspel", "sällskapsspel"],
  videogames: [
    "konsolipeli",
    "videopeli",
    "digipeli",
    "pelaaminen",
    "video game",
    "gaming",
    "e-sports",
    "videospel",
  ],
  roleplay: ["roolipeli", "role-playing game", "roleplaying game", "rpg", "rollspel"],
  chess: ["shakki", "chess", "schack"],
  film: ["elokuva", "leffa", "elokuvanäytös", "film", "movie", "cinema", "film screening"],
  concert: ["konsertti", "concert", "konsert", "gig", "keikka"],
  jazz: ["jazz", "jatsi"],
  music: ["musiikki", "music", "musik"],
  authortalk: [
    "kirjailijavierailu",
    "kirjailijatapaaminen",
    "kirjailijailta",
    "author talk",
    "author visit",
    "författarbesök",
  ],
  poetry: ["runo", "runous", "runoilta", "lausunta", "poetry", "poem", "poetry evening", "poesi"],
  creativewriting: [
    "kirjoittaminen",
    "luova kirjoittaminen",
    "sanataide",
    "creative writing",
    "writing",
    "skrivande",
  ],
  booktips: ["kirjavinkkaus", "kirjavinkki", "book tip", "book recommendation", "boktips"],
  genealogy: ["sukututkimus", "genealogy", "family history", "släktforskning"],
  exhibition: ["näyttely", "exhibition", "utställning"],
  readingdog: ["lukukoira", "reading dog", "läshund"],
  homework: ["läksyapu", "läksykerho", "läxhjälp", "homework help", "homework club"],
  singing: ["yhteislaulu", "karaoke", "sing-along", "singalong", "allsång"],
  photography: ["valokuvaus", "photography", "fotografering"],
  painting: ["maalaus", "maalaaminen", "akvarelli", "painting", "watercolour", "watercolor", "målning"],
  drawing: ["piirustus", "piirtäminen", "drawing", "teckning"],
  comics: ["sarjakuva", "comics", "comic", "manga", "serie"],
  puppets: ["nukketeatteri", "puppet theatre", "puppet theater", "puppet show", "dockteater"],
  theatre: ["teatteri", "theatre", "theater", "teater"],
  dance: ["tanssi", "dance", "dancing", "dans"],
  yoga: ["jooga", "yoga"],
  podcast: ["podcast", "podcasting", "podi"],
  swap: ["vaihtotori", "kirjanvaihto", "vaatteidenvaihto", "swap"],
  repair: ["korjauspaja", "korjauskahvila", "repair cafe", "repair café", "repaircafé"],
  memory: ["muistelu", "muistelupiiri", "reminiscence"],
  phone: ["puhelin", "kännykkä", "älypuhelin", "phone", "smartphone", "mobile phone", "mobiltelefon"],
  computer: ["tietokone", "computer", "dator"],
  tablet: ["tabletti", "tablet", "surfplatta"],
  ai: ["tekoäly", "artificial intelligence", "ai", "artificiell intelligens"],
  onlinesafety: ["tietoturva", "online safety", "cyber security", "cybersecurity"],
  gardening: ["puutarha", "puutarhanhoito", "gardening", "garden", "trädgård"],
  nature: ["luonto", "nature", "natur"],
  history: ["historia", "history"],
  art: ["taide", "kuvataide", "art", "konst"],
  quiz: ["tietovisa", "visailu", "quiz", "trivia", "frågesport"],
  jobsearch: ["työnhaku", "ansioluettelo", "cv", "job search", "job hunting", "jobbsökning"],
  cooking: ["ruoanlaitto", "ruuanlaitto", "kokkaus", "cooking", "matlagning"],
  crimefiction: ["dekkari", "crime fiction", "detective story", "deckare"],
  meditation: ["meditaatio", "mindfulness", "meditation"],
  choir: ["kuoro", "choir", "kör"],
  tour: ["kirjastokierros", "kierros", "guided tour", "library tour", "rundtur"],
  recording: ["äänitys", "äänitysstudio", "musiikkistudio", "recording", "recording studio"],
  workshop: ["työpaja", "paja", "workshop", "verkstad"],
  lecture: ["luento", "esitelmä", "lecture", "föreläsning"],
  participation: ["osallistuva budjetointi", "omastadi", "participatory budgeting"],
};

/**
 * Words that tell the form of a program and not its topic. Alone they fit too many; in a Finnish compound whose last
 * part is one of them the topic is in the part before.
 */
export const FORMS: ReadonlySet<string> = new Set([
  ..."tunti tuokio hetki ilta aamu päivä viikko kerho kurssi paja työpaja piiri kahvila ryhmä tapahtuma tilaisuus".split(
    " ",
  ),
  ..."vierailu luento esitys opastus neuvonta tapaaminen klubi kokous koulutus opetus harrastus toiminta ohjelma".split(
    " ",
  ),
  ..."näytös vartti matinea iltapäivä viikonloppu seura esittely juhla retki apu tuki leiri karnevaali".split(
    " ",
  ),
  ..."time hour lesson event club course workshop class group meeting session evening morning day night show".split(
    " ",
  ),
  ..."lecture talk program programme activity circle café cafe help support party visit presentation week".split(
    " ",
  ),
  // The same as English stems.
  ..."meet even activ programm lectur cours presentati present circl part".split(" "),
]);

/** Last parts of a compound that say nothing without the part before: elokuva is no kuva. */
export const EMPTY_HEADS: ReadonlySet<string> = new Set(
  "kuva kone kirja työ talo taito aika väline laite asia juttu paikka teos sali tila maa mies".split(" "),
);

/** Words of a request that are no topic, in base and everyday forms. */
export const REQUEST_WORDS: ReadonlySet<string> = new Set([
  ..."mikä mitä missä milloin koska kuka olla on onko oli ja tai että jokin joku jotain jotakin jokain joka kaikki".split(
    " ",
  ),
  ..."tekeminen tekemistä tehdä tapahtuma tapahtumia tapahtua tapahtuu ohjelma ohjelmaa menossa meneillään mennä".split(
    " ",
  ),
  ..."haluta haluan haluaisin etsiä etsin löytyä löytyykö suositella suosittele ehdottaa ehdota kiinnostaa voida".split(
    " ",
  ),
  ..."voisi saada minä sinä me te he teillä meillä meidän minun kirjasto kirjastossa kirjastoissa hei moi terve kiitos".split(
    " ",
  ),
  ..."kanssa varten uusi seuraava seuraavaksi lähin lähellä nyt tänään huomenna viikonloppu viikonloppuna kiva hauska kivaa hauskaa mukavaa".split(
    " ",
  ),
  ..."mukava muu muuta vielä kun niin no se tämä nämä ne en ei tulla tule tuleva tulossa olisi mahdollinen ilmainen".split(
    " ",
  ),
  ..."what what's whats where when who is are there any anything something some the a an and or for to in on at of".split(
    " ",
  ),
  ..."with i i'm im am me my we our you your do does doing can could would like want looking find show suggest".split(
    " ",
  ),
  ..."recommend event events happening things thing stuff fun nice good new next library libraries please hi hello".split(
    " ",
  ),
  ..."today tomorrow tonight weekend this that it us have be go going more about program programs programme programmes".split(
    " ",
  ),
  ..."happen librari recommended near nearby free".split(" "),
]);

/** English stems in so many translations and texts that they bring nothing together. */
export const NOISY_STEMS: ReadonlySet<string> = new Set(
  [
    "public librari citi town peopl person place thing room hous hall build open free make do go come get take give have",
    "new old young big small good long short first last one two way kind part whole all each other use user work start",
    "happen should smart move time day year today join welcom togeth learn togeth group number name area",
  ]
    .join(" ")
    .split(" "),
);
