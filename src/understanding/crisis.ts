/**
 * Recognises that a person speaks of a crisis of their own or of someone near: wanting to die, hurting oneself, being
 * hit or in danger, an emergency at hand. It refuses what only mentions such things: a lecture, a title, a manner of
 * speaking. It counts nothing and keeps nothing.
 */
import { cleanText } from "./clean-text.ts";

const list = (...sources: readonly string[]) => sources.join("|");

const NEAR_FI =
  "ystävä\\p{L}*|kaveri\\p{L}*|sisko\\p{L}*|velje\\p{L}*|veli\\p{L}*|lapse\\p{L}*|poika\\p{L}*|tyttäre\\p{L}*|tyttö\\p{L}*|miehe\\p{L}*|vaimo\\p{L}*|äiti\\p{L}*|isä\\p{L}*|hän";
const NEAR_EN =
  "friend|sister|brother|son|daughter|child|kid|husband|wife|partner|boyfriend|girlfriend|mother|mum|mom|father|dad|he|she|they";
const ABUSER_FI =
  "mies|mieheni|mun mies|minun mies|vaimo|vaimoni|puoliso|puolisoni|kumppani|kumppanini|poikaystävä|poikaystäväni|tyttöystävä|tyttöystäväni|ex|exäni|isä|isäni|faija|äiti|äitini|mutsi|isäpuoli|isäpuoleni|veli|veljeni|avomies|avomieheni|joku|se|hän|ne";
const ABUSER_EN =
  "(?:my )?(?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|mum|mom|mother|step-?dad|step-?father|step-?mum|step-?mother|brother|uncle|parents|roommate|flatmate|son)|he|she|they|someone|somebody";
const HITS_FI =
  "lyö|löi|hakkaa|hakkasi|pahoinpitelee|pahoinpiteli|potkii|potki|kuristaa|kuristi|uhkaa tappaa|uhkailee|uhkaa|väkivaltai\\p{L}*|raiskasi|satuttaa|satutti";
const HITS_EN =
  "hits?|hit|beats?(?: up)?|is beating|is hitting|is hurting|hurts|abuses|abused|is abusing|chokes|choked|strangled|kicks|punches|punched|threatens to kill|threatened to kill|is threatening|raped|attacked|is attacking";
/** "my dad beats me at chess": a game. */
const IN_A_GAME =
  "(?!(?: \\p{L}+){0,3} (?:(?:at|in|playing) (?:\\p{L}+ )?(?:chess|games?|cards|monopoly|tennis|darts|pool|scrabble|uno|poker|badminton|football|fifa|mario|quiz(?:zes)?|everything)|\\p{L}*(?:shaki|peli|tenni|kortei|laudal|biljardi)\\p{L}*))";
/** "haluan kuolla häpeästä", "die laughing": manners of speaking. */
const NOT_MEANT =
  "(?! (?:nauruun|naurusta|häpeä\\p{L}*|tylsyy\\p{L}*|nälkä\\p{L}*|janoon|uteliaisuu\\p{L}*|väsymy\\p{L}*|kuumuu\\p{L}*|laughing|of (?:laughter|boredom|embarrassment|shame|hunger|thirst|curiosity|cuteness|heat)|from (?:laughter|boredom|embarrassment)|my hair|but i want to eat|happy|trying|historiaan))";

