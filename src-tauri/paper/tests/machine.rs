//! The machine itself: many pages, faces, links, equal bytes, and what it says about a broken template.

mod common;

use std::collections::BTreeMap;

use common::inspect;
use headroom_core::locale::Language;
use headroom_paper::{
    Metadata, PageSize, PaperError, RenderOptions, Rendered, Warning, check_template, render, shipped_source,
    template_names,
};
use serde_json::json;

/// A template of its own under the name `hard`.
fn own(source: &str) -> RenderOptions {
    RenderOptions {
        templates: BTreeMap::from([("hard".to_string(), source.to_string())]),
        ..RenderOptions::default()
    }
}

const START: &str = "<html><head><title>x</title>{% include \"shared/style\" %}<style>.row { display: grid; grid-template-columns: 40pt 1fr 90pt; padding: 5pt 0pt 4pt 0pt; border-top: 1px solid #DDD8D0; }</style></head><body>";

/// The hardest page: 120 rows in two families with a heading, a repeated head, names in three scripts, a
/// vector line and numbered feet.
fn hard() -> (RenderOptions, serde_json::Value) {
    let source = [
        START,
        "<section class=\"page\"><div class=\"body\"><div class=\"flow\">\
         <div class=\"keep\"><h1>{{ v.title }}</h1></div>\
         <div style=\"position: relative; height: 60pt\"><img src=\"line:#0B6E5F:2:0.0%,100.0% 50.0%,20.0% 100.0%,60.0%\" style=\"position: absolute; left: 0pt; top: 0pt; width: 467pt; height: 60pt\"/></div>\
         <div class=\"row repeat mute\"><div>Nr</div><div>Name</div><div class=\"r\">Amount</div></div>\
         {% for row in v.rows %}<div class=\"row\"><div class=\"num\">{{ row.number }}</div><div class=\"w w-said\">{{ row.name }}</div><div class=\"r num\">{{ row.amount }}</div></div>{% endfor %}\
         <div class=\"row ink sb with-last\"><div></div><div>Sum</div><div class=\"r num\">{{ v.sum }}</div></div>\
         </div></div><div class=\"foot\"><div>{{ v.title }}</div><div class=\"r num\">{{ paper.number }} of {{ paper.count }}</div></div></section></body></html>",
    ]
    .concat();
    let names = ["Łódź Großhandel", "Прокофьев и сыновья", "شركة النور للتجارة", "Ελληνικά Μέταλλα"];
    let rows: Vec<_> = (1..=120)
        .map(|n| json!({"number": format!("row{n}"), "name": names[n % 4], "amount": format!("{n},000.00")}))
        .collect();
    (own(&source), json!({"title": "All accounts", "rows": rows, "sum": "7,260,000.00"}))
}

#[test]
fn a_hundred_and_twenty_rows_run_over_pages_whole_and_under_their_head() {
    let (options, view) = hard();
    let rendered = render("hard", &view, &options).unwrap();
    assert!(rendered.fit.fits(), "{:?}", rendered.fit);
    let pages = inspect::texts(&rendered.pdf);
    assert_eq!(pages.len(), rendered.pages);
    assert!((4..=6).contains(&pages.len()), "{} pages", pages.len());
    let mut next = 1;
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains("Amount"), "page {} has no head", at + 1);
        assert!(page.contains(&format!("{} of {}", at + 1, pages.len())), "page {} has no number", at + 1);
        while page.contains(&format!("row{next} ")) || page.contains(&format!("row{next}\n")) {
            next += 1;
        }
    }
    assert_eq!(next, 121, "every row stands on exactly one page, in order");
    let last = pages.last().unwrap();
    assert!(last.contains("row120") && last.contains("Sum"), "the sum stays with its last row");
}

#[test]
fn equal_input_gives_equal_bytes_and_every_font_can_be_searched() {
    let (options, view) = hard();
    let first = render("hard", &view, &options).unwrap();
    let second = render("hard", &view, &options).unwrap();
    assert!(first.pdf == second.pdf, "two renderings differ");
    let fonts = inspect::fonts(&first.pdf);
    assert!(fonts.len() >= 4, "{fonts:?}");
    assert!(fonts.iter().all(|font| font.embedded && font.to_unicode), "{fonts:?}");
    assert!(first.warnings.is_empty(), "{:?}", first.warnings);
    let text = inspect::texts(&first.pdf).concat();
    for name in ["Łódź", "Прокофьев", "Ελληνικά"] {
        assert!(text.contains(name), "{name} cannot be found in the text");
    }
    // Arabic stands in the file in the order it is drawn, and readers turn it round.
    let drawn: String = "النور".chars().rev().collect();
    let letters: String = text.chars().filter(|c| *c != '\n').collect();
    assert!(letters.contains(&drawn), "the Arabic name cannot be found in the text");
}

