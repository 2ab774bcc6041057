import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { CheckOptions } from "../../../src/outreach/announcements/check.ts";
import { checkFile, problemInWords } from "../../../src/outreach/announcements/check-file.ts";
import { type LinkRules, whyNoLink } from "../../../src/outreach/announcements/check-links.ts";
import type { AudienceCount } from "../../../src/patrons/segments/audience.ts";
import { KINDS } from "../../../src/patrons/segments/segment.ts";
import { makeProgram } from "../../programs/make-program.ts";

const NOW = "2026-11-18T10:00:00.000Z";
const BOTH: AudienceCount = { count: 30, byChannel: { telegram: 30 }, byLanguage: { fi: 20, en: 10 } };
const programs = [
  makeProgram({ id: "helmet:1", start: "2026-12-01T15:00:00Z", end: "2026-12-01T17:00:00Z" }),
  makeProgram({ id: "helmet:2", status: "cancelled", start: "2026-12-01T15:00:00Z" }),
  makeProgram({ id: "helmet:3", start: "2026-11-01T15:00:00Z", end: "2026-11-01T16:00:00Z" }),
];

function options(given: Partial<CheckOptions> = {}): CheckOptions {
  return {
    now: NOW,
    timeZone: "Europe/Helsinki",
    quiet: { from: 21, until: 9 },
    links: { development: true, timeoutMs: 500 },
    findProgram: (id) => programs.find((program) => program.id === id),
    count: async () => BOTH,
    findEmpty: async () => [],
    ...given,
  };
}

async function problemsIn(source: string, given: Partial<CheckOptions> = {}): Promise<readonly string[]> {
  const { problems, content } = await checkFile(source, options(given));
  expect(content === undefined).toBe(problems.length > 0);
  return problems.map((problem) => problemInWords("a.yaml", problem));
}

const TEXTS = "texts:\n  fi: Tule kirjastoon.\n  en: Come to the library.\n";
const GOOD = `${TEXTS}audience: all\n`;

test("a whole file is read, with times of the library's clock", async () => {
  const { content, warnings, count } = await checkFile(
    `texts:
  fi: |
    Lukupiiri alkaa.

    Tervetuloa!
  en: >
    The book club
    begins.
audience: interest:books & !attended:helmet:1
exclude:
  told-program: true
  told-within-days: 14
program: helmet:1
partner: Kallio-liike
choices: [more, not for me]
schedule:
  at: 2026-11-25 10:00
  spread-hours: 2.5
  until: 2026-11-25T14:00:00Z
`,
    options(),
  );
  expect(content).toEqual({
    texts: { fi: "Lukupiiri alkaa.\n\nTervetuloa!", en: "The book club begins." },
    audience: "interest:books & !attended:helmet:1",
    exclude: { toldProgram: true, attended: false, announcedWithinDays: 14 },
    program: "helmet:1",
    partner: "Kallio-liike",
    choices: ["more", "dismiss"],
    schedule: { at: "2026-11-25T08:00:00.000Z", spreadHours: 2.5, until: "2026-11-25T14:00:00.000Z" },
  });
  expect([warnings, count]).toEqual([[], BOTH]);
});

test("choices are all that the announcement can have when none are named", async () => {
  const choicesOf = async (source: string) => (await checkFile(source, options())).content?.choices;
  expect(await choicesOf(GOOD)).toEqual(["dismiss"]);
  expect(await choicesOf(`${GOOD}program: helmet:1\n`)).toEqual(["more", "save", "dismiss"]);
  expect(await choicesOf(`${GOOD}choices: []\n`)).toEqual([]);
});

const PLACEHOLDER =
  "would be sent as it stands: everybody gets the same text, and nobody's name is put into it (leave it out)";
const QUOTES = "(what begins with a sign needs quotes around all of it)";

