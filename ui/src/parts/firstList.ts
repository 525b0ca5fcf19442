// The end of the window's start, for `cargo xtask bench`.

/** Marks the moment at which the first list is on the screen: the frame that holds it was handed over when the next one begins. */
export function firstListDrawn(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("first-list")));
}
