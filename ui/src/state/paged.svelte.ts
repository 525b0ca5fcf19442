// A list that the engine holds: asked for by the page, filtered and ordered there. Keeps what was shown until the next
// answer is here, so that nothing flickers. It must not know what a row is.
import { CallError } from "../host";
import { bookRevision } from "./book.svelte";

/** So many rows are asked for at a time; a screen shows fewer. */
const PAGE = 100;

/** Rows a table draws, wherever they are kept. */
export interface Source<Row> {
  readonly count: number;
  /** Rows in another order or of another filter are on their way; the shown ones stay until then. */
  readonly waiting: boolean;
  /** The row of that place, when it is here. */
  at(index: number): Row | undefined;
  /** Its place, or -1 when it is not known. */
  indexOf(id: string): number;
  /** Sees to it that the rows from `from` up to `to` come. */
  need(from: number, to: number): void;
  /** The ids of the rows from `from` up to `to`, in their order. */
  ids(from: number, to: number): Promise<string[]>;
}

export interface Answer<Row> {
  rows: Row[];
  count: number;
  /** Where the row that was to be found stands. */
  at: number | null;
}

export interface Question<Row, Extra> {
  /** What is asked; a change of it starts anew. Null asks nothing. */
  key: () => string | null;
  page: (offset: number, limit: number, find: string | undefined) => Promise<Answer<Row> & Extra>;
  ids: (offset: number, limit: number) => Promise<string[]>;
  id: (row: Row) => string;
  /** The row that should be found again after a change of the order. */
  find: () => string | null;
}

export interface Paged<Row, Extra> extends Source<Row> {
  /** The newest answer, with what it says of the whole list. */
  readonly said: (Answer<Row> & Extra) | null;
  readonly error: CallError | null;
}

/** A list behind a question, as long as the component is there. */
export function paged<Row, Extra>(question: Question<Row, Extra>): Paged<Row, Extra> {
  let pages = $state.raw(new Map<number, Row[]>());
  let said = $state.raw<(Answer<Row> & Extra) | null>(null);
  let found = $state.raw<{ id: string; at: number } | null>(null);
  let error = $state.raw<CallError | null>(null);
  let turn = 0;
  let asked = new Set<number>();
  let first = 0;
  let waiting = $state(false);

  $effect(() => {
    void bookRevision();
    if (question.key() === null) return;
    turn += 1;
    asked = new Set();
    waiting = true;
    fetch(first, true);
  });

  function fetch(page: number, fresh: boolean): void {
    if (asked.has(page)) return;
    asked.add(page);
    const mine = turn;
    const find = fresh ? (question.find() ?? undefined) : undefined;
    question.page(page * PAGE, PAGE, find).then(
      (answer) => {
        if (mine !== turn) return;
        if (fresh && answer.rows.length === 0 && answer.count > 0 && page > 0) {
          // The list became shorter than where we stood.
          first = 0;
          asked = new Set();
          fetch(0, true);
          return;
        }
        pages = fresh ? new Map([[page, answer.rows]]) : new Map(pages).set(page, answer.rows);
        if (fresh) {
          waiting = false;
          said = answer;
          found = find !== undefined && answer.at !== null ? { id: find, at: answer.at } : null;
        }
        error = null;
      },
      (problem: unknown) => {
        if (mine !== turn) return;
        waiting = false;
        error = problem instanceof CallError ? problem : new CallError("internal", String(problem), "", null);
      },
    );
  }

  return {
    get count() {
      return said?.count ?? 0;
    },
    get waiting() {
      return waiting;
    },
    get said() {
      return said;
    },
    get error() {
      return error;
    },
    at: (index) => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    indexOf(id) {
      for (const [page, rows] of pages) {
        const at = rows.findIndex((row) => question.id(row) === id);
        if (at >= 0) return page * PAGE + at;
      }
      return found?.id === id ? found.at : -1;
    },
    need(from, to) {
      if (waiting) return;
      const count = said?.count ?? 0;
      first = Math.floor(Math.max(0, from) / PAGE);
      for (let page = first; page * PAGE < Math.min(to, count); page++) fetch(page, false);
    },
    ids: (from, to) => question.ids(from, to - from),
  };
}
