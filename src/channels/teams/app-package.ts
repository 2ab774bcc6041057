/** Builds the app package: the zip that an administrator uploads so that patrons find the bot in Teams. */
import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { rootPath } from "../../root.ts";

export interface AppPackageOptions {
  /** The bot's app id; the app in Teams goes by the same. */
  readonly appId: string;
  /** Where patrons reach Kutsu's own pages; https. */
  readonly publicUrl: string;
  /** Goes up with every package that replaces an earlier one. */
  readonly version?: string;
}

const VERSION = "1.0.0";
const SCHEMAS = "https://developer.microsoft.com/json-schemas/teams/v1.19";
/** The colour behind the mark. */
const ACCENT = "#0F5257";
/** What is right where anyone may read along, too. */
const PUBLIC = ["help"] as const;
const PERSONAL = ["help", "mydata", "stop", "person"] as const;

type Command = (typeof PERSONAL)[number];
/** Speaks a locale key in one language. */
type Say = (key: string) => string;

/** Makes the zip. The same options make the same bytes. Throws when the public address is not https. */
export function buildAppPackage({ appId, publicUrl, version = VERSION }: AppPackageOptions): Buffer {
  const url = new URL(publicUrl);
  if (url.protocol !== "https:") {
    throw new Error(
      `Cannot make app package for "${publicUrl}": Teams wants https; set PUBLIC_URL to where patrons reach Kutsu`,
    );
  }
  const files = {
    "manifest.json": json(manifestOf(appId, url, version)),
    "fi.json": json(translationOf(sayIn("fi"))),
    "color.png": readFileSync(rootPath("data", "teams", "color.png")),
    "outline.png": readFileSync(rootPath("data", "teams", "outline.png")),
  };
  // A zip knows no time zone and no time before 1980: a fixed time keeps the bytes the same everywhere.
  return Buffer.from(zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) }));
}

/** English is for everyone whose Teams is not in Finnish. */
function manifestOf(appId: string, url: URL, version: string): object {
  const say = sayIn("en");
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
    manifestVersion: "1.19",
    version,
    id: appId,
    developer: { name: "Kutsu", websiteUrl: url.href, privacyUrl: url.href, termsOfUseUrl: url.href },
    name: { short: "Kutsu", full: say("platforms.teams.name") },
    description: { short: say("platforms.teams.short"), full: say("platforms.teams.full") },
    icons: { color: "color.png", outline: "outline.png" },
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes: ["personal", "groupChat", "team"],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [
          { scopes: ["personal"], commands: PERSONAL.map((name) => commandOf(say, name)) },
          { scopes: ["groupChat", "team"], commands: PUBLIC.map((name) => commandOf(say, name)) },
        ],
      },
    ],
    validDomains: [url.hostname],
    localizationInfo: {
      defaultLanguageTag: "en",
      additionalLanguages: [{ languageTag: "fi", file: "fi.json" }],
    },
  };
}

function commandOf(say: Say, name: Command): { title: string; description: string } {
  return {
    title: say(`platforms.teams.commands.${name}.say`),
    description: say(`platforms.teams.commands.${name}.does`),
  };
}

/** The same words at the places of the manifest where they stand. */
function translationOf(say: Say): object {
  const lists = [PERSONAL, PUBLIC].flatMap((names, list) =>
    names.flatMap((name, index) => {
      const at = `bots[0].commandLists[${list}].commands[${index}]`;
      const { title, description } = commandOf(say, name);
      return [
        [`${at}.title`, title],
        [`${at}.description`, description],
      ];
    }),
  );
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`,
    "name.short": "Kutsu",
    "name.full": say("platforms.teams.name"),
    "description.short": say("platforms.teams.short"),
    "description.full": say("platforms.teams.full"),
    ...Object.fromEntries(lists),
  };
}

function sayIn(language: "fi" | "en"): Say {
  const platforms: unknown = JSON.parse(
    readFileSync(rootPath("locales", language, "platforms.json"), "utf8"),
  );
  return (key) => {
    const find = (value: unknown, part: string) => (value as Record<string, unknown> | undefined)?.[part];
    const text = key.split(".").reduce(find, { platforms });
    if (typeof text !== "string") throw new Error(`Cannot say "${key}" in "${language}": it is missing`);
    return text;
  };
}

function json(value: object): Uint8Array {
  return strToU8(`${JSON.stringify(value, undefined, 2)}\n`);
}
