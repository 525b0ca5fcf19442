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
  count?: (info: BookInfo | null) => number;
}

export const places: Place[] = [
  { name: "today", label: "Today", icon: "today", key: "t", covers: ["today"] },
  { name: "book", label: "Book", icon: "book", key: "b", covers: ["book", "account", "note"], count: (info) => info?.accounts ?? 0 },
  { name: "documents", label: "Documents", icon: "document", key: "d", covers: ["documents", "document"], count: (info) => info?.documents ?? 0 },
  { name: "import", label: "Import", icon: "import", key: "i", foot: true, covers: ["import"] },
  { name: "trash", label: "Trash", icon: "trash", key: "x", foot: true, covers: ["trash"] },
  { name: "settings", label: "Settings", icon: "settings", key: "s", foot: true, covers: ["settings", "template"] },
];
