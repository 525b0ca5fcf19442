//! What cannot be imported is listed with its place, and a mapping says what the file cannot.

use super::desk::{Desk, codes, counts, fixture, request};
use headroom_core::error::Code;
use headroom_engine::JobContext;
use headroom_engine::import::{self, ImportKind, ImportRequest};

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
