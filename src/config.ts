/** Reads the environment into a Config, and names every problem at once. */
import { z } from "zod";

/** Settings of one process, parsed and checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without a slash at the end. */
  readonly publicUrl?: string;
  readonly dataFolder: string;
  readonly redisUrl?: string;
  /** Sources of programs; empty: the samples stand in. */
  readonly programs: readonly string[];
  readonly secret?: string;
  readonly development: boolean;
  readonly embedOrigins: readonly string[];
  readonly cardPattern?: string;
  readonly timeZone: string;
  /** Kutsu writes to nobody first from one hour until another, in the library's zone. */
  readonly quietHours: { readonly from: number; readonly until: number };
  /** Messages a week that a patron did not ask for. */
  readonly weeklyMost: number;
  /** One person may write an announcement and approve it: for libraries with one person for it. */
  readonly onePersonApproves: boolean;
  readonly helplines: { readonly fi: string; readonly en: string };
  /** Where staff of the library are known: a provider of OpenID Connect. Absent: they have local accounts only. */
  readonly provider?: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** The claim that holds the roles. */
    readonly rolesClaim: string;
  };
  readonly logLevel: string;
  /** Each is absent while the channel is off. */
  readonly telegram?: { readonly token: string; readonly apiRoot: string };
  readonly teams?: {
    /** Absent only in development, for the local playground. */
    readonly appId?: string;
    readonly appPassword?: string;
    readonly tenantId?: string;
  };
  readonly slack?: {
    readonly botToken: string;
    readonly signingSecret?: string;
    readonly appToken?: string;
    readonly apiUrl: string;
  };
}

/** Settings whose values are never shown: the address of a Redis may hold its password. */
const SECRETS: ReadonlySet<string> = new Set([
  "KUTSU_SECRET",
  "REDIS_URL",
  "TELEGRAM_BOT_TOKEN",
  "TEAMS_APP_PASSWORD",
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_APP_TOKEN",
  "KUTSU_OIDC_CLIENT_SECRET",
]);

/** Thrown when settings are wrong; the message has a line for each. */
export class ConfigError extends Error {}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");

const settings = z
  .object({
    PORT: z.coerce
      .number("must be a whole number from 0 to 65535")
      .int("must be a whole number")
      .min(0, "must be 0 to 65535")
      .max(65535, "must be 0 to 65535")
      .default(3978),
    HOST: z.string().default("127.0.0.1"),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: "must be an address such as https://kutsu.example.org" })
      .transform((url) => url.replace(/\/+$/, ""))
      .optional(),
    KUTSU_DATA: z.string().default(".kutsu"),
    REDIS_URL: z
      .string()
      .regex(
        /^(rediss?|rediss?\+sentinel|rediss?-cluster):\/\//,
        "must begin with redis://, rediss://, redis+sentinel:// or redis-cluster://",
      )
      .optional(),
    KUTSU_PROGRAMS: z.string().default("").transform(words),
    KUTSU_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    KUTSU_ENV: z
      .enum(["production", "development"], "must be production or development")
      .default("production"),
    KUTSU_EMBED_ORIGINS: z
      .string()
      .default("")
      .transform(words)
      .pipe(
        z.array(
          z
            .string()
            .regex(
              /^https?:\/\/[^/\s]+$/,
              "must be origins such as https://library.example.org, separated by spaces",
            ),
        ),
      ),
    KUTSU_CARD_PATTERN: z.string().refine(isPattern, "must be a regular expression").optional(),
    KUTSU_TIME_ZONE: z
      .string()
      .refine(isTimeZone, "must be a time zone such as Europe/Helsinki")
      .default("Europe/Helsinki"),
    KUTSU_QUIET_HOURS: z
      .string()
      .regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-3])$/, "must be two hours such as 21-9")
      .default("21-9")
      .transform((hours) => {
        const [from = 0, until = 0] = hours.split("-").map(Number);
        return { from, until };
      }),
    KUTSU_WEEKLY_MOST: z.coerce
      .number("must be a whole number from 0 to 50")
      .int("must be a whole number")
      .min(0, "must be 0 to 50")
      .max(50, "must be 0 to 50")
      .default(3),
    KUTSU_ONE_PERSON_APPROVES: z.enum(["true", "false"], "must be true or false").default("false"),
    KUTSU_HELPLINES_FI: z
      .string()
      .default("MIELI Kriisipuhelin 09 2525 0111 (joka päivä, vuorokauden ympäri) ja mieli.fi"),
    KUTSU_HELPLINES_EN: z.string().default("MIELI Crisis Helpline 09 2525 0113 and mieli.fi/en"),
    TELEGRAM_BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]{20,}$/, "must look like 123456:ABC-DEF..., as BotFather gives it")
      .optional(),
    TELEGRAM_API_ROOT: z.url("must be an address").default("https://api.telegram.org"),
    TEAMS_APP_ID: z.uuid("must be the application (client) id, a UUID").optional(),
    TEAMS_APP_PASSWORD: z.string().optional(),
    TEAMS_TENANT_ID: z.uuid("must be the directory (tenant) id, a UUID").optional(),
    SLACK_BOT_TOKEN: z.string().startsWith("xoxb-", "must begin with xoxb-").optional(),
    SLACK_SIGNING_SECRET: z.string().optional(),
    SLACK_APP_TOKEN: z.string().startsWith("xapp-", "must begin with xapp-").optional(),
    SLACK_API_URL: z.url("must be an address").default("https://slack.com/api/"),
    KUTSU_OIDC_ISSUER: z
      .url({ protocol: /^https?$/, error: "must be an address such as https://login.example.org" })
      .refine(isSafeIssuer, "must begin with https:// (http:// only on this machine)")
      .optional(),
    KUTSU_OIDC_CLIENT_ID: z.string().optional(),
    KUTSU_OIDC_CLIENT_SECRET: z.string().optional(),
    KUTSU_OIDC_ROLES_CLAIM: z.string().default("roles"),
    LOG_LEVEL: z
      .enum(["debug", "info", "warn", "error", "silent"], "must be debug, info, warn, error or silent")
      .default("info"),
  })
  .superRefine((one, context) => {
    const missing = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (one.TEAMS_APP_ID && !one.TEAMS_APP_PASSWORD)
      missing("TEAMS_APP_PASSWORD", "is missing beside TEAMS_APP_ID");
    if (one.TEAMS_APP_ID && !one.TEAMS_TENANT_ID)
      missing("TEAMS_TENANT_ID", "is missing beside TEAMS_APP_ID");
    for (const name of ["KUTSU_OIDC_CLIENT_ID", "KUTSU_OIDC_CLIENT_SECRET"] as const)
      if (one.KUTSU_OIDC_ISSUER && !one[name]) missing(name, "is missing beside KUTSU_OIDC_ISSUER");
    if (one.SLACK_BOT_TOKEN && !one.SLACK_SIGNING_SECRET && !one.SLACK_APP_TOKEN) {
      missing(
        "SLACK_SIGNING_SECRET",
        "is missing beside SLACK_BOT_TOKEN (or set SLACK_APP_TOKEN for Socket Mode)",
      );
    }
  });

