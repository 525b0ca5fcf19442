//! The fields of what stands: accounts, people, products and contract lines.

use super::{ACCOUNT_DOMAIN, ACCOUNT_ID, ACCOUNT_NAME, CURRENCY, Field, Type, also, field};

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
pub(super) static ACCOUNTS: &[Field] = &[
    also(field("account.external_id", Type::Text, ACCOUNT_ID), &["externalid", "id", "recordid"]),
    also(field("account.name", Type::Text, ACCOUNT_NAME), &["name", "nom"]),
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

pub(super) static CONTACTS: &[Field] = &[
    field(
        "contact.external_id",
        Type::Text,
        &["contactid", "personid", "id", "externalid", "recordid", "kontaktid", "idcontact"],
    ),
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

pub(super) static PRODUCTS: &[Field] = &[
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

pub(super) static CONTRACTS: &[Field] = &[
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
