import { sendRaw } from "../../helpers/raw-http.ts";
import { type EchoLibrary, startEchoLibrary } from "./echo-library.ts";

let library: EchoLibrary;
const libraries: EchoLibrary[] = [];

beforeAll(async () => {
  library = await start({
    banner: (language) => `<b>sample ${language}</b>`,
    embedOrigins: ["https://kirjasto.example"],
  });
});
afterAll(() => Promise.all(libraries.map((each) => each.close())));

async function start(options: Parameters<typeof startEchoLibrary>[0]): Promise<EchoLibrary> {
  const started = await startEchoLibrary(options);
  libraries.push(started);
  return started;
}

describe("what a browser loads", () => {
  const page = async (
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ response: Response; html: string }> => {
    const response = await fetch(library.url + path, { headers });
    return { response, html: await response.text() };
  };

  test.each([
    ["/", {}, "fi"],
    ["/?language=en", {}, "en"],
    ["/", { "Accept-Language": "en-GB,en;q=0.9" }, "en"],
    ["/", { "Accept-Language": "sv, en;q=0.4, fi;q=0.8" }, "fi"],
    ["/", { "Accept-Language": "de" }, "fi"],
    ["/?language=fi", { "Accept-Language": "en" }, "fi"],
    ["/?language=xx", { "Accept-Language": "en" }, "en"],
  ])("the page %s with %j is in %s", async (path, headers, language) => {
    const { response, html } = await page(path, headers as Record<string, string>);
    expect(html).toContain(`<html lang="${language}"`);
    expect(response.headers.get("content-language")).toBe(language);
    expect(html).toContain(`&lt;b&gt;sample ${language}&lt;/b&gt;`);
    expect(html).not.toContain("<b>");
  });

  test("the page allows nothing inline and nothing from elsewhere, and is not framed", async () => {
    const { response, html } = await page("/");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(html).not.toMatch(/ style=| on[a-z]+="|<style|https?:\/\//);
  });

  test("the framed page may be framed by the library's origins only", async () => {
    const { response } = await page("/embed");
    expect(response.headers.get("content-security-policy")).toContain(
      "frame-ancestors https://kirjasto.example",
    );
    expect(response.headers.get("x-frame-options")).toBeNull();
    const closed = await start({});
    const refused = await fetch(`${closed.url}/embed`);
    expect(refused.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(refused.headers.get("x-frame-options")).toBe("DENY");
  });

  test("every file the page names is served, for good, under a name made of its content", async () => {
    const { html } = await page("/");
    const paths = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const response = await fetch(library.url + path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get("cache-control")).toContain("immutable");
    }
    expect((await fetch(`${library.url}/assets/000000000000/main.mjs`)).status).toBe(404);
    expect((await fetch(`${library.url}/assets/../package.json`)).status).toBe(404);
  });

  test("the snippet may be used by any page and is asked for again after a change", async () => {
    const response = await fetch(`${library.url}/kutsu.js`);
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    const script = await response.text();
    expect(script).toContain("Kysy Kutsulta");
    expect(script).not.toContain("KUTSU_WORDS");
    const etag = response.headers.get("etag") ?? "";
    const again = await fetch(`${library.url}/kutsu.js`, { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
  });

  test("a calendar file comes from the caller, in the language asked for", async () => {
    const response = await fetch(`${library.url}/programs/a25vd24.ics?language=en`);
    expect(response.headers.get("content-type")).toContain("text/calendar");
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect(await response.text()).toBe("BEGIN:VCALENDAR en");
    for (const path of [
      "/programs/bm8.ics",
      "/programs/a25vd24",
      "/programs/%E0%A4.ics",
      "/programs/a/b.ics",
    ]) {
      expect(
        (await sendRaw(library.port, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`))
          .statusLine,
      ).toMatch(/ 40[04] /);
    }
  });

  test("texts have the same keys and placeholders in both languages, and every key is used", async () => {
    const { html } = await page("/");
    const data = /<script type="application\/json" id="texts">(.*?)<\/script>/.exec(html)?.[1] ?? "";
    const { texts } = JSON.parse(data) as { texts: Record<string, Texts> };
    const [fi, en] = [flat(texts.fi), flat(texts.en)];
    expect([...fi.keys()].sort()).toEqual([...en.keys()].sort());
    const names = [...html.matchAll(/\/assets\/[^"]+\.mjs/g)].map((match) => match[0]);
    const scripts = await Promise.all(
      [...new Set(names)].map(async (path) => (await fetch(library.url + path)).text()),
    );
    const code = [html, ...scripts, await (await fetch(`${library.url}/kutsu.js`)).text()].join("\n");
    for (const [key, text] of fi) {
      const holes = (words: string | undefined): string[] => (words?.match(/\{\{\w+\}\}/g) ?? []).sort();
      expect([key, holes(en.get(key))]).toEqual([key, holes(text)]);
      const [group = "", name = ""] = key.split(".");
      // Built from a state in the script: `status.${why}`, `message.${state}`, `cleared.${why}`; the launcher's and the noscript text by name.
      const isUsed =
        code.includes(`"${key}"`) ||
        (["status", "message", "cleared", "launcher", "page"].includes(group) && code.includes(name));
      expect([key, isUsed]).toEqual([key, true]);
    }
  });
});

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts | undefined, prefix = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts ?? {})) {
    if (typeof value === "string") all.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}
