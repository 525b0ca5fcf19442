//! Mails to the customer as drafts: after a call, with a paper, and about one success criterion. They say what was said and agreed, and nothing of
//! what is written for us; nothing here sends anything.

use super::PaperView;
use super::sheets::Ground;
use super::sources::{filled, internal_texts};
use crate::engine::Read;
use crate::store;
use headroom_core::book::{
    AddendumContent, CallNote, Contact, ContactStatus, Criterion, CriterionState, Document, DocumentKind,
    Grade, NoteState, ProposalContent, QuoteKind, StakeholderRole,
};
use headroom_core::checks::{self, Check};
use headroom_core::error::{AppError, Result};
use headroom_core::mail::{Address, Mail};
use headroom_core::paper::labels;

/// Sentences a mail after a call quotes at most.
const QUOTES: usize = 4;

/// What a mail is about.
pub enum Occasion {
    /// A call that was noted.
    Call(Box<CallNote>),
    /// A paper, and how it goes out: meeting, direct or champion.
    Paper(Box<Document>, Option<String>),
    /// A success criterion that runs or was graded.
    Criterion(Box<Criterion>),
}

impl Occasion {
    /// The account it goes to.
    pub fn account(&self) -> &str {
        match self {
            Occasion::Call(note) => note.account_id.as_str(),
            Occasion::Paper(document, _) => document.account_id.as_str(),
            Occasion::Criterion(criterion) => criterion.account_id.as_str(),
        }
    }
}

/// A criterion a customer can be asked about.
///
/// # Errors
/// `NotFound` for an unknown or deleted one; `Precondition` for one that is not agreed yet or was replaced.
pub fn about_criterion(read: &Read<'_>, id: &str) -> Result<Occasion> {
    let criterion: Criterion = store::get(read.connection, id)?;
    if criterion.deleted_at.is_some() {
        return Err(AppError::not_found("criterion", id));
    }
    match criterion.state {
        CriterionState::Running => Ok(Occasion::Criterion(Box::new(criterion))),
        CriterionState::Draft => {
            Err(AppError::precondition("This criterion is proposed and not agreed yet.")
                .hint("The proposal says it; its mail follows once it runs."))
        }
        CriterionState::Superseded => {
            Err(AppError::precondition("This version of the criterion was replaced.")
                .hint("Write about its newest version."))
        }
    }
}

/// The account a mail goes to, and what it is about.
///
/// # Errors
/// `NotFound` for an unknown id; `Precondition` for an account without a call.
pub fn after_call(read: &Read<'_>, id: &str) -> Result<Occasion> {
    if let Some(note) =
        store::optional::<CallNote>(read.connection, id)?.filter(|note| note.deleted_at.is_none())
    {
        return Ok(Occasion::Call(Box::new(note)));
    }
    let account = match store::optional::<Document>(read.connection, id)? {
        Some(document) => document.account_id.0,
        None => id.to_owned(),
    };
    let account: headroom_core::book::Account = store::get(read.connection, &account)?;
    let notes: Vec<CallNote> = store::list(
        read.connection,
        "WHERE account_id = ? AND deleted_at IS NULL ORDER BY held_on DESC, created_at DESC",
        [account.id.as_str()],
    )?;
    let note = notes.into_iter().find(|note| note.state == NoteState::Saved).ok_or_else(|| {
        AppError::precondition(format!("There is no call note with {}.", account.name))
            .hint("Write the note first: the mail says what was said in it.")
    })?;
    Ok(Occasion::Call(Box::new(note)))
}

