// Measures a keystroke in the addendum composer of the real window, on the sample book: until the new sum stands in the
// calculation, and until the new page of the PDF is drawn. Prints one row per line as start.mjs does. Called by
// `cargo xtask bench`, which names the book in HEADROOM_BOOK.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { addMore, onPlanSeatsAndList } from "../ui/fixtures.mjs";
import { openWindow, until } from "./driver.mjs";

const TURNS = 40;

// Runs in the page. The first turns only warm up what is read with the first paper.
const TYPE = `
  const [turns, done] = arguments;
  const changed = (element) => new Promise((seen) => {
    const watch = new MutationObserver(() => (watch.disconnect(), seen(performance.now())));
    watch.observe(element, { childList: true, characterData: true, subtree: true });
  });
  (async () => {
    const input = document.activeElement;
    const found = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise((rested) => setTimeout(rested, 150));
      const began = performance.now();
      const drawn = changed(document.querySelector(".right .pages"));
      input.value = String(11 + turn);
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const summed = changed(document.querySelector(".ledger .total .chosen"));
      found.push([(await summed) - began, (await drawn) - began]);
    }
    return found.slice(8);
  })().then(done, (error) => done(String(error)));`;

const home = mkdtempSync(path.join(tmpdir(), "headroom-keystroke-"));
const book = path.join(home, "Sample.headroom");
copyFileSync(process.env.HEADROOM_BOOK, book);
const window = await openWindow(process.env.HEADROOM_WINDOW, ["--book", book], { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home });
try {
  await window.find("h1", "Today");
  const app = { call: window.call, page: { reload: () => window.run("location.reload()").then(() => window.find("h1", "Today")) } };
  const { addendum, account, seat } = await onPlanSeatsAndList(app);
  await addMore(app, addendum, account, seat, "10");
  await window.go(`#/document/${addendum.id}`);
  await window.find(".pages img");
  await window.press("e");
  const field = await until("the quantity's field", () => window.run(`return [...document.querySelectorAll("label")].find((one) => one.textContent.includes("How many more"))?.htmlFor ?? null`));
  await window.focus(`[id="${field}"]`);
  const found = await window.wait(TYPE, TURNS);
  if (!Array.isArray(found)) throw new Error(found);
  for (const [at, what] of ["keystroke to the new sum", "keystroke to the drawn page"].entries()) {
    const times = found.map((one) => one[at]).toSorted((a, b) => a - b);
    const show = (time) => `${time.toFixed(0)} ms`;
    console.log([what, show(times[Math.floor(times.length / 2)]), show(times.at(-1)), at === 1 ? "target 60 ms" : ""].join("\t"));
  }
} finally {
  await window.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
