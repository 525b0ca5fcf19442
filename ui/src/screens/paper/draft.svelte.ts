// A paper being written: its content, saved half a second after the last keystroke, and its preview, which follows the
// typing without waiting for the save. One preview runs at a time; the newest wish wins.
import { untrack } from "svelte";
import type { AppError, Calculation, ChangeUpdate, Check, DocumentPage } from "../../api";
import { ask, bookChanged, bookRevision } from "../../state/book.svelte";
import { CallError } from "../../host";
import { trouble } from "../../state/toasts.svelte";

export interface PaperDraft<C> {
  /** What is on the screen; change it through `edit`. */
  readonly content: C;
  readonly frozen: boolean;
  readonly pdf: string | null;
  readonly pages: number;
  readonly checks: Check[];
  readonly warnings: string[];
  readonly problem: CallError | null;
  readonly unsaved: boolean;
  /** What the change being typed comes to, as the last preview says; null when none is typed. */
  readonly calculation: Calculation | null;
  /** Why the change being typed cannot be calculated. */
  readonly refusal: AppError | null;
  /** Changes the content and schedules preview and save. */
  edit(change: (content: C) => void): void;
  /** Saves now what is not saved yet. */
  flush(): Promise<void>;
  /** Saves, and waits until pages and checks are those of what is on the screen. */
  settle(): Promise<void>;
  /** Draws again what changed beside the content: the change, a criterion. */
  redraw(): void;
}

const frozenStates = ["sent", "accepted", "declined", "signed", "frozen", "superseded", "void"];

export function paperDraft<C extends object>(
  page: () => DocumentPage,
  save: (id: string, content: C, visit: string) => Promise<unknown>,
  /** The change being typed, when there is one. */
  typed: () => ChangeUpdate | null = () => null,
): PaperDraft<C> {
  const visit = crypto.randomUUID();
  const id = untrack(() => page().document.id);
  const copy = () => JSON.parse(JSON.stringify(page().document.content)) as C;
  let content = $state(untrack(copy));
  let unsaved = $state(false);
  let pdf = $state.raw<string | null>(null);
  let pages = $state(0);
  let checks = $state.raw<Check[]>([]);
  let warnings = $state.raw<string[]>([]);
  let problem = $state.raw<CallError | null>(null);
  let calculation = $state.raw<Calculation | null>(null);
  let refusal = $state.raw<AppError | null>(null);
  let saving: Promise<unknown> = Promise.resolve();
  let saveTimer = 0;
  let inFlight = 0;
  /** The preview being drawn, and whether something changed since it was asked for. */
  let drawing: Promise<void> | null = null;
  let again = false;
  const frozen = $derived(frozenStates.includes(page().document.state));

  // Somebody else changed the paper: an undo, another form. What is being typed wins until it is saved.
  $effect(() => {
    const fresh = copy();
    untrack(() => {
      if (!unsaved && inFlight === 0) content = fresh;
    });
  });
  $effect(() => {
    void bookRevision();
    void page();
    untrack(draw);
  });
  $effect(() => () => {
    if (unsaved) void flush();
  });

  function draw(): void {
    again = true;
    drawing ??= drawUntilFresh();
  }
  async function drawUntilFresh(): Promise<void> {
    while (again) {
      again = false;
      await drawOnce();
    }
    drawing = null;
  }
  async function drawOnce(): Promise<void> {
    const wish = untrack(() => {
      const change = typed();
      return frozen ? { id } : { id, content: $state.snapshot(content), ...(change ? { change } : {}) };
    });
    try {
      const preview = await ask("document_preview", wish);
      pdf = preview.pdf;
      pages = preview.pages;
      checks = preview.checks;
      warnings = preview.warnings;
      calculation = preview.calculation;
      refusal = preview.problem;
      problem = null;
    } catch (error) {
      // Frozen while this was asked: the page that says so is on its way.
      if ("content" in wish && error instanceof CallError && error.code === "precondition") return;
      problem = error instanceof CallError ? error : new CallError("internal", String(error), "", null);
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(saveTimer);
    if (!unsaved) return void (await saving);
    unsaved = false;
    const wish = $state.snapshot(content) as C;
    inFlight += 1;
    saving = saving
      .then(() => save(id, wish, visit))
      .catch(trouble)
      .finally(() => {
        inFlight -= 1;
        // A page asked for before this save may still be on its way with the old content; the newer question drops it.
        bookChanged();
      });
    await saving;
  }
  async function settle(): Promise<void> {
    await flush();
    await drawing;
  }

  return {
    get content() {
      return content;
    },
    get frozen() {
      return frozen;
    },
    get pdf() {
      return pdf;
    },
    get pages() {
      return pages;
    },
    get checks() {
      return checks;
    },
    get warnings() {
      return warnings;
    },
    get problem() {
      return problem;
    },
    get calculation() {
      return calculation;
    },
    get refusal() {
      return refusal;
    },
    get unsaved() {
      return unsaved;
    },
    edit(change) {
      if (frozen) return;
      change(content);
      unsaved = true;
      clearTimeout(saveTimer);
      saveTimer = window.setTimeout(() => void flush(), 500);
      draw();
    },
    flush,
    settle,
    redraw: draw,
  };
}
