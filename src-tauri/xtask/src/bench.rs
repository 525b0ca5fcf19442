//! `bench`: figures of the release build, as a table with the machine, medians and ratios. Never part of
//! the tests: no test asserts a time. Every figure is a whole process as a person would start it, but for
//! the rows of the engine's own bench example.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::setup::{self, For};
use crate::step::{self, Counts, Fault, Plan};
use crate::test::on_a_screen;
use crate::tree;

/// One line of the table.
struct Row {
    what: String,
    median: String,
    worst: String,
    beside: String,
}

/// Measures the rows whose name contains one of `wanted`, or all, and writes artefacts/bench.md.
pub fn bench(yes: bool, wanted: &[&str]) -> Result<(), Fault> {
    let mut plan = Plan::default();
    let mut rows = Vec::new();
    let ready = plan.step("system packages", || setup::packages(For::Testing, yes))
        && plan.step("npm packages", setup::node_packages)
        && plan.step("pages", setup::pages)
        && plan.step("release build", crate::test::release_build);
    if !ready {
        return plan.close();
    }
    let folder = tree::target().join("bench");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word));
    type Measure = fn(&Path) -> Result<Vec<Row>, Fault>;
    let measures: [(&str, Measure); 7] = [
        ("prorate", prorate),
        ("proposal", proposal),
        ("decks", decks),
        ("import", import),
        ("engine", engine),
        ("window", window),
        ("keystroke", keystroke),
    ];
    for (name, measure) in measures {
        if wants(name) {
            plan.step(name, || {
                rows.extend(measure(&folder)?);
                Ok(Counts { passed: 1, failed: 0 })
            });
        }
    }
    let table = table(&rows);
    let out = tree::root().join("artefacts/bench.md");
    fs::create_dir_all(tree::root().join("artefacts")).map_err(|error| error.to_string())?;
    fs::write(&out, &table).map_err(|error| error.to_string())?;
    println!("\n{table}\nWritten to {}", out.display());
    plan.close()
}

fn table(rows: &[Row]) -> String {
    let machine = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        machine.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut text =
        format!("{}, {cores} cores, {}\n\n", model.unwrap_or("unknown processor"), std::env::consts::OS);
    text += "| what | median | worst | beside |\n|---|---:|---:|---|\n";
    for Row { what, median, worst, beside } in rows {
        text += &format!("| {what} | {median} | {worst} | {beside} |\n");
    }
    text
}

/// Runs a command `times` times after one warm-up; gives the durations, sorted.
fn timed(times: usize, mut command: impl FnMut() -> Command) -> Result<Vec<Duration>, Fault> {
    let mut took = Vec::new();
    for turn in 0..=times {
        let mut line = command();
        line.current_dir(tree::root()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let start = Instant::now();
        let output = line.output().map_err(|error| format!("{line:?}: {error}"))?;
        let time = start.elapsed();
        if !output.status.success() {
            return Err(format!("{line:?}: {}", String::from_utf8_lossy(&output.stderr)));
        }
        if turn > 0 {
            took.push(time);
        }
    }
    took.sort();
    Ok(took)
}

fn row(what: impl Into<String>, took: &[Duration], beside: impl Into<String>) -> Row {
    let show = |time: Option<&Duration>| time.map_or("-".to_string(), |time| milliseconds(*time));
    Row {
        what: what.into(),
        median: show(took.get(took.len() / 2)),
        worst: show(took.last()),
        beside: beside.into(),
    }
}

fn milliseconds(time: Duration) -> String {
    let value = time.as_secs_f64() * 1000.0;
    if value < 100.0 { format!("{value:.1} ms") } else { format!("{value:.0} ms") }
}

fn ratio(ours: &[Duration], theirs: &[Duration], name: &str) -> String {
    match (ours.get(ours.len() / 2), theirs.get(theirs.len() / 2)) {
        (Some(ours), Some(theirs)) => {
            let times = theirs.as_secs_f64() / ours.as_secs_f64();
            format!("{name} {} ({times:.1} x ours)", milliseconds(*theirs))
        }
        _ => String::new(),
    }
}

fn cli(book: Option<&Path>, words: &[&str]) -> Command {
    let mut command = Command::new(tree::built("release", "headroom-cli"));
    if let Some(book) = book {
        command.arg("--book").arg(book);
    }
    command.args(words);
    command
}

fn sample(folder: &Path, size: &str) -> Result<PathBuf, Fault> {
    let book = folder.join(format!("{size}.headroom"));
    crate::run::sample("release", &book, size)?;
    Ok(book)
}

/// 1,000, 10,000 and 100,000 prorations from CSV.
fn prorate(folder: &Path) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    for size in [1_000, 10_000, 100_000] {
        let mut text = String::from(
            "id,method,price,price_period,currency,term_start,term_end,charge_start,charge_end,quantity,rounding\n",
        );
        for number in 0..size {
            let (method, day, month) = match number % 3 {
                0 => ("actual_actual", number % 28 + 1, number % 12 + 1),
                1 => ("actual_365", number % 27 + 1, number % 11 + 1),
                _ => ("months_days:start:365/12", number % 28 + 1, number % 12 + 1),
            };
            let price = 1_000 + number % 90_000;
            let seats = number % 50 + 1;
            text += &format!(
                "{number},{method},{price}.00,year,USD,2025-01-01,2027-01-01,2025-{month:02}-{day:02},2027-01-01,{seats},half_up\n"
            );
        }
        let file = folder.join(format!("prorate-{size}.csv"));
        fs::write(&file, text).map_err(|error| error.to_string())?;
        let (input, out) = (file.to_string_lossy().into_owned(), folder.join("prorated.csv"));
        let took = timed(5, || cli(None, &["prorate", "--csv", &input, "--out", &out.to_string_lossy()]))?;
        rows.push(row(format!("{size} prorations from CSV, whole process"), &took, "target 1 s for 100,000"));
    }
    Ok(rows)
}

