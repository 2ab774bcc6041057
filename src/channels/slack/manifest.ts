/** The app manifest: everything Slack wants to know about the app, to be pasted where the app is made. */
import { EVENTS_PATH } from "./verify.ts";

/** What the manifest is made for. */
export interface SlackManifestOptions {
  /** Where Slack reaches Kutsu, with https; needed unless Kutsu opens a socket. */
  readonly publicUrl?: string;
  readonly socketMode: boolean;
}

type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

const DESCRIPTION =
  "Kirjaston tapahtumia ja palautetta. Library programs and feedback, in Finnish and English.";
const LONG_DESCRIPTION = [
  "Kutsu on kirjaston botti. Se ehdottaa kirjaston tapahtumia, kertoo älykaupungista ja ottaa vastaan palautetta.",
  "Kirjoita sille omin sanoin, suomeksi tai englanniksi. Kutsu on tietokoneohjelma, ei ihminen.",
  "Kutsu is the library's bot. It finds library programs, explains the smart city and takes your feedback.",
  "Write to it in your own words, in Finnish or English. Kutsu is a computer program, not a person.",
].join(" ");

/** Writes the manifest as YAML. Throws when Slack would have no address to send to. */
export function slackManifest({ publicUrl, socketMode }: SlackManifestOptions): string {
  if (!socketMode && publicUrl === undefined) {
    throw new Error(
      "Cannot write the Slack manifest: PUBLIC_URL is missing; set it to where Slack reaches Kutsu, or use Socket Mode",
    );
  }
  const url = `${publicUrl?.replace(/\/+$/, "")}${EVENTS_PATH}`;
  const address: { readonly [key: string]: Yaml } = socketMode ? {} : { request_url: url };
  const command = {
    command: "/kutsu",
    ...(socketMode ? {} : { url }),
    description: "Kysy kirjastosta. Ask the library.",
    usage_hint: "satutunti lauantaina / story time on Saturday",
    should_escape: false,
  };
  return toYaml({
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: "Kutsu",
      description: DESCRIPTION,
      long_description: LONG_DESCRIPTION,
      background_color: "#10403b",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "kutsu", always_online: true },
      slash_commands: [command],
    },
    oauth_config: {
      scopes: {
        bot: ["app_mentions:read", "chat:write", "commands", "im:history", "im:write", "users:read"],
      },
    },
    settings: {
      event_subscriptions: { ...address, bot_events: ["app_home_opened", "app_mention", "message.im"] },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  });
}

/** Writes block YAML; strings are quoted as in JSON, which YAML reads alike. */
function toYaml(value: Yaml, indent = ""): string {
  if (Array.isArray(value)) return value.map((item: Yaml) => `${indent}- ${inItem(item, indent)}`).join("");
  if (typeof value !== "object") return `${JSON.stringify(value)}\n`;
  return Object.entries(value)
    .map(([key, inner]) => {
      const isNested = typeof inner === "object";
      return `${indent}${key}:${isNested ? "\n" : " "}${toYaml(inner, `${indent}  `)}`;
    })
    .join("");
}

/** The first line of an item stands beside its dash. */
function inItem(item: Yaml, indent: string): string {
  return toYaml(item, `${indent}  `).trimStart();
}
