// What search gives, where each kind of find lives, and which part of a text was meant.

import type { Hit } from "../api";

/** What a find says, in one line, and where it is from. The engine marks hits with brackets; the palette marks its own. */
export function lineOf(hit: Hit): { title: string; detail: string } {
  const excerpt = hit.excerpt.replace(/[[\]]/g, "");
  switch (hit.kind) {
    case "quote":
      return { title: excerpt, detail: `${hit.title}, ${hit.account_name}` };
    case "account":
      return { title: hit.title, detail: "" };
    case "note":
      return { title: excerpt || hit.title, detail: hit.account_name };
    case "document":
      return { title: hit.title, detail: `${hit.account_name}, ${excerpt}` };
    default:
      return { title: hit.title, detail: hit.account_name };
  }
}

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
