// Every screen of the sample book, in light and dark: drawn without an error, nothing for axe to find, a picture kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

/** The addresses of every screen, from what the sample book holds. */
async function places(app) {
  const { rows } = await app.call("account_list");
  const documents = await app.call("document_list");
  const pages = await Promise.all(rows.slice(0, 12).map((row) => app.call("account_get", { id: row.id })));
  const rich = pages.toSorted((a, b) => b.quotes.length - a.quotes.length)[0];
  const account = `#/account/${rich.account.id}`;
  const found = {
    today: "#/today",
    book: "#/book",
    documents: "#/documents",
    trash: "#/trash",
    import: "#/import",
    settings: "#/settings",
    "settings-formats": "#/settings?at=formats",
    "settings-deadlines": "#/settings?at=deadlines",
    "settings-contracts": "#/settings?at=contracts",
    "settings-catalogue": "#/settings?at=catalogue",
    "settings-templates": "#/settings?at=templates",
    template: "#/template/proposal%2Fproposal",
    "settings-look": "#/settings?at=look",
    "settings-book": "#/settings?at=book",
    account,
    "note-new": `#/note/new?account=${rich.account.id}`,
  };
  for (const tab of ["notes", "people", "contract", "criteria", "documents", "space", "details"]) found[`account-${tab}`] = `${account}?tab=${tab}`;
  if (rich.notes[0]) found.note = `#/note/${rich.notes[0].id}`;
  const proposal = documents.find((one) => one.kind === "proposal");
  const addendum = documents.find((one) => one.kind === "addendum");
  if (proposal) for (const tab of ["quotes", "text", "criteria", "change"]) found[`proposal-${tab}`] = `#/document/${proposal.id}?tab=${tab}`;
  if (addendum) found.addendum = `#/document/${addendum.id}`;
  return found;
}

for (const look of ["light", "dark"]) {
  test(`every screen is drawn and accessible (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    for (const [name, address] of Object.entries(await places(app))) {
      await app.page.evaluate((hash) => (location.hash = hash), address);
      await app.page.locator("h1").first().waitFor();
      if (name.startsWith("proposal") || name === "addendum") await app.page.locator("canvas").first().waitFor({ timeout: 20_000 });
      await app.settled();
      await app.shot(`${name}-${look}`);
      assert.deepEqual(await app.accessibility(), [], name);
    }
    assert.deepEqual(app.problems, []);
  });
}

test("the window fits 1024 by 700 and text at 200 %", async (t) => {
  const app = await openApp(t, { width: 1024, height: 700 });
  for (const text of [null, "largest"]) {
    for (const [name, address] of Object.entries(await places(app))) {
      await app.page.evaluate(
        ([hash, size]) => {
          location.hash = hash;
          if (size) document.documentElement.setAttribute("data-text", size);
        },
        [address, text],
      );
      await app.page.locator("h1").first().waitFor();
      await app.settled();
      await app.shot(`${name}-${text ?? "small"}`);
      const wide = await app.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
      assert.equal(wide, false, `${name} is wider than the window`);
    }
  }
  assert.deepEqual(app.problems, []);
});
