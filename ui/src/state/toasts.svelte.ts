// Short messages at the foot: what was done with its Undo, and trouble that belongs to no field.
import { CallError } from "../host";

export interface Toast {
  id: number;
  text: string;
  hint?: string;
  kind: "done" | "refused" | "broken";
  /** What can be done about it: the way back, or opening what was made. */
  act?: () => void;
  word?: "Undo" | "Redo" | "Open";
}

let toasts = $state.raw<Toast[]>([]);
let counter = 0;

/** The messages on the screen. */
export function shownToasts(): Toast[] {
  return toasts;
}

/** Takes a message away. */
export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
}

/** Takes all messages away: they are about another book. */
export function dismissAll(): void {
  toasts = [];
}

function show(toast: Omit<Toast, "id">, seconds: number): void {
  counter += 1;
  const id = counter;
  // Undo takes back the newest change only, so only the newest "done" stands; trouble stays until read.
  const kept = toast.kind === "done" ? toasts.filter((other) => other.kind !== "done") : toasts;
  toasts = [...kept.slice(-2), { ...toast, id }];
  setTimeout(() => dismiss(id), seconds * 1000);
}

/** Says what was done, and how to take it back or open it. */
export function done(text: string, act?: () => void, word: "Undo" | "Redo" | "Open" = "Undo"): void {
  show({ text, kind: "done", act, word }, act ? 8 : 4);
}

/** Says what went wrong: "you can't do that" and "we broke" look different. */
export function trouble(error: unknown): void {
  if (error instanceof CallError) {
    if (error.code === "cancelled") return;
    show({ text: error.message, hint: error.hint, kind: error.code === "internal" ? "broken" : "refused" }, 12);
  } else {
    show({ text: error instanceof Error ? error.message : String(error), kind: "broken" }, 12);
  }
}