/// Writes the mail; the recipient may be named.
///
/// # Errors
/// `NotFound` when a row is gone.
pub fn write(read: &Read<'_>, occasion: &Occasion, recipient: Option<&str>) -> Result<Mail> {
    let account = occasion.account();
    let language = match occasion {
        Occasion::Call(_) | Occasion::Criterion(_) => {
            let account = store::get(read.connection, account)?;
            crate::commands::documents::language(read.connection, &account)?
        }
        Occasion::Paper(document, _) => document.language.clone(),
    };
    let ground = Ground::load(read, account, Some(&language))?;
    let (to, subject, paragraphs) = match occasion {
        Occasion::Call(note) => call(&ground, note),
        Occasion::Paper(document, route) => paper(read, &ground, document, route.as_deref())?,
        Occasion::Criterion(one) => criterion(&ground, one),
    };
    let to = match recipient {
        Some(id) => {
            let named = ground.page.contacts.iter().find(|contact| contact.id.as_str() == id);
            vec![named.ok_or_else(|| AppError::not_found("contact", id).field("recipient_id"))?]
        }
        None => to,
    };
    let voice = ground.voice;
    let names: Vec<&str> = to.iter().map(|contact| contact.name.as_str()).collect();
    let mut text = vec![voice.greeting(&voice.and(&names))];
    text.extend(paragraphs);
    text.push(signature(&ground));
    let am = &ground.settings.am;
    Ok(Mail {
        from: Address { name: am.name.trim().to_owned(), mail: am.email.trim().to_owned() },
        to: to
            .into_iter()
            .map(|contact| Address {
                name: contact.name.clone(),
                mail: filled(contact.email.as_deref()).unwrap_or_default().to_owned(),
            })
            .collect(),
        subject,
        body: text.join("\n\n").replace('\u{a0}', " "),
        day: Some(read.today),
        enclosures: Vec::new(),
    })
}

/// Name, title, company and how to reach them, a line each.
fn signature(ground: &Ground) -> String {
    let (am, company) = (&ground.settings.am, &ground.settings.company);
    let house = filled(Some(&company.name)).unwrap_or(company.legal_name.trim());
    let place: Vec<&str> = [am.title.trim(), house].into_iter().filter(|part| !part.is_empty()).collect();
    let reach: Vec<&str> =
        [am.email.trim(), am.phone.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    let lines = [ground.voice.regards(), am.name.trim().to_owned(), place.join(", "), reach.join(", ")];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

type Written<'a> = (Vec<&'a Contact>, String, Vec<String>);

/// After a call: their words, what was confirmed, what happens next, what is measured.
fn call<'a>(ground: &'a Ground, note: &CallNote) -> Written<'a> {
    let voice = ground.voice;
    let words = labels(voice.language);
    let day = voice.date(note.held_on);
    let mut text = vec![voice.thanks_for_the_call(&day)];
    let quotes: Vec<String> = ground
        .page
        .quotes
        .iter()
        .map(|one| &one.quote)
        .filter(|quote| quote.note_id.as_ref() == Some(&note.id))
        .filter(|quote| !matches!(quote.kind, QuoteKind::Praise | QuoteKind::Objection))
        .take(QUOTES)
        .map(|quote| {
            format!("{}{}{} ({})", words.quote_open, quote.text.trim(), words.quote_close, quote.speaker)
        })
        .collect();
    if !quotes.is_empty() {
        text.push(format!("{}\n{}", words.told_me, quotes.join("\n")));
    }
    if let Some(mirrored) = filled(note.mirrored.as_deref()).filter(|_| note.mirror_confirmed == Some(true)) {
        text.push(format!("{}\n{mirrored}", voice.what_i_understood()));
    }
    if let Some(next) = filled(note.next_step.as_deref()) {
        let by = note.next_step_due.map(|day| voice.weekday(day));
        text.push(format!("{}\n{}", voice.what_happens_next(), voice.i_send(next, by.as_deref())));
    }
    let criteria: Vec<String> = ground
        .page
        .criteria
        .iter()
        .filter(|one| {
            one.state == CriterionState::Running && one.grade.is_none_or(|grade| grade == Grade::NotYet)
        })
        .filter_map(|one| agreed(ground, one))
        .take(QUOTES)
        .collect();
    if !criteria.is_empty() {
        text.push(format!("{}\n{}", voice.what_we_look_at(), criteria.join("\n")));
    }
    text.push(voice.where_i_misheard());
    (present(ground, note), voice.follow_up_subject(&day), text)
}

