import type { VNode } from "preact";
import { loadStaff } from "../../staff/staff-store.ts";
import { CONSOLE } from "../console-paths.ts";
import { Form } from "../form.tsx";
import { listSessions, type Session } from "../session-store.ts";
import type { ConsoleRoute, Visit } from "../visit.ts";
import { timeInWords } from "../words.ts";

/** Shows one's own account: roles, sessions, one-time codes. */
export const accountPage: ConsoleRoute = {
  method: "GET",
  path: "/account",
  for: "staff",
  answer: async (visit) => {
    const { member, parts, words } = visit;
    const { say } = words;
    const sessions = await listSessions(parts.redis, member.id, words.now);
    const account = (await loadStaff(parts.redis)).accounts.get(member.id);
    const roles = new Intl.ListFormat(words.language).format(
      member.roles.map((role) => say(`console.role.${role}`)),
    );
    return {
      title: say("console.account.title"),
      body: (
        <>
          <h1>{member.name}</h1>
          <p>{say("console.account.roles", { roles })}</p>
          <h2>{say("console.account.code")}</h2>
          {member.subject === undefined ? (
            <Codes visit={visit} isOn={account?.code !== undefined} />
          ) : (
            <p>{say("console.account.provider")}</p>
          )}
          <h2 id="sessions">{say("console.account.sessions")}</h2>
          <p>{say("console.account.sessionsHint")}</p>
          <ul class="rows">
            {sessions.map((session) => (
              <SessionRow key={session.digest} visit={visit} session={session} />
            ))}
          </ul>
          {sessions.length > 1 && (
            <Form call={visit} action="/session/revoke" labelledBy="sessions">
              <button type="submit">{say("console.account.endOthers")}</button>
            </Form>
          )}
        </>
      ),
    };
  },
};

function Codes({ visit, isOn }: { readonly visit: Visit; readonly isOn: boolean }): VNode {
  const { say } = visit.words;
  if (!isOn)
    return (
      <>
        <p>{say("console.account.codeOff")}</p>
        <p>
          <a class="button" href={`${CONSOLE}/account/code`}>
            {say("console.account.codeAdd")}
          </a>
        </p>
      </>
    );
  return (
    <Form call={visit} action="/account/code/remove">
      <p>{say("console.account.codeOn")}</p>
      <label for="code">{say("console.code.label")}</label>
      <input id="code" name="code" inputMode="numeric" autocomplete="one-time-code" required class="short" />
      <button type="submit">{say("console.account.codeRemove")}</button>
    </Form>
  );
}

function SessionRow({ visit, session }: { readonly visit: Visit; readonly session: Session }): VNode {
  const { words } = visit;
  const { say } = words;
  const isThis = session.digest === visit.session.digest;
  return (
    <li>
      <div>
        <strong>{browserName(session.browser) ?? say("console.account.unknownBrowser")}</strong>
        <br />
        <span class="hint">
          {isThis
            ? say("console.account.thisOne")
            : say("console.account.seen", { time: timeInWords(words, session.seenAt) })}
          {" · "}
          {say("console.account.began", { time: timeInWords(words, session.at) })}
        </span>
      </div>
      {!isThis && (
        <Form call={visit} action="/session/revoke">
          <input type="hidden" name="session" value={session.digest} />
          <button type="submit">{say("console.account.end")}</button>
        </Form>
      )}
    </li>
  );
}

/** A browser calls itself many things; people know it by one and by the system it runs on. */
function browserName(agent: string): string | undefined {
  const name = [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ].find(([mark = ""]) => agent.includes(mark))?.[1];
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0].replace("Mac OS X", "macOS");
  return name === undefined ? undefined : [name, system].filter(Boolean).join(", ");
}
