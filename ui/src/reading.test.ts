// What people type in four locales: the same table as the engine's, and what is written is read again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addDays, amount, date, day, longDate, number, scaleOf, setLocale, setToday, typedDate } from "./format.ts";
import { parseDate, parseMoney, parseNumber, readDate, readNumber } from "./reading.ts";

const LOCALES = ["en-US", "en-GB", "de-DE", "fr-FR"];
const table = JSON.parse(readFileSync(new URL("../../tests/typed.json", import.meta.url), "utf8")) as Record<"numbers" | "days", [string, string, string | null][]>;
setToday("2026-11-21");

/** Numbers that are the same in every run. */
function* randoms(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 4294967296;
  }
}

test("the window reads what the engine reads", () => {
  for (const [locale, typed, wanted] of table.numbers) {
    setLocale(locale);
    const got = parseNumber(typed);
    // 0.500 and 0.5 are the same number; the engine's test says so too.
    assert.equal(got === null ? null : Number(got), wanted === null ? null : Number(wanted), `${locale} ${typed}: ${got}`);
  }
  for (const [locale, typed, wanted] of table.days) {
    setLocale(locale);
    assert.equal(parseDate(typed), wanted, `${locale} ${typed}`);
  }
});

test("every number that is written is read again, in every locale", () => {
  const next = randoms(7);
  for (const locale of LOCALES) {
    setLocale(locale);
    for (let round = 0; round < 2000; round += 1) {
      const digits = Math.floor((next.next().value as number) * 16);
      const minor = Math.floor((next.next().value as number) * 10 ** Math.min(digits, 15)) * ((next.next().value as number) < 0.5 ? -1 : 1);
      for (const currency of ["EUR", "JPY", "KWD"]) {
        const written = amount({ minor, currency });
        assert.equal(parseMoney(written, currency)?.minor, minor === 0 ? 0 : minor, `${locale} ${written}`);
      }
      const text = (minor / 1000).toFixed(round % 4);
      assert.equal(Number(parseNumber(number(text))) + 0, Number(text) + 0, `${locale} ${number(text)}`);
    }
    assert.equal(scaleOf("JPY"), 0);
  }
});

test("every day of a century that is written is read again, in every locale and every length", () => {
  for (const locale of LOCALES) {
    setLocale(locale);
    for (let iso = "2000-01-01"; iso < "2100-01-01"; iso = addDays(iso, 11)) {
      for (const written of [typedDate(iso), date(iso)]) assert.equal(parseDate(written), iso, `${locale} ${written}`);
    }
    for (let iso = "2026-11-21"; iso < "2027-12-01"; iso = addDays(iso, 3)) {
      for (const written of [day(iso), longDate(iso)]) assert.equal(parseDate(written), iso, `${locale} ${written}`);
    }
  }
});

test("what can be meant two ways is refused with both readings", () => {
  setLocale("de-DE");
  assert.match(readDate("03/04/2026").why ?? "", /3\. April 2026.* or .*4\. März 2026/);
  assert.match(readNumber("1,23,4").why ?? "", /./);
  setLocale("en-US");
  assert.match(readNumber("1.23.4").why ?? "", /./);
  setLocale("de-DE");
  assert.match(readNumber("1.23.4").why ?? "", /could be 1\.234 or 123,4/);
  assert.match(readDate("31.04.2026").why ?? "", /no such day/);
});
