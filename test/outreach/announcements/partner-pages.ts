/** Serves the pages of partners' links on loopback, for tests. */
import { Speaker } from "../../../src/conversation/speak.ts";
import { createLog } from "../../../src/log.ts";
import { type PartnerApprovalOptions, partnerRoutes } from "../../../src/partner-approval.ts";
import { createServer, type KutsuServer } from "../../../src/server.ts";
import { makeProgram } from "../../programs/make-program.ts";

const timeZone = "Europe/Helsinki";

/** Starts a server that knows one program, `helmet:1`. The caller closes it. */
export async function servePartnerPages(
  given: Pick<PartnerApprovalOptions, "redis" | "secret" | "now" | "onError">,
): Promise<{ readonly server: KutsuServer; readonly url: string }> {
  const log = createLog("silent");
  const server = createServer({ host: "127.0.0.1", port: 0, log, isReady: async () => undefined });
  const speaker = new Speaker({ timeZone, places: [], helplines: { fi: "", en: "" } });
  const program = makeProgram({
    id: "helmet:1",
    title: { fi: "Lukupiiri & kahvit", en: "Book club" },
    place: {
      name: { fi: "Kallion kirjasto", en: "Kallio Library" },
      address: { fi: "Viides linja 11" },
      district: {},
    },
  });
  const routes = partnerRoutes({
    ...{ ...given, timeZone },
    phrase: speaker.phrase.bind(speaker),
    findProgram: (id) => (id === "helmet:1" ? program : undefined),
  });
  for (const route of routes) server.route(route);
  const { url } = await server.listen();
  return { server, url };
}
