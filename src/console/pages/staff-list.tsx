import type { VNode } from "preact";
import { ROLES, type StaffAccount } from "../../staff/account.ts";
import { loadStaff } from "../../staff/staff-store.ts";
import { Form } from "../form.tsx";
import { listSessions } from "../session-store.ts";
import type { ConsoleRoute, Visit } from "../visit.ts";

/** Lists the accounts of staff with their sessions, and adds one. */
export const staffList: ConsoleRoute = {
  method: "GET",
  path: "/staff",
  for: ["admin"],
  answer: async (visit) => {
    const { say, now } = visit.words;
    const { redis } = visit.parts;
    const { accounts, unreadable } = await loadStaff(redis);
    const sorted = [...accounts.values()].sort((one, other) => one.name.localeCompare(other.name, "fi"));
    const counts = await Promise.all(
      sorted.map(async ({ id }) => (await listSessions(redis, id, now)).length),
    );
    return {
      title: say("console.staff.title"),
      body: (
        <>
          <h1>{say("console.staff.title")}</h1>
          {unreadable.size > 0 && (
            <p class="wrong">{say("console.staff.unreadable", { ids: [...unreadable.keys()].join(", ") })}</p>
          )}
          <ul class="rows">
            {sorted.map((account, at) => (
              <Account key={account.id} visit={visit} account={account} sessions={counts[at] ?? 0} />
            ))}
          </ul>
          <h2 id="add">{say("console.staff.add")}</h2>
          <AddForm visit={visit} />
        </>
      ),
    };
  },
};

interface AccountProps {
  readonly visit: Visit;
  readonly account: StaffAccount;
  readonly sessions: number;
}

function Account({ visit, account, sessions }: AccountProps): VNode {
  const { say } = visit.words;
  const { id, name, roles, partner, code, subject } = account;
  const isSelf = id === visit.member.id;
  const facts = [
    ...roles.map((role) => say(`console.role.${role}`)),
    ...(partner === undefined ? [] : [partner]),
    ...(code === undefined ? [] : [say("console.staff.hasCode")]),
    ...(subject === undefined ? [] : [say("console.staff.fromProvider")]),
    say("console.staff.sessions", { count: sessions }),
  ];
  return (
    <li>
      <div>
        <strong id={`name-${id}`}>{name}</strong>
        <br />
        <span class="hint">{facts.join(" · ")}</span>
      </div>
      {!isSelf && (
        <details>
          <summary aria-describedby={`name-${id}`}>{say("console.staff.change")}</summary>
          {subject === undefined && (
            <Form call={visit} action={`/staff/${id}/key`}>
              <button type="submit" aria-describedby={`name-${id}`}>
                {say("console.staff.renew")}
              </button>
            </Form>
          )}
          {code !== undefined && (
            <Form call={visit} action="/account/code/remove">
              <input type="hidden" name="staff" value={id} />
              <button type="submit" aria-describedby={`name-${id}`}>
                {say("console.staff.resetCode")}
              </button>
            </Form>
          )}
          {sessions > 0 && (
            <Form call={visit} action="/session/revoke">
              <input type="hidden" name="staff" value={id} />
              <button type="submit" aria-describedby={`name-${id}`}>
                {say("console.staff.endSessions")}
              </button>
            </Form>
          )}
          <Form call={visit} action={`/staff/${id}/remove`}>
            <label class="choice">
              <input type="checkbox" name="sure" value="yes" required /> {say("console.staff.sure", { name })}
            </label>
            <button type="submit" class="danger">
              {say("console.staff.remove")}
            </button>
          </Form>
        </details>
      )}
    </li>
  );
}

function AddForm({ visit }: { readonly visit: Visit }): VNode {
  const { say } = visit.words;
  return (
    <Form call={visit} action="/staff/add" labelledBy="add" class="narrow">
      <label for="name">{say("console.staff.name")}</label>
      <input id="name" name="name" required maxLength={60} autocomplete="off" />
      <fieldset>
        <legend>{say("console.staff.roles")}</legend>
        {ROLES.map((role) => (
          <label class="choice" key={role}>
            <input type="checkbox" name="role" value={role} /> {say(`console.role.${role}`)}
          </label>
        ))}
      </fieldset>
      <label for="partner">{say("console.staff.partner")}</label>
      <p class="hint" id="partner-hint">
        {say("console.staff.partnerHint")}
      </p>
      <input id="partner" name="partner" maxLength={60} aria-describedby="partner-hint" autocomplete="off" />
      <button type="submit" class="main">
        {say("console.staff.go")}
      </button>
    </Form>
  );
}
