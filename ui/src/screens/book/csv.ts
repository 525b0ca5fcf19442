// The list as it is seen, as a CSV file: the shown columns in their order, plain values that a spreadsheet reads.
import { csvText } from "../../csv";
import { minorToDecimal, scaleOf } from "../../format";
import { pickTarget, saveText } from "../../host";
import type { TableView } from "../../parts/Table.svelte";
import { done, trouble } from "../../state/toasts.svelte";
import { columns, type Row } from "./rows";

function value(row: Row, column: string): string {
  switch (column) {
    case "arr":
      return minorToDecimal(row.arr.minor, scaleOf(row.arr.currency));
    default:
      return String(columns.find((one) => one.id === column)?.sort?.(row) ?? "");
  }
}

/** The text of the file. */
export function csvOf(rows: Row[], view: TableView): string {
  const shown = columns.filter((column) => !view.hidden.includes(column.id));
  const head = [...shown.map((column) => column.label), "Currency"];
  const lines = rows.map((row) => [...shown.map((column) => value(row, column.id)), row.arr.currency]);
  return csvText([head, ...lines]);
}

/** Asks where to, and writes it there. */
export async function exportCsv(rows: Row[], view: TableView): Promise<void> {
  try {
    const file = await pickTarget("Export the list", "Accounts.csv", [{ name: "CSV", extensions: ["csv"] }]);
    if (!file) return;
    await saveText(file, csvOf(rows, view));
    done(`Exported ${rows.length} rows`);
  } catch (error) {
    trouble(error);
  }
}
