// What a person types, read by the rules of the book's locale: the same rules as the engine's `core::locale`, checked with
// the same table (`tests/typed.json`). What can be read two ways is refused with both readings, never guessed.
import { addDays, dateExample, decimalToMoney, longDate, number, partsOrder, signs, today, wordLocale, type Money } from "./format.ts";

/** What was understood, or why nothing was. */
export type Reading = { value: string; why?: undefined } | { value?: undefined; why: string };

// ---- numbers ---------------------------------------------------------------------------------------------------

const spaces = /[\s\u00a0\u2009\u202f]+/g;

/** Whether `sign` cuts the text into a first group of one to three digits, not zero, and groups of three. */
function groupedBy(body: string, sign: string): boolean {
  const [first = "", ...rest] = body.split(sign);
  return /^[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
}

/** The digits of a text whose decimal sign is known; null when its groups do not fit. */
function plainDigits(body: string, decimal: string | null): string | null {
  const at = decimal === null ? -1 : body.indexOf(decimal);
  const whole = at < 0 ? body : body.slice(0, at);
  const fraction = at < 0 ? "" : body.slice(at + 1);
  if (!/^\d*$/.test(fraction)) return null;
  const marks = whole.replace(/\d/g, "");
  const groups = whole.split(/\D/);
  if (new Set(marks).size > 1) return null;
  if (groups.slice(1).some((group) => group.length !== 3) || (groups.length > 1 && !/^\d{1,3}$/.test(groups[0] ?? ""))) return null;
  const digits = groups.join("").replace(/^0+(?=\d)/, "");
  if (digits === "" && fraction === "") return null;
  return `${digits || "0"}${fraction ? `.${fraction}` : ""}`;
}

/** Reads a number: "1.234,50" in German, "1,234.50" in English, "75.95" in both. Currency signs around it are ignored. */
export function readNumber(typed: string): Reading {
  const refused: Reading = { why: `Write a number like ${number("1234.5", 2)}.` };
  let body = typed.trim().replace(/^[\p{Sc}A-Z]+\s*|\s*[\p{Sc}A-Z%]+$/gu, "").trim();
  let negative = false;
  if (/^\(.*\)$/.test(body)) {
    negative = true;
    body = body.slice(1, -1).trim();
  } else if (/^[-\u2212\u2013]|[-\u2212\u2013]$/.test(body)) {
    negative = true;
    body = body.replace(/^[-\u2212\u2013]|[-\u2212\u2013]$/, "").trim();
  }
  body = body.replace(/^\+\s*/, "").replace(/^[\p{Sc}A-Z]+\s*|\s*[\p{Sc}A-Z]+$/gu, "").replace(spaces, " ");
  if (!/\d/.test(body) || !/^[\d.,'’ ]+$/.test(body)) return refused;
  const native = signs().decimal;
  const foreign = native === "," ? "." : ",";
  const count = (sign: string) => body.split(sign).length - 1;
  let decimal: string | null;
  if (count(foreign) === 0) decimal = count(native) > 1 && groupedBy(body, native) ? null : native;
  else if (count(native) > 0) decimal = body.lastIndexOf(native) > body.lastIndexOf(foreign) ? native : foreign;
  else if (groupedBy(body, foreign)) decimal = null;
  else if (count(foreign) === 1) decimal = foreign;
  else {
    const cut = body.lastIndexOf(foreign);
    const one = body.replace(/\D/g, "");
    const other = `${body.slice(0, cut).replace(/\D/g, "")}.${body.slice(cut).replace(/\D/g, "")}`;
    return { why: `“${typed.trim()}” could be ${number(one)} or ${number(other)}. Write the one you mean.` };
  }
  const plain = plainDigits(body, decimal);
  if (plain === null) return refused;
  return { value: negative && /[1-9]/.test(plain) ? `-${plain}` : plain };
}

/** The decimal text of a typed number ("1234.5"); null when it cannot be one. */
export function parseNumber(typed: string): string | null {
  return readNumber(typed).value ?? null;
}

/** An amount typed by a person in minor units; null when it is none or has more places than the currency. */
export function parseMoney(typed: string, currency: string): Money | null {
  const plain = parseNumber(typed);
  if (plain === null) return null;
  return decimalToMoney(plain, currency);
}

// ---- days ------------------------------------------------------------------------------------------------------

function build(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth || year < 1900 || year > 2999) return null;
  return date.toISOString().slice(0, 10);
}

/** Without a year the next such day is meant, today included. */
function dated(year: string | undefined, month: number, dayOfMonth: number): string | null {
  if (year !== undefined) return build(year.length <= 2 ? 2000 + Number(year) : Number(year), month, dayOfMonth);
  const here = Number(today().slice(0, 4));
  const next = build(here, month, dayOfMonth);
  return next && next >= today() ? next : (build(here + 1, month, dayOfMonth) ?? next);
}

function monthNamed(word: string): number | null {
  const wanted = word.toLowerCase().replace(/\.$/, "");
  if (wanted.length < 3) return null;
  for (const language of [wordLocale(), "en"]) {
    for (const look of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month: look, timeZone: "UTC" });
      for (let index = 0; index < 12; index += 1) {
        const name = format.format(new Date(Date.UTC(2026, index, 1))).toLowerCase().replace(/\.$/, "");
        if (name === wanted || name.startsWith(wanted)) return index + 1;
      }
    }
  }
  return null;
}

