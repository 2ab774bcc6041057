import { Form } from "../form.tsx";
import type { OpenRoute } from "../visit.ts";

/** Asks whether to use a developer's link: opening it uses nothing up, as programs that look ahead at links do. */
export const linkPage: OpenRoute = {
  method: "GET",
  path: "/link/:id",
  open: true,
  answer: (call) => {
    const { say } = call.words;
    return {
      title: say("console.link.title"),
      body: (
        <div class="narrow">
          <h1>{say("console.link.title")}</h1>
          <p>{say("console.link.text")}</p>
          <Form call={call} action={`/link/${call.id}`}>
            <button type="submit" class="main">
              {say("console.signIn.go")}
            </button>
          </Form>
        </div>
      ),
    };
  },
};
