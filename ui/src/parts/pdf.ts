// Opens PDF bytes with pdf.js in its own worker and draws pages onto canvases. The only file that knows pdf.js.
import { getDocument, GlobalWorkerOptions, PDFWorker, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerUrl;

/** One worker for all files: starting one takes longer than drawing a page. */
let worker: PDFWorker | undefined;

export interface DrawnPage {
  canvas: HTMLCanvasElement;
  number: number;
  /** The words of the page, read when they are asked for: the eye does not wait for them. */
  words: () => Promise<string>;
}

export interface PdfFile {
  source: string;
  count: number;
  /** Draws a page so that it fits into `room` by `tall` CSS pixels. */
  draw(number: number, room: number, tall: number, density: number): Promise<DrawnPage>;
  close(): void;
}

/** The bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** The words of a page. Read piece by piece: WebKit's streams cannot be walked with `for await`, which
 *  `getTextContent` does. */
async function textOf(page: PDFPageProxy): Promise<string> {
  const reader = page.streamTextContent().getReader();
  const words: string[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    for (const item of (value as { items: { str?: string }[] }).items) words.push(item.str ?? "");
  }
  return words.join(" ").replace(/\s+/g, " ").trim();
}

/** Opens a PDF. */
export async function openPdf(source: string): Promise<PdfFile> {
  worker ??= new PDFWorker();
  // Every version of a paper brings its faces along: handing five of them to the web view takes twice as long as
  // drawing the letters as shapes.
  const data = bytesOf(source);
  const task = getDocument({ worker, data, disableFontFace: true, useWorkerFetch: false, useWasm: false, isImageDecoderSupported: false });
  const file = await task.promise;
  return {
    source,
    count: file.numPages,
    async draw(number, room, tall, density) {
      const page = await file.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const scale = Math.min(room / natural.width, tall / natural.height);
      const viewport = page.getViewport({ scale: scale * density });
      const canvas = document.createElement("canvas");
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      canvas.style.width = `${Math.floor(viewport.width / density)}px`;
      canvas.style.height = `${Math.floor(viewport.height / density)}px`;
      // Drawn in one go: for the screen, pdf.js would wait for an animation frame before each part.
      await page.render({ canvas, viewport, intent: "print" }).promise;
      return { canvas, number, words: () => textOf(page) };
    },
    close() {
      void task.destroy();
    },
  };
}
