//! Runs commands as named steps: what is done, how long it took, how many tests passed. Output streams
//! through; the closing lines of cargo test, nextest and node's runner are counted on the way.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::tree;

/// Why a step failed, in a sentence.
pub type Fault = String;

/// Tests that ran; a command that is itself the check counts as one.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
}

/// A command line about to run, from the root of the repository.
pub struct Line {
    command: Command,
    words: Vec<String>,
}

pub fn cargo<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Line {
    // The cargo that started us, so that `cargo +toolchain xtask` stays on its toolchain.
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_string());
    line(&cargo, args)
}

pub fn npm<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Line {
    line(if cfg!(windows) { "npm.cmd" } else { "npm" }, args).within("ui")
}

pub fn line<A: AsRef<OsStr>>(program: &str, args: impl IntoIterator<Item = A>) -> Line {
    let mut command = Command::new(program);
    command.args(args).current_dir(tree::root());
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_string();
    let rest = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>();
    Line { command, words: [vec![name], rest].concat() }
}

impl Line {
    pub fn within(mut self, folder: &str) -> Line {
        self.command.current_dir(tree::root().join(folder));
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Line {
        self.command.env(name, value);
        self
    }

    /// Runs it, streams what it says, and counts the tests it reports. Failed tests are counts, not an error; any
    /// other failure is one.
    pub fn run(self) -> Result<Counts, Fault> {
        let Line { mut command, words } = self;
        println!("$ {}", words.join(" "));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{} does not start: {error}", words[0]))?;
        let (passed, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (out, err) = (child.stdout.take(), child.stderr.take());
        std::thread::scope(|scope| {
            scope.spawn(|| relay(err, &passed, &failed, |line| eprintln!("{line}")));
            relay(out, &passed, &failed, |line| println!("{line}"));
        });
        let status = child.wait().map_err(|error| format!("{} is lost: {error}", words[0]))?;
        let counts = Counts { passed: passed.into_inner(), failed: failed.into_inner() };
        match (status.success(), counts) {
            (true, Counts { passed: 0, failed: 0 }) => Ok(Counts { passed: 1, failed: 0 }),
            (true, _) | (false, Counts { failed: 1.., .. }) => Ok(counts),
            (false, _) => Err(format!("`{}` failed ({status})", words.join(" "))),
        }
    }

    /// Runs it with our own terminal: for questions, passwords and the window.
    pub fn hand_over(mut self) -> Result<(), Fault> {
        println!("$ {}", self.words.join(" "));
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{}` failed ({status})", self.words.join(" "))),
            Err(error) => Err(format!("{} does not start: {error}", self.words[0])),
        }
    }

    /// What it prints, when it succeeds.
    pub fn read(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn relay(from: Option<impl Read>, passed: &AtomicUsize, failed: &AtomicUsize, say: impl Fn(&str)) {
    let Some(from) = from else { return };
    for bytes in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&bytes);
        let counts = closing(&line);
        passed.fetch_add(counts.passed, Ordering::Relaxed);
        failed.fetch_add(counts.failed, Ordering::Relaxed);
        say(&line);
    }
}

/// The counts of a runner's closing line; nothing for any other line.
fn closing(line: &str) -> Counts {
    // nextest repeats a failed test's own words further in.
    if line.starts_with("    test result:") {
        return Counts::default();
    }
    let line = line.trim();
    let before = |word: &str| {
        let at = line.find(word)?;
        line[..at].rsplit(|other: char| !other.is_ascii_digit()).next()?.parse::<usize>().ok()
    };
    let after = |mark: &str| line.strip_prefix(mark)?.trim().parse::<usize>().ok();
    // cargo test, then nextest.
    if line.starts_with("test result:") || (line.starts_with("Summary [") && line.contains(" run: ")) {
        return Counts { passed: before(" passed").unwrap_or(0), failed: before(" failed").unwrap_or(0) };
    }
    // node's runner, as text and as TAP.
    let node = |word: &str| after(&format!("ℹ {word} ")).or_else(|| after(&format!("# {word} ")));
    Counts { passed: node("pass").unwrap_or(0), failed: node("fail").unwrap_or(0) }
}

/// The steps of one `cargo xtask` call, with their outcome.
#[derive(Default)]
pub struct Plan {
    counts: Counts,
    steps: Vec<(String, Duration, Result<(), Fault>)>,
}

impl Plan {
    /// Runs a step; a failure is told and kept, and the next step runs all the same. Says whether it passed.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Counts, Fault>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let counts = work();
        let took = start.elapsed();
        let outcome = match counts {
            Ok(counts) => {
                self.counts.passed += counts.passed;
                self.counts.failed += counts.failed;
                match counts.failed {
                    0 => Ok(()),
                    failed => Err(format!("{} passed, {failed} failed", counts.passed)),
                }
            }
            Err(fault) => {
                self.counts.failed += 1;
                Err(fault)
            }
        };
        match &outcome {
            Ok(()) => println!("== {name}: done in {}", time(took)),
            Err(fault) => println!("== {name}: FAILED after {}: {fault}", time(took)),
        }
        let passed = outcome.is_ok();
        self.steps.push((name.to_string(), took, outcome));
        passed
    }

    /// The table of steps, the failures again, and the closing line.
    pub fn close(self) -> Result<(), Fault> {
        let total: Duration = self.steps.iter().map(|(_, took, _)| *took).sum();
        println!();
        for (name, took, outcome) in &self.steps {
            println!("{:>8}  {}{name}", time(*took), if outcome.is_ok() { "" } else { "FAILED: " });
        }
        println!("{:>8}  in all", time(total));
        for (name, _, outcome) in &self.steps {
            if let Err(fault) = outcome {
                println!("{name}: {fault}");
            }
        }
        println!("\n{} passed, {} failed", self.counts.passed, self.counts.failed);
        match self.counts.failed {
            0 => Ok(()),
            _ => Err("Not everything passed.".to_string()),
        }
    }
}

/// A duration for people: tenths of a second, minutes from one on.
pub fn time(took: Duration) -> String {
    match took.as_secs() {
        0..60 => format!("{:.1} s", took.as_secs_f64()),
        seconds => format!("{} m {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_the_three_runners_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(closing(line), Counts { passed: 12, failed: 3 });
        let line = "     Summary [   1.204s] 40 tests run: 39 passed (1 slow), 1 failed, 2 skipped";
        assert_eq!(closing(line), Counts { passed: 39, failed: 1 });
        assert_eq!(closing("ℹ pass 7"), Counts { passed: 7, failed: 0 });
        assert_eq!(closing("# fail 2"), Counts { passed: 0, failed: 2 });
        assert_eq!(closing("It passed 7 gates"), Counts::default());
        assert_eq!(closing("    test result: FAILED. 0 passed; 1 failed"), Counts::default());
    }
}
