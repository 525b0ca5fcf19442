// Opens PDF bytes with pdf.js in its own worker and draws pages onto canvases. The only file that knows pdf.js.
import { getDocument, GlobalWorkerOptions } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerUrl;

export interface DrawnPage {
  canvas: HTMLCanvasElement;
  number: number;
  text: string;
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

/** Opens a PDF. */
export async function openPdf(source: string): Promise<PdfFile> {
  const task = getDocument({ data: bytesOf(source), useWorkerFetch: false, useWasm: false, isImageDecoderSupported: false });
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
      await page.render({ canvas, viewport }).promise;
      const content = await page.getTextContent();
      const text = content.items.map((item) => ("str" in item ? item.str : "")).join(" ").replace(/\s+/g, " ").trim();
      return { canvas, number, text };
    },
    close() {
      void task.destroy();
    },
  };
}