test.each<readonly [name: string, source: string, told: readonly string[]]>([
  ["an empty file", "", ["1:1: the file is empty"]],
  ["a list", "- a", ["1:1: a list is no announcement"]],
  ["a second document", `${GOOD}---\na: 1\n`, ["5:1: another document begins here: a file holds one"]],
  [
    "what is no YAML",
    "texts: [",
    [
      "1:9: this is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ] (what begins with a sign needs quotes around all of it)",
    ],
  ],
  [
    "a sign of YAML before an audience",
    `${TEXTS}audience: !told:x & interest:b\n`,
    [`4:19: this is no YAML: Anchor cannot be an empty string ${QUOTES}`],
  ],
  [
    "quotes around a part of an audience, once for its line",
    `${TEXTS}audience: "all" & b\n`,
    [`4:17: this is no YAML: Unexpected anchor at node end ${QUOTES}`],
  ],
  [
    "an exclamation mark before an audience",
    `${TEXTS}audience: !told:x\n`,
    ['4:1: audience begins with "!", a sign of YAML: put the whole of it in quotes'],
  ],
  [
    "an alias",
    `${TEXTS}audience: &who all\npartner: *who\n`,
    [
      '4:1: audience begins with "&", a sign of YAML: put the whole of it in quotes',
      '5:1: partner begins with "*", a sign of YAML: put the whole of it in quotes',
    ],
  ],
  [
    "a key that is there twice",
    `${TEXTS}audience: all\naudience: all\n`,
    ['5:1: "audience" is there twice: keep one of them'],
  ],
  [
    "nothing of what is needed",
    "partner: Kallio-liike\n",
    [
      "1:1: texts is missing: write texts: with fi: and en: below it",
      "1:1: audience is missing: say who it is for, e.g. audience: interest:makers",
    ],
  ],
  [
    "unknown keys, at every level",
    `texts:\n  fi: Hei.\n  en: Hello.\n  de: Hallo.\naudiense: all\nexclude:\n  atended: true\nschedule:\n  when: now\n`,
    [
      "1:1: audience is missing: say who it is for, e.g. audience: interest:makers",
      '4:3: "de" is no part of texts: it has fi, en, sv',
      '5:1: "audiense" is no part of an announcement: did you mean "audience"?',
      '7:3: "atended" is no part of exclude: did you mean "attended"?',
      '9:3: "when" is no part of schedule: it has at, spread-hours, until',
    ],
  ],
  [
    "values of another kind",
    `texts:\n  fi: [Hei]\n  en: Hello.\naudience: {all}\nexclude:\n  attended: yes\n  told-within-days: 0\nchoices: save\nimage: [a]\nschedule: tomorrow\n`,
    [
      "2:7: texts.fi is a list: write a text, e.g. after |",
      "4:11: audience is a group of settings: write a text",
      '6:13: exclude.attended is "yes": write true or false',
      "7:21: exclude.told-within-days is 0: write a whole number from 1 to 90",
      '8:10: choices is "save": write a list, e.g. [more, save, dismiss]',
      "9:8: image is a list: write a text",
      '10:11: schedule is "tomorrow": write at: 2026-12-01 10:00 below it',
    ],
  ],
  [
    "what was left empty",
    `texts:\n  fi:\n  en: "  "\naudience:\npartner: ""\nexclude:\n`,
    [
      "2:3: texts.fi is empty: write the text, or leave fi out",
      "3:7: texts.en is empty: write the text, or leave en out",
      "4:1: audience is empty: write it, or leave it out",
      "5:10: partner is empty: write it, or leave it out",
      "6:1: exclude is nothing: write told-program: true below it",
    ],
  ],
  [
    "a missing language",
    "texts:\n  fi: Tule kirjastoon.\naudience: all\n",
    [
      '2:3: texts.en is missing: 10 of 30 in the audience do not read Finnish (write it, or add "& language:fi" to the audience)',
    ],
  ],
  [
    "only Swedish",
    "texts:\n  sv: Kom till biblioteket.\naudience: all\n",
    ["2:3: texts.fi is missing: write it", "2:3: texts.en is missing: write it"],
  ],
  [
    "the same text twice",
    "texts:\n  fi: Come to  the library.\n  en: come to the library.\naudience: all\n",
    ["3:7: texts.en is the same as texts.fi: write it in its own language"],
  ],
  [
    "placeholders of every kind",
    `texts:\n  fi: |\n    Hei {nimi}!\n    Hei {{first_name}}, %NAME%.\n  en: "Dear \${name}, *|FNAME|*, [first name] and @contact.name"\naudience: all\n`,
    [
      `3:9: "{nimi}" ${PLACEHOLDER}`,
      `4:9: "{{first_name}}" ${PLACEHOLDER}`,
      `4:25: "%NAME%" ${PLACEHOLDER}`,
      `5:13: "\${name}" ${PLACEHOLDER}`,
      `5:22: "*|FNAME|*" ${PLACEHOLDER}`,
      `5:33: "[first name]" ${PLACEHOLDER}`,
      `5:50: "@contact.name" ${PLACEHOLDER}`,
    ],
  ],
  [
    "a text that is too long, and one with what cannot be seen",
    `texts:\n  fi: ${"a".repeat(3012)}\n  en: "Hello \\u202e there"\naudience: all\n`,
    [
      "2:7: it has 3012 characters, and 3000 are shown on every channel: shorten it by 12, and link to the rest",
      "3:7: a character that cannot be seen is in it, U+202E: type the line anew",
    ],
  ],
  [
    "characters without a width, which part a word that looks whole",
    `texts:\n  fi: "Kirjas\\u200bto"\n  en: "Lib\\ufeffrary"\naudience: all\n`,
    [
      "2:7: a character that cannot be seen is in it, U+200B: type the line anew",
      "3:7: a character that cannot be seen is in it, U+FEFF: type the line anew",
    ],
  ],
  [
    "mistakes of an audience, at their place",
    `${TEXTS}audience: interest:makers & distric:kallio\n`,
    [
      `4:29: the audience cannot be read: expected a kind of segment (${KINDS.join(", ")}); did you mean "district"?, found distric:kallio`,
    ],
  ],
  [
    "the place of a word that is in the audience before, too",
    `${TEXTS}audience: interest:chess & chess\n`,
    [`4:28: the audience cannot be read: expected a kind of segment (${KINDS.join(", ")}), found chess`],
  ],
  [
    "an audience that ends too early",
    `${TEXTS}audience: (all\n`,
    ['4:11: the audience cannot be read: expected "&", "|" or the ")" for the "(" at 1, found the end'],
  ],
  [
    "a program that is not there",
    `${GOOD}program: helmet:9\n`,
    ['5:10: "helmet:9" is no program of the catalogue (see kutsu programs find)'],
  ],
  ["a program that is off", `${GOOD}program: helmet:2\n`, ['5:10: "helmet:2" is cancelled']],
  ["a program that is over", `${GOOD}program: helmet:3\n`, ['5:10: "helmet:3" is over']],
  [
    "a program that is over by then",
    `${GOOD}program: helmet:1\nschedule:\n  at: 2026-12-01 19:00\n`,
    ['5:10: "helmet:1" is over when it would be sent'],
  ],
  [
    "what needs a program",
    `${GOOD}choices: [save]\nexclude:\n  told-program: true\n`,
    [
      "5:11: save is about a program, and none is named: add program:, or leave save out",
      "7:17: told-program is about a program, and none is named: add program:, or leave told-program out",
    ],
  ],
  [
    "times that are no times",
    `${GOOD}schedule:\n  at: 1.12.2026 klo 10\n  until: 2026-02-30 10:00\n`,
    [
      '6:7: schedule.at: "1.12.2026 klo 10" is no date and time: write it as 2026-12-01 10:00',
      '7:10: schedule.until: "2026-02-30 10:00" is on no calendar: write it as 2026-12-01 10:00',
    ],
  ],
  [
    "a time that the clock leaves out",
    `${GOOD}schedule:\n  at: 2027-03-28 03:30\n`,
    ['6:7: schedule.at: "2027-03-28 03:30" is left out by the change to summer time: choose another time'],
  ],
  [
    "times that are past",
    `${GOOD}schedule:\n  at: 2026-11-18 11:59\n  until: 2026-11-18 11:00\n`,
    [
      "6:7: 2026-11-18 11:59 is past: it is 2026-11-18 12:00",
      "7:10: 2026-11-18 11:00 is past: it is 2026-11-18 12:00",
    ],
  ],
  [
    "an end before the beginning",
    `${GOOD}schedule:\n  at: 2026-11-20 12:00\n  until: 2026-11-20 12:00\n`,
    ["7:10: 2026-11-20 12:00 is not after schedule.at, 2026-11-20 12:00"],
  ],
  [
    "a spread that is longer than the time there is",
    `${GOOD}schedule:\n  at: 2026-11-20 12:00\n  spread-hours: 3\n  until: 2026-11-20 14:00\n`,
    ["7:17: it is spread until 2026-11-20 15:00, which is after schedule.until, 2026-11-20 14:00"],
  ],
  [
    "a time that is far away",
    `${GOOD}schedule:\n  at: 2027-11-20 12:00\n`,
    ["6:7: 2027-11-20 12:00 is more than 60 days away: draft it later"],
  ],
  [
    "a time within quiet hours only",
    `${GOOD}schedule:\n  at: 2026-11-20 21:30\n  until: 2026-11-21 08:00\n`,
    [
      "7:10: it would reach nobody: until 2026-11-21 09:00 are quiet hours, and by 2026-11-21 08:00 it is to be over",
    ],
  ],
])("%s is told with its place and what to do", async (_, source, told) => {
  expect(await problemsIn(source)).toEqual(told.map((one) => `a.yaml:${one}`));
});

