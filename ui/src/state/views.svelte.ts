// The saved views of a list, kept in the book: what a list shows under a name, whichever machine opens the book.
import { ask, live, tryChange } from "./book.svelte";

export interface View<State> {
  id: string;
  name: string;
  state: State;
}

/** The views of a list; `complete` makes a stored state whole when the screen has grown since. */
export function savedViews<State>(list: string, complete: (stored: Partial<State>) => State) {
  const stored = live(() => ask("view_list", { list }));
  const views = $derived((stored.data ?? []).map((view): View<State> => ({ id: view.id, name: view.name, state: complete(view.state as Partial<State>) })));
  return {
    get all() {
      return views;
    },
    async save(name: string, state: State): Promise<boolean> {
      return (await tryChange("view_save", { list, name, state }, `View “${name}” saved`)) !== null;
    },
    async forget(view: View<State>): Promise<void> {
      await tryChange("view_delete", { id: view.id }, `View “${view.name}” forgotten`);
    },
  };
}
