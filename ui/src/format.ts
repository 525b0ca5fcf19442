// How numbers, dates and money are written, by the book's locale; `reading.ts` reads what people type. It must not know
// the engine or the document object model.
// Dates are ISO days ("2026-11-21") without a time zone; money is minor units and an ISO 4217 code.

export { parseDate, parseMoney, parseNumber } from "./reading.ts";

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

const scales = new Map<string, number>();

/** Decimal places of a currency: JPY 0, EUR 2, KWD 3. */
export function scaleOf(currency: string): number {
  let scale = scales.get(currency);
  if (scale !== undefined) return scale;
  try {
    scale = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    // What is no currency has cents until somebody corrects it.
  }
  scales.set(currency, (scale ??= 2));
  return scale;
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

/** The signs of the locale. */
export function signs(): Signs {
  const parts = numberFormat({ minimumFractionDigits: 1 }).formatToParts(1234567.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: of("decimal") || ".", group: of("group") };
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

/** The day it was here at an instant, as the book stores it: in the evening Seattle is a day behind Greenwich. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

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
  return iso ? dateFormat({ day: "numeric", month: "short", year: partsOrder()[2] === "year" && partsOrder()[0] === "month" ? "numeric" : "2-digit" }).format(utc(iso)) : "";
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
export function partsOrder(): ("day" | "month" | "year")[] {
  return dateFormat({ day: "2-digit", month: "2-digit", year: "numeric" })
    .formatToParts(utc("2026-11-21"))
    .flatMap((part) => (part.type === "day" || part.type === "month" || part.type === "year" ? [part.type] : []));
}

/** A day as it is typed in the locale, for placeholders and errors; today when none is given. */
export function dateExample(iso = currentDay): string {
  return typedDate(iso);
}

/** The locale whose words people type: names of months and days. */
export function wordLocale(): string {
  return locale;
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
