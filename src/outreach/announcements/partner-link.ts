/**
 * The link by which a partner approves an announcement or says no. It is signed, and bound to the announcement, to what it says now, and
 * to one answer: it ends when it is used, after seven days, when the announcement changes, and when a newer link is made. Whoever has
 * the link has the partner's say, so that it is shown to staff only, and no log holds it.
 */
import { createHmac, randomBytes } from "node:crypto";
import { isSameSecret } from "../../same-secret.ts";
import type { KutsuRedis } from "../../store/redis.ts";
import { withApproval } from "./announce.ts";
import type { Announcement } from "./announcement.ts";
import { type Change, changeAnnouncement, findAnnouncement } from "./announcement-store.ts";
import { digestOf } from "./approval.ts";
import { type Acting, NotPossible, type ProgramNow } from "./requirements.ts";

const LINK_TTL_MS = 7 * 24 * 3600 * 1000;
const NAME_LENGTH = 60;

/** What a link claims. */
export interface PartnerClaim {
  readonly announcement: string;
  /** Of the content it was made for. */
  readonly digest: string;
  /** The link's own id: it can be used once. */
  readonly link: string;
  /** ISO 8601, a whole second. */
  readonly expires: string;
}

/** How a link stands: it can be answered, or why not. */
export type PartnerStanding =
  | { readonly kind: "open"; readonly announcement: Announcement }
  | { readonly kind: "expired" | "answered" | "changed" | "replaced" | "over" };

/** Makes a link for the partner of an announcement; those made before end. Throws when no partner is asked. */
export async function makePartnerLink(
  redis: KutsuRedis,
  id: string,
  { by, now }: Acting,
): Promise<PartnerClaim> {
  if (!by.roles.includes("staff") && !by.roles.includes("approver"))
    throw new NotPossible(
      `Cannot make a partner's link as "${by.name}": it needs the role staff or approver, and theirs is ${by.roles.join(", ")}`,
    );
  const link = randomBytes(9).toString("base64url");
  const expires = new Date(Math.floor((Date.parse(now) + LINK_TTL_MS) / 1000) * 1000).toISOString();
  let digest = "";
  const workOut = (before: Announcement): Change => {
    const cannot = (why: string) =>
      new NotPossible(`Cannot make a partner's link for announcement "${id}": ${why}`);
    digest = digestOf(before.content);
    if (before.content.partner === undefined)
      throw cannot("it names no partner (add partner: to its file, and draft it again)");
    if (before.status !== "draft") throw cannot(`it is ${before.status}`);
    if (before.partnerApproval?.digest === digest)
      throw cannot(`${before.content.partner} has approved it already`);
    return {
      after: { ...before, partnerLink: { id: link, digest, expires } },
      log: { who: by, did: "make-partner-link" },
    };
  };
  await changeAnnouncement(redis, id, { now, workOut });
  return { announcement: id, digest, link, expires };
}

/** Writes a claim as the last part of an address, with its signature. */
export function signPartnerLink(claim: PartnerClaim, secret: string): string {
  const { announcement, digest, link, expires } = claim;
  const text = [announcement, digest, link, Date.parse(expires) / 1000].join(".");
  return `${text}.${signatureOf(text, secret)}`;
}

