//! Papers printed side by side in a process that has printed nothing yet: the faces are learnt by several threads
//! at once, and no text may be lost over it.

mod common;

use std::sync::Barrier;

use common::inspect;
use headroom_paper::{RenderOptions, render};

#[test]
fn the_first_papers_of_a_process_lose_no_text_when_they_start_together() {
    let view = common::proposal();
    let start = Barrier::new(12);
    let pdfs: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..12)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    render("proposal", &view, &RenderOptions::default()).unwrap().pdf
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let alone = render("proposal", &view, &RenderOptions::default()).unwrap().pdf;
    for pdf in pdfs {
        assert_eq!(inspect::texts(&pdf), inspect::texts(&alone));
    }
}
