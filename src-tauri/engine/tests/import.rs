//! Import over a real book: what files become, again, wrong, hostile and undone.
//!
//! The fixtures have the columns of a public sample of SaaS exports; the whole sample is used where the folder
//! of shared data exists (`HEADROOM_DATA`, by default beside the workspace).

#![allow(clippy::unwrap_used, reason = "a test that cannot make its input has failed")]

use headroom_core::error::Code;
use headroom_engine::import::{self, ImportKind, ImportReport, ImportRequest, Mapping};
use headroom_engine::store::NewBook;
use headroom_engine::{Engine, FixedClock, JobContext};
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Desk {
    folder: tempfile::TempDir,
    engine: Engine,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let new = NewBook { currency: "USD".into(), locale: "en-US".into() };
        let engine =
            Engine::create(&folder.path().join("b.headroom"), &new, Arc::new(FixedClock::noon(day))).unwrap();
        Self { folder, engine }
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn import(&self, kind: ImportKind, file: &Path) -> ImportReport {
        self.try_import(kind, file).unwrap()
    }

    fn try_import(&self, kind: ImportKind, file: &Path) -> headroom_core::error::Result<ImportReport> {
        import::run(&self.engine, &request(Some(kind), file), &JobContext::silent())
    }

    fn preview(&self, kind: ImportKind, file: &Path) -> ImportReport {
        import::preview(&self.engine, &request(Some(kind), file), &JobContext::silent()).unwrap()
    }

    fn mapped(&self, toml: &str, file: &Path) -> headroom_core::error::Result<ImportReport> {
        let mut request = request(None, file);
        request.mapping = Some(Mapping::from_toml(toml)?);
        import::run(&self.engine, &request, &JobContext::silent())
    }

    /// One text of the book, by SQL.
    fn text(&self, sql: &str) -> String {
        self.engine
            .read(|read| {
                Ok(read.connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).unwrap())
            })
            .unwrap()
            .unwrap_or_else(|| "null".into())
    }

    fn count(&self, sql: &str) -> i64 {
        self.engine.read(|read| Ok(read.connection.query_row(sql, [], |row| row.get(0)).unwrap())).unwrap()
    }

    /// All rows of the tables an import writes, as one text.
    fn everything(&self) -> String {
        let tables = [
            "account",
            "contact",
            "product",
            "price",
            "contract",
            "contract_line",
            "call_note",
            "quote",
            "opportunity",
            "ticket",
            "loss",
            "usage_snapshot",
        ];
        self.engine
            .read(|read| {
                let mut all = String::new();
                for table in tables {
                    let mut statement = read
                        .connection
                        .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3, 4"))
                        .unwrap();
                    let width = statement.column_count();
                    let mut rows = statement.query([]).unwrap();
                    while let Some(row) = rows.next().unwrap() {
                        for at in 0..width {
                            all.push_str(&format!("{:?} ", row.get_ref(at).unwrap()));
                        }
                        all.push('\n');
                    }
                }
                Ok(all)
            })
            .unwrap()
    }
}

fn request(kind: Option<ImportKind>, file: &Path) -> ImportRequest {
    ImportRequest { file: file.to_owned(), kind, mapping: None, refresh: false, draft: false }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ravenstack").join(name)
}

fn counts(report: &ImportReport) -> (u64, u64, u64, u64, u64) {
    (report.rows, report.created, report.updated, report.unchanged, report.failed)
}

fn codes(report: &ImportReport) -> Vec<(u64, &str)> {
    report.errors.iter().map(|error| (error.line, error.code.as_str())).collect()
}

fn noticed(report: &ImportReport, words: &str) -> bool {
    report.notices.iter().any(|notice| notice.contains(words))
}

#[test]
fn accounts_are_created_once_and_then_unchanged() {
    let desk = Desk::new();
    let first = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(counts(&first), (4, 4, 0, 0, 0), "{:?}", first.errors);
    let again = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(counts(&again), (4, 0, 0, 4, 0));
    assert_eq!(desk.text("SELECT status FROM account WHERE external_id = 'A-100002'"), "churned");
    assert_eq!(desk.text("SELECT status FROM account WHERE external_id = 'A-100003'"), "trial");
    assert_eq!(
        desk.text("SELECT extra ->> '$.referral_source' FROM account WHERE external_id = 'A-100001'"),
        "partner",
        "what has no field of its own is kept by column name"
    );
    assert_eq!(first.mapping.key.as_deref(), Some("account_id"));
    assert!(noticed(&first, "found again by their id"), "{:?}", first.notices);
}

