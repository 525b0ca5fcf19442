// The way of a new user, without any documentation: an empty start, the accounts and contracts of another system, one
// account, a call note with their words, the proposal as a PDF. The script types and pauses like a person when
// HEADROOM_PACE=human is set (and takes the whole sample of HEADROOM_DATA then); else it goes as fast as the window.
// It goes twice: once with the mouse where a person would take it, once with the keyboard alone.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openApp, ROOT } from "./harness.mjs";

const HUMAN = process.env.HEADROOM_PACE === "human";
/** What a careful person takes: milliseconds a letter, and to read before each step. */
const LETTER = HUMAN ? 140 : 0;
const LOOK = HUMAN ? 2_500 : 0;
/** Seconds from the first door to the PDF. */
const PROMISE = 300;

const sample = path.join(process.env.HEADROOM_DATA ?? path.join(ROOT, "../shared/data"), "ravenstack");
const files = HUMAN && existsSync(sample) ? sample : `${ROOT}/src-tauri/engine/tests/fixtures/ravenstack`;

/** Tab presses that must do to come from anywhere to anything. */
const FAR = 150;

/** How a control is reached and used: `use` a button, go `into` a field, and what must hold after every step. */
const hands = {
  mouse: () => ({ use: (control) => control.click(), into: (field) => field.click(), held: () => undefined }),
  keyboard: (app) => {
    const { page } = app;
    const into = async (control) => {
      await control.waitFor({ timeout: 30_000 });
      for (let step = 0; step < FAR; step += 1) {
        if (await control.evaluate((one) => one === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`Tab does not come to ${control}`);
    };
    return {
      use: async (control) => (await into(control), await page.keyboard.press("Enter")),
      into,
      held: app.holdsFocus,
    };
  },
};

for (const [way, hand] of Object.entries(hands)) test(`a new user comes from an empty start to a proposal PDF in under five minutes (${way})`, { timeout: 600_000 }, async (t) => {
  const app = await openApp(t, { book: "none" });
  const { page } = app;
  const { use: reach, into, held } = hand(app);
  const use = async (control) => (await reach(control), await held("after a control"));
  const look = () => page.waitForTimeout(LOOK);
  const type = (text) => page.keyboard.type(text, { delay: LETTER });
  const press = async (key) => (await look(), await held(`before ${key}`), await page.keyboard.press(key));
  const started = Date.now();

  await page.getByRole("heading", { name: "Bring your accounts" }).waitFor();
  await look();
  await use(page.getByRole("button", { name: /Import my accounts/ }));
  await page.getByRole("heading", { level: 1, name: "Import" }).waitFor();
  for (const [file, rows] of [["accounts.csv", files === sample ? 500 : 4], ["subscriptions.csv", files === sample ? 5_000 : 5]]) {
    await app.pickNext(`${files}/${file}`);
    await press("n");
    const go = page.getByRole("button", { name: new RegExp(`^Import ${rows.toLocaleString("en-US")} rows`) });
    await go.waitFor();
    await look();
    await look();
    await use(go);
    await page.getByRole("status").getByText(/^Imported as/).waitFor({ timeout: 60_000 });
  }
  await press("Enter");
  await page.locator("tr.cursor").waitFor();

  // One account of the list, found by its name as one would.
  const name = files === sample ? "Company_0" : "Brightmoor Labs";
  await press("Control+k");
  await type(name);
  await page.getByRole("option", { name }).first().waitFor();
  await press("Enter");
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await app.shot(`newuser-account-${way}`);

  // The call, as it is told: what was noticed, the question, their words with who said them, the answer.
  await press("c");
  await page.getByLabel("What you noticed").waitFor();
  await look();
  await into(page.getByLabel("What you noticed"));
  await type("Support tickets from a second team since October");
  await press("Tab");
  await type("What does the second team need it for?");
  const said = [
    ["1", "We need one place where both teams see the open orders"],
    ["2", "Every Monday two people copy the list by hand until noon"],
    ["2", "The night shift calls me because nobody else sees the list"],
    ["3", "By March nobody should have to ask where an order stands"],
  ];
  await page.keyboard.press("Escape");
  for (const [index, [kind, words]] of said.entries()) {
    await press(kind);
    await type(words);
    // The first quote asks who said it; the others remember.
    if (index === 0) {
      await into(page.getByLabel("Name of the speaker"));
      await type("Nora Lindqvist");
    }
    await press("Enter");
    await page.locator(".kept").getByText(words).waitFor();
  }
  await press("n");
  await page.getByRole("radio", { name: /^N Need/ }).and(page.locator("[aria-checked=true]")).waitFor();
  await press("Control+Enter");
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

  await press("p");
  await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
  await page.locator(".pages img").first().waitFor({ timeout: 30_000 });
  await look();
  await app.shot(`newuser-proposal-${way}`);

  // What is missing stands beside the page; each line leads to the place where it is said.
  const dialog = page.getByRole("dialog");
  const missing = (words) => page.locator(".check", { hasText: words }).getByRole("button");
  const save = async () => {
    await press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
  };
  // The list is read anew after each answer: nobody presses a button that is just being replaced.
  const answer = async (words) => (await app.settled(), await use(missing(words)));
  await answer("whose it is");
  await dialog.waitFor();
  await into(page.getByLabel("Company", { exact: true }));
  await type("Larkfield");
  await save();
  await answer("no renewal date");
  await page.locator("[name=renewal_date]:focus").waitFor();
  await type("4/1/2027");
  await save();
  await answer("holds the budget");
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel("Name").inputValue(), "Nora Lindqvist", "who is quoted is offered");
  await save();
  await answer("What I'm proposing");
  await use(page.getByRole("button", { name: "Row", exact: true }));
  await into(page.getByLabel("Label", { exact: true }));
  await type("Seats");
  await page.keyboard.press("Tab");
  await type("Twenty more for the second team, live in December");
  await answer("success criteria");
  for (const text of ["Both teams work from one list of open orders", "Nobody copies the list by hand any more"]) {
    await use(page.getByRole("tabpanel").getByRole("button", { name: /criterion/i }).last());
    await dialog.waitFor();
    await into(page.getByLabel("What will be true"));
    await type(text);
    await into(page.getByLabel("Measure"));
    await type("Lists in use");
    await into(page.getByLabel("Target"));
    await type("1");
    await save();
  }
  await answer("no prices yet");
  await use(page.getByRole("tabpanel").getByRole("button", { name: /^Line/ }));
  await into(page.getByLabel("How many more"));
  await type("20");
  await page.getByText(/until the renewal/).waitFor();
  await save();
  await page.getByText("nothing left").waitFor({ timeout: 20_000 });
  await look();
  await app.shot(`newuser-complete-${way}`);
  await use(page.getByRole("button", { name: "Mark ready" }));
  await page.getByText("Marked ready").waitFor();
  await press("Control+p");
  await page.getByText(/^Saved .*\.pdf/).waitFor({ timeout: 30_000 });
  const seconds = (Date.now() - started) / 1000;

  assert.ok((await readdir(app.folder)).some((file) => file.startsWith(`${name} - Proposal v1`) && file.endsWith(".pdf")));
  assert.ok(seconds < PROMISE, `${seconds} s`);
  t.diagnostic(`from the first door to the PDF: ${seconds.toFixed(1)} s with the ${way} at ${HUMAN ? "human" : "quick"} pace, ${files === sample ? "500 accounts, 5,000 contract rows" : "the small fixture"}`);
  assert.deepEqual(app.problems, []);
});
