import { CONSOLE } from "../console-paths.ts";
import { findEntry } from "../entrance.ts";
import { Form } from "../form.tsx";
import type { Answer, Call, OpenRoute } from "../visit.ts";
import type { Trouble } from "./sign-in-page.tsx";

/** Asks for the one-time code that goes with the key. */
export const codePage: OpenRoute = {
  method: "GET",
  path: "/sign-in/code",
  open: true,
  answer: async (call) =>
    (await findEntry(call))?.kind === "code" ? showCode(call) : { to: `${CONSOLE}/sign-in` },
};

/** Shows the page that asks for a code, with what went wrong where something did. */
export function showCode(call: Call, trouble?: Trouble): Answer {
  const { say } = call.words;
  return {
    title: say("console.code.title"),
    status: trouble?.status,
    body: (
      <div class="narrow">
        <h1>{say("console.code.title")}</h1>
        {trouble && (
          <p class="wrong" id="trouble" role="alert">
            {say(trouble.key, trouble.values)}
          </p>
        )}
        <Form call={call} action="/sign-in/code">
          <label for="code">{say("console.code.label")}</label>
          <p class="hint" id="hint">
            {say("console.code.hint")}
          </p>
          <input
            id="code"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            pattern="[0-9 ]{6,8}"
            required
            aria-describedby={trouble ? "hint trouble" : "hint"}
          />
          <button type="submit" class="main">
            {say("console.signIn.go")}
          </button>
        </Form>
        <p class="hint">{say("console.code.lost")}</p>
      </div>
    ),
  };
}
