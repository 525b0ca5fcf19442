// The fraction of a price as people check it by hand: days over days, summed over the contract years it touches.
import type { CalculationRecord, Proration } from "../api";
import { number } from "../format";

/** "115/365", "1 + 122/365", "3 + 25/31 months of 12". */
export function fractionText(proration: Proration): string {
  const pieces = proration.segments.map((segment) => (segment.denominator === null ? countText(segment.count) : `${segment.days}/${plain(segment.denominator)}`));
  const merged = mergeWhole(pieces).join(" + ");
  const monthly = proration.unit === "month";
  if (!monthly) return merged;
  return merged.includes("+") ? `(${merged})/12` : `${merged}/12`;
}

/** Whole units add up to one figure. */
function mergeWhole(pieces: string[]): string[] {
  const whole = pieces.filter((piece) => /^\d+$/.test(piece)).reduce((sum, piece) => sum + Number(piece), 0);
  const rest = pieces.filter((piece) => !/^\d+$/.test(piece));
  return whole > 0 ? [String(whole), ...rest] : rest;
}

function countText(count: string): string {
  return plain(count);
}

/** "365" of "365/1". */
function plain(exact: string): string {
  const [top = "", bottom = "1"] = exact.split("/");
  return bottom === "1" ? top : `${top}/${bottom}`;
}

/** "0.315068": six digits for people; the exact one stays in the record. */
export function sixDigits(exact: string): string {
  const [top = "0", bottom = "1"] = exact.split("/");
  const negative = top.startsWith("-");
  const a = BigInt(top.replace("-", ""));
  const b = BigInt(bottom);
  // Rounded half up at the seventh digit.
  const scaled = (a * 10_000_000n) / b;
  const rounded = (scaled + 5n) / 10n;
  const text = String(rounded).padStart(7, "0");
  return number(`${negative ? "-" : ""}${text.slice(0, -6)}.${text.slice(-6)}`, 6);
}

/** The proration the record's recurring lines share, when there is one. */
export function commonProration(record: CalculationRecord): Proration | null {
  return record.lines.find((line) => line.proration !== null)?.proration ?? null;
}
