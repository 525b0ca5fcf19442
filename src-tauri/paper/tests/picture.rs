//! Pictures of a PDF: the page another program draws, all its words, and what is said of a file that cannot be drawn.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod common;

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use headroom_paper::{PageSize, Picture, PictureError, RenderOptions, Room, pictures, render};
use lopdf::content::{Content, Operation};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};

const WIDE: Room = Room { width: 595.0, height: None };
/// Pixels of a side of the squares two drawings are compared by: letters may lie a fraction of a pixel apart.
const SQUARE: usize = 12;

fn papers() -> Vec<Vec<u8>> {
    let options = RenderOptions::default();
    let wide = RenderOptions { size: PageSize::Wide, ..RenderOptions::default() };
    vec![
        render("proposal", &common::proposal(), &options).unwrap().pdf,
        render("addendum", &common::addendum(), &options).unwrap().pdf,
        render("qbr", &common::review(), &wide).unwrap().pdf,
    ]
}

/// Width and grey values of a picture.
fn greys(picture: &Picture) -> (usize, Vec<f32>) {
    let mut reader = png::Decoder::new(Cursor::new(&picture.png)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!(
        (info.width, info.height, info.color_type),
        (picture.width, picture.height, png::ColorType::Rgb)
    );
    (info.width as usize, bytes.chunks(3).map(grey).collect())
}

fn grey(dot: &[u8]) -> f32 {
    dot.iter().map(|&part| f32::from(part)).sum::<f32>() / 3.0
}

/// The same from poppler, which shares no code with ours.
fn drawn_by_poppler(pdf: &[u8], page: usize, width: u32, height: u32) -> (usize, Vec<f32>) {
    let (page, width, height) = (page.to_string(), width.to_string(), height.to_string());
    let mut poppler = Command::new("pdftoppm")
        .args(["-f", &page, "-l", &page, "-scale-to-x", &width, "-scale-to-y", &height, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils is installed");
    poppler.stdin.take().unwrap().write_all(pdf).unwrap();
    let ppm = poppler.wait_with_output().unwrap().stdout;
    // "P6", width and height, 255: three lines before the dots.
    let start = ppm.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0 + 1;
    (width.parse().unwrap(), ppm[start..].chunks(3).map(grey).collect())
}

/// The mean grey of each square, row by row.
fn squares((width, greys): &(usize, Vec<f32>)) -> Vec<f32> {
    let height = greys.len() / width;
    let mean = |left: usize, top: usize| {
        let dots = (top..top + SQUARE).flat_map(|y| (left..left + SQUARE).map(move |x| greys[y * width + x]));
        dots.sum::<f32>() / (SQUARE * SQUARE) as f32
    };
    (0..height / SQUARE)
        .flat_map(|y| (0..width / SQUARE).map(move |x| (x, y)))
        .map(|(x, y)| mean(x * SQUARE, y * SQUARE))
        .collect()
}

#[test]
fn a_picture_shows_what_another_program_draws() {
    for pdf in papers() {
        let (count, drawn) = pictures(pdf.clone(), 1, 12, WIDE).unwrap();
        assert_eq!(drawn.len(), count.min(12));
        for picture in drawn {
            let theirs = drawn_by_poppler(&pdf, picture.page, picture.width, picture.height);
            let (ours, theirs) = (squares(&greys(&picture)), squares(&theirs));
            assert_eq!(ours.len(), theirs.len());
            let apart: Vec<f32> = ours.iter().zip(&theirs).map(|(one, other)| (one - other).abs()).collect();
            // A missing word makes some of its squares 40 and more lighter.
            let most = apart.iter().copied().fold(0.0, f32::max);
            assert!(most < 30.0, "page {}: a square differs by {most} of 255", picture.page);
            assert!(ours.iter().any(|square| *square < 200.0), "page {} is not empty", picture.page);
        }
    }
}

#[test]
fn the_words_of_a_picture_are_those_of_the_page() {
    for pdf in papers() {
        let texts = common::inspect::texts(&pdf);
        for picture in pictures(pdf, 1, 12, WIDE).unwrap().1 {
            let letters =
                |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            assert_eq!(letters(&picture.words), letters(&texts[picture.page - 1]), "page {}", picture.page);
        }
    }
    let (_, first) = pictures(papers().swap_remove(1), 1, 1, WIDE).unwrap();
    assert!(first[0].words.contains("Days left divided by days of the contract year."), "{}", first[0].words);
}

#[test]
fn a_page_fits_its_room_and_the_last_stands_for_those_behind_it() {
    let pdf = papers().swap_remove(0);
    let (count, all) = pictures(pdf.clone(), 1, 12, WIDE).unwrap();
    let (_, last) = pictures(pdf.clone(), count + 5, 1, WIDE).unwrap();
    assert_eq!(last, all[count - 1..]);
    // A4 is 595.28 x 841.89 points: 300 pixels high makes it 212 wide.
    let (_, low) = pictures(pdf, 1, 1, Room { width: 595.0, height: Some(300.0) }).unwrap();
    assert!(
        (299..=300).contains(&low[0].height) && (211..=212).contains(&low[0].width),
        "{:?}",
        (low[0].width, low[0].height)
    );
}

/// One page that says `text` in Helvetica, which a PDF need not bring along.
fn foreign(text: &str) -> Document {
    sized(text, 595, 842)
}

fn sized(text: &str, width: i64, height: i64) -> Document {
    let mut pdf = Document::with_version("1.5");
    let font =
        pdf.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 40.into()]),
        Operation::new("Td", vec![60.into(), 600.into()]),
        Operation::new("Tj", vec![Object::string_literal(text)]),
        Operation::new("ET", vec![]),
    ];
    let content = pdf.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
    });
    pdf.objects
        .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalogue = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalogue);
    pdf.trailer.set(
        "ID",
        vec![Object::string_literal("headroom-test-id"), Object::string_literal("headroom-test-id")],
    );
    pdf
}

