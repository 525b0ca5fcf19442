// Where everything stands in the picture of a contract's term: bars of lines, days on the axis, and labels that give way to
// more important ones. Plain figures; it must not know how they are drawn.
import type { CalculationRecord, ContractView } from "../api";
import { axisMonth, date, money, number } from "../format";

/** A bar from a day to a day. */
export interface Bar {
  id: string;
  name: string;
  worth: string;
  from: string;
  to: string;
  /** Where it ends early because of the change. */
  cut: string | null;
  kind: "strong" | "soft" | "over" | "plan";
}

/** A day on the axis. */
export interface Mark {
  on: string;
  word: string;
  weight: number;
  kind: "edge" | "year" | "addendum" | "void" | "leap" | "notice" | "effective";
}

/** A mark with the place of its label; without a place only its tick is drawn. */
export interface PlacedMark extends Mark {
  x: number;
  label: { at: number; anchor: "start" | "middle" | "end"; tier: number } | null;
}

/** The lines as bars; a change that is not signed yet shows what it ends and what it begins. */
export function bars(view: ContractView, record: CalculationRecord | null, start: string, end: string, now: string): Bar[] {
  const steps = record?.ledger ?? [];
  const there = new Set(view.lines.map((one) => one.line.id));
  const planned = record !== null && steps.some((step) => (step.step === "open" ? !there.has(step.line.id) : true));
  const lines = view.lines
    .filter((one) => one.line.kind === "recurring" && (one.line.end === null || one.line.end > start) && one.line.start < end && one.line.end !== one.line.start)
    .toSorted((a, b) => a.line.start.localeCompare(b.line.start));
  const biggest = Math.max(...lines.map((one) => Math.abs(one.arr.minor)), 1);
  const found: Bar[] = lines.map((one) => {
    const close = steps.find((step) => step.step === "close" && step.line === one.line.id);
    const over = one.line.end !== null && one.line.end <= now;
    const to = one.line.end !== null && one.line.end < end ? one.line.end : end;
    return {
      id: one.line.id,
      name: `${one.product_name}${Number(one.line.quantity) === 1 ? "" : `, ${number(one.line.quantity)}`}`,
      worth: one.line.trial ? "trial" : money(one.arr, "whole"),
      from: one.line.start > start ? one.line.start : start,
      to,
      cut: close?.step === "close" && close.on < to ? close.on : null,
      kind: over ? "over" : !planned && Math.abs(one.arr.minor) === biggest ? "strong" : "soft",
    };
  });
  for (const step of steps) {
    if (step.step !== "open" || there.has(step.line.id) || step.line.kind !== "recurring") continue;
    const line = record?.lines.find((one) => one.opens === step.line.id);
    const rest = line?.kind === "removal_credit";
    found.push({
      id: step.line.id,
      name: `${step.line.product}${Number(step.line.quantity) === 1 ? "" : `, ${number(step.line.quantity)}`}`,
      worth: !line || rest ? "" : `${line.acv.minor > 0 ? "+" : ""}${money(line.acv, "whole")}`,
      from: step.line.start,
      to: step.line.end !== null && step.line.end < end ? step.line.end : end,
      cut: null,
      kind: rest ? "soft" : "plan",
    });
  }
  return found;
}

/** Every day worth a mark, the most telling first. */
export function marks(view: ContractView, record: CalculationRecord | null, start: string, end: string): Mark[] {
  const found: Mark[] = [
    { on: start, word: "start", weight: 8, kind: "edge" },
    { on: end, word: view.contract.renewal_date ? "renews" : "open", weight: 9, kind: "edge" },
  ];
  if (record && record.charge.start > start) found.push({ on: record.charge.start, word: "new price from this day", weight: 10, kind: "effective" });
  // Addenda of one day share a mark; it is hollow when all of them are void.
  for (const on of new Set(view.addenda.map((one) => one.effective))) {
    const signed = view.addenda.filter((one) => one.effective === on);
    if (on <= start || on >= end || on === record?.charge.start) continue;
    const said = (one: (typeof signed)[number], index: number) => `${index === 0 ? one.title : one.title.replace(/^Addendum /, "")}${one.void ? ", void" : ""}`;
    found.push({ on, word: signed.map(said).join(" and "), weight: 7, kind: signed.every((one) => one.void) ? "void" : "addendum" });
  }
  if (view.notice_day && view.notice_day > start && view.notice_day < end) found.push({ on: view.notice_day, word: "notice until", weight: 6, kind: "notice" });
  for (const leap of view.leap_days) found.push({ on: leap, word: "leap day", weight: 5, kind: "leap" });
  for (const year of view.years.slice(1)) found.push({ on: year.from, word: "anniversary", weight: 4, kind: "year" });
  return found.toSorted((a, b) => b.weight - a.weight);
}

/** Gives each label its place on one of two tiers; the less telling one loses where there is no room. */
export function place(all: Mark[], x: (iso: string) => number, width: number): PlacedMark[] {
  const taken: { tier: number; left: number; right: number }[] = [];
  return all.map((mark) => {
    const at = x(mark.on);
    const wide = Math.max(date(mark.on).length, mark.word.length) * 5.9;
    const anchor = at < wide / 2 ? "start" : at > width - wide / 2 ? "end" : "middle";
    const left = anchor === "start" ? 0 : anchor === "end" ? width - wide : at - wide / 2;
    const tier = [0, 1].find((tier) => taken.every((one) => one.tier !== tier || one.right + 8 < left || left + wide + 8 < one.left));
    if (tier === undefined) return { ...mark, x: at, label: null };
    taken.push({ tier, left, right: left + wide });
    return { ...mark, x: at, label: { at: anchor === "start" ? 0 : anchor === "end" ? width : at, anchor, tier } };
  });
}

/** The picture in one sentence, for whoever does not see it. */
export function spoken(view: ContractView, record: CalculationRecord | null, lines: Bar[], start: string, end: string): string {
  const parts = [`Contract from ${date(start)} to ${view.contract.renewal_date ? `the renewal on ${date(end)}` : axisMonth(end)}.`];
  if (view.years.length > 0) parts.push(`Contract years of ${view.years.map((year) => year.days).join(", ")} days.`);
  parts.push(`${lines.map((one) => `${one.name} from ${date(one.from)}${one.cut ? ` to ${date(one.cut)}` : ""}${one.worth ? `, ${one.worth} a year` : ""}`).join("; ")}.`);
  if (view.addenda.length > 0) parts.push(`${view.addenda.map((one) => `${one.title} on ${date(one.effective)}${one.void ? ", void" : ""}`).join("; ")}.`);
  if (record) parts.push(`The change starts on ${date(record.charge.start)} and covers the days to ${date(record.charge.end)}.`);
  return parts.join(" ");
}
