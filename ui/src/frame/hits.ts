// What search gives, where each kind of find lives, and which part of a text was meant.

import type { Hit } from "../api";

type Place = [name: string, id: string, query: Record<string, string>];

/** Where a find opens. */
export function placeOf(hit: Hit): Place {
  switch (hit.kind) {
    case "account":
      return ["account", hit.id, {}];
    case "contact":
      return ["account", hit.account_id, { tab: "people", at: hit.id }];
    case "note":
      return ["note", hit.id, {}];
    case "document":
      return ["document", hit.id, {}];
    default:
      return ["account", hit.account_id, { tab: "notes", at: hit.id }];
  }
}

/** The parts of `text`, those that begin like a typed word marked. */
export function marked(text: string, typed: string): { text: string; hit: boolean }[] {
  const words = typed.trim().split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (words.length === 0) return [{ text, hit: false }];
  return text
    .split(new RegExp(`(${words.join("|")})`, "gi"))
    .filter((part) => part !== "")
    .map((part) => ({ text: part, hit: words.some((word) => new RegExp(`^${word}$`, "i").test(part)) }));
}