/// Words from the right in an English paper begin at the right edge: their marks and full stop stand where they are read.
#[test]
fn words_from_the_right_close_on_their_own_side() {
    let mut view = common::proposal();
    view.told_me[0].text = "نرى النور.".into();
    view.told_me[0].paraphrased = false;
    let rendered = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert_eq!(rendered.html.matches("q-rtl\"").count(), 1);
    let letters: String = inspect::texts(&rendered.pdf).concat().chars().filter(|c| *c != '\n').collect();
    let drawn: String = "النور".chars().rev().collect();
    let at = letters.find(&drawn).unwrap();
    let before: String = letters[..at].chars().rev().take(2).collect();
    assert_eq!(before, ".”", "the quote ends on the left: {letters}");
}

#[test]
fn a_line_of_a_chart_is_drawn_as_a_vector() {
    let (options, view) = hard();
    let rendered = render("hard", &view, &options).unwrap();
    let operators = inspect::operators(&rendered.pdf, 0);
    assert!(operators.iter().any(|operator| operator == "S" || operator == "s"), "no stroked path");
    assert!(!operators.iter().any(|operator| operator == "Do"), "nothing is a picture");
}

#[test]
fn what_a_customer_typed_is_printed_as_typed() {
    let mut view = common::proposal();
    let nasty = "<b>{{ 7*7 }}</b> & \"Söhne\" {% raw %}";
    view.recipient_company = nasty.into();
    let rendered = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert!(rendered.html.contains("&lt;b&gt;{{ 7*7 }}&lt;/b&gt; &amp; &quot;Söhne&quot; {% raw %}"));
    assert!(inspect::texts(&rendered.pdf)[0].contains("<b>{{ 7*7 }}</b>"));
}

#[test]
fn a_template_cannot_lift_the_escaping_nor_reach_a_file() {
    let page = |body: &str| [START, "<section class=\"page\">", body, "</section></body></html>"].concat();
    let options = own(&page("<div>{{ v.name | safe }}</div>"));
    let rendered = render("hard", &json!({"name": "<i>x</i>"}), &options).unwrap();
    assert!(rendered.html.contains("&lt;i&gt;x&lt;/i&gt;"));
    let options = own(&page("{% include \"/etc/passwd\" %}"));
    assert!(matches!(render("hard", &json!({}), &options), Err(PaperError::Template(_))));
    let options = own(&page("{% for n in range(end=100000) %}x{% endfor %}"));
    assert!(matches!(render("hard", &json!({}), &options), Err(PaperError::Template(_))));
    let options = own(&page(
        "{% for a in range(end=1000) %}{% for b in range(end=1000) %}<div>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx</div>{% endfor %}{% endfor %}",
    ));
    assert!(matches!(render("hard", &json!({}), &options), Err(PaperError::TooLarge(_))));
}

#[test]
fn a_template_of_ones_own_can_neither_spin_nor_grow_nor_call_itself() {
    let page = |body: &str| [START, "<section class=\"page\">", body, "</section></body></html>"].concat();
    let message = |body: &str| match render("hard", &json!({"name": "Acme"}), &own(&page(body))) {
        Err(PaperError::Template(fault)) => fault.message,
        other => panic!("{body} was printed: {:?}", other.map(|rendered| rendered.html)),
    };
    // 1,000 x 1,000 empty rounds make no text, and would go on for minutes in deeper nests.
    let spin = "{% for a in range(end=1000) %}{% for b in range(end=1000) %}{% endfor %}{% endfor %}";
    assert!(message(spin).contains("100000 rounds"), "{}", message(spin));
    assert!(message("{% set a = v.name ~ v.name %}").contains("keeps no values"));
    assert!(message("{{ v.name ~ v.name }}").contains("side by side"));
    let doubled = "{{ v.name".to_string() + &" | replace(from=\"A\", to=\"AA\")".repeat(40) + " }}";
    assert!(message(&doubled).contains("at most 100 kB"));
    assert!(message("{% include \"hard/hard\" %}").contains("inside itself"));
    let ring =
        "{% component a() %}{{ <b/> }}{% endcomponent a %}{% component b() %}{{ <a/> }}{% endcomponent b %}";
    let PaperError::Template(fault) = check_template("hard", ring).unwrap_err() else { panic!() };
    assert!(fault.message.contains("inside itself"), "{fault:?}");
    let long = "x".repeat(200_001);
    assert!(check_template("hard", &long).is_err());
    // What stays possible: a loop, a text beside a value, and a tilde inside quotes.
    let fine = page("{%- for n in range(end=3) -%} {{ \"no. ~ \" ~ n }} {%- endfor %}{# {% set a = 1 %} #}");
    let rendered = render("hard", &json!({}), &own(&fine)).unwrap();
    assert!(rendered.html.contains("no. ~ 0no. ~ 1no. ~ 2"), "{}", rendered.html);
}

