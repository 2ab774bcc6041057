/**
 * Reads places that sources give as one line of text.
 */
import { plainLine } from "../plain-text.ts";

const ONLINE =
  /(?<!\p{L})(?:virtual|online|zoom|webinar|webinaari|verkossa|verkkotapahtuma|etänä|etätapahtuma|teams-?(?:kokous|meeting)|google meet|microsoft teams|internet|på nätet)(?!\p{L})|^\s*https?:/iu;

/** Tells whether a title and a place say that one takes part over the net. */
export function isOnlineText(text: string): boolean {
  return ONLINE.test(text) || /\s(?:https?:\/\/)\S*(?:zoom|teams|meet)\S*/i.test(text);
}

/** Takes "Kallion kirjasto, Viides linja 11, Helsinki" apart; a bare street address stays whole, and a link is no place. */
export function splitPlace(text: string): { readonly name: string; readonly address: string } {
  const line = plainLine(
    text
      .replaceAll("<", "&lt;")
      .replace(/https?:\/\/\S+/gi, "")
      .replace(/\s*\n\s*/g, ", "),
    400,
  );
  const parts = line
    .split(/,\s*/)
    .map((one) => one.trim())
    .filter(Boolean);
  const [name = "", ...rest] = parts;
  const isStreet = /\p{L}\s+\d+\s*\p{L}?$/u.test(name) && rest.every((one) => !/\d+\s*\p{L}?$/u.test(one));
  if (isStreet && rest.length > 0) return { name: line.slice(0, 200), address: "" };
  return { name: name.slice(0, 200), address: rest.join(", ").slice(0, 200) };
}
