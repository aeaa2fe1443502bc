/** Turns what a terminal shows, colours included, into an HTML page for a picture. Pure. */

const COLOURS: Readonly<Record<string, string>> = {
  '1': 'font-weight:700',
  '2': 'opacity:.6',
  '31': 'color:#ff7b72',
  '32': 'color:#7ee787',
  '33': 'color:#e3b341',
  '36': 'color:#76e3ea',
};
const CLOSING = new Set(['22', '39', '0']);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

/** Text with the colour codes that the project's scripts use, as HTML. */
export function toHtml(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
  const parts = text.split(/\u001b\[(\d+)m/);
  return parts
    .map((part, i) => {
      if (i % 2 === 0) return escaped(part);
      if (CLOSING.has(part)) return '</span>';
      return `<span style="${COLOURS[part] ?? ''}">`;
    })
    .join('');
}

/** The last screen that was drawn: each is drawn over the one before by moving the cursor up. */
export function lastScreen(output: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
  const screens = output.replace(/\r/g, '').split(/\u001b\[\d+A/);
  const last = screens.at(-2) ?? screens.at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
  return last.replace(/\u001b\[(\?\d+[lh]|J|K|\d*G)/g, '').trimEnd();
}

export function terminalPage(text: string): string {
  return `<!doctype html><meta charset="utf-8"><style>
body{margin:0;display:inline-block;background:#0d1117}
pre{margin:0;padding:20px 24px;color:#e6edf3;font:14px/1.45 "DejaVu Sans Mono",monospace}
</style><pre>${toHtml(text)}</pre>`;
}