#[test]
fn contract_lines_follow_the_import_rules() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let report = desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"));
    assert_eq!(counts(&report), (5, 5, 0, 0, 0), "{:?}", report.errors);
    assert_eq!(counts(&desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"))), (5, 0, 0, 5, 0));
    // Four accounts, one currency: four contracts.
    assert_eq!(desk.count("SELECT count(*) FROM contract"), 4);
    let line = |column: &str, id: &str| {
        desk.text(&format!("SELECT CAST(\"{column}\" AS TEXT) FROM contract_line WHERE external_id = '{id}'"))
    };
    assert_eq!((line("unit_price", "S-200001"), line("period", "S-200001")), ("199".into(), "month".into()));
    assert_eq!(line("given_arr_minor", "S-200001"), "3343200");
    assert_eq!(line("end", "S-200001"), "2024-04-12", "an end date ends the line whatever auto-renew says");
    assert_eq!(line("end", "S-200002"), "null", "no end: open-ended");
    assert_eq!((line("trial", "S-200003"), line("given_arr_minor", "S-200003")), ("1".into(), "null".into()));
    assert_eq!(line("end", "S-200004"), "2024-12-31", "a line of no days is kept");
    assert_eq!(line("given_arr_minor", "S-200005"), "500000", "the yearly value wins over 490 x 12 = 5,880");
    let head = "FROM contract c JOIN account a ON a.id = c.account_id WHERE a.external_id = 'A-100001'";
    assert_eq!(desk.text(&format!("SELECT c.start {head}")), "2023-12-23", "the first line's start");
    assert_eq!(desk.text(&format!("SELECT c.billing_period {head}")), "annual", "as the latest line says");
    for words in [
        "New products: Enterprise, Pro, Basic",
        "the same day",
        "trials",
        "not the price over a year",
        "no renewal date",
        "upgrade_flag",
    ] {
        assert!(noticed(&report, words), "{words}: {:?}", report.notices);
    }
    assert_eq!(desk.text("SELECT kind FROM product WHERE name = 'Pro'"), "plan");
}

#[test]
fn usage_is_summed_by_line_metric_and_day() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"));
    let report = desk.import(ImportKind::Usage, &fixture("feature_usage.csv"));
    // The last row is the one before it once more; the two rows of U-2 differ and are two.
    assert_eq!(counts(&report), (5, 4, 0, 1, 0), "{:?}", report.errors);
    assert_eq!(desk.text("SELECT value FROM usage_snapshot WHERE metric = 'feature_20'"), "13", "9 + 4");
    assert_eq!(desk.text("SELECT value FROM usage_snapshot WHERE metric = 'feature_5'"), "10", "9 + 1");
    let again = desk.import(ImportKind::Usage, &fixture("feature_usage.csv"));
    assert_eq!(counts(&again), (5, 0, 0, 5, 0));
    import::undo(&desk.engine, report.import_id.as_deref().unwrap()).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM usage_snapshot"), 0);
}

#[test]
fn a_later_value_of_a_day_stands_in_front_of_the_earlier_one() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let rows = |seats: u32| format!("account_id,date,seats_used,dau\nA-100001,2026-11-01,{seats},4.5\n");
    let file = desk.file("u.csv", rows(40));
    assert_eq!(counts(&desk.import(ImportKind::Usage, &file)), (1, 1, 0, 0, 0));
    assert_eq!(
        desk.text("SELECT value FROM usage_snapshot WHERE metric = 'seats_used' AND line_id = ''"),
        "40"
    );
    let file = desk.file("u.csv", rows(41));
    let second = desk.import(ImportKind::Usage, &file);
    assert_eq!((second.updated > 0, second.failed), (true, 0));
    assert_eq!(
        desk.import(ImportKind::Usage, &file).updated,
        0,
        "the newest value is what a file is compared with"
    );
}

