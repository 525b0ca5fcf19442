// How numbers, dates and money are written and read, by the book's locale. Everything that turns text into a value
// or a value into text for the screen is here; it must not know the engine or the document object model.
// Dates are ISO days ("2026-11-21") without a time zone; money is minor units and an ISO 4217 code.

export interface Money {
  minor: number;
  currency: string;
}

let locale = "en-GB";
let currentDay = isoOf(new Date());

/** Sets the locale everything is written and read in. */
export function setLocale(next: string): void {
  try {
    locale = Intl.getCanonicalLocales(next)[0] ?? locale;
  } catch {
    // An unknown locale in the settings leaves the last good one in force.
  }
}

/** Sets the day that counts as today. */
export function setToday(day: string): void {
  currentDay = day;
}

/** The day that counts as today. */
export function today(): string {
  return currentDay;
}

function isoOf(date: Date): string {
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  let found = formats.get(key) as Intl.NumberFormat | undefined;
  if (!found) formats.set(key, (found = new Intl.NumberFormat(locale, options)));
  return found;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${JSON.stringify(options)}`;
  let found = formats.get(key) as Intl.DateTimeFormat | undefined;
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })));
  return found;
}

const withMinus = (text: string) => text.replace(/-/g, "\u2212");

// ---- numbers and money -----------------------------------------------------------------------------------------

/** Decimal places of a currency: JPY 0, EUR 2, KWD 3. */
export function scaleOf(currency: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** A number or a decimal text: "1,234.5". Digits of a decimal text are never rounded away. */
export function number(value: number | string | null | undefined, digits?: number): string {
  if (value === null || value === undefined || value === "") return "";
  const text = String(value);
  const own = text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
  const places = digits ?? Math.min(own, 9);
  return withMinus(numberFormat({ minimumFractionDigits: places, maximumFractionDigits: places }).format(text as unknown as number));
}

/** Money with its minor units, "€4,763.84"; `whole` leaves the cents out, for lists that are scanned. */
export function money(value: Money | null | undefined, look: "exact" | "whole" = "exact"): string {
  if (!value) return "";
  const scale = scaleOf(value.currency);
  const places = look === "whole" ? 0 : scale;
  const options: Intl.NumberFormatOptions = {
    style: "currency",
    currency: value.currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  };
  return withMinus(numberFormat(options).format(minorToDecimal(value.minor, scale) as unknown as number));
}

/** Money without its sign of currency, for columns whose head names it. */
export function amount(value: Money | null | undefined): string {
  if (!value) return "";
  return number(minorToDecimal(value.minor, scaleOf(value.currency)), scaleOf(value.currency));
}

/** A difference with its sign: "+63.04", "−1.20", "0.00". */
export function difference(value: Money): string {
  return (value.minor > 0 ? "+" : "") + amount(value);
}

/** Minor units as a plain decimal text. */
export function minorToDecimal(minor: number, scale: number): string {
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(scale + 1, "0");
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A percentage that is already in percent: "10 %" with the space the locale wants. */
export function percent(value: number | string | null | undefined): string {
  if (value === null || value === undefined || value === "") return "";
  const tight = locale.startsWith("en");
  return `${number(stripZeros(String(value)))}${tight ? "" : "\u00a0"}%`;
}

function stripZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

interface Signs {
  decimal: string;
  group: string;
}

function signs(): Signs {
  const parts = numberFormat({ minimumFractionDigits: 1 }).formatToParts(1234567.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: of("decimal") || ".", group: of("group") };
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const spaces = /[\s\u00a0\u202f'’]/g;

/** Reads a number typed by a person into a plain decimal text ("1234.5"); null when it cannot be one. Group signs
 *  must stand where groups end; a single foreign sign that cannot be a group ("75.95" in German) is the decimal. */
export function parseNumber(typed: string): string | null {
  let text = typed.trim().replace(/[\u2212\u2013]/g, "-");
  const negative = /^-/.test(text) || /^\(.*\)$/.test(text);
  text = text.replace(/^-\s*|^\(|\)$/g, "").replace(/^[^\d.,]+|[^\d.,]+$/g, "").replace(spaces, "");
  if (!/\d/.test(text) || !/^[\d.,]+$/.test(text)) return null;
  const { decimal, group } = signs();
  const groupSign = spaces.test(group) || group === "" ? "" : group;
  spaces.lastIndex = 0;
  const d = escape(decimal);
  const g = escape(groupSign);
  let plain: string | null = null;
  if (groupSign && new RegExp(`^\\d{1,3}(${g}\\d{3})+(${d}\\d*)?$`).test(text)) {
    plain = text.split(groupSign).join("").replace(decimal, ".");
  } else if (new RegExp(`^\\d*(${d}\\d*)?$`).test(text)) {
    plain = text.replace(decimal, ".");
  } else if (/^\d*[.,]\d+$/.test(text)) {
    plain = text.replace(",", ".");
  }
  if (plain === null) return null;
  if (plain.startsWith(".")) plain = `0${plain}`;
  plain = plain.replace(/\.$/, "").replace(/^0+(?=\d)/, "");
  return negative && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** Reads an amount typed by a person into minor units; null when it is none or has more places than the currency. */
export function parseMoney(typed: string, currency: string): Money | null {
  const plain = parseNumber(typed);
  if (plain === null) return null;
  const scale = scaleOf(currency);
  const [whole = "0", fraction = ""] = plain.replace("-", "").split(".");
  if (stripZeros(`0.${fraction}`).length - 2 > scale) return null;
  const minor = Number(whole + fraction.slice(0, scale).padEnd(scale, "0"));
  if (!Number.isSafeInteger(minor)) return null;
  return { minor: plain.startsWith("-") ? -minor : minor, currency };
}

/** A plain decimal text as money; null when it has more places than the currency. */
export function decimalToMoney(plain: string, currency: string): Money | null {
  const scale = scaleOf(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > scale) return null;
  const minor = Number(`${match[1]}${match[2]}${fraction.padEnd(scale, "0")}`);
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

// ---- dates -----------------------------------------------------------------------------------------------------

const utc = (iso: string) => new Date(`${iso.slice(0, 10)}T00:00:00Z`);

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** The day `days` after `iso`. */
export function addDays(iso: string, days: number): string {
  const date = utc(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** "Wed 18 Nov", with the year when it is not this one. */
export function day(iso: string | null | undefined): string {
  if (!iso) return "";
  return dateFormat({ weekday: "short", day: "numeric", month: "short", ...(sameYear(iso) ? {} : { year: "numeric" }) })
    .format(utc(iso))
    .replace(/,/g, "");
}

/** "1 Apr 2027". */
export function date(iso: string | null | undefined): string {
  return iso ? dateFormat({ day: "numeric", month: "short", year: "numeric" }).format(utc(iso)) : "";
}

/** "1 Apr 27", for narrow columns; the whole year where the day would stand beside it ("Apr 1, 2027"). */
export function shortDate(iso: string | null | undefined): string {
  return iso ? dateFormat({ day: "numeric", month: "short", year: order()[2] === "year" && order()[0] === "month" ? "numeric" : "2-digit" }).format(utc(iso)) : "";
}

/** "Thursday, 1 April 2027", for titles on hover. */
export function longDate(iso: string | null | undefined): string {
  return iso ? dateFormat({ dateStyle: "full" }).format(utc(iso)) : "";
}

/** "November", with the year when it is not this one. */
export function month(iso: string): string {
  return dateFormat({ month: "long", ...(sameYear(iso) ? {} : { year: "numeric" }) }).format(utc(iso));
}

/** "Apr 27", for axes. */
export function axisMonth(iso: string): string {
  return dateFormat({ month: "short", year: "2-digit" }).format(utc(iso));
}

/** Numeric day as it is typed: "21.11.2026" in German, "21/11/2026" in British English. */
export function typedDate(iso: string | null | undefined): string {
  return iso ? dateFormat({ day: "2-digit", month: "2-digit", year: "numeric" }).format(utc(iso)) : "";
}

/** "in 6 days", "today", "2 days late" (or "ago"). */
export function away(iso: string, past: "late" | "ago" = "ago"): string {
  const days = daysBetween(currentDay, iso);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days > 1) return `in ${days} days`;
  return `${-days} ${days === -1 ? "day" : "days"} ${past}`;
}

/** "14:32" of an instant. */
export function clock(instant: Date): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(instant);
}

const sameYear = (iso: string) => iso.slice(0, 4) === currentDay.slice(0, 4);

/** The order in which the locale writes day, month and year. */
function order(): ("day" | "month" | "year")[] {
  return dateFormat({ day: "2-digit", month: "2-digit", year: "numeric" })
    .formatToParts(utc("2026-11-21"))
    .flatMap((part) => (part.type === "day" || part.type === "month" || part.type === "year" ? [part.type] : []));
}

/** An example in the locale's order, for placeholders and errors. */
export function dateExample(): string {
  return typedDate(currentDay);
}

function monthNumber(word: string): number | null {
  const wanted = word.toLowerCase().replace(/\.$/, "");
  if (wanted.length < 3) return null;
  for (const language of [locale, "en"]) {
    for (const look of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month: look, timeZone: "UTC" });
      for (let index = 0; index < 12; index += 1) {
        const name = format.format(new Date(Date.UTC(2026, index, 1))).toLowerCase().replace(/\.$/, "");
        if (name === wanted || (wanted.length >= 3 && name.startsWith(wanted))) return index + 1;
      }
    }
  }
  return null;
}

function weekdayNumber(word: string): number | null {
  const wanted = word.toLowerCase();
  if (wanted.length < 2) return null;
  for (const language of [locale, "en"]) {
    const format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
    for (let index = 0; index < 7; index += 1) {
      // 1 November 2026 is a Sunday.
      if (format.format(new Date(Date.UTC(2026, 10, 1 + index))).toLowerCase().startsWith(wanted)) return index;
    }
  }
  return null;
}

function build(year: number, monthIndex: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, monthIndex - 1, dayOfMonth));
  if (date.getUTCMonth() !== monthIndex - 1 || date.getUTCDate() !== dayOfMonth || year < 1900 || year > 2999) return null;
  return date.toISOString().slice(0, 10);
}

/** Without a year the next such day is meant, today included. */
function nextSuch(monthIndex: number, dayOfMonth: number): string | null {
  const year = Number(currentDay.slice(0, 4));
  const here = build(year, monthIndex, dayOfMonth);
  return here && here >= currentDay ? here : (build(year + 1, monthIndex, dayOfMonth) ?? here);
}

const fullYear = (text: string) => (text.length <= 2 ? 2000 + Number(text) : Number(text));

/** Reads a day typed by a person: ISO, the locale's own order, "7 dec", "fri", "tomorrow", "+30". Null when it is none. */
export function parseDate(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === "") return null;
  if (text === "today" || text === "heute") return currentDay;
  if (text === "tomorrow" || text === "morgen") return addDays(currentDay, 1);
  const plus = /^\+\s*(\d{1,4})\s*(d|w)?$/.exec(text);
  if (plus) return addDays(currentDay, Number(plus[1]) * (plus[2] === "w" ? 7 : 1));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]));

  const numbers = /^(\d{1,4})\s*[./\-\s]\s*(\d{1,2})(?:\s*[./\-\s]\s*(\d{1,4}))?\s*\.?$/.exec(text);
  if (numbers) {
    const given = [numbers[1], numbers[2], numbers[3]].filter((part): part is string => part !== undefined);
    const wanted = order().filter((part) => given.length === 3 || part !== "year");
    const value: Record<string, string> = {};
    wanted.forEach((part, index) => (value[part] = given[index] ?? ""));
    const monthIndex = Number(value.month);
    const dayOfMonth = Number(value.day);
    return value.year === undefined ? nextSuch(monthIndex, dayOfMonth) : build(fullYear(value.year), monthIndex, dayOfMonth);
  }

  const words = text.replace(/,/g, " ").split(/\s+/).map((word) => word.replace(/\.$/, ""));
  const named = words.map(monthNumber).find((found) => found !== null && found !== undefined);
  const figures = words.filter((word) => /^\d+(st|nd|rd|th)?$/.test(word)).map((word) => word.replace(/\D/g, ""));
  if (named && figures[0] !== undefined) {
    const [first, second] = figures;
    return second === undefined ? nextSuch(named, Number(first)) : build(fullYear(second), named, Number(first));
  }
  if (words.length === 1 && words[0] !== undefined) {
    const weekday = weekdayNumber(words[0]);
    if (weekday !== null) {
      const ahead = (weekday - utc(currentDay).getUTCDay() + 7) % 7;
      return addDays(currentDay, ahead === 0 ? 7 : ahead);
    }
  }
  return null;
}

// ---- words -----------------------------------------------------------------------------------------------------

/** "1 account", "42 accounts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** "Jamie, Priya and Tomás". */
export function list(words: string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
