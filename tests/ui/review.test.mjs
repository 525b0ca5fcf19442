// The quarterly review, by keyboard: composed slide by slide, shown full screen, frozen, continued next quarter, and printed
// for many accounts at once.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

/** A sample account with a signed contract, graded criteria, usage and quotes. */
async function richest(app) {
  const { rows } = await app.call("account_list", {});
  let best = null;
  for (const row of rows.slice(0, 80)) {
    const page = await app.call("account_get", { id: row.id });
    // More than three fill their slide with lines, which is another story.
    if (page.criteria.length < 2 || page.criteria.length > 3) continue;
    const weight = Math.min(page.quotes.length, 4) + (page.criteria.some((one) => one.grade) ? 5 : 0);
    if (!best || weight > best.weight) best = { weight, page };
  }
  return best.page;
}

/** Opens the composer of an account with the key for it; gives the document's id. */
async function compose(app, account) {
  const { page } = app;
  await page.evaluate((id) => (location.hash = `#/account/${id}`), account.id);
  await page.getByRole("heading", { level: 1, name: account.name }).waitFor();
  await page.keyboard.press("q");
  await page.getByRole("heading", { level: 1, name: "QBR, Q4 2026" }).waitFor();
  await page.getByRole("img", { name: /^Slide 1 of 1\d/ }).waitFor({ timeout: 20_000 });
  await page.locator(".thumb img").nth(11).waitFor({ timeout: 20_000 });
  return (await page.evaluate(() => location.hash)).match(/document\/([^?]+)/)[1];
}

const current = (page) => page.locator(".slide[aria-current]").getAttribute("data-slide");
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute("data-slide"));

test("a deck is composed, moved, presented and frozen without a mouse", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await richest(app);
  const id = await compose(app, account);
  const content = async () => (await app.call("document_get", { id })).document.content;

  // Three slides down is the first of the outcomes; its title follows the typing and is kept.
  for (const slide of ["agenda", "summary", "outcomes"]) {
    await page.keyboard.press("j");
    await app.until(() => current(page), slide);
    await app.until(() => focused(page), slide);
  }
  await page.keyboard.press("e");
  await page.getByLabel("Title").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("What we promised in June is there");
  await page.getByRole("img", { name: /^Slide 4 of .*What we promised in June is there/ }).waitFor({ timeout: 20_000 });
  await app.until(async () => (await content()).slides.outcomes?.title, "What we promised in June is there");
  await page.getByLabel("Notes").fill("Let them tell it first.");
  await page.keyboard.press("Escape");
  await app.until(() => focused(page), "outcomes");
  await app.until(async () => (await content()).slides.outcomes?.notes, "Let them tell it first.");

  // Down once; a second and a third step end at the edge of the part.
  for (let index = 0; index < 3; index += 1) await page.keyboard.press("Alt+ArrowDown");
  await app.until(async () => (await content()).order.slice(3, 6), ["usage", "value", "outcomes"]);
  await app.until(() => focused(page), "outcomes");
  await page.getByRole("img", { name: /^Slide 6 of .*What we promised in June is there/ }).waitFor({ timeout: 20_000 });

  // From this slide full screen, the notes with the next slide beside, and back to where the hands were.
  await page.keyboard.press("Shift+F5");
  const show = page.getByRole("dialog", { name: "Presenting" });
  await show.getByRole("img", { name: /^Slide 6 of/ }).waitFor();
  await page.keyboard.press("n");
  await show.getByText("Let them tell it first.").waitFor();
  await page.keyboard.press("Space");
  await show.getByRole("img", { name: /^Slide 7 of/ }).waitFor();
  await show.getByText("No notes on this slide.").waitFor();
  await page.keyboard.press("ArrowLeft");
  await show.getByText("Let them tell it first.").waitFor();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("n");
  await show.getByText("No notes on this slide.").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await show.waitFor({ state: "detached" });
  await app.until(() => focused(page), "gaps");

  await page.keyboard.press("z");
  await page.getByText("The numbers are frozen", { exact: true }).waitFor();
  await page.locator(".tag", { hasText: "frozen" }).waitFor();
  const frozen = await app.call("document_get", { id });
  assert.equal(frozen.document.state, "frozen");
  assert.match(frozen.document.frozen_sha256, /^[0-9a-f]{64}$/);
  // What does not change any more reads as text: nothing to press in it, and the ways on stand above.
  await page.getByRole("complementary").getByRole("button", { name: "Start a new version" }).waitFor();
  await page.getByRole("complementary").getByRole("button", { name: "Next review" }).waitFor();
  assert.equal(await page.locator("[inert] .btn:visible").count(), 0);
  await app.shot("review-frozen-light");
  await page.keyboard.press("Control+z");
  await page.locator(".tag", { hasText: "draft" }).waitFor();
  assert.deepEqual(app.problems, []);
});