#[test]
fn a_preview_writes_nothing_and_says_the_same() {
    let desk = Desk::new();
    let before = desk.everything();
    let shown = desk.preview(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(desk.everything(), before);
    assert_eq!(desk.count("SELECT count(*) FROM import_run"), 0);
    let done = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    assert_eq!(shown.import_id, None);
    assert_eq!(ImportReport { import_id: None, ..done }, shown);
    for (kind, name) in
        [(ImportKind::Contracts, "subscriptions.csv"), (ImportKind::Usage, "feature_usage.csv")]
    {
        let before = desk.everything();
        let shown = desk.preview(kind, &fixture(name));
        assert_eq!(desk.everything(), before, "{name}");
        let done = desk.import(kind, &fixture(name));
        assert_eq!(ImportReport { import_id: None, ..done }, shown, "{name}");
    }
}

#[test]
fn undoing_an_import_brings_back_what_it_overwrote() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let before = desk.everything();
    let text = std::fs::read_to_string(fixture("accounts.csv")).unwrap();
    let changed = text.replace("Brightmoor Labs", "Brightmoor Laboratories")
        + "A-100005,Fenwick,EdTech,US,2025-01-01,ads,Pro,3,FALSE,FALSE\n";
    let file = desk.file("later.csv", changed);
    let report = desk.import(ImportKind::Accounts, &file);
    assert_eq!(counts(&report), (5, 1, 1, 3, 0));
    import::undo(&desk.engine, report.import_id.as_deref().unwrap()).unwrap();
    assert_eq!(desk.everything(), before);
    let error = import::undo(&desk.engine, "nothing").unwrap_err();
    assert_eq!(error.code, Code::NotFound);
}

#[test]
fn undo_is_refused_when_later_work_needs_the_rows() {
    let desk = Desk::new();
    let accounts = desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    desk.import(ImportKind::Contracts, &fixture("subscriptions.csv"));
    let before = desk.everything();
    assert!(import::undo(&desk.engine, accounts.import_id.as_deref().unwrap()).is_err());
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_cancelled_import_leaves_the_book_as_it_was() {
    let desk = Desk::new();
    let rows: String = (0..3_000).map(|n| format!("Company {n}\n")).collect();
    let file = desk.file("many.csv", format!("name\n{rows}"));
    let before = desk.everything();
    for stop_at in [1, 501, 2_500] {
        let slot: Arc<std::sync::Mutex<Option<JobContext>>> = Arc::default();
        let inner = slot.clone();
        let job = JobContext::new(move |progress| {
            if progress.done >= stop_at
                && let Some(job) = &*inner.lock().unwrap()
            {
                job.cancel();
            }
        });
        *slot.lock().unwrap() = Some(job.clone());
        let error = import::run(&desk.engine, &request(Some(ImportKind::Accounts), &file), &job).unwrap_err();
        assert_eq!(error.code, Code::Cancelled);
        assert_eq!(desk.everything(), before);
    }
    assert_eq!(desk.count("SELECT count(*) FROM journal"), 0);
}

#[test]
fn a_refresh_uses_the_saved_mapping_and_lists_who_vanished() {
    let desk = Desk::new();
    let file = desk.file("crm.csv", "Kdnr;Wer;Ort\n1;Alpha;Bonn\n2;Beta;Kiel\n");
    let toml =
        "kind = \"accounts\"\nkey = \"Kdnr\"\n[columns]\nWer = \"account.name\"\nOrt = \"account.region\"\n";
    assert_eq!(desk.mapped(toml, &file).unwrap().created, 2);
    let file = desk.file("crm.csv", "Kdnr;Wer;Ort\n2;Beta;Hamburg\n3;Gamma;Ulm\n");
    let refresh = ImportRequest { refresh: true, ..request(None, &file) };
    let report = import::run(&desk.engine, &refresh, &JobContext::silent()).unwrap();
    assert_eq!(counts(&report), (2, 1, 1, 0, 0));
    let gone: Vec<&str> = report.vanished.iter().map(|account| account.name.as_str()).collect();
    assert_eq!(gone, ["Alpha"]);
    assert_eq!(report.saved_with.unwrap().file_name, "crm.csv");
    let change = &report.changes[0];
    let fields: Vec<_> =
        change.fields.iter().map(|f| (f.field.as_str(), f.before.as_deref(), f.after.as_deref())).collect();
    assert_eq!((change.name.as_str(), fields), ("Beta", vec![("region", Some("Kiel"), Some("Hamburg"))]));
    let other = desk.file("other.csv", "Account name\nDelta\n");
    let first = ImportRequest { refresh: true, ..request(None, &other) };
    let report = import::run(&desk.engine, &first, &JobContext::silent()).unwrap();
    assert_eq!((report.saved_with, report.vanished.len()), (None, 0), "no such file was imported before");
    assert_eq!(desk.count("SELECT count(*) FROM account"), 4, "a vanished account stays; Delta came");
    assert_eq!(desk.text("SELECT region FROM account WHERE name = 'Beta'"), "Hamburg");
}

#[test]
fn rows_that_cannot_be_imported_are_listed_with_line_column_and_reason() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let file = desk.file(
        "bad.csv",
        "subscription_id,account_id,start_date,end_date,plan,seats,mrr,is_trial\n\
         S-1,A-100001,2026-02-30,,Pro,1,10,no\n\
         S-2,A-10001,2026-01-01,,Pro,1,10,no\n\
         S-3,A-100001,2026-03-01,2026-02-01,Pro,1,10,no\n\
         S-4,A-100001,2026-01-01,,Pro,-5,10,no\n\
         S-5,A-100001,2026-01-01,,Pro,1,ten,no\n\
         S-6,A-100001,2026-01-01,,,1,10,no\n\
         S-7,A-100001,2026-01-01,,Pro,1,10,perhaps\n\
         S-8,A-100001,2026-01-01,,Pro,1\n\
         S-9,A-100001,2026-01-01,,Pro,1,10,no\n\
         S-9,A-100001,2026-01-01,,Pro,2,20,no\n",
    );
    let report = desk.import(ImportKind::Contracts, &file);
    assert_eq!(counts(&report), (10, 1, 0, 0, 9));
    assert_eq!(
        codes(&report),
        [
            (2, "invalid_date"),
            (3, "unknown_account"),
            (4, "ends_before_start"),
            (5, "negative"),
            (6, "invalid_number"),
            (7, "missing_value"),
            (8, "invalid_value"),
            (9, "ragged_row"),
            (11, "duplicate_key"),
        ]
    );
    assert_eq!(report.errors[1].column.as_deref(), Some("account_id"));
    assert!(report.errors[1].message.contains("Did you mean \"A-100001\"?"), "{}", report.errors[1].message);
    assert!(report.errors[8].message.contains("line 10"), "{}", report.errors[8].message);
}

