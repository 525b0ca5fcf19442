// Changing what a paper's change says: effective date, method, items. One journal entry for one visit. A change without
// a line cannot be calculated, so what is chosen before the first line waits here and goes along with it.
import { untrack } from "svelte";
import type { Change, ChangeItem, DocumentPage } from "../../api";
import { CallError } from "../../host";
import { change as changeBook } from "../../state/book.svelte";

interface Waiting {
  effective_date?: string;
  method?: string;
}

export interface ChangeEditing {
  /** The change as it is on the screen, with what waits for the first line. */
  readonly change: Change | null;
  readonly problem: CallError | null;
  setDate(day: string): Promise<void>;
  setMethod(method: string): Promise<void>;
  setItem(index: number | null, item: ChangeItem): Promise<void>;
  addItems(items: ChangeItem[]): Promise<void>;
  removeItem(index: number): Promise<void>;
}

export function changeEditing(page: () => DocumentPage, onchange: () => void): ChangeEditing {
  const visit = crypto.randomUUID();
  let problem = $state.raw<CallError | null>(null);
  let waiting = $state.raw<Waiting>({});
  const change = $derived.by(() => {
    const stored = page().change;
    return stored ? { ...stored, ...waiting } : null;
  });

  async function send(set: Waiting & { items?: ChangeItem[] }): Promise<void> {
    const current = untrack(() => change);
    if (!current) return;
    if ((set.items ?? current.items).length === 0 && !set.items) {
      waiting = { ...waiting, ...set };
      return;
    }
    try {
      await changeBook("change_update", { id: current.id, visit, ...waiting, ...set } as never);
      waiting = {};
      problem = null;
      onchange();
    } catch (error) {
      problem = error instanceof CallError ? error : new CallError("internal", String(error), "", null);
    }
  }
  const items = () => [...(page().change?.items ?? [])];
  return {
    get change() {
      return change;
    },
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
    addItems: (more) => send({ items: [...items(), ...more] }),
    removeItem: (index) => send({ items: items().filter((_, at) => at !== index) }),
  };
}