/** Reads a claim; undefined for what Kutsu did not make. Whether it still holds is told by {@link partnerStanding}. */
export function readPartnerLink(token: string, secret: string): PartnerClaim | undefined {
  const [, text = "", announcement = "", digest = "", link = "", seconds = "", signature = ""] =
    /^(([a-z0-9]{6,20})\.([\w-]{43})\.([\w-]{12})\.(\d{10}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!isSameSecret(signature, signatureOf(text, secret))) return undefined;
  return { announcement, digest, link, expires: new Date(Number(seconds) * 1000).toISOString() };
}

/** Makes what the form of a link's page carries: an answer comes from the page, not from somebody who only guessed its address. */
export function formTokenOf({ link, digest }: PartnerClaim, secret: string): string {
  return createHmac("sha256", secret).update(`partner-form:${link}:${digest}`).digest("base64url");
}

/** Tells whether a form's token belongs to a link. */
export function isFormToken(token: string, claim: PartnerClaim, secret: string): boolean {
  return isSameSecret(token, formTokenOf(claim, secret));
}

/** Tells how a genuine link stands. */
export async function partnerStanding(
  redis: KutsuRedis,
  claim: PartnerClaim,
  now: string,
): Promise<PartnerStanding> {
  return standingOf(await findAnnouncement(redis, claim.announcement), claim, now);
}

function standingOf(
  announcement: Announcement | undefined,
  { digest, link, expires }: PartnerClaim,
  now: string,
): PartnerStanding {
  if (announcement === undefined) return { kind: "over" };
  const { partnerApproval, partnerRefusal, partnerLink, content, status } = announcement;
  if (partnerApproval?.id === link || partnerRefusal?.id === link) return { kind: "answered" };
  if (Date.parse(expires) <= Date.parse(now)) return { kind: "expired" };
  if (status !== "draft") return { kind: "over" };
  if (digestOf(content) !== digest) return { kind: "changed" };
  return partnerLink?.id === link ? { kind: "open", announcement } : { kind: "replaced" };
}

/** What a partner answers. */
export interface PartnerAnswer extends Pick<ProgramNow, "whereabouts"> {
  readonly approves: boolean;
  /** Who answers for the partner, as {@link readPartnerName} gives it. */
  readonly name: string;
  readonly now: string;
}

/** What came of an answer: `hindered` when it cannot be approved as it is, by nobody; staff are told, and the link stays open. */
export type PartnerOutcome = PartnerStanding | { readonly kind: "recorded" | "hindered" };

/**
 * Records what a partner answers by a genuine link, and uses the link up. When the link does not hold, nothing is recorded. The last
 * approval that was missing freezes the audience.
 */
export async function answerAsPartner(
  redis: KutsuRedis,
  claim: PartnerClaim,
  { approves, name, now, whereabouts }: PartnerAnswer,
): Promise<PartnerOutcome> {
  const { announcement: id } = claim;
  const whenOpen = async (
    change: (before: Announcement) => Change | Promise<Change>,
    done: "recorded" | "hindered",
  ): Promise<PartnerOutcome> => {
    let outcome: PartnerOutcome = { kind: "over" };
    const workOut = (before: Announcement): Change | Promise<Change> => {
      const standing = standingOf(before, claim, now);
      outcome = standing.kind === "open" ? { kind: done } : standing;
      return standing.kind === "open" ? change(before) : { after: before };
    };
    await changeAnnouncement(redis, id, { now, workOut });
    return outcome;
  };
  const answer = ({ partnerLink, partnerRefusal, partnerHindered, ...kept }: Announcement) => {
    const program = whereabouts?.(kept.content);
    const answered = { id: claim.link, name, at: now, digest: claim.digest, ...(program && { program }) };
    const who = { id: `partner-${claim.link}`, name: `${name} (${kept.content.partner})` };
    const did = approves ? "approve-announcement-as-partner" : "refuse-announcement-as-partner";
    const log = { who, did, about: id };
    if (!approves) return { after: { ...kept, partnerRefusal: answered }, log };
    return withApproval(redis, { after: { ...kept, partnerApproval: answered }, log, now });
  };
  if ((await findAnnouncement(redis, id)) === undefined) return { kind: "over" };
  try {
    return await whenOpen(answer, "recorded");
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error;
    const partnerHindered = { name, at: now, why: error.message };
    return whenOpen((before) => ({ after: { ...before, partnerHindered } }), "hindered");
  }
}

/** Reads the name that whoever answers has typed; undefined when there is none. */
export function readPartnerName(text: string): string | undefined {
  const name = text
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  return name === "" ? undefined : [...name].slice(0, NAME_LENGTH).join("").trim();
}

function signatureOf(text: string, secret: string): string {
  return createHmac("sha256", secret).update(`partner:${text}`).digest("base64url");
}
