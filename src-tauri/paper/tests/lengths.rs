//! Every paper at its shortest, typical and longest plausible content in three languages: no letter is lost between
//! template and PDF, no text runs into another or off its sheet, what does not fit is counted, and a heading of a
//! flowing page keeps company.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod common;

use common::decks::{longest_deck, quote, shortest_deck, words};
use common::{inspect, languages};
use headroom_core::locale::Language;
use headroom_core::paper::*;
use headroom_paper::{PageSize, RenderOptions, Rendered, Warning, render};
use serde::Serialize;

fn options(language: Language, size: PageSize) -> RenderOptions {
    RenderOptions { language, size, ..RenderOptions::default() }
}

/// Renders and looks for lost letters and misplaced text; whether it fits is the caller's to say.
fn whole(template: &str, view: &impl Serialize, language: Language, size: PageSize, what: &str) -> Rendered {
    let rendered = render(template, view, &options(language, size)).unwrap();
    let at = format!("{what} {template} in {} on {}", language.code(), size.name());
    let misplaced: Vec<&Warning> = rendered
        .warnings
        .iter()
        .filter(|warning| matches!(warning, Warning::Crossing { .. } | Warning::Beyond { .. }))
        .collect();
    assert!(misplaced.is_empty(), "{at}: {misplaced:?}");
    let lost = inspect::lost(&rendered);
    assert!(lost.is_empty(), "{at} lost {lost:?}");
    rendered
}

#[test]
fn a_deck_at_its_shortest_typical_and_longest() {
    for language in Language::ALL {
        let short = whole("qbr", &shortest_deck(language), language, PageSize::Wide, "the shortest");
        assert!(short.fit.fits() && short.fit.close.is_empty(), "{:?}", short.fit);
        let typical = whole("qbr", &common::review(), language, PageSize::Wide, "the typical");
        assert!(typical.fit.fits(), "{:?}", typical.fit);
        let long = whole("qbr", &longest_deck(language), language, PageSize::Wide, "the longest");
        assert_eq!(long.pages, 13);
        assert!(long.fit.fits(), "{}: {:?}", language.code(), long.fit);
    }
}

/// Names of 300 letters on the roadmap: the slide grows, says by how many lines, and the rows still do not meet.
#[test]
fn a_slide_beyond_measure_is_counted_and_not_cut() {
    for language in Language::ALL {
        let mut view = longest_deck(language);
        for lane in &mut view.roadmap.lanes {
            lane.name = words(language, 0, 30);
        }
        for step in &mut view.next.steps {
            step.what = words(language, 0, 40);
        }
        let deck = whole("qbr", &view, language, PageSize::Wide, "a deck beyond measure");
        let over: Vec<usize> = deck.fit.too_long.iter().map(|long| long.page).collect();
        assert_eq!(over, [9, 11], "{}: {:?}", language.code(), deck.fit);
        assert!(deck.fit.too_long.iter().all(|long| long.lines > 0));
    }
}

#[test]
fn priced_papers_lose_nothing_at_any_length() {
    for language in Language::ALL {
        for size in [PageSize::A4, PageSize::Letter] {
            let short = languages::shortest_proposal(language);
            let typical = languages::proposal_in(language);
            let long = languages::longest_proposal(language);
            for (view, what) in [(short, "the shortest"), (typical, "the typical"), (long, "the longest")] {
                whole("proposal", &view, language, size, what);
            }
            let short = AddendumView {
                language,
                changes: languages::addendum_in(language).changes.into_iter().take(1).collect(),
                ..AddendumView::default()
            };
            let typical = languages::addendum_in(language);
            let long = languages::longest_addendum(language);
            for (view, what) in [(short, "the shortest"), (typical, "the typical"), (long, "the longest")] {
                assert_eq!(whole("addendum", &view, language, size, what).pages, 1);
            }
        }
    }
}

#[test]
fn internal_sheets_lose_nothing_at_any_length() {
    for language in Language::ALL {
        let short = WhiteSpaceView { language, account: "A".into(), ..WhiteSpaceView::default() };
        whole("white-space", &short, language, PageSize::A4, "the shortest");
        let typical = WhiteSpaceView { language, ..common::white_space() };
        whole("white-space", &typical, language, PageSize::A4, "the typical");
        let mut long = typical;
        for block in &mut long.blocks {
            block.title = words(language, 0, 4);
            block.subtitle = words(language, 1, 3);
            for line in &mut block.lines {
                line.text = words(language, 2, 14);
            }
            block.amount = "1.234.567".into();
        }
        whole("white-space", &long, language, PageSize::A4, "the longest");

        let short = BriefView { language, account: "A".into(), ..BriefView::default() };
        whole("brief", &short, language, PageSize::A4, "the shortest");
        let typical = BriefView { language, ..common::brief() };
        whole("brief", &typical, language, PageSize::A4, "the typical");
        let long = BriefView {
            meeting: words(language, 0, 14),
            purpose: words(language, 1, 10),
            opening: words(language, 2, 8),
            quotes: vec![quote(language, 20); 3],
            usage: vec![
                UsageLine {
                    name: words(language, 0, 2),
                    value: "465.787 von 500.000".into(),
                    ..UsageLine::default()
                };
                5
            ],
            people: vec![LabelledLine { label: words(language, 0, 2), text: words(language, 1, 6) }; 7],
            leave: words(language, 3, 20),
            ..typical
        };
        whole("brief", &long, language, PageSize::A4, "the longest");
    }
}

/// The second heading of an annex meets the foot of the page at one of these lengths; it never stands there without a
/// row of its table.
#[test]
fn a_heading_never_stands_alone_at_the_foot() {
    let section = |heading: &str, mark: &str, rows: usize| AnnexSection {
        heading: heading.into(),
        paragraphs: Vec::new(),
        table: Some(AnnexTable {
            head: vec!["What".into(), "Hours".into()],
            rows: (1..=rows).map(|at| vec![format!("{mark}{at:02}"), format!("{at}.25")]).collect(),
            total: Vec::new(),
        }),
    };
    let mut moved = 0;
    for rows in 16..=34 {
        let mut view = common::proposal();
        view.annex = Some(Annex {
            title: "Bookings".into(),
            intro: String::new(),
            sections: vec![section("Firstpart", "Row", rows), section("Secondpart", "Line", 8)],
        });
        let rendered = render("proposal", &view, &RenderOptions::default()).unwrap();
        let pages = inspect::texts(&rendered.pdf);
        let at = pages.iter().position(|page| page.contains("Secondpart")).unwrap();
        assert!(pages[at].contains("Line01"), "with {rows} rows the heading stands alone on page {}", at + 1);
        moved += usize::from(!pages[at].contains("Firstpart"));
    }
    assert!(moved > 0, "at one of these lengths the heading moves to the next page");
}
