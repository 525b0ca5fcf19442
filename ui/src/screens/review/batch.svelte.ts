// How the last run over many decks went, until it was read.
import type { BatchRow } from "../../api";

export interface Batch {
  folder: string;
  rows: BatchRow[];
}

let shown = $state.raw<Batch | null>(null);

export const batch = {
  get shown() {
    return shown;
  },
};

export function showBatch(run: Batch): void {
  shown = run;
}

export function closeBatch(): void {
  shown = null;
}

/** Why a printed deck carries the mark of a draft; nothing when it does not. */
export function toFix(row: BatchRow): string {
  return row.checks.find((check) => check.level === "missing")?.message ?? "";
}
