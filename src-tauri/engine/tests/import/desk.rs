//! A new book, files beside it, and what an import said of them.

use headroom_engine::import::{self, ImportKind, ImportReport, ImportRequest, Mapping};
use headroom_engine::store::NewBook;
use headroom_engine::{Engine, FixedClock, JobContext};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub struct Desk {
    pub folder: tempfile::TempDir,
    pub engine: Engine,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let new = NewBook { currency: "USD".into(), locale: "en-US".into() };
        let engine =
            Engine::create(&folder.path().join("b.headroom"), &new, Arc::new(FixedClock::noon(day))).unwrap();
        Self { folder, engine }
    }

    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn import(&self, kind: ImportKind, file: &Path) -> ImportReport {
        self.try_import(kind, file).unwrap()
    }

    pub fn try_import(&self, kind: ImportKind, file: &Path) -> headroom_core::error::Result<ImportReport> {
        import::run(&self.engine, &request(Some(kind), file), &JobContext::silent())
    }

    pub fn preview(&self, kind: ImportKind, file: &Path) -> ImportReport {
        import::preview(&self.engine, &request(Some(kind), file), &JobContext::silent()).unwrap()
    }

    pub fn mapped(&self, toml: &str, file: &Path) -> headroom_core::error::Result<ImportReport> {
        let mut request = request(None, file);
        request.mapping = Some(Mapping::from_toml(toml)?);
        import::run(&self.engine, &request, &JobContext::silent())
    }

    /// One text of the book, by SQL.
    pub fn text(&self, sql: &str) -> String {
        self.engine
            .read(|read| {
                Ok(read.connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).unwrap())
            })
            .unwrap()
            .unwrap_or_else(|| "null".into())
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.engine.read(|read| Ok(read.connection.query_row(sql, [], |row| row.get(0)).unwrap())).unwrap()
    }

    /// All rows of the tables an import writes, as one text.
    pub fn everything(&self) -> String {
        let tables = [
            "account",
            "contact",
            "product",
            "price",
            "contract",
            "contract_line",
            "call_note",
            "quote",
            "opportunity",
            "ticket",
            "loss",
            "usage_snapshot",
        ];
        self.engine
            .read(|read| {
                let mut all = String::new();
                for table in tables {
                    let mut statement = read
                        .connection
                        .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3, 4"))
                        .unwrap();
                    let width = statement.column_count();
                    let mut rows = statement.query([]).unwrap();
                    while let Some(row) = rows.next().unwrap() {
                        for at in 0..width {
                            all.push_str(&format!("{:?} ", row.get_ref(at).unwrap()));
                        }
                        all.push('\n');
                    }
                }
                Ok(all)
            })
            .unwrap()
    }
}

pub fn request(kind: Option<ImportKind>, file: &Path) -> ImportRequest {
    ImportRequest { file: file.to_owned(), kind, mapping: None, refresh: false, draft: false }
}

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ravenstack").join(name)
}

pub fn counts(report: &ImportReport) -> (u64, u64, u64, u64, u64) {
    (report.rows, report.created, report.updated, report.unchanged, report.failed)
}

pub fn codes(report: &ImportReport) -> Vec<(u64, &str)> {
    report.errors.iter().map(|error| (error.line, error.code.as_str())).collect()
}

pub fn noticed(report: &ImportReport, words: &str) -> bool {
    report.notices.iter().any(|notice| notice.contains(words))
}
