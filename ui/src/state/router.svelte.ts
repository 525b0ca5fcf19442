// Where the window is: a hash route with parameters, and what each place remembers (scroll, filters) for the way back.
// It must not know what any screen shows.

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
  return { name: name || "today", ids, query: Object.fromEntries(new URLSearchParams(search)), path };
}

let current = $state.raw(parse(location.hash));
window.addEventListener("hashchange", arrive);

/** Takes over the address. The window says a change of it a moment late, and a key pressed in between is meant for the new place. */
function arrive(): void {
  const next = parse(location.hash);
  if (next.path !== current.path) current = next;
}

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
  arrive();
}

/** Changes the query of the present place without leaving a step in the history. */
export function swapQuery(change: Record<string, string | undefined>): void {
  const query: Record<string, string | undefined> = { ...current.query, ...change };
  history.replaceState(null, "", href(current.name, current.ids[0], query));
  arrive();
}

/** Goes back, or to Today when there is nothing before. */
export function back(): void {
  if (history.length > 1) history.back();
  else go("today");
}

/** Where each pane of each place was scrolled to; a pane is named by its way down from the screen. */
const scrolls = new Map<string, Map<string, number>>();
/** How long a place is given to draw what it was scrolled to. */
const PATIENCE = 1500;

/** An attachment for a screen: every pane in it is where it was when the person comes back to `key`. */
export function keepScroll(key: () => string) {
  return (root: HTMLElement) => {
    const place = key();
    const kept = scrolls.get(place) ?? new Map<string, number>();
    scrolls.set(place, kept);
    const wanted = new Map(kept);
    const since = performance.now();
    let frame = 0;
    const restore = (): void => {
      for (const [way, top] of wanted) {
        const pane = paneAt(root, way);
        if (!pane || pane.scrollHeight - pane.clientHeight < top) continue;
        pane.scrollTop = top;
        wanted.delete(way);
      }
      if (wanted.size > 0 && performance.now() - since < PATIENCE) frame = requestAnimationFrame(restore);
    };
    if (wanted.size > 0) frame = requestAnimationFrame(restore);
    const leave = (): void => wanted.clear();
    const save = (event: Event): void => {
      const way = wayTo(root, event.target as HTMLElement);
      if (way !== null && !wanted.has(way)) kept.set(way, (event.target as HTMLElement).scrollTop);
    };
    root.addEventListener("scroll", save, { capture: true, passive: true });
    for (const hand of ["wheel", "keydown", "pointerdown"]) root.addEventListener(hand, leave, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      root.removeEventListener("scroll", save, { capture: true });
      for (const hand of ["wheel", "keydown", "pointerdown"]) root.removeEventListener(hand, leave, { capture: true });
    };
  };
}

function wayTo(root: HTMLElement, pane: HTMLElement): string | null {
  const steps: number[] = [];
  for (let at: HTMLElement = pane; at !== root; ) {
    const parent = at.parentElement;
    if (!parent) return null;
    steps.unshift([...parent.children].indexOf(at));
    at = parent;
  }
  return steps.join("/");
}

function paneAt(root: HTMLElement, way: string): HTMLElement | null {
  let at: Element | undefined = root;
  for (const step of way === "" ? [] : way.split("/")) at = at?.children[Number(step)];
  return at instanceof HTMLElement ? at : null;
}
