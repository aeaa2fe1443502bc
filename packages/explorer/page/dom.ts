/**
 * Building the page's elements. Data reaches the document as text nodes and attribute values only, so no name in
 * the graph can become markup.
 */

export type Child = Node | string | undefined;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Creates an element. `true` sets an attribute without value; `false` and undefined leave it out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

/** A button that does something on this page. */
export function button(
  label: Child,
  onPress: (button: HTMLButtonElement) => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', () => {
    onPress(element);
  });
  return element;
}

/** An element of the page's own skeleton. Throws when the skeleton lacks it. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element ${id}.`);
  return element;
}

/** Text of any length on one line: long and odd names must not push the page apart. */
export function shortened(text: string, longest: number): string {
  const oneLine = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return oneLine.length <= longest ? oneLine : `${oneLine.slice(0, longest - 1)}…`;
}

/** A link out of the page, only where the value is plainly a web address; else its text. */
export function webLink(value: string): Child {
  if (!/^https:\/\/[^\s]+$/.test(value)) return value;
  return el('a', { href: value, target: '_blank', rel: 'noopener noreferrer' }, value);
}

/** Isolates text from the direction of what surrounds it, for names in any script. */
export function isolated(text: string): HTMLElement {
  return el('bdi', {}, text);
}
