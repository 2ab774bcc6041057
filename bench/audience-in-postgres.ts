/**
 * The same patrons in PostgreSQL as listmonk keeps its subscribers: what is known of them in a JSON column, what they agreed to as lists
 * they are on; with the indexes that whoever looks after it would add for these questions.
 */
import { PURPOSES } from "../src/dialog/profile.ts";
import { ALONE, segmentsOf } from "../src/patrons/segments/segment.ts";
import { madePatrons } from "./made-patrons.ts";
import type { PostgresClient } from "./start-postgres.ts";

/** Room for everything in memory, a sure outcome after a crash as by default, and costs of a disk without heads. */
export const POSTGRES_SETTINGS: readonly string[] = [
  "shared_buffers=2GB",
  "effective_cache_size=6GB",
  "work_mem=256MB",
  "maintenance_work_mem=512MB",
  "random_page_cost=1.1",
  "effective_io_concurrency=200",
  "max_wal_size=8GB",
];

const TABLES = `
  CREATE TYPE subscriber_status AS ENUM ('enabled', 'disabled', 'blocklisted');
  CREATE TYPE subscription_status AS ENUM ('unconfirmed', 'confirmed', 'unsubscribed');
  CREATE TABLE lists (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
  CREATE TABLE subscribers (
    id serial PRIMARY KEY, uuid uuid NOT NULL, email text NOT NULL, name text NOT NULL, attribs jsonb NOT NULL,
    status subscriber_status NOT NULL DEFAULT 'enabled', created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now()
  );
  CREATE TABLE subscriber_lists (
    subscriber_id integer NOT NULL, list_id integer NOT NULL, status subscription_status NOT NULL DEFAULT 'confirmed',
    created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now()
  );
  CREATE TABLE recipients (
    campaign_id integer NOT NULL, subscriber_id integer NOT NULL, state smallint NOT NULL, PRIMARY KEY (campaign_id, subscriber_id)
  );
`;

// Those of listmonk, and then those for its questions. They are made when the rows are there: one by one takes far longer.
const INDEXES: readonly string[] = [
  "ALTER TABLE subscriber_lists ADD PRIMARY KEY (subscriber_id, list_id)",
  "ALTER TABLE subscriber_lists ADD FOREIGN KEY (subscriber_id) REFERENCES subscribers (id)",
  "ALTER TABLE subscriber_lists ADD FOREIGN KEY (list_id) REFERENCES lists (id)",
  "CREATE UNIQUE INDEX ON subscribers (uuid)",
  "CREATE UNIQUE INDEX ON subscribers (lower(email))",
  "CREATE INDEX ON subscribers (status)",
  "CREATE INDEX ON subscriber_lists (list_id)",
  "CREATE INDEX ON subscriber_lists (status)",
  "CREATE INDEX ON subscribers USING gin (attribs jsonb_path_ops)",
  "CREATE INDEX ON subscribers ((attribs->>'active'))",
  "CREATE INDEX ON subscribers ((attribs->>'language'))",
  "CREATE INDEX ON subscribers (id) INCLUDE (status) WHERE status <> 'blocklisted'",
  "CREATE INDEX ON subscriber_lists (list_id, subscriber_id) INCLUDE (status)",
  "VACUUM ANALYZE",
];

const AT_ONCE = 5000;

/** A list each. */
const PURPOSE_NAMES: readonly string[] = PURPOSES;
const ANNOUNCEMENTS = listOf("announcements");

/** Whoever agreed to announcements and can be reached. */
export const ANNOUNCED = `FROM subscribers s
  JOIN subscriber_lists l ON l.subscriber_id = s.id AND l.list_id = ${ANNOUNCEMENTS} AND l.status = 'confirmed'
  WHERE s.status <> 'blocklisted'`;

function listOf(purpose: string): number {
  return PURPOSE_NAMES.indexOf(purpose) + 1;
}

/** Counts who is meant; `sql` begins with {@link ANNOUNCED}. */
export async function countSubscribers(client: PostgresClient, sql: string): Promise<number> {
  return numberIn(await client.query(`SELECT count(*)::int AS number ${sql}`));
}