#[test]
fn a_mapping_says_what_the_file_cannot() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let file = desk.file(
        "de.csv",
        "Nr;Kunde;Tarif;Beginn;Ende;Plätze;Jahreswert;Test\n\
         7;A-100003;Team;01/02/2026;31/01/2027;5;1.200,50;läuft\n",
    );
    let error = desk
        .try_import(
            ImportKind::Contracts,
            &desk.file("amb.csv", "Kunde;Tarif;Beginn\nA-100003;Team;01/02/2026\n"),
        )
        .unwrap_err();
    assert_eq!((error.code, error.field.as_deref()), (Code::InvalidInput, Some("Beginn")), "two orders fit");
    let toml = "kind = \"contracts\"\nkey = \"Nr\"\n[columns]\nKunde = \"account.external_id\"\nTarif = \"product\"\n\
        Beginn = { field = \"line.start\", format = \"%d/%m/%Y\" }\nEnde = { field = \"line.end\", format = \"%d/%m/%Y\", end = \"inclusive\" }\n\
        \"Plätze\" = \"line.quantity\"\nJahreswert = \"line.arr\"\nTest = \"line.trial\"\n[values.Test]\n\"läuft\" = false\n[constants]\ncurrency = \"EUR\"\n";
    let report = desk.mapped(toml, &file).unwrap();
    assert_eq!(counts(&report), (1, 1, 0, 0, 0), "{:?}", report.errors);
    assert_eq!(desk.text("SELECT start || ' ' || \"end\" FROM contract_line"), "2026-02-01 2027-02-01");
    assert_eq!(desk.text("SELECT CAST(given_arr_minor AS TEXT) FROM contract_line"), "120050");
    assert_eq!(desk.text("SELECT currency FROM contract"), "EUR");
    let written = report.mapping.to_toml().unwrap();
    assert_eq!(
        desk.mapped(&written, &file).unwrap().unchanged,
        1,
        "the mapping that was shown can be given back"
    );
}

