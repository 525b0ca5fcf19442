// The end of the window's start, for `cargo xtask bench`.

let marked = false;

/** Marks the moment at which the first list is on the screen: the frame that holds it was handed over when the next one begins. */
export function firstListDrawn(): void {
  if (marked) return;
  marked = true;
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("first-list")));
}
