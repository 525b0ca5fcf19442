// Focus is never lost: when the element that had it goes away (a row deleted, a dialog closed by an undo, another screen),
// the list of the screen gets it, or the screen itself. It must not know any screen.

/** Watches the page; call once. */
export function keepFocus(): void {
  let last: Element | null = null;
  let asked = false;
  /** The screen that has the focus until its list is there. */
  let instead: Element | null = null;
  const home = () => document.querySelector<HTMLElement>("[data-home]");
  document.addEventListener("focusin", (event) => (last = event.target as Element));
  const look = (): void => {
    asked = false;
    if (!last || last.isConnected || (document.activeElement && document.activeElement !== document.body)) return;
    const dialog = [...document.querySelectorAll<HTMLElement>("[role=dialog]")].at(-1);
    const next = dialog ?? home() ?? document.querySelector<HTMLElement>("main");
    instead = next?.matches("main") ? next : null;
    // Where nothing can take it yet (a screen on its way), the next change of the page tries again.
    next?.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (instead && document.activeElement === instead) home()?.focus({ preventScroll: true });
    if (asked || !last || last.isConnected) return;
    asked = true;
    // Whoever took the element away may be about to move the focus itself, also once its answer is here.
    setTimeout(look, 60);
  }).observe(document.body, { childList: true, subtree: true });
}
