/**
 * Conditions on the properties of a type: those that hold, and a form that adds one.
 */
import type { EntityType } from '../model/graph';
import {
  commonValues,
  isOperator,
  needsValue,
  type Condition,
  type Operator,
} from '../model/filter';
import { formatAddress } from '../model/route';
import { valueText } from '../model/values';
import type { ExplorerContext } from './context';
import { el } from './dom';

const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  is: 'is',
  not: 'is not',
  has: 'contains',
  less: 'is less than / before',
  more: 'is more than / after',
  known: 'is known',
  unknown: 'is unknown',
};

const MOST_SUGGESTIONS = 40;

function conditionWords({ property, operator, value }: Condition): string {
  return `${property} ${OPERATOR_WORDS[operator]}${needsValue(operator) ? ` ${value}` : ''}`;
}

function chips({ address }: ExplorerContext): HTMLElement | undefined {
  if (address.conditions.length === 0) return undefined;
  const items = address.conditions.map((condition, position) => {
    const conditions = address.conditions.toSpliced(position, 1);
    const words = conditionWords(condition);
    const href = formatAddress({ ...address, conditions, page: 1 });
    const remove = el('a', { href, class: 'chip', 'aria-label': `Remove: ${words}` }, words, ' ×');
    return el('li', {}, remove);
  });
  return el('ul', { class: 'chips', 'aria-label': 'Conditions' }, ...items);
}

/** Values of the chosen property, offered while typing. */
async function suggest(
  { graph }: ExplorerContext,
  type: EntityType,
  property: string,
  place: HTMLElement,
): Promise<void> {
  const column = await graph.column(type, property);
  if (!column) return;
  const values = commonValues(column, type.count, MOST_SUGGESTIONS);
  place.replaceChildren(
    ...values.map(({ value, count }) =>
      el('option', { value }, `${valueText('', value)} (${count})`),
    ),
  );
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return el('label', {}, el('span', {}, text), field);
}

/** The conditions of a list and the form that adds one. */
export function filterForm(context: ExplorerContext, type: EntityType): HTMLElement {
  const names = type.columns.map((column) => column.name).toSorted((a, b) => a.localeCompare(b));
  const first = names.includes('status') ? 'status' : names[0];
  const option = (name: string): HTMLElement =>
    el('option', { value: name, selected: name === first }, name);
  const property = el('select', {}, ...names.map(option));
  const words = Object.entries(OPERATOR_WORDS);
  const operator = el(
    'select',
    {},
    ...words.map(([name, text]) => el('option', { value: name }, text)),
  );
  const suggestions = el('datalist', { id: 'filter-values' });
  const value = el('input', { list: 'filter-values', autocomplete: 'off' });
  const offer = (): Promise<void> => suggest(context, type, property.value, suggestions);
  property.addEventListener('change', () => {
    value.value = '';
    offer().catch(reportError);
  });
  operator.addEventListener('change', () => {
    value.disabled = isOperator(operator.value) && !needsValue(operator.value);
  });
  offer().catch(reportError);
  const add = el('button', { type: 'submit' }, 'Add condition');
  const fields = [
    labelled('Property', property),
    labelled('Is', operator),
    labelled('Value', value),
  ];
  const form = el(
    'form',
    { class: 'filter', 'aria-label': `Filter ${type.many}` },
    ...fields,
    suggestions,
    add,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!isOperator(operator.value)) return;
    const condition = {
      property: property.value,
      operator: operator.value,
      value: value.value.trim(),
    };
    const conditions = [...context.address.conditions, condition];
    location.hash = formatAddress({ ...context.address, conditions, page: 1 });
  });
  return el('div', {}, chips(context), form);
}