test("a check leads to its field, and picks are made by keyboard", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account, quotes } = await richest(app);
  const id = await compose(app, account);
  const content = async () => (await app.call("document_get", { id })).document.content;
  await app.call("qbr_update", { id, content: { ...(await content()), steps: [], goals: [] } });
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "QBR, Q4 2026" }).waitFor();
  await page.getByRole("button", { name: "Go to next steps" }).first().press("Enter");
  await app.until(() => current(page), "next");
  await page.getByRole("button", { name: "Add a step" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("What", { exact: true }).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Send the list of depots");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Maya");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2026-12-04");
  await app.until(async () => (await content()).steps, [{ what: "Send the list of depots", who: "Maya", on: "2026-12-04" }]);

  await page.keyboard.press("Escape");
  await page.evaluate(() => (location.hash = location.hash.replace(/slide=\w+/, "slide=goals")));
  await page.getByRole("button", { name: "Add a goal" }).press("Enter");
  await page.getByLabel("Goal", { exact: true }).selectOption(quotes[0].quote.id);
  await page.locator("aside .said", { hasText: quotes[0].quote.text }).waitFor();
  await app.until(async () => (await content()).goals[0]?.quote, { text: quotes[0].quote.text, quote_id: quotes[0].quote.id });
  await page.getByRole("button", { name: "Take the goal 1 away" }).press("Enter");
  await page.getByRole("button", { name: "Add a goal" }).and(page.locator(":focus")).waitFor();
  assert.deepEqual(app.problems, []);
});

test("the next review starts from the last one, and dragging moves a slide too", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account } = await richest(app);
  const id = await compose(app, account);
  const slide = page.locator("[data-slide=goals]");
  const box = await slide.boundingBox();
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + box.height * 1.6, { steps: 6 });
  await page.mouse.up();
  await app.until(async () => (await app.call("document_get", { id })).document.content.order.slice(7, 9), ["roadmap", "goals"]);

  await page.keyboard.press("d");
  await page.getByText("The next review was started from the last one").waitFor();
  await page.getByRole("img", { name: /^Slide 1 of/ }).waitFor({ timeout: 20_000 });
  const next = (await page.evaluate(() => location.hash)).match(/document\/([^?]+)/)[1];
  assert.notEqual(next, id);
  assert.deepEqual((await app.call("document_get", { id: next })).document.content.order.slice(7, 9), ["roadmap", "goals"]);
  assert.deepEqual(app.problems, []);
});

test("the decks of picked accounts are printed into a folder", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.getByRole("heading", { level: 1, name: "Book" }).waitFor();
  await page.getByRole("grid").or(page.getByRole("table")).first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  await page.getByText("2 accounts selected").waitFor();
  assert.deepEqual((await readdir(app.folder)).filter((name) => name.endsWith(".pdf")), []);
  await page.getByRole("button", { name: "QBR decks" }).press("Enter");
  await page.getByText("Saved 2 QBR decks").waitFor({ timeout: 60_000 });
  assert.equal((await readdir(app.folder)).filter((name) => name.endsWith(".pdf")).length, 2);
  assert.deepEqual(app.problems, []);
});

test("all decks show their progress, and stopping leaves no file behind", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.evaluate(() => (location.hash = "#/documents"));
  await page.getByRole("heading", { level: 1, name: "Documents" }).waitFor();
  await page.getByRole("grid").or(page.getByRole("table")).first().waitFor();
  await page.keyboard.press("q");
  const tray = page.locator(".tray");
  await tray.getByText(/\d+ of 7\d/).waitFor();
  await tray.getByRole("button", { name: "Cancel" }).press("Enter");
  await tray.waitFor({ state: "detached" });
  assert.deepEqual((await readdir(app.folder)).filter((name) => name.endsWith(".pdf")), []);
  assert.deepEqual(app.problems, []);
});

for (const look of ["light", "dark"]) {
  test(`composer and presentation read well for everybody, ${look}`, async (t) => {
    const app = await openApp(t, { dark: look === "dark", width: 1440, height: 900 });
    const { page } = app;
    await compose(app, (await richest(app)).account);
    for (const slide of ["cover", "outcomes", "gaps", "goals", "recommendation", "next"]) {
      await page.evaluate((name) => (location.hash = `${location.hash.replace(/\?.*/, "")}?slide=${name}`), slide);
      await app.until(() => current(page), slide);
      await app.settled();
      assert.deepEqual(await app.accessibility(), [], slide);
      await app.shot(`review-${slide}-${look}`);
    }
    await page.keyboard.press("F5");
    await page.getByRole("dialog", { name: "Presenting" }).getByRole("img", { name: /^Slide 1 of/ }).waitFor();
    await page.keyboard.press("n");
    await app.settled();
    await app.shot(`review-present-notes-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1024, height: 700 });
    await app.settled();
    await app.shot(`review-small-${look}`);
    assert.deepEqual(app.problems, []);
  });
}