fn bytes(mut pdf: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

/// With a password for opening it; an empty one keeps only its owner's rights.
fn locked(password: &str) -> Vec<u8> {
    let mut pdf = foreign("Signed in Oslo");
    let how = EncryptionVersion::V2 {
        document: &pdf,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(how).unwrap();
    pdf.encrypt(&state).unwrap();
    bytes(pdf)
}

#[test]
fn a_pdf_of_somebody_else_is_drawn_with_faces_it_does_not_bring() {
    for pdf in [bytes(foreign("Signed in Oslo")), locked("")] {
        let (count, drawn) = pictures(pdf, 1, 12, WIDE).unwrap();
        assert_eq!((count, drawn[0].words.as_str()), (1, "Signed in Oslo"));
        let dark = greys(&drawn[0]).1.iter().filter(|grey| **grey < 128.0).count();
        assert!(dark > 500, "{dark} dark dots");
    }
}

#[test]
fn a_file_that_cannot_be_drawn_says_why() {
    assert!(matches!(pictures(locked("secret"), 1, 1, WIDE), Err(PictureError::Protected)));
    let mut cut = papers().swap_remove(1);
    cut.truncate(cut.len() / 9);
    for damaged in [cut, b"%PDF-1.7\nnothing".to_vec(), Vec::new()] {
        assert!(matches!(pictures(damaged, 1, 1, WIDE), Err(PictureError::Unreadable)));
    }
}

/// A transfer that went wrong: bytes of the file are others. It is drawn as far as it goes or refused, and nothing more.
#[test]
fn a_damaged_file_never_brings_the_program_down() {
    let pdf = papers().swap_remove(1);
    let mut chance = 20_261_122_u64;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % below
    };
    let (mut drawn, mut refused) = (0, 0);
    for turn in 0..120 {
        let mut damaged = pdf.clone();
        for _ in 0..=turn {
            let at = next(damaged.len());
            damaged[at] = next(256) as u8;
        }
        match pictures(damaged, 1, 2, Room { width: 120.0, height: None }) {
            Ok((_, pages)) => drawn += usize::from(!pages.is_empty()),
            Err(_) => refused += 1,
        }
    }
    assert!(
        drawn > 20,
        "{drawn} drawn, {refused} refused: most of the damage lies where a page can still be drawn"
    );
}

/// Sheets nobody prints on: a picture has a side of one pixel at the least and is never larger than a screen could show.
#[test]
fn a_sheet_of_any_size_gives_a_picture_of_a_size_that_can_be_shown() {
    for (width, height) in [(0, 0), (0, 842), (100_000, 1), (1, 100_000), (14_400, 14_400)] {
        let pdf = bytes(sized("Signed in Oslo", width, height));
        if let Ok((_, pages)) = pictures(pdf, 1, 1, WIDE) {
            let dots = pages[0].width * pages[0].height;
            assert!((1..40_000_000).contains(&dots), "{width} x {height}: {dots} dots");
        }
    }
}
