/**
 * How people say what they want of the library beside programs: practical matters, feedback, ideas, campaigns, interests
 * to follow, the smart city; and the many things a library bot is asked that are none of its business.
 */
import type { Phrases } from "./intent-commands.ts";

const PRACTICAL_FI =
  "aukiolo\\p{L}*|omatoimi\\p{L}*|(?:kirjasto|oodi|se|kauanko|koska|milloin|asti|mihin) (?:\\p{L}+ ){0,4}(?:auki|kiinni|avoinna|suljettu|sulkeutu\\p{L}+|sulje\\p{L}+|avataan|aukea\\p{L}*|aukee|menee kiinni)|auki(?:ko)? (?:\\p{L}+ ){0,2}(?:tänään|huomenna|viikonloppuna|sunnuntai\\p{L}*|lauantai\\p{L}*|pyhinä)|(?:uusi\\p{L}*|uudis\\p{L}*|palaut(?:an|in|taa|us|ettu|aa|taisi\\p{L}*|uksen|ukset)|jatka\\p{L}*) (?:\\p{L}+ ){0,3}(?:laina\\p{L}*|kirja\\p{L}*)|laina(?:ni|t|a|n|aika\\p{L}*|ukset|uksen|uskielto|ta|taan|tavissa|ksi|in|isin)(?: |$)|lainaako|lainataanko|myöhästymis\\p{L}+|sakko\\p{L}*|sako\\p{L}*|kirjastokort\\p{L}+|kortti\\p{L}* (?:\\p{L}+ ){0,3}(?:katosi|hukkui|hukassa|kadonnut|jäi|uusi\\p{L}*|maksa\\p{L}*)|pin-?(?:koodi\\p{L}*|tunnus\\p{L}*|i)?|salasana\\p{L}*|varaukseni|varauks\\p{L}+ (?:\\p{L}+ ){0,3}(?:noud\\p{L}+|tull\\p{L}+|maksa\\p{L}*|peru\\p{L}*)|vara(?:ta|isin|an|us|taan|ttua|amaan|ukset|isi\\p{L}*) (?:\\p{L}+ ){0,4}(?:tila\\p{L}*|huone\\p{L}*|kirja\\p{L}*|ryhmätyö\\p{L}*|kokous\\p{L}*|studio\\p{L}*|tulostim\\p{L}+|tietokone\\p{L}*|työpist\\p{L}*|opiskelu\\p{L}*|äänity\\p{L}*|soitto\\p{L}*|ompelukone\\p{L}*|pelikon\\p{L}*|aika\\p{L}*)|ryhmätyötil\\p{L}+|kokoustil\\p{L}+|tulost(?:aa|us|aminen|in|amaan|aisin|an)(?: |$)|väritulost\\p{L}*|skanna\\p{L}+|kopio(?:ida|kone\\p{L}*|n|inti)|wifi\\p{L}*|wi-fi\\p{L}*|langaton\\p{L}*|pysäköin\\p{L}+|parkkipaik\\p{L}+|esteett\\p{L}+|pyörätuoli\\p{L}*|hissi\\p{L}*|vessa\\p{L}*|palautusluuk\\p{L}+|palautusautom\\p{L}+|kaukolain\\p{L}+|e-kirja\\p{L}*|äänikirja\\p{L}*|celia\\p{L}*|lukusali\\p{L}*|lukupaik\\p{L}*|opiskelupaik\\p{L}*|asiakastie\\p{L}*|kirjaudu\\p{L}*|kirjautu\\p{L}*|eräpäivä\\p{L}*|löytötavara\\p{L}*|postinumero\\p{L}*|osoite on|missä (?:\\p{L}+ )?kirjasto (?:on|sijaitsee)|huollettava\\p{L}* kort\\p{L}+|maksan|maksaa lask\\p{L}*|opiskel\\p{L}+ (?:\\p{L}+ ){0,2}(?:hiljaa|rauhassa|kirjastossa)|(?:voi\\p{L}*|saa\\p{L}*) (?:\\p{L}+ ){0,2}opiskella (?:hiljaa|rauhassa)|skanneri\\p{L}*|tulostime\\p{L}*|tulostin|kopiokone\\p{L}*|(?<![-\\p{L}])kahvila(?:a|n|ssa)?(?:ko)?$|säilytysloker\\p{L}+|mikroaaltouun\\p{L}+|hoitohuone\\p{L}*|kirjaston kort\\p{L}+|(?:montako|kuinka mon\\p{L}+) (?:kirja\\p{L}*|laina\\p{L}*)|hakukon\\p{L}+|yhteystie\\p{L}+|puhelinnumero\\p{L}*";
