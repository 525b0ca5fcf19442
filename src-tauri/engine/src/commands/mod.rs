//! The one list of commands. The window, the command line, scripts and the generated TypeScript come from it.
//!
//! A query has no side effect, a mutation is one undoable entry of the journal, a job is long and reports
//! progress. Files beside this one hold the bodies, one an area.

pub mod account_list;
pub mod accounts;
pub mod addenda;
pub mod calculation;
pub mod capture;
pub mod catalogue;
pub mod changes;
pub mod compare;
pub mod contracts;
pub mod criteria;
pub mod documents;
pub mod drafting;
pub mod files;
pub mod imports;
pub mod mails;
pub mod notes;
mod patch;
pub mod people;
pub mod pictures;
pub mod printing;
pub mod proposals;
pub mod renewals;
pub mod review_batch;
pub mod reviews;
pub mod search;
pub mod settings;
pub mod sheets;
pub mod table_export;
pub mod tasks;
pub mod templates;
pub mod today;
pub mod trash;
pub mod upkeep;
pub mod views;
pub mod white_space;

use crate::engine::{Engine, JobContext, Read, Write};
use headroom_core::error::{AppError, Code, Result};
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

/// What a command does to the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Changes nothing.
    Query,
    /// One undoable change.
    Mutation,
    /// Long: progress and cancel.
    Job,
}

