import { strFromU8, unzipSync } from "fflate";
import { buildAppPackage } from "../../../src/channels/teams/app-package.ts";
import { commandOf } from "../../../src/conversation/commands.ts";

const options = { appId: "6d1a1f5e-3a52-4a41-9f5c-0b6d8c1e2f30", publicUrl: "https://kutsu.example.org" };

interface Command {
  readonly title: string;
  readonly description: string;
}

interface Manifest {
  readonly name: { readonly short: string; readonly full: string };
  readonly description: { readonly short: string; readonly full: string };
  readonly bots: readonly { readonly commandLists: readonly { readonly commands: readonly Command[] }[] }[];
}

function open(zip: Buffer) {
  const files = unzipSync(zip);
  const read = (name: string) =>
    JSON.parse(strFromU8(files[name] ?? new Uint8Array())) as Record<string, unknown>;
  return {
    files,
    manifest: read("manifest.json") as Record<string, unknown> & Manifest,
    finnish: read("fi.json"),
  };
}
const { files, manifest, finnish } = open(buildAppPackage(options));

/** Width and height of a PNG, as its header tells them. */
function sizeOf(png: Uint8Array | undefined) {
  const bytes = Buffer.from(png ?? []);
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test("the package holds manifest, Finnish and two icons of the right size", () => {
  expect(Object.keys(files).sort()).toEqual(["color.png", "fi.json", "manifest.json", "outline.png"]);
  expect(sizeOf(files["color.png"])).toEqual([192, 192]);
  expect(sizeOf(files["outline.png"])).toEqual([32, 32]);
});

test("the manifest names the bot, its pages and where it may be added", () => {
  expect(manifest).toMatchObject({
    manifestVersion: "1.19",
    version: "1.0.0",
    id: options.appId,
    developer: { websiteUrl: "https://kutsu.example.org/", privacyUrl: "https://kutsu.example.org/" },
    bots: [{ botId: options.appId, scopes: ["personal", "groupChat", "team"] }],
    validDomains: ["kutsu.example.org"],
    localizationInfo: {
      defaultLanguageTag: "en",
      additionalLanguages: [{ languageTag: "fi", file: "fi.json" }],
    },
  });
});

test("texts are as short as Teams wants them, in both languages", () => {
  const { name, description } = manifest;
  for (const full of [name.full, String(finnish["name.full"])]) expect(full.length).toBeLessThanOrEqual(100);
  for (const short of [description.short, String(finnish["description.short"])])
    expect(short.length).toBeLessThanOrEqual(80);
  const titles = Object.entries(finnish).filter(([key]) => key.endsWith(".title"));
  expect(titles.length).toBeGreaterThan(3);
  for (const [, title] of titles) expect(String(title).length).toBeLessThanOrEqual(32);
});

test("Finnish stands at places that the manifest has", () => {
  const places = Object.keys(finnish).filter((key) => key !== "$schema");
  const at = (path: string) =>
    path
      .split(/[.[\]]+/)
      .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], manifest);
  expect(places.filter((place) => typeof at(place) !== "string")).toEqual([]);
});

test("every command that is offered is one the bot obeys", () => {
  const offered =
    manifest.bots[0]?.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)) ?? [];
  const inFinnish = Object.entries(finnish).flatMap(([key, text]) =>
    key.endsWith(".title") ? [String(text)] : [],
  );
  expect(offered).toHaveLength(inFinnish.length);
  expect([...offered, ...inFinnish].filter((title) => commandOf(title) === undefined)).toEqual([]);
});

test("the same options make the same bytes", () => {
  expect(buildAppPackage(options).equals(buildAppPackage(options))).toBe(true);
});

test("a public address that is not https is refused with the remedy", () => {
  expect(() => buildAppPackage({ ...options, publicUrl: "http://localhost:3978" })).toThrow(/PUBLIC_URL/);
});
