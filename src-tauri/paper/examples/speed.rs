//! How long a paper takes: `cargo run --release -p headroom-paper --example speed`. Prints the median of each
//! case in milliseconds and, on Linux, the mean processor time, which other work on the machine does not
//! lengthen.

#[path = "../tests/common/mod.rs"]
mod common;

use std::time::Instant;

use headroom_paper::{PageSize, PaperError, RenderOptions, render};

fn measure(
    name: &str,
    rounds: usize,
    mut work: impl FnMut(usize) -> Result<(), PaperError>,
) -> Result<(), PaperError> {
    let mut times = Vec::with_capacity(rounds);
    let before = processor_ms();
    for round in 0..rounds {
        let start = Instant::now();
        work(round)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let mean = before.zip(processor_ms()).map(|(from, to)| (to - from) / rounds as f64);
    let mean = mean.map_or(String::new(), |mean| format!("{mean:>8.1} ms of processor"));
    println!("{:<40} {:>8.1} ms {mean}", name, times[times.len() / 2]);
    Ok(())
}

/// Processor time of this process so far; the kernel counts in hundredths of a second.
fn processor_ms() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let ticks = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    Some(ticks * 10.0)
}

fn main() -> Result<(), PaperError> {
    let (a4, wide) =
        (RenderOptions::default(), RenderOptions { size: PageSize::Wide, ..RenderOptions::default() });
    measure("proposal, first in the process", 1, |_| render("proposal", &common::proposal(), &a4).map(drop))?;
    measure("proposal, a letter typed on page one", 21, |round| {
        let mut view = common::proposal();
        view.told_me[0].text.push_str(&"x".repeat(round + 1));
        render("proposal", &view, &a4).map(drop)
    })?;
    measure("proposal, both pages changed", 21, |round| {
        let mut view = common::proposal();
        view.date.push_str(&".".repeat(round + 1));
        render("proposal", &view, &a4).map(drop)
    })?;
    measure("proposal, nothing changed", 21, |_| render("proposal", &common::proposal(), &a4).map(drop))?;
    measure("addendum, a letter typed", 21, |round| {
        let mut view = common::addendum();
        view.method.push_str(&"x".repeat(round + 1));
        render("addendum", &view, &a4).map(drop)
    })?;
    measure("deck of 12, first in the process", 1, |_| render("qbr", &common::review(), &wide).map(drop))?;
    measure("deck of 12, every slide changed", 11, |round| {
        let mut view = common::review();
        view.footer.push_str(&".".repeat(round + 1));
        render("qbr", &view, &wide).map(drop)
    })?;
    measure("deck of 12, one slide changed", 11, |round| {
        let mut view = common::review();
        view.gaps.rows[0].why.push_str(&"x".repeat(round + 1));
        render("qbr", &view, &wide).map(drop)
    })?;
    measure("80 decks, every slide its own", 1, |_| {
        (0..80).try_for_each(|number| {
            let mut view = common::review();
            view.footer = format!("Deck {number} of the night");
            render("qbr", &view, &wide).map(drop)
        })
    })
}