/// "All depots checked, 24, by 14 June 2027"; nothing for one without a day.
fn agreed(ground: &Ground, one: &Criterion) -> Option<String> {
    let voice = ground.voice;
    let target = filled(one.target.as_deref()).filter(|target| !one.text.contains(target));
    let target = target.map(|target| super::proposal::with_unit(target, one.unit.as_deref()));
    let due = voice.due_on(&voice.date(one.due_on?));
    let parts = [Some(one.text.trim().to_owned()), target, Some(due)];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// About one criterion: what was agreed and why, how it stands or turned out, and the question whether they see it so.
fn criterion<'a>(ground: &'a Ground, one: &Criterion) -> Written<'a> {
    let voice = ground.voice;
    let words = labels(voice.language);
    let graded = one.grade.filter(|grade| *grade != Grade::NotYet);
    let what = one.text.trim();
    let mut text = vec![if graded.is_some() { voice.criterion_was_graded() } else { voice.criterion_runs() }];
    text.push(format!(
        "{}\n{}",
        voice.what_we_agreed(),
        agreed(ground, one).unwrap_or_else(|| what.to_owned())
    ));
    let quote = ground
        .page
        .quotes
        .iter()
        .map(|one| &one.quote)
        .find(|quote| Some(&quote.id) == one.quote_id.as_ref());
    if let Some(quote) = quote {
        text.push(format!(
            "{}\n{}{}{} ({})",
            words.told_me,
            words.quote_open,
            quote.text.trim(),
            words.quote_close,
            quote.speaker
        ));
    }
    let value = filled(one.measured_value.as_deref())
        .map(|value| super::proposal::with_unit(value, one.unit.as_deref()));
    let grade = graded.map(|grade| super::review::mark(voice.language, Some(grade)).1.to_owned());
    let evidence = filled(one.evidence.as_deref()).filter(|_| graded.is_some()).map(str::to_owned);
    let stands: Vec<String> = [grade, value, evidence].into_iter().flatten().collect();
    if !stands.is_empty() {
        text.push(format!("{}\n{}", voice.how_it_stands(), stands.join("\n")));
    }
    text.push(if graded.is_some() { voice.do_you_see_it_so() } else { voice.how_do_you_see_it() });
    let owner = ground.contact(one.owner_contact_id.as_ref());
    let owner = owner.filter(|contact| contact.status == ContactStatus::Active);
    let to = match owner {
        Some(owner) => vec![owner],
        None => carried(ground),
    };
    (to, voice.criterion_subject(what.trim_end_matches('.'), graded.is_some()), text)
}

/// Who was in the call and can be written to; else whoever carries it.
fn present<'a>(ground: &'a Ground, note: &CallNote) -> Vec<&'a Contact> {
    let here = |contact: &&Contact| {
        contact.status == ContactStatus::Active && filled(contact.email.as_deref()).is_some()
    };
    let contacts = &ground.page.contacts;
    let in_call: Vec<&Contact> =
        contacts.iter().filter(|contact| note.people.contains(&contact.id)).filter(here).collect();
    if in_call.is_empty() { carried(ground) } else { in_call }
}

/// Whoever carries it on their side and can be written to.
fn carried(ground: &Ground) -> Vec<&Contact> {
    let here = |contact: &&Contact| {
        contact.status == ContactStatus::Active && filled(contact.email.as_deref()).is_some()
    };
    let contacts = &ground.page.contacts;
    let by_role =
        |role: StakeholderRole| contacts.iter().filter(here).find(|contact| contact.roles.contains(&role));
    by_role(StakeholderRole::Champion)
        .or_else(|| by_role(StakeholderRole::EconomicBuyer))
        .into_iter()
        .collect()
}

