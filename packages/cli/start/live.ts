/** The one screen of a run: its state as lines for a terminal of a given size. Pure. */
import type { BucketSnapshot } from '../../../src/okta';
import { clock, duration, roughly } from '../terminal/durations';
import { bar, countText, counted } from '../terminal/format';
import { cut, padEnd, padStart, widthOf, wrap, type Style } from '../terminal/style';
import { outageText } from './outage';
import {
  bucketTitle,
  isUnlimited,
  outageOf,
  WAIT_REASONS,
  type RunState,
  type StepState,
} from './state';
import { heldUpUntil, waitOf } from './waits';

export interface Viewport {
  /** ms since the epoch */
  readonly now: number;
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const SPINNER_MS = 100;
const BAR = 14;
/** Columns of a step's bar and counts. */
const PROGRESS = 22;
const WARNINGS_SHOWN = 4;
const BUCKETS_SHOWN = 8;
/** A low screen belongs to the steps. */
const ROWS_PER_BUCKET = 5;
/** A bucket's name takes at most this share of a line: the numbers behind it are what changes. */
const NAME_SHARE = 0.25;
/** How a line counts the steps that it stands for. */
const FOLDED = [
  ['done', 'done'],
  ['waiting', 'waiting'],
  ['disabled', 'off'],
] as const;

/** At most `rows` lines of at most `columns` columns. What does not fit is left out from the least. */
export function renderScreen(state: RunState, view: Viewport): string[] {
  const head = [renderTitle(state, view), ...renderOutage(state, view), ''];
  const steps = state.steps.map((step) => renderStep(step, state, view));
  // The summary that follows has buckets and warnings in full.
  if (state.phase === 'finished') return [...head, ...steps].slice(0, view.rows);
  const buckets = renderBuckets(state, view);
  const warnings = renderWarnings(state.warnings, view);
  const room = view.rows - head.length;
  return [...head, ...fit(state.steps, steps, [...buckets, ...warnings], room, view)];
}

/** Warnings and buckets keep their place; of the steps, those that still wait are folded first. */
function fit(
  states: readonly StepState[],
  steps: readonly string[],
  rest: readonly string[],
  room: number,
  view: Viewport,
): string[] {
  if (steps.length + rest.length <= room) return [...steps, ...rest];
  const isIdle = ({ phase }: StepState): boolean => phase === 'waiting' || phase === 'disabled';
  const folded = fold(states, steps, (step) => !isIdle(step), view);
  if (folded.length + rest.length <= room) return [...folded, ...rest];
  const isNews = ({ phase }: StepState): boolean => phase === 'running' || phase === 'failed';
  return [...fold(states, steps, isNews, view), ...rest].slice(0, Math.max(0, room));
}

/** The steps to show, and one line that counts the others. */
function fold(
  states: readonly StepState[],
  steps: readonly string[],
  isShown: (step: StepState) => boolean,
  { columns, style }: Viewport,
): string[] {
  const shown = steps.filter((_, i) => states[i] !== undefined && isShown(states[i]));
  const hidden = states.filter((step) => !isShown(step));
  const counts = FOLDED.flatMap(([phase, word]) => {
    const number = hidden.filter((step) => step.phase === phase).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  return [...shown, style.dim(cut(`  … ${counts.join(', ')}`, columns))];
}

function renderTitle(state: RunState, { now, columns, style }: Viewport): string {
  const elapsed = clock(now - state.startedAt);
  const left = timeLeft(state);
  const right = left === undefined ? elapsed : `${elapsed} · ${left}`;
  const title = cut(`Okta ▸ ${state.title}`, columns - widthOf(right) - 2);
  const gap = ' '.repeat(Math.max(1, columns - widthOf(title) - widthOf(right)));
  return `${style.bold(title)}${gap}${style.dim(right)}`;
}

function timeLeft(state: RunState): string | undefined {
  if (state.phase === 'checking') return 'checking the configuration';
  const estimate = state.snapshot?.estimatedMs;
  if (state.phase !== 'collecting' || estimate === undefined || estimate <= 0) return undefined;
  // How long an outage lasts nobody knows.
  return outageOf(state) === undefined ? `${roughly(estimate)} left` : undefined;
}

/** Of a narrow terminal two lines at most. */
function renderOutage(state: RunState, { now, columns, style }: Viewport): string[] {
  const outage = outageOf(state);
  if (outage === undefined || state.phase === 'finished') return [];
  const [first = '', ...more] = wrap(outageText(outage, now), columns);
  const lines = more.length === 0 ? [first] : [first, cut(more.join(' '), columns)];
  return lines.map((line) => style.bold(style.yellow(line)));
}

function renderStep(step: StepState, state: RunState, { now, columns, style }: Viewport): string {
  const symbol = symbolOf(step, now, style);
  const nameWidth = Math.min(44, Math.max(20, Math.floor(columns * 0.42)));
  const name = padEnd(cut(step.name, nameWidth), nameWidth);
  const progress = progressOf(step);
  const wait = waitOf(step, state, now);
  const said = [wait, foundBy(step)].filter((part) => part !== undefined && part !== '');
  const text = said.join(' · ');
  // Where nothing is counted yet, what it waits for stands in the place of the count.
  const whole =
    progress === '' && wait !== undefined ? text : `${padEnd(progress, PROGRESS)} ${text}`;
  const line = cut(whole.trimEnd(), Math.max(8, columns - nameWidth - 4));
  const dimmed = step.phase === 'waiting' || step.phase === 'disabled';
  return `${symbol} ${dimmed ? style.dim(name) : name} ${dimmed ? style.dim(line) : line}`.trimEnd();
}

function symbolOf({ phase }: StepState, now: number, style: Style): string {
  switch (phase) {
    case 'running':
      return style.cyan(SPINNER[Math.floor(now / SPINNER_MS) % SPINNER.length] ?? SPINNER[0]);
    case 'done':
      return style.green('✔');
    case 'failed':
      return style.red('✖');
    case 'disabled':
      return style.dim('–');
    case 'waiting':
      return style.dim('·');
  }
}

function foundBy({ entities, relationships }: StepState): string {
  const parts = [
    entities > 0 ? counted(entities, 'entity', 'entities') : undefined,
    relationships > 0 ? counted(relationships, 'relationship') : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function progressOf(step: StepState): string {
  if (step.phase === 'running') return shareOf(step);
  return step.phase === 'disabled' ? (step.offReason ?? 'off') : timeOf(step);
}

function shareOf({ done, total }: StepState): string {
  if (done === undefined) return '';
  if (total === undefined || total <= 0) return countText(done);
  return `${bar(done / total, 8)} ${countText(done)}/${countText(total)}`;
}

function timeOf({ phase, startedAt, endedAt }: StepState): string {
  if (startedAt === undefined || endedAt === undefined) return '';
  return `${phase === 'failed' ? 'failed after ' : ''}${duration(endedAt - startedAt)}`;
}

function renderBuckets(state: RunState, view: Viewport): string[] {
  const buckets = (state.snapshot?.buckets ?? []).filter(({ calls, queued }) => calls + queued > 0);
  if (buckets.length === 0) return [];
  const shown = Math.min(BUCKETS_SHOWN, Math.floor(view.rows / ROWS_PER_BUCKET));
  const chosen = new Set([...buckets].sort((a, b) => weight(b) - weight(a)).slice(0, shown));
  // Kept in the order of their first use: rows that change places cannot be read.
  const busiest = buckets
    .filter((bucket) => chosen.has(bucket))
    .map((bucket) => (state.phase === 'collecting' ? bucket : { ...bucket, callsToCome: 0 }));
  const longest = Math.max(...busiest.map(({ name }) => widthOf(bucketTitle(name))));
  const nameWidth = Math.min(longest, Math.floor(view.columns * NAME_SHARE));
  return ['', ...busiest.map((bucket) => renderBucket(bucket, nameWidth, view))];
}

/** What a person wants to see first: the bucket that everything waits for. */
function weight(bucket: BucketSnapshot): number {
  return (bucket.estimatedMs ?? 0) * 1_000_000 + bucket.calls;
}

function renderBucket(
  bucket: BucketSnapshot,
  nameWidth: number,
  { now, columns, style }: Viewport,
): string {
  const { limit, remaining, calls, inFlight, queued, callsToCome } = bucket;
  const used = limit === undefined || remaining === undefined ? undefined : limit - remaining;
  const all = calls + inFlight + Math.max(queued, callsToCome);
  const gauge = bar(all === 0 ? 0 : calls / all, BAR);
  const most = limit === undefined || isUnlimited(limit) ? '' : `/${countText(limit)} used`;
  const numbers = used === undefined || most === '' ? '' : `${countText(used)}${most}`;
  // A wait stands first: of a line that is cut it is what must stay.
  const tail = [
    bucketWait(bucket, now),
    counted(bucket.calls, 'call'),
    toCome(bucket),
    waited(bucket, now),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
  const room = columns - nameWidth - BAR - 5;
  const text = cut(`${padStart(numbers, 14)}  ${tail}`, Math.max(8, room));
  const tint = heldUpUntil(bucket, now) === undefined ? style.green : style.yellow;
  const name = padEnd(cut(bucketTitle(bucket.name), nameWidth), nameWidth);
  return `  ${name} ${tint(gauge)} ${text}`;
}

function toCome({ callsToCome }: BucketSnapshot): string | undefined {
  return callsToCome > 0 ? `${countText(callsToCome)} to come` : undefined;
}

function bucketWait(bucket: BucketSnapshot, now: number): string | undefined {
  const until = heldUpUntil(bucket, now);
  if (until === undefined || bucket.waitReason === undefined) return undefined;
  return `waits ${duration(until - now)}: ${WAIT_REASONS[bucket.waitReason]}`;
}

function waited(bucket: BucketSnapshot, now: number): string | undefined {
  if (bucket.waitedMs < 1000 || bucketWait(bucket, now) !== undefined) return undefined;
  return `waited ${duration(bucket.waitedMs)}`;
}

function renderWarnings(warnings: readonly string[], { columns, style }: Viewport): string[] {
  if (warnings.length === 0) return [];
  const latest = warnings.slice(-WARNINGS_SHOWN);
  const hidden = warnings.length - latest.length;
  const more =
    hidden > 0 ? [style.dim(`  … ${hidden} earlier warnings, all listed at the end`)] : [];
  const lines = latest.flatMap((warning) => {
    const [first = '', second] = wrap(warning, Math.max(20, columns - 4));
    const marked = `${style.yellow('!')} ${first}`;
    return second === undefined ? [marked] : [marked, `  ${cut(`${second}…`, columns - 2)}`];
  });
  return ['', ...more, ...lines];
}
