/** Which tokens are let in. The validation is the library's own, against keys of this file. */
import { EmulatorValidation } from "botframework-connector";
import { PUBLIC_CLOUD } from "../../../src/channels/teams/cloud.ts";
import { rawPost, sendRaw } from "../../helpers/raw-http.ts";
import { TeamsPatron } from "./teams-patron.ts";
import { APP_ID, APP_PASSWORD, TENANT_ID, TeamsService } from "./teams-service.ts";
import { confusedToken, makeKey, signToken, unsignedToken } from "./tokens.ts";

const HOUR = 3600;
const seconds = () => Math.floor(Date.now() / 1000);
const stranger = makeKey("stranger");

let patron: TeamsPatron;
const complain = console.error;
beforeAll(async () => {
  // The library complains of bad tokens by itself.
  console.error = () => undefined;
  patron = await TeamsPatron.start();
});
afterAll(async () => {
  await patron.stop();
  console.error = complain;
});

const claims = (given: Readonly<Record<string, unknown>> = {}) => ({ ...patron.service.claims(), ...given });
const said = (given: Readonly<Record<string, unknown>> = {}) => patron.activity({ text: "hei", ...given });
const bearer = (token: string) => `Bearer ${token}`;

async function expectHeard(authorization: string, activity = said()): Promise<void> {
  const before = patron.events.length;
  expect(await patron.post(activity, authorization)).toBe(200);
  expect(patron.events).toHaveLength(before + 1);
}

describe("a token is let in when it", () => {
  test("is valid", () => expectHeard(bearer(patron.service.token())));
  test("ended two minutes ago, for clocks differ", () =>
    expectHeard(bearer(patron.service.token({ exp: seconds() - 120 }))));
});

describe("a token is refused with 401, and nothing is heard, when", () => {
  const emulator = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";
  const cases: readonly (readonly [string, () => string | null])[] = [
    ["there is none", () => null],
    ["it is empty", () => ""],
    ["it is of another scheme", () => `Basic ${Buffer.from("kutsu:kutsu").toString("base64")}`],
    ["it is no token", () => bearer("abc.def.ghi")],
    ["it has no parts", () => bearer("abc")],
    ["its claims are null", () => bearer(signToken(patron.service.key, null as never))],
    ["its claims are no JSON", () => bearer(`${head()}.${Buffer.from("{").toString("base64url")}.x`)],
    ["its header is no JSON", () => bearer(`bm8.${patron.service.token().split(".")[1]}.x`)],
    ["it is of another issuer", () => bearer(patron.service.token({ iss: "https://evil.example" }))],
    ["it has no issuer", () => bearer(patron.service.token({ iss: undefined }))],
    ["it is for another bot", () => bearer(patron.service.token({ aud: TENANT_ID }))],
    ["it is for nobody", () => bearer(patron.service.token({ aud: undefined }))],
    ["it ended an hour ago", () => bearer(patron.service.token({ exp: seconds() - HOUR }))],
    ["it begins in an hour", () => bearer(patron.service.token({ nbf: seconds() + HOUR }))],
    ["another key signed it in the name of a known one", () => bearer(signToken(stranger, claims(), "k1"))],
    ["an unknown key signed it", () => bearer(signToken(stranger, claims()))],
    ["its signature is cut off", () => bearer(patron.service.token().replace(/[^.]*$/, ""))],
    ["its claims were changed", () => bearer(changed())],
    ["it says that it needs no signature", () => bearer(unsignedToken(patron.service.key, claims()))],
    ["the public key is used as a secret", () => bearer(confusedToken(patron.service.key, claims()))],
    [
      "it names another service URL",
      () => bearer(patron.service.token({ serviceurl: "https://evil.example/" })),
    ],
    ["it names no service URL", () => bearer(patron.service.token({ serviceurl: undefined }))],
    [
      "it was made for an emulator, with our app id",
      () => bearer(patron.service.token({ iss: emulator, ver: "2.0", azp: APP_ID, appid: APP_ID })),
    ],
    [
      "another bot made it",
      () => bearer(patron.service.token({ iss: emulator, ver: "1.0", appid: TENANT_ID, aud: APP_ID })),
    ],
  ];
  test.each(cases)("%s", async (_, authorization) => {
    const before = patron.events.length;
    expect(await patron.post(said(), authorization())).toBe(401);
    expect(patron.events).toHaveLength(before);
  });

  test("the key is not endorsed for Teams", async () => {
    const service = await new TeamsService(makeKey("web", ["webchat"])).start();
    const other = new TeamsPatron(service);
    await other.open();
    expect(await other.post(other.activity({ text: "hei" }))).toBe(401);
    expect(other.events).toEqual([]);
    await other.stop();
  });

  function head(): string {
    return patron.service.token().split(".")[0] ?? "";
  }

  function changed(): string {
    const [header, , signature] = patron.service.token().split(".");
    const payload = Buffer.from(JSON.stringify(claims({ extra: 1 }))).toString("base64url");
    return `${header}.${payload}.${signature}`;
  }
});

