/** One drawing for each kind of thing, as an element for lists and as an address for cards in the picture. */
import type { Kind } from '../model/kinds';

const PATHS: Readonly<Record<Kind, string>> = {
  account: 'M4 21V6l8-3 8 3v15M9 21v-4h6v4M8 9h2M14 9h2M8 13h2M14 13h2',
  service: 'M12 3l8 3v6c0 4.6-3.2 7.6-8 9-4.8-1.4-8-4.4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-3.6 3.6-5.5 7.5-5.5s6.9 1.9 7.5 5.5',
  group:
    'M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.1 3-4.8 6.5-4.8s6 1.7 6.5 4.8M16 5.3a3.5 3.5 0 0 1 0 6.4M18 15c2 .7 3.2 2.2 3.5 4.5',
  rule: 'M4 5h16l-6.2 7.5V18l-3.6 2v-7.5z',
  application: 'M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z',
  role: 'M12 3l8 3v6c0 4.6-3.2 7.6-8 9-4.8-1.4-8-4.4-8-9V6zM12 8v4M12 15.5v.3',
  awsRole:
    'M7 18.5a4 4 0 0 1-.6-8A5.7 5.7 0 0 1 17.3 9.7a4.4 4.4 0 0 1 .2 8.8zM9.5 14.2a1.6 1.6 0 1 0 0-.1M11.2 14.2h4v1.6',
  factor: 'M8 14.5a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4zM12.2 10.3H21v3.4M17.5 10.3v2.6',
  device: 'M5 5h14v10H5zM2.5 19h19',
  person:
    'M5 3.5h14v17H5zM12 11.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM8.3 17c.4-2 1.8-3 3.7-3s3.3 1 3.7 3',
  policy: 'M6 3h9l4 4v14H6zM14.5 3v4.5H19M9 12l2 2 4-4',
  zone: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-3.8 9c-2.6-2.6-3.8-5.6-3.8-9S9.4 5.6 12 3z',
  token: 'M4 7h16v10H4zM8 12h.1M12 12h.1M16 12h.1',
  provider: 'M10 12H3.5M7 8.5L3.5 12 7 15.5M11 4h9v16h-9M14.5 12h.1',
  hook: 'M7 4v8a5 5 0 0 0 10 0V9M17 9l-3 3M17 9l3 3',
  other: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
};

const SVG = 'http://www.w3.org/2000/svg';

function drawing(path: string, className: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon ${className}`);
  svg.setAttribute('aria-hidden', 'true');
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('d', path);
  svg.append(element);
  return svg;
}

/** The drawing as an element that readers of the screen pass over. */
export function icon(kind: Kind): SVGSVGElement {
  return drawing(PATHS[kind], `kind-${kind}`);
}

const EYE =
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z';

/** An open and a crossed eye; the style sheet shows the one that holds. */
export function eyes(): readonly SVGSVGElement[] {
  return [drawing(EYE, 'open'), drawing(`${EYE}M4 4l16 16`, 'shut')];
}

/** The drawing as a data address in the given colour. */
export function iconAddress(kind: Kind, colour: string): string {
  const svg =
    `<svg xmlns="${SVG}" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="${colour}" ` +
    `stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="${PATHS[kind]}"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
