// Where the window is: a hash route with parameters, and what each place remembers (scroll, filters) for the way back.
// It must not know what any screen shows.
import { untrack } from "svelte";

export interface Route {
  /** The first word of the path: book, account, note ... */
  name: string;
  /** The rest of the path. */
  ids: string[];
  /** What stands behind the question mark. */
  query: Record<string, string>;
  /** The whole address without the hash. */
  path: string;
}

function parse(hash: string): Route {
  const path = hash.replace(/^#/, "") || "/";
  const [way = "", search = ""] = path.split("?");
  const [name = "", ...ids] = way.split("/").filter(Boolean).map(decodeURIComponent);
  return { name: name || "book", ids, query: Object.fromEntries(new URLSearchParams(search)), path };
}

let current = $state.raw(parse(location.hash));
window.addEventListener("hashchange", () => (current = parse(location.hash)));

/** The present route. */
export const route = {
  get name() {
    return current.name;
  },
  get id() {
    return current.ids[0] ?? "";
  },
  get query() {
    return current.query;
  },
  get path() {
    return current.path;
  },
};

/** The address of a place: `href("account", id, { tab: "people" })`. */
export function href(name: string, id?: string, query: Record<string, string | undefined> = {}): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : "";
  return `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}${search}`;
}

/** Goes to a place. */
export function go(name: string, id?: string, query?: Record<string, string | undefined>): void {
  location.hash = href(name, id, query);
}

/** Changes the query of the present place without leaving a step in the history. */
export function swapQuery(change: Record<string, string | undefined>): void {
  const query: Record<string, string | undefined> = { ...current.query, ...change };
  history.replaceState(null, "", href(current.name, current.ids[0], query));
  current = parse(location.hash);
}

/** Goes back, or to the book when there is nothing before. */
export function back(): void {
  if (history.length > 1) history.back();
  else go("book");
}

const scrolls = new Map<string, number>();

/** An action for a scrolling pane: keeps its place per key while the window is open. */
export function keepScroll(key: () => string) {
  return (node: HTMLElement) => {
    const name = untrack(key);
    requestAnimationFrame(() => (node.scrollTop = scrolls.get(name) ?? 0));
    const save = () => scrolls.set(name, node.scrollTop);
    node.addEventListener("scroll", save, { passive: true });
    return () => node.removeEventListener("scroll", save);
  };
}
