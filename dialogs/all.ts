import type { Dialog, DialogName } from "../src/dialog/dialog.ts";
import { connect } from "./connect.ts";
import { feedback } from "./feedback.ts";
import { home } from "./home.ts";
import { person } from "./person.ts";
import { practical } from "./practical.ts";
import { privacy } from "./privacy.ts";
import { recommend } from "./recommend.ts";
import { settings } from "./settings.ts";
import { smartCity } from "./smart-city.ts";

/** Everything Kutsu can talk about. */
export const dialogs: Readonly<Record<DialogName, Dialog>> = {
  home,
  recommend,
  "smart-city": smartCity,
  feedback,
  settings,
  privacy,
  person,
  practical,
  connect,
};
