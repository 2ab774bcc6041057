/**
 * Reads where an Event of schema.org takes place: a place, an address, a name, the net, or several of these.
 */
import { plainLine } from "../plain-text.ts";
import type { Localized, Place } from "../program.ts";
import type { TextLanguage } from "../text-language.ts";
import {
  type Linked,
  localizedOf,
  type Node,
  nameOf,
  nodesOf,
  resolve,
  textOf,
  typesOf,
  valuesOf,
} from "./linked-data.ts";
import { isOnlineText, splitPlace } from "./place-text.ts";

interface Reader {
  readonly language: TextLanguage;
  readonly linked: Linked;
}

const clean = (text: string) => plainLine(text, 200);

/** Reads the first place that is one, and whether one can take part over the net. */
export function readPlaces(
  node: Node,
  { title, ...reader }: Reader & { readonly title: Localized },
): { readonly place?: Place; readonly online: boolean } {
  const mode = nameOf(valuesOf(node, "eventAttendanceMode")[0]) ?? "";
  const status = nameOf(valuesOf(node, "eventStatus")[0]);
  let isVirtual = /^(?:Online|Mixed)/.test(mode) || status === "EventMovedOnline";
  let place: Place | undefined;
  for (const value of valuesOf(node, "location")) {
    const location = resolve(value, reader.linked);
    if (location !== undefined && typesOf(location).includes("VirtualLocation")) isVirtual = true;
    else if (location !== undefined) place ??= readPlace(location, reader);
    else if (typeof value === "string") place ??= readText(value, reader);
  }
  const said = [...Object.values(title), ...Object.values(place?.name ?? {})].join(" ");
  const online = isVirtual || isOnlineText(said) || valuesOf(node, "location").some(isLink);
  return place === undefined ? { online } : { place, online };
}

function isLink(value: unknown): boolean {
  return typeof value === "string" && /^https?:/i.test(value.trim());
}

function readText(text: string, { language }: Reader): Place | undefined {
  const { name, address } = splitPlace(text);
  if (name === "") return undefined;
  return { name: { [language]: name }, address: address === "" ? {} : { [language]: address }, district: {} };
}

function readPlace(location: Node, reader: Reader): Place | undefined {
  const { language, linked } = reader;
  const id = location["@id"];
  const isAddress = typesOf(location).includes("PostalAddress");
  const name = localizedOf(location, "name", { language, clean });
  const address = isAddress ? addressOf(location) : addressIn(location, linked);
  const around = nodesOf(location, "containedInPlace", linked)[0];
  const position = positionOf(location, linked);
  const isNamed = Object.keys(name).length > 0;
  if (!isNamed && address === "" && typeof id !== "string") return undefined;
  return {
    ...(typeof id === "string" && !id.startsWith("_:") ? { id } : {}),
    name: isNamed ? name : address === "" ? {} : { [language]: address },
    address: isNamed && address !== "" ? { [language]: address } : {},
    district: around === undefined ? {} : localizedOf(around, "name", { language, clean }),
    ...(position === undefined ? {} : { position }),
  };
}

function addressIn(location: Node, linked: Linked): string {
  const [value] = valuesOf(location, "address");
  const node = typeof value === "string" ? undefined : resolve(value, linked);
  return node === undefined ? clean(typeof value === "string" ? value : "") : addressOf(node);
}

function addressOf(address: Node): string {
  const city = [textOf(address, "postalCode"), textOf(address, "addressLocality")].filter(Boolean).join(" ");
  return clean([textOf(address, "streetAddress"), city].filter(Boolean).join(", "));
}

function positionOf(location: Node, linked: Linked): Place["position"] {
  const geo = nodesOf(location, "geo", linked)[0] ?? location;
  const [latitude = Number.NaN, longitude = Number.NaN] = ["latitude", "longitude"].map((name) =>
    Number((textOf(geo, name) ?? "none").replace(",", ".")),
  );
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : undefined;
}
