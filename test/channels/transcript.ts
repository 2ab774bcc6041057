/** What a patron says and taps, and what every channel must show for it: the same conversation in Finnish and in English. */

/** An act of the patron, and what must be seen after it. */
export type TranscriptStep = (
  | { readonly say: string }
  /** A choice by its label, a card by its title. */
  | { readonly tap: string }
) & {
  /** Words that must be shown, in this order. */
  readonly shows: readonly string[];
  /** Titles of the cards that can be tapped; their order depends on the day. */
  readonly cards?: readonly string[];
  /** All other choices, in order. */
  readonly choices: readonly string[];
};

/** Stars, brackets and the like mean something to most platforms; a patron's words are shown as they are. */
const PRAISE_FI = "Valoisa *ja* rauhallinen paikka <3 & [hyvä] kahvi_la, `kiitos`";
const PRAISE_EN = "A calm *and* bright place <3 & a [nice] caf_é, `thanks`";

const SMART_CITY_FI = [
  "Esimerkki Helsingistä",
  "Visakysymys",
  "Haluan kokeilla itse",
  "Vaihdetaan aihetta",
  "Tämä riittää",
];
const SMART_CITY_EN = [
  "An example from Helsinki",
  "A quiz question",
  "Something to try",
  "Another topic",
  "That’s enough for now",
];
const NEXT_FI = "Mitä seuraavaksi? (Aihe: Mikä on älykaupunki?)";
const NEXT_EN = "What next? (Topic: What is a smart city?)";
const RESUME_FI = "Jatka siitä, mihin jäimme";
const RESUME_EN = "Go on where we left off";