/// For a screen: a mapping that lacks something is shown with what it lacks and the columns to choose from; an import
/// of it is refused all the same.
#[test]
fn a_draft_says_what_the_mapping_lacks() {
    let desk = Desk::new();
    let file = desk.file("odd.csv", "Wer,Ort\nAlpha,Bonn\nBeta,Kiel\n");
    let draft = ImportRequest { draft: true, ..request(Some(ImportKind::Accounts), &file) };
    let report = import::preview(&desk.engine, &draft, &JobContext::silent()).unwrap();
    assert_eq!(report.lacks.as_deref(), Some("No column of the file is the name of the account."));
    assert_eq!((report.columns.join(","), report.rows), ("Wer,Ort".to_owned(), 0));
    assert_eq!(report.sample[1], ["Beta", "Kiel"]);
    assert_eq!(desk.try_import(ImportKind::Accounts, &file).unwrap_err().code, Code::InvalidInput);
    let both = desk.file("d.csv", "account,plan,start\nA,P,03/04/2026\nA,P,05/06/2026\n");
    let draft = ImportRequest { draft: true, ..request(Some(ImportKind::Contracts), &both) };
    let report = import::preview(&desk.engine, &draft, &JobContext::silent()).unwrap();
    assert!(report.lacks.unwrap().contains("fit two orders"));
}

#[test]
fn people_and_products_come_in_and_stay_one() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let people = desk.file(
        "people.csv",
        "First name,Last name,Company,E-mail,Job title,Role\n\
         Ana,Ruiz,Brightmoor Labs,ana@brightmoor.example,VP Operations,Champion; Sponsor\n\
         Jo,Wu,Brightmore Labs,jo@brightmoor.example,Analyst,User\n",
    );
    let report = desk.import(ImportKind::Contacts, &people);
    assert_eq!(counts(&report), (2, 1, 0, 0, 1), "{:?}", report.errors);
    assert!(report.errors[0].message.contains("Brightmoor Labs"), "{}", report.errors[0].message);
    assert_eq!(desk.text("SELECT roles FROM contact"), "[\"champion\",\"economic_buyer\"]");
    assert_eq!(desk.import(ImportKind::Contacts, &people).unchanged, 1);
    let products = desk.file("p.csv", "SKU,Product,Type,Price,Currency,Period\nHR-1,Core,Plan,25,USD,monthly\nHR-1,Core,Plan,23,EUR,monthly\n");
    assert_eq!(
        counts(&desk.import(ImportKind::Products, &products)),
        (2, 1, 1, 0, 0),
        "one product, two prices"
    );
    assert_eq!(desk.count("SELECT count(*) FROM price"), 2);
    assert_eq!(counts(&desk.import(ImportKind::Products, &products)), (2, 0, 0, 2, 0));
}

/// A list exported without ids means the accounts, people and deals that are there; a row with another id is another one.
#[test]
fn rows_without_an_id_are_found_by_their_name() {
    let desk = Desk::new();
    let rows = |kind, text: &str| counts(&desk.import(kind, &desk.file("rows.csv", text)));
    let accounts = "Account ID,Account Name,Domain\nA-1,Alder,alder.example\nA-2,Birch,birch.example\n";
    assert_eq!(rows(ImportKind::Accounts, accounts), (2, 2, 0, 0, 0));
    // One by its name, one by its domain with a new name; the third is a customer of the same name with its own id.
    let again = "Account ID,Account Name,Domain,Segment\n,Alder,,SMB\n,Birch Group,www.birch.example,SMB\nA-3,Alder,,SMB\n";
    assert_eq!(rows(ImportKind::Accounts, again), (3, 1, 2, 0, 0));
    assert_eq!(desk.text("SELECT name FROM account WHERE external_id = 'A-2'"), "Birch Group");
    let report = desk.import(ImportKind::Accounts, &desk.file("two.csv", "Account Name\nAlder\n"));
    assert_eq!(codes(&report), [(2, "ambiguous_account")], "two are called so");

    let people = "Contact ID,Account ID,Name,E-mail\nP-1,A-2,Ana Ruiz,ana@birch.example\n";
    assert_eq!(rows(ImportKind::Contacts, people), (1, 1, 0, 0, 0));
    let people = "Account ID,Name,E-mail,Job title\nA-2,Ana Ruiz,,VP\nA-2,Ana R.,ana@birch.example,CEO\n";
    assert_eq!(rows(ImportKind::Contacts, people), (2, 0, 1, 0, 1), "both rows are the one person");
    let deals = "Opportunity ID,Account ID,Opportunity Name,Stage\nD-1,A-2,More seats,Qualified\n";
    assert_eq!(rows(ImportKind::Opportunities, deals), (1, 1, 0, 0, 0));
    let deals = "Account ID,Opportunity Name,Stage\nA-2,More seats,Closed Won\n";
    assert_eq!(rows(ImportKind::Opportunities, deals), (1, 0, 1, 0, 0));
}

