import type { VNode } from "preact";
import { inLanguage } from "../../conversation/in-language.ts";
import type { FeedbackItem } from "../../feedback/feedback-item.ts";
import { readItems } from "../../feedback/feedback-store.ts";
import { keptSince } from "../../feedback/follow-feedback.ts";
import { markWords } from "../../feedback/search-words.ts";
import { CONSOLE } from "../console-paths.ts";
import type { ConsoleRoute, Visit } from "../visit.ts";
import { numberInWords, timeInWords } from "../words.ts";
import { Filters, readFilters } from "./feedback-filters.tsx";

const PAGE_ITEMS = 25;
/** Longer texts are cut in the list. */
const SHOWN_LETTERS = 400;

/** Lists feedback, newest first, as filtered and searched. */
export const feedbackList: ConsoleRoute = {
  method: "GET",
  path: "/feedback",
  for: ["librarian"],
  answer: async (visit) => {
    const { parts, words, query } = visit;
    const { feedback, redis } = parts;
    const { say } = words;
    await feedback.refresh();
    const filters = readFilters(visit);
    const fromMs = Math.max(filters.fromMs ?? 0, keptSince(words.now));
    const asked = Math.max(1, Math.floor(Number(query.get("page"))) || 1);
    const pageOf = (page: number) =>
      feedback.index.search({ ...filters, fromMs }, { from: (page - 1) * PAGE_ITEMS, count: PAGE_ITEMS });
    const first = pageOf(asked);
    const { total } = first;
    const pages = Math.max(1, Math.ceil(total / PAGE_ITEMS));
    const page = Math.min(asked, pages);
    const { ids } = page === asked ? first : pageOf(page);
    const items = await readItems(redis, ids);
    const title = say("console.feedback.title");
    return {
      title,
      body: (
        <>
          <h1>{title}</h1>
          <Filters visit={visit} values={feedback.index.values()} />
          <p role="status">
            {say("console.feedback.found", {
              count: total,
              number: numberInWords(words, total),
            })}
            {feedback.unread > 0 && ` ${say("console.feedback.unread", { count: feedback.unread })}`}
          </p>
          <ol class="items" reversed start={total - (page - 1) * PAGE_ITEMS}>
            {items.map((item) => (
              <Item key={item.id} visit={visit} item={item} groups={filters.groups ?? []} />
            ))}
          </ol>
          {pages > 1 && <Pages visit={visit} page={page} pages={pages} />}
        </>
      ),
    };
  },
};

interface ItemProps {
  readonly visit: Visit;
  readonly item: FeedbackItem;
  readonly groups: readonly (readonly string[])[];
}

function Item({ visit, item, groups }: ItemProps): VNode {
  const { words, parts } = visit;
  const { say } = words;
  const facts = parts.feedback.index.find(item.id);
  const status = facts?.status ?? "new";
  const shown = item.text.length > SHOWN_LETTERS ? `${item.text.slice(0, SHOWN_LETTERS)}…` : item.text;
  const { terms } = parts;
  return (
    <li>
      <p class="facts">
        <a href={`${CONSOLE}/feedback/${item.id}`}>
          <time datetime={item.at}>{timeInWords(words, item.at)}</time> · {aboutOf(visit, item)}
        </a>
        {item.rating !== undefined && <span>{say("console.feedback.rating", { rating: item.rating })}</span>}
        <span class={`status ${status}`}>{say(`console.status.${status}`)}</span>
        {facts?.tags.map((tag) => (
          <span class="tag" key={tag}>
            {tag}
          </span>
        ))}
      </p>
      <p class="said" lang={item.language}>
        {markWords(shown, groups, { language: item.language, terms }).map(({ text, isHit }, at) =>
          isHit ? <mark key={at}>{text}</mark> : text,
        )}
      </p>
    </li>
  );
}

/** Says what an item is about: the program by its title, or the kind. */
export function aboutOf({ words, parts }: Visit, { about, program }: FeedbackItem): string {
  const found = program === undefined ? undefined : parts.findProgram(program);
  if (found !== undefined) return inLanguage(found.title, words.language).text;
  return program ?? words.say(`console.about.${about}`);
}

interface PagesProps {
  readonly visit: Visit;
  readonly page: number;
  readonly pages: number;
}

function Pages({ visit, page, pages }: PagesProps): VNode {
  const { words, query } = visit;
  const { say } = words;
  const to = (number: number) => {
    const changed = new URLSearchParams(query);
    changed.set("page", String(number));
    return `${CONSOLE}/feedback?${changed}`;
  };
  return (
    <nav class="pages" aria-label={say("console.pages.label")}>
      {page > 1 ? (
        <a rel="prev" href={to(page - 1)}>
          {say("console.pages.newer")}
        </a>
      ) : (
        <span />
      )}
      <span>
        {say("console.pages.here", { page: numberInWords(words, page), pages: numberInWords(words, pages) })}
      </span>
      {page < pages ? (
        <a rel="next" href={to(page + 1)}>
          {say("console.pages.older")}
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}
