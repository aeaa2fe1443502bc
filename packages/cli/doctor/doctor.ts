/** Examines the configured org, or the sample org where none is configured, and prints what it finds. */
import { createInvocationConfig } from '../../../src';
import type { IngestionSourceId } from '../../../src/ingestion';
import { createOktaClient, type OktaClient } from '../../../src/okta';
import {
  connectionTo,
  discoverOrg,
  examine,
  predict,
  type Examined,
  type OpenOptions,
  type Prediction,
} from '../../../src/preflight';
import { scopesNeeded } from '../../../src/scopesNeeded';
import { startSampleOrg, type LocalOrg } from '../start/localOrg';
import { refuseSample, strayNote, strayVariables } from '../start/strayVariables';
import { readInstance, sampleInstance, titleOf, type Instance } from '../start/target';
import { columnsOf, isInteractive, styleFor, type Output } from '../terminal/style';
import { envFileCheck } from './envFile';
import { isHealthy, renderChecks, renderPrediction, renderVerdict } from './report';

const DEFAULT_COLUMNS = 120;
const SAMPLE =
  'No Okta org is configured, so this examines the sample org. It has the rate limits of a Workforce ' +
  'org here; npm start collects it without any.\n';
const ERASE_LINE = '\r\u001b[K';

/** Resolves with the exit code: 0 only where a run would be complete. */
export async function runDoctor(output: Output, env: NodeJS.ProcessEnv): Promise<number> {
  const { instance, isConfigured } = readInstance(createInvocationConfig());
  const strays = strayVariables(process.env);
  const refusal = isConfigured ? undefined : refuseSample(strays);
  if (refusal !== undefined) throw new Error(refusal);
  const note = strayNote(strays);
  if (note !== undefined) output.write(`${note}\n`);
  if (isConfigured) return examineInstance(instance, titleOf(instance), output, env);
  output.write(SAMPLE);
  // The limits of a usual org, so that the forecast shows what it shows for a real one.
  const sample: LocalOrg = await startSampleOrg('workforce');
  try {
    return await examineInstance(sampleInstance(instance, sample), 'the sample org', output, env);
  } finally {
    await sample.close();
  }
}

async function examineInstance(
  instance: Instance,
  title: string,
  output: Output,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const page = { columns: columnsOf(output, DEFAULT_COLUMNS), style: styleFor(output, env) };
  const say = (lines: readonly string[]): unknown => output.write(`${lines.join('\n')}\n`);
  say([page.style.bold(`Okta ▸ ${title}`), page.style.dim('Changes nothing in Okta.'), '']);

  const interactive = isInteractive(output, env);
  const { checks, prediction } = await examineAll(instance, (done) => {
    if (interactive) output.write(`${ERASE_LINE}${page.style.dim(`checked: ${done}`)}`);
  });
  if (interactive) output.write(ERASE_LINE);
  const envFile = envFileCheck(process.cwd());
  say([...renderChecks(envFile === undefined ? checks : [envFile, ...checks], page), '']);
  if (prediction !== undefined) say([...renderPrediction(prediction, page), '']);
  say(renderVerdict(checks, prediction === undefined, page));
  return isHealthy(checks) ? 0 : 1;
}

interface Examination {
  readonly checks: readonly Examined[];
  readonly prediction: Prediction | undefined;
}

async function examineAll(
  instance: Instance,
  onCheck: (title: string) => void,
): Promise<Examination> {
  const isEnabled = switchesOf(instance);
  const examination = examine(instance.config, {
    isEnabled,
    scopesNeeded: (settings) => scopesNeeded({ ...settings, isEnabled }),
    now: () => Date.now(),
    discover: discoverOrg,
    open,
  });
  const checks: Examined[] = [];
  for (;;) {
    const step = await examination.next();
    if (step.done === true) {
      const { context } = step.value;
      return { checks, prediction: context === undefined ? undefined : predict(context) };
    }
    checks.push(step.value);
    onCheck(step.value.title);
  }
}

function open({ settings, org, scopes }: OpenOptions): OktaClient {
  const { credentials, rateLimitThreshold } = settings;
  return createOktaClient({
    org,
    rateLimitThreshold,
    ...connectionTo(settings),
    credentials: credentials.kind === 'token' ? credentials : { ...credentials, scopes },
  });
}

/** What the customer left on. */
function switchesOf({ disabledSources }: Instance): (source: IngestionSourceId) => boolean {
  const off = new Set(disabledSources?.map(({ ingestionSourceId }) => ingestionSourceId));
  return (source) => !off.has(source);
}
