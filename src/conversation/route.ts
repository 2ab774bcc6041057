/** Which dialog an intent leads to, where no dialog is under way or the patron asks for something else. */
import { ASKS_WHO } from "../../dialogs/privacy.ts";
import type { Line, Opening } from "../dialog/dialog.ts";
import type { Intent, Slots, Understood } from "../understanding/understood.ts";
import { SURE } from "./commands.ts";

/** Where to go: a dialog, or one line that needs none. */
export type Route = { readonly opening: Opening } | { readonly line: Line };

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

/** Plain ways to ask that tell more than the intent: where each leads. */
const PLAIN: readonly {
  readonly asks: RegExp;
  readonly route: Route;
  readonly unless?: keyof Slots;
  readonly if?: (slots: Slots) => boolean;
}[] = [
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
    asks: /^(hei |hi |hello )?(missä (\p{L}+ ){1,3}(on|sijaitsee)|where('s| is) [\p{L} ]{2,40})\p{P}*$/iu,
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

/** Intents that say little beside a plain way to ask. */
const VAGUE = new Set<Intent>(["other", "recommend", "interests", "my_data", "greeting", "practical"]);

/** Finds where a message leads, and whether that is beyond doubt; undefined when nothing was understood. */
export function routeOf({
  intent,
  confidence,
  slots,
  text,
}: Understood): { route: Route; isSure: boolean } | undefined {
  const plain = VAGUE.has(intent)
    ? PLAIN.find(
        ({ asks, unless, if: holds }) =>
          asks.test(text) &&
          (unless === undefined || slots[unless] === undefined) &&
          (holds === undefined || holds(slots)),
      )
    : undefined;
  if (plain !== undefined) return { route: plain.route, isSure: true };
  if (intent !== "other") return { route: ROUTES[intent], isSure: confidence >= SURE };
  const isFact =
    FACT.test(text) && (confidence >= SURE || Object.keys(slots).every((slot) => slot === "topic"));
  return isFact ? { route: practical("book"), isSure: true } : undefined;
}

/** "Remind" itself may be taken for a topic. */
function namesTopic({ topic = [] }: Slots): boolean {
  return topic.some((one) => !/^(remind|muistut)/u.test(one));
}

function practical(payload: string): Route {
  return { opening: { dialog: "practical", payload } };
}
