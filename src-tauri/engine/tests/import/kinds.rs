//! People, products, notes, deals, tickets and losses.

use super::desk::{Desk, codes, counts, fixture, noticed, request};
use headroom_engine::JobContext;
use headroom_engine::import::{self, ImportKind};

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
