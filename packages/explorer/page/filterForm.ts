/** Conditions on the properties of a type: those that hold, and a form that adds one. */
import type { EntityType } from '../model/graph';
import {
  commonValues,
  isOperator,
  needsValue,
  OPERATORS,
  refusalOf,
  type Condition,
  type Operator,
} from '../model/filter';
import { formatAddress } from '../model/route';
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
const SUGGESTIONS_ID = 'filter-values';
const REFUSAL_ID = 'filter-refusal';

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
    ...values.map(({ value, count }) => el('option', { value }, `${value} (${count})`)),
  );
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  return el('label', {}, el('span', {}, text), field);
}

interface Fields {
  readonly property: HTMLSelectElement;
  readonly operator: HTMLSelectElement;
  readonly value: HTMLInputElement;
  readonly suggestions: HTMLElement;
}

function createFields(type: EntityType): Fields {
  const names = type.columns.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b));
  const first = names.includes('status') ? 'status' : names[0];
  const properties = names.map((name) =>
    el('option', { value: name, selected: name === first }, name),
  );
  const operators = OPERATORS.map((name) => el('option', { value: name }, OPERATOR_WORDS[name]));
  return {
    property: el('select', {}, ...properties),
    operator: el('select', {}, ...operators),
    value: el('input', {
      list: SUGGESTIONS_ID,
      autocomplete: 'off',
      'aria-describedby': REFUSAL_ID,
    }),
    suggestions: el('datalist', { id: SUGGESTIONS_ID }),
  };
}

function wireFields(context: ExplorerContext, type: EntityType, fields: Fields): void {
  const { property, operator, value, suggestions } = fields;
  const offer = (): void => {
    suggest(context, type, property.value, suggestions).catch(reportError);
  };
  property.addEventListener('change', () => {
    value.value = '';
    offer();
  });
  operator.addEventListener('change', () => {
    value.disabled = isOperator(operator.value) && !needsValue(operator.value);
  });
  offer();
}

/** Adds a condition to the address, or says in `refusal` why no value can meet it. */
async function addCondition(
  { graph, address, announce }: ExplorerContext,
  type: EntityType,
  added: Condition,
  refusal: HTMLElement,
): Promise<boolean> {
  const column = await graph.column(type, added.property);
  const reason = refusalOf(added, column?.values ?? []);
  refusal.textContent = reason ?? '';
  refusal.hidden = reason === undefined;
  if (reason !== undefined) {
    announce(reason);
    return false;
  }
  const conditions = [...address.conditions, added];
  location.hash = formatAddress({ ...address, conditions, page: 1 });
  return true;
}

/** The conditions of a list and the form that adds one. */
export function filterForm(context: ExplorerContext, type: EntityType): HTMLElement {
  const fields = createFields(type);
  const { property, operator, value, suggestions } = fields;
  wireFields(context, type, fields);
  const refusal = el('p', { class: 'note', id: REFUSAL_ID, hidden: true });
  const form = el(
    'form',
    { class: 'filter', 'aria-label': `Filter ${type.many}` },
    labelled('Property', property),
    labelled('Condition', operator),
    labelled('Value', value),
    suggestions,
    el('button', { type: 'submit' }, 'Add condition'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!isOperator(operator.value)) return;
    const added = { property: property.value, operator: operator.value, value: value.value.trim() };
    addCondition(context, type, added, refusal)
      .then((isAdded) => {
        if (!isAdded) value.focus();
      })
      .catch(reportError);
  });
  return el('div', {}, chips(context), form, refusal);
}
