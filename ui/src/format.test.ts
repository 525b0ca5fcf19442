// What a person types and what they read back, in the locales the papers ship in.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addDays, amount, away, date, day, dayOf, daysBetween, difference, minorToDecimal, money, number, parseDate, parseMoney, parseNumber,
  percent, setLocale, setToday, typedDate,
} from "./format.ts";

setToday("2026-11-21"); // a Saturday

test("a German amount is read with the comma as decimal sign", () => {
  setLocale("de-DE");
  assert.equal(parseNumber("1.234,50"), "1234.50");
  assert.equal(parseNumber("1.234"), "1234");
  assert.equal(parseNumber("1234,5"), "1234.5");
  assert.equal(parseNumber("−3,20 €"), "-3.20");
});

test("75.95 typed in German never becomes 7595: a sign that cannot end a group is the decimal", () => {
  setLocale("de-DE");
  assert.equal(parseNumber("75.95"), "75.95");
  assert.equal(parseNumber("1.23.4"), null);
});

test("an English amount is read with the point as decimal sign", () => {
  setLocale("en-GB");
  assert.equal(parseNumber("1,234.50"), "1234.50");
  assert.equal(parseNumber("€ 9,600"), "9600");
  assert.equal(parseNumber("(12.00)"), "-12.00");
  assert.equal(parseNumber("12,34,56"), null);
  assert.equal(parseNumber("about ten"), null);
  assert.equal(parseNumber(""), null);
});

test("French groups are spaces of any width", () => {
  setLocale("fr-FR");
  assert.equal(parseNumber("1 234,50"), "1234.50");
  assert.equal(parseNumber("1\u202f234,50"), "1234.50");
});

test("money keeps the currency's own places and refuses more", () => {
  setLocale("en-GB");
  assert.deepEqual(parseMoney("4,763.84", "EUR"), { minor: 476384, currency: "EUR" });
  assert.deepEqual(parseMoney("159,106", "JPY"), { minor: 159106, currency: "JPY" });
  assert.deepEqual(parseMoney("1252.967", "KWD"), { minor: 1252967, currency: "KWD" });
  assert.equal(parseMoney("4.763", "EUR"), null);
});

test("what is written can be read again, in every locale", () => {
  for (const locale of ["en-US", "en-GB", "de-DE", "fr-FR", "de-CH"]) {
    setLocale(locale);
    for (const minor of [0, 5, -5, 123456789, -1890_41, 99_999_999_999]) {
      assert.equal(parseMoney(amount({ minor, currency: "EUR" }), "EUR")?.minor, minor, `${locale} ${minor}`);
    }
    for (const iso of ["2026-11-21", "2027-02-01", "2024-02-29"]) assert.equal(parseDate(typedDate(iso)), iso, locale);
  }
});

test("amounts are written with a true minus and their own places", () => {
  setLocale("en-GB");
  assert.equal(money({ minor: -189041, currency: "EUR" }), "−€1,890.41");
  assert.equal(money({ minor: 16420000, currency: "EUR" }, "whole"), "€164,200");
  assert.equal(money({ minor: 98765, currency: "JPY" }), "¥98,765");
  assert.equal(difference({ minor: 6304, currency: "EUR" }), "+63.04");
  assert.equal(minorToDecimal(-5, 2), "-0.05");
  assert.equal(number("0.3150684932", 6), "0.315068");
  assert.equal(percent("10.00"), "10%");
  setLocale("de-DE");
  assert.equal(percent("10"), "10\u00a0%");
});

test("a day is read in the order of the locale", () => {
  setLocale("de-DE");
  assert.equal(parseDate("21.11.2026"), "2026-11-21");
  assert.equal(parseDate("1.4.27"), "2027-04-01");
  assert.equal(parseDate("7. Dez"), "2026-12-07");
  setLocale("en-US");
  assert.equal(parseDate("11/21/2026"), "2026-11-21");
  setLocale("en-GB");
  assert.equal(parseDate("21/11/2026"), "2026-11-21");
  assert.equal(parseDate("2026-11-21"), "2026-11-21");
});

test("a day without a year is the next one, and a day that does not exist is none", () => {
  setLocale("en-GB");
  assert.equal(parseDate("7 dec"), "2026-12-07");
  assert.equal(parseDate("Dec 7 2028"), "2028-12-07");
  assert.equal(parseDate("1 apr"), "2027-04-01");
  assert.equal(parseDate("29/02/2027"), null);
  assert.equal(parseDate("soon"), null);
});

test("words for days count from today, and a weekday is the coming one", () => {
  setLocale("en-GB");
  assert.equal(parseDate("tomorrow"), "2026-11-22");
  assert.equal(parseDate("+30"), "2026-12-21");
  assert.equal(parseDate("fri"), "2026-11-27");
  assert.equal(parseDate("sat"), "2026-11-28");
});

test("days are said as people say them", () => {
  setLocale("en-GB");
  assert.equal(away("2026-11-21"), "today");
  assert.equal(away("2026-11-27"), "in 6 days");
  assert.equal(away("2026-11-19", "late"), "2 days late");
  assert.equal(day("2026-11-18"), "Wed 18 Nov");
  assert.equal(date("2027-04-01"), "1 Apr 2027");
  assert.equal(daysBetween("2026-12-07", "2027-04-01"), 115);
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
});

test("an instant is of the day it was for the person: half past four in Seattle is the next day in Greenwich", () => {
  const before = process.env.TZ;
  try {
    process.env.TZ = "America/Los_Angeles";
    assert.equal(dayOf("2026-11-22T00:30:00.000Z"), "2026-11-21");
    process.env.TZ = "Asia/Tokyo";
    assert.equal(dayOf("2026-11-21T16:00:00.000Z"), "2026-11-22");
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});
