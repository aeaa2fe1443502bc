/** The picture as a PNG file, with its title and where it comes from, so that it can stand in a report. */
import type { Core } from 'cytoscape';
import { el } from './dom';
import { download, fileName } from './download';
import { pictureColours } from './pictureStyle';

export interface Caption {
  readonly title: string;
  readonly lead: string;
}

const SCALE = 2;
const MARGIN = 28 * SCALE;
const TITLE_HEIGHT = 92 * SCALE;
const LEAST_WIDTH = 720 * SCALE;
const LARGEST_SIDE = 12_000;

async function drawnGraph(core: Core, background: string): Promise<ImageBitmap> {
  const blob = await core.png({
    output: 'blob-promise',
    full: true,
    scale: SCALE,
    bg: background,
    maxWidth: LARGEST_SIDE,
    maxHeight: LARGEST_SIDE,
  });
  return createImageBitmap(blob);
}

/** Draws graph and caption on one canvas. Throws where the browser gives no canvas of that size. */
async function compose(core: Core, caption: Caption): Promise<HTMLCanvasElement> {
  const { canvas: background, ink, muted } = pictureColours();
  const graph = await drawnGraph(core, background);
  const canvas = el('canvas');
  canvas.width = Math.max(LEAST_WIDTH, graph.width + 2 * MARGIN);
  canvas.height = graph.height + TITLE_HEIGHT + MARGIN;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw a picture of this size.');
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(graph, (canvas.width - graph.width) / 2, TITLE_HEIGHT);
  const widest = canvas.width - 2 * MARGIN;
  context.fillStyle = ink;
  context.font = `600 ${20 * SCALE}px system-ui, sans-serif`;
  context.fillText(caption.title, MARGIN, 40 * SCALE, widest);
  context.fillStyle = muted;
  context.font = `${13 * SCALE}px system-ui, sans-serif`;
  context.fillText(caption.lead, MARGIN, 64 * SCALE, widest);
  return canvas;
}

/** Offers the picture as a download and answers the file's name. */
export async function savePicture(core: Core, caption: Caption): Promise<string> {
  const canvas = await compose(core, caption);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('This browser cannot make a PNG of this size.');
  const name = fileName(caption.title, 'png');
  download(blob, name);
  return name;
}