/// With a paper: what it is, how to use it, until when it holds.
fn paper<'a>(
    read: &Read<'_>,
    ground: &'a Ground,
    document: &Document,
    route: Option<&str>,
) -> Result<Written<'a>> {
    let voice = ground.voice;
    let account = &ground.page.account;
    let customer = filled(account.legal_name.as_deref()).unwrap_or(&account.name);
    let contact = |id: Option<&headroom_core::id::ContactId>| ground.contact(id);
    let unreadable = |error: serde_json::Error| AppError::invalid("content", error.to_string());
    match document.kind {
        DocumentKind::Proposal => {
            let content: ProposalContent =
                serde_json::from_value(document.content.clone()).map_err(unreadable)?;
            let buyer = contact(content.economic_buyer_id.as_ref());
            let to = contact(document.recipient_id.as_ref())
                .or_else(|| contact(content.recipient_id.as_ref()))
                .or(buyer);
            let route = route.or(document.sent_route.as_deref());
            let mut text = vec![match route {
                Some("champion") => voice.cover_note(buyer.map_or("", |buyer| buyer.name.as_str())),
                Some("meeting") => voice.proposal_for_meeting(),
                _ => voice.proposal_attached(),
            }];
            if let Some(next) = filled(content.next_step.as_deref()).filter(|_| route != Some("champion")) {
                text.push(format!("{}\n{next}", voice.what_happens_next()));
            }
            if let Some(until) = content.valid_until.or(document.valid_until) {
                text.push(voice.holds_until(&voice.date(until)));
            }
            if route != Some("champion") {
                text.push(voice.where_i_misheard());
            }
            let subject = voice.proposal_subject(customer, content.headline.text.trim());
            Ok((to.into_iter().collect(), subject, text))
        }
        DocumentKind::Addendum => {
            let content: AddendumContent =
                serde_json::from_value(document.content.clone()).map_err(unreadable)?;
            let to =
                contact(document.recipient_id.as_ref()).or_else(|| contact(content.recipient_id.as_ref()));
            let ends = ground
                .page
                .contracts
                .iter()
                .find(|view| Some(&view.contract.id) == document.contract_id.as_ref())
                .and_then(|view| view.contract.renewal_date)
                .map(|renewal| voice.date(super::lines::day_before(renewal)))
                .unwrap_or_default();
            let text = vec![voice.addendum_attached(&ends), voice.please_sign()];
            Ok((to.into_iter().collect(), voice.addendum_subject(&document.number, customer), text))
        }
        DocumentKind::WhiteSpace | DocumentKind::CallBrief => {
            Err(AppError::precondition("This paper is for you alone; there is no mail with it."))
        }
        DocumentKind::Qbr => review(read, ground, document),
    }
}

/// With a deck: what it found, in their words where there are some, the one recommendation as a question, what
/// comes next. It says what the deck says, so a frozen deck keeps its mail.
fn review<'a>(read: &Read<'_>, ground: &'a Ground, document: &Document) -> Result<Written<'a>> {
    let voice = ground.voice;
    let words = labels(voice.language);
    let PaperView::Qbr { view, sheet } = super::view(read.connection, document)? else {
        return Err(AppError::invalid("kind", format!("{} is no review.", document.number)));
    };
    let mut text = vec![voice.review_attached(&view.numbers_up_to)];
    let findings: Vec<&str> = [&view.outcomes.head, &view.value.head, &view.gaps.head]
        .into_iter()
        .filter(|head| head.missing.is_empty())
        .map(|head| head.title.trim())
        .filter(|title| !title.is_empty())
        .collect();
    if !findings.is_empty() {
        text.push(format!("{}\n{}", voice.what_is_in_it(), findings.join("\n")));
    }
    let recommendation = &view.recommendation;
    let quote = recommendation.quote.as_ref().or(view.cover_quote.as_ref());
    if let Some(quote) = quote.filter(|quote| !quote.paraphrased) {
        text.push(format!(
            "{}\n{}{}{} ({})",
            words.told_me, words.quote_open, quote.text, words.quote_close, quote.byline
        ));
    }
    if recommendation.missing.is_empty() && !recommendation.text.trim().is_empty() {
        let asked = voice.would_it_be_right(recommendation.text.trim());
        text.push(format!("{}\n{asked}", voice.one_recommendation()));
    }
    if let Some(step) = view.next.steps.first().filter(|_| view.next.head.missing.is_empty()) {
        let parts = [step.what.trim().trim_end_matches('.'), step.who.trim(), step.when.trim()];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        text.push(format!("{}\n{}", voice.what_happens_next(), said.join(", ")));
    }
    text.push(voice.where_i_misheard());
    let to = match ground.contact(document.recipient_id.as_ref()) {
        Some(recipient) => vec![recipient],
        None => carried(ground),
    };
    Ok((to, sheet.title, text))
}

/// What is missing before the mail may go out: somebody to write to, and nothing of ours in it.
///
/// # Errors
/// `Internal` when a row cannot be read.
pub fn check(read: &Read<'_>, account: &str, mail: &Mail) -> Result<Vec<Check>> {
    let private = internal_texts(read.connection, account)?;
    let without: Vec<String> =
        mail.to.iter().filter(|one| one.mail.is_empty()).map(|one| one.name.clone()).collect();
    Ok(checks::mail(&mail.subject, &mail.body, mail.to.len() - without.len(), &without, &private))
}
