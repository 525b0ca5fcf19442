//! Papers over a small book: 40 seats at 480.00 and plan Team at 6,000.00 a year from 1 April 2025, renewing on
//! 1 April 2026; from 17 September 2025 25 more seats and plan Business at 9,600.00. 196 of 365 days are left.

use super::*;
use crate::commands::settings;
use crate::store::{self, Book};
use headroom_core::book::*;
use headroom_core::checks::CheckLevel;
use headroom_core::contract::{
    CalculationInput, CalculationPolicy, ChangeItem, ContractChange, ContractTerms, Discount, PricePeriod,
    calculate,
};
use headroom_core::id::*;
use headroom_core::money::{Currency, Money};
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::BTreeSet;

const NOW: &str = "2025-09-10T09:00:00.000Z";

/// A book in a folder that goes away with it.
struct Shelf {
    _folder: tempfile::TempDir,
    book: Book,
}

impl Shelf {
    fn document(&self, id: &str) -> Document {
        self.book.read(|connection| store::get(connection, id)).unwrap()
    }

    fn write(&self, body: impl FnOnce(&Connection) -> Result<()>) {
        self.book.transact("test", |transaction| body(transaction)).unwrap();
    }

    fn proposal(&self) -> ProposalView {
        match self.view("doc-p") {
            PaperView::Proposal { view, .. } => *view,
            PaperView::Addendum { .. } => panic!("not a proposal"),
        }
    }

    fn addendum(&self) -> AddendumView {
        match self.view("doc-a") {
            PaperView::Addendum { view, .. } => *view,
            PaperView::Proposal { .. } => panic!("not an addendum"),
        }
    }

    fn view(&self, id: &str) -> PaperView {
        self.book.read(|connection| view(connection, &self.document(id))).unwrap()
    }

