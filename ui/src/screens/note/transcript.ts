// Choosing words in a transcript: a stretch of one turn, moved by sentences and words. Pure; offsets are those of the
// turn's text.
import type { QuoteKind, Turn } from "../../api";

/** Chosen words: from `start` to before `end` of one turn. */
export interface Chosen {
  turn: number;
  start: number;
  end: number;
}

export interface Piece {
  start: number;
  end: number;
  chosen: boolean;
  kept: QuoteKind | null;
}

/** The first sentence there is. */
export function firstSentence(turns: Turn[]): Chosen | null {
  const turn = turns.findIndex((one) => one.sentences.length > 0);
  return turn === -1 ? null : sentence(turns, turn, 0);
}

function sentence(turns: Turn[], turn: number, at: number): Chosen | null {
  const found = turns[turn]?.sentences.at(at);
  return found ? { turn, start: found.start, end: found.end } : null;
}

/** The whole sentence after (1) or before (-1) the chosen words, also in another turn; null at the end. */
export function nextSentence(turns: Turn[], chosen: Chosen, step: 1 | -1): Chosen | null {
  const all = turns[chosen.turn]?.sentences ?? [];
  const at = step === 1 ? all.findIndex((one) => one.start >= chosen.end) : all.findLastIndex((one) => one.end <= chosen.start);
  if (at !== -1) return sentence(turns, chosen.turn, at);
  for (let turn = chosen.turn + step; turn >= 0 && turn < turns.length; turn += step) {
    const found = sentence(turns, turn, step === 1 ? 0 : -1);
    if (found) return found;
  }
  return null;
}

/** One sentence more (1) or fewer (-1) at the end, inside the turn; null when there is none. */
export function place(turns: Turn[], chosen: Chosen, step: 1 | -1): Chosen | null {
  const all = turns[chosen.turn]?.sentences ?? [];
  const ends = all.map((one) => one.end).filter((end) => end > chosen.start);
  const end = step === 1 ? ends.find((one) => one > chosen.end) : ends.findLast((one) => one < chosen.end);
  return end === undefined ? null : { ...chosen, end };
}

/** Where the words of a text begin and end. */
function wordsOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/\S+/g)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

/** Moves the start or the end by one word to the right (1) or left (-1); at least one word stays. */
export function growWord(turns: Turn[], chosen: Chosen, edge: "start" | "end", step: 1 | -1): Chosen | null {
  const all = wordsOf(turns[chosen.turn]?.text ?? "");
  const edges = all.map((word) => word[edge]);
  const now = chosen[edge];
  const next = step === 1 ? edges.find((one) => one > now) : edges.findLast((one) => one < now);
  if (next === undefined) return null;
  const moved = { ...chosen, [edge]: next };
  return moved.start < moved.end ? moved : null;
}

/** The words a stretch touches; for a point (`sentenceToo`) the sentence around it. */
export function wholeWords(turns: Turn[], turn: number, from: number, to: number, sentenceToo: boolean): Chosen | null {
  const here = turns[turn];
  if (!here) return null;
  if (sentenceToo) {
    const at = here.sentences.findIndex((one) => one.end >= from);
    return at === -1 ? null : sentence(turns, turn, at);
  }
  const touched = wordsOf(here.text).filter((word) => word.end > from && word.start < to);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? { turn, start: first.start, end: last.end } : null;
}

/** A turn's text cut where something begins or ends: the chosen words, and words that are kept as quotes already. */
export function pieces(turn: Turn, kept: { text: string; kind: QuoteKind }[], chosen: Chosen | null): Piece[] {
  const marks = kept.flatMap((quote) => {
    const start = turn.text.indexOf(quote.text);
    return start === -1 || quote.text === "" ? [] : [{ start, end: start + quote.text.length, kind: quote.kind }];
  });
  const cuts = new Set([0, turn.text.length, ...marks.flatMap((mark) => [mark.start, mark.end]), ...(chosen ? [chosen.start, chosen.end] : [])]);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => ({
    start,
    end: sorted[index + 1] ?? turn.text.length,
    chosen: chosen !== null && start >= chosen.start && start < chosen.end,
    kept: marks.find((mark) => start >= mark.start && start < mark.end)?.kind ?? null,
  }));
}
