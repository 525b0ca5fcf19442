//! A picture of every paper of ten sample accounts, to be looked at: pages as PNG in `artefacts/papers`, and one
//! contact sheet a kind. Without poppler's `pdftoppm` only the PDFs are made.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use headroom_engine::{Engine, FixedClock, JobContext, sample};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// One with everything, one paused, addenda, five scripts, German, French, the trial of arithmetic.
const ACCOUNTS: [&str; 10] =
    ["S-001", "S-003", "S-004", "S-005", "S-006", "S-007", "S-008", "S-012", "S-013", "S-016"];
/// Pages beside each other on a contact sheet, and the dots an inch of its pages.
const ACROSS: usize = 6;
const DOTS: &str = "40";

#[test]
fn every_paper_of_ten_accounts_can_be_looked_at() {
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts/papers");
    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(&out).unwrap();
    let book = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::noon("2026-11-21".parse().unwrap()));
    let engine =
        sample::create(&book.path().join("m.headroom"), sample::Size::Small, clock, &JobContext::silent())
            .unwrap();
    let list = engine.call("account_list", json!({})).unwrap();
    let mut made: Vec<(&str, PathBuf)> = Vec::new();
    for external in ACCOUNTS {
        let row = list["rows"].as_array().unwrap().iter().find(|row| row["external_id"] == external).unwrap();
        for kind in ["white_space", "call_brief"] {
            let file = out.join(format!("{kind}-{external}.pdf"));
            write(&engine, "sheet_export", json!({ "kind": kind, "account_id": row["id"], "file": file }));
            made.push((kind, file));
        }
        let papers = engine.call("document_list", json!({ "account_id": row["id"] })).unwrap();
        for paper in papers.as_array().unwrap() {
            let kind = match paper["kind"].as_str().unwrap() {
                "proposal" => "proposal",
                "addendum" => "addendum",
                "qbr" => "qbr",
                _ => continue,
            };
            let file = out.join(format!("{kind}-{external}-{}.pdf", paper["number"].as_str().unwrap()));
            write(&engine, "document_export", json!({ "id": paper["id"], "file": file }));
            made.push((kind, file));
        }
    }
    assert!(made.len() >= 2 * ACCOUNTS.len() + 3, "{} papers", made.len());
    for kind in ["white_space", "call_brief", "proposal", "addendum", "qbr"] {
        let pages: Vec<Picture> =
            made.iter().filter(|(of, _)| *of == kind).flat_map(|(_, pdf)| pictures(pdf)).collect();
        if !pages.is_empty() {
            assert!(pages.iter().all(|page| !page.is_blank()), "a page of {kind} has nothing on it");
            std::fs::write(out.join(format!("montage-{kind}.png")), contact_sheet(&pages).png()).unwrap();
        }
    }
}

fn write(engine: &Engine, job: &str, request: Value) {
    let report = engine.run_job(job, request, &JobContext::silent()).unwrap();
    assert!(report["bytes"].as_u64().unwrap() > 1000);
}

/// Red, green and blue of every point, row by row.
struct Picture {
    width: usize,
    height: usize,
    points: Vec<u8>,
}

/// The pages of a PDF; none where there is no `pdftoppm`.
fn pictures(pdf: &Path) -> Vec<Picture> {
    let folder = tempfile::tempdir().unwrap();
    let stem = folder.path().join("page");
    let done = Command::new("pdftoppm").args(["-r", DOTS]).arg(pdf).arg(&stem).status();
    if !done.is_ok_and(|status| status.success()) {
        return Vec::new();
    }
    // The single pages beside the contact sheet, large enough to read.
    let single = pdf.with_extension("");
    Command::new("pdftoppm").args(["-r", "80", "-png"]).arg(pdf).arg(single).status().unwrap();
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| Picture::ppm(&std::fs::read(file).unwrap())).collect()
}

impl Picture {
    fn ppm(bytes: &[u8]) -> Picture {
        // "P6", width, height and 255, each ended by one white space.
        let mut at = 0;
        let mut word = || {
            let start = at;
            while !bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            at += 1;
            std::str::from_utf8(&bytes[start..at - 1]).unwrap().to_owned()
        };
        assert_eq!(word(), "P6");
        let (width, height): (usize, usize) = (word().parse().unwrap(), word().parse().unwrap());
        assert_eq!(word(), "255");
        Picture { width, height, points: bytes[at..].to_vec() }
    }

    fn is_blank(&self) -> bool {
        self.points.iter().all(|point| *point > 250)
    }

    fn png(&self) -> Vec<u8> {
        let mut raw = Vec::with_capacity((self.width * 3 + 1) * self.height);
        for row in self.points.chunks(self.width * 3) {
            raw.push(0);
            raw.extend_from_slice(row);
        }
        let mut header = Vec::new();
        header.extend((self.width as u32).to_be_bytes());
        header.extend((self.height as u32).to_be_bytes());
        header.extend([8, 2, 0, 0, 0]);
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &header),
            chunk(b"IDAT", &stored(&raw)),
            chunk(b"IEND", &[]),
        ]
        .concat()
    }
}

/// All pages on grey, in rows.
fn contact_sheet(pages: &[Picture]) -> Picture {
    const GAP: usize = 6;
    let width = pages.iter().map(|page| page.width).max().unwrap() + GAP;
    let height = pages.iter().map(|page| page.height).max().unwrap() + GAP;
    let across = pages.len().min(ACROSS);
    let (all, down) = (across * width + GAP, pages.len().div_ceil(ACROSS) * height + GAP);
    let mut points = vec![150_u8; all * down * 3];
    for (at, page) in pages.iter().enumerate() {
        let (left, top) = (at % ACROSS * width + GAP, at / ACROSS * height + GAP);
        for (row, line) in page.points.chunks(page.width * 3).enumerate() {
            let start = ((top + row) * all + left) * 3;
            points[start..start + line.len()].copy_from_slice(line);
        }
    }
    Picture { width: all, height: down, points }
}

/// A zlib stream without compression: the picture is looked at and thrown away.
fn stored(raw: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = raw.chunks(65_535).collect();
    for (at, block) in blocks.iter().enumerate() {
        out.push(u8::from(at + 1 == blocks.len()));
        out.extend((block.len() as u16).to_le_bytes());
        out.extend((!(block.len() as u16)).to_le_bytes());
        out.extend_from_slice(block);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in raw {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    out.extend((high << 16 | low).to_be_bytes());
    out
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [name, data].concat();
    let mut crc = !0_u32;
    for byte in &body {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    [&(data.len() as u32).to_be_bytes()[..], &body, &(!crc).to_be_bytes()].concat()
}