#[test]
fn notes_bring_quotes_once() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let notes = desk.file(
        "n.csv",
        "note_id,account_id,date,subject,notes,quote,speaker\nN-1,A-100001,2026-11-02,Reporting,\"long talk,\nsecond line\",\"We rebuild it every Monday.\",Ana Ruiz\n",
    );
    assert_eq!(counts(&desk.import(ImportKind::Notes, &notes)), (1, 1, 0, 0, 0));
    assert_eq!(counts(&desk.import(ImportKind::Notes, &notes)), (1, 0, 0, 1, 0));
    assert_eq!(desk.text("SELECT text FROM quote"), "We rebuild it every Monday.");
    assert_eq!(desk.text("SELECT private_remarks FROM call_note"), "long talk,\nsecond line");
}

/// What was promised and is still to come is on Today, once; 5 business days after Thu 19 Nov 2026 are Thu 26 Nov.
#[test]
fn a_promise_in_a_note_is_a_task_while_it_is_to_come() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let notes = |name: &str, step: &str| {
        let head = "note_id,account_id,date,subject,next step,due";
        let rows = format!(
            "N-1,A-100001,2026-11-18,Reporting,{step},2026-11-30\nN-2,A-100001,2026-11-19,Plan,Call Jo,\n\
             N-3,A-100002,2026-09-01,Start,Send the plan,2026-09-04\n"
        );
        let file = desk.file(name, format!("{head}\n{rows}"));
        desk.import(ImportKind::Notes, &file)
    };
    let open = || {
        desk.text("SELECT group_concat(due || ' ' || what, '; ') FROM (SELECT due, what FROM task WHERE state = 'open' ORDER BY due, rowid)")
    };
    let report = notes("a.csv", "Send figures");
    assert!(noticed(&report, "1 next step was due in the past"), "{:?}", report.notices);
    assert_eq!(open(), "2026-11-26 Call Jo; 2026-11-30 Send figures");
    notes("a.csv", "Send figures");
    assert_eq!(
        open(),
        "2026-11-26 Call Jo; 2026-11-30 Send figures",
        "the same file again promises nothing new"
    );
    let report = notes("b.csv", "Send prices");
    assert_eq!(
        open(),
        "2026-11-26 Call Jo; 2026-11-30 Send prices",
        "another promise takes the place of the old one"
    );
    import::undo(&desk.engine, report.import_id.as_deref().unwrap()).unwrap();
    assert_eq!(open(), "2026-11-26 Call Jo; 2026-11-30 Send figures");
}

