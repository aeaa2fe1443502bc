/** The numbers that say how an org stands, each a link to the list that it counts. */
import type { PackedMetric } from '../../model/format';
import { REACHERS } from '../../model/derived';
import type { Condition } from '../../model/filter';
import type { Graph } from '../../model/graph';
import { listsOf, type Lists } from '../../model/posture';
import type { Address } from '../../model/route';
import { countText, percent } from '../../../cli/terminal/format';
import { el } from '../dom';
import { viewLink } from '../links';

/** The list behind a metric, and whether one in it is one too many. */
interface Behind {
  readonly address: Partial<Address>;
  readonly isFault?: boolean;
}

const question = (subject: string): Partial<Address> => ({ view: 'question', subject });
const REACHED: Condition = { property: REACHERS, operator: 'more', value: '0' };
const AWS = { view: 'type', subject: 'aws_iam_role', conditions: [REACHED] } as const;

async function behind({ id, value }: PackedMetric, users: Lists): Promise<Behind | undefined> {
  switch (id) {
    case 'activeUsers':
      return users.active();
    case 'mfa':
      return users.withoutFactor();
    case 'phishingResistant':
      return users.ofStrength('phishing-resistant');
    case 'administrators':
      return { address: question('administrators') };
    case 'administratorsWithoutMfa':
      return { address: question('admins-without-mfa'), isFault: value !== 0 };
    case 'dormantUsers':
      return { address: question('dormant-accounts'), isFault: value !== 0 };
    case 'awsRoles':
      return { address: AWS };
    default:
      return undefined;
  }
}

/** Shares, of what stands for a part of the users, are rounded down: 100 % means that nobody is left. */
const SHARES: ReadonlySet<string> = new Set(['mfa', 'phishingResistant']);

function numberText({ id, value, of }: PackedMetric): string {
  if (value === null) return 'not known';
  if (!SHARES.has(id) || of === null) return countText(value);
  return of === 0 ? 'nobody' : percent(Math.floor((100 * value) / of) / 100);
}

function noteText({ value, of, gaps }: PackedMetric): string {
  const part = value === null || of === null ? '' : `${countText(value)} of ${countText(of)}`;
  const gap = gaps.length === 0 ? '' : 'not fully known';
  return [part, gap].filter((words) => words !== '').join(', ');
}

function moodOf({ value, of, gaps }: PackedMetric, isFault: boolean | undefined): string {
  if (isFault === true) return 'bad';
  return value === null || gaps.length > 0 || of === 0 ? 'unknown' : 'plain';
}

async function card(metric: PackedMetric, users: Lists): Promise<HTMLElement> {
  const list = await behind(metric, users);
  const number = el('strong', { class: 'number' }, numberText(metric));
  const address = list?.address ?? { view: 'questions' };
  const link = viewLink(number, address, `card mood-${moodOf(metric, list?.isFault)}`);
  link.append(el('span', {}, ` ${metric.title}`), el('small', {}, ` ${noteText(metric)}`));
  if (metric.gaps.length > 0) link.title = metric.gaps.join(' ');
  return el('li', {}, link);
}

/** A card for each metric; undefined if the managed questions were not evaluated. */
export async function numberCards(graph: Graph): Promise<HTMLElement | undefined> {
  const users = listsOf(graph, 'user');
  const { metrics } = graph.manifest;
  if (!users || metrics.length === 0) return undefined;
  const cards: HTMLElement[] = [];
  for (const metric of metrics) cards.push(await card(metric, users));
  return el('ul', { class: 'cards', 'aria-label': 'In numbers' }, ...cards);
}
