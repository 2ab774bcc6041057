/** Answers the link with which patrons fetch everything that is stored about them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { feedbackOf } from "./feedback/feedback-store.ts";
import { reactionsOf } from "./outreach/announcements/reactions.ts";
import { exportPatron, type PatronData, readExportToken } from "./patrons/patron-data.ts";
import { sendJson } from "./send-json.ts";
import type { PatronId } from "./store/keys.ts";
import type { KutsuRedis } from "./store/redis.ts";

/** Collects everything that is stored about a patron; undefined when there is no such patron. */
export async function collectPatronData(redis: KutsuRedis, id: PatronId): Promise<object | undefined> {
  const data = await exportPatron(redis, id);
  return data && whole(redis, data);
}

async function whole(redis: KutsuRedis, data: PatronData): Promise<object> {
  const [feedback, reactions] = await Promise.all([feedbackOf(redis, data.id), reactionsOf(redis, data.id)]);
  return { ...data, feedback, reactions };
}

/** Serves `/my-data/<token>` as a file to save; a token that is forged, old or from before a channel was parted is not found. */
export async function sendPatronData(
  { redis, secret }: { readonly redis: KutsuRedis; readonly secret: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = (request.url ?? "").split("?", 1)[0]?.replace("/my-data/", "") ?? "";
  const claim = readExportToken(token, new Date().toISOString(), secret);
  const stored = claim && (await exportPatron(redis, claim.id));
  const isHeld = stored !== undefined && (stored.profile.partings ?? 0) === claim?.partings;
  const data = isHeld ? await whole(redis, stored) : undefined;
  if (data === undefined) return sendJson(response, 404, { code: "NotFound" });
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Disposition", 'attachment; filename="kutsu.json"');
  response.setHeader("Cache-Control", "no-store");
  response.end(JSON.stringify(data, null, 2));
}