    /// Prints a document and runs its checks.
    fn print(&self, id: &str) -> (Printed, Vec<Check>) {
        let document = self.document(id);
        self.book
            .read(|connection| {
                let view = view(connection, &document)?;
                let printed = Papers::default().print(connection, &document, &view, false)?;
                let checks = checks(connection, &document, &view, &printed)?;
                Ok((printed, checks))
            })
            .unwrap()
    }
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A row from its fields; what is not named is null.
fn row<E: store::Entity>(fields: serde_json::Value, nulls: &[&str]) -> E {
    let mut map = fields.as_object().unwrap().clone();
    for name in nulls {
        map.entry((*name).to_owned()).or_insert(serde_json::Value::Null);
    }
    map.entry("created_at".to_owned()).or_insert(json!(NOW));
    serde_json::from_value(serde_json::Value::Object(map)).unwrap()
}

fn account() -> Account {
    let nulls = [
        "external_id",
        "domain",
        "industry",
        "segment",
        "country",
        "region",
        "parent_id",
        "locale",
        "paper_language",
        "owner",
        "csm",
        "ae",
        "signed_up",
        "go_live",
        "employees",
        "employees_checked",
        "addressable_users",
        "addressable_checked",
        "health",
        "health_date",
        "health_source",
        "nps",
        "open_critical_issues",
        "payment_history",
        "ownership_model",
        "procurement_lead_days",
        "deleted_at",
    ];
    row(
        json!({
            "id": "acc", "name": "Kestrel", "legal_name": "Kestrel & Boone GmbH",
            "address": "Am Speicher 7\n28000 Bremen", "fiscal_year_start_month": 1, "currency": "EUR",
            "status": "active", "msa_reference": "MSA-2024-0117", "msa_date": "2024-06-03", "extra": {},
        }),
        &nulls,
    )
}

fn contact(id: &str, name: &str, title: &str, roles: &[&str]) -> Contact {
    let nulls = [
        "external_id",
        "department",
        "email",
        "phone",
        "champion_strength",
        "support",
        "influence",
        "reports_to",
        "last_contact",
        "last_checked",
        "deleted_at",
    ];
    row(
        json!({"id": id, "account_id": "acc", "name": name, "title": title, "roles": roles, "status": "active"}),
        &nulls,
    )
}

fn quote(id: &str, text: &str) -> Quote {
    row(
        json!({
            "id": id, "account_id": "acc", "contact_id": "con-j", "speaker": "Jamie Reyes",
            "speaker_title": "VP Ops", "said_on": "2025-09-02", "text": text, "kind": "need",
        }),
        &["note_id", "phase", "replaces_id", "deleted_at"],
    )
}

fn criterion(id: &str, text: &str, target: &str, due_day: i64) -> Criterion {
    let nulls = [
        "measure",
        "baseline",
        "unit",
        "owner_name",
        "quote_id",
        "document_id",
        "clock_start",
        "due_on",
        "measured_value",
        "grade",
        "evidence",
        "graded_on",
        "confirmed_by",
        "deleted_at",
    ];
    row(
        json!({
            "id": id, "account_id": "acc", "series": id, "version": 1, "text": text, "target": target,
            "due_day": due_day, "owner_contact_id": "con-j", "state": "draft",
        }),
        &nulls,
    )
}

fn product(id: &str, name: &str, kind: &str) -> Product {
    row(json!({"id": id, "name": name, "kind": kind}), &["external_id", "description", "deleted_at"])
}

fn line(id: &str, product: &str, quantity: &str, price: &str) -> Line {
    row(
        json!({
            "id": id, "contract_id": "ctr", "product_id": product, "quantity": quantity, "unit_price": price,
            "period": "year", "discount_percent": "0", "start": "2025-04-01", "kind": "recurring", "trial": false,
            "origin": "initial",
        }),
        &["external_id", "given_arr_minor", "end", "addendum_id", "ended_by", "deleted_at"],
    )
}

fn document(id: &str, kind: &str, number: &str, language: &str, content: serde_json::Value) -> Document {
    let nulls = [
        "record_id",
        "source_id",
        "recipient_id",
        "sent_on",
        "sent_route",
        "decided_on",
        "signed_on",
        "valid_until",
        "frozen_view",
        "frozen_sha256",
        "deleted_at",
    ];
    row(
        json!({
            "id": id, "account_id": "acc", "kind": kind, "number": number, "version": 1, "title": number,
            "state": "draft", "contract_id": "ctr", "change_id": "chg", "language": language, "content": content,
            "updated_at": NOW,
        }),
        &nulls,
    )
}

/// What the AM wrote, in one language.
struct Words {
    language: &'static str,
    locale: &'static str,
    said: [&'static str; 4],
    proposing: (&'static str, &'static str),
    criteria: [&'static str; 2],
    other: (&'static str, &'static str),
    next: &'static str,
    seats: &'static str,
}

const EN: Words = Words {
    language: "en",
    locale: "en-GB",
    said: [
        "We want marketing in the same place as operations, without it becoming a mess.",
        "Marketing keeps asking us for access. Right now they share three logins.",
        "I lose about forty hours a month waiting for somebody to export a list for me.",
        "No shared passwords after the January audit. That is the one thing I cannot move.",
    ],
    proposing: ("Seats", "25 for marketing, beside the 40 in operations"),
    criteria: ["marketing people work in a seat of their own", "Shared logins left in the log"],
    other: ("seats only", "Ends the shared logins; approvals stay in mail."),
    next: "Thursday 11 September, 10:00, Jamie Reyes: agree this page or change it.",
    seats: "Seat",
};

const DE: Words = Words {
    language: "de",
    locale: "de-DE",
    said: [
        "Wir wollen das Marketing am selben Ort wie den Betrieb, ohne Chaos.",
        "Das Marketing bittet uns ständig um Zugang. Heute teilen sie drei Logins.",
        "Ich verliere rund vierzig Stunden im Monat mit Warten auf eine Liste.",
        "Keine geteilten Passwörter nach der Prüfung im Januar.",
    ],
    proposing: ("Plätze", "25 für das Marketing, neben den 40 im Betrieb"),
    criteria: ["Leute arbeiten an einem eigenen Platz", "Geteilte Logins im Protokoll"],
    other: ("nur Plätze", "Beendet die geteilten Logins; Freigaben bleiben in der Post."),
    next: "Donnerstag, 11. September, 10 Uhr, Jamie Reyes: diese Seite beschließen oder ändern.",
    seats: "Platz",
};

const FR: Words = Words {
    language: "fr",
    locale: "fr-FR",
    said: [
        "Nous voulons le marketing au même endroit que la production, sans désordre.",
        "Le marketing nous réclame sans cesse un accès. Ils partagent trois comptes.",
        "Je perds quarante heures chaque mois à attendre une liste.",
        "Plus aucun mot de passe partagé après le contrôle de janvier.",
    ],
    proposing: ("Postes", "25 pour le marketing, à côté des 40 de la production"),
    criteria: ["personnes travaillent sur leur propre poste", "Comptes partagés dans le journal"],
    other: ("postes seuls", "Met fin aux comptes partagés ; les accords restent par courrier."),
    next: "Jeudi 11 septembre à 10 heures, Jamie Reyes : approuver cette page ou la modifier.",
    seats: "Poste",
};

fn items(words: &Words) -> Vec<ChangeItem> {
    vec![
        ChangeItem::AddQuantity {
            line: "lin-s".into(),
            quantity: decimal("25"),
            unit_price: None,
            discounts: vec![],
        },
        ChangeItem::ReplacePlan {
            line: "lin-p".into(),
            product_id: "prd-b".into(),
            product: plan("Lumen", words),
            quantity: Decimal::ONE,
            unit_price: decimal("9600"),
            period: PricePeriod::Year,
            discounts: vec![],
        },
    ]
}

/// A plan's name that is the same word in no two languages of the test would hide nothing, so it is one name.
fn plan(name: &str, _: &Words) -> String {
    name.to_owned()
}

/// A book with a proposal and an addendum over one change.
fn shelf(words: &Words, items: Vec<ChangeItem>) -> Shelf {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::create(&folder.path().join("papers.headroom")).unwrap();
    let shelf = Shelf { _folder: folder, book };
    shelf.write(|connection| {
        let mut all = Settings { locale: words.locale.into(), ..Settings::default() };
        all.company = CompanyIdentity {
            name: "Larkfield".into(),
            legal_name: "Larkfield Software Ltd".into(),
            address: "14 Foundry Lane\nBristol BS0 0XX".into(),
            ..CompanyIdentity::default()
        };
        all.am = AmIdentity {
            name: "Maya Lindqvist".into(),
            email: "maya@larkfield.example".into(),
            ..AmIdentity::default()
        };
        settings::store(connection, &all)?;
        store::insert(connection, &account())?;
        store::insert(connection, &contact("con-j", "Jamie Reyes", "VP Ops", &["economic_buyer"]))?;
        for (at, said) in words.said.iter().enumerate() {
            store::insert(connection, &quote(&format!("quo-{at}"), said))?;
        }
        store::insert(connection, &criterion("cri-0", words.criteria[0], "25/25", 60))?;
        store::insert(connection, &criterion("cri-1", words.criteria[1], "0", 90))?;
        store::insert(connection, &product("prd-s", words.seats, "seat"))?;
        store::insert(connection, &product("prd-t", "Kiwi", "plan"))?;
        store::insert(connection, &product("prd-b", "Lumen", "plan"))?;
        store::insert(
            connection,
            &row::<Contract>(
                json!({
                    "id": "ctr", "account_id": "acc", "start": "2025-04-01", "renewal_date": "2026-04-01",
                    "auto_renew": true, "currency": "EUR",
                }),
                &["external_id", "msa_reference", "msa_date", "notice_days", "billing_period", "deleted_at"],
            ),
        )?;
        let (seats, team) = (line("lin-s", "prd-s", "40", "480"), line("lin-p", "prd-t", "1", "6000"));
        store::insert(connection, &seats)?;
        store::insert(connection, &team)?;
        let change = Change {
            id: "chg".into(),
            account_id: "acc".into(),
            contract_id: "ctr".into(),
            effective_date: day("2025-09-17"),
            method: "actual_actual".into(),
            items,
            header_discount: None,
            agreed_total: None,
            record_id: None,
            created_at: NOW.into(),
            deleted_at: None,
        };
        store::insert(connection, &change)?;
        record(connection, words, &change, &[seats, team], "cal-1", "C-2025-0001", None)?;
        store::insert(connection, &document("doc-p", "proposal", "P-2025-0007", words.language, written(words)))?;
        store::insert(
            connection,
            &document(
                "doc-a",
                "addendum",
                "A-2025-0003",
                words.language,
                json!({"criteria": ["cri-0", "cri-1"], "recipient_id": "con-j", "verbal_yes_on": "2025-09-11", "addendum_number": 3}),
            ),
        )
    });
    shelf
}

fn written(words: &Words) -> serde_json::Value {
    let bound = |at: usize| json!({"text": words.said[at], "quote_id": format!("quo-{at}")});
    json!({
        "headline": bound(0),
        "bullets": [bound(1), bound(2), bound(3)],
        "proposing": [{"label": words.proposing.0, "text": words.proposing.1}],
        "criteria": ["cri-0", "cri-1"],
        "roi": {"hours": ["24", "40", "56"], "rate": "55", "quote_id": "quo-2"},
        "alternatives": [{"title": words.other.0, "text": words.other.1}],
        "next_step": words.next,
        "economic_buyer_id": "con-j",
        "valid_until": "2025-09-16",
    })
}

/// Calculates the change and keeps the record as the one that counts.
fn record(
    connection: &Connection,
    words: &Words,
    change: &Change,
    lines: &[Line],
    id: &str,
    number: &str,
    supersedes: Option<&str>,
) -> Result<()> {
    let names = [words.seats, "Kiwi"];
    let lines: Vec<_> =
        lines.iter().zip(names).map(|(line, name)| line.for_arithmetic(name, Currency::EUR, None)).collect();
    let made = calculate(&CalculationInput {
        id: &id.into(),
        change: &ContractChange {
            effective: change.effective_date,
            currency: Currency::EUR,
            items: change.items.clone(),
            header_discount: change.header_discount,
            agreed_total: change.agreed_total,
        },
        terms: &ContractTerms {
            start: day("2025-04-01"),
            renewal_date: Some(day("2026-04-01")),
            currency: Currency::EUR,
        },
        lines: &lines,
        billing: &[],
        policy: CalculationPolicy::default(),
    })
    .unwrap();
    store::insert(
        connection,
        &StoredRecord {
            id: id.into(),
            number: number.into(),
            change_id: change.id.clone(),
            supersedes_id: supersedes.map(RecordId::from),
            record: made,
            created_at: NOW.into(),
        },
    )?;
    store::update(connection, &Change { record_id: Some(id.into()), ..change.clone() })
}

#[test]
fn a_proposal_prints_what_the_record_says() {
    let view = shelf(&EN, items(&EN)).proposal();
    // 25 x 480 x 196/365 = 6,443.8356; -6,000 x 196/365 = -3,221.9178; 9,600 x 196/365 = 5,155.0685.
    let [seats, plan] = view.price_lines.as_slice() else { panic!("{:#?}", view.price_lines) };
    assert_eq!(seats.title, "Seat: 25 more, 480.00 each");
    assert_eq!(
        seats.sentence.replace('\u{a0}', " "),
        "You pay 196/365 of the yearly price, from 17 September 2025 to 31 March 2026."
    );
    assert_eq!((seats.per_year.as_str(), seats.until.as_str()), ("12,000.00", "6,443.84"));
    assert_eq!(plan.title, "Lumen instead of Kiwi");
    assert_eq!((plan.per_year.as_str(), plan.until.as_str()), ("3,600.00", "1,933.15"));
    let parts: Vec<_> = plan.parts.iter().map(|part| (part.per_year.as_str(), part.until.as_str())).collect();
    assert_eq!(parts, [("9,600.00", "5,155.07"), ("−6,000.00", "−3,221.92")]);
    assert_eq!((view.totals.per_year.as_str(), view.totals.until.as_str()), ("15,600.00", "8,376.99"));
    // At renewal 65 x 480 + 9,600 = 40,800.
    assert_eq!(view.at_renewal, "40,800.00");
    assert_eq!(
        view.at_renewal_label.replace('\u{a0}', " "),
        "Your whole contract at the renewal (65 × Seat)"
    );
    assert_eq!(view.until_label.replace('\u{a0}', " "), "Until 31 March 2026");
    assert!(view.price_intro.contains("196 of the 365 days"), "{}", view.price_intro);
    let co_term = view.proposing.last().unwrap();
    assert_eq!(co_term.text.replace('\u{a0}', " "), "Ends on 31 March 2026, renews on 1 April 2026");
    assert_eq!(view.calculation, "calculation C-2025-0001, daily, actual days");
}

#[test]
fn the_return_in_three_cases_follows_hours_and_rate() {
    let roi = shelf(&EN, items(&EN)).proposal().roi.unwrap();
    // 24 x 12 x 55 = 15,840 against 15,600: net 240, 15,600 / 15,840 x 12 = 11.8 months; 40: 26,400, 7.1; 56: 36,960, 5.1.
    let cases: Vec<_> =
        roi.cases.iter().map(|c| (c.value.as_str(), c.net.as_str(), c.payback.as_str())).collect();
    assert_eq!(
        cases,
        [
            ("15,840.00", "240.00", "11.8 months"),
            ("26,400.00", "10,800.00", "7.1 months"),
            ("36,960.00", "21,360.00", "5.1 months"),
        ]
    );
    // The price stands where 15,600 is on a track of 36,960: 42.2 %.
    assert_eq!(roi.price_mark.to_string(), "42.2%");
    assert_eq!(roi.quote.unwrap().text, EN.said[2]);
}

#[test]
fn a_value_below_the_price_is_not_called_a_payback() {
    let shelf = shelf(&EN, items(&EN));
    let mut document = shelf.document("doc-p");
    document.content["roi"]["hours"] = json!(["20", "40", "56"]);
    shelf.write(|connection| store::update(connection, &document));
    // 20 x 12 x 55 = 13,200 < 15,600.
    let case = &shelf.proposal().roi.unwrap().cases[0];
    assert_eq!((case.net.as_str(), case.payback.as_str()), ("−2,400.00", "not reached"));
}

#[test]
fn an_addendum_shows_how_every_amount_came_about() {
    let view = shelf(&EN, items(&EN)).addendum();
    let plain = |text: &str| text.replace('\u{a0}', " ");
    let rows: Vec<_> = view
        .calculation
        .iter()
        .map(|l| (plain(&l.formula), l.unrounded.clone(), l.rounded.clone()))
        .collect();
    let row = |formula: &str, unrounded: &str, rounded: &str| {
        (formula.to_owned(), unrounded.to_owned(), rounded.to_owned())
    };
    assert_eq!(
        rows,
        [
            row("25 × 480.00 × 196/365", "6,443.8356", "6,443.84"),
            row("−6,000.00 × 196/365", "−3,221.9178", "−3,221.92"),
            row("9,600.00 × 196/365", "5,155.0685", "5,155.07"),
        ]
    );
    let changes: Vec<_> =
        view.changes.iter().map(|l| (l.what.as_str(), l.before.as_str(), l.after.as_str())).collect();
    assert_eq!(changes, [("Seat", "40", "65"), ("Kiwi", "1", "0"), ("Lumen", "0", "1")]);
    assert_eq!(view.total, "8,376.99");
    assert_eq!(
        plain(&view.method),
        "Days left divided by the days of the contract year. 17 September 2025 to 31 March 2026, both included, are \
         196 days; the year from 1 April 2025 has 365. Each line is rounded once, half up."
    );
    assert_eq!(
        (plain(&view.ends_on), plain(&view.renews_on)),
        ("31 March 2026".into(), "1 April 2026".into())
    );
    assert!(plain(&view.agreement).contains("MSA-2024-0117 of 3 June 2024"));
    // Day 60 from the effective date: 17 September + 60 = 16 November.
    assert_eq!(plain(&view.criteria[0].due), "16 November 2025");
    assert_eq!((view.criteria_version.as_str(), view.number.as_str()), ("1", "3"));
    assert_eq!(view.calculation_reference, "from calculation C-2025-0001, method “daily, actual days”");
}

#[test]
fn both_papers_print_and_pass_their_checks_in_three_languages() {
    for words in [&EN, &DE, &FR] {
        let shelf = shelf(words, items(words));
        for (id, pages) in [("doc-p", 2), ("doc-a", 1)] {
            let (printed, checks) = shelf.print(id);
            assert!(printed.pdf.starts_with(b"%PDF"));
            let missing: Vec<_> = checks.iter().filter(|check| check.level != CheckLevel::Met).collect();
            assert!(missing.is_empty(), "{} {id}: {missing:#?}", words.language);
            assert_eq!(
                (printed.pages, printed.lines_over),
                (pages, vec![0; pages]),
                "{} {id}",
                words.language
            );
            if let Some(folder) = std::env::var_os("HEADROOM_SHOW_PAPERS") {
                let file = std::path::Path::new(&folder).join(format!("{id}-{}.pdf", words.language));
                std::fs::write(file, &printed.pdf).unwrap();
            }
        }
    }
}

/// The words of a paper without mark-up, names and figures.
fn words_of(html: &str) -> BTreeSet<String> {
    let body = html.split("<body>").nth(1).unwrap();
    let mut text = String::new();
    let mut inside = false;
    for sign in body.chars() {
        match sign {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.split(|sign: char| !sign.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn no_english_word_is_left_in_a_german_or_french_paper() {
    // Names, and words that are the same in both languages.
    let names = "larkfield software ltd kestrel boone gmbh jamie reyes vp ops maya example lindqvist am speicher \
                 bremen foundry lane bristol bs xx msa kiwi lumen marketing logins mail september code";
    let shared = [
        ("de", "in april nov euro amp september"),
        ("fr", "amp net nov page date dates signature total version calculation description client audit avenant"),
    ];
    for id in ["doc-p", "doc-a"] {
        let english = words_of(&shelf(&EN, items(&EN)).print(id).0.html);
        for words in [&DE, &FR] {
            let same = shared.iter().find(|(language, _)| *language == words.language).unwrap().1;
            let allowed: BTreeSet<&str> = names.split_whitespace().chain(same.split(' ')).collect();
            let printed = words_of(&shelf(words, items(words)).print(id).0.html);
            let left: Vec<&String> =
                printed.intersection(&english).filter(|word| !allowed.contains(word.as_str())).collect();
            assert!(left.is_empty(), "{} {id}: {left:?}", words.language);
        }
    }
}

#[test]
fn a_draft_without_anything_still_has_a_paper_and_says_what_is_missing() {
    let shelf = shelf(&EN, items(&EN));
    shelf.write(|connection| {
        for (id, kind, number) in [("doc-p2", "proposal", "P-2"), ("doc-a2", "addendum", "A-2")] {
            let mut empty = document(id, kind, number, "en", json!({}));
            empty.contract_id = None;
            empty.change_id = None;
            store::insert(connection, &empty)?;
        }
        Ok(())
    });
    let (proposal, checks) = shelf.print("doc-p2");
    assert_eq!(proposal.pages, 2);
    let missing: Vec<&str> = checks.iter().filter(|check| !check.ok).map(|check| check.id.as_str()).collect();
    for id in [
        "headline_bound",
        "bullets_count",
        "criteria_count",
        "co_term",
        "economic_buyer",
        "calculated",
        "validity",
    ] {
        assert!(missing.contains(&id), "{id} in {missing:?}");
    }
    let (addendum, checks) = shelf.print("doc-a2");
    assert_eq!(addendum.pages, 1);
    assert!(checks.iter().any(|check| check.id == "calculated" && !check.ok));
}

#[test]
fn a_deleted_quote_and_a_replaced_calculation_are_noticed() {
    let shelf = shelf(&EN, items(&EN));
    shelf.write(|connection| {
        let mut said: Quote = store::get(connection, "quo-2")?;
        said.deleted_at = Some(NOW.into());
        store::update(connection, &said)?;
        let mut change: Change = store::get(connection, "chg")?;
        change.effective_date = day("2025-10-01");
        store::update(connection, &change)
    });
    let checks = shelf.print("doc-p").1;
    let missing: Vec<_> =
        checks.iter().filter(|c| !c.ok).map(|c| (c.id.as_str(), c.field.as_deref())).collect();
    assert_eq!(missing, [("bullet_bound", Some("bullets.1")), ("calculated", None)]);
}

#[test]
fn the_catalogue_and_private_remarks_stay_out_of_the_paper() {
    let shelf = shelf(&EN, items(&EN));
    shelf.write(|connection| {
        let note: CallNote = row(
            json!({
                "id": "not", "account_id": "acc", "held_on": "2025-09-02", "people": [], "state": "saved",
                "updated_at": NOW, "private_remarks": "Jamie is leaving in spring, keep this to ourselves.",
            }),
            &[
                "external_id",
                "minutes",
                "signal",
                "question",
                "answer_type",
                "mirrored",
                "mirror_confirmed",
                "next_step",
                "next_step_due",
                "parked_renewal",
                "deleted_at",
            ],
        );
        store::insert(connection, &note)?;
        let mut document: Document = store::get(connection, "doc-p")?;
        document.content["headline"]["text"] = json!("Move to the Lumen plan");
        document.content["next_step"] = json!("As Jamie is leaving in spring, agree this week.");
        store::update(connection, &document)
    });
    let checks = shelf.print("doc-p").1;
    let missing: Vec<_> =
        checks.iter().filter(|c| !c.ok).map(|c| (c.id.as_str(), c.field.as_deref())).collect();
    assert!(missing.contains(&("headline_product", Some("headline"))), "{missing:?}");
    assert!(missing.contains(&("internal", Some("next_step"))), "{missing:?}");
}

#[test]
fn another_wording_of_the_headline_is_marked_and_the_quote_stands_beneath() {
    let shelf = shelf(&EN, items(&EN));
    let mut document = shelf.document("doc-p");
    document.content["headline"]["text"] = json!("Marketing beside operations");
    shelf.write(|connection| store::update(connection, &document));
    let headline = shelf.proposal().headline;
    assert!(headline.paraphrased);
    assert_eq!(headline.quote, EN.said[0]);
    assert_eq!(headline.byline.replace('\u{a0}', " "), "Jamie Reyes, VP Ops, 2 September 2025");
}

#[test]
fn a_frozen_paper_prints_the_same_bytes_after_everything_changed() {
    let shelf = shelf(&EN, items(&EN));
    let sent = shelf.print("doc-p").0;
    let frozen = serde_json::to_value(shelf.view("doc-p")).unwrap();
    shelf.write(|connection| {
        let mut document: Document = store::get(connection, "doc-p")?;
        document.frozen_view = Some(frozen);
        document.content = json!({});
        document.updated_at = "2025-12-24T00:00:00.000Z".into();
        store::update(connection, &document)?;
        let mut all = settings::load(connection)?;
        all.company.accent = "#663399".into();
        all.page_size = "letter".into();
        settings::store(connection, &all)
    });
    assert!(shelf.print("doc-p").0.pdf == sent.pdf);
}

#[test]
fn discounts_once_only_fees_and_agreed_totals_add_up_row_by_row() {
    let mut changed = vec![
        ChangeItem::AddQuantity {
            line: "lin-s".into(),
            quantity: decimal("25"),
            unit_price: None,
            discounts: vec![Discount::Percent { percent: decimal("15"), recurring: true }],
        },
        ChangeItem::OneTime {
            product_id: "prd-b".into(),
            product: "Training".into(),
            quantity: Decimal::ONE,
            unit_price: decimal("500"),
            discounts: vec![],
        },
    ];
    let view = shelf(&EN, std::mem::take(&mut changed)).addendum();
    let plain = |text: &str| text.replace('\u{a0}', " ");
    // 10,200 x 196/365 = 5,477.2603 (contracts, section 6, case 28).
    assert_eq!(plain(&view.calculation[0].formula), "25 × 480.00 × (1 − 15%) × 196/365");
    assert_eq!(view.calculation[0].rounded, "5,477.26");
    assert_eq!(
        (view.calculation[1].formula.as_str(), view.calculation[1].rounded.as_str()),
        ("500.00", "500.00")
    );
    assert_eq!(view.changes[1].period, "one-time");

    let shelf = shelf(&EN, items(&EN));
    shelf.write(|connection| {
        let change: Change = store::get(connection, "chg")?;
        let change = Change { agreed_total: Some(Money::new(800_000, Currency::EUR)), ..change };
        let lines: Vec<Line> =
            ["lin-s", "lin-p"].iter().map(|id| store::get(connection, id).unwrap()).collect();
        record(connection, &EN, &change, &lines, "cal-2", "C-2025-0002", Some("cal-1"))
    });
    let view = shelf.addendum();
    assert_eq!(view.total, "8,000.00");
    let cents = |text: &str| text.replace(',', "").replace('−', "-").replace('.', "").parse::<i64>().unwrap();
    let sum: i64 = view.calculation.iter().map(|row| cents(&row.rounded)).sum();
    assert_eq!(sum, 800_000, "{:#?}", view.calculation);
    assert!(view.calculation_reference.contains("C-2025-0002 (replaces C-2025-0001)"));
    assert!(view.notices.iter().any(|notice| notice.contains("8,376.99")), "{:?}", view.notices);
}
