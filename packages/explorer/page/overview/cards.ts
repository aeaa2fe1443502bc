/** The numbers that say how an org stands, each a link to the list that it counts. */
import { REACHERS } from '../../model/derived';
import { filterNodes } from '../../model/filter';
import type { Graph } from '../../model/graph';
import { listsOf, type Counted, type Lists } from '../../model/posture';
import { countText, percent } from '../../../cli/terminal/format';
import { el } from '../dom';
import { viewLink } from '../links';

type Mood = 'plain' | 'good' | 'warn' | 'bad';

interface NumberCard {
  readonly value: string;
  readonly words: string;
  readonly note?: string;
  readonly list: Counted;
  readonly mood?: Mood;
}

function cardElement({ value, words, note, list, mood = 'plain' }: NumberCard): HTMLElement {
  const label = el('strong', { class: 'number' }, value);
  const link = viewLink(label, list.address, `card mood-${mood}`);
  link.append(el('span', {}, ` ${words}`));
  if (note !== undefined) link.append(el('small', {}, ` ${note}`));
  return el('li', {}, link);
}

async function accountCards(users: Lists): Promise<readonly NumberCard[]> {
  const [active, other] = [await users.active(), await users.notActive()];
  const cards: NumberCard[] = [
    {
      value: countText(active.count),
      words: 'active users',
      note: `and ${countText(other.count)} other`,
      list: active,
    },
  ];
  if (!users.has('lastLoginOn')) return cards;
  const dormant = await users.dormant();
  const never = await users.neverSignedIn();
  cards.push({
    value: countText(dormant.count),
    words: 'active, no sign-in for 90 days',
    list: dormant,
    mood: dormant.count > 0 ? 'warn' : 'good',
  });
  cards.push({
    value: countText(never.count),
    words: 'active, never signed in',
    list: never,
    mood: never.count > 0 ? 'warn' : 'good',
  });
  return cards;
}

/** Shares are rounded down: 100 % means that nobody is left. */
function share(part: number, whole: number): string {
  return percent(Math.floor((100 * part) / Math.max(1, whole)) / 100);
}

async function factorCards(users: Lists): Promise<readonly NumberCard[]> {
  if (!users.has('mfaEnabled')) return [];
  const { count: active } = await users.active();
  const [without, enrolled] = [await users.withoutFactor(), await users.withFactor()];
  const resistant = await users.ofStrength('phishing-resistant');
  return [
    {
      value: share(enrolled.count, active),
      words: 'of active users have a second factor',
      note: `${countText(without.count)} have none`,
      list: without,
      mood: without.count > 0 ? 'bad' : 'good',
    },
    {
      value: share(resistant.count, active),
      words: 'have a phishing-resistant one',
      note: countText(resistant.count),
      list: resistant,
    },
  ];
}

async function adminCards(users: Lists): Promise<readonly NumberCard[]> {
  const admins = await users.administrators();
  const cards: NumberCard[] = [
    { value: countText(admins.count), words: 'administrators', list: admins },
  ];
  if (!users.has('mfaEnabled')) return cards;
  const without = await users.administratorsWithoutFactor();
  cards.push({
    value: countText(without.count),
    words: 'administrators without a second factor',
    list: without,
    mood: without.count > 0 ? 'bad' : 'good',
  });
  return cards;
}

async function targetCards(graph: Graph): Promise<readonly NumberCard[]> {
  const cards: NumberCard[] = [];
  const applications = listsOf(graph, 'application');
  if (applications) {
    const active = await applications.active();
    cards.push({ value: countText(active.count), words: 'active applications', list: active });
  }
  for (const type of graph.types.filter(({ name }) => name === 'aws_iam_role')) {
    const conditions = [{ property: REACHERS, operator: 'more', value: '0' } as const];
    const { length: count } = await filterNodes(graph, type, conditions);
    const list = { count, address: { view: 'type', subject: type.name, conditions } as const };
    cards.push({ value: countText(count), words: 'AWS roles that users reach', list });
  }
  return cards;
}

/** The cards that the graph has the data for. */
export async function numberCards(graph: Graph): Promise<HTMLElement> {
  const users = listsOf(graph, 'user');
  const cards = [
    ...(users ? await accountCards(users) : []),
    ...(users ? await factorCards(users) : []),
    ...(users ? await adminCards(users) : []),
    ...(await targetCards(graph)),
  ];
  return el('ul', { class: 'cards', 'aria-label': 'In numbers' }, ...cards.map(cardElement));
}