describe("an activity with a valid token is refused with 401 when", () => {
  test.each([
    ["it has no service URL", { serviceUrl: undefined }],
    ["its service URL is empty", { serviceUrl: "" }],
    ["its service URL is foreign", { serviceUrl: "https://evil.example/" }],
    ["its service URL is not a text", { serviceUrl: 5 }],
    ["it is of another channel", { channelId: "webchat" }],
    ["it is of a channel with keys of its own", { channelId: "AseChannel" }],
    ["it is of no channel", { channelId: undefined }],
  ])("%s", async (_, given) => {
    const before = patron.events.length;
    expect(await patron.post(said(given))).toBe(401);
    expect(patron.events).toHaveLength(before);
  });

  test("its service URL is foreign, even when the token names it too", async () => {
    const foreign = "https://smba.trafficmanager.net.evil.example/";
    const token = patron.service.token({ serviceurl: foreign });
    expect(await patron.post(said({ serviceUrl: foreign }), bearer(token))).toBe(401);
  });
});

describe("a body is refused with 4xx when it", () => {
  test.each([
    ["is a list", [1], 400],
    ["is a text", "hei", 400],
    ["has no conversation", { type: "message", channelId: "msteams" }, 401],
  ])("%s", async (_, body, status) => {
    expect(await patron.post(body)).toBe(status);
  });

  test("lacks its parts, though the token is valid", async () => {
    const { serviceUrl } = patron.service;
    expect(await patron.post({ type: 5, channelId: "msteams", serviceUrl })).toBe(400);
  });

  test("is no JSON, says so, or is too long", async () => {
    const auth = `Authorization: ${bearer(patron.service.token())}`;
    const send = (body: string, type = auth) =>
      sendRaw(
        patron.port,
        rawPost("/api/messages", body, [type, `Content-Length: ${Buffer.byteLength(body)}`]),
      );
    expect((await send("{")).statusLine).toContain("400");
    expect((await send("x".repeat(300_000))).statusLine).toContain("413");
    const form = await fetch(`http://127.0.0.1:${patron.port}/api/messages`, { method: "POST", body: "a=b" });
    expect(form.status).toBe(415);
    await expectHeard(bearer(patron.service.token()));
  });
});

test("while the keys cannot be had, Teams is told to come again", async () => {
  const service = await new TeamsService().start();
  service.isDown = true;
  const other = new TeamsPatron(service);
  await other.open();
  const activity = other.activity({ text: "hei" });
  expect(await other.post(activity)).toBe(503);
  expect(other.failures).toEqual(["verify"]);
  service.isDown = false;
  expect(await other.post(activity)).toBe(200);
  await other.stop();
});

test("unverified tokens leave no trace in the library", async () => {
  for (const tid of ["one", "two"]) {
    await patron.post(said(), bearer(signToken(stranger, claims({ tid, ver: "2.0" }))));
  }
  expect(EmulatorValidation.ToBotFromEmulatorTokenValidationParameters.issuer).toBe("urn:kutsu:none");
});

describe("a service URL of Microsoft's cloud", () => {
  test.each([
    "https://smba.trafficmanager.net/emea/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
    "https://europe.directline.botframework.com/",
  ])("%s is trusted", (url) => expect(PUBLIC_CLOUD.isServiceUrl(url)).toBe(true));

  test.each([
    "http://smba.trafficmanager.net/emea/",
    "https://evil.trafficmanager.net/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://kutsu@smba.trafficmanager.net/",
    "https://evilbotframework.com/",
    "https://teams.microsoft.com.evil.example/",
    "http://127.0.0.1:56150/_connector",
    "https://localhost/",
    "file:///etc/passwd",
    "smba.trafficmanager.net",
  ])("%s is not trusted", (url) => expect(PUBLIC_CLOUD.isServiceUrl(url)).toBe(false));
});

describe("without an app id", () => {
  const settings = { appPassword: APP_PASSWORD, tenantId: TENANT_ID };

  test("nothing starts outside development, and the remedy is named", async () => {
    const service = await new TeamsService().start();
    for (const appId of [undefined, ""]) {
      expect(() => new TeamsPatron(service, { settings: { ...settings, appId } })).toThrow(
        /TEAMS_APP_ID is missing.*KUTSU_ENV=development/,
      );
    }
    await service.stop();
  });

  test("in development, only this machine is let in, and no token is sent to it", async () => {
    const local = await TeamsPatron.start({ settings: {}, development: true });
    expect(await local.post(local.activity({ text: "hei" }), null)).toBe(200);
    const foreign = local.activity({ text: "hei", serviceUrl: "https://smba.trafficmanager.net/emea/" });
    expect(await local.post(foreign, null)).toBe(401);
    await local.channel.send(local.address, { id: "m1", text: "hei", language: "fi" });
    expect(local.service.posted.at(-1)).toMatchObject({
      authorization: undefined,
      activity: { text: "hei" },
    });
    expect(await local.channel.identify()).toContain("playground");
    await local.stop();
  });
});
