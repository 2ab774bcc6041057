import type { LocaleKey, Values } from "../../dialog/words.ts";
import { CONSOLE, safeReturn } from "../console-paths.ts";
import { Form } from "../form.tsx";
import type { Call, OpenRoute, Shown } from "../visit.ts";

/** What went wrong at the last try. */
export interface Trouble {
  readonly key: LocaleKey;
  readonly values?: Values;
  readonly status: number;
  /** The name that was typed. */
  readonly name?: string;
}

/** Asks who it is. */
export const signInPage: OpenRoute = {
  method: "GET",
  path: "/sign-in",
  open: true,
  answer: (call) => showSignIn(call),
};

/** Shows the page that asks who it is, with what went wrong where something did. */
export function showSignIn(call: Call, trouble?: Trouble): Shown {
  const { say } = call.words;
  const back = safeReturn(call.form.get("back") ?? call.query.get("back"));
  const hint = trouble ? "key-hint trouble" : "key-hint";
  return {
    title: say("console.signIn.title"),
    status: trouble?.status,
    body: (
      <div class="narrow">
        <h1>{say("console.signIn.title")}</h1>
        {trouble && (
          <p class="wrong" id="trouble" role="alert">
            {say(trouble.key, trouble.values)}
          </p>
        )}
        {call.parts.provider && (
          <>
            <p>
              <a class="button main" href={`${CONSOLE}/provider?${new URLSearchParams({ back })}`}>
                {say("console.signIn.provider")}
              </a>
            </p>
            <h2>{say("console.signIn.or")}</h2>
          </>
        )}
        <Form call={call} action="/session/start">
          <input type="hidden" name="back" value={back} />
          <label for="name">{say("console.signIn.name")}</label>
          <input
            id="name"
            name="name"
            autocomplete="username"
            required
            maxLength={60}
            value={trouble?.name ?? ""}
            aria-describedby={trouble ? "trouble" : undefined}
          />
          <label for="key">{say("console.signIn.key")}</label>
          <p class="hint" id="key-hint">
            {say("console.signIn.keyHint")}
          </p>
          <input
            id="key"
            name="key"
            type="password"
            autocomplete="current-password"
            required
            maxLength={200}
            aria-describedby={hint}
          />
          <button type="submit" class="main">
            {say("console.signIn.go")}
          </button>
        </Form>
      </div>
    ),
  };
}