test("one language is enough for an audience that has no other", async () => {
  const finnish = "texts:\n  fi: Tule kirjastoon.\naudience: language:fi\n";
  const counting = (byLanguage: Record<string, number>, count = 5) => ({
    count: async () => ({ count, byChannel: {}, byLanguage }),
  });
  expect(await problemsIn(finnish, counting({ fi: 5 }))).toEqual([]);
  expect(await problemsIn(finnish, counting({ fi: 4, none: 1 }))).toHaveLength(1);
  // Of nobody it is not known which language they read.
  expect(await problemsIn(finnish, counting({}, 0))).toEqual(["a.yaml:2:3: texts.en is missing: write it"]);
});

test("what is only strange is a warning", async () => {
  const source = `${TEXTS}audience: interest:makrs\nschedule:\n  at: 2026-11-20 22:00\n`;
  const { content, warnings } = await checkFile(
    source,
    options({
      count: async () => ({ count: 0, byChannel: {}, byLanguage: {} }),
      findEmpty: async () => [{ name: "interest:makrs", meant: "interest:makers" }],
    }),
  );
  expect(content).toBeDefined();
  expect(warnings.map((warning) => problemInWords("a.yaml", warning))).toEqual([
    "a.yaml:4:11: nobody is in interest:makrs; did you mean interest:makers?",
    "a.yaml:4:11: nobody is in the audience now",
    "a.yaml:6:7: 2026-11-20 22:00 is within the quiet hours: it begins at 2026-11-21 09:00",
  ]);
});

