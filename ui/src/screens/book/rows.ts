// The book's columns and filters, and how they are asked of the engine, which filters and orders.
import type { Column } from "../../parts/Table.svelte";
import type { AccountFilter, AccountRow, AccountSort } from "../../api";
import { minorToDecimal, scaleOf } from "../../format";

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
  { id: "arr", label: "ARR", width: 6, align: "right", sort: (row) => row.arr.minor, descending: true, plain: (row) => minorToDecimal(row.arr.minor, scaleOf(row.arr.currency)), holds: "number" },
  { id: "currency", label: "Currency", width: 5, plain: (row) => row.arr.currency, hidden: true },
  { id: "renewal", label: "Renewal", width: 9, align: "right", sort: (row) => row.renewal_date, holds: "date" },
  { id: "health", label: "Health", width: 4.5, align: "right", sort: (row) => row.health, descending: true, holds: "number" },
  { id: "call", label: "Last call", width: 5, align: "right", sort: (row) => row.last_call, descending: true, holds: "date" },
  { id: "tasks", label: "To do", width: 4, align: "right", sort: (row) => row.open_tasks, descending: true, holds: "number" },
  { id: "papers", label: "Open papers", width: 6, align: "right", sort: (row) => row.open_documents, descending: true, holds: "number" },
  { id: "segment", label: "Segment", width: 7.5, sort: (row) => row.segment },
  { id: "industry", label: "Industry", width: 9, sort: (row) => row.industry, hidden: true },
  { id: "country", label: "Country", width: 6.5, sort: (row) => row.country, hidden: true },
  { id: "owner", label: "Owner", width: 8.5, sort: (row) => row.owner },
  { id: "status", label: "Status", width: 5.5, sort: (row) => row.status, hidden: true },
  { id: "external", label: "External id", width: 7, sort: (row) => row.external_id, hidden: true },
];

/** What the engine is asked for. */
export function query(filters: Filters, view: { sort: string; descending: boolean }): { filter: AccountFilter; sort: AccountSort; descending: boolean } {
  const filter: AccountFilter = {};
  if (filters.text.trim()) filter.text = filters.text;
  if (filters.renewal === "120") filter.renews_within = 120;
  if (filters.renewal === "none") filter.has_renewal = false;
  if (filters.health === "good") filter.health_from = 71;
  if (filters.health === "low") filter.health_to = 70;
  if (filters.health === "none") filter.has_health = false;
  if (filters.call === "30") filter.no_call_in = 30;
  if (filters.segment) filter.segment = filters.segment;
  if (filters.owner) filter.owner = filters.owner;
  const sort = columns.some((column) => column.id === view.sort && column.sort) ? (view.sort as AccountSort) : "name";
  return { filter, sort, descending: view.descending };
}
