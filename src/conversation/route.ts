/** Which dialog an intent leads to, where no dialog is under way or the patron asks for something else. */
import { ASKS_NEAREST } from "../../dialogs/practical.ts";
import { ASKS_WHO } from "../../dialogs/privacy.ts";
import { NAMES_SERIES } from "../../dialogs/smart-city.ts";
import type { Line, Opening } from "../dialog/dialog.ts";
import type { Intent, Slots, Understood } from "../understanding/understood.ts";
import { SURE } from "./commands.ts";

/** Where to go: a dialog, or one line that needs none. */
export type Route = { readonly opening: Opening } | { readonly line: Line };

/** Where a message leads, and whether it is beyond doubt. */
interface Found {
  readonly route: Route;
  readonly isSure: boolean;
  /** It was said so plainly that the intent tells no more. */
  readonly isPlain?: true;
}

const ROUTES: Readonly<Record<Exclude<Intent, "other">, Route>> = {
  recommend: { opening: { dialog: "recommend" } },
  smart_city: { opening: { dialog: "smart-city" } },
  feedback: { opening: { dialog: "feedback", payload: "library" } },
  idea: { opening: { dialog: "feedback", payload: "idea" } },
  campaign: { line: { key: "common.noCampaign" } },
  interests: { opening: { dialog: "settings", payload: "interests" } },
  my_data: { opening: { dialog: "privacy" } },
  forget: { opening: { dialog: "privacy", payload: "erase" } },
  stop: { opening: { dialog: "settings", payload: "messages" } },
  language: { opening: { dialog: "settings", payload: "language" } },
  person: { opening: { dialog: "person" } },
  practical: { opening: { dialog: "practical" } },
  help: { opening: { dialog: "home", payload: "help" } },
  cancel: { line: { key: "common.nothingToCancel" } },
  greeting: { opening: { dialog: "home", payload: "again" } },
  thanks: { line: { key: "common.thanks" } },
};

