/** Between Slack's markup and plain text: what members wrote becomes plain, and what is plain can be shown as it is. */

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Makes plain text of what a member wrote; the name of the bot, which only calls it, is left out. */
export function plainText(text: string, bot?: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => spoken(inside, bot))
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}

/** What stands between angle brackets: a link, or a person, channel or group. */
function spoken(inside: string, bot: string | undefined): string {
  const [target = "", ...labels] = inside.split("|");
  const label = labels.join("|");
  const mark = target.charAt(0);
  if (mark === "@") return target.slice(1) === bot || label === "" ? "" : `@${label}`;
  if (mark === "#") return label === "" ? "" : `#${label}`;
  // Groups and dates carry their words; "<!here>" has none.
  if (mark === "!") return label;
  return label === "" ? target : label;
}

/** Escapes plain text for the places where Slack reads markup. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Writes a link in Slack's markup. */
export function markupLink(url: string, label?: string): string {
  const target = escapeMarkup(url.replaceAll("|", "%7C"));
  return label === undefined ? `<${target}>` : `<${target}|${escapeMarkup(label).replaceAll("|", "¦")}>`;
}
