// Moving the focus through the rows of a list by key; rows carry data-row.

/** Focuses the row `step` further on inside `list`, or the first one. */
export function stepFocus(list: HTMLElement | undefined, step: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
