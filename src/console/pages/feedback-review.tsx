/** What librarians do with an item of feedback: its state, whose it is, tags and notes. */
import type { VNode } from "preact";
import { type Review, STATUSES } from "../../feedback/review.ts";
import { Form } from "../form.tsx";
import type { Visit } from "../visit.ts";
import { timeInWords } from "../words.ts";

interface ReviewProps {
  readonly visit: Visit;
  readonly id: string;
  readonly review: Review;
}

/** Shows the forms. */
export function ReviewForms(props: ReviewProps): VNode {
  const { visit, id, review } = props;
  const { say } = visit.words;
  return (
    <>
      <h2 id="state">{say("console.item.state")}</h2>
      <Form call={visit} action={`/feedback/${id}/status`} labelledBy="state" class="buttons">
        {STATUSES.map((status) => (
          <button
            type="submit"
            key={status}
            name="status"
            value={status}
            aria-pressed={review.status === status}
          >
            {say(`console.status.${status}`)}
          </button>
        ))}
      </Form>
      <Assignment {...props} />
      <Form call={visit} action={`/feedback/${id}/tags`}>
        <label for="tags">{say("console.item.tags")}</label>
        <p class="hint" id="tags-hint">
          {say("console.item.tagsHint")}
        </p>
        <input
          id="tags"
          name="tags"
          value={review.tags.join(", ")}
          maxLength={800}
          list="known-tags"
          autocomplete="off"
          aria-describedby="tags-hint"
        />
        <datalist id="known-tags">
          {visit.parts.feedback.index.values().tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <button type="submit">{say("console.item.saveTags")}</button>
      </Form>
      <Notes {...props} />
    </>
  );
}

function Assignment({ visit, id, review }: ReviewProps): VNode {
  const { say } = visit.words;
  const { assigned } = review;
  const isMine = assigned?.id === visit.member.id;
  return (
    <Form call={visit} action={`/feedback/${id}/assign`}>
      <p>
        {assigned === undefined
          ? say("console.item.nobody")
          : say("console.item.assigned", { name: assigned.name })}
      </p>
      {isMine ? (
        <button type="submit" name="to" value="nobody">
          {say("console.item.free")}
        </button>
      ) : (
        <button type="submit" name="to" value="me">
          {say("console.item.take")}
        </button>
      )}
    </Form>
  );
}

function Notes({ visit, id, review }: ReviewProps): VNode {
  const { words } = visit;
  const { say } = words;
  return (
    <>
      <h2 id="notes">{say("console.item.notes")}</h2>
      {review.notes.length > 0 && (
        <ol class="notes">
          {review.notes.map(({ at, who, text }, which) => (
            <li key={which}>
              <p class="by">
                {who.name} · <time datetime={at}>{timeInWords(words, at)}</time>
              </p>
              <p class="said">{text}</p>
            </li>
          ))}
        </ol>
      )}
      <Form call={visit} action={`/feedback/${id}/note`}>
        <label for="note">{say("console.item.note")}</label>
        <p class="hint" id="note-hint">
          {say("console.item.noteHint")}
        </p>
        <textarea id="note" name="note" rows={3} required maxLength={5000} aria-describedby="note-hint" />
        <button type="submit">{say("console.item.saveNote")}</button>
      </Form>
    </>
  );
}
