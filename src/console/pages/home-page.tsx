import type { VNode } from "preact";
import type { LocaleKey } from "../../dialog/words.ts";
import { CONSOLE } from "../console-paths.ts";
import { type ConsoleRoute, mayUse, type Visit } from "../visit.ts";
import { numberInWords } from "../words.ts";

/** Shows what waits for whoever is signed in. */
export const homePage: ConsoleRoute = {
  method: "GET",
  path: "",
  for: "staff",
  answer: async (visit) => {
    const { member, words, parts } = visit;
    const title = words.say("console.home.title", { name: member.name });
    const isLibrarian = mayUse(member, ["librarian"]);
    if (isLibrarian) await parts.feedback.refresh();
    return {
      title: words.say("console.nav.home"),
      body: (
        <>
          <h1>{title}</h1>
          {isLibrarian ? <Waiting visit={visit} /> : <p>{words.say("console.home.nothing")}</p>}
        </>
      ),
    };
  },
};

function Waiting({ visit }: { readonly visit: Visit }): VNode {
  const { index } = visit.parts.feedback;
  const me = visit.member.id;
  return (
    <ul class="tiles">
      <Tile
        visit={visit}
        label="console.home.new"
        query="status=new"
        count={index.search({ status: "new" }).total}
      />
      <Tile
        visit={visit}
        label="console.home.mine"
        query="mine=1&status=working"
        count={index.search({ assigned: me, status: "working" }).total}
      />
      <Tile visit={visit} label="console.home.all" query="" count={index.size} />
    </ul>
  );
}

interface TileProps {
  readonly visit: Visit;
  readonly label: LocaleKey;
  readonly query: string;
  readonly count: number;
}

function Tile({ visit: { words }, label, query, count }: TileProps): VNode {
  return (
    <li>
      <a href={`${CONSOLE}/feedback${query === "" ? "" : `?${query}`}`}>
        <strong>{numberInWords(words, count)}</strong>
        <span>{words.say(label, { count })}</span>
      </a>
    </li>
  );
}
