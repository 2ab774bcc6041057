/** Which dialog an intent leads to, where no dialog is under way or the patron asks for something else. */
import type { Line, Opening } from "../dialog/dialog.ts";
import type { Intent } from "../understanding/understood.ts";

/** Where to go: a dialog, or one line that needs none. */
export type Route = { readonly opening: Opening } | { readonly line: Line };

const ROUTES: Readonly<Record<Exclude<Intent, "other">, Route>> = {
  recommend: { opening: { dialog: "recommend" } },
  smart_city: { opening: { dialog: "smart-city" } },
  feedback: { opening: { dialog: "feedback", payload: "library" } },
  idea: { opening: { dialog: "feedback", payload: "idea" } },
  campaign: { line: { key: "common.noCampaign" } },
  interests: { opening: { dialog: "settings", payload: "interests" } },
  my_data: { opening: { dialog: "privacy" } },
  forget: { opening: { dialog: "privacy", payload: "erase" } },
  stop: { opening: { dialog: "settings", payload: "messages" } },
  language: { opening: { dialog: "settings", payload: "language" } },
  person: { opening: { dialog: "person" } },
  practical: { opening: { dialog: "practical" } },
  help: { opening: { dialog: "home", payload: "help" } },
  cancel: { line: { key: "common.nothingToCancel" } },
  greeting: { opening: { dialog: "home", payload: "again" } },
  thanks: { line: { key: "common.thanks" } },
};

/** Finds where an intent leads; undefined when nothing was understood. */
export function routeOf(intent: Intent): Route | undefined {
  return intent === "other" ? undefined : ROUTES[intent];
}
