// The slides as the composer shows them: their parts with names, the order the content asks for, one step up or down,
// and the slide a field belongs to. What a slide prints is the engine's.
import type { ReviewContent, SlideKind, SlideText } from "../../api";

export interface Part {
  label: string;
  slides: SlideKind[];
  /** Its slides may change places. */
  free: boolean;
}

/** Value first, the ask last; a slide never leaves its part. */
export const parts: Part[] = [
  { label: "Opening", slides: ["cover", "agenda", "summary"], free: false },
  { label: "1 Outcomes delivered", slides: ["outcomes", "usage", "value"], free: true },
  { label: "2 Adoption gaps", slides: ["gaps"], free: false },
  { label: "3 Roadmap and goals", slides: ["goals", "roadmap"], free: true },
  { label: "4 The recommendation", slides: ["recommendation"], free: false },
  { label: "Closing", slides: ["next", "appendix"], free: false },
];

export const slideNames: Record<SlideKind, string> = {
  cover: "Cover",
  agenda: "Agenda",
  summary: "Summary",
  outcomes: "Criteria",
  usage: "Usage",
  value: "Value",
  gaps: "Gaps",
  goals: "Goals",
  roadmap: "Roadmap",
  recommendation: "The ask",
  next: "Next steps",
  appendix: "Appendix",
};

/** Every slide once, as the deck shows them. */
export function inOrder(asked: SlideKind[]): SlideKind[] {
  const place = (kind: SlideKind) => (asked.includes(kind) ? asked.indexOf(kind) : asked.length);
  return parts.flatMap((part) => (part.free ? [...part.slides].sort((one, other) => place(one) - place(other)) : part.slides));
}

/** The order with one slide a step up (-1) or down (1); null when its part ends there. */
export function moved(asked: SlideKind[], kind: SlideKind, by: number): SlideKind[] | null {
  const order = inOrder(asked);
  const at = order.indexOf(kind);
  const other = order[at + by];
  const part = parts.find((one) => one.slides.includes(kind));
  if (!part?.free || !other || !part.slides.includes(other)) return null;
  order[at] = other;
  order[at + by] = kind;
  return order;
}

/** The texts of a slide; empty ones when nothing was typed. */
export function textOf(content: ReviewContent, kind: SlideKind): SlideText {
  return content.slides[kind] ?? { title: "", lead: "", notes: "" };
}

const homes: [RegExp, SlideKind][] = [
  [/^(quarter|held_on|place|cut_off|cover_quote|cover)/, "cover"],
  [/^criteria/, "outcomes"],
  [/^usage/, "usage"],
  [/^value/, "value"],
  [/^gaps/, "gaps"],
  [/^goals/, "goals"],
  [/^roadmap/, "roadmap"],
  [/^recommendation/, "recommendation"],
  [/^(steps|next)/, "next"],
];

/** The slide a check's field is on. */
export function slideOf(field: string): SlideKind {
  const named = /^slides\.(\w+)/.exec(field)?.[1];
  if (named && named in slideNames) return named as SlideKind;
  return homes.find(([pattern]) => pattern.test(field))?.[1] ?? "summary";
}

/** "Q4 2026" for "2026Q4". */
export function quarterName(quarter: string): string {
  const [year, number] = quarter.split("Q");
  return year && number ? `Q${number} ${year}` : quarter;
}
