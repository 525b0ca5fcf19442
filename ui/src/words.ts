// The words the screen uses for the book's closed lists. Sentence case, the account manager's own terms.
import type { AnswerType, CriterionState, DocumentKind, DocumentState, Grade, LinePeriod, ProductKind, QuoteKind, Stage, StakeholderRole, TemplateRow } from "./api";

export const roles: Record<StakeholderRole, string> = {
  champion: "champion",
  economic_buyer: "economic buyer",
  decision_maker: "decision maker",
  user: "user",
  procurement: "procurement",
  legal: "legal",
  blocker: "blocker",
};

export const kinds: Record<DocumentKind, string> = {
  proposal: "Proposal",
  addendum: "Addendum",
  white_space: "White space",
  qbr: "QBR",
  call_brief: "Call brief",
};

export const states: Record<DocumentState, { word: string; is: "good" | "watch" | "bad" | "open" | "none"; mark: string }> = {
  draft: { word: "draft", is: "none", mark: "ring" },
  ready: { word: "ready", is: "open", mark: "half" },
  sent: { word: "sent", is: "open", mark: "circle" },
  accepted: { word: "accepted", is: "good", mark: "circle" },
  declined: { word: "declined", is: "bad", mark: "diamond" },
  signed: { word: "signed", is: "good", mark: "circle" },
  frozen: { word: "frozen", is: "open", mark: "circle" },
  superseded: { word: "superseded", is: "none", mark: "flat" },
  void: { word: "void", is: "none", mark: "flat" },
};

export const stages: Record<Stage, { word: string; is: "good" | "watch" | "bad" | "open" | "none"; mark: string }> = {
  identified: { word: "identified", is: "none", mark: "ring" },
  qualified: { word: "qualified", is: "open", mark: "half" },
  business_case: { word: "business case", is: "open", mark: "half" },
  in_review: { word: "in review", is: "open", mark: "half" },
  negotiation: { word: "negotiation", is: "open", mark: "circle" },
  closed_won: { word: "won", is: "good", mark: "circle" },
  closed_lost: { word: "lost", is: "bad", mark: "diamond" },
};

export const answers: Record<AnswerType, string> = { need: "need", vague: "vague", deflected: "deflected" };

export const quoteKinds: QuoteKind[] = ["need", "pain", "goal", "outcome", "objection", "praise"];

export const grades: Record<Grade, { word: string; is: "good" | "watch" | "bad" | "none"; mark: string }> = {
  met: { word: "met", is: "good", mark: "circle" },
  partly: { word: "partly met", is: "watch", mark: "triangle" },
  missed: { word: "missed", is: "bad", mark: "diamond" },
  not_yet: { word: "not yet", is: "none", mark: "ring" },
};

export const criterionStates: Record<CriterionState, string> = { draft: "proposed", running: "running", superseded: "superseded" };

export const periods: Record<LinePeriod, string> = { month: "a month", quarter: "a quarter", year: "a year", term: "for the term" };

export const productKinds: Record<ProductKind, string> = { seat: "seats", module: "module", plan: "plan", usage: "usage", service: "service" };

/** The proration methods as they are offered, with the names people compare with. */
export const methods: { id: string; label: string; short: string; also: string }[] = [
  { id: "actual_actual", label: "Daily, actual days", short: "Daily, actual", also: "Actual/Actual (contract year)" },
  { id: "actual_365", label: "Daily, 365-day year", short: "Daily, 365", also: "Actual/365 (Fixed)" },
  { id: "months_days:calendar:actual", label: "Months and days, calendar months", short: "Months, days", also: "Calendar Monthly + Daily" },
  { id: "months_days:calendar:30", label: "Months and days, 30-day stub", short: "Months, 30", also: "Month first, 30 days" },
  { id: "months_days:calendar:365/12", label: "Months and days, stub of 365/12", short: "Months, 365/12", also: "Calendar months, 365/12 days" },
  { id: "months_days:start:actual", label: "Months from the start, actual days", short: "From start", also: "Periods from the start" },
  { id: "months_days:start:30", label: "Months from the start, 30-day stub", short: "From start, 30", also: "From start, 30 days" },
  { id: "months_days:start:365/12", label: "Months from the start, stub of 365/12", short: "From start, 365/12", also: "Monthly + Daily" },
  { id: "whole_months", label: "Whole months, a started one counts", short: "Whole months", also: "Month" },
];

/** The label of a method. */
export function methodLabel(id: string): string {
  return methods.find((method) => method.id === id)?.label ?? id;
}

/** "Proposal", "Style of all papers". */
export function templateTitle(row: TemplateRow): string {
  if (row.kind) return kinds[row.kind];
  return row.name === "shared/style" ? "Style of all papers" : "Parts of all papers";
}