/// The folder of larger sample files, when it is there.
fn data(part: &str) -> Option<PathBuf> {
    let given = std::env::var_os("HEADROOM_DATA").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| tree::root().join("../shared/data")).join(part);
    folder.is_dir().then_some(folder)
}

/// A proposal as a whole process, beside a headless Chromium on the same HTML.
fn proposal(folder: &Path) -> Result<Vec<Row>, Fault> {
    let book = sample(folder, "small")?;
    let papers = crate::run::documents("release", &book)?;
    let id = papers.into_iter().find(|(kind, _)| kind == "proposal").map(|(_, id)| id);
    let id = id.ok_or("The sample book has no proposal.")?;
    let (pdf, html) = (folder.join("proposal.pdf"), folder.join("proposal.html"));
    let (pdf, html) = (pdf.to_string_lossy().into_owned(), html.to_string_lossy().into_owned());
    let ours = timed(20, || cli(Some(&book), &["render", "proposal", &id, "--out", &pdf]))?;
    let mut beside = String::from("target 80 ms");
    let written = cli(Some(&book), &["render", "proposal", &id, "--format", "html", "--out", &html]).output();
    if written.is_ok_and(|output| output.status.success())
        && let Some(theirs) = chromium(folder, &html)?
    {
        beside = format!("{beside}; {}", ratio(&ours, &theirs, "Chromium"));
    }
    Ok(vec![row("proposal of two pages, whole process", &ours, beside)])
}

/// How long a headless Chromium takes to print a page, when there is one.
fn chromium(folder: &Path, html: &str) -> Result<Option<Vec<Duration>>, Fault> {
    let Some(browser) = setup::browser() else { return Ok(None) };
    let profile = folder.join("chromium").to_string_lossy().into_owned();
    timed(5, || {
        let mut command = Command::new(&browser);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-quic"]);
        command.arg(format!("--user-data-dir={profile}"));
        command.arg(format!("--print-to-pdf={html}.chromium.pdf")).arg(format!("file://{html}"));
        command
    })
    .map(Some)
}

/// A review of twelve slides as a whole process beside Chromium on the same HTML, and those of the whole book.
fn decks(folder: &Path) -> Result<Vec<Row>, Fault> {
    let book = sample(folder, "small")?;
    let papers = crate::run::documents("release", &book)?;
    let id = papers.into_iter().find(|(kind, _)| kind == "qbr").map(|(_, id)| id);
    let id = id.ok_or("The sample book has no review.")?;
    let (pdf, html) = (folder.join("deck.pdf"), folder.join("deck.html"));
    let (pdf, html) = (pdf.to_string_lossy().into_owned(), html.to_string_lossy().into_owned());
    let one = timed(10, || cli(Some(&book), &["render", "qbr", &id, "--out", &pdf]))?;
    let mut beside = String::from("warm target 80 ms");
    let written = cli(Some(&book), &["render", "qbr", &id, "--format", "html", "--out", &html]).output();
    if written.is_ok_and(|output| output.status.success())
        && let Some(theirs) = chromium(folder, &html)?
    {
        beside = format!("{beside}; {}", ratio(&one, &theirs, "Chromium"));
    }
    let out = folder.join("decks").to_string_lossy().into_owned();
    let all = timed(3, || cli(Some(&book), &["--quiet", "render", "qbr", "--all", "--out", &out]))?;
    Ok(vec![
        row("review of twelve slides, whole process", &one, beside),
        row("reviews of the small sample book, whole process", &all, "target 4 s for 80"),
    ])
}

