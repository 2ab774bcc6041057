/** The transcript's patron in a private chat of Teams, who has just added the bot. */
import { AppCredentials } from "botframework-connector";
import { TeamsChannel } from "../../src/channels/teams/channel.ts";
import type { TurnTools } from "../../src/conversation/turn.ts";
import {
  APP_ID,
  APP_PASSWORD,
  BOT,
  type PostedActivity,
  type PostedCard,
  TENANT_ID,
  TeamsService,
} from "./teams/teams-service.ts";
import { type Opened, openKutsu, type TranscriptPatron, type TranscriptTime } from "./transcript-kutsu.ts";

/** A patron with the Teams they are in. */
export interface OpenedTeams extends Opened {
  readonly service: TeamsService;
}

/** Opens the emulated Teams with Kutsu in it. */
export async function openTeams(turnTools: TurnTools, time?: TranscriptTime): Promise<OpenedTeams> {
  // The library keeps tokens for the whole process.
  (AppCredentials as unknown as { cache: Map<string, unknown> }).cache.clear();
  const service = await new TeamsService().start();
  const settings = { appId: APP_ID, appPassword: APP_PASSWORD, tenantId: TENANT_ID };
  const { cloud } = service;
  const kutsu = await openKutsu(
    turnTools,
    ({ memory }) => new TeamsChannel({ settings, development: false, memory, cloud }),
    time,
  );
  const stop = async () => {
    await kutsu.stop();
    await service.stop();
  };
  return { patron: toPatron(service, kutsu), sent: kutsu.sent, inside: kutsu.inside, service, stop };
}

function toPatron(
  service: TeamsService,
  { url, settled }: { readonly url: string; settled(): Promise<void> },
): TranscriptPatron {
  let read = 0;
  let posts = 0;
  const shown = () =>
    service.posted.flatMap(({ activity }) => (activity.type === "message" ? [activity] : []));
  const post = async (given: object) => {
    posts += 1;
    const activity = {
      ...{
        type: "message",
        id: `17000000${posts}`,
        timestamp: new Date().toISOString(),
        channelId: "msteams",
      },
      ...{ serviceUrl: service.serviceUrl, from: { id: "29:1patron" }, recipient: BOT, locale: "fi-FI" },
      conversation: { id: "a:1personal-chat", conversationType: "personal", tenantId: TENANT_ID },
      ...given,
    };
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${service.token()}` };
    const response = await fetch(`${url}/api/messages`, {
      ...{ method: "POST", headers, body: JSON.stringify(activity) },
    });
    expect(response.status).toBe(200);
  };
  return {
    say: (text) => post({ text }),
    tap: async (choice) => {
      const button = shown()
        .flatMap(buttonsOf)
        .findLast(({ name }) => name === choice);
      if (button === undefined) throw new Error(`Cannot tap "${choice}": not shown`);
      await post({ value: button.data });
    },
    read: async () => {
      await settled();
      const fresh = shown().slice(read);
      read += fresh.length;
      return {
        text: fresh.map(wordsOf).join("\n"),
        choices: fresh.flatMap(buttonsOf).map(({ name }) => name),
      };
    },
  };
}

function cardsOf({ attachments = [] }: PostedActivity): readonly PostedCard[] {
  return attachments.map(({ content }) => content);
}

/** The text, then the cards; links are buttons and are read where they stand. */
function wordsOf(activity: PostedActivity): string {
  const onCards = cardsOf(activity).flatMap(({ body, actions = [] }) => [
    ...body.flatMap(({ text, facts = [] }) => [
      text ?? "",
      ...facts.flatMap((fact) => [fact.title, fact.value]),
    ]),
    ...actions.flatMap(({ title, data }) => (data === undefined ? [title] : [])),
  ]);
  return [activity.text ?? "", ...onCards.map(unescaped)].join("\n");
}

/** Buttons under a card's words are named after its title, the first of them. */
function buttonsOf(activity: PostedActivity) {
  return cardsOf(activity).flatMap(({ body: [heading], actions = [] }) =>
    actions.flatMap(({ title, data }) =>
      data === undefined
        ? []
        : [{ name: heading?.text === undefined ? title : unescaped(heading.text), data }],
    ),
  );
}

/** A card reads a backslash as: the next character means itself. */
function unescaped(text: string): string {
  return text.replace(/\\(?=\W)/g, "");
}
