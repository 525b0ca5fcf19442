//! The fields of what happens: usage, call notes, opportunities, support tickets and losses.

use super::{CURRENCY, Field, Type, field};

const ANSWER: Type =
    Type::Choice(&[("need", &["bedarf", "besoin"]), ("vague", &["unclear", "vage"]), ("deflected", &["no"])]);

const STAGE: Type = Type::Choice(&[
    (
        "identified",
        &[
            "expansion identified",
            "new",
            "lead",
            "open",
            "prospecting",
            "discovery",
            "appointment scheduled",
            "identifiziert",
        ],
    ),
    ("qualified", &["qualification", "qualified to buy", "needs analysis", "qualifiziert", "qualifié"]),
    (
        "business_case",
        &[
            "business case",
            "business case delivered",
            "proposal",
            "proposal sent",
            "proposal/price quote",
            "value proposition",
            "presentation scheduled",
            "quote",
            "angebot",
            "proposition",
        ],
    ),
    (
        "in_review",
        &["in review", "review", "decision maker bought-in", "id. decision makers", "perception analysis"],
    ),
    ("negotiation", &["negotiation/review", "contract sent", "verhandlung", "négociation"]),
    ("closed_won", &["won", "closed won", "gewonnen", "gagné"]),
    ("closed_lost", &["lost", "closed lost", "verloren", "perdu"]),
]);
const OPPORTUNITY_KIND: Type = Type::Choice(&[
    ("seat", &["seats", "licences", "licenses", "upsell", "expansion", "existing business"]),
    ("plan", &["upgrade", "plan upgrade", "tier upgrade"]),
    ("module", &["cross-sell", "cross sell", "crosssell", "add-on", "addon", "modul"]),
    ("usage", &["consumption", "overage", "metered"]),
    ("enterprise", &["ela", "enterprise agreement"]),
]);
const SOURCE: Type = Type::Choice(&[
    ("am", &["account manager", "csm", "sales", "outbound", "referral", "am-sourced"]),
    ("usage", &["product", "pql", "usage-triggered", "in-app", "inbound"]),
]);
const FORECAST: Type = Type::Choice(&[
    ("commit", &["committed", "closed"]),
    ("best_case", &["best case", "upside", "most likely"]),
    ("pipeline", &["omitted", "open"]),
]);
const PRIORITY: Type = Type::Choice(&[
    ("urgent", &["critical", "p1", "1", "blocker", "kritisch", "dringend"]),
    ("high", &["p2", "2", "major", "hoch", "haute"]),
    ("medium", &["normal", "p3", "3", "mittel", "moyenne"]),
    ("low", &["minor", "p4", "4", "niedrig", "basse"]),
]);
const TICKET_STATE: Type = Type::Choice(&[
    ("open", &["new", "pending", "on-hold", "in progress", "waiting", "reopened", "offen", "ouvert"]),
    ("closed", &["solved", "resolved", "done", "geschlossen", "gelöst", "fermé"]),
]);
const LOSS_KIND: Type = Type::Choice(&[
    ("cancellation", &["churn", "cancelled", "canceled", "lost", "kündigung", "résiliation"]),
    ("downgrade", &["contraction", "reduction", "seat reduction"]),
    ("price_objection", &["price objection", "price", "pricing"]),
    ("contraction_request", &["contraction request", "reduction request"]),
]);
const QUOTE_KIND: Type = Type::Choice(&[
    ("need", &["bedarf", "besoin"]),
    ("pain", &["problem", "schmerz"]),
    ("goal", &["ziel", "objectif", "objective"]),
    ("outcome", &["result", "ergebnis", "résultat"]),
    ("objection", &["einwand", "concern"]),
    ("praise", &["lob", "compliment"]),
]);

