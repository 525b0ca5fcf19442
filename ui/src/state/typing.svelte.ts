// Typing that survives a crash: what stands on the screen goes into the book's drafts while it is typed, at least each
// half second and not only in pauses. It must not know what is typed.
import { clock } from "../format";
import { change } from "./book.svelte";
import { trouble } from "./toasts.svelte";

/** Milliseconds between two drafts while the typing goes on; twice as often as promised, so that a slow disk has time. */
const PACE = 250;

export interface Typing {
  /** Something was typed. */
  touch(): void;
  /** Stops keeping and waits for the draft that is on its way: the real save comes next. */
  stop(): Promise<void>;
  /** Forgets the draft. */
  forget(): Promise<void>;
  /** "Draft saved 14:32", or nothing yet. */
  readonly said: string;
}

/** Keeps `body()` under `key()` from the first `touch` on, also when the component goes away or the window closes. */
export function keepTyping(key: () => string | null, body: () => unknown): Typing {
  let said = $state("");
  let timer = 0;
  let dirty = false;
  let underway: Promise<void> | null = null;

  function plan(): void {
    if (timer === 0 && !underway) timer = window.setTimeout(save, PACE);
  }
  function save(): void {
    clearTimeout(timer);
    timer = 0;
    const id = key();
    if (!dirty || !id || underway) return;
    dirty = false;
    underway = change("draft_put", { id, body: body() }, { quiet: true })
      .then(
        () => void (said = `Draft saved ${clock(new Date())}`),
        (error: unknown) => {
          said = "";
          trouble(error);
        },
      )
      .finally(() => {
        underway = null;
        if (dirty) plan();
      });
  }
  $effect(() => {
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  });
  async function stop(): Promise<void> {
    clearTimeout(timer);
    timer = 0;
    dirty = false;
    await underway;
  }
  return {
    touch() {
      dirty = true;
      plan();
    },
    stop,
    async forget() {
      await stop();
      const id = key();
      said = "";
      if (id) await change("draft_put", { id, body: null }, { quiet: true }).catch(trouble);
    },
    get said() {
      return said;
    },
  };
}