/// A note of several rows is one note with a quote a row; people and speakers are found among the account's people.
#[test]
fn a_note_of_several_rows_is_one_note_with_several_quotes() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let people = desk.file("p.csv", "Name,Account ID,Title\nAna Ruiz,A-100001,VP Operations\n");
    desk.import(ImportKind::Contacts, &people);
    let head = "note_id,account_id,date,subject,answer,participants,quote,speaker,quote kind\n";
    let rows = "N-1,A-100001,2026-11-02,Reporting,need,Ana Ruiz; Jo Wu,We rebuild it every Monday.,ana ruiz,pain\n\
                N-1,A-100001,2026-11-02,Reporting,,,One report that nobody rebuilds.,Jo Wu,goal\n";
    let notes = desk.file("n.csv", format!("{head}{rows}"));
    let report = desk.import(ImportKind::Notes, &notes);
    assert_eq!(counts(&report), (2, 2, 0, 0, 0), "{:?}", report.errors);
    assert!(noticed(&report, "not among the account's people"), "Jo Wu: {:?}", report.notices);
    assert_eq!(desk.count("SELECT count(*) FROM call_note"), 1);
    assert_eq!(desk.count("SELECT json_array_length(people) FROM call_note"), 1);
    assert_eq!(desk.text("SELECT group_concat(kind, ' ') FROM quote"), "pain goal");
    let speaker =
        "SELECT q.speaker || ', ' || q.speaker_title FROM quote q JOIN contact c ON c.id = q.contact_id";
    assert_eq!(desk.text(speaker), "Ana Ruiz, VP Operations");
    assert_eq!(counts(&desk.import(ImportKind::Notes, &notes)), (2, 0, 0, 2, 0));
    let other = desk.file("o.csv", format!("{head}N-1,A-100001,2026-11-02,Reporting,vague,,,,\n{rows}"));
    assert_eq!(
        counts(&desk.import(ImportKind::Notes, &other)),
        (3, 0, 1, 2, 0),
        "the first row is about the note"
    );
}

/// A deal's stage is one of seven; another word fails its row with the nearest stage, and so does a deal of nobody.
#[test]
fn opportunities_need_an_account_and_a_stage_that_exists() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let file = desk.file(
        "deals.csv",
        "Opportunity ID,Account ID,Opportunity Name,Stage,Type,Amount (USD),Close Date,Created Date,Product,Forecast Category\n\
         D-1,A-100001,Second team,Proposal/Price Quote,Cross-sell,\"12,500.00\",2026-12-18,2026-10-01,Forecast,Best Case\n\
         D-2,A-100002,More seats,Closed Won,Upsell,\"4,000.00\",2026-10-30,2026-09-01,,Closed\n\
         D-3,A-100001,Odd,Negotiaton,Upsell,1.00,2026-12-18,2026-10-01,,\n\
         D-4,,Nobody,Qualified,Upsell,1.00,2026-12-18,2026-10-01,,\n",
    );
    let report = import::run(&desk.engine, &request(None, &file), &JobContext::silent()).unwrap();
    assert_eq!(report.kind, ImportKind::Opportunities);
    assert_eq!(counts(&report), (4, 2, 0, 0, 2), "{:?}", report.errors);
    assert_eq!(codes(&report), [(4, "unknown_stage"), (5, "missing_value")]);
    assert!(
        report.errors[0].message.contains("Did you mean \"negotiation\"?"),
        "{}",
        report.errors[0].message
    );
    let deal = |column: &str, id: &str| {
        desk.text(&format!("SELECT CAST({column} AS TEXT) FROM opportunity WHERE external_id = '{id}'"))
    };
    assert_eq!((deal("stage", "D-1"), deal("kind", "D-1")), ("business_case".into(), "module".into()));
    assert_eq!((deal("amount_minor", "D-1"), deal("currency", "D-1")), ("1250000".into(), "USD".into()));
    assert_eq!(
        (deal("expected_close", "D-1"), deal("closed_on", "D-1")),
        ("2026-12-18".into(), "null".into())
    );
    assert_eq!(
        (deal("expected_close", "D-2"), deal("closed_on", "D-2")),
        ("null".into(), "2026-10-30".into())
    );
    assert!(noticed(&report, "New products: Forecast"), "{:?}", report.notices);
    let again = import::run(&desk.engine, &request(None, &file), &JobContext::silent()).unwrap();
    assert_eq!(counts(&again), (4, 0, 0, 2, 2));
    desk.engine.undo(None).unwrap();
    let before = desk.everything();
    import::undo(&desk.engine, report.import_id.as_deref().unwrap()).unwrap();
    assert_eq!(desk.count("SELECT count(*) FROM opportunity"), 0);
    desk.engine.redo().unwrap();
    assert_eq!(desk.everything(), before, "what was taken back comes back as it was");
}

