//! Importing the catalogue: products found again by external id, else by name, with their list prices.

use super::Feed;
use super::accounts::currency;
use super::desk::{Desk, Keys, Seen, fill};
use super::report::{ImportKind, ImportReport, Outcome};
use crate::store;
use headroom_core::book::{Price, Product, ProductKind};
use headroom_core::error::Result;
use headroom_core::id::ProductId;
use headroom_core::money::Currency;
use rust_decimal::Decimal;
use std::collections::HashMap;

const KIND: ImportKind = ImportKind::Products;

/// The catalogue, by what a row may name. Names are compared without case, as the book does.
pub(super) struct Catalogue {
    products: Vec<Product>,
    external: HashMap<String, usize>,
    name: HashMap<String, usize>,
    /// Products that were made on the way.
    pub made: Vec<String>,
}

impl Catalogue {
    /// All products of the book but those in the trash.
    pub fn load(desk: &Desk<'_>) -> Result<Self> {
        let products: Vec<Product> = store::list(desk.connection, "WHERE deleted_at IS NULL", [])?;
        let mut catalogue =
            Self { products: Vec::new(), external: HashMap::new(), name: HashMap::new(), made: Vec::new() };
        for product in products {
            catalogue.take(product);
        }
        Ok(catalogue)
    }

    fn take(&mut self, product: Product) -> usize {
        let at = self.products.len();
        if let Some(external) = &product.external_id {
            self.external.insert(external.clone(), at);
        }
        self.name.insert(product.name.to_lowercase(), at);
        self.products.push(product);
        at
    }

    fn find(&self, external: Option<&str>, name: Option<&str>) -> Option<usize> {
        external
            .and_then(|id| self.external.get(id))
            .or_else(|| name.and_then(|name| self.name.get(&name.to_lowercase())))
            .copied()
    }

    /// The product a contract line names; one that is unknown is made and listed.
    pub fn of(
        &mut self,
        desk: &Desk<'_>,
        external: Option<&str>,
        name: Option<&str>,
        kind: ProductKind,
    ) -> Result<ProductId> {
        if let Some(at) = self.find(external, name) {
            return Ok(self.products[at].id.clone());
        }
        let product = Product {
            id: desk.id(),
            external_id: external.map(str::to_owned),
            name: name.or(external).unwrap_or_default().to_owned(),
            kind,
            description: None,
            created_at: desk.now.clone(),
            deleted_at: None,
        };
        desk.insert(&product)?;
        self.made.push(product.name.clone());
        let id = product.id.clone();
        self.take(product);
        Ok(id)
    }
}

/// A list price as a row gives it.
struct ListPrice {
    unit_price: Decimal,
    floor_price: Option<Decimal>,
    currency: Currency,
    period: &'static str,
}

/// Imports the rows.
pub(super) fn import(desk: &Desk<'_>, feed: &mut Feed<'_>, report: &mut ImportReport) -> Result<()> {
    let mut catalogue = Catalogue::load(desk)?;
    let mut keys = Keys::default();
    let mut drafts: Vec<(Option<Product>, Product, Option<ListPrice>)> = Vec::new();
    feed.each(report, |row, report| {
        let name = row.required("product.name", "The name")?;
        let external = row.text("product.external_id");
        let price = match row.quantity("price.unit_price")? {
            None => None,
            Some(unit_price) => {
                let currency = match row.text("price.currency") {
                    Some(text) => currency(row, "price.currency", text)?,
                    None => desk.currency,
                };
                let floor_price = row.quantity("price.floor_price")?;
                if floor_price.is_some_and(|floor| floor > unit_price) {
                    return Err(row.error(
                        "price.floor_price",
                        "invalid_value",
                        "The floor lies above the list price.",
                    ));
                }
                let period = row.choice(KIND, "price.period")?.unwrap_or("year");
                Some(ListPrice { unit_price, floor_price, currency, period })
            }
        };
        // One product may have a row for each currency and period.
        let price_key = price.as_ref().map(|p| format!("{} {}", p.currency, p.period)).unwrap_or_default();
        let key = external.unwrap_or(name);
        match keys.see(&format!("{key} {price_key}"), row) {
            Seen::First => {}
            Seen::Copy => {
                report.count(Outcome::Unchanged);
                return Ok(());
            }
            Seen::Other(line) => return Err(Keys::repeated(row, "product.name", key, line)),
        }
        let at = catalogue.find(external, Some(name));
        let before = at.map(|at| catalogue.products[at].clone());
        let mut product = before.clone().unwrap_or_else(|| Product {
            id: desk.id(),
            external_id: None,
            name: name.to_owned(),
            kind: ProductKind::Plan,
            description: None,
            created_at: desk.now.clone(),
            deleted_at: None,
        });
        fill(&mut product.external_id, external);
        fill(&mut product.description, row.text("product.description"));
        name.clone_into(&mut product.name);
        if let Some(kind) = row.choice(KIND, "product.kind")?.and_then(ProductKind::parse) {
            product.kind = kind;
        }
        match at {
            Some(at) => catalogue.products[at] = product.clone(),
            None => {
                catalogue.take(product.clone());
            }
        }
        drafts.push((before, product, price));
        Ok(())
    })?;
    for (before, product, price) in drafts {
        let outcome = desk.put(before.as_ref(), &product)?;
        let priced = match price {
            Some(price) => set_price(desk, &product, price)?,
            None => Outcome::Unchanged,
        };
        report.count(match (outcome, priced) {
            (Outcome::Unchanged, Outcome::Unchanged) => Outcome::Unchanged,
            (Outcome::Created, _) => Outcome::Created,
            _ => Outcome::Updated,
        });
    }
    Ok(())
}

fn set_price(desk: &Desk<'_>, product: &Product, given: ListPrice) -> Result<Outcome> {
    let known: Vec<Price> = store::list(
        desk.connection,
        "WHERE product_id = ? AND currency = ? AND period = ? AND deleted_at IS NULL",
        [product.id.as_str(), given.currency.code(), given.period],
    )?;
    let before = known.into_iter().next();
    let mut price = before.clone().unwrap_or_else(|| Price {
        id: desk.id(),
        product_id: product.id.clone(),
        currency: given.currency.code().to_owned(),
        period: given.period.to_owned(),
        unit_price: given.unit_price,
        floor_price: None,
        tiers: None,
        valid_from: None,
        created_at: desk.now.clone(),
        deleted_at: None,
    });
    price.unit_price = given.unit_price;
    if given.floor_price.is_some() {
        price.floor_price = given.floor_price;
    }
    desk.put(before.as_ref(), &price)
}
