/** The follow-ups in Finnish. */
import { type Before, CANCELLED, CANCELLED_ALONE, type FollowUp, MOVED, waits } from "./follow-ups.ts";
import { USUAL } from "./follow-ups-world.ts";

const SAVE: readonly Before[] = [
  { say: "Hei" },
  { say: "hiljainen jooga" },
  { tap: "Hiljainen jooga" },
  { tap: "Muistuta minua" },
  { tap: "Kyllä, saat kysyä" },
  { say: "kiitos" },
];
const SUGGESTIONS: readonly Before[] = [{ tap: "Ehdotukset" }, { tap: "Kyllä, saat" }, { tap: "Valmis" }];
const SERIES: readonly Before[] = [
  ...[{ say: "Hei" }, { say: "salli viestit" }],
  ...[{ tap: "Älykaupunkisarja" }, { tap: "Kyllä, haluan sarjan" }, { tap: "Valmis" }],
];
const PRAISE = "Rauhallinen tunti ja *mukava* ohjaaja";
const FEEDBACK: readonly Before[] = [
  ...[{ tap: "Kyllä, kävin" }, { tap: "5" }, { say: PRAISE }],
  ...[{ tap: "Ei tarvitse vastata" }, { tap: "Kyllä, lähetä" }],
];

const YOGA = ["Hiljainen jooga", "Milloin", "la 21.11. klo 14.30–15.30", "Missä", "Kallion kirjasto"];
const CHAIR_YOGA = ["Tuolijooga", "Milloin", "to 3.12. klo 14.00–15.00", "Missä", "Kallion kirjasto"];
const STOPPED = ["Selvä. Lopetin kaikki viestit", "Jos haluat viestejä taas, kirjoita ”salli viestit”."];
const STOP = { "Lopeta viestit": STOPPED };
const REMINDER = {
  "Älä muistuta tästä": [
    "Selvä, en muistuta sinua enää tästä tapahtumasta enkä kerro, jos se muuttuu.",
    "Tapahtuma pysyy tallessa.",
  ],
  ...STOP,
};
const WEEKLY = { "Harvemmin tällaisia": ["Kirjoitan sinulle enintään kerran viikossa"], ...STOP };
const APART = {
  "Harvemmin tällaisia": ["Selvä. Lähetän näitä harvemmin: enintään 2 viikon välein."],
  ...STOP,
};
const FIND = { "Etsi tapahtumia": ["Millaista tapahtumaa etsit?"] };