/** "Remind me", and not "don't remind me". */
const REMINDER =
  /^(?!.*(?<!\p{L})(älä|älkää|en|ei|don'?t|do not|no|stop)(?!\p{L}))(\p{L}+ ){0,3}(muistuta\p{L}*|remind)/iu;

/** A way to ask that tells more than the intent. */
interface PlainWay {
  readonly asks: RegExp;
  readonly route: Route;
  readonly unless?: keyof Slots;
  readonly if?: (slots: Slots) => boolean;
  /** Means little where something else is surely asked. */
  readonly unlessSure?: true;
  /** Is meant so also while programs are looked for. */
  readonly always?: true;
  /** Is meant so however sure another intent is: it is named. */
  readonly isName?: true;
}

/** Says in a few words that the patron is alone, and asks nothing: "olen yksin", "I feel lonely". */
const ALONE =
  /^(?!.*(\?|(?<!\p{L})(mitä|onko|missä|mistä|tekemistä|what|where|how|any\p{L}*)(?!\p{L})))(?=(\P{L}*[\p{L}']+){1,9}\P{L}*$).*(?<!\p{L})((olen|oon|olo on|tunnen (oloni|itseni)) (\p{L}+ ){0,2}yksi(n|näinen|näiseksi)|(minulla|mulla) ei ole (\p{L}+ )?(ystäviä|kavereita|ketään)|(i'?m|i am|i feel|feeling) ((so|very|all|really|a bit|quite) )?(alone|lonely)|i have no (one|friends)|i have nobody)(?!\p{L})/iu;
/** Swears, or calls Kutsu names, in a few words. */
const ANGRY =
  /^(?=(\P{L}*[\p{L}']+){1,7}\P{L}*$)(.*(?<!\p{L})(helvet(ti|tiä|in)|paska|paskaa|perkele\p{L}*|saatana\p{L}*|vit(tu|un|tua)|what the hell|go to hell|shit|bullshit|fuck\p{L}*|wtf)(?!\p{L})|(.*(?<!\p{L})(olet|oot|ootpa|oletpa|you('?re| are)|what an?|mikä|tämä|this( is)?) )?(\p{L}+ ){0,2}(idiootti|tyhmä|surkea|turha|hyödytön|useless|stupid|idiot|dumb|crap|rubbish|terrible)( (botti|bot|kone|robotti|robot))?\P{L}*$)/iu;
/** Asks of taking part in programs at large; a prize draw is taken part in as well. */
const TAKING_PART =
  /^(?!.*(arvon|kilpailu|kysely|kampanja|palkin|voit(to|taa)|draw|raffle|competition|contest|survey|prize|campaign|kortti|kortin|asiakka|asiakkuu|library|card|member|customer))(hei |moi |hi |hello )?((pitääkö|täytyykö|tarvitseeko|tarviiko|voiko|voinko|saako|saanko|miten|kuinka|pääseekö|tarttee(ks|ko)|pitääks) (\p{L}+ ){0,3}(ilmoittau(tua|dun|dutaan)|osallistu(a|n|taan)|mukaan etänä)|(do|can|could|must|should|how (do|can)) (i|we|you|one) (need to |have to )?(register|sign up|take part|participate|join( in)?|attend)(?! (the|a|as|for|my) (library|member|card)))(?!\p{L})/iu;

/** Plain ways to ask: where each leads. */
const PLAIN: readonly PlainWay[] = [
  { asks: ASKS_NEAREST, route: { opening: { dialog: "practical" } }, unless: "topic", always: true },
  { asks: ALONE, route: home("alone"), unlessSure: true, always: true },
  { asks: ANGRY, route: home("upset"), unlessSure: true, always: true },
  {
    asks: NAMES_SERIES,
    route: { opening: { dialog: "settings", payload: "series" } },
    always: true,
    isName: true,
  },
  { asks: TAKING_PART, route: practical("joining"), unless: "topic" },
  {
    asks: /^(\p{L}+ ){0,2}(anna|annan|kerro|kerron|kirjoita|kirjoitan|lähetä|lähetän|jätä|jätän)( \p{L}+){0,2} palaut(e|etta|teeni)\p{P}*$/iu,
    route: { opening: { dialog: "feedback", payload: "library" } },
  },
  {
    asks: ASKS_WHO,
    route: { opening: { dialog: "privacy", payload: "who" } },
  },
  // Something to read is no program, though programs are about books too.
  {
    asks: /(?<!\p{L})(kirjasuositu|kirjavinkkejä|lukuvink|luettavaa|(suosittele|ehdota|vinkkaa)\p{L}* (\p{L}+ ){0,2}kirj|(book|reading) (recommendation|suggestion)s?|something to read|(recommend|suggest) (me )?(\p{L}+ ){0,3}books?(?! clubs?))/iu,
    route: practical("book"),
  },
  // The way to a library, not what is on there.
  {
    asks: /^(hei |hi |hello )?(missä (?!(se|tämä|tää|tuo|toi) )(\p{L}+ ){1,3}(on|sijaitsee)|where('s| is) (?!(it|this|that)(?!\p{L}))[\p{L} ]{2,40})\p{P}*$/iu,
    route: practical("access"),
    unless: "topic",
  },
  {
    asks: /^(\p{L}+ ){0,2}(mitä|mitkä tapahtumat) (minä |mä )?(olen|oon) tallentanu|^(\p{L}+ )?(tallennetut|tallentamani)( tapahtumat)?\p{P}*$|^what (programs |events )?have i saved|^(\p{L}+ ){0,2}my (saved (programs|events|ones)|reminders)\p{P}*$/iu,
    route: { opening: { dialog: "settings", payload: "saved" } },
  },
  // What is to be reminded of is found first, and saved from its details.
  { asks: REMINDER, if: namesTopic, route: { opening: { dialog: "recommend" } } },
  { asks: REMINDER, route: { line: { key: "common.reminder" } } },
];

/** What a librarian finds out: a question about the world, which no program answers. */
const FACT =
  /^(kuka|ketkä|minkä|mikä|mitkä|mitä|milloin|kuinka|montako|paljonko|miksi|who|whose|what|which|when|why|how (tall|old|many|much|far|long|big|deep|high|fast)) (\S+ ){2,}\S+/iu;

/** Asks how long or how much, and not of what: "how long", "kauanko se kestää?". */
const ASKS_ONLY_HOW_MUCH =
  /^\P{L}*(how (long|much|many|far|often)|kauanko|(kuinka|miten) (kauan|pitkään|paljon|monta)|paljonko|montako)( (does it|will it|it|this|that|se|tämä|tää))?( (takes?|lasts?|kestää))?\P{L}*$/iu;

/** Intents that say little beside a plain way to ask. */
const VAGUE = new Set<Intent>(["other", "recommend", "interests", "my_data", "greeting", "practical"]);

/** Intents about what is stored. */
const PRIVATE = new Set<Intent>(["my_data", "forget"]);

/** Finds where a message leads, and whether that is beyond doubt; undefined when nothing was understood. */
export function routeOf({ intent, confidence, slots, text }: Understood): Found | undefined {
  if (ASKS_ONLY_HOW_MUCH.test(text)) return { route: home("unclear"), isSure: false, isPlain: true };
  const isOpen = VAGUE.has(intent) || confidence < SURE;
  const plain = PLAIN.find(
    (way) => (isOpen || way.isName) && isMeant(way, { intent, confidence, text, slots }),
  );
  if (plain !== undefined) return { route: plain.route, isSure: true, isPlain: true };
  // What is stored is shown to nobody who may have meant something else.
  if (PRIVATE.has(intent) && confidence < SURE) return undefined;
  if (intent !== "other") return { route: ROUTES[intent], isSure: confidence >= SURE };
  const isFact =
    FACT.test(text) && (confidence >= SURE || Object.keys(slots).every((slot) => slot === "topic"));
  return isFact ? { route: practical("book"), isSure: true } : undefined;
}

/** Tells whether a route only greets back. */
export function isGreeting(route: Route): boolean {
  return route === ROUTES.greeting;
}

/** Finds where a message leads also while programs are looked for, because no program is asked for. */
export function routeAside(understood: Understood): Route | undefined {
  return PLAIN.find((way) => way.always && isMeant(way, understood))?.route;
}

function isMeant(way: PlainWay, { intent, confidence, slots, text }: Understood): boolean {
  const { unless, if: holds } = way;
  if (unless !== undefined && slots[unless] !== undefined) return false;
  if (way.unlessSure && confidence >= SURE && !ASKS_NOTHING.has(intent)) return false;
  return way.asks.test(text) && (holds === undefined || holds(slots));
}

/** Intents that name nothing Kutsu could do instead. */
const ASKS_NOTHING = new Set<Intent>(["other", "greeting", "help", "thanks"]);

/** "Remind" itself may be taken for a topic. */
function namesTopic({ topic = [] }: Slots): boolean {
  return topic.some((one) => !/^(remind|muistut)/u.test(one));
}

function home(payload: string): Route {
  return { opening: { dialog: "home", payload } };
}

function practical(payload: string): Route {
  return { opening: { dialog: "practical", payload } };
}
