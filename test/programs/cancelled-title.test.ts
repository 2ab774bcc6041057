import { describe, expect, test } from "@jest/globals";
import { isCancelledTitle } from "../../src/programs/cancelled-title.ts";

describe("a title says that a program is cancelled", () => {
  test.each([
    "PERUTTU",
    "PERUTTU Satutunti",
    "PERUTTU: Satutunti",
    "Peruttu: Satutunti",
    "Peruttu satutunti",
    "Satutunti PERUTTU",
    "Satutunti (peruttu)",
    "Satutunti – peruttu!",
    "** PERUTTU ** Satutunti",
    "Peruutettu: Satutunti",
    "Cancelled: Story time",
    "CANCELLED Story time",
    "Story time (canceled due to snow)",
    "Story time [Cancelled]",
    "Story time - cancelled",
    "Inställd: Sagostund",
  ])("%s", (title) => expect(isCancelledTitle(title)).toBe(true));

  test.each([
    "Satutunti",
    "Peruuttamattomat: elokuvailta",
    "Kuka perutti pihalta? Dekkari-ilta",
    "Cancelled Culture and its critics",
    "Ei peruttu: Satutunti",
    "Story time is not cancelled",
    "Siirretty: Satutunti",
  ])("but not: %s", (title) => expect(isCancelledTitle(title)).toBe(false));
});
