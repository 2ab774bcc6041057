/** The follow-ups in English. */
import { type Before, CANCELLED, CANCELLED_ALONE, type FollowUp, MOVED, waits } from "./follow-ups.ts";
import { USUAL } from "./follow-ups-world.ts";

const SAVE: readonly Before[] = [
  { say: "Hello" },
  { say: "quiet yoga" },
  { tap: "Quiet yoga" },
  { tap: "Remind me" },
  { tap: "Yes, you may ask" },
  { say: "thanks" },
];
const SUGGESTIONS: readonly Before[] = [{ tap: "Suggestions" }, { tap: "Yes, you may" }, { tap: "Done" }];
const SERIES: readonly Before[] = [
  ...[{ say: "Hello" }, { say: "allow messages" }],
  ...[{ tap: "Smart city series" }, { tap: "Yes, I'd like it" }, { tap: "Done" }],
];
const PRAISE = "A calm hour & a *kind* teacher";
const FEEDBACK: readonly Before[] = [
  ...[{ tap: "Yes, I went" }, { tap: "5" }, { say: PRAISE }],
  ...[{ tap: "No answer needed" }, { tap: "Yes, send it" }],
];

const YOGA = ["Quiet yoga", "When", "Sat 21 Nov, 14:30–15:30", "Where", "Kallio Library"];
const CHAIR_YOGA = ["Chair yoga", "When", "Thu 3 Dec, 14:00–15:00", "Where", "Kallio Library"];
const STOPPED = ["OK. I've stopped all messages", "If you want messages again, write “allow messages”."];
const STOP = { "Stop messages": STOPPED };
const REMINDER = {
  "No reminders of this": [
    "OK, I won't remind you of this program any more, or tell you if it changes.",
    "I'll keep it saved.",
  ],
  ...STOP,
};
const WEEKLY = { "Fewer like this": ["I'll write at most once a week"], ...STOP };
const APART = { "Fewer like this": ["OK, I'll send these less often: every 2 weeks at most."], ...STOP };
const FIND = { "Find programs": ["What kind of program are you looking for?"] };

