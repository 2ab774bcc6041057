/** Patrons of two partitions whose profiles change through the store itself, and what Redis says of their segments. */
import { type Chance, chances, makePatron } from "../../../bench/made-patrons.ts";
import type { Address, ChannelEvent } from "../../../src/channels/channel.ts";
import type { Commit } from "../../../src/conversation/commit.ts";
import { ConversationStore } from "../../../src/conversation/conversation-store.ts";
import { decodeId } from "../../../src/id-code.ts";
import { newPatron, type Patron } from "../../../src/patrons/patron.ts";
import { erasePatron } from "../../../src/patrons/patron-data.ts";
import { numbersIn, readSegment } from "../../../src/patrons/segments/bits.ts";
import { readSegments, segmentNames } from "../../../src/patrons/segments/read-segments.ts";
import { DAILY, KINDS, segmentsOf, storedKinds } from "../../../src/patrons/segments/segment.ts";
import { PARTITIONS, type PatronId, partitionOfAddress } from "../../../src/store/keys.ts";
import type { KutsuRedis } from "../../../src/store/redis.ts";

/** When everything happens. */
export const NOW = "2026-11-25T10:00:00.000Z";

/** Lists addresses whose patrons share partitions 0 and 1: so many that their common segments grow. */
export function crowdedAddresses(count: number): readonly Address[] {
  const found: Address[] = [];
  for (let at = 0; found.length < count; at += 1) {
    const address: Address = `web:crowd-${at}`;
    if (partitionOfAddress(address) < 2) found.push(address);
  }
  return found;
}

/** A store, and the profiles it should hold. */
export class SegmentWorld {
  readonly redis: KutsuRedis;
  readonly store: ConversationStore;
  /** What is known of whom now. */
  readonly profiles = new Map<PatronId, Patron>();
  #events = 0;

  constructor(redis: KutsuRedis) {
    this.redis = redis;
    this.store = new ConversationStore(redis, { leaseMs: 60_000 });
  }

  /** Takes a turn that leaves the patron of an address with a profile, or erases them. Gives their id. */
  async commit(address: Address, change: (before: Patron) => Patron, erase = false): Promise<PatronId> {
    this.#events += 1;
    const id = `e${this.#events}`;
    const event: ChannelEvent = { id, from: address, at: NOW, scope: "private", kind: "said", text: "hi" };
    const snapshot = await this.store.acceptEvent(event);
    if (snapshot === undefined) throw new Error(`Cannot accept event "${id}": it was seen before`);
    const patron = change(snapshot.patron);
    const nothing = { messages: [], feedback: [], contacts: [], withdrawn: [] };
    const turn = { format: 1, turn: 1, at: NOW, event: id, address, patron: { kind: "said" } } as const;
    const commit: Commit = { ...nothing, patron, erase, transcript: { ...turn, said: [] } };
    const result = await this.store.commitTurn(snapshot, commit, { address, token: "test" });
    if (!result.committed) throw new Error(`Cannot commit event "${id}": another one was faster`);
    if (erase) this.profiles.delete(snapshot.id);
    else this.profiles.set(snapshot.id, patron);
    return snapshot.id;
  }

  /** Erases a patron from the desk. */
  async erase(id: PatronId): Promise<void> {
    await erasePatron(this.redis, id);
    this.profiles.delete(id);
  }

  /** Whom the profiles put where: segments with the ids in each. */
  expected(): Record<string, readonly string[]> {
    const segments: [string, PatronId][] = [...this.profiles].flatMap(([id, patron]) =>
      segmentsOf(patron).map((segment): [string, PatronId] => [segment, id]),
    );
    return sorted(segments);
  }

  /** Whom Redis has where, of every segment there is. */
  async stored(): Promise<Record<string, readonly string[]>> {
    const found: [string, PatronId][] = [];
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      const names = await segmentNames(this.redis, partition, KINDS.flatMap(storedKinds));
      for (const [name, content] of await readSegments(this.redis, partition, names)) {
        for (const number of numbersIn(readSegment(content, 200)))
          found.push([spoken(name), `${partition}-${number}`]);
      }
    }
    return sorted(found);
  }
}

function sorted(pairs: readonly (readonly [string, string])[]): Record<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, id] of pairs) groups.set(name, [...(groups.get(name) ?? []), id]);
  return Object.fromEntries([...groups].sort().map(([name, ids]) => [name, ids.sort()]));
}

/** A segment's name as segmentsOf gives it, from its name in Redis. */
function spoken(name: string): string {
  const [kind = "", value] = name.split(":");
  if (value === undefined) return kind;
  if (DAILY.some((daily) => daily === kind))
    return `${kind}:${new Date(Number(value) * 86_400_000).toISOString().slice(0, 10)}`;
  return `${kind === "topic" ? "interest" : kind}:${decodeId(value)}`;
}

/** Makes one small change by chance: a part of the profile becomes as it is in another patron. */
export function changeSomething(before: Patron, address: Address, chance: Chance): Patron {
  const nowMs = Date.parse(NOW);
  const other = OTHERS[Math.floor(chance() * OTHERS.length)] ?? newPatron;
  const heard = new Date(nowMs - Math.floor(chance() * 90) * DAY_MS).toISOString();
  const { outreach } = before;
  const [talk] = Object.values(other.talks);
  const at = before.talks[address] === undefined ? 0 : Math.floor(chance() * 11);
  switch (at) {
    case 0:
      return { ...before, met: true, talks: { [address]: { parked: [], reachable: true, ...talk } } };
    case 1:
      return { ...before, language: other.language };
    case 2:
      return { ...before, interests: [...other.interests, ...before.interests].slice(0, 6) };
    case 3:
      return { ...before, home: other.home };
    case 4:
      return { ...before, audience: other.audience, childAges: other.childAges };
    case 5:
      return { ...before, consents: other.consents };
    case 6:
      return { ...before, saved: other.saved };
    case 7:
      return { ...before, attended: [...other.attended, ...before.attended].slice(0, 6) };
    case 8:
      return { ...before, outreach: { ...outreach, shown: other.outreach.shown } };
    case 9:
      return { ...before, outreach: { ...outreach, announced: heard } };
    default:
      return { ...before, outreach: { ...outreach, heard } };
  }
}

const DAY_MS = 24 * 3600 * 1000;
const pool = chances(3);
const OTHERS = Array.from({ length: 2000 }, (_, at) => makePatron(`somebody-${at}`, pool, Date.parse(NOW)));

/** A patron with what is given and nothing else, on an address. */
export function patronAt(address: Address, known: Partial<Patron> = {}): Patron {
  return { ...newPatron, met: true, talks: { [address]: { reachable: true, parked: [] } }, ...known };
}