const PRACTICAL_EN =
  "opening (?:hours|times?)|open(?:s|ing)? (?:\\p{L}+ ){0,3}(?:today|tomorrow|now|late|until|on (?:sunday|saturday|weekend)s?|hours)|(?:what time|when|how late|until when) (?:\\p{L}+ ){0,5}(?:open|opens|close|closes|closed|shut)|(?:is|are) (?:the |\\p{L}+ )?(?:librar(?:y|ies)|oodi|it|you) (?:\\p{L}+ ){0,2}(?:open|closed)|closing time|self-service|renew(?:al|ing|ed)?|(?:my|overdue|inter-?library|two|a|the) loans?|loan period|overdue|late (?:fee|book|return|fine)s?|fines?|fined|library card|(?:lost|new|replace|get) (?:\\p{L}+ ){0,3}card|\\bpin\\b|password|log ?in|(?:place|cancel|my|pick up) (?:\\p{L}+ ){0,2}(?:hold|reservation)s?|(?:book|reserve|booking|reserving|rent|hire) (?:\\p{L}+ ){0,3}(?:room|space|computer|printer|studio|desk|equipment|machine|table|slot on)s?|meeting rooms?|study (?:room|space|place)s?|(?:quiet|somewhere|place|where) (?:\\p{L}+ ){0,3}(?:to )?(?:study|work)|(?:can|could|may|where|how) (?:\\p{L}+ ){0,3}(?:print|scan|photocopy|copy)\\b|printing cost|wi-?fi|parking|wheelchair|accessib\\p{L}+|toilets?|lift|return(?:ed|ing)? (?:\\p{L}+ ){0,4}(?:books?|loans?|items?|dvds?|it)|(?:can|could|may|where|how) (?:\\p{L}+ ){0,3}(?:borrow|loan|check out|rent)\\b|borrow\\p{L}* (?:limit|time|a|an)|how many (?:books|loans|items)|e-?books?|audiobooks?|lost (?:and found|property|my)|damaged (?:a|the|my) (?:book|dvd|item)|address of|how do i get to|where is the (?:nearest )?library|my account|due date|(?:is|are) there (?:a |an |any )?(?:café|cafe|toilets?|lockers?|scanners?|printers?|microwave|parking|baby changing|changing rooms?|restaurant|vending machines?)|(?:do you|does \\p{L}+) have (?:a |an |any )?(?:café|cafe|toilets?|lockers?|scanners?|printers?|photocopiers?|microwave|parking|wifi|computers?)|how (?:much|expensive) (?:\\p{L}+ ){0,2}(?:print|copy|copie|scan)\\p{L}*|(?:reserve|request) (?:\\p{L}+ ){0,2}(?:book|item|title)s?|lost my \\p{L}+|get a card|join the library|become a member|membership";

