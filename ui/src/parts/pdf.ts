// Pages of a PDF as pictures. The engine draws them; here they are unpacked before anybody shows them, so that a page
// never appears half. Must not know which paper they are of.
import type { PdfSource } from "../api";
import { ask } from "../state/book.svelte";

/** How many pages are asked for at a time: enough for most papers, and the first ones of a long file come soon. */
const AT_A_TIME = 12;

export interface DrawnPage {
  image: HTMLImageElement;
  number: number;
  /** The words of the page. */
  words: string;
}

/** What a page is fitted into, in CSS pixels. */
export interface Room {
  width: number;
  height?: number;
}

/** How many pages a PDF has, and `count` of them from `first` on. The last one stands for those behind it. */
export async function drawPages(source: PdfSource, first: number, count: number, room: Room): Promise<{ count: number; drawn: DrawnPage[] }> {
  const density = window.devicePixelRatio || 1;
  const { pages, pictures } = await ask("pdf_pictures", {
    source,
    first,
    count,
    width: room.width * density,
    ...(room.height === undefined ? {} : { height: room.height * density }),
  });
  const drawn = pictures.map(async ({ page, width, height, png, words }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    image.alt = "";
    image.draggable = false;
    image.style.width = `${width / density}px`;
    image.style.height = `${height / density}px`;
    await image.decode();
    return { image, number: page, words };
  });
  return { count: pages, drawn: await Promise.all(drawn) };
}

/** All pages of a PDF, told to `onmore` whenever there are some more; it says whether to go on. */
export async function drawAll(source: PdfSource, room: Room, onmore: (drawn: DrawnPage[], count: number) => boolean): Promise<void> {
  const all: DrawnPage[] = [];
  for (;;) {
    const { count, drawn } = await drawPages(source, all.length + 1, AT_A_TIME, room);
    all.push(...drawn);
    if (!onmore(all, count) || all.length >= count) return;
  }
}