/** Keeps who is meant now as the recipients of a campaign, and tells how many they are. */
export async function freezeSubscribers(client: PostgresClient, sql: string): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO recipients SELECT ${CAMPAIGN}, s.id, ${PENDING} ${sql}`,
  );
  return rowCount ?? 0;
}

/** From here on everybody has agreed to announcements and can be reached. */
export async function letEverybodyAgree(client: PostgresClient): Promise<void> {
  await client.query(
    `INSERT INTO subscriber_lists SELECT id, ${ANNOUNCEMENTS} FROM subscribers ON CONFLICT DO NOTHING`,
  );
  await client.query("UPDATE subscribers SET status = 'enabled' WHERE status = 'blocklisted'");
  await client.query("VACUUM ANALYZE");
}

/** Tells how many bytes tables take on the disk, with their indexes. */
export async function tableBytes(client: PostgresClient, ...tables: readonly string[]): Promise<number> {
  const sum =
    "SELECT sum(pg_total_relation_size(name::regclass))::float AS number FROM unnest($1::text[]) AS name";
  return numberIn(await client.query(sum, [tables]));
}

function numberIn({ rows }: { readonly rows: readonly unknown[] }): number {
  const [row] = rows as readonly { readonly number: number }[]; // as the query names it
  return row?.number ?? Number.NaN;
}

const CAMPAIGN = 7;
const PENDING = 1;

/** Writes the patrons that {@link madePatrons} makes, then the indexes. */
export async function writeSubscribers(client: PostgresClient, count: number, nowMs: number): Promise<void> {
  await client.query(TABLES);
  await client.query("INSERT INTO lists (name) SELECT * FROM unnest($1::text[])", [PURPOSE_NAMES]);
  let rows: Row[] = [];
  let id = 0;
  for (const patron of madePatrons(count, nowMs)) {
    id += 1;
    rows.push(rowOf(id, segmentsOf(patron)));
    if (rows.length < AT_ONCE && id < count) continue;
    await insertRows(client, rows);
    rows = [];
  }
  for (const statement of INDEXES) await client.query(statement);
}

interface Row {
  readonly id: number;
  readonly status: "enabled" | "blocklisted";
  readonly attribs: string;
  readonly lists: readonly number[];
}

/** Kinds that a patron has one value of at most. */
const SINGLE: readonly string[] = ["language", "district", "via", "active"];

/** The same segments, so that both are asked about the same. */
function rowOf(id: number, segments: readonly string[]): Row {
  const attribs: Record<string, string | string[]> = {};
  const lists: number[] = [];
  for (const segment of segments) {
    const [kind = ""] = segment.split(":", 1);
    const value = segment.slice(kind.length + 1);
    if (ALONE.some((one) => one === kind)) continue;
    if (kind === "consent") lists.push(listOf(value));
    else if (SINGLE.includes(kind)) attribs[kind] = value;
    else attribs[kind] = [...((attribs[kind] as string[] | undefined) ?? []), value]; // filled here alone
  }
  const status = segments.includes("unreachable") ? "blocklisted" : "enabled";
  return { id, status, attribs: JSON.stringify(attribs), lists };
}

async function insertRows(client: PostgresClient, rows: readonly Row[]): Promise<void> {
  await client.query(
    `INSERT INTO subscribers (id, status, uuid, email, name, attribs)
     SELECT id, status, gen_random_uuid(), 'patron' || id || '@example.org', 'Patron ' || id, attribs::jsonb
     FROM unnest($1::int[], $2::subscriber_status[], $3::text[]) AS made (id, status, attribs)`,
    [rows.map(({ id }) => id), rows.map(({ status }) => status), rows.map(({ attribs }) => attribs)],
  );
  const pairs = rows.flatMap(({ id, lists }) => lists.map((list) => [id, list] as const));
  await client.query(
    "INSERT INTO subscriber_lists (subscriber_id, list_id) SELECT * FROM unnest($1::int[], $2::int[])",
    [pairs.map(([id]) => id), pairs.map(([, list]) => list)],
  );
}
