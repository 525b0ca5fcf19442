//! Pages become a PDF: fonts, links, properties, and the same bytes for the same input.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::NaiveDateTime;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, Stream, StringFormat};
use printpdf::{
    ExtendedGraphicsState, ExtendedGraphicsStateId, Mm, Op, PdfDocument, PdfFont, PdfPage, PdfSaveOptions,
    Pt, XObject,
};

use crate::error::PaperError;
use crate::faces::Face;
use crate::ink::{FAINT, FAINT_ALPHA, Frame, font_id};
use crate::links::Link;
use crate::logo::{self, Logo, Picture};
use crate::options::{Metadata, RenderOptions};

/// A page ready to be written.
pub(crate) struct Page {
    pub ops: Vec<Op>,
    pub links: Vec<Link>,
    /// Width and height in points.
    pub size: (f32, f32),
}

/// Who made the file, in its properties.
const PRODUCER: &str = "Headroom";

pub(crate) fn assemble(
    pages: Vec<Page>,
    faces: &[Arc<Face>],
    logo: Option<&Logo>,
    options: &RenderOptions,
    html: &str,
) -> Result<Vec<u8>, PaperError> {
    let mut document = PdfDocument::new(&options.metadata.title);
    for face in faces {
        document.resources.fonts.map.insert(font_id(face), PdfFont::new(face.font.clone()));
    }
    if let Some(Logo { picture: Picture::Pixels(image), .. }) = logo {
        document.resources.xobjects.map.insert(logo::object_id(), XObject::Image(image.as_ref().clone()));
    }
    let faint = ExtendedGraphicsState::default().with_current_fill_alpha(FAINT_ALPHA);
    document.resources.extgstates.map.insert(ExtendedGraphicsStateId(FAINT.to_string()), faint);
    let mut links = Vec::with_capacity(pages.len());
    for page in pages {
        let (width, height) = page.size;
        links.push((page.links, height));
        document.pages.push(PdfPage::new(Mm::from(Pt(width)), Mm::from(Pt(height)), page.ops));
    }
    let save = PdfSaveOptions { image_optimization: None, ..PdfSaveOptions::default() };
    let mut warnings = Vec::new();
    let mut pdf = document.to_lopdf_document(&save, &mut warnings);
    finish(&mut pdf, options, &links, html)?;
    compress(&mut pdf)?;
    let mut bytes = Vec::with_capacity(64_000);
    pdf.save_to(&mut bytes).map_err(|error| PaperError::Write(error.to_string()))?;
    Ok(bytes)
}

/// Compressed streams by their content: a font's part changes only when a letter is used that was not before.
type Squeezed = HashMap<(u64, u64), Arc<Vec<u8>>>;
static SQUEEZED: LazyLock<Mutex<Squeezed>> = LazyLock::new(Mutex::default);
/// Streams kept compressed; smaller ones are quicker to compress than to look up.
const KEPT_STREAMS: usize = 64;
const WORTH_KEEPING: usize = 4_000;

fn compress(pdf: &mut lopdf::Document) -> Result<(), PaperError> {
    for object in pdf.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") || stream.content.len() < 100 {
            continue;
        }
        let squeezed = squeezed(&stream.content)?;
        if squeezed.len() < stream.content.len() {
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            stream.set_content(squeezed.as_ref().clone());
        }
    }
    Ok(())
}

fn squeezed(content: &[u8]) -> Result<Arc<Vec<u8>>, PaperError> {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, content).hash(&mut hasher);
        hasher.finish()
    };
    let key = (content.len() >= WORTH_KEEPING).then(|| (half(0), half(1)));
    let mut kept = SQUEEZED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = key.and_then(|key| kept.get(&key)) {
        return Ok(known.clone());
    }
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), Compression::new(6));
    let bytes = encoder.write_all(content).and_then(|()| encoder.finish());
    let bytes = Arc::new(bytes.map_err(|error| PaperError::Write(error.to_string()))?);
    if let Some(key) = key {
        if kept.len() >= KEPT_STREAMS {
            kept.clear();
        }
        kept.insert(key, bytes.clone());
    }
    Ok(bytes)
}

