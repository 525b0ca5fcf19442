//! Nothing internal reaches a customer: a marker is planted in every text of the book that is not meant to be printed,
//! and the words of every customer paper are searched for it.

use crate::commands::mails::{self, MailKind, MailRequest};
use crate::edge::FixedClock;
use crate::engine::{Engine, Ids, JobContext};
use crate::papers::{self, PaperView};
use crate::sample;
use crate::store;
use headroom_core::book::{Account, Criterion, Document, DocumentKind};
use rusqlite::Connection;
use std::sync::Arc;

/// A word nobody writes, in the shape of a sentence so that nothing shortens it away.
const MARKER: &str = "zqleak";

/// What a customer may read, by table: names, their own words, what was agreed. Everything else is ours.
const PRINTED: &[(&str, &[&str])] = &[
    // The CSM is named beside what they do next.
    ("account", &["name", "legal_name", "address", "csm"]),
    ("contact", &["name", "title"]),
    ("product", &["name"]),
    ("contract", &["msa_reference"]),
    ("quote", &["text", "speaker", "speaker_title"]),
    // The mail after a call says these two back; the mirrored sentence only when it was confirmed.
    ("call_note", &["mirrored", "next_step"]),
    (
        "criterion",
        &[
            "text",
            "measure",
            "baseline",
            "target",
            "unit",
            "owner_name",
            "evidence",
            "measured_value",
            "confirmed_by",
        ],
    ),
    ("document", &["number", "title"]),
    // Sold under its name.
    ("bundle", &["name"]),
];

/// Tables without a word of their own: calculations that never change, bytes, the journal, settings.
const NO_WORDS: &[&str] = &[
    "calculation_record",
    "blob",
    "journal",
    "meta",
    "import_run",
    "draft",
    "snooze",
    "usage_snapshot",
    "setting",
];

/// Columns whose text is no prose: references, days, codes, closed lists, JSON.
fn is_structure(column: &str) -> bool {
    let ends = [
        "_id",
        "_on",
        "_at",
        "_date",
        "_by",
        "_due",
        "_until",
        "_sha256",
        "_step_due",
        "_month",
        "_state",
        "_kind",
        "_type",
        "_checked",
        "_contact",
        "_from",
        "_price",
        "_percent",
        "_start",
    ];
    let exact = [
        "id",
        "currency",
        "locale",
        "language",
        "paper_language",
        "state",
        "status",
        "kind",
        "period",
        "quantity",
        "start",
        "end",
        "due",
        "until",
        "held_on",
        "series",
        "grade",
        "sha256",
        "media_type",
        "content",
        "frozen_view",
        "items",
        "extra",
        "roles",
        "people",
        "tiers",
        "parts",
        "record",
        "header_discount",
        "agreed_total",
        "approval",
        "method",
        "origin",
        "outcome",
        "dimension",
        "quarter",
        "units",
        "payment_history",
        "ownership_model",
        "champion_strength",
        "answer_type",
        "go_live",
        "signed_up",
        "price",
        "day",
        "line_id",
        "seq",
        "rounding",
        "next_renewal",
    ];
    exact.contains(&column)
        || ends.iter().any(|end| column.ends_with(end) && !["health_source"].contains(&column))
}

/// Plants the marker and gives the columns it went into.
fn plant(connection: &Connection) -> Vec<String> {
    let strings = |sql: &str| -> Vec<(String, String)> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let mut planted = Vec::new();
    let tables = strings(
        "SELECT name, name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'",
    );
    for (table, _) in tables {
        if NO_WORDS.contains(&table.as_str()) {
            continue;
        }
        let columns = strings(&format!("SELECT name, type FROM pragma_table_info('{table}')"));
        let allowed =
            PRINTED.iter().find(|(name, _)| *name == table).map_or(&[][..], |(_, columns)| *columns);
        for (column, kind) in columns {
            if kind != "TEXT" || allowed.contains(&column.as_str()) || is_structure(&column) {
                continue;
            }
            // One statement a row: a unique column keeps its rows apart. What a CHECK refuses is a closed list.
            let text = format!(
                "coalesce(\"{column}\", '') || ' {MARKER} of {table} {column} stays with us ' || rowid"
            );
            if connection.execute(&format!("UPDATE {table} SET \"{column}\" = {text}"), []).is_ok() {
                planted.push(format!("{table}.{column}"));
            }
        }
    }
    // Reasons inside JSON.
    let reason = format!("'{MARKER} of a reason'");
    for sql in [
        format!(
            "UPDATE document SET content = json_set(content, '$.no_need_reason', {reason}) WHERE kind = 'proposal'"
        ),
        format!(
            "UPDATE change SET approval = json_object('approver', {reason}, 'approved_on', '2026-11-01', 'reason', {reason})"
        ),
        format!("UPDATE account SET extra = json_object('owner remark', {reason})"),
    ] {
        connection.execute(&sql, []).unwrap();
    }
    planted
}

