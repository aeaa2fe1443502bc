/** The charts of the overview. Each bar is a link to the list that it counts. */
import { STRENGTHS } from '../../model/factors';
import type { Graph } from '../../model/graph';
import { listsOf, type Lists } from '../../model/posture';
import { accessPolicies, PROTECTIONS } from '../../model/protection';
import { barChart, type Bar, type Tone } from '../bars';
import { el } from '../dom';

const STRENGTH_TONES: readonly Tone[] = ['good', 'plain', 'warn', 'warn', 'bad'];

async function factorChart(users: Lists): Promise<HTMLElement> {
  const bars: Bar[] = [];
  for (const [at, strength] of STRENGTHS.entries()) {
    const list = await users.ofStrength(strength);
    bars.push({ label: strength, ...list, tone: STRENGTH_TONES[at] ?? 'plain' });
  }
  const rest = await users.ofUnknownStrength();
  if (rest.count > 0) bars.push({ label: 'not known', ...rest, tone: 'plain' });
  return barChart('Strongest factor of active users', '', bars);
}

/** Days before the collection, and how worrying it is. */
const AGES: readonly (readonly [string, number, number | undefined, Tone])[] = [
  ['in the last 30 days', 0, 30, 'good'],
  ['31 to 90 days ago', 30, 90, 'plain'],
  ['91 to 365 days ago', 90, 365, 'warn'],
  ['more than a year ago', 365, undefined, 'bad'],
];

async function ageChart(users: Lists): Promise<HTMLElement> {
  const bars: Bar[] = [];
  for (const [label, from, to, tone] of AGES) {
    bars.push({ label, ...(await users.signedIn(from, to)), tone });
  }
  bars.push({ label: 'never', ...(await users.neverSignedIn()), tone: 'bad' });
  return barChart('Last sign-in of active users', '', bars);
}

async function adminChart(users: Lists): Promise<HTMLElement> {
  const ways = [
    ['directly', 'direct', 'warn'],
    ['through a group', 'group', 'plain'],
    ['through a group that a rule fills', 'rule', 'warn'],
  ] as const;
  const bars: Bar[] = [];
  for (const [label, way, tone] of ways) bars.push({ label, ...(await users.byWay(way)), tone });
  return barChart('Administrators by way', 'A user may hold roles by several ways.', bars);
}

const SIZES: readonly (readonly [string, number, number | undefined])[] = [
  ['nobody', 0, 0],
  ['1 to 10 users', 1, 10],
  ['11 to 100 users', 11, 100],
  ['101 to 1,000 users', 101, 1000],
  ['more than 1,000 users', 1001, undefined],
];

async function applicationChart(applications: Lists): Promise<HTMLElement> {
  const bars: Bar[] = [];
  for (const [label, least, most] of SIZES) {
    bars.push({ label, ...(await applications.reachedBy(least, most)), tone: 'plain' });
  }
  return barChart('Applications by number of users', '', bars);
}

const PROTECTION_TONES: readonly Tone[] = ['good', 'plain', 'warn', 'bad'];

async function protectionChart(applications: Lists): Promise<HTMLElement> {
  const bars: Bar[] = [];
  for (const [at, protection] of PROTECTIONS.entries()) {
    const list = await applications.demanding(protection);
    bars.push({ label: protection, ...list, tone: PROTECTION_TONES[at] ?? 'plain' });
  }
  const rest = await applications.demanding(undefined);
  if (rest.count > 0) bars.push({ label: 'not known', ...rest, tone: 'plain' });
  const note = 'The weakest way in that the access policy leaves open.';
  return barChart('Active applications by what sign-in demands', note, bars);
}

/** The charts that the graph has the data for. */
export async function charts(graph: Graph): Promise<HTMLElement> {
  const users = listsOf(graph, 'user');
  const applications = listsOf(graph, 'application');
  const parts: HTMLElement[] = [];
  if (users?.has('mfaEnabled') === true) parts.push(await factorChart(users));
  if (users?.has('lastLoginOn') === true) parts.push(await ageChart(users));
  if (users && listsOf(graph, 'role')) parts.push(await adminChart(users));
  if (applications) parts.push(await applicationChart(applications));
  if (applications && accessPolicies(graph)) parts.push(await protectionChart(applications));
  return el('div', { class: 'charts' }, ...parts);
}
