import type { VNode } from "preact";
import { qrModules } from "../../links/qr-code.ts";
import { codeAddress, makeCodeSecret } from "../../staff/one-time-code.ts";
import { CONSOLE } from "../console-paths.ts";
import { Form } from "../form.tsx";
import { keepNewCode } from "../new-code.ts";
import type { Answer, ConsoleRoute, Visit } from "../visit.ts";

/** Shows a new secret for one-time codes; it counts only once a code made with it was typed. */
export const codeSetup: ConsoleRoute = {
  method: "GET",
  path: "/account/code",
  for: "staff",
  answer: async (visit) => {
    if (visit.member.subject !== undefined) return { to: `${CONSOLE}/account` };
    const secret = makeCodeSecret();
    await keepNewCode(visit, secret);
    return showCodeSetup(visit, secret);
  },
};

/** Shows the page with a secret, saying so when a code was wrong. */
export function showCodeSetup(visit: Visit, secret: string, isWrong = false): Answer {
  const { say } = visit.words;
  return {
    title: say("console.setup.title"),
    status: isWrong ? 422 : undefined,
    body: (
      <div class="narrow">
        <h1>{say("console.setup.title")}</h1>
        <p>{say("console.setup.text")}</p>
        <QrCode text={codeAddress(secret, visit.member.name)} label={say("console.setup.picture")} />
        <p>{say("console.setup.byHand")}</p>
        <p>
          <code class="secret">{(secret.match(/.{4}/g) ?? []).join(" ")}</code>
        </p>
        {isWrong && (
          <p class="wrong" id="trouble" role="alert">
            {say("console.code.wrong")}
          </p>
        )}
        <Form call={visit} action="/account/code">
          <label for="code">{say("console.code.label")}</label>
          <input
            id="code"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            required
            class="short"
            aria-describedby={isWrong ? "trouble" : undefined}
          />
          <button type="submit" class="main">
            {say("console.setup.go")}
          </button>
        </Form>
      </div>
    ),
  };
}

function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const rows = qrModules(text);
  const size = rows.length + 8;
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : [])))
    .join("");
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
