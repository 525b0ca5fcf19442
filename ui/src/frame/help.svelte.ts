// Whether the sheet with all keys is open, and the actions it was opened over.
import { currentActions, type Action } from "../state/actions.svelte";

let over = $state.raw<Action[] | null>(null);

export const help = {
  /** The actions in force when the sheet was opened; null while it is closed. */
  get over() {
    return over;
  },
};

export function showHelp(): void {
  over = currentActions();
}

export function hideHelp(): void {
  over = null;
}
