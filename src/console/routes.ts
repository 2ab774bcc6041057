/**
 * Every page and action of the console. What is open to anybody stands in a list of its own; all else needs a session and a role.
 */

import { codeAdd } from "./actions/code-add.ts";
import { codeCheck } from "./actions/code-check.ts";
import { codeRemove } from "./actions/code-remove.ts";
import { feedbackAssign } from "./actions/feedback-assign.ts";
import { feedbackNote } from "./actions/feedback-note.ts";
import { feedbackStatus } from "./actions/feedback-status.ts";
import { feedbackTag } from "./actions/feedback-tag.ts";
import { keyRenew } from "./actions/key-renew.ts";
import { linkFollow } from "./actions/link-follow.ts";
import { sessionEnd } from "./actions/session-end.ts";
import { sessionRevoke } from "./actions/session-revoke.ts";
import { sessionStart } from "./actions/session-start.ts";
import { staffAdd } from "./actions/staff-add.ts";
import { staffRemove } from "./actions/staff-remove.ts";
import { accountPage } from "./pages/account-page.tsx";
import { codePage } from "./pages/code-page.tsx";
import { codeSetup } from "./pages/code-setup.tsx";
import { feedbackList } from "./pages/feedback-list.tsx";
import { feedbackPage } from "./pages/feedback-page.tsx";
import { homePage } from "./pages/home-page.tsx";
import { linkPage } from "./pages/link-page.tsx";
import { providerReturn } from "./pages/provider-return.ts";
import { providerStart } from "./pages/provider-start.ts";
import { signInPage } from "./pages/sign-in-page.tsx";
import { staffList } from "./pages/staff-list.tsx";
import type { ConsoleRoute, OpenRoute } from "./visit.ts";

/** What anybody may ask for: the ways in. */
export const OPEN_ROUTES: readonly OpenRoute[] = [
  signInPage,
  sessionStart,
  codePage,
  codeCheck,
  linkPage,
  linkFollow,
  providerStart,
  providerReturn,
];

/** What needs a session and, where it says so, a role. */
export const ROUTES: readonly ConsoleRoute[] = [
  homePage,
  accountPage,
  sessionEnd,
  sessionRevoke,
  codeSetup,
  codeAdd,
  codeRemove,
  feedbackList,
  feedbackPage,
  feedbackStatus,
  feedbackAssign,
  feedbackTag,
  feedbackNote,
  staffList,
  staffAdd,
  staffRemove,
  keyRenew,
];
