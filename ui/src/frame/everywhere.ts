// What can be done on every screen, and the entries of the menu bar that do the same. It must not know any screen.
import { redo, undo } from "../state/book.svelte";
import type { Action } from "../state/actions.svelte";
import { look, nextTheme, stepText } from "../state/look.svelte";
import { closeBook, openBook, opened, openSample, startBook } from "../state/opened.svelte";
import { back, go, route } from "../state/router.svelte";
import { showHelp } from "./help.svelte";
import { places, settingsSections as sections } from "./places";

/** The name of a book from its path. */
export function bookName(path: string): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.headroom$/, "");
}

/** The actions of every screen; fewer while no book is open. */
export function everywhere(search: () => void, jot: () => void): Action[] {
  const always: Action[] = [
    { label: "All keys of this screen", keys: "?", run: showHelp, icon: "help", group: "Everywhere" },
    { label: "Open a book file", keys: "mod+o", run: () => void openBook(), icon: "book", group: "Everywhere" },
    { label: "Start a new book", run: () => void startBook("today"), icon: "add" },
    ...(opened.info?.sample ? [] : [{ label: "Explore the sample book", run: () => void openSample(), icon: "book" }]),
    ...opened.recent.filter((path) => path !== opened.info?.path).map((path) => ({ label: `Open the book ${bookName(path)}`, run: () => void openBook(path), icon: "book" })),
    { label: "Switch light, dark, system", run: nextTheme, icon: "settings" },
    { label: "Larger text", keys: "mod+=", run: () => stepText(1), icon: "settings", group: "Everywhere" },
    { label: "Smaller text", keys: "mod+-", run: () => stepText(-1), icon: "settings", group: "Everywhere" },
  ];
  if (!opened.info) return always;
  return [
    { label: "Search and commands", keys: "mod+k | .", run: search, keyOnly: true, group: "Everywhere" },
    { label: "Jot down a quote", keys: "mod+j", run: jot, icon: "quote", group: "Everywhere" },
    { label: "Undo the last change", keys: "mod+z", run: () => void undo(), icon: "undo", group: "Everywhere" },
    { label: "Do it again", keys: "mod+shift+z", run: () => void redo(), icon: "undo", group: "Everywhere" },
    { label: "Back", keys: places.some((place) => place.name === route.name) ? "alt+arrowleft" : "escape | alt+arrowleft", run: back, keyOnly: true, group: "Everywhere" },
    ...places.map((place) => ({ label: `Go to ${place.label}`, keys: `g ${place.key}`, run: () => go(place.name), icon: place.icon, group: "Everywhere" })),
    { label: "Leave this book", run: () => void closeBook(), icon: "back" },
    ...(route.name === "settings" ? [] : sections.map((one) => ({ label: `Settings: ${one.label}`, run: () => go("settings", undefined, { at: one.id }), icon: "settings" }))),
    ...always,
  ];
}

/** Does what an entry of the menu bar says. In a field, undo and redo are the field's own. */
export function fromMenu(entry: string, search: () => void): void {
  const typing = document.activeElement?.matches("input,textarea") ?? false;
  const known: Record<string, () => void> = {
    new_book: () => void startBook("today"),
    open_book: () => void openBook(),
    sample_book: () => void openSample(),
    undo: () => (typing ? void document.execCommand("undo") : void undo()),
    redo: () => (typing ? void document.execCommand("redo") : void redo()),
    theme: nextTheme,
    larger: () => stepText(1),
    smaller: () => stepText(-1),
    keys: showHelp,
    settings: () => opened.info && go("settings"),
    backup: () => opened.info && go("settings", undefined, { at: "book" }),
    search: () => opened.info && search(),
    back,
  };
  const place = places.find((one) => one.name === entry);
  if (place && opened.info) go(place.name);
  else known[entry]?.();
}

/** How the window looks now, in a word. */
export function themeWord(): string {
  return { system: "as the system", light: "light", dark: "dark" }[look.theme.value];
}
