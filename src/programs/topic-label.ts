/**
 * How a topic is said to the patron. Topics are kept in base forms and may come from a conversation that was in another
 * language: "board game" is said "board games", and "phone" is "puhelin" in Finnish.
 */
import type { Language } from "../understanding/understood.ts";
import { CONCEPTS } from "./concepts.ts";
import { languageLabel, languageMeant, NAMED_LANGUAGES } from "./language-study.ts";

/** Finnish and English labels of concepts. */
const LABELS: Readonly<Record<string, Readonly<Record<Language, string>>>> = read(`
storytime: satutunti, story time
bookclub: lukupiiri, book clubs
languagecafe: kielikahvila, language cafés
digihelp: digituki, digital help
babymusic: muskari, music for babies
nurseryrhymes: lorut, nursery rhymes
crafts: käsityöt, crafts
knitting: neulonta, knitting
sewing: ompelu, sewing
coding: koodaus, coding
printing3d: 3D-tulostus, 3D printing
robotics: robotiikka, robotics
makerspace: verstas, makerspace
boardgames: lautapelit, board games
videogames: videopelit, video games
roleplay: roolipelit, role-playing games
chess: shakki, chess
film: elokuvat, films
concert: konsertit, concerts
jazz: jazz, jazz
music: musiikki, music
authortalk: kirjailijavierailut, author talks
poetry: runot, poetry
creativewriting: luova kirjoittaminen, creative writing
booktips: kirjavinkit, book tips
genealogy: sukututkimus, family history
exhibition: näyttelyt, exhibitions
readingdog: lukukoira, reading dogs
homework: läksyapu, homework help
singing: yhteislaulu, singing together
photography: valokuvaus, photography
painting: maalaus, painting
drawing: piirtäminen, drawing
comics: sarjakuvat, comics
puppets: nukketeatteri, puppet theatre
theatre: teatteri, theatre
dance: tanssi, dance
yoga: jooga, yoga
podcast: podcastit, podcasts
swap: vaihtotori, swap events
repair: korjauspaja, repair cafés
memory: muistelu, reminiscence
phone: puhelin, phones
computer: tietokone, computers
tablet: tabletti, tablets
ai: tekoäly, artificial intelligence
onlinesafety: tietoturva, online safety
gardening: puutarhanhoito, gardening
nature: luonto, nature
history: historia, history
art: taide, art
quiz: tietovisat, quizzes
jobsearch: työnhaku, job hunting
cooking: ruoanlaitto, cooking
crimefiction: dekkarit, crime fiction
meditation: meditaatio, meditation
choir: kuoro, choir
tour: kirjastokierros, library tours
recording: äänitys, recording
workshop: työpajat, workshops
lecture: luennot, lectures
mentalhealth: mielen hyvinvointi, mental wellbeing
participation: osallistuva budjetointi, participatory budgeting
`);

function read(table: string): Record<string, Record<Language, string>> {
  const rows = table.trim().split("\n");
  return Object.fromEntries(
    rows.map((row) => {
      const [concept = "", labels = ""] = row.split(": ");
      const [fi = "", en = ""] = labels.split(", ");
      return [concept, { fi, en }];
    }),
  );
}

/** A concept by any of its names, and the languages the name belongs to. */
const NAMED = new Map<string, { readonly concept: string; readonly languages: readonly string[] }>();
for (const [concept, names] of Object.entries(CONCEPTS)) {
  for (const name of Object.values(names).flat()) {
    const languages = Object.entries(names).flatMap(([language, own]) =>
      own.includes(name) ? [language] : [],
    );
    NAMED.set(name, { concept, languages });
  }
}

/**
 * Says a topic in a language: a name of a concept in another language gives way to the concept's label, an English
 * base form to the form that is said. Anything else is said as it is, in English in the number it has in the
 * patron's own `text`.
 */
export function topicInWords(topic: string, language: Language, text = ""): string {
  const studied = languageMeant(topic);
  if (studied !== undefined) return languageLabel(studied, language) ?? topic;
  const lower = topic.toLowerCase();
  const named = NAMED.get(lower);
  const label = named && LABELS[named.concept]?.[language];
  if (named === undefined || label === undefined) return language === "en" ? asTyped(topic, text) : topic;
  const isOwn = named.languages.includes(language);
  return !isOwn || (language === "en" && label.startsWith(lower)) ? label : topic;
}

function asTyped(topic: string, text: string): string {
  const plurals = [`${topic}s`, `${topic}es`, topic.replace(/y$/u, "ies")];
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}'-]+/gu, " ")} `;
  return plurals.find((one) => one !== topic && lower.includes(` ${one.toLowerCase()} `)) ?? topic;
}

/**
 * Finds the concept that a topic is a name of, in any language and in the form it is said in: "lautapeli", "board game" and
 * "board games" are one. A language to learn is its English name. Undefined for a topic of its own.
 */
export function conceptOf(topic: string): string | undefined {
  const lower = topic.toLowerCase();
  const studied = languageMeant(topic);
  if (studied !== undefined) return languageLabel(studied, "en")?.toLowerCase();
  return Object.hasOwn(CONCEPTS, lower) ? lower : (NAMED.get(lower)?.concept ?? LABELLED.get(lower));
}

const LABELLED = new Map(
  Object.entries(LABELS).flatMap(([concept, { fi, en }]) =>
    [fi, en].map((label) => [label.toLowerCase(), concept]),
  ),
);

/** Lists what a topic is called in any language, small letters, labels first; a topic of its own by itself alone. */
export function namesOf(topic: string): readonly string[] {
  const studied = languageMeant(topic);
  const [, ...forms] = NAMED_LANGUAGES.find(([code]) => code === studied) ?? [];
  const labels = Object.values(LABELS[topic] ?? {});
  const names = [...labels, ...Object.values(CONCEPTS[topic] ?? {}).flat(), ...forms, topic];
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
