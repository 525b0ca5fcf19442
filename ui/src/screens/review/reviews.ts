// The steps of a review that more than one screen takes: starting it, going on from the last one, freezing it, printing
// the decks of many accounts.
import type { BatchRow, Document, DocumentPage } from "../../api";
import { CallError, openOutside, pickFolder } from "../../host";
import { counted } from "../../format";
import { change } from "../../state/book.svelte";
import { runJob } from "../../state/jobs.svelte";
import { go } from "../../state/router.svelte";
import { done, trouble } from "../../state/toasts.svelte";
import { showBatch, toFix } from "./batch.svelte";

/** Opens the review that is being written, or starts one. */
export async function startReview(accountId: string, papers: Pick<Document, "id" | "kind" | "state">[]): Promise<void> {
  const open = papers.find((one) => one.kind === "qbr" && (one.state === "draft" || one.state === "ready"));
  if (open) return go("document", open.id);
  try {
    const made = await change("qbr_create", { account_id: accountId }, { say: "A QBR deck was started" });
    go("document", made.id);
  } catch (error) {
    // The quarter has its deck already: that is where one wanted to go.
    const there = papers.find((one) => one.kind === "qbr");
    if (there && error instanceof CallError && error.code === "precondition") go("document", there.id);
    trouble(error);
  }
}

/** Starts the next review with the order, notes and goals of an earlier one. */
export async function continueReview(id: string): Promise<void> {
  try {
    const made = await change("qbr_duplicate", { id }, { say: "The next review was started from the last one" });
    go("document", made.id);
  } catch (error) {
    trouble(error);
  }
}

/** Freezes the numbers; the field that stands in the way, if one does. */
export async function freezeReview(page: DocumentPage): Promise<string | null> {
  try {
    await change("qbr_freeze", { id: page.document.id }, { say: "The numbers are frozen" });
    return null;
  } catch (error) {
    trouble(error);
    return error instanceof CallError ? error.field : null;
  }
}

/** Asks for a folder and prints the decks of the accounts given, or of all, into it. */
export async function exportReviews(accountIds?: string[]): Promise<void> {
  try {
    const folder = await pickFolder("Where should the QBR decks go?");
    if (!folder) return;
    const rows = await runJob<BatchRow[]>("qbr_render_all", { dir: folder, accounts: accountIds }, accountIds ? "Rendering QBR decks" : "Rendering the book’s decks");
    if (rows.some((row) => row.error || toFix(row))) showBatch({ folder, rows });
    else done(`Saved ${counted(rows.length, "QBR deck")}`, () => void openOutside(folder).catch(trouble), "Open");
  } catch (error) {
    trouble(error);
  }
}
