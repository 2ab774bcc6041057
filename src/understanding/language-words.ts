/**
 * Everyday words that tell a language by themselves, as they are written and said: what people greet, ask and thank
 * with, and the little words of every sentence. A word that stands in two lists tells nothing.
 */

const FINNISH = `
  hei moi moikka terve moro heippa huomenta päivää iltaa kiitos kiitti kiitoksia ole olkaa hyvä anteeksi joo juu jep kyllä ei en et
  ja tai mutta sekä että jos kun koska vaan vain myös sitten siis niin kuin mikä mitä missä mistä mihin milloin koska kuka ketä kenelle miksi
  miten montako paljonko onko oliko voiko voisiko saako löytyykö löytyisikö järjestetäänkö pääseekö haluan haluaisin etsin tarvitsen voinko
  minä sinä hän me te he mä sä se ne tämä nämä tuo nuo minun sinun mun mulle sulle minulle sinulle meille teille teillä meillä mulla
  oon oot ois olis olisi onks voiks oliks olen olet on ovat oli ollut olla mut et kans kanssa mun tää toi siel tääl täällä siellä tänne sinne
  jotain joku jokin jotakin kaikki mitään mikään ilman kohta nyt vielä jo aina usein tänään huomenna eilen suomeksi suomi apua kivaa tekemistä
  lopeta peruuta takaisin ihan tosi paljon vähän hyvää pitää täytyy miks mites mis mist entä entäs
`;

const ENGLISH = `
  hi hello hey thanks thank please sorry yes yeah yep nope okay the a an and or but not is are was were be been am do does did doing have has
  had will would can could should may might must i you we they he she it my your our their his her me us them this that these those there here
  what where when who whom which why how with without for from to of at by about into any some every all more many much if then than so
  because english looking want need like find show tell anything something nothing
  in on i'm i'd i've i'll it's don't can't isn't doesn't didn't what's that's where's who's you're we're let's im ive whats tmrw pls plz thx wanna gonna
`;

const SWEDISH = `
  hej hejsan tjena tack snälla förlåt ja nej och eller men inte är var vara varit har hade haft kan kunde ska skulle vill ville måste får fick
  jag du han hon vi ni dom mig dig oss er min din vår ert mitt ditt vårt mina dina våra det den detta denna dessa ett att som för från
  till på av om med utan hos vid efter innan under över när vad vem vilken vilket vilka varför hur också bara mycket många lite mer alla allt
  något någon några ingen inga inget finns finnas svenska svenskspråkig barn barnen vuxna bibliotek biblioteket evenemang idag imorgon ikväll helgen
  söker letar behöver vet tycker gör göra blir bli blev kommer gå går läsa bok böcker sagostund program nästa vecka dag år sedan där här eftersom
  mot mellan genom enligt samt hela sin sitt sina deras dess hans hennes första andra nya stora del flera sådan såsom även utöver enda kallas
  hjälp saker lördag söndag måndag tisdag onsdag torsdag fredag kvällen kväll morgon natt förmiddag eftermiddag vilka era mitt just då nu
  i en så men man tack tackar god hejdå adjö ursäkta vänligen talar pratar läser jättebra
`;

/** Swedish words that are enough by themselves, though another language may have a word like them. */
const SURELY_SWEDISH = "hej hejsan hejdå tack jag och är inte kväll morgon svenska";

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Gives the telling words of each language, lower-case. */
export const TELLING_WORDS = { fi: setOf(FINNISH), en: setOf(ENGLISH), sv: setOf(SWEDISH) };

/** Gives the words that a Swede says and hardly anyone else. */
export const SURELY_SWEDISH_WORDS: ReadonlySet<string> = setOf(SURELY_SWEDISH);

const SAME = `
  ok okay okei oki jes wow lol haha hehe hmm mm
  stop menu info data jazz blues bingo disco karaoke manga anime
`;

/** Words that are the same in Finnish and English, which tell nothing. */
export const NEUTRAL_WORDS: ReadonlySet<string> = setOf(SAME);
