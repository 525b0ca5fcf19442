//! Which struct is a row of which table.

use super::rows::Entity;
use headroom_core::book::{
    Account, Attachment, Bundle, CallNote, Change, Contact, Contract, Criterion, Document, Line, Loss,
    Opportunity, OwnTemplate, Price, Product, Quote, RenewalRecord, SavedView, StoredRecord, Task, Ticket,
    WhiteSpaceItem,
};

macro_rules! tables {
    ($($type:ty = $table:literal, $noun:literal, json $json:expr, bool $bool:expr;)*) => {
        $(impl Entity for $type {
            const TABLE: &'static str = $table;
            const NOUN: &'static str = $noun;
            const JSON: &'static [&'static str] = &$json;
            const BOOL: &'static [&'static str] = &$bool;
        })*

        #[cfg(test)]
        mod test {
            use super::*;

            /// A field without a column, or a column without a field, would lose data silently: both lists are
            /// compared for every table, through a row written and read back by `rows`.
            #[test]
            fn every_table_exists() {
                let folder = tempfile::tempdir().unwrap();
                let book = crate::store::Book::create(&folder.path().join("t.headroom")).unwrap();
                book.read(|connection| {
                    $(crate::store::list::<$type>(connection, "", []).unwrap();
                    let mut columns: Vec<String> = connection
                        .prepare(concat!("SELECT name FROM pragma_table_info('", $table, "')")).unwrap()
                        .query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
                    let decl = <$type as ts_rs::TS>::inline(&ts_rs::Config::default());
                    columns.retain(|column| !decl.contains(&format!("{column}:")));
                    assert!(columns.is_empty(), "{}: columns without a field: {columns:?}", $table);)*
                    Ok(())
                }).unwrap();
            }
        }
    };
}

tables! {
    Account = "account", "account", json ["extra"], bool [];
    Contact = "contact", "contact", json ["roles"], bool [];
    Product = "product", "product", json [], bool [];
    Price = "price", "price", json ["tiers"], bool [];
    Bundle = "bundle", "bundle", json ["parts"], bool [];
    Contract = "contract", "contract", json [], bool ["auto_renew"];
    Line = "contract_line", "contract line", json [], bool ["trial"];
    Change = "change", "change", json ["items", "header_discount", "agreed_total", "approval"], bool ["unit_price_first"];
    StoredRecord = "calculation_record", "calculation record", json ["record"], bool [];
    CallNote = "call_note", "call note", json ["people"], bool ["mirror_confirmed"];
    Quote = "quote", "quote", json [], bool [];
    Criterion = "criterion", "success criterion", json [], bool [];
    Document = "document", "document", json ["content", "frozen_view"], bool [];
    Attachment = "attachment", "attachment", json [], bool [];
    Loss = "loss", "loss", json [], bool [];
    RenewalRecord = "renewal", "renewal", json [], bool [];
    WhiteSpaceItem = "white_space_item", "white-space item", json [], bool [];
    Task = "task", "task", json [], bool [];
    SavedView = "saved_view", "saved view", json ["state"], bool [];
    OwnTemplate = "own_template", "template", json [], bool [];
    Opportunity = "opportunity", "deal", json [], bool [];
    Ticket = "ticket", "ticket", json [], bool ["escalated"];
}
