/**
 * How people say what they want of the bot itself: stop, cancel, forget, my data, help, language, a person, thanks,
 * greetings. Finnish and English, written and spoken. `whole` must be the whole message, `part` may stand anywhere.
 */
import type { Intent } from "./understood.ts";

/** Ways to say one intent, pattern sources over lower-case text. */
export interface Phrases {
  readonly intent: Intent;
  /** 0 to 1: how surely a text with the phrase means the intent. */
  readonly weight: number;
  readonly whole?: readonly string[];
  readonly part?: readonly string[];
}

const LANGUAGE_FI = "suom|englan|ruots|venäj|viro|arabi|somali|espanj|ransk|saks|ukraina|kiina";
const LANGUAGE_EN =
  "finnish|english|swedish|russian|estonian|arabic|somali|spanish|french|german|ukrainian|chinese";
const MESSAGES_FI = "viest|ilmoitu|ilmotu|muistutu|tilau|tilaan|posti|lähet|spämm|mainos";
const MESSAGES_EN =
  "messages?|notifications?|reminders?|e-?mails?|texts|texting|spam\\p{L}*|newsletters?|alerts?|updates|subscription|messaging|sending|mailing list|list";
const MINE_FI =
  "tieto\\p{L}*|tiedo\\p{L}*|henkilötie\\p{L}*|dat\\p{L}*|keskustelu\\p{L}*|historia\\p{L}*|profiili\\p{L}*|viestihistoria\\p{L}*|tilini|tunnukseni|jälke\\p{L}*";
const MINE_EN =
  "data|information|info|details|history|chats?|conversations?|messages|profile|account|records?|everything|traces?";
const PERSON_FI =
  "ihmi(?:sen|selle|stä|nen)|henkilö\\p{L}*|virkailija\\p{L}*|kirjastonhoitaja\\p{L}*|kirjastolai\\p{L}*|työntekijä\\p{L}*|asiakaspalvel\\p{L}*|henkilökun\\p{L}*|informaatik\\p{L}*|kirjaston väe\\p{L}*|jonkun";
const PERSON_EN =
  "person|human(?: being)?|librarian|someone|somebody|staff(?: member)?|member of staff|employee|agent|people|anyone|operator|worker|advisor|adviser";