/** Every follow-up, and where its choices lead. */
export const FINNISH: readonly FollowUp[] = [
  {
    name: "the reminder of the day before",
    before: [...SAVE, "wait"],
    shows: ["Muistutus: tapahtuma, jonka tallensit, on huomenna.", ...YOGA, "Maksuton"],
    cards: ["Hiljainen jooga"],
    choices: REMINDER,
    goesOn: [
      { tap: "Lopeta viestit", shows: STOPPED, choices: [] },
      {
        say: "salli viestit",
        shows: ["Näihin voit antaa luvan:", "Kysymys tapahtuman jälkeen: ei lupaa", "Mitä haluat muuttaa?"],
        choices: [
          ...["Kysymys tapahtuman jälkeen", "Ehdotukset", "Tiedotteet", "Kampanjat ja arvonnat"],
          ...[
            "Älykaupunkisarja",
            "Milloin viestit sopivat",
            "Kuinka usein",
            "Muistuta taas tallennetuista",
            "Valmis",
          ],
        ],
      },
    ],
  },
  {
    name: "the reminder of two hours before",
    before: [...SAVE, ...waits(2)],
    shows: ["Muistutus: tapahtuma, jonka tallensit, on tänään.", ...YOGA],
    cards: ["Hiljainen jooga"],
    choices: REMINDER,
  },
  {
    name: "the reminder of the evening before",
    before: [...SAVE, "wait"],
    shows: ["Muistutus: tapahtuma, jonka tallensit, on huomenna.", "to 19.11. klo 8.30–9.30"],
    cards: ["Hiljainen jooga"],
    choices: REMINDER,
  },
  {
    name: "the news that a saved program has moved",
    before: [...SAVE, { changes: MOVED }],
    shows: [
      "Tallensit tämän tapahtuman, ja sen aika tai paikka on muuttunut. Uudet tiedot ovat tässä.",
      ...["Hiljainen jooga", "su 22.11. klo 17.00–18.00", "Sellon kirjasto"],
    ],
    cards: ["Hiljainen jooga"],
    choices: REMINDER,
  },
  {
    name: "the news that a saved program is cancelled, with something like it",
    before: [...SAVE, { changes: CANCELLED }],
    shows: [
      "Ikävä uutinen: tapahtuma ”Hiljainen jooga”, jonka tallensit, on peruttu.",
      ...["Tässä on jotain samantapaista.", ...CHAIR_YOGA, "Aiheena jooga."],
    ],
    cards: ["Tuolijooga"],
    choices: { ...FIND, ...STOP },
  },
  {
    name: "the news that a saved program is cancelled",
    before: [...SAVE, { changes: CANCELLED_ALONE }],
    shows: ["Ikävä uutinen: tapahtuma ”Hiljainen jooga”, jonka tallensit, on peruttu."],
    choices: { ...FIND, ...STOP },
  },
  {
    name: "the news that a cancelled program takes place",
    before: [...SAVE, { changes: CANCELLED }, { changes: USUAL }],
    shows: ["Tallensit tämän tapahtuman. Se oli välillä peruttu, mutta nyt se järjestetään.", ...YOGA],
    cards: ["Hiljainen jooga"],
    choices: REMINDER,
  },
  {
    name: "the question after a program",
    before: [...SAVE, ...waits(3)],
    shows: [
      "Tallensit tapahtuman ”Hiljainen jooga”, ja se on nyt ohi.",
      "Kävitkö siellä? Kuulisin mielelläni, millaista oli.",
    ],
    choices: {
      "Kyllä, kävin": ["Minkä arvosanan antaisit?"],
      "En päässyt": ["Harmi, mutta ei se mitään. Ehkä ensi kerralla!"],
      "Älä kysy enää": ["Selvä. En enää kysy, millaista tapahtumissa oli."],
      ...STOP,
    },
    goesOn: [
      {
        tap: "Kyllä, kävin",
        shows: ["Minkä arvosanan antaisit? 1 on huono ja 5 erinomainen."],
        choices: ["1", "2", "3", "4", "5"],
      },
      { tap: "5", shows: ["Mikä oli hyvää, ja mitä muuttaisit? Kirjoita omin sanoin."], choices: [] },
      {
        say: PRAISE,
        shows: ["Saako kirjastonhoitaja vastata sinulle?"],
        choices: ["Kyllä, tähän keskusteluun", "Kyllä, sähköpostiin tai puhelimeen", "Ei tarvitse vastata"],
      },
      {
        tap: "Ei tarvitse vastata",
        shows: ["Aihe: tapahtuma Hiljainen jooga", "Arvosana: 5/5", `”${PRAISE}”`, "Lähetänkö?"],
        choices: ["Kyllä, lähetä", "Muuta tekstiä", "Muuta arvosanaa", "Muuta aihetta", "Ei, älä lähetä"],
      },
      {
        tap: "Kyllä, lähetä",
        shows: ["Kiitos. Palautteesi on nyt kirjaston luettavana."],
        choices: ["Muuta palautetta", "Peru palaute", "Etsi tapahtumia"],
      },
    ],
  },
  {
    name: "the suggestion after feedback",
    before: [...SAVE, { say: "salli viestit" }, ...SUGGESTIONS, ...waits(3), ...FEEDBACK, "wait"],
    shows: [
      "Annoit palautetta tapahtumasta ”Hiljainen jooga”. Siksi ajattelin, että tämä voisi kiinnostaa sinua.",
      ...[...CHAIR_YOGA, "Aiheena jooga."],
    ],
    cards: ["Tuolijooga"],
    choices: WEEKLY,
  },
  {
    name: "new programs about what a patron follows",
    before: [
      ...[{ say: "Hei" }, { say: "jooga" }, { tap: "Muista aihe: jooga" }],
      ...[{ tap: "Kerro, kun tulee uusia" }, { tap: "Kyllä, saat" }, { tap: "Valmis" }],
      ...[{ changes: USUAL }, "wait" as const],
    ],
    shows: [
      "Pyysit minua kertomaan, kun aiheistasi löytyy uutta (jooga). Nyt löytyi:",
      ...[...CHAIR_YOGA, "Aiheena jooga."],
    ],
    cards: ["Tuolijooga"],
    choices: APART,
  },
  {
    name: "the first topic of the series",
    before: [...SERIES, "wait"],
    shows: [
      "Tilasit älykaupunkisarjan. Tällä kertaa: Mikä on älykaupunki?",
      ...["Älykaupunki käyttää tekniikkaa ja tietoa arjen asioihin", "Tätä voit kokeilla kirjastossa:"],
      ...["Robotiikkakerho", "Aiheena robotiikka."],
    ],
    cards: ["Robotiikkakerho"],
    choices: { "Kerro lisää": ["Älykaupungin tunnistaa kolmesta asiasta.", "Lähde:"], ...APART },
  },
  {
    name: "the last topic of the series",
    before: [...SERIES, ...waits(8)],
    shows: [
      ...["Tilasit älykaupunkisarjan. Tällä kertaa: Avoin data ja sinun tietosi", "Avoin data on tietoa"],
      "Tämä oli sarjan viimeinen aihe. Kiitos, kun luit!",
    ],
    choices: { "Kerro lisää": ["Lähde:"], ...APART },
  },
  {
    name: "the message to a silent patron",
    before: [{ say: "Hei" }, { say: "salli viestit" }, ...SUGGESTIONS, "wait"],
    shows: [
      "Siitä on jo aikaa, kun viimeksi kirjoittelimme.",
      "Olet antanut minun ehdottaa sinulle tapahtumia, joten kysyn: etsinkö sinulle jotain uutta?",
      "En kirjoita uudestaan, ellet kirjoita minulle.",
    ],
    choices: { ...FIND, ...WEEKLY },
  },
];
