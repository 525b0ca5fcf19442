// A list as it is seen, as a file for a spreadsheet: the shown columns in their order, numbers and days as such.
import { pickTarget } from "../host";
import type { Column, TableView } from "../parts/Table.svelte";
import { counted } from "../format";
import { runJob } from "./jobs.svelte";
import { done, trouble } from "./toasts.svelte";

const formats = { csv: "CSV", xlsx: "Excel" } as const;

function cell<Row>(column: Column<Row>, row: Row): string | null {
  const value = column.plain ? column.plain(row) : (column.sort?.(row) ?? null);
  return value === null || value === "" ? null : String(value);
}

/** Asks where to and writes the rows there; `rows` are fetched only when a file was named. */
export async function exportTable<Row>(name: string, format: keyof typeof formats, columns: Column<Row>[], view: TableView, rows: () => Promise<Row[]>): Promise<void> {
  try {
    const file = await pickTarget("Export the list", `${name}.${format}`, [{ name: formats[format], extensions: [format] }]);
    if (!file) return;
    const shown = columns.filter((column) => !view.hidden.includes(column.id));
    const all = await rows();
    const request = {
      file: file.toLowerCase().endsWith(`.${format}`) ? file : `${file}.${format}`,
      name,
      columns: shown.map((column) => ({ label: column.label, holds: column.holds ?? "text" })),
      rows: all.map((row) => shown.map((column) => cell(column, row))),
    };
    await runJob("table_export", request, `Exporting ${name}`);
    done(`Exported ${counted(all.length, "row")}`);
  } catch (error) {
    trouble(error);
  }
}
