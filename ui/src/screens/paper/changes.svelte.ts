// Changing what a paper's change says: effective date, method, items. One journal entry for one visit.
import type { ChangeItem, DocumentPage } from "../../api";
import { CallError } from "../../host";
import { change } from "../../state/book.svelte";

export interface ChangeEditing {
  readonly problem: CallError | null;
  setDate(day: string): Promise<void>;
  setMethod(method: string): Promise<void>;
  setItem(index: number | null, item: ChangeItem): Promise<void>;
  removeItem(index: number): Promise<void>;
}

export function changeEditing(page: () => DocumentPage, onchange: () => void): ChangeEditing {
  const visit = crypto.randomUUID();
  let problem = $state.raw<CallError | null>(null);

  async function send(set: { effective_date?: string; method?: string; items?: ChangeItem[] }): Promise<void> {
    const id = page().change?.id;
    if (!id) return;
    try {
      await change("change_update", { id, visit, ...set } as never);
      problem = null;
      onchange();
    } catch (error) {
      problem = error instanceof CallError ? error : new CallError("internal", String(error), "", null);
    }
  }
  const items = () => [...(page().change?.items ?? [])];
  return {
    get problem() {
      return problem;
    },
    setDate: (day) => send({ effective_date: day }),
    setMethod: (method) => send({ method }),
    setItem: (index, item) => {
      const next = items();
      if (index === null) next.push(item);
      else next[index] = item;
      return send({ items: next });
    },
    removeItem: (index) => send({ items: items().filter((_, at) => at !== index) }),
  };
}
