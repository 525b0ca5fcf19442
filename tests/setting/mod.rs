//! A book in which contracts change: one account with 40 seats at 480 a year from 1 Apr 2025, renewing on 1 Apr 2026.
//! The journeys that sign, void and renew start here; it asserts nothing itself.

#![allow(dead_code, reason = "each journey uses its part of it")]

use chrono::NaiveDate;
use headroom_engine::{Engine, FixedClock, store::NewBook};
use serde_json::{Value, json};
use std::sync::Arc;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// The book, closed; `on` opens it on a day.
pub struct Setting {
    pub folder: tempfile::TempDir,
    pub account: String,
    pub contract: String,
    /// On the contract.
    pub seats: String,
    /// A plan, on the contract of `for_papers` at 6,000 a year.
    pub team: String,
    /// A plan nobody has yet.
    pub business: String,
}

impl Setting {
    /// The seats alone, with 60 days of notice.
    pub fn new() -> Self {
        Self::with(&json!({ "notice_days": 60 }), false)
    }

    /// The plan Team beside the seats, billed by the quarter; the account's papers can go out.
    pub fn for_papers() -> Self {
        let terms = json!({ "msa_reference": "MSA-2024-0117", "msa_date": "2024-06-03", "billing_period": "quarterly" });
        let setting = Self::with(&terms, true);
        let engine = setting.on("2025-09-10");
        let company = json!({ "name": "Larkfield", "legal_name": "Larkfield Software Ltd", "address": "14 Foundry Lane\nBristol" });
        engine.call("settings_update", json!({ "set": { "company": company } })).unwrap();
        let legal = json!({ "legal_name": "Kestrel & Boone GmbH", "address": "Am Speicher 7\n28000 Bremen" });
        engine.call("account_update", json!({ "id": setting.account, "set": legal })).unwrap();
        let buyer =
            json!({ "account_id": setting.account, "name": "Jamie Reyes", "roles": ["economic_buyer"] });
        engine.call("contact_create", buyer).unwrap();
        for text in ["exports without waiting", "one login each"] {
            let criterion = json!({ "account_id": setting.account, "text": text, "measure": "access log",
                "target": "0", "due_day": 60 });
            engine.call("criterion_create", criterion).unwrap();
        }
        drop(engine);
        setting
    }

    fn with(terms: &Value, with_plan: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::noon(day("2025-09-10")));
        let new = NewBook { currency: "EUR".into(), locale: "en-GB".into() };
        let engine = Engine::create(&folder.path().join("book.headroom"), &new, clock).unwrap();
        let account = id(&engine.call("account_create", json!({ "name": "Kestrel & Boone" })).unwrap());
        let product = |name: &str, kind: &str| {
            id(&engine.call("product_create", json!({ "name": name, "kind": kind })).unwrap())
        };
        let (team, seats, business) =
            (product("Team", "plan"), product("Seats", "seat"), product("Business", "plan"));
        let line = |product: &str, quantity: &str, price: &str| json!({ "product_id": product, "quantity": quantity, "unit_price": price, "period": "year" });
        let mut lines = vec![line(&seats, "40", "480")];
        if with_plan {
            lines.insert(0, line(&team, "1", "6000"));
        }
        let mut contract = json!({ "account_id": account, "start": "2025-04-01", "renewal_date": "2026-04-01",
            "currency": "EUR", "lines": lines });
        for (name, value) in terms.as_object().unwrap() {
            contract[name] = value.clone();
        }
        let contract = id(&engine.call("contract_create", contract).unwrap());
        drop(engine);
        Self { folder, account, contract, seats, team, business }
    }

    pub fn on(&self, date: &str) -> Engine {
        let clock = Arc::new(FixedClock::noon(day(date)));
        Engine::open(&self.folder.path().join("book.headroom"), clock).unwrap()
    }

    pub fn page(&self, engine: &Engine) -> Value {
        engine.call("account_get", json!({ "id": self.account })).unwrap()
    }

    pub fn arr(&self, date: &str) -> i64 {
        self.page(&self.on(date))["arr"]["minor"].as_i64().unwrap()
    }

    /// The line of a product in force on the engine's day, the oldest first.
    pub fn line(&self, engine: &Engine, product: &str) -> Option<Value> {
        let page = self.page(engine);
        let mut lines = page["contracts"][0]["lines"].as_array().unwrap().iter();
        lines
            .find(|one| one["in_force"] == json!(true) && one["line"]["product_id"] == json!(product))
            .map(|one| one["line"].clone())
    }

    /// A signed addendum with these items; gives its paper and its calculation.
    pub fn sign(&self, engine: &Engine, effective: &str, items: &Value) -> (Value, Value) {
        let (paper, calculation) = self.sent(engine, effective, items);
        let signed = engine.call("addendum_sign", json!({ "id": id(&paper) })).unwrap();
        (signed, calculation)
    }

    pub fn sent(&self, engine: &Engine, effective: &str, items: &Value) -> (Value, Value) {
        let paper = engine.call("addendum_create", json!({ "contract_id": self.contract })).unwrap();
        let mut content = paper["content"].clone();
        content["verbal_yes_on"] = json!("2025-09-10");
        content["criteria"] =
            json!(self.page(engine)["criteria"].as_array().unwrap().iter().map(id).collect::<Vec<_>>());
        engine.call("addendum_update", json!({ "id": id(&paper), "content": content })).unwrap();
        let change = json!({ "id": paper["change_id"], "effective_date": effective, "items": items });
        let calculation = engine.call("change_update", change).unwrap();
        let sent = engine.call("document_send", json!({ "id": id(&paper) })).unwrap();
        (sent, calculation)
    }

    /// A line's plan given up for Business.
    pub fn replace(&self, line: &Value, price: &str) -> Value {
        json!({ "kind": "replace_plan", "line": line["id"], "product_id": self.business, "product": "Business",
            "quantity": "1", "unit_price": price, "period": "year" })
    }
}

pub fn more(line: &Value, quantity: i64) -> Value {
    json!({ "kind": "add_quantity", "line": line["id"], "quantity": quantity.to_string() })
}
