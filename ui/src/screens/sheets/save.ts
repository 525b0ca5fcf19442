// Saving an internal sheet: ask where to, write it there, offer to open it.
import type { BriefWish, SheetKind } from "../../api";
import { openOutside, pickTarget } from "../../host";
import { runJob } from "../../state/jobs.svelte";
import { done, trouble } from "../../state/toasts.svelte";
import { today } from "../../format";

export type SheetForm = "pdf" | "md" | "csv";
const names: Record<SheetForm, string> = { pdf: "PDF", md: "Markdown", csv: "CSV" };

/** A name of a file without what a file system refuses. */
export function fileName(name: string, ending: string): string {
  return `${name} - ${today()}.${ending}`.replace(/[/\\:*?"<>|]/g, "-");
}

/** Asks where to and writes the sheet there. */
export async function saveSheet(sheet: { kind: SheetKind; account_id: string; wish?: BriefWish }, name: string, form: SheetForm): Promise<void> {
  try {
    const file = await pickTarget("Save the sheet", fileName(name, form), [{ name: names[form], extensions: [form] }]);
    if (!file) return;
    await runJob("sheet_export", { ...sheet, file, format: form }, "Writing the sheet");
    done(`Saved ${file.replace(/^.*[\\/]/, "")}`, () => void openOutside(file).catch(trouble), "Open");
  } catch (error) {
    trouble(error);
  }
}
