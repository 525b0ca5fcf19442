// The open book as the window knows it: asking, changing, undoing, and the beat that tells every screen to ask again.
// It must not know any screen.
import { CallError, callEngine } from "../host";
import type { Commands } from "../api";
import { clock } from "../format";
import { done, trouble } from "./toasts.svelte";

let revision = $state(0);
let savedAt = $state<Date | null>(null);
let pendingChanges = $state(0);

/** Grows with every change to the book; read it to be run again. */
export function bookRevision(): number {
  return revision;
}

/** Tells every screen to ask again, after a change that came another way (a job, another book). */
export function bookChanged(): void {
  revision += 1;
}

/** "Saved 14:32", "Saving", or nothing yet. */
export function savedText(): string {
  if (pendingChanges > 0) return "Saving";
  return savedAt ? `Saved ${clock(savedAt)}` : "";
}

type Name = keyof Commands;
type Request<N extends Name> = Commands[N]["request"];
type Response<N extends Name> = Commands[N]["response"];

/** Asks the engine; changes nothing. */
export async function ask<N extends Name>(name: N, request: Request<N>): Promise<Response<N>> {
  return (await callEngine(name, request)) as Response<N>;
}

/** Changes the book; with `say` a toast offers the way back. `quiet` leaves the screens as they are (a draft being typed). */
export async function change<N extends Name>(
  name: N,
  request: Request<N>,
  options: { say?: string; quiet?: boolean } = {},
): Promise<Response<N>> {
  pendingChanges += 1;
  try {
    const answer = (await callEngine(name, request)) as Response<N>;
    savedAt = new Date();
    if (!options.quiet) revision += 1;
    if (options.say) done(options.say, () => void undo());
    return answer;
  } finally {
    pendingChanges -= 1;
  }
}

/** Like `change`, but says by itself what went wrong; null then. Errors of a field should use `change`. */
export async function tryChange<N extends Name>(name: N, request: Request<N>, say?: string): Promise<Response<N> | null> {
  try {
    return await change(name, request, { say });
  } catch (error) {
    trouble(error);
    return null;
  }
}

/** Takes back the last change of the book. */
export async function undo(): Promise<void> {
  try {
    const entry = await ask("undo", {});
    revision += 1;
    savedAt = new Date();
    done(`Undone: ${entry.summary}`, () => void redo(), "Redo");
  } catch (error) {
    trouble(error);
  }
}

/** Does again what was just undone. */
export async function redo(): Promise<void> {
  try {
    const entry = await ask("redo", {});
    revision += 1;
    done(`Done again: ${entry.summary}`, () => void undo());
  } catch (error) {
    trouble(error);
  }
}

export interface Live<T> {
  readonly data: T | null;
  readonly error: CallError | null;
  readonly loading: boolean;
}

/** Runs a question now, whenever what it reads changes, and whenever the book does. Keeps the last answer meanwhile,
 *  so that nothing flickers, and drops answers that come too late. */
export function live<T>(question: () => Promise<T> | null): Live<T> {
  let data = $state.raw<T | null>(null);
  let error = $state.raw<CallError | null>(null);
  let loading = $state(true);
  let turn = 0;
  $effect(() => {
    const of = revision;
    turn += 1;
    const mine = turn;
    // An answer of before a change that was just made is old, even if the question has not been put again yet.
    const old = () => mine !== turn || of !== revision;
    const asked = question();
    if (asked === null) {
      loading = false;
      return;
    }
    loading = true;
    asked.then(
      (answer) => {
        if (old()) return;
        data = answer;
        error = null;
        loading = false;
      },
      (problem: unknown) => {
        if (old()) return;
        error = problem instanceof CallError ? problem : new CallError("internal", String(problem), "", null);
        loading = false;
      },
    );
  });
  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
  };
}