#[test]
fn a_fault_behind_a_loop_is_placed_where_the_person_wrote_it() {
    let source = "<html>\n{% for n in range(end=1) %}<div>{{ v.nmae }}</div>{% endfor %}</html>";
    let Err(PaperError::Template(fault)) = render("hard", &json!({"name": "x"}), &own(source)) else {
        panic!("an unknown field was printed")
    };
    // 28 characters of the loop, 5 of the element, 3 of the tag's opening: `v` is the 37th or the tag the 34th.
    assert_eq!(fault.line, 2);
    assert!((34..=39).contains(&fault.column), "{fault:?}");
    assert_eq!(fault.unknown.as_deref(), Some("nmae"), "{fault:?}");
}

#[test]
fn a_broken_template_is_told_with_line_column_and_the_unknown_name() {
    let source =
        [START, "\n<section class=\"page\">\n<div>{{ v.nmae }}</div></section></body></html>"].concat();
    let Err(PaperError::Template(fault)) = render("hard", &json!({"name": "x"}), &own(&source)) else {
        panic!("an unknown field was printed")
    };
    assert_eq!((fault.template.as_str(), fault.line), ("hard/hard", 3), "{fault:?}");
    assert!(fault.message.contains("nmae"), "{fault:?}");
    let Err(PaperError::Template(fault)) = check_template("proposal", "<html>\n{{ v.x | nofilter }}") else {
        panic!("an unknown filter was accepted")
    };
    assert_eq!((fault.line, fault.unknown.as_deref()), (2, Some("nofilter")), "{fault:?}");
    let Err(PaperError::Template(fault)) = check_template("proposal", "<html>\n\n{% if v.x %}") else {
        panic!("an open block was accepted")
    };
    assert!(fault.line >= 3 && fault.column >= 1, "{fault:?}");
    assert!(check_template("proposal", shipped_source("proposal").unwrap()).is_ok());
}

#[test]
fn only_documents_can_be_rendered() {
    for name in ["", "shared/style", "shared", "nothing", "../proposal"] {
        let outcome = render(name, &json!({}), &RenderOptions::default());
        assert!(matches!(outcome, Err(PaperError::UnknownTemplate(_))), "{name}");
    }
    assert_eq!(template_names(), ["addendum", "brief", "proposal", "qbr", "white-space"]);
}

#[test]
fn an_address_can_be_clicked_and_the_properties_are_set() {
    let at = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(9, 30, 0).unwrap();
    let options = RenderOptions {
        language: Language::De,
        metadata: Metadata {
            title: "Angebot für Müller & Söhne".into(),
            author: "Maya Lindqvist".into(),
            subject: String::new(),
            created: Some(at),
            modified: Some(at),
        },
        ..RenderOptions::default()
    };
    let rendered = render("proposal", &common::proposal(), &options).unwrap();
    assert_eq!(inspect::links(&rendered.pdf, 1), ["mailto:maya@brightwater.example"]);
    let properties = inspect::properties(&rendered.pdf);
    assert_eq!(properties.title, "Angebot für Müller & Söhne");
    assert_eq!(properties.author, "Maya Lindqvist");
    assert_eq!(properties.created, "D:20261124093000Z");
    assert_eq!(properties.language, "de");
}

#[test]
fn a_draft_says_so_on_every_page_in_its_language() {
    let options = RenderOptions { draft: true, language: Language::De, ..RenderOptions::default() };
    let rendered = render("proposal", &common::proposal(), &options).unwrap();
    assert!(inspect::texts(&rendered.pdf).iter().all(|page| page.contains("Entwurf")));
}

#[test]
fn a_page_that_is_too_long_says_by_how_many_lines_and_loses_nothing() {
    let mut view = common::proposal();
    for number in 1..=6 {
        view.told_me.push(common::quote(
            &format!("And one more thing, number {number}."),
            "Nadia Ferreira, 12 November 2026",
        ));
    }
    let rendered = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert_eq!(rendered.pages, 2);
    let long = &rendered.fit.too_long;
    assert_eq!(long.len(), 1);
    assert_eq!(long[0].page, 1);
    // Six quotes of two lines and a gap each, less what setting it close saves: 8 to 16 lines of 16 pt.
    assert!((6..=18).contains(&long[0].lines), "{long:?}");
    assert!(inspect::texts(&rendered.pdf)[0].contains("18 of 18"), "nothing is cut off");
    let heights = inspect::heights(&rendered.pdf);
    assert!(heights[0] > 842.0 && (heights[1] - 841.89).abs() < 0.1, "{heights:?}");
}

