/**
 * Imports point from wires to words, never back. The table says what each folder (or file right under src/) may import;
 * it may always import itself and Node's own modules, unless it is among the pure.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";

const ROOT = join(__dirname, "..");

const FILES = ["src/root.ts"];
const DOMAIN = ["src/dialog", "src/understanding", "src/store"];
const ALL = ["src", "dialogs", "locales"];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  dialogs: ["src/dialog", "src/understanding", "src/programs", "src/id-code.ts"],
  "src/understanding": FILES,
  "src/dialog": ["src/programs/program.ts", "src/understanding", "locales"],
  "src/store": ["src/id-code.ts", "src/root.ts"],
  "src/programs": ["src/understanding", "src/store", "src/dialog/services.ts", "src/id-code.ts", ...FILES],
  "src/patrons": [
    "src/same-secret.ts",
    ...DOMAIN,
    "src/channels/channel.ts",
    "src/id-code.ts",
    "src/programs/program.ts",
    "src/programs/topic-label.ts",
  ],
  "src/links": [
    "src/patrons",
    "src/store",
    "src/channels/channel.ts",
    "src/channels/telegram/deep-link.ts",
    "src/id-code.ts",
  ],
  "src/outreach": [
    "src/same-secret.ts",
    "src/within.ts",
    "src/log.ts",
    ...DOMAIN,
    "src/patrons",
    "src/programs",
    "src/staff",
    "src/channels/channel.ts",
    "src/id-code.ts",
  ],
  "src/jobs": ["src/outreach", "src/store", "src/log.ts"],
  "src/feedback": [...DOMAIN, ...FILES, "src/patrons", "src/channels/channel.ts"],
  "src/console": [
    "src/send-html.ts",
    "src/same-secret.ts",
    ...DOMAIN,
    "src/staff",
    "src/feedback",
    "src/programs",
    "src/links/qr-code.ts",
    "src/conversation/speak-time.ts",
    "src/conversation/in-language.ts",
    "src/channels/channel.ts",
    "src/channels/web/parse.ts",
    "src/channels/web/rate-limit.ts",
    "src/read-body.ts",
    "src/root.ts",
  ],
  "src/start-console.ts": ALL,
  "src/keep-programs-fresh.ts": ALL,
  "src/staff": [
    "src/same-secret.ts",
    "src/channels/channel.ts",
    "src/dialog/join-code.ts",
    "src/store",
    "src/understanding/understood.ts",
  ],
  "src/conversation": [
    "src/within.ts",
    "src/staff",
    ...DOMAIN,
    ...FILES,
    "dialogs",
    "locales",
    "src/programs",
    "src/patrons",
    "src/feedback",
    "src/outreach",
    "src/links",
    "src/channels/channel.ts",
    "src/id-code.ts",
    "src/log.ts",
  ],
  "src/channels/channel.ts": [],
  "src/channels/partly-sent.ts": [],
  "src/channels/web": [
    "src/send-html.ts",
    ...FILES,
    "locales",
    "src/channels/channel.ts",
    "src/understanding/understood.ts",
    "src/read-body.ts",
    "src/send-json.ts",
  ],
  "src/channels/terminal": ["src/channels/channel.ts"],
  "src/channels/slack": [
    "src/channels/channel.ts",
    "src/channels/no-connection.ts",
    "src/channels/partly-sent.ts",
    "src/read-body.ts",
  ],
  "src/channels/teams": [
    "src/channels/no-connection.ts",
    ...FILES,
    "src/channels/partly-sent.ts",
    "locales",
    "src/channels/channel.ts",
    "src/read-body.ts",
    "src/send-json.ts",
  ],
  "src/channels/telegram": [
    "src/channels/channel.ts",
    "src/channels/no-connection.ts",
    "src/read-body.ts",
    "src/send-json.ts",
  ],
  "src/server.ts": ["src/read-body.ts", "src/send-json.ts"],
  "src/my-data.ts": ["src/feedback", "src/outreach", "src/patrons", "src/store", "src/send-json.ts"],
  "src/calendar-feed.ts": [
    "src/patrons",
    "src/programs",
    "src/store",
    "src/send-json.ts",
    "src/understanding/understood.ts",
  ],
  "src/partner-approval.ts": [
    "src/send-html.ts",
    "src/partner-page.ts",
    "src/outreach",
    "src/store",
    "src/channels/web/parse.ts",
    "src/channels/web/rate-limit.ts",
    "src/read-body.ts",
  ],
  "src/partner-page.ts": [
    "src/outreach",
    "src/patrons",
    "src/programs",
    "src/dialog",
    "src/conversation/speak-time.ts",
    "src/understanding/understood.ts",
  ],
  "src/link-places.ts": ALL,
  "src/announcement-preview.ts": ALL,
  "src/config.ts": ["src/understanding"],
  "src/secret.ts": ["src/store/data-folder.ts"],
  "src/log.ts": [],
  "src/id-code.ts": [],
  "src/root.ts": [],
  "src/read-body.ts": [],
  "src/send-json.ts": [],
  "src/send-html.ts": [],
  "src/main.ts": ALL,
  "src/start-announcements.ts": [
    "src/channels/channel.ts",
    "src/conversation",
    "src/jobs",
    "src/log.ts",
    "src/outreach",
    "src/store",
  ],
  "src/channels/no-connection.ts": [],
  "src/within.ts": [],
  "src/same-secret.ts": [],
  "src/platforms.ts": ALL,
  "src/commands": ALL,
  "src/cli.ts": ALL,
  "src/cli-staff.ts": ["src/commands", "src/config.ts"],
};

/** Each library of a platform, of Redis and of the server stays where it is wrapped. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  ioredis: ["src/store"],
  restify: ["src/server.ts", "src/channels/web"],
  telegraf: ["src/channels/telegram"],
  botbuilder: ["src/channels/teams"],
  "botframework-connector": ["src/channels/teams"],
  fflate: ["src/channels/teams"],
  "@slack/bolt": ["src/channels/slack"],
  commander: ["src/cli.ts", "src/cli-staff.ts"],
  yaml: ["src/outreach/announcements", "src/feedback/themes"],
  preact: ["src/console"],
  "preact-render-to-string": ["src/console/layout.tsx"],
  "openid-client": ["src/console/provider.ts"],
};

/** No clock, file, network or library inside: what they need is an argument. */
const PURE = ["dialogs", "src/dialog"];

