// The order of the slides: parts never change places, slides only inside their part, and a check finds its slide.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, moved, quarterName, slideOf } from "./slides.ts";

test("whatever order is asked for, value comes first and the ask tenth", () => {
  const order = inOrder(["recommendation", "roadmap", "value", "usage", "cover"]);
  assert.deepEqual(order.slice(0, 3), ["cover", "agenda", "summary"]);
  // Asked for: value before usage; outcomes was not asked for and comes after both.
  assert.deepEqual(order.slice(3, 6), ["value", "usage", "outcomes"]);
  assert.deepEqual(order.slice(7, 10), ["roadmap", "goals", "recommendation"]);
  assert.equal(new Set(order).size, 12);
});

test("a slide moves to the edge of its part and no further", () => {
  const once = moved([], "outcomes", 1);
  assert.deepEqual(once?.slice(3, 6), ["usage", "outcomes", "value"]);
  assert.deepEqual(moved(moved([], "outcomes", 1) ?? [], "outcomes", 1)?.slice(3, 6), ["usage", "value", "outcomes"]);
  assert.equal(moved([], "outcomes", -1), null);
  assert.equal(moved([], "value", 1), null);
  assert.equal(moved([], "agenda", 1), null);
});

test("every field of the content is on a slide", () => {
  const homes = ["cut_off", "criteria.2", "usage_metric", "value_quote", "gaps.1.close", "goals.0.quote", "roadmap", "recommendation.reasons.1.text", "steps.3.who", "slides.agenda.title"].map(slideOf);
  assert.deepEqual(homes, ["cover", "outcomes", "usage", "value", "gaps", "goals", "roadmap", "recommendation", "next", "agenda"]);
});

test("a quarter is called as people say it", () => {
  assert.equal(quarterName("2026Q4"), "Q4 2026");
});
