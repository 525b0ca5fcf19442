//! Reads a finished PDF back: text, faces, links, properties.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

#[derive(Debug)]
pub struct Font {
    pub name: String,
    pub embedded: bool,
    pub to_unicode: bool,
}

#[derive(Debug)]
pub struct Properties {
    pub title: String,
    pub author: String,
    pub created: String,
    pub language: String,
}

fn load(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).unwrap()
}

fn pages(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// The text of every page in the order it is drawn, one line per run, as copied by a reader (from the
/// `ActualText` the engine writes around each run).
pub fn texts(pdf: &[u8]) -> Vec<String> {
    let document = load(pdf);
    pages(&document).into_iter().map(|page| text(&document, page)).collect()
}

fn text(document: &Document, page: ObjectId) -> String {
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let fonts = unicode_maps(document, page);
    let (mut out, mut current, mut spelled) = (String::new(), None, false);
    for operation in content.operations {
        match operation.operator.as_str() {
            "BDC" => {
                if let Some(Object::Dictionary(properties)) = operation.operands.get(1)
                    && let Ok(actual) = properties.get(b"ActualText")
                {
                    out.push_str(&spoken(actual));
                    out.push('\n');
                    spelled = true;
                }
            }
            "EMC" => spelled = false,
            "Tf" => current = operation.operands[0].as_name().ok().map(<[u8]>::to_vec),
            "Tj" | "TJ" if !spelled => {
                if let Some(map) = current.as_ref().and_then(|name| fonts.get(name)) {
                    shown(&operation.operands[0], map, &mut out);
                    out.push('\n');
                }
            }
            _ => {}
        }
    }
    out
}

/// Letters and digits the template wrote and the PDF does not show, with how many are missing of each.
pub fn lost(rendered: &headroom_paper::Rendered) -> Vec<(char, usize)> {
    let count = |text: &str| {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
            *counts.entry(letter).or_default() += 1;
        }
        counts
    };
    let body = rendered.html.split("<body>").nth(1).unwrap();
    let mut written = String::new();
    for part in body.split('<') {
        // Of "div class=\"r\">1 of 2" only what follows the tag is text.
        written.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    for (name, letter) in
        [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#160;", " ")]
    {
        written = written.replace(name, letter);
    }
    let shown = count(&texts(&rendered.pdf).concat());
    count(&written)
        .into_iter()
        .filter_map(|(letter, wanted)| {
            let there = shown.get(&letter).copied().unwrap_or(0);
            (wanted > there).then(|| (letter, wanted - there))
        })
        .collect()
}

fn shown(object: &Object, map: &BTreeMap<u16, String>, out: &mut String) {
    match object {
        Object::Array(items) => items.iter().for_each(|item| shown(item, map, out)),
        Object::String(bytes, _) => {
            for pair in bytes.chunks(2) {
                if let [high, low] = pair {
                    out.push_str(map.get(&u16::from_be_bytes([*high, *low])).map_or("", String::as_str));
                }
            }
        }
        _ => {}
    }
}

/// A text string of a PDF: UTF-16 with a mark, else bytes.
fn spoken(object: &Object) -> String {
    match object {
        Object::String(bytes, _) => match bytes.strip_prefix(&[0xFE, 0xFF]) {
            Some(wide) => {
                let units: Vec<u16> =
                    wide.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            None => String::from_utf8_lossy(bytes).into_owned(),
        },
        _ => String::new(),
    }
}

fn font_dictionaries(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, Dictionary> {
    document
        .get_page_fonts(page)
        .unwrap()
        .into_iter()
        .map(|(name, dictionary)| (name, dictionary.clone()))
        .collect()
}

fn unicode_maps(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, BTreeMap<u16, String>> {
    let map_of = |font: &Dictionary| -> BTreeMap<u16, String> {
        let stream =
            font.get(b"ToUnicode").and_then(Object::as_reference).and_then(|id| document.get_object(id));
        let Ok(Object::Stream(stream)) = stream else { return BTreeMap::new() };
        let source = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let source = String::from_utf8_lossy(&source).into_owned();
        let hex = |text: &str| u16::from_str_radix(text, 16).ok();
        source
            .lines()
            .filter_map(|line| {
                let mut parts = line.split(['<', '>']).filter(|part| !part.trim().is_empty());
                let code = hex(parts.next()?)?;
                let wide = parts.next()?;
                let units: Vec<u16> =
                    (0..wide.len() / 4).filter_map(|at| hex(&wide[at * 4..at * 4 + 4])).collect();
                Some((code, String::from_utf16_lossy(&units)))
            })
            .collect()
    };
    font_dictionaries(document, page).into_iter().map(|(name, font)| (name, map_of(&font))).collect()
}

/// Every face of a document, with whether it is embedded and can be searched.
pub fn fonts(pdf: &[u8]) -> Vec<Font> {
    let document = load(pdf);
    let mut fonts = BTreeMap::new();
    for page in pages(&document) {
        for (name, font) in font_dictionaries(&document, page) {
            let descendants = font.get(b"DescendantFonts").ok().map(|object| match object {
                Object::Reference(id) => document.get_object(*id).unwrap(),
                other => other,
            });
            let embedded = descendants
                .and_then(|object| object.as_array().ok())
                .and_then(|array| array.first())
                .and_then(|first| document.dereference(first).ok())
                .and_then(|(_, font)| font.as_dict().ok()?.get(b"FontDescriptor").ok())
                .and_then(|descriptor| document.dereference(descriptor).ok())
                .and_then(|(_, descriptor)| descriptor.as_dict().ok())
                .is_some_and(|descriptor| descriptor.has(b"FontFile2") || descriptor.has(b"FontFile3"));
            let name = String::from_utf8_lossy(&name).into_owned();
            fonts.insert(name.clone(), Font { name, embedded, to_unicode: font.has(b"ToUnicode") });
        }
    }
    fonts.into_values().collect()
}

/// The operators of a page.
pub fn operators(pdf: &[u8], page: usize) -> Vec<String> {
    let document = load(pdf);
    let content = document.get_page_content(pages(&document)[page]);
    Content::decode(&content).unwrap().operations.into_iter().map(|operation| operation.operator).collect()
}

/// Where the links of a page lead.
pub fn links(pdf: &[u8], page: usize) -> Vec<String> {
    let document = load(pdf);
    let annotations = document.get_page_annotations(pages(&document)[page]).unwrap();
    annotations
        .into_iter()
        .filter_map(|annotation| {
            let action = annotation.get(b"A").and_then(Object::as_dict).ok()?;
            Some(spoken(action.get(b"URI").ok()?))
        })
        .collect()
}

/// Heights of the pages in points.
pub fn heights(pdf: &[u8]) -> Vec<f32> {
    let document = load(pdf);
    pages(&document)
        .into_iter()
        .map(|page| {
            let page = document.get_dictionary(page).unwrap();
            page.get(b"MediaBox").unwrap().as_array().unwrap()[3].as_float().unwrap()
        })
        .collect()
}

pub fn properties(pdf: &[u8]) -> Properties {
    let document = load(pdf);
    let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = document.get_dictionary(info).unwrap();
    let field = |name: &[u8]| info.get(name).map(spoken).unwrap_or_default();
    Properties {
        title: field(b"Title"),
        author: field(b"Author"),
        created: field(b"CreationDate"),
        language: spoken(document.catalog().unwrap().get(b"Lang").unwrap()),
    }
}
