import type { VNode } from "preact";
import { type Address, channelOf } from "../../channels/channel.ts";
import { channelName } from "../../dialog/words.ts";
import { type FeedbackRead, findFeedback } from "../../feedback/feedback-store.ts";
import type { Review } from "../../feedback/review.ts";
import { prefixOfItem, readReview } from "../../feedback/review-store.ts";
import { appendAudit } from "../../staff/audit.ts";
import { CONSOLE } from "../console-paths.ts";
import type { ConsoleRoute, Visit } from "../visit.ts";
import { timeInWords } from "../words.ts";
import { aboutOf } from "./feedback-list.tsx";
import { ReviewForms } from "./feedback-review.tsx";

/** Shows an item of feedback within its transcript, and what librarians made of it. */
export const feedbackPage: ConsoleRoute = {
  method: "GET",
  path: "/feedback/:id",
  for: ["librarian"],
  answer: async (visit) => {
    const { parts, words, member, id } = visit;
    const { redis } = parts;
    const item = await findFeedback(redis, id);
    const prefix = prefixOfItem(id);
    if (item === undefined || prefix === undefined) return { refused: "missing" };
    const review = await readReview(redis, prefix, id);
    const who = { id: member.id, name: member.name };
    await appendAudit(redis, { at: words.now, who, did: "read-feedback", about: id });
    const title = `${aboutOf(visit, item)}, ${timeInWords(words, item.at)}`;
    return {
      title,
      body: (
        <>
          <p class="trail">
            <a href={`${CONSOLE}/feedback`}>{words.say("console.feedback.title")}</a>
          </p>
          <h1>{title}</h1>
          <div class="sides">
            <div>
              <Given visit={visit} item={item} />
              {item.program !== undefined && (
                <p>
                  <a href={`${CONSOLE}/feedback?${new URLSearchParams({ program: item.program })}`}>
                    {words.say("console.item.sameProgram")}
                  </a>
                </p>
              )}
              <Transcript visit={visit} item={item} />
            </div>
            <aside aria-label={words.say("console.item.review")}>
              <ReviewForms visit={visit} id={id} review={review} />
            </aside>
          </div>
          <History visit={visit} review={review} />
        </>
      ),
    };
  },
};

function Given({ visit, item }: { readonly visit: Visit; readonly item: FeedbackRead }): VNode {
  const { say } = visit.words;
  const { rating, language, address, mayAnswer, contact } = item;
  return (
    <section>
      <blockquote class="said" lang={language}>
        {item.text}
      </blockquote>
      <dl class="known">
        {rating !== undefined && (
          <>
            <dt>{say("console.filter.rating")}</dt>
            <dd>{say("console.feedback.rating", { rating })}</dd>
          </>
        )}
        <dt>{say("console.filter.language_of")}</dt>
        <dd>{say(`console.language.${language}`)}</dd>
        <dt>{say("console.filter.channel")}</dt>
        <dd>{say("console.filter.is", { value: channelName(channelOf(address as Address)) })}</dd>
        <dt>{say("console.item.answer")}</dt>
        <dd>{say(mayAnswer ? "console.item.mayAnswer" : "console.item.noAnswer")}</dd>
        {contact !== undefined && (
          <>
            <dt>{say("console.item.contact")}</dt>
            <dd>{contact}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Transcript({ visit, item }: { readonly visit: Visit; readonly item: FeedbackRead }): VNode {
  const { words } = visit;
  const { say } = words;
  return (
    <section aria-labelledby="transcript">
      <h2 id="transcript">{say("console.item.transcript")}</h2>
      <p class="hint">{say("console.item.masked")}</p>
      <ol class="turns">
        {item.transcript.map(({ turn, at, patron, said }) => (
          <li key={turn}>
            {patron.text !== undefined && (
              <div class="patron">
                <p class="by">
                  {say("console.item.patron")} · <time datetime={at}>{timeInWords(words, at)}</time>
                </p>
                <p class="said" lang={item.language}>
                  {patron.text}
                </p>
              </div>
            )}
            {said.map((message) => (
              <div class="kutsu" key={message.id}>
                <p class="by">Kutsu</p>
                <p class="said" lang={message.language}>
                  {message.text}
                </p>
              </div>
            ))}
          </li>
        ))}
      </ol>
      {item.transcript.length === 0 && <p>{say("console.item.noTranscript")}</p>}
    </section>
  );
}

function History({ visit, review }: { readonly visit: Visit; readonly review: Review }): VNode {
  const { words } = visit;
  const { say } = words;
  const did = ({ did, to }: Review["history"][number]) => {
    if (did === "status")
      return say("console.history.status", { to: { phrase: `console.status.${to as Review["status"]}` } });
    if (did === "assign")
      return to === "" ? say("console.history.freed") : say("console.history.assign", { to });
    if (did === "tags")
      return to === "" ? say("console.history.noTags") : say("console.history.tags", { to });
    return say("console.history.note");
  };
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say("console.item.history")}</h2>
      {review.history.length === 0 ? (
        <p>{say("console.history.nothing")}</p>
      ) : (
        <ol class="history">
          {[...review.history].reverse().map((entry) => (
            <li key={`${entry.at} ${entry.did}`}>
              <time datetime={entry.at}>{timeInWords(words, entry.at)}</time> {entry.who.name}: {did(entry)}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
