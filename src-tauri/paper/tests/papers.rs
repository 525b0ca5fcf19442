//! Proposal and addendum at their shortest, typical and longest, in three languages and on two sheets.

mod common;

use common::{inspect, languages};
use headroom_core::locale::Language;
use headroom_core::paper::{Annex, AnnexSection, AnnexTable, labels};
use headroom_paper::{PageSize, RenderOptions, render};

fn options(language: Language, size: PageSize) -> RenderOptions {
    RenderOptions { language, size, ..RenderOptions::default() }
}

fn cases() -> impl Iterator<Item = (Language, PageSize)> {
    Language::ALL.into_iter().flat_map(|language| [(language, PageSize::A4), (language, PageSize::Letter)])
}

#[test]
fn a_typical_proposal_fills_two_pages_in_every_language_and_on_both_sheets() {
    for (language, size) in cases() {
        let view = languages::proposal_in(language);
        let rendered = render("proposal", &view, &options(language, size)).unwrap();
        assert_eq!(rendered.pages, 2);
        assert!(rendered.fit.fits(), "{} on {}: {:?}", language.code(), size.name(), rendered.fit);
        let pages = inspect::texts(&rendered.pdf);
        // Page one knows no amount; page two carries the total.
        assert!(!pages[0].contains(&view.totals.until), "{}", language.code());
        assert!(pages[1].contains(&view.totals.until), "{}", language.code());
        // A heading may stand on two lines.
        let words: Vec<&str> = labels(language).told_me.split(' ').collect();
        assert!(words.iter().all(|word| pages[0].contains(word)), "{}", language.code());
    }
}

#[test]
fn the_shortest_proposal_leaves_out_what_is_not_there() {
    for (language, size) in cases() {
        let view = languages::shortest_proposal(language);
        let rendered = render("proposal", &view, &options(language, size)).unwrap();
        assert_eq!(rendered.pages, 2);
        assert!(rendered.fit.fits() && rendered.fit.close.is_empty(), "{:?}", rendered.fit);
        let words = labels(language);
        let text = inspect::texts(&rendered.pdf).concat();
        for gone in [words.roi, words.next_step, words.today, words.annex] {
            assert!(!text.contains(&format!("{gone}\n")), "{gone} stands in a proposal that has none");
        }
    }
}

#[test]
fn the_longest_proposal_keeps_its_pages_and_is_either_fitting_or_counted() {
    for (language, size) in cases() {
        let view = languages::longest_proposal(language);
        let rendered = render("proposal", &view, &options(language, size)).unwrap();
        assert_eq!(rendered.pages, 2);
        assert!(rendered.fit.close.contains(&1));
        assert!(rendered.fit.too_long.iter().all(|long| long.lines <= 16), "{:?}", rendered.fit);
        assert!(inspect::texts(&rendered.pdf)[0].contains(labels(language).paraphrased));
    }
}

#[test]
fn an_addendum_is_one_page_in_every_language_and_on_both_sheets() {
    for (language, size) in cases() {
        let view = languages::addendum_in(language);
        let rendered = render("addendum", &view, &options(language, size)).unwrap();
        assert_eq!(rendered.pages, 1);
        assert!(rendered.fit.fits(), "{} on {}: {:?}", language.code(), size.name(), rendered.fit);
        let page = &inspect::texts(&rendered.pdf)[0];
        assert!(
            page.contains(labels(language).unchanged)
                || page.replace('\n', " ").contains(labels(language).unchanged)
        );
        let long =
            render("addendum", &languages::longest_addendum(language), &options(language, size)).unwrap();
        assert_eq!(long.pages, 1, "never a second page: {:?}", long.fit);
    }
}

/// Eight changed lines with the sum behind each, three criteria and two addresses: one page, with the type no smaller
/// than 9.5 pt but for head and foot.
#[test]
fn an_addendum_of_eight_lines_is_one_page() {
    for (language, size) in cases() {
        let view = languages::addendum_of_eight(language);
        let rendered = render("addendum", &view, &options(language, size)).unwrap();
        assert!(rendered.fit.fits(), "{} on {}: {:?}", language.code(), size.name(), rendered.fit);
        assert_eq!((rendered.pages, rendered.fit.close.as_slice()), (1, &[1][..]));
        let page = &inspect::texts(&rendered.pdf)[0];
        assert_eq!(page.matches("4,639.5616").count(), 8, "every sum stands on it");
    }
}