function weekdayNamed(word: string): number | null {
  const wanted = word.toLowerCase();
  if (wanted.length < 2) return null;
  for (const language of [wordLocale(), "en"]) {
    const format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
    for (let index = 0; index < 7; index += 1) {
      // 1 November 2026 is a Sunday.
      if (format.format(new Date(Date.UTC(2026, 10, 1 + index))).toLowerCase().startsWith(wanted.replace(/\.$/, ""))) return index;
    }
  }
  return null;
}

/** Whether the locale itself writes days with strokes; elsewhere "3/4" may be meant either way. */
const writesStrokes = () => !wordLocale().startsWith("de");

/** Reads a day: ISO, the locale's own order, "7 dec", "fri", "tomorrow", "+30". */
export function readDate(typed: string): Reading {
  const text = typed.trim().toLowerCase();
  const refused: Reading = { why: `Write a day like ${dateExample()}, 7 Dec or +30.` };
  const given = (value: string | null): Reading => (value === null ? { why: `There is no such day as “${typed.trim()}”. ${refused.why ?? ""}` } : { value });
  if (["today", "heute", "aujourd'hui"].includes(text)) return { value: today() };
  if (["tomorrow", "morgen", "demain"].includes(text)) return { value: addDays(today(), 1) };
  const plus = /^\+\s*(\d{1,4})\s*(d|w)?$/.exec(text);
  if (plus) return { value: addDays(today(), Number(plus[1]) * (plus[2] === "w" ? 7 : 1)) };
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return given(build(Number(iso[1]), Number(iso[2]), Number(iso[3])));

  const figures = /^(\d{1,2})\s*([./\-\s])\s*(\d{1,2})(?:\s*[./\-\s]\s*(\d{2}|\d{4}))?\s*\.?$/.exec(text);
  if (figures) {
    const [, first = "", mark = "", second = "", year] = figures;
    const dayFirst = dated(year, Number(second), Number(first));
    const monthFirst = dated(year, Number(first), Number(second));
    // Dots mean day first everywhere.
    const expectDay = mark === "." || partsOrder()[0] !== "month";
    const [expected, other] = expectDay ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
    const native = mark === "." || writesStrokes();
    if (expected && other && expected !== other && !native) {
      return { why: `“${typed.trim()}” could be ${longDate(expected)} or ${longDate(other)}. Write ${dateExample(expected)} or ${dateExample(other)}.` };
    }
    if (expected) return { value: expected };
    return other && mark !== "." ? { value: other } : given(null);
  }

  const words = text.replace(/,/g, " ").split(spaces).map((word) => word.replace(/\.$/, "").replace(/^(\d+)er$/, "$1"));
  // "mar. 24 nov." begins with a Tuesday, not with March.
  const names = words.filter((word) => /^\p{L}/u.test(word));
  if (names.length > 1 && words[0] && weekdayNamed(words[0]) !== null) words.shift();
  const named = words.map(monthNamed).find((found) => found !== null && found !== undefined);
  const numbers = words.filter((word) => /^\d+(st|nd|rd|th)?$/.test(word)).map((word) => word.replace(/\D/g, ""));
  if (named && numbers[0] !== undefined) return given(dated(numbers[1], named, Number(numbers[0])));
  if (words.length === 1 && words[0] !== undefined) {
    const weekday = weekdayNamed(words[0]);
    if (weekday !== null) {
      const ahead = (weekday - new Date(`${today()}T00:00:00Z`).getUTCDay() + 7) % 7;
      return { value: addDays(today(), ahead === 0 ? 7 : ahead) };
    }
  }
  return refused;
}

/** The day of a typed text as ISO; null when it is none. */
export function parseDate(typed: string): string | null {
  return typed.trim() === "" ? null : (readDate(typed).value ?? null);
}