#[test]
fn one_quote_more_or_less_changes_the_step_before_it_is_too_long() {
    let mut view = common::proposal();
    view.told_me.truncate(3);
    let roomy = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert!(!roomy.fit.close.contains(&1), "three quotes stand roomy: {:?}", roomy.fit);
    view.told_me = common::proposal().told_me;
    view.told_me.push(common::quote(
        "It has to be so plain that nobody asks me for a course.",
        "Oskar Lindt, 16 November 2026",
    ));
    let close = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert!(close.fit.close.contains(&1) && close.fit.fits(), "five quotes stand close: {:?}", close.fit);
}

/// The step of the last keystroke is tried first. What comes out must not depend on it: a page that grew, shrank and
/// grew again is the page of a machine that never saw it.
#[test]
fn what_was_printed_before_changes_no_page() {
    let of = |quotes: usize, title: &str| {
        let mut view = common::proposal();
        view.told_me = view.told_me.iter().cycle().take(quotes).cloned().collect();
        let mut options = RenderOptions::default();
        options.metadata.title = title.to_string();
        render("proposal", &view, &options).unwrap()
    };
    // From roomy over every step to too long and back.
    for quotes in [3, 4, 5, 6, 7, 9, 12, 9, 6, 5, 7, 4, 3, 12, 5] {
        let seen = of(quotes, "The same paper all along");
        // As long a title, so that nothing else differs.
        let fresh = of(quotes, &format!("Fresh, never seen: {:05}", quotes));
        let places = |one: &Rendered| (one.fit.clone(), one.pages, inspect::heights(&one.pdf));
        assert_eq!(places(&seen), places(&fresh), "{quotes} quotes");
        assert_eq!(inspect::texts(&seen.pdf), inspect::texts(&fresh.pdf), "{quotes} quotes");
    }
}

#[test]
fn a_character_without_a_face_is_named_and_printed_as_its_number() {
    // U+10FFFD is private: no face on any system has it.
    let mut view = common::proposal();
    view.recipient_name = "A\u{10FFFD}B".into();
    let rendered = render("proposal", &view, &RenderOptions::default()).unwrap();
    assert!(rendered.warnings.contains(&Warning::NoFont { characters: "\u{10FFFD}".into() }));
    let page = &inspect::texts(&rendered.pdf)[0];
    assert!(page.contains("A[U+10FFFD]B"), "page one says: {page}");
}

#[test]
fn a_logo_and_a_colour_of_the_company_are_used() {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><path d="M0 0h20v20h-20z M40 10 q10 -10 20 0 z" fill="#3344aa"/></svg>"##;
    let options = RenderOptions {
        logo: Some(svg.to_vec()),
        accent: Some("#FFD400".into()),
        ..RenderOptions::default()
    };
    let rendered = render("proposal", &common::proposal(), &options).unwrap();
    assert!(matches!(rendered.warnings.as_slice(), [Warning::AccentDarkened { .. }]));
    assert!(!inspect::texts(&rendered.pdf)[0].starts_with("Brightwater\n"));
    let png = common::png(8, 4);
    let options = RenderOptions { logo: Some(png), ..RenderOptions::default() };
    let first = render("proposal", &common::proposal(), &options).unwrap();
    let second = render("proposal", &common::proposal(), &options).unwrap();
    assert!(first.pdf == second.pdf);
    assert!(inspect::operators(&first.pdf, 0).iter().any(|operator| operator == "Do"));
}

#[test]
fn a_deck_has_twelve_slides_and_names_what_is_missing() {
    let options = RenderOptions { size: PageSize::Wide, ..RenderOptions::default() };
    let full = render("qbr", &common::review(), &options).unwrap();
    assert_eq!(full.pages, 12);
    assert!(full.fit.fits(), "{:?}", full.fit);
    let mut view = common::review();
    view.value = Default::default();
    view.value.head.title = "The hours to the floor".into();
    view.value.head.missing = "The plan register has no figures before October.".into();
    let partial = render("qbr", &view, &options).unwrap();
    assert_eq!(partial.pages, 12);
    let slide = inspect::texts(&partial.pdf)[5].replace('\u{a0}', " ");
    assert!(slide.contains("Not there yet") && slide.contains("no figures before October"), "{slide}");
}
