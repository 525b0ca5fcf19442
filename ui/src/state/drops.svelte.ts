// Files dragged onto the window: whether some hover, what they are for, and the files that wait to be imported.
// It must not know what is done with them; the frame asks and the screens take.
import { onDrop } from "../host";

let hovering = $state(false);
let dropped = $state.raw<string[]>([]);
let waiting = $state.raw<string[]>([]);
let queued = $state(0);

/** Whether files are being dragged over the window. */
export function isHovering(): boolean {
  return hovering;
}

/** The files that were let go and that nobody has taken yet. */
export function droppedFiles(): string[] {
  return dropped;
}

/** Takes the dropped files away: they are dealt with. */
export function clearDropped(): void {
  dropped = [];
}

/** Starts the one listener; call once. */
export function listenForDrops(): void {
  onDrop((drop) => {
    hovering = drop.kind === "enter";
    if (drop.kind === "drop" && drop.paths.length > 0) dropped = drop.paths;
  });
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.replace(/^.*[\\/]/, "");
}

/** Whether a file can be rows to import. */
export function isTable(path: string): boolean {
  return /\.(csv|tsv|txt|xlsx)$/i.test(path);
}

/** Lines files up for the import. What others refer to goes first: accounts, then people and products, then contracts. */
export function queueImport(files: string[]): void {
  const order = [/account|customer|compan|kunde|client/i, /contact|people|person|product|catalog/i, /contract|subscription|line/i];
  const rank = (file: string) => {
    const at = order.findIndex((pattern) => pattern.test(fileName(file)));
    return at === -1 ? order.length : at;
  };
  waiting = [...waiting, ...files].sort((a, b) => rank(a) - rank(b));
  queued += 1;
}

/** Grows each time files are lined up. */
export function queuedTimes(): number {
  return queued;
}

/** The files that wait. */
export function waitingFiles(): string[] {
  return waiting;
}

/** Takes the first file that waits. */
export function nextWaiting(): string | undefined {
  const [first, ...rest] = waiting;
  waiting = rest;
  return first;
}