/** Patterns that make an intent likely; weights as in the commands. */
export const TOPIC_PHRASES: readonly Phrases[] = [
  { intent: "practical", weight: 0.92, part: [PRACTICAL_FI, PRACTICAL_EN] },
  {
    intent: "feedback",
    weight: 0.96,
    whole: [
      "palaute|palautetta|valitus|valittaa|kehu|kehuja|risuja|ruusuja|feedback|complaint|(?:i have |make )?a complaint|complain|praise",
    ],
    part: [
      "(?:ant\\p{L}*|anna\\p{L}*|jät\\p{L}+|kirjoit(?:taa|an|aisin|tais\\p{L}*)|lähet\\p{L}+|laitta\\p{L}*|halu\\p{L}+|(?:minulla|mulla|mul|meillä) (?:on|ois|olisi|olis)|tässä) (?:\\p{L}+ ){0,3}palau(?:te|tetta|tteen)(?! kirja)",
      "(?:tehdä|teen|haluan|haluaisin|aion) (?:\\p{L}+ ){0,2}(?:valit\\p{L}+|reklam\\p{L}+|moitt\\p{L}+|kehua|kiittää|moittia)",
      "mihin (?:\\p{L}+ ){0,2}(?:valit\\p{L}+|palaut\\p{L}+)",
      "(?:give|leave|send|share|submit|have|got|some|my) (?:\\p{L}+ ){0,3}feedback",
      "(?:want|like|where|how|need|going) (?:\\p{L}+ ){0,4}(?:to )?complain",
      "(?:make|file|lodge|have) (?:a |an )?(?:\\p{L}+ )?complaint",
      "compliments? to|my compliments",
    ],
  },
  {
    intent: "feedback",
    weight: 0.93,
    part: [
      // Something that was, and how it was.
      "(?:ihana|upea|mahtava|loistava|hieno|mukava|hauska|kiva|mainio|erinomainen|huikea|paras|surkea|huono|kamala|kauhea|tylsä|pettymys|ikävä|ankea|sekava|kallis|meluisa|onnistunut|epäonnistunut|hyödyllinen|turha|opettavainen) (?:\\p{L}+ ){0,3}(?:eilen|viime\\p{L}*|oli)",
      "(?:oli|olivat) (?:\\p{L}+ ){0,4}(?:ihana\\p{L}*|upea\\p{L}*|mahtav\\p{L}*|loistav\\p{L}*|hieno\\p{L}*|mukav\\p{L}*|hauska\\p{L}*|kiva\\p{L}*|mainio\\p{L}*|erinomai\\p{L}*|huikea\\p{L}*|paras|parhaita|surkea\\p{L}*|huono\\p{L}*|kamala\\p{L}*|kauhea\\p{L}*|tylsä\\p{L}*|pettymys|hankala\\p{L}*|vaikea\\p{L}*|töykeä\\p{L}*|ystävälli\\p{L}*|täynnä|meteli\\p{L}*|melu\\p{L}*|likai\\p{L}*|kylmä\\p{L}*|kuuma\\p{L}*|ahdas\\p{L}*|ahta\\p{L}*|rikki|sekava\\p{L}*|liian|onnistu\\p{L}*|hyvä\\p{L}*|huippu\\p{L}*|opettavai\\p{L}*)",
      "(?:on|ovat|oot|olette|olet) (?:\\p{L}+ ){0,3}(?:tosi|todella|aivan|ihan|niin|aina|erittäin|liian|kovin|ihanan|huippu|parhaita|paras) ?(?:\\p{L}+ ){0,2}(?:ystävälli\\p{L}*|ihan(?:a|ia|at)|mahtav\\p{L}*|töykeä\\p{L}*|meluisa\\p{L}*|likai\\p{L}*|hankala\\p{L}*|vaikea\\p{L}*|hidas\\p{L}*|hita\\p{L}*|kallis\\p{L}*|kall\\p{L}*|hyvä\\p{L}*|huono\\p{L}*|täynnä|avuli\\p{L}*|palveluali\\p{L}*|upe\\p{L}*|hieno\\p{L}*|kylmä\\p{L}*|ahdas\\p{L}*)",
      "(?:kova|hirveä|kamala|jatkuva|ainainen) (?:meteli|melu|hälinä|sotku)",
      "(?:pidin|tykkäsin|nautin|nautimme|rakastin|viihdyin|viihdyimme|petyin|petyimme|ärsyt\\p{L}+|harmit\\p{L}+|suututti|kiukutti|turhaudu\\p{L}+|ihastu\\p{L}+|ilahdu\\p{L}+)(?: |$|,)",
      "(?:ei|eivät|en) (?:\\p{L}+ ){0,3}(?:toiminut|toimineet|toimi|tullut|saapunut|ilmoitettu|kerrottu|saanut|päässyt|mahtunut|kuullut mitään)(?: |$|[,.!])",
      "olisi pitänyt|olis pitäny|pitäisi olla paremmin|piti (?:\\p{L}+ )?(?:taas|perua|peruuttaa|odottaa|jonottaa|järjestää|muuttaa)",
      "miksi (?:\\p{L}+ ){0,5}(?:piti|pitää|on|oli|lopetettiin|poistettiin|muutettiin|suljettiin|muutetaan|lakkautettiin|siirrettiin)(?! (?:kiinni|suljettu|auki))",
      "(?:hyvin|hienosti|huonosti|mainiosti) (?:järjestetty|hoidettu|tehty|vedetty)",
      "(?:kiitos|kiitokset|suuret kiitokset|isot kiitokset|kiitän) (?:\\p{L}+ ){0,4}(?:ohjaaja\\p{L}*|järjestäj\\p{L}*|henkilökun\\p{L}*|tapahtum\\p{L}*|satutunni\\p{L}*|kurssi\\p{L}*|konserti\\p{L}*|illasta|esiinty\\p{L}*|työntekij\\p{L}*)",
      "(?:tosi|todella|aivan|ihan|erittäin|tosi) (?:hyvä|kiva|hieno|mahtava|ihana|upea|hauska|onnistunut|huono|surkea|tylsä) (?:tapahtuma|kurssi|konsertti|luento|kerho|ilta|työpaja|satutunti|näyttely|paikka|palvelu|kirjasto|henkilökunta)(?!a)",
      "tulen (?:uudestaan|toistekin|varmasti)",
      "liian (?:\\p{L}+ )?(?:paljon|hidas|hita\\p{L}+|hankala\\p{L}*|kova\\p{L}*|pitkä\\p{L}*|lyhyt\\p{L}*|vähän|kallis\\p{L}*|kuuma\\p{L}*|kylmä\\p{L}*|vaikea\\p{L}*)(?: |$|[,.!])",
      "(?:loved|enjoyed|hated|disliked|liked|appreciated|adored) (?:the|that|your|every|it|this|our|last|how|yesterday)",
      "(?:was|were|has been|had been|is|are)(?:n't)? (?:\\p{L}+ ){0,3}(?:brilliant|amazing|awesome|great|wonderful|lovely|fantastic|excellent|superb|fun|awful|terrible|horrible|bad|poor|boring|disappointing|disappointed|rude|dirty|noisy|loud|crowded|cold|hot|broken|frustrating|annoying|helpful|friendly|patient|kind|unhelpful|unfriendly|confusing|difficult|overcrowded|fully booked|cancelled|canceled|well organi[sz]ed|a mess|a shame|ridiculous|unacceptable|the best|perfect|useless)",
      "(?:really|so|very|too|quite|always|absolutely|simply) (?:\\p{L}+ )?(?:frustrating|annoying|disappointing|disappointed|rude|noisy|dirty|unhelpful|crowded|helpful|friendly|impressed|unhappy)",
      "not (?:happy|impressed|good enough|acceptable|pleased|satisfied)",
      "well done|great job|good job|keep up the good work|thumbs up|kudos|hats off|bravo",
      "(?:nobody|no one|no-one) (?:came|was|helped|answered|showed|told)",
      "without (?:any )?(?:notice|warning)|should have (?:been|told|known|said)",
      "(?:i|we) (?:waited|queued|stood)",
      "waste of (?:time|money)",
      "disappoint\\p{L}+|disgrace\\p{L}*|appalling|let down by",
      "(?:great|lovely|wonderful|amazing|fantastic|brilliant|excellent|nice|good|awful|terrible|poor) (?:\\p{L}+ ){1,3}(?:yesterday|last (?:night|week|time|saturday|sunday|friday)|today,? thank)",
      "(?:what|such) an? (?:\\p{L}+ )?(?:great|lovely|wonderful|brilliant|terrible|awful|fantastic|amazing) (?:\\p{L}+ ){0,3}(?:event|evening|concert|workshop|class|course|lecture|talk|library|place|staff|day)",
      "why (?:did|do|does|was|were|has|have|is|are) (?:you|the|it|they|there) (?:\\p{L}+ ){0,4}(?:always|again|cancel\\p{L}*|close|closed|remove\\p{L}*|change\\p{L}*|moved?|so (?:noisy|loud|dirty|few|cold|hot|hard))",
    ],
  },
  {
    intent: "idea",
    weight: 0.95,
    whole: ["idea|ehdotus|toive|kehitysidea|kehitysehdotus|suggestion|an idea|a suggestion|proposal"],
    part: [
      "(?:minulla|mulla|meillä|mul|tässä)(?: \\p{L}+)? (?:ois|olisi|on|tuli) (?:\\p{L}+ ){0,2}(?:idea|ehdotus|ehdotuksia|ideoita|toive|kehitysidea|kehitysehdotus)",
      "(?:^|[.!?] )(?:idea|ehdotus|toive|kehitysidea|kehitysehdotus|suggestion)(?:ni)?(?: on)?[:,–-]",
      "(?:ehdotan|ehdottaisin|ehdotamme|toivoisin|toivoisimme|toivon|toivomme|toivoisi)(?: |$|,)",
      "(?:olis|olisi|ois|oisko|olisiko)(?: \\p{L}+){0,3} (?:siistii?ä?|kiva[a]?|hieno[a]?|mahtava[a]?|upea[a]?|ihana[a]?|hyvä|loistava[a]?|mukava[a]?)(?:,)? (?:jos|että|saada|kun)",
      "(?:voisitteko|voisitte|voisko|voisiko|vois|voisitko|voitteko|voisittekohan) (?:te |kirjasto |kirjastossa |kirjastoon |\\p{L}+ )?(?:järjest\\p{L}+|hank\\p{L}+|ott\\p{L}+ (?:käyttöön|valikoimaan|lainattav\\p{L}*)|pitää|aloit\\p{L}+|lisät\\p{L}+|tehdä|tuoda|perust\\p{L}+|laajen\\p{L}+|tarjota)(?! (?:minulle|minut|mulle|mut))",
      "(?:voisiko|voisko|vois|saisiko|saisko) (?:\\p{L}+ ){0,3}(?:olla|saada|tulla|lisätä)? ?(?:enemmän|useammin|lisää|myös)",
      "(?:ottakaa|järjestäkää|hankkikaa|tehkää|pitäkää|lisätkää|laittakaa|tuokaa|perustakaa|avatkaa|aloittakaa) (?!mut|minut|minulle|mulle|minuun|yhteyt)",
      "miksette|miksi ette|mitä jos",
      "(?:kirjastossa|kirjastoon|kirjaston|teidän|siellä|tänne) (?:\\p{L}+ ){0,3}(?:pitäis|pitäisi|voisi|vois|tarvit\\p{L}+) (?:\\p{L}+ ){0,2}(?:olla|järjestää|hankkia|saada|olisi|enemmän)",
      "(?:pitäisi|pitäis|tulisi) (?:\\p{L}+ ){0,2}(?:järjestää|hankkia|saada enemmän|olla enemmän|lisätä)",
      "enemmän (?:\\p{L}+ ){0,3}(?:kiitos|kirjastoon|kirjastoihin)|lisää (?:\\p{L}+ ){0,3}(?:kirjastoon|kirjastoihin|kirjastoissa|kiitos)",
      "(?:i|we)(?:'ve| have)?(?: got)? (?:a |an |another |one )(?:\\p{L}+ )?(?:idea|suggestion|proposal)",
      "you (?:should|could|ought to|might)(?: \\p{L}+)? (?:start|organi[sz]e|have|offer|get|add|host|run|try|lend|open|buy|make|put|consider|arrange|hold|set up|provide|create|do|bring|think)",
      "why (?:not|don't you|can't you|doesn't the library|don't we)",
      "(?:could|can|would|will) (?:you|the library)(?: please| perhaps| maybe| ever| consider)? (?:organi[sz]e|organizing|organising|arrange|start|host|add|set up|introduce|begin|create|offer more|hold|get more|buy|stock|extend)",
      "(?:it|that) (?:would|'d|might) be (?:\\p{L}+ )?(?:great|nice|good|cool|lovely|wonderful|fun|awesome|helpful|useful|fantastic|brilliant|amazing)(?:,)? (?:to have|if|to see|to get|having)",
      "please (?:consider|organi[sz]e|start|add|arrange|get|buy|bring back)",
      "(?:i|we)(?:'d| would)? (?:suggest|propose|recommend)(?: that| a| an| adding| having| organi[sz]ing| you| the| more)",
      "(?:i|we) wish (?:you|the library|there (?:were|was))",
      "(?:how|what) about (?:having|organi[sz]ing|starting|a|an|if)(?! (?:concert|course|workshop) (?:for|on|in))",
      "(?:i'd|i would|we'd|we would|would) (?:love|like) (?:it if|to see (?:more|some|a) |more )",
      "i think (?:you|the library|there|it) (?:should|could|would)",
      "more (?:\\p{L}+ ){1,3}(?:please|at the library|in the library)$",
    ],
  },
  {
    intent: "campaign",
    weight: 0.94,
    part: [
      "(?<!\\p{L})(?:\\p{L}{0,8}arvon(?:ta|nan|nassa|taan|nasta|toihin)\\p{L}*|arvonnan\\p{L}*|kilpailu(?:un|n|ssa|sta|ko|kin|nne|aika\\p{L}*)?|kilpailuun\\p{L}*|kisa(?:ssa|an|n|sta|ko)?|palkin(?:to|non|toa|toja|not|noksi|nosta|toj\\p{L}*)\\p{L}*|voittaj\\p{L}*|voiti(?:n|nko|mme|mmeko|nks)|voittanut|voittaa|pääpalkin\\p{L}+|voitto\\p{L}*|kysely(?:yn|n|ssä|stä|nne)?|vastasin kysely\\p{L}*|kampanja\\p{L}*|arpajai\\p{L}*|arpo\\p{L}*)(?!\\p{L})",
      "\\b(?:raffles?|lottery|giveaway|sweepstakes?|prizes?|(?:prize|the|lucky|ticket|this|your|your|a) draw|(?:the|this|your|a) (?:competition|contest|campaign|survey|questionnaire)|competitions? (?:still|open|close)|winners?|winning|did i win|have i won|i won|can you win|can i win|to win|your survey)\\b",
    ],
  },
  {
    intent: "interests",
    weight: 0.97,
    whole: [
      "(?:omat )?kiinnostukset|kiinnostuksen kohteet|(?:my )?interests|seuratut|(?:my )?topics|tilaukset|tilaukseni",
    ],
    part: [
      "(?:ilmoit\\p{L}+|kerro\\p{L}*|vinkkaa\\p{L}*|muistut\\p{L}+|laita\\p{L}*|laitta\\p{L}*|lähet\\p{L}+|viesti\\p{L}*|infoa\\p{L}*|hälyt\\p{L}+|tiedot\\p{L}+) (?:\\p{L}+ ){0,4}(?:kun|jos|heti kun|aina kun|uusista|tulevista|etukäteen)(?= |,|$)",
      "(?:ilmoit\\p{L}+|kerro\\p{L}*|laita\\p{L}*) (?:\\p{L}+ ){0,3}(?:viestiä|ilmoitus\\p{L}*|vinkkej\\p{L}*)(?:,)? (?:\\p{L}+ )?(?:kun|jos|uusista|tulevista)",
      "(?:minulle|mulle),? kun (?:\\p{L}+ ){0,4}(?:tulee|on|alkaa|järjest\\p{L}+|lisät\\p{L}+)",
      "(?:halu\\p{L}+|voi\\p{L}*|saa\\p{L}*) (?:\\p{L}+ ){0,3}(?:seurata|tilata|ilmoituks\\p{L}+|muistutuks\\p{L}+|tiedon|tietoa) (?:\\p{L}+ ){0,2}(?:tapahtum\\p{L}*|ohjelm\\p{L}*|kurss\\p{L}*|aihe\\p{L}*|uusista|tulevista|\\p{L}+tapahtumi\\p{L}*|\\p{L}+kursse\\p{L}*|satutun\\p{L}*|luento\\p{L}*)",
      "(?:tilaa|tilaan|tilaisin|tilata)(?:n)? (?:\\p{L}+ ){0,4}(?:tied\\p{L}+|uutis\\p{L}+|ilmoituks\\p{L}+|muistutuks\\p{L}+|vinki\\p{L}+|vinkke\\p{L}+)",
      "kiinnostuks\\p{L}+ ?(?:kohte\\p{L}+|aihe\\p{L}+)?",
      "(?:lisää|lisätä|poista|poistaa|muuta) (?:\\p{L}+ ){0,3}(?:seurattav\\p{L}+|seurattu\\p{L}*|kiinnostu\\p{L}+|aihei\\p{L}+|suosikk\\p{L}+)",
      "(?:lisää|poista) (?:\\p{L}+ )?(?:seurattav\\p{L}+|kiinnostu\\p{L}+|aiheisiini)",
      "seura(?:isin|an|taan|ta) (?:\\p{L}*(?:tapahtum|ohjelm|kurss|aihe|musiik|konsert)\\p{L}*)",
      "(?:pidä|pitäkää) (?:minut|mut) ajan tasalla",
      "(?:poista|ota|pudota) (?:se |ne |\\p{L}+ )?(?:\\p{L}+ ){0,2}(?:listalta\\p{L}*|seurannasta|suosikeista|aiheista\\p{L}*)",
      "(?:saada|haluan) (?:\\p{L}+ )?(?:tietoa|tiedon|vinkkejä) (?:tulevista|uusista)",
      "(?:let|notify|alert|tell|remind|inform|update|message|text|e-?mail|ping)(?: me| us)?(?: know)?(?: (?:please|always|again))? (?:when(?:ever)?|if|about (?:new|upcoming|future|any|all|more|\\p{L}+(?:-\\p{L}+)? (?:events|clubs|courses|workshops|concerts))|as soon as|every time|each time|of (?:new|upcoming|any))",
      "keep me (?:posted|updated|informed|in the loop)",
      "(?:could|can|would|will|please) (?:you )?(?:notify|alert|remind|update) me",
      "(?:follow|subscribe to|sign me up for|get|receive|track) (?:\\p{L}+ ){0,3}(?:events|updates|news|newsletter|notifications|reminders|alerts|topics|concerts)(?! (?:today|tomorrow|tonight|this|on|in|at|near|for))",
      "my (?:interests|topics|favourites|favorites|preferences|subscriptions)",
      "(?:change|edit|update|manage|set) (?:\\p{L}+ )?(?:interests|topics|preferences)",
      "subscribe(?: me)?(?: to)?(?!d)",
      "(?:add|drop|remove) (?:\\p{L}+ ){1,4}(?:to|from) (?:my|the) (?:topics|interests|list|favou?rites)",
      "(?:want|like|love) to (?:hear|know|be told|be notified|get notified|stay updated) (?:about|when|of) (?:new|upcoming|future|more|there)",
    ],
  },
  {
    intent: "smart_city",
    weight: 0.93,
    part: [
      "äly(?:kä|kkä|kaupu|kaupunki|käs|kkään|kkäi|kylä|liiken)\\p{L}*|osallistu(?:va|van|vaa) budje\\p{L}+|omastadi\\p{L}*|avoin data|avoim\\p{L}+ dat\\p{L}+|avointa? ?dataa?\\p{L}*|(?:sensor|antur)\\p{L}+|digitaali(?:nen|sen|sta|sesta) kakso\\p{L}+|kuntalaisaloi\\p{L}+|(?:vaikuttaa|vaikutan|osallistua|sanoa) (?:\\p{L}+ ){0,3}kaupun\\p{L}+(?: asioi\\p{L}+| päät\\p{L}+)?|kaupun(?:gin|ki) (?:\\p{L}+ ){0,4}(?:dataa?|tietoa|tietoja|kerä\\p{L}+|sensor\\p{L}*|päätöks\\p{L}*|budjet\\p{L}*)|kaupungin asioihin|(?:helsinki|kaupunki) (?:\\p{L}+ ){0,3}(?:dataa|dataan|tietojani|tekoäly\\p{L}*)|(?:tekoäly\\p{L}*|data\\p{L}*|teknolog\\p{L}*) (?:\\p{L}+ ){0,3}kaupun\\p{L}+|(?:kaupunkilai\\p{L}+|asuk(?:as|kaa)\\p{L}*|kuntalai\\p{L}+) (?:\\p{L}+ ){0,4}(?:vaikut\\p{L}+|päät\\p{L}+|mukaan|ääne\\p{L}+|osallis\\p{L}+)|äänest\\p{L}+ (?:\\p{L}+ ){0,3}(?:budjet\\p{L}*|omastadi\\p{L}*)|3d-kaupunkimall\\p{L}*|forum virium|hiilineutraali helsinki|tekoälyrekister\\p{L}*|kerrokantasi",
      "smart (?:cit(?:y|ies)|citizens?|communit(?:y|ies)|traffic|lighting|mobility)|open data|participatory budget\\p{L}*|omastadi|(?:sensors?|sensor data|internet of things|\\biot\\b)|digital twin|citizens?' initiative|have (?:a|my|our) say|(?:influence|affect|shape|take part in|participate in|vote (?:on|in)) (?:\\p{L}+ ){0,4}(?:city|neighbou?rhood|decision|budget|council)\\p{L}*|(?:the|my|our|this) city (?:\\p{L}+ )?(?:use|uses|collect|collects|spend|spends|decide|decides|build|builds|do|does) (?:\\p{L}+ ){0,3}|what the city|ai register|(?:residents?|citizens?|people|locals) (?:\\p{L}+ ){0,3}(?:influence|decide|participate|affect|take part in (?:city|decision))|(?:helsinki|the city|cities) (?:\\p{L}+ ){0,2}(?:use|uses|using|collect|collects) (?:\\p{L}+ ){0,3}(?:data|ai|technology|sensors?)",
    ],
  },
  {
    intent: "other",
    weight: 0.94,
    part: [
      "(?<!\\p{L})(?:sataa(?:ko)?|paistaa(?:ko)?|sääennus\\p{L}+|millainen sää|mikä sää|lämpötila|vitsi\\p{L}*|hammaslääkär\\p{L}+|lääkäri\\p{L}*|terveyskesk\\p{L}+|parturi\\p{L}*|pitsa\\p{L}*|pizza\\p{L}*|ravintola\\p{L}*|taksi\\p{L}*|bussi\\p{L}* (?:menee|kulkee|lähtee|vie)|juna\\p{L}* (?:menee|kulkee|lähtee)|lentoken\\p{L}+|reseptin?|presidentti|pääkaupunki|maailmanlop\\p{L}+|horoskoop\\p{L}+|elämän tarkoitus|lotto\\p{L}*|rakastatko|oletko (?:sinkku|naimisissa)|kuinka vanha olet|kirjoita (?:\\p{L}+ ){0,3}(?:aine\\p{L}*|kouluaine\\p{L}*|essee\\p{L}*|runo\\p{L}*|loppuun)|tee (?:minun|mun) läksy\\p{L}*|laske \\d|paljonko on \\d)(?!\\p{L})",
      "(?:suosit\\p{L}+|ehdot\\p{L}+|vinkkaa\\p{L}*|anna|mikä olisi|etsin) (?:\\p{L}+ ){0,3}(?:hyvää |jotain |jännittävää |uutta )?(?:kirjaa|kirjoja|dekkari\\p{L}*|romaani\\p{L}*|lukemista|lukuvinkk\\p{L}+|trilleri\\p{L}*|sarjakuvaa|äänikirja\\p{L}*|runokirja\\p{L}*|lastenkirja\\p{L}*|kuvakirja\\p{L}*|fantasia\\p{L}*|elokuvaa katsot\\p{L}*)(?! (?:kirjoitt|tekem))",
      "mikä on (?:\\p{L}+ ){0,2}(?:suurin|pisin|korkein|paras|nopein|pienin|vanhin)",
      "kuka (?:on|oli|keksi|kirjoitti|voitti|sävelsi) ",
      "\\b(?:(?:will|is|does) it (?:going to )?(?:rain|raining|snow|snowing|sunny|be (?:cold|warm|sunny|windy))|weather|forecast|temperature|(?:tell|know|say)(?: me)? (?:a|any|another|some) jokes?|dentist|doctor|hairdresser|pizza|restaurants?|taxi|uber|(?:which|what) (?:bus|train|tram|metro)|airport|recipe|president|prime minister|capital of|meaning of life|world end|horoscope|lottery numbers|(?:do you|will you) (?:love|marry)|how old are you|(?:write|do|finish) (?:my|me|a|an) (?:\\p{L}+ ){0,2}(?:essay|homework|poem|assignment|letter|thesis)|what is \\d|stock price|bitcoin|football score|who (?:is|was|won|wrote|invented) )\\b",
      "\\b(?:recommend|suggest|find|give)(?: me)? (?:a|an|some|any)(?: \\p{L}+){0,2} (?:book|books|thriller|novel|novels|read|audiobook|whodunit|fantasy|crime novel|biography|movie to watch|something to read)\\b(?! (?:club|group|circle|talk|event|launch))",
      "\\b(?:what|which) (?:book|novel)s? (?:should|can|could|do|would)",
      "\\b(?:good|great|best) (?:\\p{L}+ ){0,2}(?:book|read|novel|thriller)s?(?! (?:club|group|talk|event|launch|swap|circle))",
    ],
  },
];
