//! The fields an import can fill, by kind, with the column names they are recognised by.
//!
//! Column names are compared without case, spaces and marks: "Account ID", "account_id" and "AccountId" are
//! one. English names first, then German and French. A name stands in one field of a kind only.

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
    /// Normalised column names.
    pub columns: &'static [&'static str],
}

const fn field(name: &'static str, of: Type, columns: &'static [&'static str]) -> Field {
    Field { name, of, columns }
}

const STATUS: Type = Type::Choice(&[
    ("active", &["customer", "live", "aktiv", "kunde", "actif", "client", "current"]),
    ("trial", &["trialing", "pilot", "test", "essai"]),
    (
        "churned",
        &[
            "lost",
            "cancelled",
            "canceled",
            "inactive",
            "gekündigt",
            "verloren",
            "inaktiv",
            "perdu",
            "résilié",
        ],
    ),
]);
const PAYMENT: Type = Type::Choice(&[
    ("on_time", &["on time", "pünktlich", "à l'heure", "good"]),
    ("one_late", &["one late", "late"]),
    ("several_late", &["several late", "often late", "bad"]),
]);
const MODEL: Type = Type::Choice(&[("A", &["model a"]), ("B", &["model b"]), ("C", &["model c"])]);
const LANGUAGE: Type = Type::Choice(&[
    ("en", &["english", "en-us", "en-gb", "englisch", "anglais"]),
    ("de", &["german", "de-de", "deutsch", "allemand"]),
    ("fr", &["french", "fr-fr", "französisch", "français"]),
]);
const CONTACT_STATUS: Type = Type::Choice(&[
    ("active", &["aktiv", "actif", "current"]),
    ("left", &["gone", "inactive", "ausgeschieden", "parti"]),
]);
const STRENGTH: Type = Type::Choice(&[
    ("strong", &["stark", "fort"]),
    ("weak", &["schwach", "faible"]),
    ("untested", &["unknown"]),
]);
const PRODUCT_KIND: Type = Type::Choice(&[
    ("seat", &["seats", "user", "users", "licence", "license", "lizenz"]),
    ("module", &["add-on", "addon", "add on", "modul"]),
    ("plan", &["tier", "edition", "package", "tarif", "forfait", "subscription"]),
    ("usage", &["metered", "metric", "consumption", "verbrauch"]),
    ("service", &["one-time", "one time", "setup", "implementation", "training", "dienstleistung"]),
]);
const PERIOD: Type = Type::Choice(&[
    ("month", &["monthly", "monatlich", "monat", "mensuel", "mois", "m", "mo", "per month"]),
    ("quarter", &["quarterly", "vierteljährlich", "quartal", "trimestriel", "trimestre", "q"]),
    ("year", &["annual", "annually", "yearly", "jährlich", "jahr", "annuel", "an", "y", "per year"]),
    ("term", &["total", "whole term", "once"]),
]);
const LINE_KIND: Type = Type::Choice(&[
    ("recurring", &["subscription", "wiederkehrend", "récurrent"]),
    ("one_time", &["one-time", "one time", "once", "setup", "einmalig", "unique"]),
]);
const ANSWER: Type =
    Type::Choice(&[("need", &["bedarf", "besoin"]), ("vague", &["unclear", "vage"]), ("deflected", &["no"])]);

/// How a row names its account; the same in every kind but the accounts' own.
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

static ACCOUNTS: &[Field] = &[
    field(
        "account.external_id",
        Type::Text,
        &[
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
            "externalid",
            "id",
            "recordid",
        ],
    ),
    field(
        "account.name",
        Type::Text,
        &[
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
            "name",
            "nom",
        ],
    ),
    field(
        "account.legal_name",
        Type::Text,
        &["legalname", "legalentity", "registeredname", "rechtsname", "raisonsociale"],
    ),
    field(
        "account.address",
        Type::Text,
        &["address", "billingaddress", "postaladdress", "anschrift", "adresse"],
    ),
    field("account.domain", Type::Text, ACCOUNT_DOMAIN),
    field(
        "account.industry",
        Type::Text,
        &["industry", "sector", "vertical", "branche", "secteur", "industrie"],
    ),
    field(
        "account.segment",
        Type::Text,
        &["segment", "customersegment", "size", "sizeband", "kundensegment"],
    ),
    field("account.country", Type::Text, &["country", "countrycode", "billingcountry", "land", "pays"]),
    field("account.region", Type::Text, &["region", "territory", "state", "gebiet", "bundesland"]),
    field(
        "account.parent",
        Type::Text,
        &["parent", "parentid", "parentaccount", "parentaccountid", "muttergesellschaft"],
    ),
    field(
        "account.fiscal_year_start_month",
        Type::Whole,
        &["fiscalyearstart", "fiscalyearstartmonth", "fystart"],
    ),
    field("account.currency", Type::Text, CURRENCY),
    field("account.locale", Type::Text, &["locale"]),
    field("account.paper_language", LANGUAGE, &["language", "paperlanguage", "sprache", "langue"]),
    field("account.status", STATUS, &["status", "accountstatus", "lifecycle", "lifecyclestage", "statut"]),
    field("account.trial", Type::Truth, &["trial", "istrial", "trialflag"]),
    field("account.churned", Type::Truth, &["churned", "ischurned", "churn", "churnflag", "lost"]),
    field(
        "account.owner",
        Type::Text,
        &[
            "owner",
            "accountowner",
            "ownername",
            "am",
            "accountmanager",
            "betreuer",
            "kundenbetreuer",
            "responsable",
        ],
    ),
    field("account.csm", Type::Text, &["csm", "customersuccessmanager", "csmname", "successmanager"]),
    field("account.ae", Type::Text, &["ae", "accountexecutive", "salesrep", "vertrieb"]),
    field(
        "account.signed_up",
        Type::Date,
        &[
            "signupdate",
            "signedup",
            "signup",
            "customersince",
            "createdate",
            "createddate",
            "createdat",
            "kundeseit",
            "clientdepuis",
            "registrationdate",
            "since",
        ],
    ),
    field(
        "account.go_live",
        Type::Date,
        &["golive", "golivedate", "livedate", "livesince", "onboarded", "onboardingdate"],
    ),
    field(
        "account.employees",
        Type::Whole,
        &[
            "employees",
            "employeecount",
            "numberofemployees",
            "headcount",
            "companysize",
            "mitarbeiter",
            "mitarbeiterzahl",
            "effectif",
            "salaries",
        ],
    ),
    field(
        "account.addressable_users",
        Type::Whole,
        &["addressableusers", "potentialusers", "addressable", "potentialseats"],
    ),
    field("account.health", Type::Whole, &["health", "healthscore", "customerhealth", "gesundheit"]),
    field("account.nps", Type::Whole, &["nps", "npsscore"]),
    field(
        "account.open_critical_issues",
        Type::Whole,
        &["opencriticalissues", "criticalissues", "opencriticaltickets"],
    ),
    field("account.payment_history", PAYMENT, &["paymenthistory", "payment"]),
    field("account.ownership_model", MODEL, &["ownershipmodel", "model"]),
    field(
        "account.procurement_lead_days",
        Type::Whole,
        &["procurementleaddays", "procurementdays", "procurementleadtime"],
    ),
    field(
        "account.msa_reference",
        Type::Text,
        &["msa", "msareference", "msanumber", "agreement", "rahmenvertrag", "contratcadre"],
    ),
    field("account.msa_date", Type::Date, &["msadate", "msasigned", "msasigneddate"]),
];

static CONTACTS: &[Field] = &[
    field(
        "contact.external_id",
        Type::Text,
        &["contactid", "personid", "id", "externalid", "recordid", "kontaktid", "idcontact"],
    ),
    field("account.external_id", Type::Text, ACCOUNT_ID),
    field("account.name", Type::Text, ACCOUNT_NAME),
    field("account.domain", Type::Text, ACCOUNT_DOMAIN),
    field(
        "contact.name",
        Type::Text,
        &["name", "fullname", "contact", "contactname", "person", "ansprechpartner", "nomcomplet"],
    ),
    field("contact.first_name", Type::Text, &["firstname", "givenname", "vorname", "prenom", "forename"]),
    field(
        "contact.last_name",
        Type::Text,
        &["lastname", "surname", "familyname", "nachname", "nom", "nomdefamille"],
    ),
    field(
        "contact.title",
        Type::Text,
        &["title", "jobtitle", "position", "funktion", "fonction", "poste", "stelle"],
    ),
    field("contact.department", Type::Text, &["department", "team", "abteilung", "service", "departement"]),
    field("contact.email", Type::Text, &["email", "emailaddress", "mail", "courriel", "workemail"]),
    field("contact.phone", Type::Text, &["phone", "phonenumber", "telephone", "mobile", "telefon", "tel"]),
    field("contact.roles", Type::Text, &["role", "roles", "stakeholderrole", "buyingrole", "rolle"]),
    field("contact.champion_strength", STRENGTH, &["championstrength"]),
    field(
        "contact.last_contact",
        Type::Date,
        &[
            "lastcontact",
            "lastcontacted",
            "lastactivity",
            "lastactivitydate",
            "letzterkontakt",
            "derniercontact",
        ],
    ),
    field("contact.status", CONTACT_STATUS, &["status", "contactstatus"]),
];

static PRODUCTS: &[Field] = &[
    field(
        "product.external_id",
        Type::Text,
        &["productid", "sku", "productcode", "code", "id", "externalid", "artikelnummer", "reference"],
    ),
    field(
        "product.name",
        Type::Text,
        &["name", "product", "productname", "title", "produkt", "artikel", "produit", "nom"],
    ),
    field(
        "product.kind",
        PRODUCT_KIND,
        &["kind", "type", "producttype", "category", "productkind", "art", "categorie"],
    ),
    field("product.description", Type::Text, &["description", "details", "beschreibung"]),
    field(
        "price.unit_price",
        Type::Number,
        &["price", "unitprice", "listprice", "preis", "listenpreis", "prix", "prixunitaire"],
    ),
    field("price.currency", Type::Text, CURRENCY),
    field(
        "price.period",
        PERIOD,
        &["period", "priceperiod", "billingperiod", "interval", "per", "periode", "zeitraum"],
    ),
    field(
        "price.floor_price",
        Type::Number,
        &["floor", "floorprice", "minprice", "minimumprice", "mindestpreis", "prixplancher"],
    ),
];

static CONTRACTS: &[Field] = &[
    field(
        "line.external_id",
        Type::Text,
        &[
            "subscriptionid",
            "lineid",
            "contractlineid",
            "orderlineid",
            "externalid",
            "id",
            "itemid",
            "positionsid",
        ],
    ),
    field("account.external_id", Type::Text, ACCOUNT_ID),
    field("account.name", Type::Text, ACCOUNT_NAME),
    field("account.domain", Type::Text, ACCOUNT_DOMAIN),
    field(
        "contract.external_id",
        Type::Text,
        &[
            "contractid",
            "contract",
            "contractnumber",
            "agreementid",
            "ordernumber",
            "vertragsnummer",
            "vertrag",
            "numerocontrat",
            "contrat",
        ],
    ),
    field("contract.msa_reference", Type::Text, &["msa", "msareference", "msanumber", "rahmenvertrag"]),
    field(
        "contract.start",
        Type::Date,
        &["contractstart", "contractstartdate", "termstart", "vertragsbeginn", "debutcontrat"],
    ),
    field(
        "contract.renewal_date",
        Type::EndDate,
        &[
            "renewaldate",
            "renewal",
            "nextrenewal",
            "contractend",
            "contractenddate",
            "termend",
            "verlangerung",
            "vertragsende",
            "fincontrat",
            "renouvellement",
        ],
    ),
    field(
        "contract.auto_renew",
        Type::Truth,
        &["autorenew", "autorenewflag", "autorenewal", "autoverlangerung", "tacitereconduction"],
    ),
    field(
        "contract.notice_days",
        Type::Whole,
        &["noticedays", "noticeperiod", "noticeperioddays", "kundigungsfrist", "preavis"],
    ),
    field(
        "contract.billing_period",
        Type::Text,
        &["billingfrequency", "billingperiod", "billing", "billingcycle", "abrechnung", "facturation"],
    ),
    field("currency", Type::Text, CURRENCY),
    field(
        "product",
        Type::Text,
        &[
            "product",
            "productname",
            "plan",
            "plantier",
            "planname",
            "tier",
            "item",
            "produkt",
            "tarif",
            "artikel",
            "produit",
            "forfait",
        ],
    ),
    field("product.external_id", Type::Text, &["productid", "sku", "productcode", "artikelnummer"]),
    field(
        "line.quantity",
        Type::Number,
        &[
            "seats",
            "quantity",
            "qty",
            "licences",
            "licenses",
            "users",
            "menge",
            "anzahl",
            "lizenzen",
            "platze",
            "quantite",
            "sieges",
            "seatcount",
        ],
    ),
    field(
        "line.unit_price",
        Type::Number,
        &["unitprice", "price", "priceperseat", "seatprice", "einzelpreis", "preis", "prixunitaire", "prix"],
    ),
    field("line.period", PERIOD, &["period", "priceperiod", "pricefrequency"]),
    field("line.discount_percent", Type::Number, &["discount", "discountpercent", "rabatt", "remise"]),
    field(
        "line.mrr",
        Type::Money,
        &["mrr", "mrramount", "monthlyrecurringrevenue", "monthlyamount", "monthlyprice"],
    ),
    field(
        "line.arr",
        Type::Money,
        &["arr", "arramount", "annualrecurringrevenue", "annualamount", "annualvalue", "acv", "jahreswert"],
    ),
    field(
        "line.start",
        Type::Date,
        &[
            "startdate",
            "start",
            "linestart",
            "subscriptionstart",
            "from",
            "beginn",
            "startdatum",
            "datedebut",
            "debut",
            "von",
        ],
    ),
    field(
        "line.end",
        Type::EndDate,
        &[
            "enddate",
            "end",
            "lineend",
            "subscriptionend",
            "to",
            "until",
            "ende",
            "enddatum",
            "datefin",
            "fin",
            "bis",
        ],
    ),
    field("line.trial", Type::Truth, &["trial", "istrial", "trialflag"]),
    field("line.kind", LINE_KIND, &["kind", "linekind", "revenuetype", "chargetype"]),
];

static USAGE: &[Field] = &[
    field("usage.id", Type::Text, &["usageid", "eventid", "id", "recordid"]),
    field("line.external_id", Type::Text, &["subscriptionid", "lineid", "contractlineid"]),
    field("account.external_id", Type::Text, ACCOUNT_ID),
    field("account.name", Type::Text, ACCOUNT_NAME),
    field("account.domain", Type::Text, ACCOUNT_DOMAIN),
    field(
        "usage.day",
        Type::Date,
        &[
            "usagedate",
            "date",
            "day",
            "snapshotdate",
            "asof",
            "timestamp",
            "eventdate",
            "datum",
            "tag",
            "jour",
        ],
    ),
    field(
        "usage.metric",
        Type::Text,
        &[
            "featurename",
            "metric",
            "metricname",
            "feature",
            "event",
            "eventname",
            "measure",
            "kennzahl",
            "metrique",
            "indicateur",
        ],
    ),
    field(
        "usage.value",
        Type::Number,
        &["usagecount", "value", "count", "amount", "quantity", "wert", "anzahl", "valeur", "nombre"],
    ),
    field(
        "usage.entitlement",
        Type::Number,
        &["entitlement", "limit", "licensed", "allowance", "quota", "kontingent", "plafond"],
    ),
];

static NOTES: &[Field] = &[
    field(
        "note.external_id",
        Type::Text,
        &["noteid", "activityid", "callid", "id", "externalid", "recordid"],
    ),
    field("account.external_id", Type::Text, ACCOUNT_ID),
    field("account.name", Type::Text, ACCOUNT_NAME),
    field("account.domain", Type::Text, ACCOUNT_DOMAIN),
    field(
        "note.held_on",
        Type::Date,
        &["date", "helddate", "heldon", "calldate", "activitydate", "day", "createdat", "datum", "jour"],
    ),
    field(
        "note.minutes",
        Type::Whole,
        &["minutes", "duration", "durationminutes", "lengthminutes", "dauer", "duree"],
    ),
    field("note.signal", Type::Text, &["signal", "subject", "topic", "title", "betreff", "sujet", "objet"]),
    field("note.question", Type::Text, &["question", "frage"]),
    field("note.answer_type", ANSWER, &["answer", "answertype", "outcome", "antwort"]),
    field("note.mirrored", Type::Text, &["mirrored", "summary", "zusammenfassung", "resume"]),
    field(
        "note.next_step",
        Type::Text,
        &["nextstep", "nextaction", "followup", "nachsterschritt", "prochaineetape"],
    ),
    field(
        "note.next_step_due",
        Type::Date,
        &["nextstepdue", "due", "duedate", "followupdate", "fallig", "echeance"],
    ),
    field(
        "note.private_remarks",
        Type::Text,
        &[
            "note",
            "notes",
            "text",
            "body",
            "comment",
            "comments",
            "description",
            "remarks",
            "notiz",
            "remarque",
        ],
    ),
    field("quote.text", Type::Text, &["quote", "customerwords", "verbatim", "zitat", "citation"]),
    field(
        "quote.speaker",
        Type::Text,
        &["speaker", "contact", "contactname", "saidby", "person", "sprecher", "locuteur"],
    ),
];

/// Every field of a kind.
pub(super) fn of(kind: ImportKind) -> &'static [Field] {
    match kind {
        ImportKind::Accounts => ACCOUNTS,
        ImportKind::Contacts => CONTACTS,
        ImportKind::Products => PRODUCTS,
        ImportKind::Contracts => CONTRACTS,
        ImportKind::Usage => USAGE,
        ImportKind::Notes => NOTES,
    }
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
    of(kind).iter().find(|field| field.name == name)
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
                for column in field.columns {
                    assert_eq!(normalised(column), *column, "{}: stored normalised", field.name);
                    if let Some(other) = seen.insert(column, field.name) {
                        panic!("{}: {column} is in {other} and {}", kind.as_str(), field.name);
                    }
                }
            }
        }
    }
}
