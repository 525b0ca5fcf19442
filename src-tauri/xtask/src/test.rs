//! `test` and `gen`: every check, cheapest first, each a step of its own; a failing step stops only what
//! needs its result.

use crate::setup::{self, For};
use crate::step::{self, Counts, Fault, Line, Plan};
use crate::tree;

const WIRE: &str = "ui/src/wire";

/// Runs every check. `fast` leaves out the browser, the real window, the fault tests and the window's build.
pub fn test(yes: bool, fast: bool) -> Result<(), Fault> {
    let mut plan = Plan::default();
    let start = match fast {
        true => true,
        false => plan.step("system packages", || setup::packages(For::Testing, yes)),
    };
    plan.step("format", || step::cargo(["fmt", "--all", "--check"]).run());
    let npm = plan.step("npm packages", setup::node_packages);
    // The window's binary carries the pages, so they come before anything that compiles it.
    let pages = npm && plan.step("ui build", || step::npm(["run", "build"]).run());
    if npm {
        plan.step("ui types", || step::npm(["run", "check"]).run());
        plan.step("ui unit tests", || step::npm(["test"]).run());
    }
    let whole = !fast && start && pages;
    plan.step("clippy", || clippy(whole));
    let built = plan.step("rust build", || build(whole));
    plan.step("rust tests", || rust_tests(whole));
    if built {
        plan.step("generated types", generated_is_fresh);
    }
    if fast {
        return plan.close();
    }
    plan.step("fault tests", || fault_tests(whole));
    if whole && built {
        plan.step("browser tests", browser_tests);
        plan.step("window test", window_test);
    }
    plan.close()
}

/// The packages of a run, with or without the window. Always all of them at once: another selection gives the dependencies other features,
/// and cargo would compile them again.
pub fn scope(whole: bool) -> &'static [&'static str] {
    match whole {
        true => &["--workspace", "--features", "headroom-desktop/custom-protocol"],
        false => &["--workspace", "--exclude", "headroom-desktop"],
    }
}

fn clippy(whole: bool) -> Result<Counts, Fault> {
    let words = ["clippy", "--quiet", "--keep-going", "--all-targets"];
    step::cargo(words.iter().chain(scope(whole)).chain(&["--", "-D", "warnings"])).run()
}

fn build(whole: bool) -> Result<Counts, Fault> {
    // Not xtask: a program that runs cannot be replaced everywhere.
    let words = ["build", "--quiet", "--bins", "--examples", "--exclude", "xtask"];
    step::cargo(words.iter().chain(scope(whole))).run()
}

/// What is measured and installed, in release. The other examples are left out: each program is linked as a whole, for minutes.
pub fn release_build() -> Result<Counts, Fault> {
    let words =
        ["build", "--release", "--bins", "--example", "bench", "--example", "empty", "--exclude", "xtask"];
    step::cargo(words.iter().chain(scope(true)).copied()).run()
}

fn rust_tests(whole: bool) -> Result<Counts, Fault> {
    let runner: &[&str] = match tree::which("cargo-nextest") {
        Some(_) => {
            &["nextest", "run", "--no-tests=pass", "--no-fail-fast", "--status-level=fail", "--cargo-quiet"]
        }
        None => &["test", "--quiet", "--no-fail-fast", "--tests"],
    };
    // The same cases each time, so that a run can be repeated; PROPTEST_RNG_SEED asks for others.
    let seed = std::env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| "1".into());
    step::cargo(runner.iter().chain(scope(whole))).env("PROPTEST_RNG_SEED", seed).run()
}

/// The tests that kill, damage and mislead; cargo's own runner, as they start copies of themselves.
fn fault_tests(whole: bool) -> Result<Counts, Fault> {
    let words = ["test", "--quiet", "--test", "faults"].iter().chain(scope(whole));
    step::cargo(words.chain(&["--", "--ignored"])).run()
}

/// Writes the TypeScript of the wire from the Rust types.
pub fn generate() -> Result<(), Fault> {
    let words = ["run", "--quiet", "-p", "headroom-engine", "--example", "typescript", "--", WIRE];
    step::cargo(words).run().map(|_| ())
}

/// Fails when the committed types are not what the Rust types say now.
fn generated_is_fresh() -> Result<Counts, Fault> {
    let fresh = tree::target().join("wire-fresh");
    if fresh.is_dir() {
        std::fs::remove_dir_all(&fresh).map_err(|error| error.to_string())?;
    }
    let writer = tree::built("debug/examples", "typescript");
    let counts = step::line(&writer.to_string_lossy(), [&fresh]).run()?;
    let stale = tree::difference(&fresh, &tree::root().join(WIRE));
    match stale.is_empty() {
        true => Ok(counts),
        false => {
            let names: Vec<String> = stale.iter().map(|name| name.display().to_string()).collect();
            Err(format!("{WIRE} is stale ({}): run `cargo xtask gen` and commit it", names.join(", ")))
        }
    }
}

/// The built pages in a headless Chromium, talking to the real engine through the bridge example.
fn browser_tests() -> Result<Counts, Fault> {
    let browser = setup::browser().ok_or("There is no Chromium: set HEADROOM_CHROMIUM to one.")?;
    let bridge = tree::built("debug/examples", "bridge");
    let mut counts = Counts::default();
    for file in node_tests("tests/ui") {
        let run = || {
            step::line("node", ["--test", "--test-reporter=spec", &file])
                .env("HEADROOM_CHROMIUM", &browser)
                .env("HEADROOM_BRIDGE", &bridge)
                .env("HEADROOM_RUN", std::process::id().to_string())
                .run()
        };
        let found = once_more(&file, run)?;
        counts.passed += found.passed;
        counts.failed += found.failed;
    }
    Ok(counts)
}

/// Pages are driven faster than anybody types: what failed is tried once more, and it is said.
fn once_more(name: &str, run: impl Fn() -> Result<Counts, Fault>) -> Result<Counts, Fault> {
    let found = run()?;
    if found.failed == 0 {
        return Ok(found);
    }
    println!("{name} FAILED and is run once more; if it passes now, it is unsteady.");
    run()
}

/// The real window, driven over WebDriver on a virtual screen.
fn window_test() -> Result<Counts, Fault> {
    let flags = ["--test", "--test-reporter=spec", "--test-concurrency=1"].map(str::to_string);
    let words: Vec<String> = flags.into_iter().chain(node_tests("tests/desktop")).collect();
    once_more("The window test", || {
        on_a_screen("node", words.clone())
            .env("HEADROOM_WINDOW", tree::built("debug", "headroom"))
            .env("HEADROOM_CLI", tree::built("debug", "headroom-cli"))
            .run()
    })
}

/// The tests of a folder for Node's own runner: its versions disagree on folders and patterns, so by name.
fn node_tests(folder: &str) -> Vec<String> {
    let files = tree::files(&tree::root().join(folder)).into_iter();
    files.map(|file| file.to_string_lossy().into_owned()).filter(|file| file.ends_with(".test.mjs")).collect()
}

/// Runs something that needs a screen under Xvfb; on other systems as it is.
pub fn on_a_screen(program: &str, args: Vec<String>) -> Line {
    if !cfg!(target_os = "linux") {
        return step::line(program, args);
    }
    let screen = ["-a", "-s", "-screen 0 1280x800x24", program].map(str::to_string);
    step::line("xvfb-run", screen.into_iter().chain(args)).env("GSETTINGS_BACKEND", "memory")
}
