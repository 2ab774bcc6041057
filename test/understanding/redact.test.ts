import { readFileSync } from "node:fs";
import { createMorphology } from "../../src/understanding/morphology.ts";
import { createRedactor } from "../../src/understanding/redact.ts";
import { languageFiles } from "../helpers/language-files.ts";
import { sharedPath } from "../helpers/shared.ts";

const redactor = createRedactor({ morphology: createMorphology(languageFiles) });
const redacted = (text: string) => redactor.redact(text).redacted;

describe("what identifies a person", () => {
  test.each([
    ["kirjoita aino.malli@example.com kiitos", "kirjoita [sähköposti] kiitos"],
    ["aino.malli(at)example.com", "[sähköposti]"],
    ["aino at example dot com", "[sähköposti]"],
    ["hetuni on 010190-9178.", "hetuni on [henkilötunnus]."],
    ["120392Y9684", "[henkilötunnus]"],
    ["tunnus 010190 - 9178", "tunnus [henkilötunnus]"],
    ["tilille FI22 9123 4500 0067 83", "tilille [tilinumero]"],
    ["kortti 2480 0987 6543 21", "kortti [kirjastokortti]"],
    ["kortti 24800123456789", "kortti [kirjastokortti]"],
    ["Visa 4111 1111 1111 1111", "Visa [maksukortti]"],
    ["soita 040 123 4567 klo 18.00", "soita [puhelinnumero] klo 18.00"],
    ["044-9876543 tai 0409876543", "[puhelinnumero] tai [puhelinnumero]"],
    ["(09) 310 8501", "[puhelinnumero]"],
    ["+44 20 7946 0123", "[puhelinnumero]"],
    ["00358 40 123 4567", "[puhelinnumero]"],
  ])("is masked: %s", (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  test("is masked in the language of the conversation, and once only", () => {
    const once = redactor.redact("call 040 123 4567", "en").redacted;
    expect(once).toBe("call [phone number]");
    expect(redactor.redact(once, "en")).toEqual({ redacted: once, items: [] });
  });
});

describe("what looks alike", () => {
  test.each([
    "ISBN 978-951-99-9001-9",
    "ISBN 978 951 0 12345 6",
    "ISSN 1234-5679, room 3.114",
    "31.8.–11.12. viikoilla 36–50 klo 9.30–10.15",
    "09.30–10.15",
    "0930-1015",
    "2026-12-03 at 10:15",
    "05.12.2026 klo 18",
    "maksaa 12.50 euroa tai 0,40 €",
    "hyllyluokka 84.2, call number 78.993",
    "y-tunnus 0201256-6",
    "diaarinumero HEL 2026-012345",
    "laina nro 3301234567",
    "00100 Helsinki",
    "look at example.com",
  ])("stays: %s", (text) => {
    expect(redactor.redact(text)).toEqual({ redacted: text, items: [] });
  });
});

describe("names and addresses", () => {
  test.each([
    ["Terveisin Teppo Testinen", "person_name", "Teppo Testinen"],
    ["Hi, this is Jane Sampleton, I booked a room.", "person_name", "Jane Sampleton"],
    ["Asun osoitteessa Mallikuja 7 C 21, 00990 Helsinki.", "address", "Mallikuja 7 C 21, 00990 Helsinki"],
    ["Minna Canthin katu 2", "address", "Minna Canthin katu 2"],
  ])("are flagged and stay: %s", (text, type, found) => {
    expect(redactor.redact(text)).toEqual({ redacted: text, items: [{ type, text: found, masked: false }] });
  });

  test.each(["Hei Oodi Helsinki", "Kallion Kirjasto on kiva", "Monday December"])(
    "are not in '%s'",
    (text) => {
      expect(redactor.redact(text).items).toEqual([]);
    },
  );
});

test("a card pattern of another city is used, and one that cannot be read is named", () => {
  const other = createRedactor({ cardPattern: "9\\d{7}" });
  expect(other.redact("kortti 91234567").redacted).toBe("kortti [kirjastokortti]");
  expect(() => createRedactor({ cardPattern: "(" })).toThrow('Cannot read card pattern "("');
});

test.each(
  [
    "a".repeat(10_000),
    "0 ".repeat(5_000),
    "040-".repeat(2_500),
    "Aa ".repeat(3_333),
    "FI12 ".repeat(2_000),
    "0401234567 ".repeat(900),
    "a.".repeat(5_000),
  ].map((text) => [text.slice(0, 8), text]),
)("10,000 characters are redacted within a second: %s", (_, text) => {
  const started = performance.now();
  redactor.redact(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});

const path = sharedPath("data/language/dev-pii.jsonl");
if (path === undefined)
  console.log("skipped: the development set of personal data is not beside this checkout");
(path === undefined ? test.skip : test)("the development set is found item by item", () => {
  const rows: readonly { text: string; language: "fi" | "en"; pii: readonly unknown[] }[] = readFileSync(
    path ?? "",
    "utf8",
  )
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const right = rows.filter(({ text, language, pii }) => {
    const items = redactor
      .redact(text, language)
      .items.map(({ type, text: found }) => ({ type, text: found }));
    return JSON.stringify(items) === JSON.stringify(pii);
  });
  console.log(
    `development set of personal data (not a test score): ${right.length} of ${rows.length} texts exactly right`,
  );
  expect(right.length).toBeGreaterThanOrEqual(rows.length - 2);
});
