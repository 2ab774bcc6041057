/** The filters of the list of feedback: read from the address of the page, so that a list can be kept as a bookmark. */
import { DateTime } from "luxon";
import type { VNode } from "preact";
import { inLanguage } from "../../conversation/in-language.ts";
import { channelName } from "../../dialog/words.ts";
import type { FeedbackQuery, FilterValues } from "../../feedback/feedback-index.ts";
import { STATUSES } from "../../feedback/review.ts";
import { groupsOf } from "../../feedback/search-words.ts";
import { LANGUAGES } from "../../understanding/understood.ts";
import { CONSOLE } from "../console-paths.ts";
import type { Visit } from "../visit.ts";

/** What feedback can be about. */
export const ABOUTS = ["program", "library", "idea", "other", "question"] as const;

/** Reads what is looked for; what makes no sense is left out. */
export function readFilters({ query, words, member, parts }: Visit): FeedbackQuery {
  const text = (name: string) => query.get(name)?.trim() || undefined;
  const one = <T extends string>(name: string, known: readonly T[]) =>
    known.find((value) => value === query.get(name));
  const day = (name: string, plusDays: number) => {
    const date = DateTime.fromISO(text(name) ?? "", { zone: words.timeZone });
    return date.isValid ? date.startOf("day").plus({ days: plusDays }).toMillis() : undefined;
  };
  const rating = Number(query.get("rating"));
  const typed = text("q")?.slice(0, 300);
  return {
    fromMs: day("from", 0),
    untilMs: day("until", 1),
    language: one("language_of", LANGUAGES),
    channel: text("channel"),
    library: text("library"),
    about: one("about", ABOUTS),
    program: text("program"),
    rating: rating >= 1 && rating <= 5 ? rating : undefined,
    status: one("status", STATUSES),
    assigned: query.get("mine") === "1" ? member.id : undefined,
    tag: text("tag"),
    groups: typed === undefined ? undefined : groupsOf(typed, parts.terms),
  };
}

interface FiltersProps {
  readonly visit: Visit;
  readonly values: FilterValues;
}

/** Shows the filters as they are set. */
export function Filters({ visit, values }: FiltersProps): VNode {
  const { words, query } = visit;
  const { say } = words;
  const given = (name: string) => query.get(name) ?? "";
  const isNarrowed = [...query].some(
    ([name, value]) => value !== "" && !["q", "language", "page"].includes(name),
  );
  const named = (list: readonly string[]) => list.map((value) => ({ value, label: value }));
  const choices = [
    { name: "status", options: STATUSES.map((value) => ({ value, label: say(`console.status.${value}`) })) },
    { name: "about", options: ABOUTS.map((value) => ({ value, label: say(`console.about.${value}`) })) },
    { name: "rating", options: named(["5", "4", "3", "2", "1"]) },
    {
      name: "language_of",
      options: LANGUAGES.map((value) => ({ value, label: say(`console.language.${value}`) })),
    },
    {
      name: "channel",
      options: values.channels.map((value) => ({
        value,
        label: say("console.filter.is", { value: channelName(value) }),
      })),
    },
    { name: "library", options: named(values.libraries) },
    { name: "tag", options: named(values.tags) },
  ] as const;
  return (
    <search>
      <form method="get" action={`${CONSOLE}/feedback`} class="filters">
        <div class="search">
          <label for="q">{say("console.filter.q")}</label>
          <input id="q" name="q" type="search" value={given("q")} maxLength={300} />
          <button type="submit" class="main">
            {say("console.filter.go")}
          </button>
        </div>
        <details open={isNarrowed}>
          <summary>{say("console.filter.more")}</summary>
          <div class="fields">
            {(["from", "until"] as const).map((name) => (
              <p key={name}>
                <label for={name}>{say(`console.filter.${name}`)}</label>
                <input id={name} name={name} type="date" value={given(name)} />
              </p>
            ))}
            {choices
              .filter(({ options }) => options.length > 0)
              .map(({ name, options }) => (
                <p key={name}>
                  <label for={name}>{say(`console.filter.${name}`)}</label>
                  <select id={name} name={name}>
                    <option value="">{say("console.filter.any")}</option>
                    {options.map(({ value, label }) => (
                      <option key={value} value={value} selected={given(name) === value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </p>
              ))}
          </div>
          {given("program") !== "" && <ProgramChoice visit={visit} id={given("program")} />}
          <label class="choice">
            <input type="checkbox" name="mine" value="1" checked={given("mine") === "1"} />{" "}
            {say("console.filter.mine")}
          </label>
          <p>
            <button type="submit">{say("console.filter.go")}</button>{" "}
            <a href={`${CONSOLE}/feedback`}>{say("console.filter.clear")}</a>
          </p>
        </details>
      </form>
    </search>
  );
}

/** A program is chosen on the page of an item: there are too many to choose from here. */
function ProgramChoice({ visit, id }: { readonly visit: Visit; readonly id: string }): VNode {
  const { words, parts } = visit;
  const title = inLanguage(parts.findProgram(id)?.title ?? { fi: id }, words.language).text;
  return (
    <label class="choice">
      <input type="checkbox" name="program" value={id} checked />{" "}
      {words.say("console.filter.program", { title })}
    </label>
  );
}