/** Every follow-up, and where its choices lead. */
export const ENGLISH: readonly FollowUp[] = [
  {
    name: "the reminder of the day before",
    before: [...SAVE, "wait"],
    shows: ["A reminder: a program you saved is tomorrow.", ...YOGA, "This program is in Finnish only."],
    cards: ["Quiet yoga"],
    choices: REMINDER,
    goesOn: [
      { tap: "Stop messages", shows: STOPPED, choices: [] },
      {
        say: "allow messages",
        shows: ["You can allow each of these:", "A question afterwards: not allowed", "like to change?"],
        choices: [
          ...["A question afterwards", "Suggestions", "Announcements", "Campaigns and prize draws"],
          ...[
            "Smart city series",
            "When messages suit me",
            "How often",
            "Remind me of saved programs again",
            "Done",
          ],
        ],
      },
    ],
  },
  {
    name: "the reminder of two hours before",
    before: [...SAVE, ...waits(2)],
    shows: ["A reminder: a program you saved is today.", ...YOGA],
    cards: ["Quiet yoga"],
    choices: REMINDER,
  },
  {
    name: "the reminder of the evening before",
    before: [...SAVE, "wait"],
    shows: ["A reminder: a program you saved is tomorrow.", "Thu 19 Nov, 8:30–9:30"],
    cards: ["Quiet yoga"],
    choices: REMINDER,
  },
  {
    name: "the news that a saved program has moved",
    before: [...SAVE, { changes: MOVED }],
    shows: [
      "You saved this program, and its time or place has changed. Here is how it is now.",
      ...["Quiet yoga", "Sun 22 Nov, 17:00–18:00", "Sello Library"],
    ],
    cards: ["Quiet yoga"],
    choices: REMINDER,
  },
  {
    name: "the news that a saved program is cancelled, with something like it",
    before: [...SAVE, { changes: CANCELLED }],
    shows: [
      "I'm sorry: “Quiet yoga”, which you saved, has been cancelled. Here is something like it.",
      ...[...CHAIR_YOGA, "The topic is yoga."],
    ],
    cards: ["Chair yoga"],
    choices: { ...FIND, ...STOP },
  },
  {
    name: "the news that a saved program is cancelled",
    before: [...SAVE, { changes: CANCELLED_ALONE }],
    shows: ["I'm sorry: “Quiet yoga”, which you saved, has been cancelled."],
    choices: { ...FIND, ...STOP },
  },
  {
    name: "the news that a cancelled program takes place",
    before: [...SAVE, { changes: CANCELLED }, { changes: USUAL }],
    shows: [
      "You saved this program. It was cancelled for a while, but it will take place after all.",
      ...YOGA,
    ],
    cards: ["Quiet yoga"],
    choices: REMINDER,
  },
  {
    name: "the question after a program",
    before: [...SAVE, ...waits(3)],
    shows: ["You saved “Quiet yoga”, and it's over now. Did you go? I'd love to hear how it was."],
    choices: {
      "Yes, I went": ["How would you rate it?"],
      "I couldn't go": ["That's a pity, but never mind. Maybe next time!"],
      "Don't ask again": ["OK. I won't ask you afterwards any more how a program was."],
      ...STOP,
    },
    goesOn: [
      {
        tap: "Yes, I went",
        shows: ["How would you rate it? 1 is poor and 5 is excellent."],
        choices: ["1", "2", "3", "4", "5"],
      },
      { tap: "5", shows: ["What was good, and what would you change? Use your own words."], choices: [] },
      {
        say: PRAISE,
        shows: ["May a librarian answer you?"],
        choices: ["Yes, in this chat", "Yes, by e-mail or phone", "No answer needed"],
      },
      {
        tap: "No answer needed",
        shows: ["About the program: Quiet yoga", "Rating: 5/5", `“${PRAISE}”`, "Shall I send it?"],
        choices: [
          ...["Yes, send it", "Change the text", "Change the rating", "Change the topic"],
          "No, don't send it",
        ],
      },
      {
        tap: "Yes, send it",
        shows: ["Thank you. The library can now read your feedback."],
        choices: ["Change my feedback", "Take it back", "Find programs"],
      },
    ],
  },
  {
    name: "the suggestion after feedback",
    before: [...SAVE, { say: "allow messages" }, ...SUGGESTIONS, ...waits(3), ...FEEDBACK, "wait"],
    shows: [
      "You gave feedback on “Quiet yoga”, so I thought you might like this.",
      ...[...CHAIR_YOGA, "The topic is yoga."],
    ],
    cards: ["Chair yoga"],
    choices: WEEKLY,
  },
  {
    name: "new programs about what a patron follows",
    before: [
      ...[{ say: "Hello" }, { say: "yoga" }, { tap: "Remember: yoga" }],
      ...[{ tap: "Tell me about new ones" }, { tap: "Yes, you may" }, { tap: "Done" }],
      ...[{ changes: USUAL }, "wait" as const],
    ],
    shows: [
      "You asked me to tell you when there is something new on your topics (yoga). Now there is:",
      ...[...CHAIR_YOGA, "The topic is yoga."],
    ],
    cards: ["Chair yoga"],
    choices: APART,
  },
  {
    name: "the first topic of the series",
    before: [...SERIES, "wait"],
    shows: [
      "You asked for the smart city series. This time: What is a smart city?",
      ...["A smart city uses technology and data in daily matters", "Something to try at the library:"],
      ...["Robotics club", "The topic is robots."],
    ],
    cards: ["Robotics club"],
    choices: { "Tell me more": ["You can tell a smart city by three things.", "Source:"], ...APART },
  },
  {
    name: "the last topic of the series",
    before: [...SERIES, ...waits(8)],
    shows: [
      "You asked for the smart city series. This time: Open data and your data",
      ...["Open data is information that anyone may use.", "That was the last topic of the series."],
    ],
    choices: { "Tell me more": ["Source:"], ...APART },
  },
  {
    name: "the message to a silent patron",
    before: [{ say: "Hello" }, { say: "allow messages" }, ...SUGGESTIONS, "wait"],
    shows: [
      "It's been a while since we talked. You let me suggest programs to you, so may I ask:",
      "shall I find you something new? I won't write again unless you write to me.",
    ],
    choices: { ...FIND, ...WEEKLY },
  },
];
