//! The fields an import can fill, by kind, with the column names they are recognised by.
//!
//! Column names are compared without case, spaces and marks: "Account ID", "account_id" and "AccountId" are
//! one. English names first, then German and French. A name stands in one field of a kind only.

mod happening;
mod standing;

use super::report::ImportKind;

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Date,
    /// A day on which something ends; the mapping says whether it is covered.
    EndDate,
    Whole,
    Number,
    Money,
    Truth,
    /// One of the book's words, with other words for it.
    Choice(&'static [(&'static str, &'static [&'static str])]),
}

/// One field of one kind.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub of: Type,
    /// Normalised column names, the best first.
    columns: &'static [&'static str],
    /// Further ones, after those.
    more: &'static [&'static str],
}

impl Field {
    /// The names of columns it is recognised by, the best first.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().chain(self.more).copied()
    }
}

const fn field(name: &'static str, of: Type, columns: &'static [&'static str]) -> Field {
    Field { name, of, columns, more: &[] }
}

const fn also(field: Field, more: &'static [&'static str]) -> Field {
    Field { more, ..field }
}

/// How a row of another kind names its account.
static OF_ACCOUNT: &[Field] = &[
    field("account.external_id", Type::Text, ACCOUNT_ID),
    also(field("account.name", Type::Text, ACCOUNT_NAME), &["associatedcompany"]),
    field("account.domain", Type::Text, ACCOUNT_DOMAIN),
];

const ACCOUNT_ID: &[&str] = &[
    "accountid",
    "customerid",
    "companyid",
    "accountexternalid",
    "clientid",
    "kundennummer",
    "kundenid",
    "kundennr",
    "kontoid",
    "numeroclient",
    "idclient",
    "accountnumber",
    "customernumber",
    "crmid",
];
const ACCOUNT_NAME: &[&str] = &[
    "account",
    "accountname",
    "customer",
    "customername",
    "company",
    "companyname",
    "client",
    "clientname",
    "kunde",
    "kundenname",
    "firma",
    "firmenname",
    "unternehmen",
    "societe",
    "entreprise",
    "organisation",
    "organization",
];
const ACCOUNT_DOMAIN: &[&str] =
    &["domain", "website", "url", "web", "accountdomain", "companydomain", "webseite", "siteweb"];
const CURRENCY: &[&str] = &["currency", "currencycode", "currencyisocode", "wahrung", "devise", "monnaie"];

/// Every field of a kind.
pub(super) fn of(kind: ImportKind) -> impl Iterator<Item = &'static Field> {
    let (account, own) = match kind {
        ImportKind::Accounts => (&[][..], standing::ACCOUNTS),
        ImportKind::Products => (&[][..], standing::PRODUCTS),
        ImportKind::Contacts => (OF_ACCOUNT, standing::CONTACTS),
        ImportKind::Contracts => (OF_ACCOUNT, standing::CONTRACTS),
        ImportKind::Usage => (OF_ACCOUNT, happening::USAGE),
        ImportKind::Notes => (OF_ACCOUNT, happening::NOTES),
        ImportKind::Opportunities => (OF_ACCOUNT, happening::OPPORTUNITIES),
        ImportKind::Tickets => (OF_ACCOUNT, happening::TICKETS),
        ImportKind::Losses => (OF_ACCOUNT, happening::LOSSES),
    };
    account.iter().chain(own)
}

/// The field of a name, or of another name it is known by.
pub(super) fn named(kind: ImportKind, name: &str) -> Option<&'static Field> {
    let name = match (kind, name) {
        (ImportKind::Contracts, "product.name" | "line.product") => "product",
        (ImportKind::Contracts, "line.currency" | "contract.currency") => "currency",
        (ImportKind::Accounts, "currency") => "account.currency",
        (ImportKind::Products, "currency") => "price.currency",
        (_, name) => name,
    };
    of(kind).find(|field| field.name == name)
}

/// True for a name the mapping may make up: a further column of an account, a metric of its own column.
pub(super) fn is_open(kind: ImportKind, name: &str) -> bool {
    match kind {
        ImportKind::Accounts => name.strip_prefix("extra.").is_some_and(|rest| !rest.is_empty()),
        ImportKind::Usage => metric_of(name).is_some(),
        _ => false,
    }
}

/// The metric a field `usage.metric.NAME` names.
pub(super) fn metric_of(field: &str) -> Option<&str> {
    field.strip_prefix("usage.metric.").filter(|metric| !metric.is_empty())
}

/// The metrics a column of its own is recognised for.
pub(super) static METRICS: &[(&str, &[&str])] = &[
    ("seats_used", &["seatsused", "activeseats", "usedseats"]),
    ("dau", &["dau", "dailyactiveusers"]),
    ("mau", &["mau", "monthlyactiveusers"]),
    ("features_adopted", &["featuresadopted"]),
    ("api_calls", &["apicalls"]),
    ("premium_attempts", &["premiumattempts"]),
    ("team_invites", &["teaminvites"]),
    ("last_login", &["lastlogin"]),
];

/// A column name without case, accents, spaces and marks.
pub(super) fn normalised(column: &str) -> String {
    column
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'ä' | 'à' | 'â' => Some('a'),
            'é' | 'è' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' => Some('i'),
            'ö' | 'ô' => Some('o'),
            'ü' | 'ù' | 'û' => Some('u'),
            'ç' => Some('c'),
            'ß' => Some('s'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// A column name in two fields would make detection depend on the order of the table.
    #[test]
    fn a_column_name_stands_in_one_field_of_a_kind() {
        for kind in ImportKind::ALL {
            let mut seen: HashMap<&str, &str> = HashMap::new();
            for field in of(kind) {
                for column in field.columns() {
                    assert_eq!(normalised(column), column, "{}: stored normalised", field.name);
                    if let Some(other) = seen.insert(column, field.name) {
                        panic!("{}: {column} is in {other} and {}", kind.as_str(), field.name);
                    }
                }
            }
        }
    }
}
