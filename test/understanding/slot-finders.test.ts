/** Places, audiences and conditions: each found by its own words, whatever language the rest is in. */
import { findAudience } from "../../src/understanding/audience.ts";
import { loadLibraryNames } from "../../src/understanding/libraries.ts";
import { createPlaceFinder } from "../../src/understanding/places.ts";
import { findProgramTerms } from "../../src/understanding/program-terms.ts";
import { slotsJson } from "../../src/understanding/slots-json.ts";

const findPlace = createPlaceFinder(loadLibraryNames());

describe("a place", () => {
  test.each([
    ["mitä oodissa on", "Oodi"],
    ["mitä siel oodis on", "Oodi"],
    ["jotain kalliosa", "Kallio"],
    ["onko kannelmäessä", "Kannelmäki"],
    ["viikissä", "Viikki"],
    ["itäkeskukseen", "Itäkeskus"],
    ["itiksessä", "Itäkeskus"],
    ["malmitalolla", "Malmi"],
    ["larussa", "Lauttasaari"],
    ["rikhardinkadun kirjastossa", "Rikhardinkatu"],
    ["pikku-huopalahdessa", "Pikku Huopalahti"],
    ["malminkartanossa", "Malminkartano"],
    ["at kallio library", "Kallio"],
    ["near hakaniemi", "Hakaniemi"],
    ["kannussa keikka", "Kannelmäki"],
    ["krunikassa", "Kruununhaka"],
    ["workshops at the central library", "Oodi"],
    ["keskustakirjastossa", "Oodi"],
    ["maunulassa", "Maunula-talo"],
    ["maunulatalolla", "Maunula-talo"],
    ["etelähaagan kirjasto", "Etelä-Haaga"],
    ["pohjois haagassa", "Pohjois-Haaga"],
    ["toolo library", "Töölö"],
    ["kapylan kirjastossa", "Käpylä"],
    ["itakeskus tomorrow", "Itäkeskus"],
    ["för barn i nordsjö", "Vuosaari"],
    ["arabiassa", "Arabianranta"],
    ["hermannissa", "Hermanni"],
    ["mellunmäessä kävin jo, entä kontulassa", "Kontula"],
    ["olen kontulasta mutta käyn itäkeskuksessa", "Itäkeskus"],
    ["i'm from kontula, what's near", "Kontula"],
    ["i've been to oodi, now töölö", "Töölö"],
    ["kallio-kirjastossa", "Kallio"],
  ])("in '%s' is %s", (text, place) => {
    expect(findPlace(text).place).toBe(place);
  });

  test.each([
    "helsinkiin",
    "helsinki library",
    "ode to joy",
    "kirjastossa",
    "muutimme juuri kalliosta",
    "i moved from kallio",
    "keskustelu",
    "it is raining",
    "kannu kahvia",
    "hermanni 6 v piirtää",
    "saudi-arabiasta",
    "kallio-lava",
    "kalliolainen",
    "not to kallio",
    "arabiaksi",
  ])("is not in '%s'", (text) => {
    expect(findPlace(text).place).toBeUndefined();
  });
});

describe("the centre", () => {
  test.each([
    "keskustassa",
    "rautatieaseman lähellä jotain",
    "steissin lähellä",
    "something in the city centre",
    "near the railway station",
  ])("is meant in '%s'", (text) => {
    expect(findPlace(text).place).toBe("Kluuvi");
  });

  test.each([
    ["kallion keskustassa", "Kallio"],
    ["keskustelua kirjoista", undefined],
    ["espoon keskustassa", undefined],
    ["keskustapuolue", undefined],
  ])("is not meant in '%s'", (text, place) => {
    expect(findPlace(text).place).toBe(place);
  });
});

describe("another city", () => {
  test.each([
    ["espoossa lapsille", "Espoo"],
    ["in espoo for kids", "Espoo"],
    ["onko vantaalla satutunteja", "Vantaa"],
    ["turussa", "Turku"],
  ])("is asked for in '%s'", (text, city) => {
    expect(findPlace(text)).toMatchObject({ elsewhere: city });
    expect(findPlace(text).place).toBeUndefined();
  });

  test.each([
    "asun espoossa",
    "i live in vantaa",
    "espoosta tulen",
    "olen töissä espoossa, mitä kalliossa on",
    "in espoo or oodi",
    "helsingissä",
  ])("is not asked for in '%s'", (text) => {
    expect(findPlace(text).elsewhere).toBeUndefined();
  });
});

