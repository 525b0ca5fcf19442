// Catching words: one key for each kind, a transcript to mark in, a quote from anywhere, and nothing lost on the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

const TALK = `[00:00:04] Jamie Park: Thanks for making time. How do the reports come together?
[00:00:12] Ines Carvalho: We rebuild the whole report every Monday. It takes two people until noon, and nobody trusts the numbers.
[00:00:31] Jamie Park: What would change if that were gone?
[00:00:40] Paul Adler: Then I could close the books on the third day. That is what the board asked for.`;

async function account(app) {
  const made = await app.call("account_create", { name: "Aldergrove Optics", currency: "EUR" });
  const champion = await app.call("contact_create", { account_id: made.id, name: "Ines Carvalho", title: "Head of Operations", roles: ["champion"] });
  return { made, champion };
}
const quotesOf = async (app, id) => (await app.call("account_get", { id })).quotes.map((use) => use.quote).sort((a, b) => a.text.localeCompare(b.text));

async function openNote(app, id) {
  await app.page.locator("tr.cursor").waitFor();
  await app.page.evaluate((account) => (location.hash = `#/note/new?account=${account}`), id);
  await app.page.getByLabel("What you noticed").and(app.page.locator(":focus")).waitFor();
}

test("one key captures each kind, and words still in the field are kept with the note", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { made } = await account(app);
  await openNote(app, made.id);
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await page.getByLabel("Their exact words").last().pressSequentially("The audit took three weeks");
  await page.keyboard.press("Enter");
  // Ctrl and a digit keep as another kind than the one that was begun.
  await page.keyboard.press("q");
  await page.getByLabel("Their exact words").last().pressSequentially("We want it in one day");
  await page.keyboard.press("Control+3");
  await page.getByText("We want it in one day").waitFor();
  await page.keyboard.press("6");
  await page.getByLabel("Their exact words").last().pressSequentially("Your team answers at night");
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("note-capture");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Aldergrove Optics" }).waitFor();
  const kinds = (await quotesOf(app, made.id)).map((quote) => [quote.text, quote.kind, quote.speaker]);
  assert.deepEqual(kinds, [
    ["The audit took three weeks", "pain", "Ines Carvalho"],
    ["We want it in one day", "goal", "Ines Carvalho"],
    ["Your team answers at night", "praise", "Ines Carvalho"],
  ]);
  assert.deepEqual(app.problems, []);
});

test("quotes are marked in a pasted transcript by keyboard and by mouse, word for word", async (t) => {
  const app = await openApp(t, { width: 1440 });
  const { page } = app;
  const { made, champion } = await account(app);
  await openNote(app, made.id);
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await page.getByLabel("Paste the transcript").fill(TALK);
  assert.deepEqual(await app.accessibility(), []);
  await press(page.getByRole("button", { name: "Mark quotes in it" }));
  const view = page.getByRole("group", { name: /^Transcript: choose words/ });
  await view.locator(".chosen").getByText("Thanks for making time.").waitFor();

  // The third sentence is Ines's first; two words shorter at the end it reads "We rebuild the whole report".
  for (const key of ["j", "j", "Shift+ArrowLeft", "Shift+ArrowLeft"]) await page.keyboard.press(key);
  await page.keyboard.press("2");
  await page.getByText("Kept as pain, Ines Carvalho").waitFor();
  // The next sentence is chosen already: as it stands.
  await page.keyboard.press("2");
  // A stretch over Paul's words by mouse, from the middle of one word to the middle of another.
  const words = view.getByText("Then I could close the books");
  const box = await words.boundingBox();
  await page.mouse.move(box.x + 12, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 170, box.y + 10, { steps: 6 });
  await page.mouse.up();
  const chosen = await view.locator(".chosen").allInnerTexts();
  assert.match(chosen.join(""), /^Then I could close/);
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("3");
  await page.getByText("Kept as goal, Paul Adler").waitFor();
  await app.shot("note-transcript");
  // The third quote may be half a second away from the draft.
  await app.until(async () => (await app.call("draft_get", { id: `note:${made.id}` }))?.body.quotes.length, 3);

  // The window closes half-way: transcript and quotes are there again.
  await page.reload();
  await page.locator(".kept").getByText("We rebuild the whole report").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Aldergrove Optics" }).waitFor();
  const quotes = await quotesOf(app, made.id);
  assert.equal(quotes.length, 3);
  assert.deepEqual(quotes.map((quote) => quote.speaker), ["Ines Carvalho", "Paul Adler", "Ines Carvalho"]);
  assert.equal(quotes[0].text, "It takes two people until noon, and nobody trusts the numbers.");
  assert.equal(quotes[2].text, "We rebuild the whole report");
  assert.equal(quotes[2].contact_id, champion.id);
  for (const quote of quotes) assert.ok(TALK.includes(quote.text), `"${quote.text}" stands in the transcript letter by letter`);
  const note = (await app.call("account_get", { id: made.id })).notes[0];
  assert.equal(note.transcript, TALK);
  assert.deepEqual(app.problems, []);
});

test("a quote is jotted down from anywhere, and what was begun waits", async (t) => {
  const app = await openApp(t, { dark: true });
  const { page } = app;
  const { made } = await account(app);
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("Control+j");
  await page.getByRole("dialog", { name: "Jot down a quote" }).waitFor();
  await page.getByLabel("Account", { exact: true }).pressSequentially("alderg");
  await page.getByRole("option", { name: "Aldergrove Optics" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("Their words").pressSequentially("Procurement wants one contract");
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("jot-dark");
  await page.getByText(/^Draft saved/).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  // Who does not know the key finds it in the rail.
  await page.getByRole("button", { name: "Jot a quote" }).click();
  await page.getByText("Aldergrove Optics").or(page.getByLabel("Their words")).first().waitFor();
  await page.waitForFunction(() => document.querySelector(".jot textarea")?.value === "Procurement wants one contract");
  await page.getByLabel("Said by").fill("ines carvalho");
  await page.keyboard.press("Control+5");
  await page.getByText("Quote kept with Aldergrove Optics").waitFor();
  const [quote] = await quotesOf(app, made.id);
  assert.deepEqual([quote.text, quote.kind, quote.speaker, quote.speaker_title, quote.note_id], ["Procurement wants one contract", "objection", "Ines Carvalho", "Head of Operations", null]);
  assert.equal(await app.call("draft_get", { id: "jot" }), null);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  assert.deepEqual(await quotesOf(app, made.id), []);
  assert.deepEqual(app.problems, []);
});
