//! A picture of ten of every paper, to be looked at: pages as PNG in `artefacts/papers`, and one contact sheet a kind.
//! Where the sample account has no proposal, one is written here, with its addendum, from `montage.json`; two of them
//! in July, so that their criteria are graded by now. Without poppler's `pdftoppm` only the PDFs are made.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use chrono::{Duration, NaiveDate};
use headroom_engine::{Engine, FixedClock, JobContext, sample};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// One with everything, one paused, three addenda, five scripts, three German, three French, the trial of arithmetic.
const ACCOUNTS: [&str; 15] = [
    "S-001", "S-003", "S-004", "S-005", "S-006", "S-007", "S-008", "S-012", "S-013", "S-016", "S-020",
    "S-048", "S-055", "S-058", "S-065",
];
/// The day the papers are looked at.
const TODAY: &str = "2026-11-21";
/// Pages beside each other on a contact sheet, and the dots an inch of its pages.
const ACROSS: usize = 6;
const DOTS: &str = "40";

#[test]
fn ten_of_every_paper_can_be_looked_at() {
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts/papers");
    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(&out).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("m.headroom");
    drop(sample::create(&book, sample::Size::Small, clock(TODAY), &JobContext::silent()).unwrap());
    let written: Vec<Value> = serde_json::from_str(include_str!("montage.json")).unwrap();
    for paper in &written {
        compose(&book, paper);
    }
    let engine = Engine::open(&book, clock(TODAY)).unwrap();
    let mut made: Vec<(&str, PathBuf)> = Vec::new();
    for external in ACCOUNTS {
        let account = account(&engine, external);
        let page = engine.call("account_get", json!({ "id": account })).unwrap();
        for kind in ["white_space", "call_brief"] {
            let file = out.join(format!("{kind}-{external}.pdf"));
            let wish = json!({ "language": page["account"]["paper_language"] });
            write(
                &engine,
                "sheet_export",
                json!({ "kind": kind, "account_id": account, "file": file, "wish": wish }),
            );
            made.push((kind, file));
        }
        let has_deck = papers(&engine, &account).iter().any(|paper| paper["kind"] == "qbr");
        if !has_deck {
            engine.call("qbr_create", json!({ "account_id": account })).unwrap();
        }
        for paper in papers(&engine, &account) {
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
    for kind in ["white_space", "call_brief", "proposal", "addendum", "qbr"] {
        let of_kind: Vec<&PathBuf> = made.iter().filter(|(of, _)| *of == kind).map(|(_, pdf)| pdf).collect();
        assert!(of_kind.len() >= 10, "{} of {kind}", of_kind.len());
        let pages: Vec<Picture> = of_kind.into_iter().flat_map(|pdf| pictures(pdf)).collect();
        if !pages.is_empty() {
            assert!(pages.iter().all(|page| !page.is_blank()), "a page of {kind} has nothing on it");
            std::fs::write(out.join(format!("montage-{kind}.png")), contact_sheet(&pages).png()).unwrap();
        }
    }
}

fn clock(day: &str) -> Arc<FixedClock> {
    Arc::new(FixedClock::noon(day.parse().unwrap()))
}

fn account(engine: &Engine, external: &str) -> String {
    let list = engine.call("account_list", json!({})).unwrap();
    let row = list["rows"].as_array().unwrap().iter().find(|row| row["external_id"] == external).unwrap();
    text(&row["id"])
}

fn papers(engine: &Engine, account: &str) -> Vec<Value> {
    engine.call("document_list", json!({ "account_id": account })).unwrap().as_array().unwrap().clone()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A call, the proposal made from its words, and the addendum; signed and graded where the file says how it went.
fn compose(book: &Path, paper: &Value) {
    let on: NaiveDate = paper["on"].as_str().unwrap().parse().unwrap();
    let day = |days: i64| (on + Duration::days(days)).to_string();
    let engine = Engine::open(book, clock(&day(1))).unwrap();
    let account = account(&engine, paper["account"].as_str().unwrap());
    let page = engine.call("account_get", json!({ "id": account })).unwrap();
    let contact = |name: &Value| {
        let contacts = page["contacts"].as_array().unwrap();
        contacts.iter().find(|contact| contact["name"] == *name).unwrap()["id"].clone()
    };
    let said: Vec<Value> = paper["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quote| json!({ "contact_id": contact(&quote[0]), "kind": quote[1], "text": quote[2] }))
        .collect();
    let note = engine
        .call(
            "note_save",
            json!({ "account_id": account, "held_on": paper["on"], "minutes": 20, "answer_type": "need",
                "signal": paper["signal"], "question": paper["question"], "quotes": said }),
        )
        .unwrap();
    let quotes = note["quotes"].as_array().unwrap();
    let bound = |quote: &Value| json!({ "text": quote["text"], "quote_id": quote["id"] });
    let quote = |at: &Value| quotes[at.as_u64().unwrap() as usize]["id"].clone();
    let criteria: Vec<Value> = paper["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let mut new = row.as_object().unwrap().clone();
            new.remove("grade");
            new.insert("account_id".into(), json!(account));
            let owner = new.remove("owner").unwrap();
            new.insert("owner_contact_id".into(), contact(&owner));
            let at = new.remove("quote").unwrap();
            new.insert("quote_id".into(), quote(&at));
            engine.call("criterion_create", Value::Object(new)).unwrap()["id"].clone()
        })
        .collect();
    let pairs = |rows: &Value, names: [&str; 2]| -> Vec<Value> {
        let rows = rows.as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| json!({ names[0]: row[0], names[1]: row[1] })).collect()
    };
    let mut content = json!({
        "headline": bound(&quotes[0]), "bullets": quotes[1..].iter().map(bound).collect::<Vec<_>>(),
        "proposing": pairs(&paper["proposing"], ["label", "text"]), "criteria": criteria,
        "constraint": paper["constraint"], "alternatives": pairs(&paper["alternatives"], ["title", "text"]),
        "next_step": paper["next_step"], "economic_buyer_id": contact(&paper["buyer"]),
        "recipient_id": contact(&paper["buyer"]),
    });
    if paper["roi"].is_object() {
        content["roi"] = json!({ "hours": paper["roi"]["hours"], "rate": paper["roi"]["rate"],
            "quote_id": quote(&paper["roi"]["quote"]) });
    }
    let proposal =
        engine.call("proposal_create", json!({ "account_id": account, "content": content })).unwrap();
    let catalogue = engine.call("product_list", json!({})).unwrap();
    let product = |code: &Value| {
        catalogue
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["product"]["external_id"] == *code)
            .unwrap()
            .clone()
    };
    let contract = &page["contracts"][0];
    let effective = paper["effective"].as_str();
    let items: Vec<Value> = paper["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let product = product(&item[1]);
            let id = &product["product"]["id"];
            if item[0] == "seats" {
                let lines = contract["lines"].as_array().unwrap();
                // Days as text are in their order.
                let runs = |line: &Value| {
                    line["start"].as_str() <= effective
                        && (line["end"].is_null() || line["end"].as_str() > effective)
                };
                let line = lines
                    .iter()
                    .find(|line| line["line"]["product_id"] == *id && runs(&line["line"]))
                    .unwrap();
                return json!({ "kind": "add_quantity", "line": line["line"]["id"], "quantity": item[2] });
            }
            let currency = &contract["contract"]["currency"];
            let prices = product["prices"].as_array().unwrap();
            let price = prices.iter().find(|price| price["currency"] == *currency).unwrap();
            json!({ "kind": "add_product", "product_id": id, "product": product["product"]["name"],
                "quantity": item[2], "unit_price": price["unit_price"], "period": price["period"] })
        })
        .collect();
    engine
        .call(
            "change_update",
            json!({ "id": proposal["change_id"], "effective_date": paper["effective"], "items": items }),
        )
        .unwrap();
    let addendum = engine.call("addendum_create", json!({ "proposal_id": proposal["id"] })).unwrap();
    if paper["criteria"][0]["grade"].is_null() {
        return;
    }
    engine.call("document_send", json!({ "id": proposal["id"], "route": "meeting" })).unwrap();
    let mut content = addendum["content"].clone();
    content["verbal_yes_on"] = json!(day(1));
    engine.call("addendum_update", json!({ "id": addendum["id"], "content": content })).unwrap();
    engine.call("document_send", json!({ "id": addendum["id"] })).unwrap();
    drop(engine);
    let engine = Engine::open(book, clock(&day(9))).unwrap();
    engine.call("addendum_sign", json!({ "id": addendum["id"] })).unwrap();
    drop(engine);
    let engine = Engine::open(book, clock("2026-11-16")).unwrap();
    for (id, row) in criteria.iter().zip(paper["criteria"].as_array().unwrap()) {
        let [grade, value, evidence] = [0, 1, 2].map(|at| &row["grade"][at]);
        engine
            .call(
                "criterion_grade",
                json!({ "id": id, "grade": grade, "measured_value": value, "evidence": evidence,
                    "confirmed_by": row["owner"] }),
            )
            .unwrap();
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
