// The steps of a paper that every kind shares: exporting its PDF, marking it ready, a next version.
import type { DocumentPage } from "../../api";
import { openOutside, pickTarget } from "../../host";
import { change } from "../../state/book.svelte";
import { runJob } from "../../state/jobs.svelte";
import { go } from "../../state/router.svelte";
import { done, trouble } from "../../state/toasts.svelte";

/** Asks where to and writes the PDF there. */
export async function exportPdf(page: DocumentPage): Promise<void> {
  try {
    const file = await pickTarget("Save the PDF", page.file_name, [{ name: "PDF", extensions: ["pdf"] }]);
    if (!file) return;
    await runJob("document_export", { id: page.document.id, file }, "Writing the PDF");
    done(`Saved ${file.replace(/^.*[\\/]/, "")}`, () => void openOutside(file).catch(trouble), "Open");
  } catch (error) {
    trouble(error);
  }
}

/** Marks a paper ready. */
export async function markReady(page: DocumentPage): Promise<void> {
  try {
    await change("document_ready", { id: page.document.id }, { say: "Marked ready" });
  } catch (error) {
    trouble(error);
  }
}

/** Starts the next version and goes there. */
export async function nextVersion(page: DocumentPage): Promise<void> {
  try {
    const made = await change("document_version", { id: page.document.id }, { say: "A new version was started" });
    go("document", made.id);
  } catch (error) {
    trouble(error);
  }
}

/** Starts an addendum from a proposal and goes there. */
export async function addendumFrom(page: DocumentPage): Promise<void> {
  try {
    const made = await change("addendum_create", { proposal_id: page.document.id });
    go("document", made.id);
  } catch (error) {
    trouble(error);
  }
}

/** Moves a draft to the trash and goes to its account. */
export async function trashPaper(page: DocumentPage): Promise<void> {
  try {
    await change("document_delete", { id: page.document.id }, { say: `${page.document.number} moved to the trash` });
    go("account", page.account.id, { tab: "documents" });
  } catch (error) {
    trouble(error);
  }
}
