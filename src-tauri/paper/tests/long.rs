//! Tables over many pages, and the internal sheets at their shortest and longest in three languages.

mod common;

use common::inspect;
use headroom_core::locale::Language;
use headroom_core::paper::{
    Annex, AnnexSection, AnnexTable, BriefView, GradedLine, LabelledLine, PaperQuote, StepLine, UsageLine,
    WhiteSpaceBlock, WhiteSpaceView, labels,
};
use headroom_paper::{PageSize, RenderOptions, render};

/// 120 rows, every seventh of two lines: none is torn, lost, doubled or left empty, the head stands on each page, and
/// the pages are full.
#[test]
fn a_table_of_120_rows_runs_over_full_pages() {
    let label = |n: usize| {
        let long = if n.is_multiple_of(7) {
            ", booked late because the plant in Decatur closes its books a week after the others"
        } else {
            ""
        };
        format!("Row{n:03}{long}")
    };
    let row = |n: usize| vec![label(n), format!("{n}.25"), format!("{}.75", n + 200)];
    let mut view = common::proposal();
    view.annex = Some(Annex {
        title: "Every booking".into(),
        intro: "As exported.".into(),
        sections: vec![AnnexSection {
            heading: "Bookings".into(),
            paragraphs: Vec::new(),
            table: Some(AnnexTable {
                head: vec!["What".into(), "Hours".into(), "Value".into()],
                rows: (1..=120).map(row).collect(),
                total: vec!["Total".into(), "7,290.00".into(), "31,350.00".into()],
            }),
        }],
    });
    for size in [PageSize::A4, PageSize::Letter] {
        let rendered =
            render("proposal", &view, &RenderOptions { size, ..RenderOptions::default() }).unwrap();
        assert!(rendered.fit.too_long.is_empty(), "{:?}", rendered.fit);
        let pages = inspect::texts(&rendered.pdf);
        let pages = &pages[2..];
        assert!(pages.len() >= 4, "{} pages on {}", pages.len(), size.name());
        let mut next = 1;
        let mut counts = Vec::new();
        for (at, page) in pages.iter().enumerate() {
            assert!(page.contains("Hours\n") && page.contains("Value\n"), "no head on page {at}");
            let first = next;
            while next <= 120 && page.contains(&format!("Row{next:03}")) {
                // All cells of a row stand on the page its label stands on.
                let [hours, value] = [format!("\n{next}.25\n"), format!("\n{}.75\n", next + 200)];
                assert!(page.contains(&hours) && page.contains(&value), "row {next} is torn at page {at}");
                next += 1;
            }
            counts.push(next - first);
        }
        assert_eq!(next, 121, "every row once and in order: {counts:?}");
        assert!(pages[pages.len() - 1].contains("31,350.00"), "the total closes the table");
        let fullest = counts.iter().copied().max().unwrap();
        // Three rows less for the title of the first page and for rows of two lines; the last page takes what is left.
        assert!(counts[..counts.len() - 1].iter().all(|count| count + 6 >= fullest), "{counts:?}");
    }
}

fn long(words: usize) -> String {
    const WORDS: [&str; 8] =
        ["Nachverfolgung", "the", "conditionnement", "of", "every", "Qualitätssicherung", "à", "dock"];
    (0..words).map(|at| WORDS[at % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

fn quote(words: usize) -> PaperQuote {
    PaperQuote {
        text: long(words),
        byline: "Dr. Annegret Voss-Hollenstedt, Leiterin Qualitätsmanagement".into(),
        paraphrased: false,
    }
}

fn block(at: usize) -> WhiteSpaceBlock {
    let line = |label: &str, words: usize| LabelledLine { label: label.into(), text: long(words) };
    WhiteSpaceBlock {
        title: format!("Item{at:02} {}", long(3)),
        subtitle: long(4),
        priority: "ARR 5, ease 5, weight 5".into(),
        lines: vec![
            line("Current", 8),
            line("Potential", 14),
            line("Champion", 6),
            line("Use case", 9),
            line("Value driver", 12),
        ],
        need_label: "Need".into(),
        need: Some(quote(24)),
        amount: "1,234,567".into(),
        quarter: "Q4 2027".into(),
    }
}

fn sheet(language: Language, blocks: usize) -> WhiteSpaceView {
    WhiteSpaceView { language, blocks: (1..=blocks).map(block).collect(), ..common::white_space() }
}

#[test]
fn a_white_space_sheet_at_its_shortest_and_longest() {
    for language in Language::ALL {
        let options = RenderOptions { language, ..RenderOptions::default() };
        let shortest = WhiteSpaceView { language, account: "A".into(), ..WhiteSpaceView::default() };
        let short = render("white-space", &shortest, &options).unwrap();
        assert!(short.pages == 1 && short.fit.fits() && short.fit.close.is_empty());
        assert!(inspect::texts(&short.pdf)[0].contains(labels(language).internal));

        let longest = render("white-space", &sheet(language, 14), &options).unwrap();
        assert!(longest.pages >= 3 && longest.fit.fits(), "{} pages, {:?}", longest.pages, longest.fit);
        let pages = inspect::texts(&longest.pdf);
        for at in 1..=14 {
            let on = pages.iter().filter(|page| page.contains(&format!("Item{at:02}"))).count();
            assert_eq!(on, 1, "item {at} stands on one page, whole");
        }
        assert!(pages[longest.pages - 1].contains("28,440"), "the total closes the sheet");
    }
}

/// A sheet that is a little too long is set closer instead of being dealt out over a second page with two lines on it.
#[test]
fn a_sheet_a_little_too_long_stays_on_one_page() {
    let options = RenderOptions::default();
    let typical = common::white_space();
    let closer = (4..9).map(|count| {
        let blocks = (0..count).map(|at| typical.blocks[at % typical.blocks.len()].clone()).collect();
        render("white-space", &WhiteSpaceView { blocks, ..typical.clone() }, &options).unwrap()
    });
    let closer: Vec<_> = closer.filter(|sheet| !sheet.fit.close.is_empty()).collect();
    assert!(!closer.is_empty(), "one of them is a little too long");
    assert!(closer.iter().all(|sheet| sheet.pages == 1 && sheet.fit.fits()));
}

#[test]
fn a_brief_at_its_shortest_and_longest() {
    for language in Language::ALL {
        let options = RenderOptions { language, ..RenderOptions::default() };
        let shortest =
            BriefView { language, account: "A".into(), meeting: "B".into(), ..BriefView::default() };
        let short = render("brief", &shortest, &options).unwrap();
        assert!(short.pages == 1 && short.fit.fits() && short.fit.close.is_empty());

        let step = |words| StepLine { what: long(words), who: String::new(), when: "Do., 26. Nov.".into() };
        let graded =
            GradedLine { text: long(10), note: long(12), word: "Noch nicht".into(), ..GradedLine::default() };
        let used = UsageLine {
            name: long(2),
            value: "465.787 von 500.000".into(),
            note: long(4),
            ..UsageLine::default()
        };
        let person = LabelledLine { label: long(3), text: long(7) };
        let longest = BriefView {
            language,
            quotes: vec![quote(30); 3],
            promises: vec![step(16); 5],
            criteria: vec![graded; 4],
            usage: vec![used; 5],
            people: vec![person; 7],
            leave: long(30),
            ..common::brief()
        };
        let long = render("brief", &longest, &options).unwrap();
        // Never a second page: what is too much is counted, and the book's builder leaves rows out until it fits.
        assert_eq!(long.pages, 1);
        assert!(!long.fit.close.is_empty() && !long.fit.too_long.is_empty(), "{:?}", long.fit);
    }
}