let server: Server;
let at: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(`${request.method} ${path}`);
    if (path === "/slow") return;
    if (path === "/on") response.writeHead(302, { Location: "/missing" });
    else if (path === "/round") response.writeHead(302, { Location: "/round" });
    else if (path === "/no-head" && request.method === "HEAD") response.writeHead(405);
    else if (path === "/missing") response.writeHead(404);
    else if (path === "/closed") response.writeHead(403);
    else if (path === "/broken") response.writeHead(500);
    else response.writeHead(200, { "Content-Type": path.endsWith(".png") ? "image/png" : "text/html" });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const withLink = (link: string) =>
  `texts:\n  fi: Katso (${link}).\n  en: See ${link}, please.\naudience: all\n`;

test("links are asked once each, and those that do not answer are told", async () => {
  asked.length = 0;
  for (const path of ["/ok", "/no-head"]) expect(await problemsIn(withLink(at + path))).toEqual([]);
  expect(asked).toEqual(["HEAD /ok", "HEAD /no-head", "GET /no-head"]);
  const told = async (path: string) => (await problemsIn(withLink(at + path))).join();
  const remedy = "(mend it, or say --allow-broken-links)";
  expect(await told("/missing")).toBe(`a.yaml:2:14: "${at}/missing" answers 404: nothing is there ${remedy}`);
  expect(await told("/on")).toContain("answers 404");
  expect(await told("/closed")).toContain("answers 403: it is not open to everybody");
  expect(await told("/broken")).toContain("answers 500");
  expect(await told("/round")).toContain("leads on more than 5 times");
  expect(asked.filter((one) => one === "GET /round")).toHaveLength(6);
  expect(await told("/slow")).toContain("does not answer within 0.5 seconds");
  expect(await problemsIn(withLink("http://127.0.0.1:1/"))).toEqual([
    expect.stringContaining("does not answer (ECONNREFUSED)"),
  ]);
  expect(await problemsIn(`${GOOD}image: ${at}/a.png\n`)).toEqual([]);
  expect(await problemsIn(`${GOOD}image: ${at}/page\n`)).toEqual([
    expect.stringContaining("is text/html, and no image"),
  ]);
});

