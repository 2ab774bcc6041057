/** Where Teams is: who issues tokens, who checks our password, and which addresses a token of ours may be sent to. */

/** One cloud of Microsoft's; a test makes its own on loopback. */
export interface TeamsCloud {
  /** Issues the tokens Teams shows us. */
  readonly tokenIssuer: string;
  /** The document that tells which keys those tokens are signed with. */
  readonly openIdUrl: string;
  /** Gives us tokens for our password; without a slash at the end. */
  readonly loginUrl: string;
  /** Tells whether an answer, and with it our token, may be sent to an address. */
  isServiceUrl(url: string): boolean;
}

/** Anyone can get a name under `trafficmanager.net`, so that host is named whole. */
const SERVICE_HOST =
  /^(smba\.trafficmanager\.net|([a-z0-9-]+\.)+teams\.microsoft\.com|([a-z0-9-]+\.)*botframework\.com)$/;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Everyone's cloud. */
export const PUBLIC_CLOUD: TeamsCloud = {
  tokenIssuer: "https://api.botframework.com",
  openIdUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  loginUrl: "https://login.microsoftonline.com",
  isServiceUrl: (text) => {
    const url = readUrl(text);
    return url?.protocol === "https:" && url.port === "" && isPlain(url) && SERVICE_HOST.test(url.hostname);
  },
};

/** The playground on this machine, which shows no tokens and asks for none. */
export const PLAYGROUND: TeamsCloud = {
  ...PUBLIC_CLOUD,
  isServiceUrl: (text) => {
    const url = readUrl(text);
    return url !== undefined && isPlain(url) && LOOPBACK_HOST.test(url.hostname);
  },
};

function readUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isPlain(url: URL): boolean {
  return url.username === "" && url.password === "" && /^https?:$/.test(url.protocol);
}