/// Tickets and losses, with the columns of the public sample.
#[test]
fn tickets_and_losses_are_kept_with_their_account() {
    let desk = Desk::new();
    desk.import(ImportKind::Accounts, &fixture("accounts.csv"));
    let tickets = desk.import(ImportKind::Tickets, &fixture("support_tickets.csv"));
    assert_eq!(counts(&tickets), (3, 3, 0, 0, 0), "{:?}", tickets.errors);
    let ticket = |column: &str, id: &str| {
        desk.text(&format!("SELECT CAST({column} AS TEXT) FROM ticket WHERE external_id = '{id}'"))
    };
    assert_eq!(
        (ticket("state", "T-300001"), ticket("closed_on", "T-300001")),
        ("closed".into(), "2024-07-28".into())
    );
    assert_eq!(
        (ticket("state", "T-300002"), ticket("satisfaction", "T-300002")),
        ("open".into(), "null".into())
    );
    assert_eq!(
        (ticket("escalated", "T-300003"), ticket("satisfaction", "T-300003")),
        ("1".into(), "4".into())
    );
    let losses = desk.import(ImportKind::Losses, &fixture("churn_events.csv"));
    assert_eq!(counts(&losses), (2, 2, 0, 0, 0), "{:?}", losses.errors);
    assert_eq!(
        desk.text("SELECT group_concat(kind || ' ' || reason, ', ') FROM loss"),
        "cancellation pricing, cancellation support"
    );
    assert_eq!(
        desk.text("SELECT words FROM loss WHERE external_id = 'C-400001'"),
        "switched to another tool"
    );
    assert_eq!(counts(&desk.import(ImportKind::Losses, &fixture("churn_events.csv"))), (2, 0, 0, 2, 0));
}

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

/// The whole public sample, when it is there.
#[test]
fn the_whole_sample_comes_in_with_the_detected_mapping_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("HEADROOM_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let folder = folder.join("ravenstack");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no shared data at {} (set HEADROOM_DATA)", folder.display());
        return;
    }
    let desk = Desk::new();
    let accounts = desk.import(ImportKind::Accounts, &folder.join("accounts.csv"));
    assert_eq!(counts(&accounts), (500, 500, 0, 0, 0), "{:?}", accounts.errors.first());
    assert_eq!(counts(&desk.import(ImportKind::Accounts, &folder.join("accounts.csv"))), (500, 0, 0, 500, 0));
    let contracts = desk.import(ImportKind::Contracts, &folder.join("subscriptions.csv"));
    assert_eq!(counts(&contracts), (5_000, 5_000, 0, 0, 0), "{:?}", contracts.errors.first());
    assert_eq!(
        counts(&desk.import(ImportKind::Contracts, &folder.join("subscriptions.csv"))),
        (5_000, 0, 0, 5_000, 0)
    );
    assert_eq!(desk.count("SELECT count(*) FROM contract"), 500, "one for each account");
    // 13 lines start and end on one day; 778 are trials.
    assert!(noticed(&contracts, "13 rows") && noticed(&contracts, "778 rows"), "{:?}", contracts.notices);
    assert_eq!(
        desk.count("SELECT count(*) FROM contract_line WHERE trial = 1 AND given_arr_minor IS NULL"),
        778
    );
    let usage = desk.import(ImportKind::Usage, &folder.join("feature_usage.csv"));
    assert_eq!((usage.rows, usage.failed), (25_000, 0), "{:?}", usage.errors.first());
    assert_eq!(desk.import(ImportKind::Usage, &folder.join("feature_usage.csv")).unchanged, 25_000);
    for (name, kind, rows) in
        [("support_tickets.csv", ImportKind::Tickets, 2_000), ("churn_events.csv", ImportKind::Losses, 600)]
    {
        let file = folder.join(name);
        let report = import::run(&desk.engine, &request(None, &file), &JobContext::silent()).unwrap();
        assert_eq!(report.kind, kind, "{name}");
        assert_eq!(counts(&report), (rows, rows, 0, 0, 0), "{name}: {:?}", report.errors.first());
        assert_eq!(counts(&desk.import(kind, &file)), (rows, 0, 0, rows, 0), "{name} again");
    }
    // 95 tickets were escalated; each of the 2,000 has a day it was closed on.
    assert_eq!(desk.count("SELECT count(*) FROM ticket WHERE escalated = 1"), 95);
    assert_eq!(desk.count("SELECT count(*) FROM ticket WHERE state = 'closed'"), 2_000);
    let undone = import::undo(&desk.engine, contracts.import_id.as_deref().unwrap());
    // Usage names its lines, but only by value: undoing the contracts leaves usage behind without an error.
    assert!(undone.is_ok(), "{undone:?}");
}
