import { isCrisis } from "../../src/understanding/crisis.ts";

describe("words of crisis", () => {
  test.each([
    "Haluan kuolla",
    "en jaksa enää elää",
    "mä haluun vaan kuolla",
    "En halua enää elää",
    "tapan itseni",
    "aion tappaa itseni tänään",
    "mietin itsemurhaa",
    "olen ajatellut tehdä itsemurhan",
    "viiltelen itseäni",
    "satutan itseäni",
    "minulla on itsetuhoisia ajatuksia",
    "mieheni lyö minua",
    "isä hakkaa mua",
    "mua pahoinpidellään kotona",
    "pelkään mennä kotiin",
    "en ole turvassa kotona",
    "poikaystävä uhkaa tappaa mut",
    "en saa henkeä",
    "otin liikaa lääkkeitä",
    "soittakaa ambulanssi",
    "ystäväni haluaa tappaa itsensä",
    "kunpa kuolisin",
    "olisi parempi kuolla",
    "Onko siellä ketään? Mulla on tosi paha olla ja haluan kuolla.",
    "I want to die",
    "i wanna die",
    "I don't want to live anymore",
    "I'm going to kill myself",
    "thinking about killing myself",
    "I feel suicidal",
    "I want to end my life",
    "I'm thinking about suicide",
    "I keep hurting myself",
    "I cut myself when I'm sad",
    "my husband hits me",
    "My dad beats me up",
    "I'm being abused at home",
    "I don't feel safe at home",
    "I'm scared to go home",
    "call an ambulance",
    "I can't breathe",
    "she is not breathing",
    "I took too many pills",
    "My friend wants to kill herself",
    "everyone would be better off without me",
    "there is no reason to live",
    "suicide",
    "Itsemurha",
    "I have been having suicidal thoughts",
    "i wish i was dead",
    "my dad beats me at home",
    "Haluan\u200b kuolla",
  ])("are heard in: %s", (text) => {
    expect(isCrisis(text)).toBe(true);
  });

  test("are heard at the end of a long text", () => {
    expect(isCrisis(`${"Tämä on pitkä tarina. ".repeat(400)} Haluan kuolla.`)).toBe(true);
  });
});

describe("programs, titles and manners of speaking", () => {
  test.each([
    "Onko luentoa itsemurhien ehkäisystä?",
    "kuolen nauruun",
    "Kuolen tylsyyteen, onko mitään tekemistä?",
    "haluan kuolla häpeästä",
    "Onko teillä kirjaa Tappakaa kirjailija?",
    "Etsin kirjaa itsemurhasta",
    "Tapan aikaa kirjastossa",
    "Lyö lyö -konsertti",
    "murder mystery night",
    "Is there a lecture on suicide prevention?",
    "I'm dying to see the exhibition",
    "I could kill for a coffee",
    "My dad beats me at chess every time",
    "This queue is killing me",
    "die laughing comedy night",
    'Do you have the book "I want to die but I want to eat tteokbokki"?',
    "Is there a self-defence course?",
    "self-harm support group for parents",
    "Ensiapukurssi lauantaina",
    "first aid course",
    "kuoleman kahvila",
    "Death café",
    "en halua enää viestejä",
    "en jaksa enää odottaa",
    "haluan elää terveellisemmin",
    "I don't want to live in Espoo",
    "Mieheni lyö minut aina shakissa",
    "Ambulanssi-näyttely lapsille",
    "Onko kirjastossa sydäniskuri?",
    "I want to learn how to breathe better in yoga",
    "The Suicide Squad film screening",
    "Auta",
    "Apua",
    "haluan tavata poliisin ja palomiehen tapahtumassa",
    "Kuolleet runoilijat -lukupiiri",
    "I nearly died of embarrassment at karaoke",
    "Lecture about domestic violence",
    "Väkivallan ehkäisyn luento",
    "elokuva nimeltä Haluan kuolla",
    "Tällä kurssilla oppii elämään enemmän",
    "I cut paper with my kids",
    "the printer hates me",
    "he hit me up about the book club",
    "seuraa minua instagramissa",
    "I had to kill time",
    "Sydänkohtauksen ensiapu -kurssi",
    "dead poets society",
    "I don't want to die without seeing Oodi",
  ])("are no crisis: %s", (text) => {
    expect(isCrisis(text)).toBe(false);
  });
});

test.each(
  ["a".repeat(10_000), "i ".repeat(5_000), "haluan ".repeat(1_400), "i want to be ".repeat(800)].map(
    (text) => [text.slice(0, 8), text],
  ),
)("10,000 characters are read within a second: %s", (_, text) => {
  const started = performance.now();
  isCrisis(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});
