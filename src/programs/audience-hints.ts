/**
 * Reads for whom a program is from its keywords and first words, where the source has no field for it. It adds
 * only what is written there: a program that says nothing is for anyone.
 */
import { AUDIENCES, type Audience } from "../understanding/understood.ts";
import type { Program } from "./program.ts";

/** Concepts of the Finnish general ontology that name a group of people. */
const CONCEPTS: Readonly<Record<string, Audience>> = {
  "yso:p15937": "babies",
  "yso:p4354": "children",
  "yso:p16485": "children",
  "yso:p14710": "children",
  "yso:p11617": "teens",
  "yso:p5590": "adults",
  "yso:p2433": "seniors",
  "yso:p13050": "families",
};

/** How a label names its group. */
const LABELS: Readonly<Record<Audience, RegExp>> = {
  babies: /vauv|taapero|(?<!\p{L})(?:bab(?:y|ies)|toddlers?|bebis)/iu,
  children:
    /(?<!\p{L})(?:lapset|lapsi|lapsille|lasten|koululaiset|leikki-ikäiset|satutun|child|kids?(?!\p{L})|storytime|barn)/iu,
  teens:
    /(?<!\p{L})(?:nuoret|nuorille|nuorten|varhaisnuor|teens?(?!\p{L})|teenagers?|youth|young people|unga)/iu,
  adults: /(?<!\p{L})(?:aikuiset|aikuisille|(?<!older )adults?(?!\p{L})|vuxna)/iu,
  seniors: /(?<!\p{L})(?:senior|ikäänty|ikäihmis|eläkeläis|vanhukset|older adults|elderly|äldre)/iu,
  families: /perhe(?:et|ille|iden|en(?!\p{L}))|(?<!\p{L})(?:famil(?:y|ies)(?!\p{L})|all[- ]ages|familjer)/iu,
};

/** How a text speaks to its group: stricter, since "young artists" are not for the young. */
const ADDRESSES: Readonly<Record<Audience, RegExp>> = {
  babies:
    /vauvo(?:ille|jen)|vauva(?:muskari|satu|loru|jumppa|sirkus)|taapero|(?<!\p{L})(?:for )?(?:bab(?:y|ies)|toddlers?)(?!\p{L})/iu,
  children:
    /(?<!\p{L})(?:lapsille|lapsiper|lasten(?:tapahtuma)?(?!\p{L})|koululaisille|satu(?:tun|tuok|hetk)|for (?:kids|children)|kids['’]?(?!\p{L})|children['’]s|story ?(?:time|hour)|för barn|sagostund)/iu,
  teens:
    /(?<!\p{L})(?:nuorille|varhaisnuorille|for (?:teens|young people|teenagers)|teens?(?!\p{L})|för unga)/iu,
  adults: /(?<!\p{L})(?:aikuisille|for adults|för vuxna)/iu,
  seniors:
    /(?<!\p{L})(?:senior(?:eille|ien|it|ilta)|ikäihmisille|ikääntyneille|for (?:seniors|older)|seniors['’]?|för seniorer)/iu,
  families:
    /(?<!\p{L})(?:(?:lapsi)?perheille|koko perhe|for (?:the whole )?famil|family (?:day|event|night|time|workshop)|för familjer)/iu,
};

type Labelled = Pick<Program, "title" | "summary" | "keywords">;

/** Finds the audiences that the keywords, the title and the summary name, in the order of {@link AUDIENCES}. */
export function findAudiences({ title, summary, keywords }: Labelled): readonly Audience[] {
  const found = new Set<Audience>();
  for (const { id, label } of keywords) {
    const named = CONCEPTS[id];
    if (named !== undefined) found.add(named);
    const text = [label.fi, label.en, label.sv].filter(Boolean).join(" / ");
    for (const audience of AUDIENCES) if (LABELS[audience].test(text)) found.add(audience);
  }
  const titles = [title.fi, title.en, title.sv].filter(Boolean).join(" / ");
  const summaries = [summary.fi, summary.en, summary.sv].filter(Boolean).join(" / ");
  for (const audience of AUDIENCES) {
    // A summary also names the grown-up who comes along with a child.
    const texts = audience === "adults" ? titles : `${titles} / ${summaries}`;
    if (ADDRESSES[audience].test(texts)) found.add(audience);
  }
  return AUDIENCES.filter((audience) => found.has(audience));
}

const YEARS = String.raw`(?:\s*[-–]?\s*(?:vuotia|vuotta|-?year|yrs?(?!\p{L})|years?|v\.|-?åring|år(?!\p{L})))`;
const RANGE = new RegExp(
  String.raw`(?:ages?|aged)\s+(\d{1,2})\s*(?:[-–]|to)\s*(\d{1,2})|(\d{1,2})\s*[-–]\s*(\d{1,2})${YEARS}|\((\d{1,2})\s*[-–]\s*(\d{1,2})\)`,
  "iu",
);
const OVER = new RegExp(
  String.raw`(?:yli|över|over)\s+(\d{1,2})${YEARS}|(?<![\d.])(\d{1,2})\s*(?:vuotta|v\.?)?\s*täyttän|(?:ages?|aged)\s+(\d{1,2})\s*(?:\+|and (?:up|over|older))|(?<![\d.])(\d{1,2})\+(?!\d)|(?<!\p{L})K-?(18|16)(?!\d)`,
  "iu",
);
const UNDER = new RegExp(String.raw`(?:alle|under)\s+(\d{1,2})${YEARS}`, "iu");

/** Finds the ages a text names, e.g. "3–6-vuotiaille", "ages 5 and up", "Adults (19+)". */
export function findAges(text: string): { readonly min?: number; readonly max?: number } | undefined {
  const range = groups(RANGE, text);
  const [low, high] = range;
  if (low !== undefined && high !== undefined && low <= high) return { min: low, max: high };
  const [over] = groups(OVER, text);
  const [under] = groups(UNDER, text);
  if (over === undefined && under === undefined) return undefined;
  return {
    ...(over === undefined ? {} : { min: over }),
    // "Under 7" leaves out those who are 7.
    ...(under === undefined ? {} : { max: Math.max(0, under - 1) }),
  };
}

function groups(pattern: RegExp, text: string): readonly number[] {
  return (pattern.exec(text) ?? [])
    .slice(1)
    .filter((group) => group !== undefined)
    .map(Number);
}
