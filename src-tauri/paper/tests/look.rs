//! Writes every paper as a PDF into the folder of HEADROOM_PAPER_SHOTS, for a person to look at.

mod common;

use common::{decks, languages};
use std::path::Path;

use headroom_core::locale::Language;
use headroom_paper::{PageSize, RenderOptions, render};
use serde::Serialize;

fn write(name: &str, template: &str, view: &impl Serialize, options: &RenderOptions) {
    let Some(folder) = std::env::var_os("HEADROOM_PAPER_SHOTS") else {
        return;
    };
    match render(template, view, options) {
        Ok(rendered) => {
            println!("{name}: {} pages, {:?}, {:?}", rendered.pages, rendered.fit, rendered.warnings);
            let written = std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), rendered.pdf);
            assert!(written.is_ok(), "{name}: {written:?}");
        }
        Err(error) => assert_eq!(error.to_string(), "", "{name}"),
    }
}

#[test]
fn every_paper_is_written_for_the_eye() {
    let plain = RenderOptions::default();
    for size in [PageSize::A4, PageSize::Letter] {
        let options = RenderOptions { size, ..plain.clone() };
        write(&format!("proposal-{}", size.name()), "proposal", &common::proposal(), &options);
        write(&format!("addendum-{}", size.name()), "addendum", &common::addendum(), &options);
    }
    write("draft", "proposal", &common::proposal(), &RenderOptions { draft: true, ..plain.clone() });
    write("white-space", "white-space", &common::white_space(), &plain);
    write("brief", "brief", &common::brief(), &plain);
    let wide = RenderOptions { size: PageSize::Wide, ..plain.clone() };
    write("qbr", "qbr", &common::review(), &wide);
    for language in Language::ALL {
        let options = RenderOptions { language, ..plain.clone() };
        let name = |paper: &str| format!("{paper}-{}", language.code());
        write(&name("proposal"), "proposal", &languages::proposal_in(language), &options);
        write(&name("shortest"), "proposal", &languages::shortest_proposal(language), &options);
        write(&name("longest"), "proposal", &languages::longest_proposal(language), &options);
        write(&name("addendum"), "addendum", &languages::addendum_in(language), &options);
        write(
            &name("deck-longest"),
            "qbr",
            &decks::longest_deck(language),
            &RenderOptions { language, ..wide.clone() },
        );
        for size in [PageSize::A4, PageSize::Letter] {
            let options = RenderOptions { size, ..options.clone() };
            let eight = languages::addendum_of_eight(language);
            write(&name(&format!("eight-{}", size.name())), "addendum", &eight, &options);
        }
        write(&name("addendum-longest"), "addendum", &languages::longest_addendum(language), &options);
    }
}
