/** What the patrons of the killed library say and tap: one conversation in each language, whose answers are always the same. */

/** An act of a patron: words, or a button by its label. */
export type Act = { readonly say: string } | { readonly tap: string };

/** The acts of one patron, who writes a feedback of their own. */
export function actsOf(language: "fi" | "en", number: number): readonly Act[] {
  return language === "fi"
    ? finnish(`Palaute ${number}: valoisa ja rauhallinen paikka.`)
    : english(`Feedback ${number}: a calm and bright place.`);
}

function finnish(feedback: string): readonly Act[] {
  return [
    ...[
      { say: "Hei" },
      { say: "Mikä on älykaupunki?" },
      { tap: "Mikä on älykaupunki?" },
      { tap: "Kerro lisää" },
      { say: "in English" },
    ],
    ...[{ say: "suomeksi" }, { say: "Haluan antaa palautetta" }, { tap: "Kirjastosta" }, { tap: "5" }],
    ...[{ say: feedback }, { tap: "Ei tarvitse vastata" }, { tap: "Kyllä, lähetä" }, { say: "apua" }],
    { say: "kiitos" },
  ];
}

function english(feedback: string): readonly Act[] {
  return [
    ...[
      { say: "Hello" },
      { say: "What is a smart city?" },
      { tap: "What is a smart city?" },
      { tap: "Tell me more" },
      { say: "suomeksi" },
    ],
    ...[{ say: "in English" }, { say: "I want to give feedback" }, { tap: "The library" }, { tap: "5" }],
    ...[{ say: feedback }, { tap: "No answer needed" }, { tap: "Yes, send it" }, { say: "help" }],
    { say: "thanks" },
  ];
}