const WISHES_TO_DIE = list(
  `(?:haluan|haluun|haluaisin|haluisin|tahdon|tahtoisin|toivon|mieluummin|parempi|helpompi)(?: \\p{L}+){0,2} kuolla(?!an)${NOT_MEANT}`,
  `(?:kunpa|jos vain|jospa|toivon,? että|toivoisin,? että|parempi,? jos)(?: \\p{L}+){0,2} (?:kuolisin|olisin kuollut|en olisi (?:syntynyt|olemassa|täällä))${NOT_MEANT}`,
  "en (?:enää )?(?:halua|haluu|haluais\\p{L}*|haluisi|jaksa|jaksais\\p{L}*|tahdo|pysty)(?: (?:enää|tätä|edes|mä|minä))* (?:elää|eläää|olla (?:elossa|olemassa))",
  "ei (?:ole|oo) (?:enää )?(?:mitään )?(?:syytä|järkeä|tarkoitusta|merkitystä) elä\\p{L}+",
  "(?:tapan|tapankohan|tappaisin|aion tappaa|haluan tappaa|haluun tappaa|meinaan tappaa|voisin tappaa|ajattelin tappaa|päättää päiväni|päätän päiväni) ?(?:vielä )?(?:itseni|itteni|itteeni|itseäni)?(?<=itseni|itteni|itteeni|päiväni)",
  "(?:mietin|ajattelen|ajatellut|harkitsen|harkinnut|suunnittelen|suunnitellut|teen|tehdä|yritin|yrittänyt|aion)(?: \\p{L}+){0,3} itsemurha(?:a|n)?(?!\\p{L})",
  "(?:minulla|mulla|mul) on(?: \\p{L}+){0,2} (?:itsemurha-?ajatu\\p{L}+|itsetuhoi\\p{L}+)",
  "(?:olen|oon)(?: \\p{L}+){0,2} itsetuhoi\\p{L}+",
  "(?:viiltelen|viillän|satutan|vahingoitan|viilsin|haluan satuttaa|haluan viiltää|haluan vahingoittaa)(?: \\p{L}+)? ?(?:itseäni|ittiäni|ranteeni|itteeni)?(?<=viiltelen|itseäni|ittiäni|ranteeni|itteeni)",
  `(?<!don't |do not |dont |never )(?:want to|wanna|wish i (?:could|was|were)|rather|going to|gonna|ready to|better to) (?:just )?(?:die|be dead|dead)${NOT_MEANT}`,
  "i wish i (?:was|were) (?:dead|never born)",
  "(?:don't|do not|dont|can't|cannot|cant)(?: \\p{L}+){0,2} (?:want to live(?! (?:in|with|near|at|alone|here in|there|on))|wanna live(?! (?:in|with))|go on living|keep living|live (?:anymore|any more|like this any ?more))",
  "want(?:ed)? to stop living",
  "(?<!don't |could |almost |nearly )(?:kill|killing|hang|hanging|shoot|shooting|drown|drowning) myself(?! laughing)",
  "(?:end|ending|take|taking) my (?:own )?life",
  "(?:end|ending) it all",
  "(?:i(?:'m| am|'ve been| have been| feel| felt| get)|feeling|feel)(?: \\p{L}+){0,2} suicidal",
  "(?:i have|i've|having|i keep having|i get)(?: \\p{L}+){0,3} (?:suicidal|thoughts of suicide|suicide thoughts)",
  "(?:i|i'm|im|i am|i've|i've been|i have been|i was|i keep)(?: \\p{L}+){0,3} (?:thinking (?:about|of)|considering|planning|attempted|attempt|tried|commit|committing|contemplating) (?:to commit |committing )?suicide",
  "better off (?:dead|without me)",
  "(?:no|nothing|any) (?:reason|point) (?:to|in) (?:live|living|being alive)",
  "(?<=i(?:'m| am|'ve been| have been| keep| want to| started| still| feel like)? (?:\\p{L}+ ){0,2})(?:cut|cutting|hurt|hurting|harm|harming|self-harm|self-harming|burn|burning)(?: myself)(?! (?:on|with (?:the|a) (?:saw|knife)))|i self-harm",
);

const NEAR_ONE = list(
  `(?:${NEAR_FI})(?: \\p{L}+){0,3} (?:haluaa|aikoo|uhkaa|yrittää|yritti|meinaa)(?: \\p{L}+){0,2} (?:tappaa itsensä|kuolla(?!an)|itsemurha\\p{L}*|satuttaa itseään)${NOT_MEANT}`,
  `(?:my )?(?:${NEAR_EN})(?: \\p{L}+){0,3} (?:wants? to|going to|threatens to|threatening to|tried to|is trying to|plans to) (?:kill (?:him|her|them)sel(?:f|ves)|die|end (?:his|her|their) life|commit suicide)${NOT_MEANT}`,
);

const DANGER = list(
  `(?:${ABUSER_FI})(?: \\p{L}+){0,2} (?:${HITS_FI}) (?:\\p{L}+ )?(?:minut|minua|mua|mut|meitä|meidät|lapsia|lapsiani|lastani)${IN_A_GAME}`,
  `(?:minua|mua|meitä|lastani) (?:\\p{L}+ )?(?:lyödään|hakataan|pahoinpidellään|potkitaan|uhkaillaan|uhataan|raiskattiin|vainotaan|ahdistellaan|kuristetaan|hyväksikäytetään)`,
  "(?:minut|mut) (?:\\p{L}+ )?(?:raiskattiin|hakattiin|pahoinpideltiin)",
  "(?:en ole|en oo|emme ole) turvassa",
  "pelkään(?: \\p{L}+){0,2} (?:kotona|kotiin|miestäni|isääni|puolisoani|poikaystävääni|henkeni|hengestäni)",
  "(?:olen|oon|olemme) (?:\\p{L}+ )?(?:vaarassa|hengenvaarassa)",
  "(?:joku|mies|se|hän) (?:\\p{L}+ )?(?:seuraa|jahtaa|vainoaa) (?:minua|mua)(?! (?:instagramissa|somessa|tiktokissa))",
  `(?:${ABUSER_EN})(?: \\p{L}+){0,2} (?:${HITS_EN}) (?:me|us|my (?:kids|children|son|daughter|mum|mom|mother))${IN_A_GAME}(?! (?:up about|with (?:a )?(?:message|question)))`,
  "(?:i'm|i am|we're|we are)(?: \\p{L}+){0,2} (?:being (?:beaten|abused|attacked|hit|raped|stalked|followed|threatened)|not safe|unsafe|in danger)",
  "i(?:'ve| have)?(?: been| was| got)(?: \\p{L}+)? (?:raped|beaten|assaulted|abused|attacked)",
  "(?:don't|do not|dont) feel safe (?:at home|here|with)",
  "(?:afraid|scared|frightened|terrified)(?: \\p{L}+)? (?:to go home|at home|of my (?:husband|wife|partner|boyfriend|girlfriend|dad|father|mum|mother|step\\p{L}*)|for my life)",
);

