// Measures the start of the window: from the process's start until the first list is on the screen, on a small and a
// large book, beside the one line of an empty window of the same web view; and the memory of each when idle. Where there
// is no graphics card, Headroom's window draws directly instead of simulating one: the empty window is shown both ways,
// as the web view opens it and drawing directly. Prints one row per line, separated by tabs: what, median, worst,
// beside. Called by `cargo xtask bench`, which names the books in HEADROOM_BOOK and HEADROOM_LARGE.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openWindow, until } from "./driver.mjs";

const TURNS = 7;

const DRAWN = `
  const mark = performance.getEntriesByName("first-list")[0];
  return mark ? performance.timeOrigin + mark.startTime : null;`;

/** When the process with this name in its command line was started, and its tree's proportional memory. */
function processes(binary) {
  const all = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0];
      all.push({ pid, parent: stat[1], ticks: Number(stat[19]), command });
    } catch {
      // It ended while we looked.
    }
  }
  const root = all.find((one) => one.command === binary);
  const tree = new Set([root.pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of all) {
      if (tree.has(one.parent) && !tree.has(one.pid)) grown = Boolean(tree.add(one.pid));
    }
  }
  let kib = 0;
  for (const pid of tree) {
    kib += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  }
  // Start times count in hundredths of a second since boot.
  const boot = Number(/^btime (\d+)/m.exec(readFileSync("/proc/stat", "utf8"))[1]) * 1000;
  const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]) * 1000;
  const precise = Math.abs(Date.now() - uptime - boot) < 2000 ? Date.now() - uptime : boot;
  return { started: precise + root.ticks * 10, mib: kib / 1024 };
}

/** What the web view keeps for its next start (compiled shaders, lists of fonts), as on a machine in use. */
const cache = mkdtempSync(path.join(tmpdir(), "headroom-cache-"));

async function start(binary, args, env = {}) {
  const home = mkdtempSync(path.join(tmpdir(), "headroom-start-"));
  const window = await openWindow(binary, args, { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: cache, ...env });
  try {
    const drawn = await until("the first list", () => window.run(DRAWN));
    await sleep(1500);
    const { started, mib } = processes(binary);
    return { drawn: drawn - started, mib };
  } finally {
    await window.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function figures(runs, field) {
  const values = runs.map((run) => run[field]).sort((a, b) => a - b);
  return { median: values[Math.floor(values.length / 2)], worst: values.at(-1) };
}

const empty = [];
const direct = [];
const ours = [];
const large = [];
for (let turn = 0; turn <= TURNS; turn++) {
  const floor = await start(process.env.HEADROOM_EMPTY, []);
  const plain = await start(process.env.HEADROOM_EMPTY, [], { WEBKIT_DISABLE_COMPOSITING_MODE: "1" });
  const full = await start(process.env.HEADROOM_WINDOW, ["--book", process.env.HEADROOM_BOOK]);
  const much = await start(process.env.HEADROOM_WINDOW, ["--book", process.env.HEADROOM_LARGE]);
  // The first turn only warms the caches.
  if (turn > 0) {
    empty.push(floor);
    direct.push(plain);
    ours.push(full);
    large.push(much);
  }
}
rmSync(cache, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
const rows = [
  ["window start to first list, sample book", ours, "drawn", "ms", "; target 1.3 x"],
  ["window start to first list, large book", large, "drawn", "ms", "; target 1.6 x"],
  ["memory when idle, sample book", ours, "mib", "MiB", "; target 1.3 x"],
  ["memory when idle, large book", large, "mib", "MiB", "; target 1.3 x"],
];
for (const [what, runs, field, unit, target] of rows) {
  const [one, other, same] = [runs, empty, direct].map((some) => figures(some, field));
  const show = (value) => `${value.toFixed(0)} ${unit}`;
  const times = ({ median }) => `${show(median)} (ours ${(one.median / median).toFixed(2)} x)`;
  const beside = `empty window ${times(other)}, drawing directly ${times(same)}${target}`;
  console.log([what, show(one.median), show(one.worst), beside].join("\t"));
}