pub(crate) enum Handler {
    Query(fn(&Read<'_>, Value) -> Result<Value>),
    Mutation(fn(&mut Write<'_>, Value) -> Result<Value>),
    /// Works on the engine itself: undo, redo.
    Engine(fn(&Engine, Value) -> Result<Value>),
    Job(fn(&Engine, Value, &JobContext) -> Result<Value>),
}

/// A command of the list.
pub struct Command {
    pub name: &'static str,
    pub kind: Kind,
    /// One sentence on what it does.
    pub about: &'static str,
    pub(crate) handler: Handler,
    /// The TypeScript name of the request.
    pub request: fn() -> String,
    /// The TypeScript name of the response.
    pub response: fn() -> String,
    /// The declarations of both and of everything they name.
    pub declarations: fn() -> Vec<(String, String)>,
}

macro_rules! commands {
    ($($kind:ident $name:literal $body:path = $request:ty => $response:ty, $about:literal;)*) => {
        /// Every command, by area.
        pub static LIST: &[Command] = &[$(Command {
            name: $name,
            kind: commands!(@kind $kind),
            about: $about,
            handler: commands!(@handler $kind $body, $request),
            request: || <$request as TS>::name(&wire()),
            response: || <$response as TS>::name(&wire()),
            declarations: || {
                let mut seen = Declarations::default();
                seen.take::<$request>();
                seen.take::<$response>();
                seen.found
            },
        },)*];
    };
    (@kind query) => { Kind::Query };
    (@kind mutation) => { Kind::Mutation };
    (@kind engine) => { Kind::Mutation };
    (@kind job) => { Kind::Job };
    (@handler query $body:path, $request:ty) => {
        Handler::Query(|read, value| encode($body(read, decode::<$request>(value)?)?))
    };
    (@handler mutation $body:path, $request:ty) => {
        Handler::Mutation(|write, value| encode($body(write, decode::<$request>(value)?)?))
    };
    (@handler engine $body:path, $request:ty) => {
        Handler::Engine(|engine, value| encode($body(engine, decode::<$request>(value)?)?))
    };
    (@handler job $body:path, $request:ty) => {
        Handler::Job(|engine, value, job| encode($body(engine, decode::<$request>(value)?, job)?))
    };
}

commands! {
    query "book_info" upkeep::info = Nothing => upkeep::BookInfo, "What book this is, and the day it works on.";
    query "check" upkeep::check = Nothing => upkeep::CheckReport, "Whether the book is sound.";
    query "journal" upkeep::journal = upkeep::JournalRequest => Vec<crate::store::journal::JournalEntry>, "The changes, newest first.";
    engine "undo" upkeep::undo = upkeep::UndoRequest => crate::store::journal::JournalEntry, "Takes back the newest change, or a named one.";
    engine "redo" upkeep::redo = Nothing => crate::store::journal::JournalEntry, "Brings back what was undone last.";
    query "trash_list" trash::list = Nothing => trash::Trash, "What was deleted, newest first.";
    mutation "trash_restore" trash::restore = trash::TrashRequest => accounts::Done, "Takes things out of the trash, with what went with them.";
    engine "trash_purge" trash::purge = trash::TrashRequest => accounts::Done, "Deletes things of the trash for good; cannot be taken back.";
    job "backup" upkeep::backup = upkeep::BackupRequest => upkeep::BackupReport, "Copies the book to a file and verifies the copy.";
    query "search" search::search = search::SearchRequest => Vec<search::Hit>, "Accounts, people, notes, quotes and papers that hold the words.";
    query "settings_get" settings::get = Nothing => headroom_core::book::Settings, "All settings.";
    mutation "settings_update" settings::update = patch::SettingsPatch => headroom_core::book::Settings, "Changes the settings given.";
    query "settings_defaults" settings::defaults = Nothing => headroom_core::book::Settings, "What every setting is before anybody changes it.";
    query "accent_check" settings::check_accent = settings::ColourRequest => settings::AccentCheck, "Whether a colour reads on paper, and what is printed instead.";
    query "logo_get" settings::logo = Nothing => Option<files::FileBytes>, "The company's logo.";
    mutation "logo_set" settings::set_logo = settings::LogoRequest => headroom_core::book::Settings, "Stores the company's logo, PNG or SVG.";

    query "template_list" templates::list = Nothing => Vec<templates::TemplateRow>, "The templates of the papers, and which are your own.";
    query "template_get" templates::get = templates::ByName => templates::TemplateSource, "A template's source, own or shipped.";
    query "template_preview" templates::preview = templates::TemplatePreviewRequest => templates::TemplatePreview, "A paper printed with a source as it is typed, or what is wrong with it.";
    mutation "template_save" templates::save = templates::TemplateSave => templates::TemplateRow, "Puts an own source in the place of the shipped one.";
    mutation "template_reset" templates::reset = templates::ByName => templates::TemplateRow, "Goes back to the shipped source.";
    job "template_export" templates::export = templates::FolderRequest => templates::TemplateFolder, "Writes the templates in force into a folder, to be shared.";
    mutation "template_import" templates::import = templates::FolderRequest => templates::TemplateFolder, "Takes over the templates of a folder.";

    query "account_list" account_list::list = account_list::AccountListRequest => account_list::AccountList, "The accounts with ARR, renewal, health and last call: filtered, ordered, by the page.";
    query "account_ids" account_list::ids = account_list::AccountListRequest => Vec<String>, "The ids of the accounts that account_list would list.";
    query "account_facets" account_list::facets = Nothing => account_list::AccountFacets, "The segments and owners there are.";
    query "view_list" views::list = views::ViewListRequest => Vec<headroom_core::book::SavedView>, "The saved views of a list.";
    mutation "view_save" views::save = views::ViewSave => headroom_core::book::SavedView, "Keeps a list as it is seen under a name.";
    mutation "view_delete" views::delete = accounts::ById => accounts::Done, "Moves a saved view to the trash.";
    job "table_export" table_export::export = table_export::TableExport => table_export::TableExported, "Writes a list as it is seen to a CSV or XLSX file.";

    query "account_get" accounts::page = accounts::ById => accounts::AccountPage, "One account with people, notes, quotes, contracts, criteria and papers.";
    mutation "account_create" accounts::create = accounts::NewAccount => headroom_core::book::Account, "Adds an account.";
    mutation "account_update" accounts::update = patch::Patch => headroom_core::book::Account, "Changes the fields given.";
    mutation "accounts_update" accounts::update_many = accounts::AccountsPatch => accounts::Done, "Gives several accounts the same values, as one change.";
    mutation "accounts_delete" accounts::delete_many = accounts::ByIds => accounts::Done, "Moves several accounts to the trash, as one change.";
    mutation "account_delete" accounts::delete = accounts::ById => accounts::Done, "Moves an account to the trash.";

    mutation "contact_create" people::create = people::NewContact => headroom_core::book::Contact, "Adds a person at an account.";
    mutation "contact_update" people::update = patch::Patch => headroom_core::book::Contact, "Changes the fields given.";
    mutation "contact_delete" people::delete = accounts::ById => accounts::Done, "Moves a person to the trash.";

    query "product_list" catalogue::list = Nothing => Vec<catalogue::ProductWithPrices>, "The catalogue with its list prices.";
    mutation "product_create" catalogue::create = catalogue::NewProduct => headroom_core::book::Product, "Adds a product.";
    mutation "product_update" catalogue::update = patch::Patch => headroom_core::book::Product, "Changes the fields given.";
    mutation "product_delete" catalogue::delete = accounts::ById => accounts::Done, "Moves a product to the trash.";
    mutation "price_delete" catalogue::delete_price = accounts::ById => accounts::Done, "Moves a list price to the trash.";
    mutation "price_set" catalogue::set_price = catalogue::NewPrice => headroom_core::book::Price, "Sets a product's list price in a currency and period.";

    query "bundle_list" catalogue::bundles = Nothing => Vec<headroom_core::book::Bundle>, "Products sold together at one price.";
    mutation "bundle_save" catalogue::save_bundle = catalogue::BundleSave => headroom_core::book::Bundle, "Adds or changes a bundle.";
    mutation "bundle_delete" catalogue::delete_bundle = accounts::ById => accounts::Done, "Moves a bundle to the trash.";
    query "bundle_items" catalogue::bundle_items = accounts::ById => Vec<headroom_core::contract::ChangeItem>, "A bundle as the lines of a change.";

    mutation "contract_create" contracts::create = contracts::NewContract => headroom_core::book::Contract, "Adds a contract with its lines.";
    mutation "contract_update" contracts::update = patch::Patch => headroom_core::book::Contract, "Changes the fields given.";
    mutation "contract_delete" contracts::delete = accounts::ById => accounts::Done, "Moves a contract to the trash.";
    mutation "line_create" contracts::create_line = contracts::NewLine => headroom_core::book::Line, "Adds a line to a contract.";
    mutation "line_update" contracts::update_line = patch::Patch => headroom_core::book::Line, "Changes the fields given.";
    mutation "line_delete" contracts::delete_line = accounts::ById => accounts::Done, "Moves a line to the trash.";

    query "contract_next_invoice" contracts::next_invoice_of = accounts::ById => Option<headroom_core::contract::InvoicePreview>, "A contract's next regular invoice with its signed addenda.";

    query "note_get" notes::get = accounts::ById => notes::NoteWithQuotes, "A call note and its quotes.";
    mutation "note_save" notes::save = notes::NoteSave => notes::NoteWithQuotes, "Writes a call note with its quotes; raises the tasks its answer calls for.";
    mutation "note_delete" notes::delete = accounts::ById => accounts::Done, "Moves a note and its unused quotes to the trash.";
    mutation "quote_correct" notes::correct_quote = notes::QuoteCorrection => headroom_core::book::Quote, "Corrects a quote; one that a paper uses gets a new version.";
    mutation "quote_delete" notes::delete_quote = accounts::ById => accounts::Done, "Moves a quote to the trash.";
    query "transcript_read" capture::read_transcript = capture::TranscriptRequest => Vec<headroom_core::words::transcript::Turn>, "Who speaks in a transcript, and where the sentences are.";
    mutation "quote_capture" capture::quote = capture::QuoteCapture => headroom_core::book::Quote, "Keeps a quote without a call note.";
    query "draft_get" notes::get_draft = accounts::ById => Option<notes::Draft>, "What was being typed under a key.";
    engine "draft_put" notes::put_draft = notes::DraftPut => accounts::Done, "Keeps what is being typed; not journaled.";

    mutation "criterion_create" criteria::create = criteria::NewCriterion => headroom_core::book::Criterion, "Adds a success criterion.";
    mutation "criterion_update" criteria::update = patch::Patch => headroom_core::book::Criterion, "Changes a criterion; after a signature it becomes a new version.";
    mutation "criterion_grade" criteria::grade = criteria::GradeRequest => headroom_core::book::Criterion, "Grades a criterion with its evidence.";
    mutation "criterion_delete" criteria::delete = accounts::ById => accounts::Done, "Moves a criterion to the trash.";

    query "task_list" tasks::list = Nothing => Vec<tasks::TaskRow>, "What is due, the most overdue first.";
    mutation "task_create" tasks::create = tasks::NewTask => headroom_core::book::Task, "Adds a task.";
    mutation "task_update" tasks::update = patch::Patch => headroom_core::book::Task, "Changes a task: done, snoozed, dropped.";

    query "today_count" today::count = Nothing => usize, "How many items Today has.";
    query "today" today::list = today::TodayRequest => Vec<today::TodayItem>, "Everything that is due, by group.";
    mutation "today_snooze" today::snooze = today::SnoozeRequest => accounts::Done, "Puts an item of Today off until a day.";

    mutation "contract_renew" renewals::renew = renewals::RenewRequest => headroom_core::book::Contract, "Records a renewal: lines roll into the next term, change or end.";
    query "loss_list" renewals::losses = accounts::ById => Vec<headroom_core::book::Loss>, "An account's losses and requests for less.";
    mutation "loss_create" renewals::create_loss = renewals::NewLoss => headroom_core::book::Loss, "Records a downgrade, cancellation, price objection or request for less.";
    mutation "loss_delete" renewals::delete_loss = accounts::ById => accounts::Done, "Moves a loss to the trash.";

    query "white_space_list" white_space::list = accounts::ById => Vec<white_space::WhiteSpaceRow>, "What an account could still buy, best chances first.";
    mutation "white_space_create" white_space::create = white_space::NewWhiteSpace => headroom_core::book::WhiteSpaceItem, "Adds something the account could buy.";
    mutation "white_space_update" white_space::update = patch::Patch => headroom_core::book::WhiteSpaceItem, "Changes the fields given.";
    query "sheet_preview" sheets::preview = sheets::SheetRequest => sheets::SheetPreview, "An internal sheet of an account as PDF: white space or call brief.";
    query "usage_latest" sheets::usage = accounts::ById => Vec<sheets::UsageFigure>, "What an account used last, by metric.";
    query "mail_draft" mails::draft = mails::MailRequest => mails::MailDraft, "A mail after a call, with a paper or about a criterion, as text and mailto link, with what is missing.";
    job "mail_export" mails::export = mails::MailExport => sheets::WrittenReport, "Writes a mail to a file: .eml with the paper enclosed, or text.";
    job "sheet_export" sheets::export = sheets::SheetExport => sheets::WrittenReport, "Writes an internal sheet to a file: PDF, HTML, and the white space as Markdown or CSV.";
    mutation "white_space_delete" white_space::delete = accounts::ById => accounts::Done, "Moves an item to the trash.";

    query "document_list" documents::list = documents::ListRequest => Vec<documents::DocumentRow>, "The papers, newest first.";
    query "document_get" documents::get = accounts::ById => documents::DocumentPage, "A paper with its account, change, record and checks.";
    query "document_compare" compare::compare = compare::CompareRequest => Vec<compare::Difference>, "Where two versions of a paper read differently.";
    query "document_preview" printing::preview = printing::PreviewRequest => printing::Preview, "The paper's PDF as it stands, with its checks.";
    query "pdf_pictures" pictures::draw = pictures::PicturesRequest => pictures::Pictures, "Pages of a PDF as pictures with their words: of a preview, or of a file kept with an account.";
    query "paper_check" printing::paper_check = accounts::ById => Vec<headroom_core::checks::Check>, "What is missing before the paper can go out.";
    mutation "document_ready" documents::ready = accounts::ById => headroom_core::book::Document, "Marks a paper ready; refused while a check fails.";
    mutation "document_send" documents::send = documents::SendRequest => headroom_core::book::Document, "Freezes a paper as sent.";
    mutation "document_decide" documents::decide = documents::DecideRequest => headroom_core::book::Document, "Records that a sent proposal was accepted or declined.";
    mutation "document_version" documents::new_version = accounts::ById => headroom_core::book::Document, "Starts the next version of a paper.";
    mutation "document_delete" documents::delete = accounts::ById => accounts::Done, "Moves a draft to the trash.";
    mutation "documents_delete" documents::delete_many = accounts::ByIds => accounts::Done, "Moves several drafts to the trash, as one change.";
    job "document_export" printing::export = printing::ExportRequest => printing::ExportReport, "Writes a paper's PDF or HTML to a file.";

    mutation "proposal_create" proposals::create = proposals::NewProposal => headroom_core::book::Document, "Starts a proposal from the account's quotes.";
    mutation "proposal_update" proposals::update = proposals::ProposalUpdate => headroom_core::book::Document, "Changes what a proposal says.";
    mutation "proposal_both_ways" proposals::both_ways = accounts::ById => headroom_core::book::Document, "Puts the way into the renewal on page two, beside the change proposed.";
    query "calculate" calculation::calculate = calculation::CalculateRequest => calculation::Calculation, "What a change costs, with the other methods beside.";
    query "explain" calculation::explain = calculation::ExplainRequest => Vec<String>, "A calculation record as sentences, in English, German or French.";
    mutation "change_update" changes::update_change = changes::ChangeUpdate => Option<calculation::Calculation>, "Changes effective date, method or lines; writes a new calculation record.";
    mutation "addendum_create" addenda::create = addenda::NewAddendum => headroom_core::book::Document, "Starts an addendum, from a proposal or from nothing.";
    mutation "addendum_update" addenda::update = addenda::AddendumUpdate => headroom_core::book::Document, "Changes an addendum's criteria and recipient.";
    mutation "addendum_sign" addenda::sign = addenda::SignRequest => headroom_core::book::Document, "Records the signature: contract lines and the criteria clock follow in one step.";
    mutation "addendum_void" addenda::void = addenda::VoidRequest => headroom_core::book::Document, "Voids a signed addendum with reversing lines.";

    mutation "qbr_create" reviews::create = reviews::NewReview => headroom_core::book::Document, "Starts a quarterly review with what the book says.";
    mutation "qbr_update" reviews::update = reviews::ReviewUpdate => headroom_core::book::Document, "Changes what a review says.";
    mutation "qbr_freeze" reviews::freeze = accounts::ById => headroom_core::book::Document, "Freezes a review: its numbers and its pages never change again.";
    mutation "qbr_duplicate" reviews::duplicate = accounts::ById => headroom_core::book::Document, "Starts the next quarter's review from an earlier one.";
    query "qbr_slides" reviews::slides = reviews::SlidesRequest => reviews::DeckSlides, "The slides of a review with their notes and numbers.";
    job "qbr_render" reviews::render = reviews::ReviewRender => printing::ExportReport, "Writes a review, or the one an account would get, to a file.";
    job "qbr_render_all" review_batch::export_all = review_batch::ReviewBatch => Vec<review_batch::BatchRow>, "Renders the reviews of a quarter for every active account.";

    mutation "attachment_add" files::add = files::AddRequest => headroom_core::book::Attachment, "Keeps a file with an account.";
    job "import_preview" imports::preview = imports::ImportRequest => crate::import::ImportReport, "What an import would do; nothing is written.";
    job "import_run" imports::run = imports::ImportRequest => crate::import::ImportReport, "Imports a file.";
    query "import_list" imports::list = Nothing => Vec<imports::ImportRun>, "Past imports, newest first.";
    engine "import_undo" imports::undo = imports::UndoImport => crate::store::journal::JournalEntry, "Takes back everything an import wrote.";

    query "attachment_read" files::read = accounts::ById => files::FileBytes, "An attachment's bytes.";
    job "attachment_save" files::save = files::SaveRequest => accounts::Done, "Writes an attachment to a file.";
    mutation "attachment_delete" files::delete = accounts::ById => accounts::Done, "Moves an attachment to the trash.";

}

/// A request without fields.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// The command of that name.
///
/// # Errors
/// `Usage`, with the nearest name.
pub fn find(name: &str) -> Result<&'static Command> {
    LIST.iter().find(|command| command.name == name).ok_or_else(|| {
        let near = LIST
            .iter()
            .filter(|command| command.name.split('_').any(|part| name.contains(part)))
            .map(|command| command.name)
            .next();
        let error = AppError::new(Code::Usage, format!("There is no command \"{name}\"."));
        match near {
            Some(near) => {
                error.hint(format!("Did you mean \"{near}\"? \"headroom-cli call --list\" names them all."))
            }
            None => error.hint("\"headroom-cli call --list\" names them all."),
        }
    })
}

fn decode<T: serde::de::DeserializeOwned>(value: Value) -> Result<T> {
    let value = if value.is_null() { Value::Object(serde_json::Map::new()) } else { value };
    serde_json::from_value(value).map_err(|error| {
        let text = error.to_string();
        // serde names the field between backticks.
        let field = text.split('`').nth(1).map(str::to_owned);
        let error = AppError::new(Code::InvalidInput, format!("The request cannot be read: {text}."))
            .hint("\"headroom-cli call --schema NAME\" prints what a command takes.");
        match field {
            Some(field) => error.field(field),
            None => error,
        }
    })
}

fn encode<T: serde::Serialize>(value: T) -> Result<Value> {
    serde_json::to_value(value).map_err(AppError::internal)
}

/// How types are written: whole numbers as `number`, since amounts beyond 2^53 never cross the wire.
fn wire() -> Config {
    Config::new().with_large_int("number")
}

/// Collects TypeScript declarations, each once.
#[derive(Default)]
struct Declarations {
    found: Vec<(String, String)>,
}

impl Declarations {
    fn take<T: TS + 'static + ?Sized>(&mut self) {
        let config = wire();
        // A type with a file of its own has a declaration; the rest (text, lists) is part of others.
        if T::output_path().is_some() {
            let name = T::ident(&config);
            if self.found.iter().any(|(known, _)| *known == name) {
                return;
            }
            self.found.push((name, T::decl(&config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.take::<T>();
    }
}

/// The generated TypeScript: all types, then the command map the window's client is typed by.
pub fn typescript() -> String {
    let mut types = std::collections::BTreeMap::new();
    for command in LIST {
        types.extend((command.declarations)());
    }
    let mut extra = Declarations::default();
    extra.take::<AppError>();
    extra.take::<crate::engine::Progress>();
    types.extend(extra.found);
    let mut text = String::from(
        "// Generated from the engine's command list. Remake with `cargo xtask gen`; do not edit.\n\n",
    );
    for declaration in types.values() {
        text.push_str("export ");
        text.push_str(declaration);
        text.push_str("\n\n");
    }
    text.push_str(
        "/** Every command: its kind, what it takes and what it gives. */\nexport interface Commands {\n",
    );
    for command in LIST {
        text.push_str(&format!(
            "  /** {} */\n  {}: {{ kind: \"{}\"; request: {}; response: {} }};\n",
            command.about,
            command.name,
            format!("{:?}", command.kind).to_lowercase(),
            (command.request)(),
            (command.response)(),
        ));
    }
    text.push_str("}\n\nexport const kinds = {\n");
    for command in LIST {
        text.push_str(&format!(
            "  {}: \"{}\",\n",
            command.name,
            format!("{:?}", command.kind).to_lowercase()
        ));
    }
    text.push_str("} as const satisfies { [N in keyof Commands]: Commands[N][\"kind\"] };\n");
    text
}
