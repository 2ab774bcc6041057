/** A form that posts to an action, with what proves that it is ours. */
import type { ComponentChildren, VNode } from "preact";
import { CONSOLE } from "./console-paths.ts";
import type { Call } from "./visit.ts";

interface FormProps {
  readonly call: Call;
  /** Below `/console`. */
  readonly action: string;
  readonly class?: string;
  /** The id of what names the form to those who cannot see it. */
  readonly labelledBy?: string;
  readonly children: ComponentChildren;
}

/** Gives a form whose token is bound to the session. */
export function Form({ call, action, labelledBy, children, ...rest }: FormProps): VNode {
  return (
    <form method="post" action={`${CONSOLE}${action}`} aria-labelledby={labelledBy} class={rest.class}>
      <input type="hidden" name="token" value={call.formToken} />
      {children}
    </form>
  );
}
