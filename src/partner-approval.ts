/**
 * Answers the link by which a partner approves an announcement or says no. Who has the link has the partner's say: what is wrong with
 * one is told on a page of its own, with nothing of the announcement, and nothing is recorded.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pathOf, pickLanguage, queryOf } from "./channels/web/parse.ts";
import { RateLimit } from "./channels/web/rate-limit.ts";
import type { AnnouncementContent } from "./outreach/announcements/announcement.ts";
import { whereaboutsOf } from "./outreach/announcements/approval.ts";
import { countRecipients } from "./outreach/announcements/ledger.ts";
import {
  answerAsPartner,
  formTokenOf,
  isFormToken,
  type PartnerClaim,
  partnerStanding,
  readPartnerLink,
  readPartnerName,
} from "./outreach/announcements/partner-link.ts";
import {
  PARTNER_POLICY,
  type PageWords,
  type PartnerProblem,
  renderAsking,
  renderProblem,
  renderThanks,
} from "./partner-page.ts";
import { readBody } from "./read-body.ts";
import { sendHtml } from "./send-html.ts";
import type { KutsuRedis } from "./store/redis.ts";

/** What the pages are made with. */
export interface PartnerApprovalOptions extends Omit<PageWords, "language" | "now"> {
  readonly redis: KutsuRedis;
  readonly secret: string;
  /** ISO 8601. */
  now(): string;
  /** Told about what went wrong, without the address: whoever reads a log may not answer for the partner. */
  onError(error: unknown): void;
}

const PATH = "/partner/";
const THANKS = `${PATH}thanks`;
const FORM_LIMIT_BYTES = 4096;

const STATUSES: Readonly<Record<PartnerProblem, number>> = {
  unknown: 404,
  expired: 410,
  answered: 410,
  changed: 410,
  replaced: 410,
  over: 410,
  hindered: 409,
  form: 403,
  busy: 429,
  broken: 503,
};

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly words: PageWords;
  readonly options: PartnerApprovalOptions;
}

/** Gives the two routes of a partner's link. */
export function partnerRoutes(options: PartnerApprovalOptions): readonly {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}[] {
  const limit = new RateLimit({ burst: 30, perSecond: 0.5 });
  const handler =
    (answer: (exchange: Exchange, claim: PartnerClaim) => Promise<void>) =>
    async (request: IncomingMessage, response: ServerResponse) => {
      const language = pickLanguage(queryOf(request), request.headers["accept-language"]);
      const exchange = { request, response, options, words: { ...options, language, now: options.now() } };
      try {
        await guard(exchange, limit, answer);
      } catch (error) {
        options.onError(error);
        tell(exchange, "broken");
      }
    };
  return [
    { method: "GET", path: `${PATH}*`, handle: handler(show) },
    { method: "POST", path: `${PATH}*`, handle: handler(record) },
  ];
}

/** Lets through only what was signed here, and not too often. */
async function guard(
  exchange: Exchange,
  limit: RateLimit,
  answer: (exchange: Exchange, claim: PartnerClaim) => Promise<void>,
): Promise<void> {
  const { request, options, words } = exchange;
  const path = pathOf(request);
  if (path === THANKS && request.method !== "POST") {
    const answered = queryOf(request).get("answer") === "no" ? "no" : "yes";
    return send(exchange, 200, renderThanks(words, answered));
  }
  const claim = readPartnerLink(path.slice(PATH.length), options.secret);
  if (claim === undefined) return tell(exchange, "unknown");
  const nowMs = Date.parse(words.now);
  limit.prune(nowMs);
  if (limit.take(claim.link, nowMs) > 0) return tell(exchange, "busy");
  await answer(exchange, claim);
}

async function show(exchange: Exchange, claim: PartnerClaim, nameMissing = false): Promise<void> {
  const { options, words } = exchange;
  const { redis, secret } = options;
  const standing = await partnerStanding(redis, claim, words.now);
  if (standing.kind !== "open") return tell(exchange, standing.kind);
  const { announcement } = standing;
  const { count: people } = await countRecipients(redis, announcement.content, words.now);
  const formToken = formTokenOf(claim, secret);
  const { expires } = claim;
  const page = renderAsking(words, { announcement, people, expires, formToken, nameMissing });
  send(exchange, nameMissing ? 422 : 200, page);
}

async function record(exchange: Exchange, claim: PartnerClaim): Promise<void> {
  const { request, response, options, words } = exchange;
  const form = await readForm(request);
  const answer = form?.get("answer");
  if (form === undefined || !isFormToken(form.get("token") ?? "", claim, options.secret))
    return tell(exchange, "form");
  if (answer !== "yes" && answer !== "no") return tell(exchange, "form");
  const name = readPartnerName(form.get("name") ?? "");
  if (name === undefined) return show(exchange, claim, true);
  const approves = answer === "yes";
  const whereabouts = ({ program = "" }: AnnouncementContent) => whereaboutsOf(words.findProgram(program));
  const given = { approves, name, now: words.now, whereabouts };
  const outcome = await answerAsPartner(options.redis, claim, given);
  if (outcome.kind !== "recorded") return tell(exchange, outcome.kind === "open" ? "broken" : outcome.kind);
  response.setHeader("Location", `${THANKS}?answer=${answer}&language=${words.language}`);
  send(exchange, 303, "");
}

/** Reads a form as browsers send it; undefined for anything else. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return undefined;
  const body = await readBody(request, FORM_LIMIT_BYTES).catch(() => undefined);
  return body && new URLSearchParams(body.toString("utf8"));
}

function tell(exchange: Exchange, problem: PartnerProblem): void {
  if (problem === "busy" || problem === "broken") exchange.response.setHeader("Retry-After", 60);
  send(exchange, STATUSES[problem], renderProblem(exchange.words, problem));
}

function send({ response, words }: Exchange, status: number, page: string): void {
  // The address is the secret: it goes to nobody else, and stays nowhere.
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("X-Robots-Tag", "noindex");
  const { language } = words;
  sendHtml(response, page, { status, language, policy: PARTNER_POLICY, vary: "Accept-Language" });
}