interface Import {
  readonly file: string;
  /** A path from the root of the project, or a module's name. */
  readonly target: string;
  readonly isOurs: boolean;
}

const IMPORT_FORMS = [
  /^(?:import|export)\s[^"';]*?from\s*"([^"]+)"/gm,
  /^import\s*"([^"]+)"/gm,
  /\b(?:import|require)\(\s*"([^"]+)"/g,
];

const files = ["src", "dialogs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => `${folder}/${name}`),
);
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return IMPORT_FORMS.flatMap((form) => [...source.matchAll(form)]).map(([, name = ""]) => {
    const isOurs = name.startsWith(".");
    return { file, target: isOurs ? normalize(join(dirname(file), name)) : name, isOurs };
  });
}

function isIn(path: string, home: string): boolean {
  return path === home || path.startsWith(`${home}/`);
}

function homeOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((home) => isIn(file, home));
}

function tell({ file, target }: Import): string {
  return `${file} imports ${target}`;
}

test("the architecture test sees the files and their imports", () => {
  expect(files.length).toBeGreaterThan(20);
  expect(imports.filter(({ isOurs }) => isOurs).length).toBeGreaterThan(files.length);
  expect(imports.map(({ target }) => target)).toEqual(
    expect.arrayContaining(["src/store/keys.ts", "node:fs", "zod"]),
  );
});

test("every file has a home in the table of imports", () => {
  expect(files.filter((file) => homeOf(file) === undefined)).toEqual([]);
});

test.each(Object.entries(MAY_IMPORT))("%s imports only what it may", (home, allowed) => {
  const own = files.filter((file) => homeOf(file) === home);
  if (own.length === 0) throw new Error(`Cannot check "${home}": no files found`);
  const strays = imports.filter(
    ({ file, target, isOurs }) =>
      isOurs && homeOf(file) === home && ![home, ...allowed].some((place) => isIn(target, place)),
  );
  expect(strays.map(tell)).toEqual([]);
});

test.each(Object.entries(PACKAGE_HOMES))("the package %s stays in its home", (name, homes) => {
  const strays = imports.filter(
    ({ file, target }) => isIn(target, name) && !homes.some((home) => isIn(file, home)),
  );
  expect(strays.map(tell)).toEqual([]);
});

test.each(PURE)("%s imports no library and reads no clock, chance or environment", (home) => {
  const own = files.filter((file) => isIn(file, home));
  const strays = imports.filter(({ file, isOurs }) => isIn(file, home) && !isOurs).map(tell);
  const impure = own.filter((file) =>
    /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|setTimeout\(/.test(
      readFileSync(join(ROOT, file), "utf8"),
    ),
  );
  expect([...strays, ...impure]).toEqual([]);
});

test("src has no barrels and no files or folders named after nothing", () => {
  const vague = files.filter(
    (file) =>
      /^(index|types|utils|helpers)\.tsx?$/.test(basename(file)) || /\/(utils|helpers|common)\//.test(file),
  );
  expect(vague).toEqual([]);
});

test("no code outside src/channels asks which channel it is", () => {
  const asking = files.filter(
    (file) =>
      !isIn(file, "src/channels") &&
      /channel\.name\s*[!=]==?|[!=]==?\s*\w*\.?channel\.name|switch\s*\(\s*\w*\.?channel\.name/.test(
        readFileSync(join(ROOT, file), "utf8"),
      ),
  );
  expect(asking).toEqual([]);
});
