// What can be done right now, and by which key. Components register actions while they are mounted; the key bar, the
// palette, the help sheet and the keyboard all read the same list. A modal layer hides the actions under it.

import { untrack } from "svelte";

export interface Action {
  /** Verb first, as on a button. */
  label: string;
  /** "j", "mod+k", "g b", "enter", "alt+arrowup"; several ways separated by " | ". */
  keys?: string;
  run: () => void;
  /** Shown in the key bar. */
  bar?: boolean;
  /** The short word of the key bar. */
  short?: string;
  /** Other caps for the key bar, when one word stands for two keys. */
  barKeys?: string;
  /** Icon in the palette. */
  icon?: string;
  /** Not offered in the palette: moves and other things that only make sense as a key. */
  keyOnly?: boolean;
  /** Also works while typing in a field. */
  whileTyping?: boolean;
  /** Heading in the help sheet. */
  group?: string;
}

interface Layer {
  actions: () => Action[];
  modal: boolean;
}

let layers = $state.raw<Layer[]>([]);

/** Whether one of the ways to an action is this. */
const answers = (action: Action, keys: string): boolean => action.keys?.split(" | ").includes(keys) ?? false;

/** Offers actions as long as the component is mounted. */
export function useActions(actions: () => Action[], options: { modal?: boolean } = {}): void {
  $effect(() => {
    const layer: Layer = { actions, modal: options.modal ?? false };
    untrack(() => (layers = [...layers, layer]));
    return () => {
      layers = untrack(() => layers).filter((other) => other !== layer);
    };
  });
}

/** All actions in force, the nearest first. */
export function currentActions(): Action[] {
  const found: Action[] = [];
  for (const layer of [...layers].reverse()) {
    found.push(...layer.actions());
    if (layer.modal) break;
  }
  return found;
}

/** The actions for the key bar: those of the screen, also while something modal lies on top. */
export function barActions(): Action[] {
  return [...layers].reverse().filter((layer) => !layer.modal).flatMap((layer) => layer.actions()).filter((action) => action.bar && action.keys);
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

const names: Record<string, string> = {
  mod: mac ? "⌘" : "Ctrl",
  alt: mac ? "⌥" : "Alt",
  shift: mac ? "⇧" : "Shift",
  enter: "↵",
  escape: "Esc",
  space: "Space",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  delete: "Del",
};

/** The caps to draw for a key description, first way only: ["Ctrl", "K"]. */
export function caps(keys: string): string[] {
  return (keys.split(" | ")[0] ?? "").split(/[ +]/).map((part) => names[part] ?? (part.length === 1 || /^f\d/.test(part) ? part.toUpperCase() : part));
}

/** Said in a tooltip: "Ctrl K". */
export function spoken(keys: string | undefined): string {
  return keys ? ` (${caps(keys).join(" ")})` : "";
}

function describe(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  // A sign that needs Shift is named by itself ("?"); a letter is the same key either way.
  if (event.shiftKey && (key.length > 1 || parts.length > 0 || /^[a-z]$/.test(key))) parts.push("shift");
  parts.push(key);
  return parts.join("+");
}

const typing = "input:not([type=checkbox]):not([type=radio]):not([type=range]),textarea,select,[contenteditable=true]";
const pressable = "button,a,summary,[role=button],[role=option],[role=menuitem],[role=radio],[role=tab],[role=menuitemradio],[role=menuitemcheckbox],input[type=checkbox],input[type=radio]";

let pending = "";
let pendingSince = 0;

/** A key that came before the screen it was meant for could do anything with it, for as long as PATIENCE. */
let early = $state.raw<{ keys: string; since: number } | null>(null);
const PATIENCE = 2000;

$effect.root(() => {
  $effect(() => {
    if (!early) return;
    const { keys, since } = early;
    const action = currentActions().find((one) => answers(one, keys));
    if (!action) return;
    early = null;
    if (performance.now() - since < PATIENCE) untrack(action.run);
  });
});

/** What was pressed early no longer counts: the person has turned to something else. */
export function forgetEarlyKey(): void {
  early = null;
}

/** The one keyboard listener of the window. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const pressed = describe(event);
  const inField = Boolean(target?.matches(typing));
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape" || /^F\d/.test(event.key);
  if ((pressed === "enter" || pressed === "space") && target?.matches(pressable)) return;
  // The web view's own editing keys stay with the field.
  if (inField && ["mod+z", "mod+shift+z", "mod+a", "mod+c", "mod+v", "mod+x"].includes(pressed)) return;

  if (inField && event.key === "Escape" && !currentActions().some((one) => one.whileTyping && answers(one, "escape"))) {
    // The first Esc leaves the field, the next one the screen.
    event.preventDefault();
    target?.blur();
    // To the list of the screen; where there is none, to the pane the field stands in, so that the focus is never nowhere.
    const pane = target?.parentElement?.closest<HTMLElement>("[tabindex]");
    const home = target?.closest("[role=dialog]") ? pane : (document.querySelector<HTMLElement>("[data-home]") ?? pane);
    home?.focus({ preventScroll: true });
    return;
  }

  const sequence = pending && Date.now() - pendingSince < 1200 ? `${pending} ${pressed}` : "";
  pending = "";
  early = null;
  const actions = currentActions();
  const wanted = sequence ? [sequence, pressed] : [pressed];
  for (const keys of wanted) {
    const action = actions.find((one) => answers(one, keys) && (!inField || modified || one.whileTyping));
    if (action) {
      event.preventDefault();
      action.run();
      return;
    }
  }
  if (!inField && actions.some((one) => one.keys?.split(" | ").some((keys) => keys.startsWith(`${pressed} `)))) {
    pending = pressed;
    pendingSince = Date.now();
    event.preventDefault();
  } else if (!inField && !layers.some((layer) => layer.modal)) {
    early = { keys: pressed, since: performance.now() };
  }
}
