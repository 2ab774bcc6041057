/**
 * What libraries call the same kind of program, in Finnish, English and Swedish. A patron who asks for one name
 * finds the others. A line holds names of one thing only: what is merely near belongs to the keywords.
 */

/** Names of one kind of program, in their base forms. */
export type ConceptNames = Readonly<Partial<Record<"fi" | "en" | "sv", readonly string[]>>>;

/** Names of one kind of program, by its concept. */
export const CONCEPTS: Readonly<Record<string, ConceptNames>> = {
  storytime: {
    fi: ["satutunti", "satutuokio", "satuhetki", "iltasatu", "vauvasatutunti"],
    en: ["storytime", "story time", "story hour"],
    sv: ["sagostund"],
  },
  bookclub: {
    fi: ["lukupiiri", "kirjapiiri", "lukuryhmä"],
    en: ["book club", "reading circle", "reading group"],
    sv: ["bokcirkel", "läsecirkel"],
  },
  languagecafe: {
    fi: ["kielikahvila", "puhekahvila", "keskustelukahvila"],
    en: ["language café", "language cafe", "conversation group", "conversation club"],
    sv: ["språkcafé", "språkkafé"],
  },
  digihelp: {
    fi: ["digituki", "digiopastus", "digineuvonta", "digiapu", "tietokoneopastus"],
    en: ["digital support", "digital help", "digital guidance", "computer help", "tech help"],
    sv: ["digistöd", "it-hjälp"],
  },
  babymusic: {
    fi: ["muskari", "vauvamuskari", "musiikkileikki", "loruttelu"],
    en: ["music playschool", "baby music", "rhyme time"],
  },
  nurseryrhymes: { fi: ["loru", "loruhetki", "lorutuokio"], en: ["nursery rhyme", "rhyme time"] },
  crafts: { fi: ["käsityö", "askartelu"], en: ["craft", "handicraft"], sv: ["pyssel", "slöjd"] },
  knitting: {
    fi: ["neulonta", "neule", "neulekahvila", "neulekerho"],
    en: ["knitting", "knit"],
    sv: ["stickning", "stickcafé"],
  },
  sewing: { fi: ["ompelu", "ompelukone"], en: ["sewing", "sew"], sv: ["sömnad"] },
  coding: {
    fi: ["koodaus", "koodaaminen", "ohjelmointi"],
    en: ["coding", "code", "code club", "programming"],
    sv: ["kodning", "programmering"],
  },
  printing3d: {
    fi: ["3d-tulostus", "3d-tulostin"],
    en: ["3d printing", "3d printer", "3d-printing"],
    sv: ["3d-utskrift"],
  },
  robotics: { fi: ["robotiikka", "robotti"], en: ["robotics", "robot"] },
  makerspace: {
    fi: ["verstas", "kaupunkiverstas"],
    en: ["makerspace", "urban workshop", "fab lab", "maker space"],
  },
  boardgames: { fi: ["lautapeli", "lautapeli-ilta"], en: ["board game"], sv: ["brädspel", "sällskapsspel"] },
  videogames: {
    fi: ["konsolipeli", "videopeli", "digipeli", "pelaaminen"],
    en: ["video game", "gaming", "e-sports"],
    sv: ["videospel"],
  },
  roleplay: { fi: ["roolipeli"], en: ["role-playing game", "roleplaying game", "rpg"], sv: ["rollspel"] },
  chess: { fi: ["shakki"], en: ["chess"], sv: ["schack"] },
  film: { fi: ["elokuva", "leffa", "elokuvanäytös"], en: ["film", "movie", "cinema", "film screening"] },
  concert: { fi: ["konsertti", "keikka"], en: ["concert", "gig"], sv: ["konsert"] },
  jazz: { fi: ["jazz", "jatsi"], en: ["jazz"] },
  music: { fi: ["musiikki"], en: ["music"], sv: ["musik"] },
  authortalk: {
    fi: ["kirjailijavierailu", "kirjailijatapaaminen", "kirjailijailta"],
    en: ["author talk", "author visit"],
    sv: ["författarbesök"],
  },
  poetry: {
    fi: ["runo", "runous", "runoilta", "lausunta"],
    en: ["poetry", "poem", "poetry evening"],
    sv: ["poesi"],
  },
  creativewriting: {
    fi: ["kirjoittaminen", "luova kirjoittaminen", "sanataide"],
    en: ["creative writing", "writing"],
    sv: ["skrivande"],
  },
  booktips: {
    fi: ["kirjavinkkaus", "kirjavinkki"],
    en: ["book tip", "book recommendation"],
    sv: ["boktips"],
  },
  genealogy: { fi: ["sukututkimus"], en: ["genealogy", "family history"], sv: ["släktforskning"] },
  exhibition: { fi: ["näyttely"], en: ["exhibition"], sv: ["utställning"] },
  readingdog: { fi: ["lukukoira"], en: ["reading dog"], sv: ["läshund"] },
  homework: { fi: ["läksyapu", "läksykerho"], en: ["homework help", "homework club"], sv: ["läxhjälp"] },
  singing: {
    fi: ["yhteislaulu", "karaoke"],
    en: ["karaoke", "sing-along", "singalong", "singing together"],
    sv: ["allsång"],
  },
  photography: { fi: ["valokuvaus"], en: ["photography"], sv: ["fotografering"] },
  painting: {
    fi: ["maalaus", "maalaaminen", "akvarelli"],
    en: ["painting", "watercolour", "watercolor"],
    sv: ["målning"],
  },
  drawing: { fi: ["piirustus", "piirtäminen"], en: ["drawing"], sv: ["teckning"] },
  comics: { fi: ["sarjakuva", "manga"], en: ["comics", "comic", "manga"], sv: ["serie"] },
  puppets: {
    fi: ["nukketeatteri"],
    en: ["puppet theatre", "puppet theater", "puppet show"],
    sv: ["dockteater"],
  },
  theatre: { fi: ["teatteri"], en: ["theatre", "theater"], sv: ["teater"] },
  dance: { fi: ["tanssi"], en: ["dance", "dancing"], sv: ["dans"] },
  yoga: { fi: ["jooga"], en: ["yoga"] },
  podcast: { fi: ["podcast", "podi"], en: ["podcast", "podcasting"] },
  swap: { fi: ["vaihtotori", "kirjanvaihto", "vaatteidenvaihto"], en: ["swap"] },
  repair: { fi: ["korjauspaja", "korjauskahvila"], en: ["repair cafe", "repair café", "repaircafé"] },
  memory: { fi: ["muistelu", "muistelupiiri"], en: ["reminiscence"] },
  phone: {
    fi: ["puhelin", "kännykkä", "älypuhelin"],
    en: ["phone", "smartphone", "mobile phone"],
    sv: ["mobiltelefon"],
  },
  computer: { fi: ["tietokone"], en: ["computer"], sv: ["dator"] },
  tablet: { fi: ["tabletti"], en: ["tablet"], sv: ["surfplatta"] },
  ai: { fi: ["tekoäly"], en: ["artificial intelligence", "ai"], sv: ["artificiell intelligens"] },
  onlinesafety: { fi: ["tietoturva"], en: ["online safety", "cyber security", "cybersecurity"] },
  gardening: { fi: ["puutarha", "puutarhanhoito"], en: ["gardening", "garden"], sv: ["trädgård"] },
  nature: { fi: ["luonto"], en: ["nature"], sv: ["natur"] },
  history: { fi: ["historia"], en: ["history"] },
  art: { fi: ["taide", "kuvataide"], en: ["art"], sv: ["konst"] },
  quiz: { fi: ["tietovisa", "visailu"], en: ["quiz", "trivia"], sv: ["frågesport"] },
  jobsearch: {
    fi: ["työnhaku", "ansioluettelo", "cv"],
    en: ["cv", "job search", "job hunting"],
    sv: ["jobbsökning"],
  },
  cooking: { fi: ["ruoanlaitto", "ruuanlaitto", "kokkaus"], en: ["cooking"], sv: ["matlagning"] },
  crimefiction: { fi: ["dekkari"], en: ["crime fiction", "detective story"], sv: ["deckare"] },
  meditation: { fi: ["meditaatio", "mindfulness"], en: ["meditation", "mindfulness"] },
  choir: { fi: ["kuoro"], en: ["choir"], sv: ["kör"] },
  tour: { fi: ["kirjastokierros", "kierros"], en: ["guided tour", "library tour"], sv: ["rundtur"] },
  recording: { fi: ["äänitys", "äänitysstudio", "musiikkistudio"], en: ["recording", "recording studio"] },
  ceramics: { fi: ["keramiikka"], en: ["ceramics", "pottery"] },
  instruments: { fi: ["soitin"], en: ["musical instrument", "instrument"] },
  shortstories: { fi: ["novelli"], en: ["short story"] },
  lifestories: {
    fi: ["elämäkerta", "omaelämäkerta", "muistelmat"],
    en: ["memoir", "autobiography", "life story"],
  },
  carers: { fi: ["omaishoitaja"], en: ["family caregiver", "caregiver", "carer", "family carer"] },
  legaladvice: { fi: ["lakineuvonta", "oikeusapu", "lakiapu"], en: ["legal advice", "legal aid"] },
  mentalhealth: {
    fi: ["mielenterveys", "mielen hyvinvointi"],
    en: ["mental health", "mental wellbeing", "mental well-being"],
    sv: ["psykisk hälsa"],
  },
  climate: { fi: ["ilmasto", "ilmastonmuutos"], en: ["climate", "climate change"] },
  exercise: { fi: ["jumppa", "liikunta"], en: ["exercise", "gymnastics"] },
  crochet: { fi: ["virkkaus", "virkkaaminen"], en: ["crochet", "crocheting"] },
  cycling: { fi: ["pyöräily"], en: ["cycling"] },
  voting: { fi: ["äänestäminen", "äänestys"], en: ["voting", "vote"] },
  entrepreneurship: { fi: ["yrittäjyys", "yrittäjä"], en: ["entrepreneurship", "entrepreneur"] },
  workshop: { fi: ["työpaja", "paja"], en: ["workshop"], sv: ["verkstad"] },
  lecture: { fi: ["luento", "esitelmä"], en: ["lecture"], sv: ["föreläsning"] },
  participation: { fi: ["osallistuva budjetointi", "omastadi"], en: ["participatory budgeting"] },
};

/**
 * Words that tell the form of a program and not its topic. Alone they fit too many; in a Finnish compound whose last
 * part is one of them the topic is in the part before.
 */
export const FORMS: ReadonlySet<string> = new Set([
  ..."tunti tuokio hetki ilta aamu päivä viikko kerho kurssi paja työpaja piiri kahvila ryhmä tapahtuma tilaisuus".split(
    " ",
  ),
  ..."vierailu luento esitys opastus keskustelu keskustelutilaisuus neuvonta tapaaminen klubi kokous koulutus opetus harrastus toiminta ohjelma".split(
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

/** Forms that are chosen between: who asks for a reading club is glad of a reading circle. */
const FORM_KINDS: readonly (readonly string[])[] = [
  "kerho piiri kahvila ryhmä klubi seura tapaaminen".split(" "),
  "kurssi paja työpaja koulutus opetus tunti leiri".split(" "),
  "neuvonta apu tuki opastus".split(" "),
  "luento keskustelu keskustelutilaisuus".split(" "),
];

/** Gives the forms that are of one kind with a form, itself among them. */
export function formsLike(form: string): readonly string[] {
  return FORM_KINDS.find((kind) => kind.includes(form)) ?? [form];
}

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