#[test]
fn no_customer_paper_says_anything_internal() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::noon("2026-11-21".parse().unwrap()));
    let engine: Engine = sample::create(
        &folder.path().join("leaks.headroom"),
        sample::Size::Small,
        clock,
        &JobContext::silent(),
    )
    .unwrap();
    let planted = engine
        .write_with("plant", &Ids::seeded("plant"), |write| {
            store::journal::suspended(write.connection, || Ok(plant(write.connection)))
        })
        .unwrap();
    for internal in [
        "call_note.private_remarks",
        "call_note.signal",
        "contact.support",
        "contact.influence",
        "contact.email",
        "contact.phone",
        "white_space_item.basis",
        "white_space_item.value_driver",
        "white_space_item.incumbent",
        "white_space_item.use_case",
        "loss.reason",
        "renewal.reason",
        "task.what",
        "account.owner",
        "account.health_source",
        "account.use_cases",
        "product.description",
    ] {
        assert!(planted.contains(&internal.to_owned()), "nothing was planted in {internal}: {planted:?}");
    }
    let mut searched = (0, 0, 0);
    let mut decks = 0;
    engine
        .read(|read| {
            let mut documents: Vec<Document> = store::list(read.connection, "WHERE deleted_at IS NULL", [])?;
            for document in &mut documents {
                // A frozen paper prints what it said before the planting: here it is built again.
                document.frozen_view = None;
                if matches!(document.kind, DocumentKind::WhiteSpace | DocumentKind::CallBrief) {
                    continue;
                }
                let view = papers::view(read.connection, document)?;
                let said = serde_json::to_string(&view).unwrap();
                assert!(!said.contains(MARKER), "{} says {}", document.number, around(&said));
                searched.0 += 1;
                // The page and the properties of the file, for one of each kind.
                if document.number.ends_with("0001") {
                    let printed = engine.papers().print(read.connection, document, &view, false)?;
                    assert!(!printed.html.contains(MARKER), "{}", document.number);
                    let bytes = String::from_utf8_lossy(&printed.pdf).into_owned();
                    assert!(!bytes.contains(MARKER), "{} in its properties", document.number);
                }
                let mail = mail(read, MailKind::Paper, document.id.as_str())?;
                assert!(!mail.contains(MARKER), "the mail with {}: {}", document.number, around(&mail));
                if let PaperView::Qbr { view, .. } = &view {
                    assert!(mail.contains(&view.recommendation.text), "the mail with the deck asks: {mail}");
                    decks += 1;
                }
            }
            for account in store::list::<Account>(read.connection, "WHERE deleted_at IS NULL", [])? {
                if let Ok(mail) = mail(read, MailKind::FollowUp, account.id.as_str()) {
                    assert!(!mail.contains(MARKER), "the mail to {}: {}", account.name, around(&mail));
                    searched.1 += 1;
                }
                // The deck the book makes by itself: nobody has looked at it yet.
                let mut deck = blank_review(&account);
                let content = papers::compose_review(read.connection, &deck, "2026Q4", read.today)?;
                deck.content = serde_json::to_value(&content).unwrap();
                let said = serde_json::to_string(&papers::view(read.connection, &deck)?).unwrap();
                assert!(!said.contains(MARKER), "the deck of {} says {}", account.name, around(&said));
            }
            for criterion in store::list::<Criterion>(
                read.connection,
                "WHERE deleted_at IS NULL AND state = 'running'",
                [],
            )? {
                let mail = mail(read, MailKind::Criterion, criterion.id.as_str())?;
                assert!(!mail.contains(MARKER), "the mail about {}: {}", criterion.text, around(&mail));
                searched.2 += 1;
            }
            Ok(())
        })
        .unwrap();
    assert!(decks >= 2, "{decks} decks");
    assert!(searched.0 >= 5 && searched.1 >= 20 && searched.2 >= 20, "{searched:?}");
}

/// A review of this account that is not stored.
fn blank_review(account: &Account) -> Document {
    let document = super::document("doc-deck", "qbr", "Q-1", "en", serde_json::json!({}));
    Document { account_id: account.id.clone(), contract_id: None, change_id: None, ..document }
}

/// Subject and text of a mail; its addresses are of those it goes to.
fn mail(read: &crate::engine::Read<'_>, kind: MailKind, id: &str) -> headroom_core::error::Result<String> {
    let request =
        MailRequest { kind, id: id.to_owned(), route: None, recipient_id: None, subject: None, body: None };
    let draft = mails::draft(read, request)?;
    Ok(format!("{}\n{}\n{}", draft.subject, draft.body, draft.enclosures.join("\n")))
}

fn around(text: &str) -> String {
    let at = text.find(MARKER).unwrap_or(0);
    text.chars().skip(text[..at].chars().count().saturating_sub(60)).take(160).collect()
}