describe("a misspelt place", () => {
  const words = new Set(["suutarilla", "lautasaaressa", "konsertti", "pasianssia", "kontti"]);
  const findForgiving = createPlaceFinder(loadLibraryNames(), { isWord: (word) => words.has(word) });

  test.each([
    ["lauttasari story time", "Lauttasaari"],
    ["lautasari", "Lauttasaari"],
    ["lautasaaressa", "Lauttasaari"],
    ["vousaari library", "Vuosaari"],
    ["herttonimessä", "Herttoniemi"],
    ["kruunuhaassa", "Kruununhaka"],
    ["jotain pasialssa", "Pasila"],
  ])("in '%s' is %s", (text, place) => {
    expect(findForgiving(text).place).toBe(place);
  });

  test.each(["suutarilla", "konsertti", "pasianssia", "kontti", "kalio"])("is not in '%s'", (text) => {
    expect(findForgiving(text).place).toBeUndefined();
  });
});

describe("for whom", () => {
  test.each([
    ["5-vuotiaalle", { age: 5 }],
    ["my ten-year-old", { age: 10 }],
    ["viisivuotiaalle", { age: 5 }],
    ["poika on 7 ja", { age: 7 }],
    ["oon 16", { age: 16 }],
    ["my daughter is 7.", { age: 7 }],
    ["70 year olds", { age: 70 }],
    ["8 kuukauden ikäisen vauvan kanssa", { audience: "babies", months: 8 }],
    ["anything for a 9 month old baby", { audience: "babies", months: 9 }],
    ["9 kk vauvalle", { audience: "babies", months: 9 }],
    ["vauva on 9 kk", { audience: "babies", months: 9 }],
    ["nine-month-old", { audience: "babies", months: 9 }],
    ["puolivuotiaalle", { audience: "babies", months: 6 }],
    ["1,5-vuotiaalle", { audience: "babies", months: 18 }],
    ["a 30 month old toddler", { age: 2 }],
    ["baby rhyme time", { audience: "babies" }],
    ["lapset ovat 3 ja 6 v.", { audience: "children" }],
    ["7–12-vuotiaille", { audience: "children" }],
    ["kuudesluokkalaiselle", { audience: "children", months: 144 }],
    ["ekaluokkalaiselle", { audience: "children", months: 84 }],
    ["eskarilaiset", { audience: "children", months: 72 }],
    ["taaperolle", { audience: "children", months: 24 }],
    ["my second grader", { audience: "children", months: 96 }],
    ["yläkoululaiset", { audience: "teens" }],
    ["school children", { audience: "children" }],
    ["mun muksulle se on 7", { age: 7 }],
    ["for my son, he's 9,", { age: 9 }],
    ["vauvamuskari", { audience: "babies" }],
    ["little ones", { audience: "children" }],
    ["lasten kanssa", { audience: "families" }],
    ["koko perheelle", { audience: "families" }],
    ["teineille", { audience: "teens" }],
    ["my teenage son", { audience: "teens" }],
    ["nuorille aikuisille", { audience: "adults" }],
    ["grown-ups", { audience: "adults" }],
    ["yli 65-vuotiaille", { audience: "seniors" }],
    ["mummolle", { audience: "seniors" }],
    ["older people", { audience: "seniors" }],
    ["anoppi tulee kylään", { audience: "seniors" }],
    ["my mother-in-law", { audience: "seniors" }],
    ["äidille joka on jo eläkkeellä", { audience: "seniors" }],
    ["seniori-ikäisille", { audience: "seniors" }],
    ["tyttö on ekalla luokalla", { audience: "children", months: 84 }],
    ["7–9-luokkalaisille", { audience: "teens" }],
    ["4-5-luokkalaiset", { audience: "children" }],
    ["7th to 9th graders", { audience: "teens" }],
    ["an eighth grader", { audience: "teens", months: 168 }],
    ["kuopus on yläasteella", { audience: "teens" }],
    ["games for middle schoolers", { audience: "teens" }],
    ["murrosikäiselle pojalle", { audience: "teens" }],
    ["päiväkotiryhmälle", { audience: "children", months: 48 }],
    ["our day care group", { audience: "children", months: 48 }],
    ["grown up stuff", { audience: "adults" }],
    ["for all ages", { audience: "families" }],
    ["kaikenikäisille", { audience: "families" }],
    ["vauvasta vaariin", { audience: "families" }],
    ["äideille ja lapsille", { audience: "families" }],
    ["perhekahvila", { audience: "families" }],
    ["olen mummo ja etsin lapsenlapselle satutuntia", { audience: "children" }],
    ["i'm a grandmother, anything for my grandchildren", { audience: "children" }],
  ])("'%s' is %j", (text, expected) => {
    const { spans: _, ...found } = findAudience(text);
    expect(found).toEqual(expected);
  });

  test.each(["i'm 5 minutes away", "2 v. sitten", "klo 5", "room 12", "lapsuus", "nuorena"])(
    "is not in '%s'",
    (text) => {
      expect(findAudience(text).age).toBeUndefined();
    },
  );

  test.each(["12/12 something", "2026-12-12 something", "alle 10 euroa", "under 10 euros"])(
    "is nobody in '%s'",
    (text) => {
      const { spans: _, ...found } = findAudience(text);
      expect(found).toEqual({});
    },
  );

  test("in a compound takes the word for the people only", () => {
    expect(findAudience("vauvamuskari").spans).toEqual([{ start: 0, end: 5 }]);
  });

  test("in Finnish 'teen' and 'son' are no English words", () => {
    expect(findAudience("mitä teen", "fi").audience).toBeUndefined();
    expect(findAudience("for my son", "en").audience).toBe("children");
  });
});