pub(super) static USAGE: &[Field] = &[
    field("usage.id", Type::Text, &["usageid", "eventid", "id", "recordid"]),
    field("line.external_id", Type::Text, &["subscriptionid", "lineid", "contractlineid"]),
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

pub(super) static NOTES: &[Field] = &[
    field(
        "note.external_id",
        Type::Text,
        &["noteid", "activityid", "callid", "id", "externalid", "recordid"],
    ),
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
    field("note.people", Type::Text, &["people", "participants", "attendees", "contacts", "teilnehmer"]),
    field("note.answer_type", ANSWER, &["answer", "answertype", "outcome", "antwort"]),
    field("note.mirrored", Type::Text, &["mirrored", "summary", "zusammenfassung", "resume"]),
    field("note.mirror_confirmed", Type::Truth, &["confirmed", "mirrorconfirmed"]),
    field("note.parked_renewal", Type::Text, &["parkedrenewal", "renewaltopic"]),
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
    field("note.transcript", Type::Text, &["transcript", "transkript", "transcription"]),
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
    field("quote.speaker_title", Type::Text, &["speakertitle", "speakerrole", "jobtitle"]),
    field("quote.kind", QUOTE_KIND, &["quotekind", "quotetype", "kind"]),
    field("quote.phase", Type::Whole, &["phase", "quotephase"]),
];

pub(super) static OPPORTUNITIES: &[Field] = &[
    field(
        "opportunity.external_id",
        Type::Text,
        &["opportunityid", "dealid", "id", "externalid", "recordid", "opportunitynumber"],
    ),
    field(
        "opportunity.name",
        Type::Text,
        &["opportunityname", "opportunity", "dealname", "deal", "name", "title", "bezeichnung", "nom"],
    ),
    field(
        "opportunity.stage",
        STAGE,
        &["stage", "stagename", "dealstage", "pipelinestage", "salesstage", "phase", "etape"],
    ),
    field("opportunity.kind", OPPORTUNITY_KIND, &["type", "opportunitytype", "dealtype", "kind", "typ"]),
    field(
        "opportunity.amount",
        Type::Money,
        &[
            "amount",
            "opportunityamount",
            "dealamount",
            "dealvalue",
            "value",
            "acv",
            "arr",
            "betrag",
            "wert",
            "montant",
        ],
    ),
    field("currency", Type::Text, CURRENCY),
    field("product", Type::Text, &["product", "productname", "produkt", "produit"]),
    field("opportunity.owner", Type::Text, &["owner", "opportunityowner", "dealowner", "salesrep", "ae"]),
    field("opportunity.source", SOURCE, &["source", "leadsource", "opportunitysource", "quelle", "origine"]),
    field("opportunity.forecast", FORECAST, &["forecast", "forecastcategory", "forecastcategoryname"]),
    field(
        "opportunity.opened_on",
        Type::Date,
        &["createddate", "createdate", "createdat", "created", "openedon", "opendate", "erstelltam"],
    ),
    field(
        "opportunity.stage_since",
        Type::Date,
        &["stagesince", "laststagechangedate", "stagedate", "stageentered", "datestageentered"],
    ),
    field(
        "opportunity.close_date",
        Type::Date,
        &["closedate", "closedon", "closingdate", "expectedclose", "expectedclosedate", "abschlussdatum"],
    ),
    field(
        "opportunity.reason",
        Type::Text,
        &["reason", "lossreason", "lostreason", "closedlostreason", "winreason", "grund"],
    ),
    field("opportunity.next_step", Type::Text, &["nextstep", "nextaction", "nachsterschritt"]),
];

pub(super) static TICKETS: &[Field] = &[
    field(
        "ticket.external_id",
        Type::Text,
        &["ticketid", "caseid", "casenumber", "ticketnumber", "issueid", "id", "externalid", "recordid"],
    ),
    field(
        "ticket.subject",
        Type::Text,
        &["subject", "title", "summary", "ticket", "issue", "betreff", "sujet", "objet"],
    ),
    field("ticket.priority", PRIORITY, &["priority", "severity", "urgency", "prioritat", "priorite"]),
    field("ticket.state", TICKET_STATE, &["status", "state", "ticketstatus", "statut"]),
    field(
        "ticket.opened_on",
        Type::Date,
        &[
            "submittedat",
            "createdat",
            "created",
            "createddate",
            "openedat",
            "openedon",
            "opened",
            "date",
            "erstelltam",
            "datum",
        ],
    ),
    field(
        "ticket.closed_on",
        Type::Date,
        &["closedat", "closedon", "closed", "closeddate", "resolvedat", "solvedat", "geschlossenam"],
    ),
    field(
        "ticket.first_response_minutes",
        Type::Whole,
        &["firstresponsetimeminutes", "firstresponseminutes", "firstreplytimeminutes", "firstreplyminutes"],
    ),
    field(
        "ticket.resolution_hours",
        Type::Number,
        &["resolutiontimehours", "resolutionhours", "hourstoresolve", "timetoresolvehours"],
    ),
    field(
        "ticket.satisfaction",
        Type::Whole,
        &["satisfactionscore", "satisfaction", "csat", "csatscore", "rating", "zufriedenheit"],
    ),
    field(
        "ticket.escalated",
        Type::Truth,
        &["escalationflag", "escalated", "isescalated", "escalation", "eskaliert"],
    ),
];

pub(super) static LOSSES: &[Field] = &[
    field(
        "loss.external_id",
        Type::Text,
        &["churneventid", "churnid", "lossid", "eventid", "id", "externalid", "recordid"],
    ),
    field("loss.kind", LOSS_KIND, &["losskind", "kind", "type", "losstype", "churntype"]),
    field(
        "loss.noted_on",
        Type::Date,
        &[
            "churndate",
            "lossdate",
            "lostdate",
            "cancellationdate",
            "canceldate",
            "cancelledon",
            "churnedat",
            "date",
            "datum",
        ],
    ),
    field(
        "loss.reason",
        Type::Text,
        &["reasoncode", "reason", "churnreason", "lossreason", "cancellationreason", "grund", "motif"],
    ),
    field(
        "loss.words",
        Type::Text,
        &["feedbacktext", "feedback", "customerfeedback", "words", "verbatim", "comment", "comments"],
    ),
];
