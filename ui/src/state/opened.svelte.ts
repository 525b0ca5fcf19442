// Which book is open: its name, counts, today and locale; opening, starting and leaving one.
import type { BookInfo } from "../api";
import { setLocale, setToday } from "../format";
import { CallError, callEngine, pickFile, pickTarget } from "../host";
import { ask, bookChanged } from "./book.svelte";
import { runJob } from "./jobs.svelte";
import { go } from "./router.svelte";
import { dismissAll, trouble } from "./toasts.svelte";

/** What the window knows before a book is open. */
interface Session {
  book: string | null;
  recent?: string[];
  problem?: CallError | null;
}

let info = $state.raw<BookInfo | null>(null);
let session = $state.raw<Session>({ book: null });
let known = $state(false);
let busy = $state(false);

const books = [{ name: "Headroom book", extensions: ["headroom"] }];

export const opened = {
  get info() {
    return info;
  },
  /** Books opened before, the latest first. */
  get recent() {
    return session.recent ?? [];
  },
  /** Why the last book did not open. */
  get problem() {
    return session.problem ?? null;
  },
  /** Whether the engine has answered at all. */
  get known() {
    return known;
  },
  /** Whether a book is being opened. */
  get busy() {
    return busy;
  },
};

/** Asks the engine which book is open and takes over its locale and day. */
export async function refreshBook(): Promise<void> {
  try {
    session = (await callEngine("session_state", {})) as Session;
    info = session.book ? await ask("book_info", {}) : null;
    if (info) {
      setLocale(info.locale);
      setToday(info.today);
    }
  } catch (error) {
    info = null;
    trouble(error);
  } finally {
    known = true;
  }
}

async function enter(step: () => Promise<unknown>, place: string): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    await step();
    dismissAll();
    await refreshBook();
    bookChanged();
    go(place);
  } catch (error) {
    trouble(error);
  } finally {
    busy = false;
  }
}

/** Opens a book by path, or asks for one. */
export async function openBook(path?: string): Promise<void> {
  const file = path ?? (await pickFile("Open a book", books));
  if (file) await enter(() => callEngine("book_open", { path: file }), "today");
}

/** Opens the sample book, making it when it is not there. */
export async function openSample(): Promise<void> {
  await enter(() => runJob("book_sample", {}, "Preparing the sample book"), "today");
}

/** Starts an empty book in a file of the person's choice and goes to `place`. */
export async function startBook(place: string): Promise<void> {
  const file = await pickTarget("Where should the book live?", "My book.headroom", books);
  if (!file) return;
  const path = file.endsWith(".headroom") ? file : `${file}.headroom`;
  await enter(() => callEngine("book_create", { path, ...localeOfThisComputer() }), place);
}

/** Goes to the page with the three doors; the file stays as it is. */
export async function closeBook(): Promise<void> {
  await enter(() => callEngine("book_close", {}), "today");
}

/** Another start of the program, or the system, opened a book in this window: shows it, or why it could not be. */
export async function bookArrived(): Promise<void> {
  const before = info?.path;
  await refreshBook();
  const problem = session.problem;
  if (problem) return trouble(new CallError(problem.code, problem.message, problem.hint, problem.field));
  if (info?.path === before) return;
  dismissAll();
  bookChanged();
  go("today");
}

/** The nearest locale Headroom writes, and the currency of its region. */
function localeOfThisComputer(): { locale: string; currency: string } {
  const language = navigator.language || "en-US";
  if (language.startsWith("de")) return { locale: "de-DE", currency: "EUR" };
  if (language.startsWith("fr")) return { locale: "fr-FR", currency: "EUR" };
  if (language === "en-US") return { locale: "en-US", currency: "USD" };
  if (language === "en-GB") return { locale: "en-GB", currency: "GBP" };
  return language.startsWith("en") ? { locale: "en-GB", currency: "EUR" } : { locale: "en-US", currency: "USD" };
}