describe("conditions", () => {
  test.each([
    "ilmaista",
    "maksuton",
    "onks mitään ilmasta",
    "ei maksa mitään",
    "ei maksullinen",
    "free yoga",
    "doesn't cost anything",
    "ei tarvi maksaa",
    "mistä ei tarvitse maksaa",
    "pääseekö maksutta",
    "vapaa pääsy",
    "budjetti on nolla",
    "ei oo rahaa",
    "without paying",
    "free morning exercise",
    "my budget is zero",
    "nothing i have to pay for",
  ])("'%s' must be free", (text) => {
    expect(findProgramTerms(text).slots.free).toBe(true);
  });

  test.each([
    "i'm free on saturday",
    "free on saturday",
    "vapaapäivä",
    "feel free",
    "sugar-free baking",
    "vapaa-aika",
    "free time",
    "i have a free evening",
    "friday night is free",
    "free-form dance",
    "paljonko kurssi maksaa",
    "ilmaisutaito",
  ])("'%s' says nothing of a price", (text) => {
    expect(findProgramTerms(text).slots.free).toBeUndefined();
  });

  test.each([
    ...["etänä", "verkossa", "online lectures", "from home", "striiminä", "virtual visit", "etäluento"],
    ...["teamsin kautta", "zoom lectures", "by zoom", "katsoa netistä", "over the internet", "on youtube"],
  ])("'%s' is online", (text) => {
    expect(findProgramTerms(text).slots.online).toBe(true);
  });

  test("online scams are a topic, not a place", () => {
    for (const text of [
      "how to spot online scams",
      "stay safe online",
      "turvallisuus verkossa",
      "etätyöpiste",
    ]) {
      expect(findProgramTerms(text).slots).toEqual({});
    }
  });

  test.each([
    ["englanniksi", "en"],
    ["englannin kielistä", "en"],
    ["venäjänkielinen", "ru"],
    ["in arabic", "ar"],
    ["russian-language", "ru"],
    ["somalinkielistä", "so"],
    ["in swedish for children", "sv"],
    ["selkosuomeksi", "fi"],
    ["selkokielellä", "fi"],
    ["in easy finnish", "fi"],
    ["puhuu vain arabiaa", "ar"],
    ["osaa vain englantia", "en"],
    ["speaks only russian", "ru"],
    ["only understands somali", "so"],
    ["persiaa puhuville", "fa"],
    ["enkuks", "en"],
    ["swedish music playschool", "sv"],
  ])("'%s' asks for programs in %s", (text, language) => {
    expect(findProgramTerms(text).slots.eventLanguage).toBe(language);
  });

  test.each([
    "suomen kielen keskusteluryhmä",
    "learn finnish",
    "in french cinema",
    "viron kieli",
    "the english channel",
    "suomessa",
  ])("'%s' speaks of a language without asking for it", (text) => {
    expect(findProgramTerms(text).slots.eventLanguage).toBeUndefined();
  });
});

test("slots are printed with the first and the last date", () => {
  expect(slotsJson({ when: { from: "2026-12-31", until: "2027-01-02" }, free: true })).toEqual({
    from: "2026-12-31",
    to: "2027-01-01",
    free: true,
  });
  expect(slotsJson({})).toEqual({});
});