/** Reads settings; an empty value counts as not set. Throws {@link ConfigError} naming every wrong one. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}${SECRETS.has(name) ? "" : ` "${given[name] ?? ""}"`}: ${issue.message}`;
    });
    throw new ConfigError(
      `Cannot read the settings (see .env.example):\n${[...new Set(problems)].join("\n")}`,
    );
  }
  const one = parsed.data;
  return {
    port: one.PORT,
    host: one.HOST,
    publicUrl: one.PUBLIC_URL,
    dataFolder: one.KUTSU_DATA,
    redisUrl: one.REDIS_URL,
    programs: one.KUTSU_PROGRAMS,
    secret: one.KUTSU_SECRET,
    development: one.KUTSU_ENV === "development",
    embedOrigins: one.KUTSU_EMBED_ORIGINS,
    cardPattern: one.KUTSU_CARD_PATTERN,
    timeZone: one.KUTSU_TIME_ZONE,
    quietHours: one.KUTSU_QUIET_HOURS,
    weeklyMost: one.KUTSU_WEEKLY_MOST,
    onePersonApproves: one.KUTSU_ONE_PERSON_APPROVES === "true",
    helplines: { fi: one.KUTSU_HELPLINES_FI, en: one.KUTSU_HELPLINES_EN },
    logLevel: one.LOG_LEVEL,
    ...providerOf(one),
    ...platforms(one),
  };
}

function providerOf(one: z.infer<typeof settings>): Pick<Config, "provider"> {
  const { KUTSU_OIDC_ISSUER: issuer, KUTSU_OIDC_CLIENT_ID: clientId } = one;
  const { KUTSU_OIDC_CLIENT_SECRET: clientSecret, KUTSU_OIDC_ROLES_CLAIM: rolesClaim } = one;
  if (!issuer || !clientId || !clientSecret) return {};
  return { provider: { issuer, clientId, clientSecret, rolesClaim } };
}

/** What goes to a provider in the clear can be read on its way. */
function isSafeIssuer(url: string): boolean {
  return /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(url);
}

/** A platform is on when its names are set. Teams without an app id runs for the local playground, in development only. */
function platforms(one: z.infer<typeof settings>): Pick<Config, "telegram" | "teams" | "slack"> {
  const { TELEGRAM_BOT_TOKEN: token, SLACK_BOT_TOKEN: botToken, TEAMS_APP_ID: appId } = one;
  const isPlayground = appId === undefined && one.KUTSU_ENV === "development";
  return {
    ...(token && { telegram: { token, apiRoot: one.TELEGRAM_API_ROOT } }),
    ...((appId || isPlayground) && {
      teams: { appId, appPassword: one.TEAMS_APP_PASSWORD, tenantId: one.TEAMS_TENANT_ID },
    }),
    ...(botToken && {
      slack: {
        botToken,
        signingSecret: one.SLACK_SIGNING_SECRET,
        appToken: one.SLACK_APP_TOKEN,
        apiUrl: one.SLACK_API_URL,
      },
    }),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}
