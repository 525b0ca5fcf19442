import assert from "node:assert/strict";
import { test } from "node:test";
import type { Turn } from "./api.ts";
import { firstSentence, growWord, nextSentence, pieces, place, wholeWords } from "./screens/note/transcript.ts";

// "We rebuild it. Every Monday." has its sentences at 0 to 14 and 15 to 28.
const ana: Turn = { speaker: "Ana", at: null, text: "We rebuild it. Every Monday.", sentences: [{ start: 0, end: 14 }, { start: 15, end: 28 }] };
const jo: Turn = { speaker: "Jo", at: null, text: "How long?", sentences: [{ start: 0, end: 9 }] };
const turns = [ana, jo];
const words = (chosen: { turn: number; start: number; end: number } | null) => (chosen ? turns[chosen.turn]?.text.slice(chosen.start, chosen.end) : null);

test("sentences follow each other over the turns and end at both ends", () => {
  const first = firstSentence(turns);
  assert.ok(first);
  assert.equal(words(first), "We rebuild it.");
  const second = nextSentence(turns, first, 1);
  assert.ok(second);
  assert.equal(words(second), "Every Monday.");
  const third = nextSentence(turns, second, 1);
  assert.ok(third);
  assert.equal(words(third), "How long?");
  assert.equal(nextSentence(turns, third, 1), null);
  assert.equal(words(nextSentence(turns, third, -1)), "Every Monday.");
  assert.equal(firstSentence([]), null);
});

test("more sentences and single words are added and taken off, never into another turn", () => {
  const first = { turn: 0, start: 0, end: 14 };
  const both = place(turns, first, 1);
  assert.equal(words(both), "We rebuild it. Every Monday.");
  assert.ok(both);
  assert.equal(place(turns, both, 1), null);
  assert.equal(words(place(turns, both, -1)), "We rebuild it.");
  assert.equal(words(growWord(turns, first, "end", 1)), "We rebuild it. Every");
  assert.equal(words(growWord(turns, first, "start", 1)), "rebuild it.");
  assert.equal(growWord(turns, { turn: 0, start: 0, end: 2 }, "end", -1), null, "one word stays");
});

test("a stretch drawn by the mouse is whole words, a click the sentence around it", () => {
  assert.equal(words(wholeWords(turns, 0, 5, 12, false)), "rebuild it.");
  assert.equal(words(wholeWords(turns, 0, 20, 20, true)), "Every Monday.");
  assert.equal(wholeWords(turns, 0, 14, 15, false), null, "a space alone is no word");
});

test("the pieces are the whole text, cut where something is chosen or kept", () => {
  const cut = pieces(ana, [{ text: "Every Monday.", kind: "pain" }], { turn: 0, start: 3, end: 10 });
  assert.equal(cut.map((piece) => ana.text.slice(piece.start, piece.end)).join(""), ana.text);
  assert.deepEqual(cut.filter((piece) => piece.chosen).map((piece) => ana.text.slice(piece.start, piece.end)), ["rebuild"]);
  assert.deepEqual(cut.filter((piece) => piece.kept).map((piece) => ana.text.slice(piece.start, piece.end)), ["Every Monday."]);
});
