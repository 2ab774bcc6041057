/** Asks which of two things a message means, where one is hardly likelier than the other. */
import type { Choice } from "../dialog/dialog.ts";
import { INTENTS, type Intent, type Understood } from "../understanding/understood.ts";
import { SURE } from "./commands.ts";
import { languageOf, type Scene, type Stand, say } from "./scene.ts";

/** A choice of what was meant: `meant:<intent>`. */
const MEANT = "meant:";
/** The rest ask nothing of Kutsu; what erases or ends something is offered to nobody who has not asked for it. */
const ASKED = [
  ...(["recommend", "smart_city", "feedback", "idea", "campaign", "interests", "my_data"] as const),
  ...(["language", "person", "practical", "help"] as const),
] as const satisfies readonly Intent[];

/** Asks which is meant; undefined when it is clear enough, or when only one of them can be helped with. */
export function askWhich(
  stand: Stand,
  text: string,
  { intent, confidence, alternative }: Understood,
): Stand | undefined {
  const between = [intent, alternative].flatMap((meant) => ASKED.find((asked) => asked === meant) ?? []);
  if (confidence >= SURE || between.length < 2) return undefined;
  const choices: readonly Choice[] = between.map((meant) => ({
    value: `${MEANT}${meant}`,
    label: { phrase: `common.meant.${meant}` },
  }));
  return say({ ...stand, talk: { ...stand.talk, doubt: { text } } }, { key: "common.meant.ask", choices });
}

/** Understands the message again as the patron says it was meant; undefined when the value says nothing about it. */
export function asMeant(scene: Scene, stand: Stand, value: string): Understood | undefined {
  const { doubt } = stand.talk;
  const intent = INTENTS.find((known) => value === `${MEANT}${known}`);
  if (doubt === undefined || intent === undefined) return undefined;
  const { language, slots } = scene.tools.understanding.understand(doubt.text.replace(MASK, " "), {
    now: scene.now,
    language: languageOf(stand),
  });
  return { text: doubt.text, ...(language && { language }), intent, confidence: 1, slots };
}

/** What stands for personal data says nothing about what the patron wants. */
export const MASK = /\[[^\]]*\]/g;
