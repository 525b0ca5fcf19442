//! The catalogue: products and list prices.

use super::accounts::{ById, Done};
use super::patch::{self, Patch};
use super::{Nothing, settings};
use crate::engine::{Read, Write};
use crate::store;
use headroom_core::book::{Bundle, BundledProduct, LinePeriod, Price, Product, ProductKind};
use headroom_core::contract::{self, BundlePart, ChangeItem, PriceList};
use headroom_core::error::{AppError, Result};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A product and its list prices.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProductWithPrices {
    pub product: Product,
    pub prices: Vec<Price>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewProduct {
    pub name: String,
    pub kind: ProductKind,
    #[serde(default)]
    #[ts(optional)]
    pub description: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub external_id: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewPrice {
    pub product_id: String,
    pub currency: String,
    pub period: LinePeriod,
    #[ts(type = "string")]
    pub unit_price: Decimal,
    #[serde(default)]
    #[ts(optional, type = "string | null")]
    pub floor_price: Option<Decimal>,
    /// Volume or graduated tiers; a flat price without.
    #[serde(default)]
    #[ts(optional)]
    pub tiers: Option<PriceList>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BundleSave {
    /// The bundle to change; a new one when not given.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    pub name: String,
    pub currency: String,
    pub period: LinePeriod,
    #[ts(type = "string")]
    pub price: Decimal,
    pub parts: Vec<BundledProduct>,
}

/// The catalogue by name.
pub fn list(read: &Read<'_>, _: Nothing) -> Result<Vec<ProductWithPrices>> {
    let products: Vec<Product> =
        store::list(read.connection, "WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE", [])?;
    let mut prices: Vec<Price> =
        store::list(read.connection, "WHERE deleted_at IS NULL ORDER BY currency, period", [])?;
    Ok(products
        .into_iter()
        .map(|product| {
            let (own, rest) =
                std::mem::take(&mut prices).into_iter().partition(|price| price.product_id == product.id);
            prices = rest;
            ProductWithPrices { product, prices: own }
        })
        .collect())
}

/// Adds a product.
pub fn create(write: &mut Write<'_>, request: NewProduct) -> Result<Product> {
    let product = Product {
        id: write.id(),
        external_id: request.external_id,
        name: request.name.trim().to_owned(),
        kind: request.kind,
        description: request.description,
        created_at: write.now.clone(),
        deleted_at: None,
    };
    validate(&product)?;
    let same: Vec<Product> = store::list(
        write.connection,
        "WHERE name = ? COLLATE NOCASE AND deleted_at IS NULL",
        [&product.name],
    )?;
    if !same.is_empty() {
        return Err(AppError::precondition(format!("There is a product \"{}\" already.", product.name))
            .hint("Use that one, or give this one another name.")
            .field("name"));
    }
    store::insert(write.connection, &product)?;
    write.mark.summary = format!("Add the product {}", product.name);
    Ok(product)
}

/// Changes the fields given.
pub fn update(write: &mut Write<'_>, request: Patch) -> Result<Product> {
    let (_, product) = patch::apply::<Product>(write, &request, validate)?;
    write.mark.summary = format!("Change the product {}", product.name);
    Ok(product)
}

/// Moves a product to the trash; contract lines that use it keep it.
pub fn delete(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let product: Product = store::get(write.connection, &request.id)?;
    patch::trash::<Product>(write, &request.id)?;
    write.mark.summary = format!("Delete the product {}", product.name);
    Ok(Done::default())
}

/// Sets the list price of a product in a currency and period, replacing the one before.
pub fn set_price(write: &mut Write<'_>, request: NewPrice) -> Result<Price> {
    let product: Product = store::get(write.connection, &request.product_id)?;
    settings::currency("currency", &request.currency)?;
    if request.unit_price.is_sign_negative() {
        return Err(AppError::invalid("unit_price", "A list price cannot be negative."));
    }
    if request.floor_price.is_some_and(|floor| floor > request.unit_price) {
        return Err(AppError::invalid("floor_price", "The floor lies above the list price."));
    }
    if let Some(tiers) = &request.tiers {
        tiers.check_order()?;
    }
    let known: Vec<Price> = store::list(
        write.connection,
        "WHERE product_id = ? AND currency = ? AND period = ? AND deleted_at IS NULL",
        [product.id.as_str(), &request.currency, request.period.as_str()],
    )?;
    let price = match known.into_iter().next() {
        Some(mut price) => {
            price.unit_price = request.unit_price;
            price.floor_price = request.floor_price;
            price.tiers = request.tiers;
            store::update(write.connection, &price)?;
            price
        }
        None => {
            let price = Price {
                id: write.id(),
                product_id: product.id.clone(),
                currency: request.currency,
                period: request.period.as_str().to_owned(),
                unit_price: request.unit_price,
                floor_price: request.floor_price,
                tiers: request.tiers,
                valid_from: None,
                created_at: write.now.clone(),
                deleted_at: None,
            };
            store::insert(write.connection, &price)?;
            price
        }
    };
    write.mark.summary = format!("Set the price of {}", product.name);
    Ok(price)
}

/// Moves a list price to the trash.
pub fn delete_price(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let price: Price = store::get(write.connection, &request.id)?;
    let product: Product = store::get(write.connection, price.product_id.as_str())?;
    patch::trash::<Price>(write, &request.id)?;
    write.mark.summary = format!("Delete a price of {}", product.name);
    Ok(Done::default())
}

fn validate(product: &Product) -> Result<()> {
    if product.name.trim().is_empty() {
        return Err(AppError::invalid("name", "A product needs a name."));
    }
    Ok(())
}

/// The bundles by name.
pub fn bundles(read: &Read<'_>, _: Nothing) -> Result<Vec<Bundle>> {
    store::list(read.connection, "WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE", [])
}

/// Writes a bundle.
pub fn save_bundle(write: &mut Write<'_>, request: BundleSave) -> Result<Bundle> {
    settings::currency("currency", &request.currency)?;
    let known: Option<Bundle> =
        request.id.as_deref().map(|id| store::get(write.connection, id)).transpose()?;
    let bundle = Bundle {
        id: known.as_ref().map_or_else(|| write.id(), |bundle| bundle.id.clone()),
        name: request.name.trim().to_owned(),
        currency: request.currency,
        period: request.period,
        price: request.price,
        parts: request.parts,
        created_at: known.as_ref().map_or_else(|| write.now.clone(), |bundle| bundle.created_at.clone()),
        deleted_at: None,
    };
    if bundle.name.is_empty() {
        return Err(AppError::invalid("name", "A bundle needs a name."));
    }
    if bundle.price.is_sign_negative() {
        return Err(AppError::invalid("price", "A bundle's price cannot be negative."));
    }
    if bundle.parts.len() < 2 {
        return Err(AppError::invalid("parts", "A bundle has two products or more."));
    }
    // What cannot be split over its parts cannot be sold.
    lines_of(write.connection, &bundle)?;
    store::upsert(write.connection, bundle.id.as_str(), &bundle)?;
    write.mark.summary = format!("Save the bundle {}", bundle.name);
    Ok(bundle)
}

/// Moves a bundle to the trash.
pub fn delete_bundle(write: &mut Write<'_>, request: ById) -> Result<Done> {
    let bundle: Bundle = store::get(write.connection, &request.id)?;
    patch::trash::<Bundle>(write, &request.id)?;
    write.mark.summary = format!("Delete the bundle {}", bundle.name);
    Ok(Done::default())
}

/// A bundle as the lines of a change, its price split over the parts.
pub fn bundle_items(read: &Read<'_>, request: ById) -> Result<Vec<ChangeItem>> {
    lines_of(read.connection, &store::get(read.connection, &request.id)?)
}

fn lines_of(connection: &rusqlite::Connection, bundle: &Bundle) -> Result<Vec<ChangeItem>> {
    let currency = settings::currency("currency", &bundle.currency)?;
    let parts = bundle
        .parts
        .iter()
        .map(|part| {
            let product: Product = store::get(connection, part.product_id.as_str())?;
            let prices: Vec<Price> = store::list(
                connection,
                "WHERE product_id = ? AND currency = ? AND period = ? AND deleted_at IS NULL",
                [part.product_id.as_str(), &bundle.currency, bundle.period.as_str()],
            )?;
            let price = prices.into_iter().next().ok_or_else(|| {
                AppError::precondition(format!(
                    "{} has no list price in {} per {}.",
                    product.name,
                    bundle.currency,
                    bundle.period.as_str()
                ))
                .hint(
                    "Set its list price first: the bundle's price is split by the list prices of its parts.",
                )
                .field("parts")
            })?;
            Ok(BundlePart {
                product_id: product.id,
                product: product.name,
                quantity: part.quantity,
                list_price: price.unit_price,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(contract::bundle_items(bundle.price, currency, bundle.period, &parts)?)
}