const EMERGENCY = list(
  "(?:soittakaa|soita|tarvitsen|tarvitaan|hälyttäkää|tilatkaa|tänne) (?:\\p{L}+ )?(?:ambulanssi\\p{L}*|poliisi\\p{L}*(?! (?:ja|luento))|hätäkesku\\p{L}*|pelastuslai\\p{L}*)",
  "(?:en|ei|joka ei) (?:\\p{L}+ )?(?:saa henkeä|hengitä|pysty hengittämään)",
  "(?:sain|saa|sai|saamassa|epäilen) (?:\\p{L}+ )?(?:sydänkohtau\\p{L}+|aivoinfarkt\\p{L}+|sairauskohtau\\p{L}+)",
  "(?:otin|söin|olen ottanut|ottanut|niellyt)(?: \\p{L}+){0,2} (?:liikaa|yliannostu\\p{L}*|ison määrän|kaikki)(?: \\p{L}+)? ?(?:lääkkei\\p{L}*|pillerei\\p{L}*|tablett\\p{L}*|nappe\\p{L}*|unilääk\\p{L}*|yliannos\\p{L}*)?(?<=lääkk\\p{L}*|pill\\p{L}*|nappe\\p{L}*|unilääk\\p{L}*|annos\\p{L}*|annostu\\p{L}*)",
  "vuoda\\p{L}* (?:\\p{L}+ )?verta|vuotaa (?:\\p{L}+ )?verta",
  "(?:call|need|send|get)(?: me| us)? an ambulance|call (?:112|999|911|the police now)",
  "(?:i can't|i cannot|i cant|she can't|he can't|can not) breathe(?! (?:laughing|because of laughing))|(?:is not|isn't|stopped) breathing",
  "(?:i(?:'m| am)?|he(?:'s| is)?|she(?:'s| is)?|someone(?:'s| is)?)(?: \\p{L}+)? having a (?:heart attack|stroke|seizure)",
  "(?:i|he|she|they)(?:'ve| have| has)?(?: just)? (?:overdosed|took too many (?:pills|tablets)|taken too many (?:pills|tablets)|took an overdose)",
  "(?:this|it)(?:'s| is) an emergency|tämä on hätätilanne|hengenvaara",
  "bleeding (?:badly|heavily|a lot|out)",
);

/** A word that is said alone only by someone who needs an answer. */
const ALONE =
  /^(?:itsemurha|itsetuhoisuus|suicide|suicidal|self[- ]harm|112|hätätilanne|emergency|hätä|sos)$/u;
const ANYWHERE = new RegExp(
  `(?<![\\p{L}\\d])(?:${list(WISHES_TO_DIE, NEAR_ONE, DANGER, EMERGENCY)})(?!\\p{L})`,
  "u",
);
/** A title: what stands in quotes, or after "called". */
const TITLES =
  /"[^"]{1,80}"|(?:(?:book|novel|film|movie|song|album|play|poem|series|kirja\p{L}*|romaani\p{L}*|elokuva\p{L}*|laulu\p{L}*|kappale\p{L}*|näytelmä\p{L}*|sarja\p{L}*) )(?:is |on )?(?:called|named|titled|nimeltä|nimeltään|nimi on|jonka nimi on)[^.!?]{1,80}/gu;
/** Characters a pattern sees at once. */
const MOST_CHARACTERS = 2_000;

/** Tells whether a text speaks of a crisis of the writer or someone near, in Finnish or English. */
export function isCrisis(text: string): boolean {
  const clean = cleanText(text).toLowerCase();
  const bare = clean.replace(/[^\p{L}\p{N} -]+/gu, "").trim();
  if (ALONE.test(bare)) return true;
  const told = clean
    .replace(TITLES, " ")
    .replace(/[,;:()*_~-]+ ?/gu, (mark) => (mark.startsWith("-") ? mark : " "));
  return pieces(told.replace(/ {2,}/gu, " ")).some((piece) => ANYWHERE.test(piece));
}

/** Patterns run over bounded pieces that overlap, so that a long text costs no more than its length. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at === 0 || at < text.length; at += MOST_CHARACTERS - 200)
    found.push(text.slice(at, at + MOST_CHARACTERS));
  return found;
}
