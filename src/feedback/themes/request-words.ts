/** Words of a wish that say nothing of what is wished for, in base forms of both languages. */

/** Politeness and wishing: left out before texts are compared. */
export const WISHING_WORDS: ReadonlySet<string> = new Set(
  (
    "toivoa toive toivottavasti haluta kiitos kiittää kiitti lisää enemmän pitää saada voida tarvita kaivata hei moi terve terveisin olisi vaikkapa esimerkiksi " +
    "want wish hope please thank thanks more would could hello hi dear regards"
  ).split(" "),
);

/** Words that are compared like others, and yet tell nobody what a theme is about. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    "paljon kiva hyvä hieno ihana olla tehdä tulla mennä päästä antaa ottaa jälleen todella ihan aina joskus myös kirjasto asia juttu ihminen päivä kerta " +
    "uusi moni yksi kaksi muu oma vaikka silloin usea edes " +
    "lot like love good great nice need get have make come take give use library thing people person day time new many one two really always sometimes also " +
    "something someone somewhere anything"
  ).split(" "),
);