/// Import of the larger accounts file into an empty book, beside the sqlite3 shell's own import.
fn import(folder: &Path) -> Result<Vec<Row>, Fault> {
    let files = data("ravenstack").map(|folder| tree::files(&folder)).unwrap_or_default();
    let Some(file) = files.iter().find(|file| file.to_string_lossy().ends_with("accounts.csv")) else {
        println!("No accounts file in HEADROOM_DATA: left out.");
        return Ok(Vec::new());
    };
    let (input, book) = (file.to_string_lossy().into_owned(), folder.join("import.headroom"));
    let fresh = || -> Command {
        // Each import starts on an empty book; making it is not measured.
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", book.display()));
        }
        let _ = cli(Some(&book), &["new"]).output();
        cli(Some(&book), &["import", "--kind", "accounts", &input])
    };
    let ours = timed(5, fresh)?;
    let mut beside = String::new();
    if let Some(sqlite) = tree::which("sqlite3") {
        let theirs = timed(5, || {
            let mut command = Command::new(&sqlite);
            command.arg(":memory:").arg(format!(".import --csv '{input}' accounts"));
            command
        })?;
        beside = ratio(&ours, &theirs, "sqlite3 .import");
    }
    Ok(vec![row("import of the accounts file, whole process", &ours, beside)])
}

/// What the engine's bench example prints: one row per line, `what <tab> median ms <tab> worst ms <tab> target`.
/// Rows that name their number of accounts also say how cost grows from the book before: 1.00 is in step with
/// the accounts, 0.00 not at all.
fn engine(folder: &Path) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    let mut before: HashMap<String, (f64, f64)> = HashMap::new();
    for size in ["small", "medium", "large"] {
        let book = sample(folder, size)?.to_string_lossy().into_owned();
        let program = tree::built("release/examples", "bench");
        let text = step::line(&program.to_string_lossy(), [&book])
            .read()
            .ok_or("The engine's bench example failed.")?;
        for line in text.lines() {
            if let [what, median, worst, target] = line.split('\t').collect::<Vec<_>>()[..] {
                let grown = growth(&mut before, what, median).map(|power| format!("; grows by {power:.2}"));
                let (median, worst) = (format!("{median} ms"), format!("{worst} ms"));
                let beside = format!("target {target}{}", grown.unwrap_or_default());
                rows.push(Row { what: what.into(), median, worst, beside });
            }
        }
    }
    Ok(rows)
}

/// The exponent of the cost over the accounts since the book before, of a row that ends in ", 80 accounts".
fn growth(before: &mut HashMap<String, (f64, f64)>, what: &str, median: &str) -> Option<f64> {
    let (name, size) = what.strip_suffix(" accounts")?.rsplit_once(", ")?;
    let (size, time): (f64, f64) = (size.parse().ok()?, median.parse().ok()?);
    let (smaller, shorter) = before.insert(name.to_owned(), (size, time))?;
    // Below a tenth of a millisecond the clock's own steps are all there is to see.
    (shorter >= 0.1 && size > smaller).then(|| (time / shorter).ln() / (size / smaller).ln())
}

/// From the start of the process until the first list is on the screen, on the small and the large book,
/// beside the first frame of an empty window of the same web view; and the memory of each when idle.
fn window(folder: &Path) -> Result<Vec<Row>, Fault> {
    let large = sample(folder, "large")?;
    let empty = tree::built("release/examples", "empty");
    in_the_window(
        folder,
        "tests/desktop/start.mjs",
        &[("HEADROOM_EMPTY", &empty), ("HEADROOM_LARGE", &large)],
    )
}

/// From a keystroke in the addendum composer until its sum and its page stand in the real window.
fn keystroke(folder: &Path) -> Result<Vec<Row>, Fault> {
    in_the_window(folder, "tests/desktop/keystroke.mjs", &[])
}

/// The rows a script prints that drives the window on the small sample book.
fn in_the_window(folder: &Path, script: &str, more: &[(&str, &Path)]) -> Result<Vec<Row>, Fault> {
    let book = sample(folder, "small")?;
    let mut line = on_a_screen("node", vec![script.to_string()])
        .env("HEADROOM_WINDOW", tree::built("release", "headroom"))
        .env("HEADROOM_BOOK", &book);
    for (name, path) in more {
        line = line.env(name, path);
    }
    let text = line.read().ok_or("The window did not start.")?;
    let mut rows = Vec::new();
    for line in text.lines() {
        if let [what, median, worst, beside] = line.split('\t').collect::<Vec<_>>()[..] {
            rows.push(Row {
                what: what.into(),
                median: median.into(),
                worst: worst.into(),
                beside: beside.into(),
            });
        }
    }
    Ok(rows)
}