/** In no order: the weightiest phrase found decides. */
export const COMMAND_PHRASES: readonly Phrases[] = [
  {
    intent: "cancel",
    weight: 0.96,
    whole: [
      "peru(?:uta|utetaan|taan)?(?: (?:se|tämä|tää|kaikki))?",
      "keskeytä\\p{L}*(?: (?:tämä|tää))?",
      "(?:no )?ei (?:sittenkään|kiitos|mitään|nyt|enää|jaksa|mulla mitään|ei mitään)",
      "en (?:halua|jaksa)(?: enää)?(?: jatkaa)?(?: tätä)?",
      "(?:no )?anta?a? olla(?: sitte?n?)?",
      "(?:no )?(?:anna|anta?a?) olla(?: (?:sitten|sit|vaan|nyt|jo))*",
      "(?:ei mitään |ei |no )?unohda(?: koko juttu| se)?",
      "(?:ok |okay |no )?let'?s (?:stop|leave it|forget it)(?: (?:here|there|now|it))?",
      "ann?a? olla(?: sitten)?",
      "unohda (?:koko juttu|se|tämä|tää|koko homma|äskeinen|asia)",
      "(?:ei sittenkään )?(?:lopetetaan|lopeta)(?: (?:tämä|tää|se|jo|tähän|nyt|keskustelu|tämä tähän|tää tähän))*",
      "(?:no )?ei sitten|let'?s leave it (?:there|here|at that)|lopeta tämä (?:kysely|kyseleminen|keskustelu|juttelu)",
      "jätetään (?:tämä|se|tähän|sikseen|väliin)(?: tähän)?",
      "muutin mieleni|mieleni muuttui",
      "en haluakaan|(?:no )?(?:actually )?no|äh antaa olla|(?:öh |äh |no |ää )?antaa olla",
      "ei tarvi\\p{L}*(?: sittenkään)?",
      "ohita|takaisin|poistu|lopetus|keskeytys|perutaan koko juttu",
      "(?:please )?cancel(?: (?:that|this|it|everything|please))*",
      "never ?mind(?: (?:that|then))?",
      "(?:just )?forget (?:it|that|about it|about that|the whole thing)(?: please)?",
      "(?:actually )?(?:just )?(?:leave|drop|skip|scrap) (?:it|that|this)(?: (?:please|then))?",
      "(?:no )?(?:let'?s )?stop (?:here|this|now)",
      "no(?:pe)? ?thanks?(?: you)?|no thank you|nope|not now|nothing|nothing else|no nothing|quit|exit|abort|go back|enough|i give up",
      "(?:sorry )?(?:i )?(?:have |i've )?changed my mind",
      "i (?:don't|do not) want (?:to (?:continue|go on)|this)(?: any ?more)?",
    ],
    part: [
      "(?:forget it|never ?mind|leave it|drop it),? (?:i(?:'ve| have)? changed my mind|please|sorry|i'?ll)",
      "(?:ei sittenkään|unohda koko juttu|antaa olla),? (?:lopetetaan|muutin|en )",
    ],
  },
  {
    intent: "stop",
    weight: 0.97,
    whole: [
      "stop(?: it| all| please| messages?)?",
      "please stop",
      "seis|lopeta|loppu|stoppi|poistu listalta|peru(?:uta)? (?:tilaus|tilaukseni|tilauksen|kaikki tilaukset|viestit|uutiskirje|ilmoitukset|muistutukset)",
      "unsubscribe(?: me)?(?: please)?",
      "opt ?out",
      "stop all",
      "end subscription|cancel (?:my )?subscription|leave list|mute",
    ],
    part: [
      `(?:lopet\\p{L}+|loppu\\p{L}*|estä\\p{L}*|kiellä\\p{L}*|peru\\p{L}*|poistu\\p{L}*|kytke pois|ota pois) (?:\\p{L}+ ){0,3}(?:${MESSAGES_FI})\\p{L}*`,
      `(?:älä|älkää|elä|elkää) (?:\\p{L}+ ){0,4}(?:${MESSAGES_FI}|laitta|laita)\\p{L}*`,
      `en (?:enää )?(?:halua|haluu|tahdo|kaipaa|tarvitse|haluais\\p{L}*|haluisi) (?:\\p{L}+ ){0,5}(?:${MESSAGES_FI})\\p{L}*`,
      `(?:eroon|irti|pois) (?:\\p{L}+ ){0,3}(?:${MESSAGES_FI})\\p{L}*`,
      `(?:ei|eikä) enää (?:\\p{L}+ ){0,2}(?:${MESSAGES_FI})\\p{L}*`,
      "poist\\p{L}* (?:mut|minut|mun numero|numeroni|osoitteeni) (?:\\p{L}+ ){0,2}(?:lista\\p{L}*|postituslista\\p{L}*|jakelu\\p{L}*)",
      "liikaa (?:viestejä|ilmoituksia)",
      "(?:perua|peruuttaa|lopettaa|irtisanoa) (?:\\p{L}+ ){0,2}(?:uutiskir\\p{L}+|tilau\\p{L}+|ilmoitu\\p{L}+|viesti\\p{L}*)",
      "lopettakaa (?:jo )?(?:viestit|se|tämä|viestittely|häirintä|spämm\\p{L}*)",
      "viestit (?:pois|loppumaan)",
      "(?:ilmoitukset|muistutukset|viestit) pois (?:päältä|käytöstä)",
      `(?:stop|quit|cease|disable|mute|cancel|end|turn off|switch off|no more|unsubscribe|opt out)(?: of| from)? (?:\\p{L}+ ){0,4}(?:${MESSAGES_EN})`,
      `(?:turn|switch|get rid of|rid of) (?:\\p{L}+ ){0,3}(?:${MESSAGES_EN})(?: off)?`,
      `(?:do not|don't|dont|no longer|never) (?:want|need|wish|send|text|message|e-?mail|write|contact)(?: to)? (?:\\p{L}+ ){0,5}(?:${MESSAGES_EN}|any ?more|again)`,
      "(?:take|remove|get|delete) me (?:off|from|out of) (?:\\p{L}+ ){0,3}(?:list|mailing|newsletter|group|subscription)\\p{L}*",
      "(?:message|mail|text|write|contact|bother)\\p{L}* (?:me )?(?:\\p{L}+ ){0,6}(?:too (?:much|many|often))(?:.*stop)?",
      "too many of (?:these|them|those)",
      "too many (?:messages|notifications|e-?mails|reminders)",
      "please stop(?: (?:writing|messaging|texting|contacting|sending|bothering))",
      "much,? so please stop",
      "unsubscribe",
      "opt (?:me )?out",
    ],
  },
  {
    intent: "forget",
    weight: 0.97,
    whole: [
      "(?:poista|unohda|tuhoa|deletoi|hävitä) (?:minut|mut|kaikki|mun jutut|kaikki minusta)",
      "(?:forget|delete|erase|remove) (?:me|everything|it all)(?: please)?",
      "delete all",
      "unohda minut kokonaan",
    ],
    part: [
      `(?:poist\\p{L}+|deleto\\p{L}+|tuho\\p{L}+|hävit\\p{L}+|tyhjen\\p{L}+|pyyh\\p{L}+|nolla\\p{L}+) (?:\\p{L}+[, ]+){0,5}(?:${MINE_FI})`,
      `(?:tieto(?:ni|jani|jeni|ja)|tiedot(?:ni)?|tietoni|keskustelu\\p{L}*|historia\\p{L}*) (?:\\p{L}+ ){0,3}(?:poist\\p{L}+|tuho\\p{L}+|hävit\\p{L}+|tyhjen\\p{L}+)`,
      "unohd\\p{L}* (?:\\p{L}+[, ]+){0,2}(?:kaikki|kaiken|minut|mut|tietoni|mun tiedot|keskustelu\\p{L}*|mitä olen)",
      "(?:oikeus |haluan |haluaisin )tulla unohdetuksi",
      "poist\\p{L}* (?:kaikki|kaiken),? (?:mitä|minkä) (?:\\p{L}+ ){0,4}(?:minusta|musta)",
      `(?:delete|erase|wipe|remove|clear|destroy|purge|forget|deletion of|erasure of|deleting|get rid of|scrub)(?: out)? (?:\\p{L}+ ){0,4}(?:${MINE_EN})(?: (?:you|about|that|i))?`,
      `(?:my|our|all|personal) (?:\\p{L}+ ){0,3}(?:${MINE_EN}) (?:\\p{L}+ ){0,3}(?:deleted|erased|wiped|removed|cleared|destroyed|forgotten)`,
      "(?:pyyhi|tyhjennä|nollaa) (?:\\p{L}+ ){0,2}(?:muisti\\p{L}*)",
      "unohdat (?:minut|mut|kaiken)",
      "forget (?:everything|all|about me|what i|me\\b)",
      "right to be forgotten|right to erasure",
    ],
  },
  {
    intent: "my_data",
    weight: 0.95,
    whole: [
      "(?:näytä )?(?:omat |mun )?(?:tietoni|tiedot|dataani|data)",
      "(?:show )?my (?:data|info|information|profile|details)",
      "tietosuoja|(?:mitä|millaista) (?:dataa|tietoa|tietoja) (?:te )?(?:keräätte|tallennatte|säilytätte|kerätään|tallennetaan)|who can (?:read|see) (?:what i write|this|these|my messages)(?: here)?|privacy(?: policy)?|gdpr|tietopyyntö",
    ],
    part: [
      "mit(?:ä|kä)(?: kaikkea)? (?:\\p{L}+ ){0,4}(?:tieto\\p{L}*|tiedät|tiedätte|tallen\\p{L}+|kerä\\p{L}+|säily\\p{L}+) (?:\\p{L}+ ){0,3}(?:minusta|musta|meistä|minua)",
      "(?:minusta|musta) (?:\\p{L}+ ){0,4}(?:tiedät|tiedätte|tallen\\p{L}*|kerä\\p{L}*|säily\\p{L}*|rekister\\p{L}*)",
      "(?:kaiken|kaikki|kaikkea),? mitä (?:\\p{L}+ ){0,2}(?:minusta|musta)",
      "(?:nähdä|katsoa|näyt\\p{L}+|lähet\\p{L}+|lata\\p{L}+|saa\\p{L}*|kopio\\p{L}*|tarkist\\p{L}+|pyyd\\p{L}+|vie\\p{L}*) (?:\\p{L}+ ){0,4}(?:omat tie\\p{L}+|tietoni|henkilötieto\\p{L}*|henkilötiedo\\p{L}*|tiedoistani|tietojani|mun tie\\p{L}+|minun tie\\p{L}+|minua koskevat tie\\p{L}+)",
      "(?:säilytä|tallenna|tallete|kerää|kirjaa|nauhoita|säästä)\\p{L}*(?:ko|kö)? (?:\\p{L}+ ){0,3}(?:keskustelu\\p{L}*|viestejä|viestit|viestini|tietoja\\p{L}*|chatt\\p{L}*|juttelu\\p{L}*)",
      "(?:kauanko|kuinka kauan) (?:\\p{L}+ ){0,4}(?:tietoja\\p{L}*|viestejä|keskustelu\\p{L}*) (?:säily\\p{L}+|tallen\\p{L}+)",
      "(?:nähdä|tietää|tarkistaa|kuulla),? (?:mitä|mitkä) (?:\\p{L}+ ){0,2}tie\\p{L}+ (?:\\p{L}+ ){0,3}(?:tallen\\p{L}+|kerä\\p{L}+|säily\\p{L}+|on)",
      "kuka (?:näkee|lukee|pääsee) (?:\\p{L}+ ){0,3}(?:viesti\\p{L}*|tieto\\p{L}*|keskustelu\\p{L}*)",
      "(?:show|see|view|get|download|export|send|give|access|request|check|copy of|look at) (?:me )?(?:\\p{L}+ ){0,4}(?:my|our|personal|you've|you have|about me) ?(?:\\p{L}+ ){0,2}(?:data|info|information|details|profile|records?|stored|collected|saved|about me|conversations?)?(?: (?:about|on) me)?(?<=data|info|information|details|profile|records?|stored|collected|saved|about me|on me|conversations?)",
      "what (?:\\p{L}+ ){0,4}(?:know|stored?|saved?|collect(?:ed)?|keep|kept|have|data|information) (?:\\p{L}+ ){0,4}(?:about|on) me",
      "(?:which|what) (?:of )?my (?:\\p{L}+ )?(?:details|data|information)",
      "(?:do|does|will|are) (?:you|kutsu|this bot|the bot|the library)(?: \\p{L}+)? (?:save|store|keep|record|log|collect|saving|storing|keeping|recording|logging) (?:\\p{L}+ ){0,3}(?:conversations?|chats?|messages?|data|information|what i)",
      "(?:are|is) (?:my|our|these) (?:messages?|chats?|conversations?|data|answers) (?:\\p{L}+ ){0,2}(?:stored|saved|recorded|kept|logged|private|read)",
      "how long (?:\\p{L}+ ){0,4}(?:keep|store|save|stored|kept) (?:\\p{L}+ ){0,3}",
      "who (?:can )?(?:see|read|reads|sees)s? (?:\\p{L}+ ){0,2}(?:messages?|data|conversations?|chats?)",
      "(?:minusta|musta) (?:\\p{L}+ ){0,2}(?:tallessa|tiedossa|muistissa)",
      "(?:info|information|data|details|everything) (?:\\p{L}+ ){0,3}(?:about|on) me(?! (?:delete|erase))",
      "(?:stored|saved|collected|kept|recorded) (?:\\p{L}+ ){0,2}about me",
      "(?:what|everything) you(?:'ve| have)? (?:\\p{L}+ ){0,2}(?:about|on) me",
    ],
  },
  {
    intent: "help",
    weight: 0.95,
    whole: [
      "(?:pliis |tarvitsen |tarviin |tarttisin )?apua?(?: kiitos)?",
      "auta(?: minua| mua)?",
      "ohje(?:et|ita)?|opastus|neuvo|valikko|päävalikko|menu|alkuun|komennot",
      "(?:mitä|mitäs) (?:kaikkea )?(?:sä |sinä |te )?(?:osaat|osaatte|voit|pystyt|teet|tarjoat)(?: tehdä| auttaa)?",
      "(?:kuka|mikä) (?:sä|sinä|sää)? ?(?:oot|olet)",
      "(?:hei )?(?:oletko|ootko|ooksä|oletkohan) (?:sä |sinä )?(?:(?:ihan |aito |oikea )*(?:robotti|botti|ihminen|tekoäly|kone|tietokone|ohjelma|chatbotti|chattibotti|kielimalli)|chat ?gpt|gpt|gemini|copilot|claude|siri|alexa)",
      "(?:puhunko|juttelenko|keskustelenko|chattaanko) (?:\\p{L}+ )?(?:ihmisen|botin|robotin|koneen|tekoälyn|oikean ihmisen|chat ?gpt:?n) kanssa|onko (?:tämä|tää|täällä) (?:\\p{L}+ )?(?:ihminen|botti|robotti|tekoäly|kone|chat ?gpt)|kuka (?:sinut|sut) (?:on )?(?:teki|tehnyt|rakensi|ohjelmoi)|mikä (?:sinun|sun) nimi on|(?:käytätkö|oletko) (?:sä |sinä )?(?:tekoälyä|kielimallia|chat ?gpt:?tä)",
      "help(?: me)?(?: please)?|please help(?: me)?|i need help|menu|main menu|options|commands|instructions|what now|start",
      "(?:so )?what (?:can|do) you (?:do|offer|know)(?: for me)?",
      "(?:who|what) are you",
      "what is this(?: (?:bot|thing|chat|place))?|mikä tämä on|mikä tää on|who am i (?:talking|speaking|chatting) to|kenen kanssa (?:puhun|juttelen)|list commands|en (?:tajua|ymmärrä|osaa)(?: tästä)?(?: mitään| tätä)?|i don't (?:get|understand)(?: (?:it|this))?",
      "are you (?:really |just |some kind of )?(?:an? |the )?(?:(?:chat ?)?bot|robot|human(?: being)?|(?:real |actual )?person|real|ai|artificial intelligence|machine|computer|program|language model|llm|chat ?gpt|gpt|gemini|copilot|claude|siri|alexa)(?: or (?:an? )?\\p{L}+(?: \\p{L}+)?)?",
      "(?:am i|is this) (?:talking|speaking|chatting) (?:to|with) (?:an? )?(?:real |actual )?(?:bot|robot|human|person|machine|ai|computer|chat ?gpt)|is (?:this|it) (?:an? )?(?:bot|robot|human|person|real person|ai|chat ?gpt)|who (?:made|built|created|programmed) you|what(?:'s| is) your name|do you use (?:ai|chat ?gpt|a language model)",
      "\\?+|mitä nyt|mitä voin tehdä täällä",
    ],
    part: [
      "miten (?:tämä|tää|tätä|tät|tämän|sä|sua|sinua|botti|tämä botti|tätä bottia|tällä) (?:\\p{L}+ )?(?:toimii|toimit|käytetään|käyttää|käytän|käytetää)",
      "mitä (?:\\p{L}+ ){0,3}(?:botilta|sinulta|sulta|täältä|teiltä) (?:\\p{L}+ ){0,2}(?:kysyä|kysellä|saa|pyytää)",
      "mitä (?:\\p{L}+ ){0,2}(?:voin|voi|saa) (?:\\p{L}+ ){0,2}(?:kysyä|kysellä)",
      "(?:missä|millaisissa|minkälaisissa|missä kaikissa) asioissa (?:\\p{L}+ ){0,3}(?:auttaa|autat|neuvo\\p{L}*)",
      "mitä (?:kaikkea )?(?:sinä |sä )?(?:osaat|pystyt) (?:tehdä|kertoa)",
      "en (?:osaa|tiedä miten) (?:\\p{L}+ )?käytt\\p{L}+ tät\\p{L}*",
      "miten (?:sä |sinä )?voit auttaa",
      "mihin (?:sinua|sua|tätä) (?:voi )?käyt\\p{L}+",
      "how (?:does|do) (?:this|it|you)(?: (?:thing|bot|chat))? work",
      "how (?:do|can|should|to) (?:i )?use (?:this|you|it)",
      "what (?:\\p{L}+ ){0,4}can i (?:ask|do here|say)",
      "what can (?:this bot|you|kutsu) (?:\\p{L}+ )?(?:do|help)",
      "show (?:me )?the (?:menu|options|commands)",
      "(?:don't|do not|dont) know how to use",
      "what (?:\\p{L}+ ){0,3}(?:help|assist)(?: me)? with",
      "(?:can|could) you help me(?: please)?$",
      "what are my options",
      "how can you help",
      "what (?:kind|sort|type)s? of questions",
      "opasta (?:minua|mua)",
      "how do you work",
      "i'?m (?:lost|confused)",
    ],
  },
  {
    intent: "language",
    weight: 0.96,
    whole: [
      `(?:(?:puhu|in|på|voitko puhua|voidaanko puhua|voisitko puhua|puhutaan|(?:please )?(?:speak|talk|write|reply|answer)(?: in| to me in)?|use) )?(?:suomeksi|suomea|suomi|englanniksi|englantia|englanti|ruotsiksi|ruotsia|ruotsi|svenska|venäjäksi|viroksi|arabiaksi|somaliksi|${LANGUAGE_EN})(?: (?:please|pls|kiitos|tack|thanks|instead|language))?`,
      "(?:kieli|kieleksi|language|språk):? (?:suomeksi|suomi|englanniksi|englanti|ruotsiksi|finnish|english|swedish|svenska)",
      "(?:vaihda |vaihdetaan |change |switch )?(?:the )?(?:kieli|kieltä|kielen vaihto|kielivalinta|language|språk)",
      "pratar du svenska|på svenska",
    ],
    part: [
      `(?:vaih\\p{L}+|muut\\p{L}+|siir\\p{L}+) (?:\\p{L}+ ){0,3}(?:kiel\\p{L}*|(?:${LANGUAGE_FI})\\p{L}*)`,
      `(?:puhu|osaa|ymmärrä)(?:t|tte|tt|tteko|tko|ttekö|tkö|t sä|tsä|ks|ks sä)?(?:ko|kö)? (?:\\p{L}+ )?(?:${LANGUAGE_FI})\\p{L}*(?:a|ä)$`,
      `(?:voi\\p{L}*|saa\\p{L}*|halu\\p{L}*|jatk\\p{L}*|vasta\\p{L}*|puhu\\p{L}*|kirjoit\\p{L}*|jutel\\p{L}*) (?:\\p{L}+ ){0,3}(?:jatkaa|vastata|puhua|asioida|kirjoittaa|jutella|keskustella|palvella|palvelua) (?:\\p{L}+ ){0,2}(?:${LANGUAGE_FI})\\p{L}*ksi`,
      `(?:jatketaan|vastaa|puhu|kirjoita|jatkakaa|puhutaan) (?:\\p{L}+ ){0,2}(?:${LANGUAGE_FI})\\p{L}*ksi`,
      `(?:sama|tämä|sen|tän) (?:\\p{L}+ ){0,2}(?:${LANGUAGE_FI})\\p{L}*ksi`,
      `(?:do|can|could) (?:you|i|we)(?: please)? (?:speak|talk|write|answer|reply|chat|continue|use|understand|switch|change|have (?:this|it))(?: (?:back|to|in|into|this|it|the|language))* (?:${LANGUAGE_EN})`,
      `(?:change|switch|set|put)(?: (?:the|my|to|back|it|over|language|into|in|this|chat))* (?:${LANGUAGE_EN})`,
      `(?:continue|answer|reply|speak|talk|write|chat|go on|respond)(?: (?:to|me|with|this))* in (?:${LANGUAGE_EN})`,
      `(?:prefer|rather)(?: (?:to|speak|use|write|it|in|have|this))* (?:${LANGUAGE_EN})(?: please)?$`,
      "(?:change|switch|choose|different|another|other) (?:the |my )?language",
    ],
  },
  {
    // Who cannot speak a language wants another, unless the message goes on to ask something.
    intent: "language",
    weight: 0.62,
    part: [
      `(?:don't|do not|dont|can't|cannot) (?:really |yet )?(?:speak|understand|read|know) (?:any |much )?(?:${LANGUAGE_EN})`,
      `(?:en|emme) (?:\\p{L}+ )?(?:puhu|osaa|ymmärrä)(?: (?:yhtään|kovin|oikein|hyvin|vielä|paljon|paljoa))* (?:${LANGUAGE_FI})\\p{L}*`,
    ],
  },
  {
    intent: "person",
    weight: 0.96,
    whole: [
      `(?:oikea |elävä )?(?:${PERSON_FI}|ihminen|virkailija|kirjastonhoitaja)(?: (?:kiitos|tänne|puhelimeen|pliis))?`,
      `(?:a |real |an actual |actual |live |speak to |talk to )*(?:${PERSON_EN})(?: (?:please|pls|now))?`,
      "asiakaspalvelu|customer service|contact|yhteystiedot|ota yhteyttä",
    ],
    part: [
      `(?:puhu\\p{L}*|jutel\\p{L}*|jutt?el\\p{L}*|keskustel\\p{L}*|yhtey\\p{L}*|yhdist\\p{L}+|kysy\\p{L}*|soit\\p{L}*|tavoit\\p{L}*|tav[ao]t\\p{L}*) (?:\\p{L}+ ){0,4}(?:${PERSON_FI})(?: kanssa| kans)?(?! (?:kanssa suomea|suomea))`,
      "(?:oikea|oikee|elävä|aito|ihan oikea|oikean|elävän|oikealle|elävälle)\\p{L}* (?:ihmi\\p{L}+|henkilö\\p{L}*|työntekijä\\p{L}*)",
      "(?:saa\\p{L}*|saisin\\p{L}*) (?:\\p{L}+ ){0,3}(?:kiinni|yhteyden|puhelimeen|langan päähän) (?:\\p{L}+ ){0,3}(?:jonkun|työntekijä\\p{L}*|henkilö\\p{L}*|virkailija\\p{L}*|kirjasto\\p{L}*|ihmi\\p{L}*|keneen|kenet)",
      "(?:joku|jokin|kukaan|virkailija|kirjastonhoitaja|työntekijä) (?:\\p{L}+ ){0,3}(?:soittaa|ottaa yhteyttä|ottaisi yhteyttä|soittaisi|vastata|ottaa minuun|olla yhteydessä)",
      "soitta(?:kaa|isitteko|isitko) (?:minulle|mulle)|soita (?:minulle|mulle)",
      "(?:siis|eikä botti|eikä robotti),? ihmi\\p{L}+",
      "en halua (?:\\p{L}+ ){0,2}(?:robotin|botin|koneen|bottia|tekoälyn) ?\\p{L}*",
      "(?:voinko|voiko|saanko|saako|voisinko|pystynkö) (?:\\p{L}+ ){0,2}soittaa (?:jollekin|jollekulle|teille|jonnekin|kirjastoon|sinne)",
      "onko (?:siellä|siel|linjoilla|tavattavissa) (?:\\p{L}+ ){0,2}ihmi\\p{L}+",
      "(?:numero|puhelinnumero|numerosta) (?:\\p{L}+ ){0,4}(?:soittaa|tavoittaa)|(?:kenelle|keneltä|kehen|keneen) (?:\\p{L}+ ){0,2}(?:soittaa|kysyä|yhteyttä|voin|voisin)",
      "(?:onko|oisko|olisiko) (?:siellä|siel|tuolla|linjoilla) (?:\\p{L}+ ){0,3}(?:ketään|ihmistä|joku|jota)(?!\\p{L})",
      "(?:onko|oisko|olisiko) teillä (?:\\p{L}+ ){0,3}(?:ketään|ihmistä)(?!\\p{L})",
      `(?:talk|speak|chat|connect|transfer|put|pass|get|reach|contact|escalate|ask)(?:ing)?(?: (?:me|to|with|through|hold of|in touch with|over|directly|instead|please|a word))* (?:a |an |the |your |some |any |one of your |one of the )?(?:real |actual |live |proper |human )*(?:${PERSON_EN})(?! (?:else|new|like|my|who|in finnish|interesting))`,
      "(?:real|actual|live) (?:person|human|people|librarian)",
      "(?:person|human|librarian|staff|someone|somebody|anyone|anybody)(?: member)?(?: (?:there|here))?(?: (?:that|who))? (?:i can|i could|could|can|to) (?:call|phone|ring|talk|speak|contact|me|please contact|please call|get back)",
      "(?:rather|prefer) not (?:to )?(?:chat|talk|speak)(?:ing)? (?:to|with) (?:a |this )?(?:bot|robot|machine)",
      "(?:member of staff|staff member|librarian|someone|somebody|a person) (?:please )?(?:contact|call|ring|phone|get back to|e-?mail|help) me",
      "(?:could|can|would) (?:someone|somebody|a librarian|a member of staff|anyone) (?:please )?(?:call|contact|phone|ring|get)",
      "not a (?:bot|robot|machine)",
      "(?:speak|talk) (?:to|with) (?:your |the |a )?(?:manager|supervisor|boss)",
      "(?:contact|call|phone|ring|e-?mail|reach) (?:the |a |your )?(?:library|librarians?|staff|customer service)",
      "is (?:anybody|anyone|someone) (?:\\p{L}+ )?(?:human|there|real)",
      "phone number (?:for|of|to) (?:\\p{L}+ ){0,3}(?:library|staff|person)",
    ],
  },
  {
    intent: "greeting",
    weight: 0.95,
    whole: [
      "(?:no )?(?:hei|heippa|heissan|hejsan|hej|heipä|moi|moikka|moikkelis|moro|morjens|morjesta|morjes|morjensta|terve|tervehdys|tere|huomenta|huomenia|iltaa|päivää|haloo|halo|hellou|helou|hola|hyvää (?:huomenta|päivää|iltaa|iltapäivää|huomista|viikonloppua|joulua)|hello|helo|hi|hiya|hey|heya|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|evening|yo|g'day|sup)(?:(?:,| )+(?:hei|moi|vaan|taas|sinne|siellä|kaikille|kaikki|sulle|sinulle|teille|kutsu|botti|robotti|there|again|to you|all|everyone|bot|kutsu bot|you|too|friend|library|kirjasto|hello|hi))*(?:(?:,| )*(?:(?:mitä|miten|mites|mitäs)(?: \\p{L}+)? (?:kuuluu|menee|voit|sulle|sinulle)(?: kuuluu)?|kuinka (?:voit|menee)|miten (?:voit|päiväsi menee)|mitä kuuluu|how (?:are|r) (?:you|u|things)(?: doing)?(?: today)?|how's it going|what's up|nice to meet you|hauska tutustua|mukava tavata))?",
      "(?:mitä kuuluu|mitäs kuuluu|miten menee|kuinka voit|how are you(?: doing)?(?: today)?|what's up|how's it going|nice to meet you)",
    ],
  },
  {
    intent: "thanks",
    weight: 0.95,
    whole: [
      "(?:(?:no |ok|okei|okay|great|perfect|super|hienoa|loistavaa|mahtavaa|hyvä|jee|joo|kyllä|selvä|asia selvä|ihanaa|kivaa|ah|oh|wonderful|lovely|brilliant|excellent|awesome|good|cool|fantastic|amazing|nice|that's great|that's perfect|yes)[,!. ]*)*(?:suuret |suur|paljon |tuhannet |tuhannesti |tuhansin |iso |isot |kauniit |lämpimät |lämmin |valtavan |erittäin )*(?:kiitos|kiitokset|kiitoksia|kiitti|kiitän|kiitämme|kiitosta|tattis|thanks?|ta|thank you|thank u|thx|thnx|tnx|ty|tysm|cheers|much appreciated|many thanks|much obliged|tack|i appreciate (?:it|that|your help|the help))(?:[,!. ]*(?:suuresti|paljon|tosi|kovasti|kauheesti|hirveesti|kaikesta|avusta|avustasi|tiedosta|tiedoista|neuvosta|vinkistä|vinkeistä|sulle|sinulle|teille|vaan|näistä|tästä|ajastasi|vastauksesta|nopeasta|heti|oli|iso|apu|apua|so|very|much|a lot|a|lot|loads|million|ton|bunch|again|for|the|your|all|that|everything|help|helping|info|information|tips?|quick|reply|answer|time|you|kindly|this|was|great|perfect|that's|all i needed|i needed|helpful|really|mate|bye|kiitos|hei hei|heippa|moikka|nähdään|ja|and|samoin|tämä riittää|tää riittää|riittää|you've been great|you've been (?:very |so |a great )?(?:helpful|help)|have a (?:nice|good|great) (?:day|evening|weekend)|moi|moikka|hei|moro|olit|hyödyllinen|hyvä|avuksi|hyödyksi|hyvää (?:päivän|illan|viikon)\\p{L}*|mukavaa (?:päivän|illan)\\p{L}*))*",
      "(?:that|this|you)(?:'s| is| was|'ve been| were| have been)? (?:very |so |really |a great |a big )?(?:helpful|help)(?: thanks?| thank you)?",
      "(?:tästä|siitä|tuosta) oli (?:\\p{L}+ )?apua?",
      "(?:hei hei|heihei|heippa|nähdään|näkemiin|bye|bye bye|goodbye|see you|see ya)",
      "(?:kiitos )?olit (?:suureksi |isoksi |suuri |iso )?(?:avuksi|apu|avulias)",
      "hyvin autettu|sinusta oli apua",
    ],
    part: [
      "(?:suur)?kiit(?:os|ti|än|okset)[^.!?]{0,12}(?:avusta|apu|auttoi|vastauksesta|neuvosta|vinkistä)",
      "(?:thanks|thank you|cheers)[^.!?]{0,14}(?:needed|help|helpful|answer|reply|tips?)",
      "(?:appreciate|grateful for) (?:\\p{L}+ )?(?:help|it|assistance)",
    ],
  },
];
