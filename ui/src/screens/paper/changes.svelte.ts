// Changing what a paper's change says: effective date, method, rounding, lines, totals. What is typed is shown before it is
// stored; what is stored is one journal entry for one visit.
import { untrack } from "svelte";
import type { Change, ChangeItem, ChangeUpdate, DocumentPage } from "../../api";
import { CallError } from "../../host";
import { change as changeBook } from "../../state/book.svelte";

/** The fields a person types. */
export type Typed = Omit<ChangeUpdate, "id" | "visit" | "approval">;

export interface ChangeEditing {
  /** The change as it is on the screen, with what is being typed. */
  readonly change: Change | null;
  /** The change as it is stored. */
  readonly stored: Change | null;
  /** What is typed and not stored, for the preview; null when nothing is. */
  readonly typed: ChangeUpdate | null;
  /** Why the last change could not be stored. */
  readonly problem: CallError | null;
  /** Shows a change that is being typed. */
  type(set: Typed): void;
  /** Forgets what is typed. */
  drop(): void;
  /** Stores a change; tells whether it could be. */
  set(set: Typed): Promise<boolean>;
  setItem(index: number | null, item: ChangeItem): Promise<boolean>;
  addItems(items: ChangeItem[]): Promise<boolean>;
  removeItem(index: number): Promise<boolean>;
}

export function changeEditing(page: () => DocumentPage, onchange: () => void): ChangeEditing {
  const visit = crypto.randomUUID();
  let problem = $state.raw<CallError | null>(null);
  let typed = $state.raw<Typed>({});
  /** The lines as they are being stored, shown until the book answers, so that a second step builds on the first. */
  let ahead = $state.raw<ChangeItem[] | null>(null);
  let sending: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const stored = $derived.by(() => {
    const change = page().change;
    return change && ahead ? { ...change, items: ahead } : change;
  });
  $effect(() => {
    void page();
    untrack(() => {
      if (waiting === 0) ahead = null;
    });
  });
  const change = $derived(stored ? ({ ...stored, ...typed } as Change) : null);

  async function set(fields: Typed): Promise<boolean> {
    const current = untrack(() => stored);
    if (!current) return false;
    if (fields.items) ahead = fields.items;
    waiting += 1;
    const answer = sending.then(() => changeBook("change_update", { id: current.id, visit, ...fields }));
    sending = answer.catch(() => undefined);
    try {
      await answer;
      typed = {};
      problem = null;
      return true;
    } catch (error) {
      ahead = null;
      problem = error instanceof CallError ? error : new CallError("internal", String(error), "", null);
      return false;
    } finally {
      waiting -= 1;
      onchange();
    }
  }
  const items = () => [...(untrack(() => stored)?.items ?? [])];
  return {
    get change() {
      return change;
    },
    get stored() {
      return stored;
    },
    get typed() {
      return stored && Object.keys(typed).length > 0 ? { id: stored.id, ...typed } : null;
    },
    get problem() {
      return problem;
    },
    type(fields) {
      typed = { ...untrack(() => typed), ...fields };
      onchange();
    },
    drop() {
      if (Object.keys(untrack(() => typed)).length === 0) return;
      typed = {};
      onchange();
    },
    set,
    setItem: (index, item) => {
      const next = items();
      if (index === null) next.push(item);
      else next[index] = item;
      return set({ items: next });
    },
    addItems: (more) => set({ items: [...items(), ...more] }),
    removeItem: (index) => set({ items: items().filter((_, at) => at !== index) }),
  };
}
