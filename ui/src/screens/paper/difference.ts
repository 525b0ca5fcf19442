// Which words of a quote were changed. Word by word, longest common run first; texts are short, so a plain table will do.

export interface Part {
  text: string;
  is: "same" | "gone" | "new";
}

/** The same changes by phrases: words that change one after the other are taken out together and put in together. */
export function phrases(before: string, after: string): Part[] {
  const parts = differences(before, after);
  const said: Part[] = [];
  let gone = "";
  let fresh = "";
  const flush = (): void => {
    if (gone) said.push({ text: gone, is: "gone" });
    if (fresh) said.push({ text: fresh, is: "new" });
    gone = fresh = "";
  };
  parts.forEach((part, index) => {
    const between = part.is === "same" && part.text.trim() === "" && index > 0 && index < parts.length - 1;
    if (part.is === "gone" || between) gone += part.text;
    if (part.is === "new" || between) fresh += part.text;
    if (part.is === "same" && !between) {
      flush();
      said.push(part);
    }
  });
  flush();
  return said;
}

/** The changes from `before` to `after`, spaces kept. */
export function differences(before: string, after: string): Part[] {
  const a = before.split(/(\s+)/);
  const b = after.split(/(\s+)/);
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: Part[] = [];
  const push = (text: string, is: Part["is"]) => {
    const last = parts.at(-1);
    if (last?.is === is) last.text += text;
    else parts.push({ text, is });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push(a[i] ?? "", "same");
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      push(a[i] ?? "", "gone");
      i += 1;
    } else {
      push(b[j] ?? "", "new");
      j += 1;
    }
  }
  return parts;
}