/// "Proposal for Hallam & Voss GmbH" on every page, not "Proposal for , Hallam & Voss GmbH".
#[test]
fn a_proposal_to_nobody_in_particular_names_the_company_alone() {
    for language in Language::ALL {
        let mut view = languages::proposal_in(language);
        view.annex = Some(Annex { title: "A".into(), ..Annex::default() });
        let heads = |view: &_| {
            let rendered = render("proposal", view, &options(language, PageSize::A4)).unwrap();
            let pages = inspect::texts(&rendered.pdf);
            pages.into_iter().map(|page| page.replace('\n', " ")).collect::<Vec<_>>()
        };
        let words = labels(language).proposal_for;
        let named = format!("{words} Nadia Ferreira, Hallam & Voss GmbH");
        assert!(heads(&view).iter().all(|page| page.contains(&named)), "{named}");
        view.recipient_name = String::new();
        let alone = format!("{words} Hallam & Voss GmbH");
        assert!(heads(&view).iter().all(|page| page.contains(&alone)), "{alone}");
        view.recipient_company = String::new();
        assert!(heads(&view).iter().all(|page| !page.contains(&format!("{words} ,"))));
    }
}

#[test]
fn an_annex_runs_over_pages_of_its_own() {
    let mut view = common::proposal();
    let row = |n: usize| vec![format!("Month {n}"), format!("{n}.00"), format!("{}.00", n * 2)];
    view.annex = Some(Annex {
        title: "Where the hours come from".into(),
        intro: "Counted by Oskar Lindt.".into(),
        sections: vec![AnnexSection {
            heading: "Hours by month".into(),
            paragraphs: vec!["One line a month.".into()],
            table: Some(AnnexTable {
                head: vec!["Month".into(), "Hours".into(), "Value".into()],
                rows: (1..=60).map(row).collect(),
                total: vec!["Total".into(), "1,830.00".into(), "3,660.00".into()],
            }),
        }],
    });
    let rendered = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert!(
        rendered.pages >= 4 && rendered.fit.too_long.is_empty(),
        "{} pages, {:?}",
        rendered.pages,
        rendered.fit
    );
    let pages = inspect::texts(&rendered.pdf);
    assert!(pages[2..].iter().all(|page| page.contains("Hours\n")), "the head is repeated");
    assert!(pages[0].contains(&format!("1 of {}", rendered.pages)));
}

#[test]
fn an_empty_view_makes_every_paper_without_a_word_of_its_own_failing() {
    use headroom_core::paper::{AddendumView, BriefView, ProposalView, ReviewView, WhiteSpaceView};
    let plain = RenderOptions::default();
    let wide = options(Language::Fr, PageSize::Wide);
    let pages = [
        render("proposal", &ProposalView::default(), &plain).unwrap().pages,
        render("addendum", &AddendumView::default(), &plain).unwrap().pages,
        render("white-space", &WhiteSpaceView::default(), &plain).unwrap().pages,
        render("brief", &BriefView::default(), &plain).unwrap().pages,
        render("qbr", &ReviewView::default(), &wide).unwrap().pages,
    ];
    // Without an appendix the deck has eleven slides.
    assert_eq!(pages, [2, 1, 1, 1, 11]);
}

#[test]
fn the_internal_sheets_are_one_page_and_a_long_white_space_flows_on() {
    for language in Language::ALL {
        let sheet = render("white-space", &common::white_space(), &options(language, PageSize::A4)).unwrap();
        assert!(sheet.pages == 1 && sheet.fit.fits(), "{:?}", sheet.fit);
        let brief = render("brief", &common::brief(), &options(language, PageSize::A4)).unwrap();
        assert!(brief.pages == 1 && brief.fit.fits(), "{:?}", brief.fit);
        assert!(inspect::texts(&brief.pdf)[0].contains(labels(language).internal));
    }
    let mut view = common::white_space();
    view.blocks = (0..12).map(|at| view.blocks[at % 4].clone()).collect();
    let long = render("white-space", &view, &RenderOptions::default()).unwrap();
    assert!(long.pages >= 2 && long.fit.fits(), "{} pages, {:?}", long.pages, long.fit);
    assert!(inspect::texts(&long.pdf)[long.pages - 1].contains("28,440"), "the total closes the sheet");
}

#[test]
fn a_deck_fits_in_every_language() {
    for language in Language::ALL {
        let deck = render("qbr", &common::review(), &options(language, PageSize::Wide)).unwrap();
        assert!(deck.pages == 12 && deck.fit.fits(), "{}: {:?}", language.code(), deck.fit);
        assert!(inspect::texts(&deck.pdf)[0].contains(labels(language).quarterly_review));
    }
}