const FINNISH: readonly TranscriptStep[] = [
  {
    say: "Hei",
    shows: ["Hei, olen Kutsu, kirjaston botti.", "kirjoita ”lopeta viestit”.", "Mitä haluaisit tehdä?"],
    choices: ["Etsi tapahtumia", "Mikä on älykaupunki?", "Anna palautetta", "Kirjaston käyttö", "Asetukset"],
  },
  {
    say: "satutunti",
    shows: [
      "Tässä kolme tapahtumaa.",
      ...["Satutunti Kalliossa", "Milloin", "klo 9.30–10.00", "Missä", "Kallion kirjasto"],
      ...["Kenelle", "lapset, perheet, 3–6-vuotiaat", "Hinta", "Maksuton", "Kieli", "suomi"],
      "Satuja ja sormileikkejä 3–6-vuotiaille yhdessä aikuisen kanssa.",
      "Aiheena satutunti",
      "Esimerkki: tätä tapahtumaa ei oikeasti järjestetä.",
    ],
    cards: ["Satutunti Kalliossa", "Englanninkielinen satutunti", "Satutunti suomalaisella viittomakielellä"],
    choices: ["Näytä lisää", "Toinen päivä", "Tarkenna hakua", "Muista aihe: satutunti", "Hae muuta"],
  },
  {
    tap: "Satutunti Kalliossa",
    shows: [
      ...["Tapahtuman tiedot:", "Satutunti Kalliossa", "Kallion kirjasto, Viides linja 11"],
      "Luemme kaksi tai kolme kirjaa, ja niiden välissä loruillaan ja lauletaan.",
      ...["Esimerkki: tätä tapahtumaa ei oikeasti järjestetä.", "Lisää kalenteriin (.ics)"],
    ],
    choices: [
      "Muistuta minua",
      "Muista aihe: satutunti",
      "Anna palautetta tapahtumasta",
      "Takaisin hakuun",
      "Selvä, kiitos",
    ],
  },
  {
    say: "Mikä on älykaupunki?",
    shows: ["Älykaupunki käyttää tekniikkaa ja tietoa arjen asioihin", "yhdessä heidän kanssaan."],
    choices: ["Kerro lisää", ...SMART_CITY_FI],
  },
  {
    tap: "Kerro lisää",
    shows: ["Älykaupungin tunnistaa kolmesta asiasta.", "Lähde: Albanyn yliopisto (Yhdysvallat)", NEXT_FI],
    choices: SMART_CITY_FI,
  },
  { say: "in English", shows: ["OK, let's speak English.", NEXT_EN], choices: SMART_CITY_EN },
  { say: "suomeksi", shows: ["Selvä, puhutaan suomea.", NEXT_FI], choices: SMART_CITY_FI },
  {
    say: "Haluan antaa palautetta",
    shows: ["Mistä haluat antaa palautetta?"],
    choices: ["Tapahtumasta", "Kirjastosta", "Minulla on idea", "Jostain muusta", RESUME_FI],
  },
  {
    tap: "Kirjastosta",
    shows: ["Minkä arvosanan antaisit? 1 on huono ja 5 erinomainen."],
    choices: ["1", "2", "3", "4", "5", RESUME_FI],
  },
  {
    tap: "5",
    shows: ["Mikä oli hyvää, ja mitä muuttaisit? Kirjoita omin sanoin."],
    choices: [RESUME_FI],
  },
  {
    say: PRAISE_FI,
    shows: ["Saako kirjastonhoitaja vastata sinulle?"],
    choices: [
      ...["Kyllä, tähän keskusteluun", "Kyllä, sähköpostiin tai puhelimeen", "Ei tarvitse vastata"],
      RESUME_FI,
    ],
  },
  {
    tap: "Ei tarvitse vastata",
    shows: [
      ...["Tarkista vielä, ennen kuin lähetän:", "Aihe: kirjasto", "Arvosana: 5/5", `”${PRAISE_FI}”`],
      ...["Vastausta ei tarvita", "Lähetänkö?"],
    ],
    choices: [
      ...["Kyllä, lähetä", "Muuta tekstiä", "Muuta arvosanaa", "Muuta aihetta", "Ei, älä lähetä"],
      RESUME_FI,
    ],
  },
  {
    tap: "Kyllä, lähetä",
    shows: ["Kiitos. Palautteesi on nyt kirjaston luettavana.", "Palataan siihen, mihin jäimme.", NEXT_FI],
    choices: ["Muuta palautetta", "Peru palaute", "Etsi tapahtumia", ...SMART_CITY_FI],
  },
  {
    say: "tietoni",
    shows: ["Tämän tiedän sinusta:", "• Kieli: suomi", "• Kutsu-tunnuksesi:", "Nimeäsi en kysy."],
    choices: ["Muuta tietoja", "Lataa tietoni", "Poista kaikki tietoni", "Valmis", RESUME_FI],
  },
  {
    tap: "Lataa tietoni",
    shows: ["http://kutsu.test/my-data/token", "Linkki toimii tunnin.", NEXT_FI],
    choices: SMART_CITY_FI,
  },
  {
    say: "apua",
    shows: [
      "Olen Kutsu, kirjaston botti: tietokoneohjelma, en ihminen.",
      ...["• ”mitä tekemistä lapsille viikonloppuna?”", "• ”haluan antaa palautetta”"],
      ...["Nämä toimivat aina: ”peru”, ”in English”, ”tietoni”", NEXT_FI],
    ],
    choices: SMART_CITY_FI,
  },
  {
    say: "kiitos",
    shows: ["Selvä, jätetään tähän. Kun haluat jatkaa, kirjoita ”älykaupunki”."],
    choices: ["Etsi tapahtumia", "Muuta asiaa"],
  },
];

