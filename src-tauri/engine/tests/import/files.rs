//! Files of every form: spreadsheets, wrong ones, missing ones and hostile ones.

use super::desk::{Desk, counts, fixture, request};
use headroom_core::error::Code;
use headroom_engine::JobContext;
use headroom_engine::import::{self, ImportKind};
use std::path::Path;

#[test]
fn a_spreadsheet_reads_like_its_csv() {
    let desk = Desk::new();
    let path = desk.folder.path().join("a.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(fixture("accounts.csv")).unwrap();
    for (row, record) in reader.records().enumerate() {
        for (column, cell) in record.unwrap().iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, cell).unwrap(),
            };
        }
    }
    book.save(&path).unwrap();
    let report = desk.import(ImportKind::Accounts, &path);
    assert_eq!(counts(&report), (4, 4, 0, 0, 0), "{:?}", report.errors);
    assert_eq!(desk.import(ImportKind::Accounts, &fixture("accounts.csv")).unchanged, 4);
}

#[test]
fn the_kind_is_recognised_when_nobody_says_it() {
    let desk = Desk::new();
    for (name, kind) in [
        ("accounts.csv", ImportKind::Accounts),
        ("subscriptions.csv", ImportKind::Contracts),
        ("feature_usage.csv", ImportKind::Usage),
        ("support_tickets.csv", ImportKind::Tickets),
        ("churn_events.csv", ImportKind::Losses),
    ] {
        let report =
            import::run(&desk.engine, &request(None, &fixture(name)), &JobContext::silent()).unwrap();
        assert_eq!((report.kind, report.failed), (kind, 0), "{:?}", report.errors);
    }
}

#[test]
fn a_missing_file_and_a_wrong_one_are_told_apart() {
    let desk = Desk::new();
    let code = |path: &Path| desk.try_import(ImportKind::Accounts, path).unwrap_err().code;
    assert_eq!(code(Path::new("/nowhere/at/all.csv")), Code::File);
    assert_eq!(code(desk.folder.path()), Code::WrongFileType);
    assert_eq!(code(&desk.file("x.csv", b"%PDF-1.4\n1 0 obj")), Code::WrongFileType);
    assert_eq!(code(&desk.file("x.csv", b"")), Code::InvalidInput);
    assert_eq!(
        code(&desk.file("x.csv", "colour,shape\nred,round\n")),
        Code::InvalidInput,
        "no column is the name"
    );
    assert_eq!(code(&desk.folder.path().join("b.headroom")), Code::WrongFileType, "the book itself");
}

/// Every file of the corpus ends in an error about the whole file, or in a report that accounts for each row.
#[test]
fn each_row_of_a_hostile_file_is_imported_or_listed() {
    let wide: Vec<u8> = "name,seats\nÜmlaut,3\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long = format!("name,industry\nA,{}\nB,x\n", "z".repeat(10 << 20));
    let corpus: Vec<(&str, Vec<u8>, u64, u64)> = vec![
        ("utf-16 without mark", wide, 1, 0),
        ("latin-1", b"name;industry\nM\xfcller;Gl\xe4ser\n".to_vec(), 1, 0),
        ("byte order mark", b"\xef\xbb\xbfname,industry\nA,x\n".to_vec(), 1, 0),
        ("NUL", b"name,industry\nA\0,x\n\0B,y\n".to_vec(), 2, 0),
        ("10 MB cell", long.into_bytes(), 1, 1),
        ("ragged", b"name,industry\nA\nB,x,y\nC,z\n".to_vec(), 1, 2),
        ("duplicate headers", b"name,name,industry\nA,B,x\n".to_vec(), 1, 0),
        ("formulas", b"name,industry\n=1+1,@x\n".to_vec(), 1, 0),
        ("old line ends", b"name,industry\rA,x\rB,y\r".to_vec(), 2, 0),
        ("open quote", b"name,industry\nA,\"x\nB,y\nC,z\n".to_vec(), 2, 1),
        ("quote in the middle", b"name,industry\nA 5\" screen,x\nB,y\n".to_vec(), 2, 0),
        ("negative people", b"name,employees\nA,-3\nB,4\n".to_vec(), 1, 1),
        ("health beyond 100", b"name,health\nA,101\nB,100\n".to_vec(), 1, 1),
        ("dates in six orders", b"name,signup_date\nA,2026-11-21\nB,21.11.2026\nC,11/21/2026\nD,2026-21-11\nE,21 Nov 2026\nF,11-2026-21\n".to_vec(), 3, 3),
        ("empty names", b"name,industry\n,x\nA,y\n".to_vec(), 1, 1),
        ("template text", b"name,industry\n{{ 7*7 }},<b>\n".to_vec(), 1, 0),
        ("the same name twice", b"name,industry\nA,x\nA,y\nA,x\n".to_vec(), 2, 1),
    ];
    for (what, bytes, taken, failed) in corpus {
        let desk = Desk::new();
        let report = desk.import(ImportKind::Accounts, &desk.file("h.csv", bytes));
        assert_eq!(report.created + report.updated + report.unchanged, taken, "{what}: {:?}", report.errors);
        assert_eq!(report.failed, failed, "{what}: {:?}", report.errors);
        assert_eq!(report.rows, taken + failed, "{what}");
        assert_eq!(report.errors.len() as u64, failed, "{what}");
        assert!(report.errors.iter().all(|error| error.line > 1 && !error.message.is_empty()), "{what}");
        assert!(
            desk.engine.read(|read| headroom_engine::store::problems(read.connection)).unwrap().is_empty()
        );
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::with_cases(48) })]

    /// Whatever stands below a header, every row is counted once, and a preview never writes.
    #[test]
    fn every_row_is_accounted_for(body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), marks in "[,;\"\n\r x1.\u{e9}]{0,200}") {
        let desk = Desk::new();
        let before = desk.everything();
        for bytes in [body, marks.into_bytes()] {
            let text = [b"name,industry,employees,signup_date\nA,x,3,2026-01-01\n".as_slice(), &bytes].concat();
            let file = desk.file("any.csv", text);
            if let Ok(report) = import::preview(&desk.engine, &request(Some(ImportKind::Accounts), &file), &JobContext::silent()) {
                proptest::prop_assert_eq!(report.rows, report.created + report.updated + report.unchanged + report.failed);
                proptest::prop_assert_eq!(report.failed, report.errors.len() as u64);
            }
        }
        proptest::prop_assert_eq!(desk.everything(), before);
    }
}