test("a link that does not answer is a warning where that is allowed", async () => {
  const { content, warnings } = await checkFile(
    withLink(`${at}/missing`),
    options({ allowsBrokenLinks: true }),
  );
  expect(content).toBeDefined();
  expect(warnings.map(({ message }) => message)).toEqual([`"${at}/missing" answers 404: nothing is there`]);
});

test("at most ten links are looked at", async () => {
  asked.length = 0;
  const links = Array.from({ length: 11 }, (_, number) => `${at}/${number}`).join(" ");
  const source = `texts:\n  fi: ${links}\n  en: Hello.\naudience: all\n`;
  expect(await problemsIn(source)).toEqual([
    "a.yaml:2:3: 11 links are in the texts: at most 10 are looked at",
  ]);
  expect(asked).toEqual([]);
});

const INSIDE = "leads to this machine or a private network, which patrons cannot reach";
test.each([
  ["http://example.org/", "is not protected: write https://"],
  ["https://127.0.0.1/", INSIDE],
  ["https://2130706433/", INSIDE],
  ["https://10.1.2.3/", INSIDE],
  ["https://169.254.169.254/latest", INSIDE],
  ["https://[::1]/", INSIDE],
  ["https://[::ffff:192.168.0.1]/", INSIDE],
  ["https://[64:ff9b::c0a8:1]/", INSIDE],
  ["https://[64:ff9b:1::1]/", INSIDE],
  ["https://[fec0::1]/", INSIDE],
  ["https://localhost/", INSIDE],
  ["https://printer/", INSIDE],
  ["https://nas.local/", INSIDE],
  ["https://me:secret@example.org/", "holds a name or a password: leave them out"],
])("outside development the link %s is refused", async (link, why) => {
  const told = await problemsIn(withLink(link), { links: { development: false } });
  expect([...new Set(told.map((one) => one.replace(/^.*?" /, "")))]).toEqual([why]);
});

test("a link to the open net is one that can be asked", () => {
  for (const host of ["example.org", "8.8.8.8", "[2001:4860:4860::8888]", "[::ffff:8.8.8.8]", "xn--4ca.fi"])
    expect([host, whyNoLink(`https://${host}/`, { development: false })]).toEqual([host, undefined]);
});

test("a name that leads into a private network is not asked, one address of several included", async () => {
  const asking = (...addresses: readonly string[]) => {
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    const lookup = (_host: string, _options: object, done: (error: null, all: object) => void) =>
      done(null, found);
    const links = { development: false, timeoutMs: 500, lookup: lookup as unknown as LinkRules["lookup"] };
    return problemsIn(withLink("https://library.example/"), { links });
  };
  for (const addresses of [["10.0.0.7"], ["fd00::7"], ["8.8.8.8", "127.0.0.1"], []])
    expect(await asking(...addresses)).toEqual([expect.stringContaining(INSIDE)]);
});

test("an image is a link like others, and a bare address is none", async () => {
  const rules = { links: { development: false } };
  expect(await problemsIn(`${GOOD}image: http://example.org/a.png\n`, rules)).toEqual([
    'a.yaml:5:8: "http://example.org/a.png" is not protected: write https://',
  ]);
  expect(await problemsIn(withLink("www.example.org/tapahtumat"))).toEqual([
    'a.yaml:2:14: "www.example.org/tapahtumat" is no link that everybody can open: write https://www.example.org/tapahtumat',
    'a.yaml:3:11: "www.example.org/tapahtumat" is no link that everybody can open: write https://www.example.org/tapahtumat',
  ]);
  expect(await problemsIn(withLink("example.fi/tapahtumat."))).toEqual([
    expect.stringContaining('"example.fi/tapahtumat" is no link that everybody can open'),
    expect.anything(),
  ]);
  for (const word of ["ja/tai", "klo 10.30/11", "a.b/c", "me@example.fi/x", "example.fi"])
    expect([word, await problemsIn(withLink(word))]).toEqual([word, []]);
});