const ENGLISH: readonly TranscriptStep[] = [
  {
    say: "Hello",
    shows: ["Hello, I'm Kutsu, the library's bot.", "“stop messages”", "What would you like to do?"],
    choices: ["Find programs", "What is a smart city?", "Give feedback", "Using the library", "Settings"],
  },
  {
    say: "story time",
    shows: [
      "Here are three programs.",
      ...["English story time", "When", "10:30–11:10", "Where", "Töölö Library"],
      ...["For", "children, families, ages 3 to 8", "Price", "Free of charge", "Language", "English"],
      "Picture books and games in English for ages 3 to 8.",
      "The topic is story time",
      "A sample: this program does not really take place.",
    ],
    cards: ["English story time", "Story time in Finnish Sign Language", "Satutunti Kalliossa"],
    choices: [
      "Show more",
      "Another day",
      "Narrow it down",
      "Remember: story time",
      "Search for something else",
    ],
  },
  {
    tap: "Satutunti Kalliossa",
    shows: [
      ...["Here are the details:", "Satutunti Kalliossa", "Kallio Library, Viides linja 11", "Finnish"],
      "Luemme kaksi tai kolme kirjaa, ja niiden välissä loruillaan ja lauletaan.",
      "This program is in Finnish only.",
      ...["A sample: this program does not really take place.", "Add to calendar (.ics)"],
    ],
    choices: ["Remind me", "Remember: story time", "Give feedback on it", "Back to the search", "OK, thanks"],
  },
  {
    say: "What is a smart city?",
    shows: ["A smart city uses technology and data in daily matters", "and together with them."],
    choices: ["Tell me more", ...SMART_CITY_EN],
  },
  {
    tap: "Tell me more",
    shows: ["You can tell a smart city by three things.", "Source: University at Albany (USA)", NEXT_EN],
    choices: SMART_CITY_EN,
  },
  { say: "suomeksi", shows: ["Selvä, puhutaan suomea.", NEXT_FI], choices: SMART_CITY_FI },
  { say: "in English", shows: ["OK, let's speak English.", NEXT_EN], choices: SMART_CITY_EN },
  {
    say: "I want to give feedback",
    shows: ["What is your feedback about?"],
    choices: ["A program", "The library", "I have an idea", "Something else", RESUME_EN],
  },
  {
    tap: "The library",
    shows: ["How would you rate it? 1 is poor and 5 is excellent."],
    choices: ["1", "2", "3", "4", "5", RESUME_EN],
  },
  {
    tap: "4",
    shows: ["What was good, and what would you change? Use your own words."],
    choices: [RESUME_EN],
  },
  {
    say: PRAISE_EN,
    shows: ["May a librarian answer you?"],
    choices: ["Yes, in this chat", "Yes, by e-mail or phone", "No answer needed", RESUME_EN],
  },
  {
    tap: "Yes, in this chat",
    shows: [
      ...["Please check this before I send it:", "About: the library", "Rating: 4/5", `“${PRAISE_EN}”`],
      ...["Answer in this chat", "Shall I send it?"],
    ],
    choices: [
      ...["Yes, send it", "Change the text", "Change the rating", "Change the topic", "No, don't send it"],
      RESUME_EN,
    ],
  },
  {
    tap: "Yes, send it",
    shows: ["Thank you. The library can now read your feedback", "Let's go back to where we were.", NEXT_EN],
    choices: ["Change my feedback", "Take it back", "Find programs", ...SMART_CITY_EN],
  },
  {
    say: "my data",
    shows: ["This is what I know about you:", "• Language: English", "• Your Kutsu id:"],
    choices: ["Change these", "Download my data", "Delete all my data", "Done", RESUME_EN],
  },
  {
    tap: "Download my data",
    shows: ["http://kutsu.test/my-data/token", "The link works for an hour.", NEXT_EN],
    choices: SMART_CITY_EN,
  },
  {
    say: "help",
    shows: [
      "I'm Kutsu, the library's bot: a computer program, not a person.",
      ...["• “what's on for children at the weekend?”", "• “I'd like to give feedback”"],
      ...["These always work: “cancel”, “suomeksi”, “my data”", NEXT_EN],
    ],
    choices: SMART_CITY_EN,
  },
  {
    say: "thanks",
    shows: ["All right, let’s leave it there. When you want to go on, just write “smart city”."],
    choices: ["Find programs", "Something else"],
  },
];

/** The conversations, by the language they begin and end in. */
export const TRANSCRIPTS = { fi: FINNISH, en: ENGLISH } as const;
