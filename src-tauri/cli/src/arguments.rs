//! How `headroom-cli` is called.

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};
use headroom_engine::sample::Size;
use std::path::PathBuf;

/// Headroom without a window: the same book, the same commands.
#[derive(Parser)]
#[command(name = "headroom-cli", version, about)]
pub struct Arguments {
    /// The book; the one in your data folder when not given.
    #[arg(long, global = true, value_name = "FILE")]
    pub book: Option<PathBuf>,
    /// Work as if it were this day.
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
    /// Answer in JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but results and errors.
    #[arg(long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make an empty book.
    New {
        /// Reporting currency, ISO 4217.
        #[arg(long, default_value = "USD")]
        currency: String,
        /// en-US, en-GB, de-DE or fr-FR.
        #[arg(long, default_value = "en-US")]
        locale: String,
    },
    /// Make a sample book.
    Sample {
        #[arg(long, default_value = "small")]
        size: Size,
    },
    /// Import a CSV or XLSX file, or take an import back.
    Import(Import),
    /// Run any command of the engine.
    Call {
        name: Option<String>,
        /// The request as JSON, or "-" to read it from standard input.
        request: Option<String>,
        /// Name all commands.
        #[arg(long)]
        list: bool,
        /// Print what a command takes and gives.
        #[arg(long, value_name = "NAME")]
        schema: Option<String>,
    },
    /// Write a paper to a file.
    Render {
        kind: RenderKind,
        /// The paper; for a review also the account.
        #[arg(required_unless_present = "all")]
        id: Option<String>,
        /// Reviews of every active account, into a folder.
        #[arg(long, conflicts_with = "id")]
        all: bool,
        /// The quarter of a review, like 2026Q4; that of the day when not given.
        #[arg(long)]
        quarter: Option<String>,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// pdf (default; eml for mails), html, md, csv, txt where they exist.
        #[arg(long)]
        format: Option<String>,
    },
    /// Find words in accounts, people, notes, quotes and papers.
    Search {
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Prorate the rows of a CSV file; needs no book.
    Prorate(BulkFiles),
    /// Split the totals of a CSV file; needs no book.
    Allocate(BulkFiles),
    /// Copy the book and verify the copy.
    Backup { file: PathBuf },
    /// Put a backup in the book's place; what was there is kept beside it.
    Restore { file: PathBuf },
    /// Say whether the book is sound.
    Check,
    /// Take back the newest changes.
    Undo {
        #[arg(default_value_t = 1)]
        count: u32,
    },
    /// Bring back what was undone.
    Redo {
        #[arg(default_value_t = 1)]
        count: u32,
    },
    /// List the changes, newest first.
    Journal,
}

#[derive(clap::Args)]
pub struct Import {
    /// accounts, contacts, products, contracts, usage, opportunities, tickets, losses or notes.
    #[arg(long)]
    pub kind: Option<String>,
    pub file: Option<PathBuf>,
    /// How the columns are read.
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Say what would happen and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Write the mapping that was used.
    #[arg(long, value_name = "MAP.toml")]
    pub save_map: Option<PathBuf>,
    /// Use the mapping such a file was last imported with, and list what vanished.
    #[arg(long)]
    pub refresh: bool,
    /// Take back an import.
    #[arg(long, value_name = "IMPORT_ID")]
    pub undo: Option<String>,
}

#[derive(clap::Args)]
pub struct BulkFiles {
    #[arg(long = "csv", value_name = "IN.csv")]
    pub input: PathBuf,
    /// Standard output when not given.
    #[arg(long, value_name = "OUT.csv")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum RenderKind {
    /// Id of the proposal.
    Proposal,
    /// Id of the addendum.
    Addendum,
    /// Id of the account.
    WhiteSpace,
    /// Id of the account.
    CallBrief,
    /// Id of the account, or of the note.
    FollowUp,
    /// Id of the review, or of the account.
    Qbr,
}

impl RenderKind {
    /// The kind as documents name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Addendum => "addendum",
            Self::WhiteSpace => "white_space",
            Self::CallBrief => "call_brief",
            Self::FollowUp => "follow_up",
            Self::Qbr => "qbr",
        }
    }
}
