// The book's rows: columns, filters and what a health figure means. Pure, so that ten thousand rows stay quick.
import type { Column } from "../../parts/Table.svelte";
import type { AccountRow } from "../../api";

export type Row = AccountRow;

export interface Filters {
  text: string;
  renewal: "any" | "120" | "none";
  health: "any" | "good" | "low" | "none";
  call: "any" | "30";
  segment: string;
  owner: string;
}

export const noFilters: Filters = { text: "", renewal: "any", health: "any", call: "any", segment: "", owner: "" };

/** Above 70 expansion may go on; 50 and less is bad. */
export function healthState(health: number): "good" | "watch" | "bad" {
  return health > 70 ? "good" : health > 50 ? "watch" : "bad";
}

export const columns: Column<Row>[] = [
  { id: "name", label: "Account", width: 13.5, sort: (row) => row.name },
  { id: "arr", label: "ARR", width: 6, align: "right", sort: (row) => row.arr.minor, descending: true },
  { id: "renewal", label: "Renewal", width: 9, align: "right", sort: (row) => row.renewal_date },
  { id: "health", label: "Health", width: 4.5, align: "right", sort: (row) => row.health, descending: true },
  { id: "call", label: "Last call", width: 5, align: "right", sort: (row) => row.last_call, descending: true },
  { id: "tasks", label: "To do", width: 4, align: "right", sort: (row) => row.open_tasks, descending: true },
  { id: "papers", label: "Open papers", width: 6, align: "right", sort: (row) => row.open_documents, descending: true },
  { id: "segment", label: "Segment", width: 7.5, sort: (row) => row.segment },
  { id: "industry", label: "Industry", width: 9, sort: (row) => row.industry, hidden: true },
  { id: "country", label: "Country", width: 6.5, sort: (row) => row.country, hidden: true },
  { id: "owner", label: "Owner", width: 8.5, sort: (row) => row.owner },
  { id: "external", label: "External id", width: 7, sort: (row) => row.external_id, hidden: true },
];

/** The rows that pass every filter. */
export function filterRows(rows: Row[], filters: Filters): Row[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = `${row.name} ${row.industry ?? ""} ${row.country ?? ""}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) return false;
    if (filters.segment && row.segment !== filters.segment) return false;
    if (filters.owner && row.owner !== filters.owner) return false;
    if (filters.call === "30" && row.days_since_call !== null && row.days_since_call <= 30) return false;
    const days = row.days_to_renewal;
    if (filters.renewal === "120" && (days === null || days < 0 || days > 120)) return false;
    if (filters.renewal === "none" && days !== null) return false;
    if (filters.health === "good" && !(row.health !== null && row.health > 70)) return false;
    if (filters.health === "low" && !(row.health !== null && row.health <= 70)) return false;
    return filters.health !== "none" || row.health === null;
  });
}
