// The only file that knows Tauri. Everything else asks it to call the engine, run a job, listen, or open a dialog.
// It must not know what a command means, nor keep any state of the book.

/** What kind of trouble an error is; the look depends on it, never on the message. */
export type ErrorCode =
  | "invalid_input"
  | "not_found"
  | "precondition"
  | "conflict"
  | "wrong_file_type"
  | "file"
  | "usage"
  | "book_newer"
  | "book_locked"
  | "book_unreadable"
  | "cancelled"
  | "internal";

/** An error of the engine: what happened, and what to do next. */
export class CallError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    readonly field: string | null,
  ) {
    super(message);
  }
}

/** A long piece of work as it moves. */
export interface JobEvent {
  id: string;
  state: "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  message: string;
  result?: unknown;
  error?: unknown;
}

/** Files that were dragged onto the window. */
export interface Drop {
  kind: "enter" | "leave" | "drop";
  paths: string[];
}

interface Internals {
  invoke(command: string, args?: Record<string, unknown>): Promise<unknown>;
  transformCallback(callback: (payload: unknown) => void, once?: boolean): number;
}

declare global {
  interface Window {
    __TAURI_INTERNALS__?: Internals;
    /** What the window answered ahead (first.json): command, request and answer of each. */
    __HEADROOM_FIRST__?: [name: string, request: unknown, answer: unknown][];
  }
}

function internals(): Internals {
  const found = window.__TAURI_INTERNALS__;
  if (!found) throw new CallError("internal", "Headroom runs in its own window.", "Start the application instead of opening this page.", null);
  return found;
}

function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error;
  if (error && typeof error === "object" && "message" in error) {
    const { code, message, hint, field } = error as Partial<CallError>;
    return new CallError(code ?? "internal", String(message), hint ?? "", field ?? null);
  }
  return new CallError("internal", String(error), "", null);
}

async function invoke(command: string, args?: Record<string, unknown>): Promise<unknown> {
  try {
    return await internals().invoke(command, args);
  } catch (error) {
    throw asCallError(error);
  }
}

/** Answers that came along with the page, so that the first screen is there without asking; each serves once. */
const ahead = new Map(firstLoad() ? window.__HEADROOM_FIRST__?.map(([name, request, answer]) => [question(name, request), answer]) : []);

function question(name: string, request: unknown): string {
  return JSON.stringify([name, request]);
}

/** Whether the page is read for the first time in this window: after a reload what came along is old. */
function firstLoad(): boolean {
  const mark = "headroom.loaded";
  if (sessionStorage.getItem(mark)) return false;
  sessionStorage.setItem(mark, "yes");
  return true;
}

/** Calls a query or a mutation of the engine. */
export async function callEngine(name: string, request: unknown): Promise<unknown> {
  const asked = question(name, request);
  if (ahead.has(asked)) {
    const answer = ahead.get(asked);
    ahead.delete(asked);
    return answer;
  }
  // Any other question means that the start is over: what is left of it is old.
  ahead.clear();
  return invoke("call", { name, request });
}

/** Starts a job and gives its id; the rest comes through `onJob`. */
export async function startJob(name: string, request: unknown): Promise<string> {
  return String(await invoke("job_start", { name, request }));
}

/** Asks a job to stop; the book stays as it was. */
export async function cancelJob(id: string): Promise<void> {
  await invoke("job_cancel", { id });
}

/** The error of a failed job, in the same shape as a failed call. */
export function jobError(event: JobEvent): CallError {
  return asCallError(event.error ?? event.message);
}

function listen(event: string, handler: (payload: unknown) => void): void {
  let host: Internals;
  try {
    host = internals();
  } catch {
    return;
  }
  const callback = host.transformCallback((message) => handler((message as { payload: unknown }).payload));
  void host.invoke("plugin:event|listen", { event, target: { kind: "Any" }, handler: callback }).catch(() => undefined);
}

/** Calls `handler` whenever a job moves. */
export function onJob(handler: (event: JobEvent) => void): void {
  listen("job", (payload) => handler(payload as JobEvent));
}

/** Calls `handler` when another start of the program opened a book in this window. */
export function onBook(handler: () => void): void {
  listen("book", handler);
}

/** Calls `handler` with what was chosen in the menu bar (macOS). */
export function onMenu(handler: (id: string) => void): void {
  listen("menu", (payload) => handler(String(payload)));
}

/** Calls `handler` while files are dragged over the window and when they are let go. */
export function onDrop(handler: (drop: Drop) => void): void {
  const paths = (payload: unknown) => (payload as { paths?: string[] } | null)?.paths ?? [];
  listen("tauri://drag-enter", (payload) => handler({ kind: "enter", paths: paths(payload) }));
  listen("tauri://drag-leave", () => handler({ kind: "leave", paths: [] }));
  listen("tauri://drag-drop", (payload) => handler({ kind: "drop", paths: paths(payload) }));
}

/** A kind of file for a dialog: its name and endings without the dot. */
export interface FileKind {
  name: string;
  extensions: string[];
}

/** Asks for a file to open; null when the person changed their mind. */
export function pickFile(title: string, kinds: FileKind[]): Promise<string | null> {
  return choose({ kind: "open", title, extensions: endings(kinds) });
}

/** Asks where to save; null when the person changed their mind. */
export function pickTarget(title: string, name: string, kinds: FileKind[]): Promise<string | null> {
  return choose({ kind: "save", title, name, extensions: endings(kinds) });
}

/** Asks for a folder; null when the person changed their mind. */
export function pickFolder(title: string): Promise<string | null> {
  return choose({ kind: "folder", title });
}

/** Opens a web link, a mail draft or a file picked before in the system's program for it. */
export async function openOutside(target: string): Promise<void> {
  await invoke("open_path", { target });
}

function endings(kinds: FileKind[]): string[] {
  return kinds.flatMap((kind) => kind.extensions);
}

async function choose(request: Record<string, unknown>): Promise<string | null> {
  const picked = await invoke("choose", request);
  return typeof picked === "string" ? picked : null;
}

/** Writes a text into a file the person just named in a save dialog. */
export async function saveText(target: string, text: string): Promise<void> {
  await invoke("write_text", { target, text });
}
