// The internal sheets by keyboard: white space from its tab in three forms, the call brief from account and note.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

const goTo = (page, hash) => page.evaluate((to) => (location.hash = to), hash);
const shown = (page, words) => page.waitForFunction((text) => document.querySelector(".sheet [role=img]")?.getAttribute("aria-label")?.replace(/\s+/g, " ").includes(text), words);

async function hero(app) {
  const { rows } = await app.call("account_list");
  return rows.find((row) => row.external_id === "S-001");
}

for (const look of ["light", "dark"]) {
  test(`the white-space sheet is looked at and saved in three forms (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const account = await hero(app);
    await goTo(page, `#/account/${account.id}?tab=space`);
    await page.getByRole("button", { name: /^Sheet/ }).waitFor();
    await page.keyboard.press("s");
    await shown(page, "Could be added");
    await app.shot(`white-space-sheet-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    for (const [key, ending, says] of [["Control+p", "pdf", "%PDF"], ["m", "md", "## Total: 24,864"], ["c", "csv", "total,"]]) {
      await page.keyboard.press(key);
      const file = path.join(app.folder, `Corrigan Mills - White space - 2026-11-21.${ending}`);
      await page.getByText(`Saved Corrigan Mills - White space - 2026-11-21.${ending}`).first().waitFor();
      assert.ok((await readFile(file, "latin1")).includes(says), ending);
    }
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.deepEqual(app.problems, []);
  });

  test(`the call brief opens before the call (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const account = await hero(app);
    await goTo(page, `#/account/${account.id}`);
    await page.getByRole("button", { name: /^Brief/ }).waitFor();
    await page.keyboard.press("b");
    await shown(page, "Their last words");
    await page.getByLabel("What for").fill("To agree the rollout");
    await page.keyboard.press("Tab");
    await shown(page, "To agree the rollout");
    await app.shot(`call-brief-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.keyboard.press("Control+p");
    await page.getByText("Saved Corrigan Mills - Call brief - 2026-11-21.pdf").first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await goTo(page, `#/note/new?account=${account.id}`);
    await press(page.getByRole("button", { name: /^Brief/ }));
    await shown(page, "Their last words");
    assert.deepEqual(app.problems, []);
  });
}

for (const look of ["light", "dark"]) {
  test(`the mail after a call is changed, opened and saved (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const account = await hero(app);
    await goTo(page, `#/account/${account.id}`);
    await page.getByRole("button", { name: /^Brief/ }).waitFor();
    await page.keyboard.press("m");
    const text = page.getByLabel("Text");
    await text.waitFor();
    assert.match(await text.inputValue(), /Dear Elaine Prout, Marcus Adeyemi and Tessa Orban,/);
    assert.match(await text.inputValue(), /“A finding from the night shift/);
    await app.shot(`follow-up-mail-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    // What is written for us does not go out.
    await text.fill("Marcus is a strong champion.");
    await page.getByText('says "strong champion", which is internal').waitFor();
    await text.fill("Dear Elaine,\nthank you.");
    await page.keyboard.press("Control+s");
    await page.getByText(/^Saved Corrigan Mills - Follow-up - /).first().waitFor();
    await page.keyboard.press("Control+Enter");
    await app.settled();
    assert.deepEqual(app.problems, []);
  });
}
