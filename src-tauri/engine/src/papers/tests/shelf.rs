//! A small book for the papers: 40 seats at 480.00 and plan Team at 6,000.00 a year from 1 April 2025, renewing on
//! 1 April 2026; from 17 September 2025 25 more seats and plan Business at 9,600.00. 196 of 365 days are left.

use crate::commands::settings;
use crate::papers::*;
use crate::store::{self, Book};
use headroom_core::book::*;
use headroom_core::contract::{
    CalculationInput, CalculationPolicy, ChangeItem, ContractChange, ContractTerms, PricePeriod, calculate,
};
use headroom_core::id::*;
use headroom_core::money::Currency;
use rust_decimal::Decimal;
use serde_json::json;

pub const NOW: &str = "2025-09-10T09:00:00.000Z";

/// A book in a folder that goes away with it.
pub struct Shelf {
    _folder: tempfile::TempDir,
    book: Book,
}

impl Shelf {
    pub fn document(&self, id: &str) -> Document {
        self.book.read(|connection| store::get(connection, id)).unwrap()
    }

    pub fn write(&self, body: impl FnOnce(&Connection) -> Result<()>) {
        self.book.transact("test", |transaction| body(transaction)).unwrap();
    }

    pub fn contract(&self) -> Contract {
        self.book.read(|connection| store::list(connection, "", [])).unwrap().remove(0)
    }

    pub fn proposal(&self) -> ProposalView {
        match self.view("doc-p") {
            PaperView::Proposal { view, .. } => *view,
            _ => panic!("not a proposal"),
        }
    }

    pub fn addendum(&self) -> AddendumView {
        match self.view("doc-a") {
            PaperView::Addendum { view, .. } => *view,
            _ => panic!("not an addendum"),
        }
    }

    pub fn view(&self, id: &str) -> PaperView {
        self.book.read(|connection| view(connection, &self.document(id))).unwrap()
    }

    /// Prints a document and runs its checks.
    pub fn print(&self, id: &str) -> (Printed, Vec<Check>) {
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

pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A row from its fields; what is not named is null.
pub fn row<E: store::Entity>(fields: serde_json::Value, nulls: &[&str]) -> E {
    let mut map = fields.as_object().unwrap().clone();
    for name in nulls {
        map.entry((*name).to_owned()).or_insert(serde_json::Value::Null);
    }
    map.entry("created_at".to_owned()).or_insert(json!(NOW));
    serde_json::from_value(serde_json::Value::Object(map)).unwrap()
}

pub fn account() -> Account {
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
        "departments",
        "use_cases",
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

pub fn contact(id: &str, name: &str, title: &str, roles: &[&str]) -> Contact {
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

pub fn quote(id: &str, text: &str) -> Quote {
    row(
        json!({
            "id": id, "account_id": "acc", "contact_id": "con-j", "speaker": "Jamie Reyes",
            "speaker_title": "VP Ops", "said_on": "2025-09-02", "text": text, "kind": "need",
        }),
        &["note_id", "phase", "replaces_id", "deleted_at"],
    )
}

pub fn criterion(id: &str, text: &str, target: &str, due_day: i64) -> Criterion {
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

pub fn product(id: &str, name: &str, kind: &str) -> Product {
    row(json!({"id": id, "name": name, "kind": kind}), &["external_id", "description", "deleted_at"])
}

pub fn line(id: &str, product: &str, quantity: &str, price: &str) -> Line {
    row(
        json!({
            "id": id, "contract_id": "ctr", "product_id": product, "quantity": quantity, "unit_price": price,
            "period": "year", "discount_percent": "0", "start": "2025-04-01", "kind": "recurring", "trial": false,
            "origin": "initial",
        }),
        &["external_id", "given_arr_minor", "end", "addendum_id", "ended_by", "deleted_at"],
    )
}

pub fn document(id: &str, kind: &str, number: &str, language: &str, content: serde_json::Value) -> Document {
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
pub struct Words {
    pub language: &'static str,
    pub locale: &'static str,
    pub said: [&'static str; 4],
    pub proposing: (&'static str, &'static str),
    pub criteria: [&'static str; 2],
    pub other: (&'static str, &'static str),
    pub next: &'static str,
    pub seats: &'static str,
}

pub const EN: Words = Words {
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

pub const DE: Words = Words {
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

pub const FR: Words = Words {
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

pub fn items() -> Vec<ChangeItem> {
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
            product: "Lumen".into(),
            quantity: Decimal::ONE,
            unit_price: decimal("9600"),
            period: PricePeriod::Year,
            discounts: vec![],
        },
    ]
}

/// A book with a proposal and an addendum over one change.
pub fn shelf(words: &Words, items: Vec<ChangeItem>) -> Shelf {
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
            rounding: None,
            unit_price_first: None,
            items,
            header_discount: None,
            agreed_total: None,
            approval: None,
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

pub fn written(words: &Words) -> serde_json::Value {
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
pub fn record(
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
