// The places of the rail, in the order of the rail, with the letter that goes there after G.
import type { BookInfo } from "../api";

export interface Place {
  name: string;
  label: string;
  icon: string;
  key: string;
  foot?: boolean;
  /** Route names that light this entry. */
  covers: string[];
  /** The number beside the word, from the book and the count of Today. */
  count?: (info: BookInfo | null, due: number) => number;
}

export const places: Place[] = [
  { name: "today", label: "Today", icon: "today", key: "t", covers: ["today"], count: (_, due) => due },
  { name: "book", label: "Book", icon: "book", key: "b", covers: ["book", "account", "note"], count: (info) => info?.accounts ?? 0 },
  { name: "documents", label: "Documents", icon: "document", key: "d", covers: ["documents", "document", "compare"], count: (info) => info?.documents ?? 0 },
  { name: "import", label: "Import", icon: "import", key: "i", foot: true, covers: ["import"] },
  { name: "trash", label: "Trash", icon: "trash", key: "x", foot: true, covers: ["trash"] },
  { name: "settings", label: "Settings", icon: "settings", key: "s", foot: true, covers: ["settings", "template"] },
];

/** The sections of Settings, in order. */
export const settingsSections = [
  { id: "you", label: "You and your company" },
  { id: "formats", label: "Formats and papers" },
  { id: "deadlines", label: "Deadlines" },
  { id: "contracts", label: "Contract arithmetic" },
  { id: "catalogue", label: "Catalogue" },
  { id: "templates", label: "Templates" },
  { id: "look", label: "Look" },
  { id: "book", label: "Book and history" },
];