/// Adds what printpdf does not write, and replaces what it draws by chance.
fn finish(
    pdf: &mut lopdf::Document,
    options: &RenderOptions,
    links: &[(Vec<Link>, f32)],
    html: &str,
) -> Result<(), PaperError> {
    let write = |error: lopdf::Error| PaperError::Write(error.to_string());
    pdf.version = "1.7".to_string();
    let page_ids: BTreeMap<u32, lopdf::ObjectId> = pdf.get_pages();
    for (id, (links, height)) in page_ids.values().zip(links) {
        let frame = Frame { height: *height };
        let annotations: Vec<Object> =
            links.iter().map(|link| pdf.add_object(annotation(link, frame)).into()).collect();
        let page = pdf.get_object_mut(*id).and_then(Object::as_dict_mut).map_err(write)?;
        page.remove(b"Annots");
        if !annotations.is_empty() {
            page.set("Annots", annotations);
        }
    }
    mark_subsets(pdf);
    let identity = identity(html, options);
    let id = || Object::String(identity.clone(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id(), id()]);
    let info = pdf.add_object(information(&options.metadata));
    if let Ok(old) = pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        pdf.objects.remove(&old);
    }
    pdf.trailer.set("Info", info);
    let xmp = Stream::new(
        Dictionary::from_iter([("Type", "Metadata".into()), ("Subtype", Object::Name(b"XML".to_vec()))]),
        extensible_metadata(options).into_bytes(),
    )
    .with_compression(false);
    let xmp = pdf.add_object(xmp);
    let catalog = pdf.catalog_mut().map_err(write)?;
    catalog.set("Lang", Object::string_literal(options.language.code()));
    catalog.set("Metadata", xmp);
    catalog.set("ViewerPreferences", Dictionary::from_iter([("DisplayDocTitle", Object::Boolean(true))]));
    Ok(())
}

/// A part of a font is told by six capital letters before its name; printpdf writes a letter and digits.
fn mark_subsets(pdf: &mut lopdf::Document) {
    fn marked(name: &[u8]) -> Option<Vec<u8>> {
        let plus = name.iter().position(|byte| *byte == b'+')?;
        let (tag, rest) = name.split_at(plus);
        let digits = tag.strip_prefix(b"F")?;
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut letters: Vec<u8> = digits.iter().rev().take(6).map(|digit| digit - b'0' + b'A').collect();
        letters.resize(6, b'A');
        letters.extend_from_slice(rest);
        Some(letters)
    }
    fn mark(object: &mut Object) {
        match object {
            Object::Dictionary(dictionary) => {
                for (key, value) in dictionary.iter_mut() {
                    match value {
                        Object::Name(name) if key == b"BaseFont" || key == b"FontName" => {
                            if let Some(better) = marked(name) {
                                *name = better;
                            }
                        }
                        inner => mark(inner),
                    }
                }
            }
            Object::Array(items) => items.iter_mut().for_each(mark),
            _ => {}
        }
    }
    pdf.objects.values_mut().for_each(mark);
}

fn annotation(link: &Link, frame: Frame) -> Object {
    let rectangle: Vec<Object> = frame.rectangle(link.area).iter().map(|side| Object::Real(*side)).collect();
    let action = Dictionary::from_iter([
        ("S", Object::Name(b"URI".to_vec())),
        ("URI", Object::string_literal(link.target.as_str())),
    ]);
    Object::Dictionary(Dictionary::from_iter([
        ("Type", Object::Name(b"Annot".to_vec())),
        ("Subtype", Object::Name(b"Link".to_vec())),
        ("Rect", Object::Array(rectangle)),
        ("Border", Object::Array(vec![0.into(), 0.into(), 0.into()])),
        ("A", Object::Dictionary(action)),
    ]))
}

/// Sixteen bytes that are equal exactly when the document is.
fn identity(html: &str, options: &RenderOptions) -> Vec<u8> {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, html, options.size, options.draft).hash(&mut hasher);
        options.logo.hash(&mut hasher);
        options.metadata.created.hash(&mut hasher);
        hasher.finish().to_be_bytes()
    };
    [half(0), half(1)].concat()
}

fn information(metadata: &Metadata) -> Dictionary {
    let mut info = Dictionary::from_iter([("Creator", text(PRODUCER)), ("Producer", text(PRODUCER))]);
    for (name, value) in
        [("Title", &metadata.title), ("Author", &metadata.author), ("Subject", &metadata.subject)]
    {
        if !value.is_empty() {
            info.set(name, text(value));
        }
    }
    for (name, instant) in [("CreationDate", metadata.created), ("ModDate", metadata.modified)] {
        if let Some(instant) = instant {
            info.set(name, Object::string_literal(instant.format("D:%Y%m%d%H%M%SZ").to_string()));
        }
    }
    info
}

/// A text string as every reader understands it: UTF-16 with its mark.
fn text(value: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(value.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The same properties as XMP, which is where newer readers look.
fn extensible_metadata(options: &RenderOptions) -> String {
    let plain = |value: &str| {
        value
            .chars()
            .filter(|c| !c.is_control())
            .collect::<String>()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let instant = |name: &str, value: Option<NaiveDateTime>| {
        value.map_or(String::new(), |at| {
            format!("<xmp:{name}>{}</xmp:{name}>", at.format("%Y-%m-%dT%H:%M:%SZ"))
        })
    };
    let metadata = &options.metadata;
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
         {created}{modified}<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        title = plain(&metadata.title),
        author = plain(&metadata.author),
        language = options.language.code(),
        created = instant("CreateDate", metadata.created),
        modified = instant("ModifyDate", metadata.modified),
    )
}
