import { expect, test } from "@jest/globals";
import { EnforcedLimits, telegramLimits } from "./limits.ts";
import { TelegramEmulator } from "./telegram/emulator.ts";

test("an exact platform refuses the call that would overfill a window, and says when it would not", () => {
  let now = 0;
  const limits = new EnforcedLimits(() => now);
  const call = () => limits.refuse([{ bucket: "one", count: 2, windowMs: 1000 }]);
  expect(call()).toBeUndefined();
  now = 400;
  expect(call()).toBeUndefined();
  now = 999;
  expect(call()).toBe(1);
  now = 1000;
  expect(call()).toBeUndefined();
  expect(call()).toBe(400);
  expect([limits.acceptedAt, limits.refusedAt]).toEqual([
    [0, 400, 1000],
    [999, 1000],
  ]);
});

test("a call refused under one limit counts under no other", () => {
  const limits = new EnforcedLimits(() => 0);
  expect(limits.refuse(telegramLimits(1))).toBeUndefined();
  for (let again = 0; again < 40; again += 1) expect(limits.refuse(telegramLimits(1))).toBe(1000);
  for (let chat = 2; chat <= 30; chat += 1) expect(limits.refuse(telegramLimits(chat))).toBeUndefined();
  expect(limits.refuse(telegramLimits(31))).toBe(1000);
});

test("the emulated Telegram answers 429 to what comes too fast, when it is told to keep limits", async () => {
  const telegram = new TelegramEmulator();
  telegram.limits = new EnforcedLimits(() => 0);
  telegram.chats.add(7);
  await telegram.open();
  const send = async () => {
    const response = await fetch(`${telegram.url}/bot${telegram.token}/sendMessage`, {
      method: "POST",
      body: JSON.stringify({ chat_id: 7, text: "Hello" }),
    });
    return response.json();
  };
  expect(await send()).toMatchObject({ ok: true });
  expect(await send()).toMatchObject({ ok: false, error_code: 429, parameters: { retry_after: 1 } });
  expect(telegram.chats.shown(7)).toHaveLength(1);
  await telegram.close();
});
