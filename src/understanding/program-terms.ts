/**
 * The conditions a program must meet that a few words tell: it costs nothing, it is followed from afar, it is held
 * in a language.
 */
import type { Span } from "./dates.ts";
import type { Slots } from "./understood.ts";

/** The conditions found, and the words that tell them. */
export interface ProgramTermsFound {
  readonly slots: Pick<Slots, "online" | "free" | "eventLanguage">;
  readonly spans: readonly Span[];
}

const START = "(?<![\\p{L}\\d-])";
const END = "(?![\\p{L}\\d])";

const FREE = new RegExp(
  `${START}(?:(?:ilmai(?:nen|s|se|si|sta|sia|seksi|seks|set|sten|seen)|ilmasta?|ilmasi[ai]?|ilmaseks\\p{L}*|ilmaista|ilmaisia|ilmaisiin|ilmaiseen)\\p{L}{0,4}` +
    "|ilmais-?(?!u|ee|ij|in|ev|im)\\p{L}{4,}|maksut(?:on|to[nm]\\p{L}*|onta|tomi\\p{L}*|tomasti|toma\\p{L}*|tomii\\p{L}*)|maksuttom\\p{L}+|maksutta|pääsymaksu(?:ton|tta|tto)\\p{L}*|vapaa(?:lla|n)? (?:sisään)?pääsy\\p{L}*" +
    "|(?:ei|eihän|en|emme|eivät|eiväthän|muttei|eikä|etten|ettei) (?:mitää?n )?(?:kuitenkaan |saa |saisi |sais |tart?(?:vi|te|vitse|vis|viis|vii|ttis|tis)? |tarvi(?:tse|i|sisi|s)? |pidä |pitäis?i? |tule |voi |halua |haluu |haluais?i? |kannata |ole varaa |oo varaa )?maks(?:a|aa|ullinen|ullista|ullisia|avaa|aisi|ais|eta|ettais|ettaisi)(?: (?:mitään|mitää|paljon))?" +
    "|(?:nolla|0) ?(?:euroa|euron|eurolla|€|e)|(?:nolla-?|0-?)budje\\p{L}+|budje(?:tti|tilla|tti on)(?:ni|mme)?(?: on)? (?:nolla|0|pyöreä nolla)|ilman (?:pääsy|osallistumis)?maksua|ilman (?:lippua (?:ja|tai) )?rahaa|rahatta|(?:ei|eikä) (?:peritä|veloiteta|oteta|pyydetä|ole|oo) (?:pääsy|osallistumis|kurssi)?maksua|(?:pääsy|osallistumis|kurssi)?maksua ei (?:ole|peritä|oo)|rahat? (?:on |ovat )?(?:ihan )?loppu|rahaton|(?:lompakko|kukkaro) (?:on )?(?:ihan )?tyhjä" +
    "|(?:ei|en|emme) (?:mulla |mul |meillä )?(?:oo|ole) (?:yhtään |ollenkaan |paljoa? )?(?:rahaa|varaa)|rahaa ei (?:oo|ole)|(?:senttiäkään|penniäkään)|veloituks(?:etta|eton|ettom\\p{L}+)" +
    "|free[- ]of[- ]charge|cost[- ]free|for free|for nothing|(?:no|zero|without (?:a|any)|at no) (?:cost|charge|fees?|entry fee|entrance fee|admission fee|admission charge|price|payment)s?|without (?:paying|payment|spending|(?:an? |any )?(?:tickets? (?:or|and) )?money)|cost(?:s|ing)? (?:me |us |you )?(?:nothing|zero)|zero (?:euros?|budget|cost)|0 (?:euros?|eur)|budget(?:'s| is| of)? (?:zero|nothing|0)" +
    "|nothing (?:that costs|(?:i|we|you|one) (?:have|has|need|needs) to pay|to pay)|gratis|complimentary|(?:wallet|purse) is empty|(?:have|has|got|with) (?:got )?no money|(?:i'm|we're|i am|we are|am|bit|totally|completely) broke|can(?:'t|not) (?:afford|pay)(?: (?:to pay|anything|much|tickets?))*" +
    "|(?:do(?:es)?n't|do(?:es)? not|won't|not|shouldn't|must not|mustn't|can't|needn't|never) (?:want to |wish to |need to |have to )?(?:cost|pay|spend)(?: (?:me |us )?(?:anything|a thing|any money|money|a cent|a penny|for (?:it|them)))?|free)" +
    END,
  "gu",
);
const NOT_FREE_BEFORE =
  /(?:\bi'm|\bi am|\bwe're|\bwe are|\bam|(?<!(?:must|has to|needs to) )\bbe|\bfeel|\bget|\bset|\bare you|\bnot|(?:sugar|gluten|fragrance|barrier|smoke|car|alcohol|stress|dairy|plastic|drug|hands|wheat|lactose|nut|meat|screen|scent)|\bif i'm|\bi'll be|\bwe have|\bhave some|\bhave|\bmore|\bof|(?:day|night|evening|morning|afternoon|weekend|week|schedule|calendar|diary)s?(?: is| are|'s)|\bmy|\bhis|\bher|\bour|\btheir|\bbreak|\bkids are|\bshe's|\bhe's|\bthey're|\bis off and)[ -]$/u;
const TIMES_OF_DAY = "days?|evenings?|afternoons?|mornings?|weekends?|hours?|nights?";
/** "Free evening" is a time, but "free evening concert" is not. */
const NOT_FREE_AFTER = new RegExp(
  `^(?:[\\s-](?:time|on\\s|tomorrow|tonight|today|this\\s|next\\s|until|after\\s|before\\s|at\\s|from\\s|for\\s(?:an|a|the)\\s|in the|to\\s|speech|will|now\\b|computers?|room|spots?\\b|seats?\\b|places?\\b|tables?|form|verse|jazz|improvisation|style|kick|trade|range|thinkers?|press|world|(?:${TIMES_OF_DAY})(?=[,.!?]|$| (?:and|or|in|on|at|this|next|so|coming|ahead|with|i|we|what|to)\\b)))`,
  "u",
);

const VIA_FI = "(?:kautta|välityksellä|yli|avulla|puolella|välityksel)";
const CALLS = "zoom|teams|skype|meet|google meet|discord|youtube";
const ONLINE = new RegExp(
  `${START}(?:etänä|etäyhtey\\p{L}+|etä-?(?!ty|tö|isy|inen|ise|ipä|pää|ä|le|nny|suk|piste|esine|kam)\\p{L}{4,}` +
    `|verkossa|verkosta|(?:verkon|netin|internetin|tietokoneen|läppärin|koneen|puhelimen|tabletin|videon) ${VIA_FI}|läppäriltä|tulematta (?:paikalle|kirjastoon|paikan päälle)|kotona katsot\\p{L}+|verkko-?(?:tapahtum|luen|luent|kurss|lähety|opetu|opastu|tilais|tilaisuu|ohjelm|satut|konser|lukupiir|tapaami|työpaj|kerho|keskustelu|valmennu|jump|joog|haastattelu)\\p{L}*` +
    "|netissä|netistä|netis|nettikurss\\p{L}+|netti-?(?:luen|luent|tapahtum|lukupiir|satut|tapaami|kerho|lähety|konser|opetu|työpaj)\\p{L}*|internetissä|internetistä|virtuaali(?!todel|las|maai|peli)\\p{L}*" +
    "|striim\\p{L}+|live-?striim\\p{L}*|suoratoisto\\p{L}*|suora(?:na|t|a)? lähetyk\\p{L}+|live-?lähety\\p{L}+|webinaar\\p{L}+|hybridi(?:nä|tapahtum|luen|luent|toteut|kurss)?\\p{L}*" +
    `|(?:zoom|teams|skype)(?:i|in)?(?:ss[aä]|ll[aä]|st[aä]|s|l)|(?:zoom|teams|skype|meet|youtube|youtuben|discord)i?n (?:${VIA_FI})|(?:youtube|discord)(?:ss?a|st?a|sta)|(?:zoom|teams)-?(?:luen|luent|kokou|tapaami|kurss|tunti|lukupiir|link)\\p{L}*|zoomin|zoomiin` +
    "|kotisohva\\p{L}*|kotoa käsin|kotoa|kotoota|kotona seurat\\p{L}+|(?:omalta|kotoa|koti)? ?(?:tieto)?koneelta(?:ni)?|poistumatta kotoa" +
    "|online|remote(?:ly)?|virtual(?:ly)?|(?:live-? ?)?stream(?:ed|ing|s)?|livestream(?:ed|ing|s)?|webcasts?|webinars?|(?:distance|web|internet|zoom|teams|skype|video)[- ](?:lectures?|talks?|courses?|class(?:es)?|sessions?|events?|meetings?|workshops?|calls?|learning|clubs?|book clubs?|groups?|readings?|links?)" +
    `|(?:on|via|over|by|through|in|using|with) (?:${CALLS}|ms teams|microsoft teams)|(?:over|through|via|on|from) the (?:internet|net|web)|via (?:video|internet|web|computer)` +
    "|without coming (?:in|over|to the library)|hybrid (?:events?|lectures?|talks?|meetings?)|(?:from|without leaving) (?:my |your |our |the |her |his |their )?(?:own )?(?:home|house|sofa|couch|living room|kitchen|bed)|at home on my (?:computer|laptop|tablet|phone)|(?:from|on) my (?:laptop|computer|tablet|screen))" +
    END,
  "gu",
);
/** "Online scams" and "tietoturva verkossa" are topics; the program may be anywhere. */
const NOT_ONLINE_AFTER =
  /^[\s-]?(?:scams?|fraud|safety|security|privacy|banking|bank|dating|shopping|bullying|services?|games?|gaming|ads?|crime|identity|accounts?|catalogue|forms?|tax|harassment|hate|shops?|stores?|payments?|booking|world|asioi|huijau|turvalli|kiusa|surff|ostos|osta|pankk|liikku|käytt|todel|work(?:ing|ers?)?\b|job|controls?|villages?|areas?|islands?)/u;
const NOT_ONLINE_BEFORE =
  /(?:safe(?:ly|ty)?|scam(?:s|med)?|bullying|privacy|bank(?:ing)?|shop(?:ping)?|secure(?:ly)?|security|fraud|buy(?:ing)?|dat(?:e|ing)|tricked|cheated|meet people|behave|forms?|turvallisuu\p{L}*|turvallisesti|tietoturva\p{L}*|huijau\p{L}*|kiusaa\p{L}*|kiusat\p{L}*|asioi\p{L}*|ostami\p{L}*|ostaa|ostoks\p{L}*|liikku\p{L}*|käyttäyty\p{L}*|toimi\p{L}*|yksityisyy\p{L}*) $/u;

/** Stems of languages as Finnish says them before -kielinen, -ksi, and their codes; English names. */
const LANGUAGES: readonly (readonly [string, string, string])[] = [
  ["suome", "finnish", "fi"],
  ["englanni", "english", "en"],
  ["englanti", "english", "en"],
  ["enku", "english", "en"],
  ["suomi", "finnish", "fi"],
  ["ruotsi", "swedish", "sv"],
  ["venäjä", "russian", "ru"],
  ["viro", "estonian", "et"],
  ["eesti", "estonian", "et"],
  ["arabia", "arabic", "ar"],
  ["somali", "somali", "so"],
  ["somalia", "somali", "so"],
  ["kurdi", "kurdish", "ku"],
  ["persia", "persian", "fa"],
  ["farsi", "farsi", "fa"],
  ["dari", "dari", "fa"],
  ["kiina", "chinese", "zh"],
  ["mandariinikiina", "mandarin", "zh"],
  ["espanja", "spanish", "es"],
  ["ranska", "french", "fr"],
  ["saksa", "german", "de"],
  ["italia", "italian", "it"],
  ["ukraina", "ukrainian", "uk"],
  ["vietnami", "vietnamese", "vi"],
  ["thai", "thai", "th"],
  ["turki", "turkish", "tr"],
  ["albania", "albanian", "sq"],
  ["portugali", "portuguese", "pt"],
  ["japani", "japanese", "ja"],
  ["korea", "korean", "ko"],
  ["hindi", "hindi", "hi"],
  ["bengali", "bengali", "bn"],
  ["urdu", "urdu", "ur"],
  ["nepali", "nepali", "ne"],
  ["puola", "polish", "pl"],
  ["unkari", "hungarian", "hu"],
  ["latvia", "latvian", "lv"],
  ["liettua", "lithuanian", "lt"],
  ["romania", "romanian", "ro"],
  ["bulgaria", "bulgarian", "bg"],
  ["kreika", "greek", "el"],
  ["tigrinja", "tigrinya", "ti"],
  ["amhara", "amharic", "am"],
  ["swahili", "swahili", "sw"],
  ["tagalogi", "tagalog", "tl"],
  ["pohjoissaame", "northern sami", "se"],
  ["saame", "sámi", "se"],
  ["norja", "norwegian", "no"],
  ["tanska", "danish", "da"],
  ["hollanni", "dutch", "nl"],
  ["islanni", "icelandic", "is"],
  ["heprea", "hebrew", "he"],
  ["tamili", "tamil", "ta"],
  ["serbia", "serbian", "sr"],
];
const CODES = new Map(LANGUAGES.flatMap(([fi, en, code]) => [[fi, code] as const, [en, code] as const]));
const FINNISH = LANGUAGES.map(([fi]) => fi)
  .sort((one, other) => other.length - one.length)
  .join("|");
const ENGLISH = [...new Set(LANGUAGES.map(([, en]) => en))].join("|");

const ONLY_FI = "(?:vain|vaan|ainoastaan|pelkkää|pelkästään|lähinnä)";
const SPEAK_FI = "(?:puhu|osaa|osata|ymmär|taita)\\p{L}*";
const PLAIN = "(?:easy|plain|simple|simplified|clear|basic|slow)";
const READ_ALOUD =
  "(?:(?:music |baby |toddler |kids'? |children's |family )*(?:story(?:-| )?(?:times?|hours?)|stories|tales|book clubs?|book groups?|reading (?:circles?|groups?|clubs?)|playschools?|play groups?|rhymes?|rhyme times?|nursery rhymes|sing-?alongs?|song times?|puppet (?:show|theatre|theater)s?|guided tours?|tours?|subtitles|audio ?books))";
const HELD_IN = new RegExp(
  `${START}(?:(?:selko)?(${FINNISH})n?[- ]?kieli(?:nen|s\\p{L}*|stä|siä)${END}|(?:selko)?(${FINNISH})n kielell[aä]${END}|(?:selko|helppo)?(${FINNISH})(?:ksi|ks|ksikin|ksii)${END}` +
    `|${SPEAK_FI} ${ONLY_FI} (${FINNISH})(?:n?a|n?ä|ta|tä|aa|ää)${END}|${ONLY_FI} (${FINNISH})(?:n?a|n?ä|ta|tä|aa|ää) ${SPEAK_FI}|(${FINNISH})(?:n?a|n?ä|ta|tä|aa|ää) (?:puhuv|taitav|osaav|äidinkiel)\\p{L}+|äidinkiel\\p{L}+ (?:on )?(${FINNISH})${END}|puhutaan (${FINNISH})(?:n?a|n?ä|ta|tä|aa|ää)${END}|kielenä (?:on )?(${FINNISH})${END}` +
    `|in (?:the |very |only )?(?:${PLAIN} )?(${ENGLISH})(?: language)?${END}|(${ENGLISH})[- ](?:language|speaking|spoken|speakers?|speaker's|only)${END}|(?:speaks?|understands?|knows?) (?:only|just|nothing but) (${ENGLISH})${END}|(?:only|just) (?:speaks?|understands?|knows?) (${ENGLISH})${END}|(?:who|where (?:people|they|everyone|you)) (?:mainly |mostly |only )?speaks? (${ENGLISH})${END}|speakers of (${ENGLISH})|${PLAIN}[- ](${ENGLISH})${END}|(${ENGLISH}) (?=${READ_ALOUD}${END}))`,
  "gu",
);
/** "Selkokielellä" is easy Finnish where no language is named; "enkuksi" is how English is said. */
const EASY_FINNISH = new RegExp(`${START}selko(?:kiel\\p{L}+|suom\\p{L}+)${END}`, "u");
/** What is spoken of, not in: "in Russian literature". */
const SUBJECT_AFTER =
  /^\s(?:literature|history|culture|cooking|cuisine|cinema|films?\b|art\b|arts\b|music(?! (?:playschool|play))|food|politics|society|lessons?|grammar|folklore|design|nature|sign|poetry|novels?|fiction|crime|schools?|lapland|forests?|archives?|archipelago|channel|football|style|mythology|architecture|law|politics|war|painting)/u;

/** What every way of saying a condition holds: most texts hold none, and need not be read further. */
const FREE_HINTS =
  "ilma maks free pääsy budje budget 0 nolla raha varaa sentt penni veloit lompak kukkar paying payment money spend charge cost fee nothing zero gratis complim broke afford pay wallet purse price".split(
    " ",
  );
const ONLINE_HINTS =
  "etä verk net virtu striim stream suora live webi webc web hybri zoom teams skype meet youtube discord kot kone läppär puhelim tablet video online remote distance tulematta home house sofa couch living kitchen bed laptop computer screen without".split(
    " ",
  );
const LANGUAGE_HINTS = [...new Set([...CODES.keys()].map((name) => name.slice(0, 4)))];
const mentions = (text: string, hints: readonly string[]) => hints.some((hint) => text.includes(hint));

/** Finds the conditions in a lower-case text. */
export function findProgramTerms(text: string): ProgramTermsFound {
  const free = accepted(
    text,
    mentions(text, FREE_HINTS) ? FREE : undefined,
    (match, before, after) =>
      match[0] !== "free" || !(NOT_FREE_BEFORE.test(before) || NOT_FREE_AFTER.test(after)),
  );
  const online = accepted(
    text,
    mentions(text, ONLINE_HINTS) ? ONLINE : undefined,
    (_, before, after) => !NOT_ONLINE_AFTER.test(after) && !NOT_ONLINE_BEFORE.test(before),
  );
  const held = accepted(
    text,
    mentions(text, LANGUAGE_HINTS) ? HELD_IN : undefined,
    (_, __, after) => !SUBJECT_AFTER.test(after),
  );
  const easy = text.includes("selko") ? EASY_FINNISH.exec(text) : null;
  const [language = easy === null ? undefined : "fi"] = held.flatMap((match) =>
    match.slice(1).flatMap((name) => (name ? [CODES.get(name)] : [])),
  );
  return {
    slots: {
      ...(free.length > 0 && { free: true as const }),
      ...(online.length > 0 && { online: true as const }),
      ...(language && { eventLanguage: language }),
    },
    spans: [...free, ...online, ...held, ...(easy === null ? [] : [easy])].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  };
}

function accepted(
  text: string,
  pattern: RegExp | undefined,
  fits: (match: RegExpExecArray, before: string, after: string) => boolean,
): readonly RegExpExecArray[] {
  if (pattern === undefined) return [];
  return [...text.matchAll(pattern)].filter((match) => {
    const end = match.index + match[0].length;
    return fits(match, text.slice(Math.max(0, match.index - 30), match.index), text.slice(end, end + 20));
  });
}
