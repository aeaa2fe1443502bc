/** HTML and XML from templates whose values are escaped, unless they are markup themselves. */
import { visible } from '../../../src/visible';

/** Markup, as opposed to text that becomes part of it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Value = Markup | string | number | undefined | readonly Value[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return visible(String(value)).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A template: texts in it are harmless in content and in attributes between quotation marks; lists are joined. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.map((part, i) => part + written(values[i])).join(''));
}
