/**
 * One execution of the integration: its settings, its client and what it has learned of the org.
 * The SDK keeps it in the execution's own context, so runs in one process share nothing.
 */
import {
  IntegrationWarnEventName,
  type IntegrationExecutionContext,
  type IntegrationLogger,
} from '@jupiterone/integration-sdk-core';

import { createCatalogs, type Catalogs, type CatalogSources } from './catalogs';
import {
  parseConfig,
  type IntegrationConfig,
  type OktaSettings,
  type ParseOptions,
} from '../config';
import type { IngestionSourceId } from '../ingestion';
import {
  createOktaClient,
  NotFoundRate,
  verifyOktaOrg,
  type OktaClient,
  type OktaClientOptions,
  type OktaCredentials,
  type OrgIdentity,
} from '../okta';
import { connectionTo, discoverOrg, type ResolveName } from '../preflight';
import { SILENT_OBSERVER, type RunObserver } from '../progress';
import { reportProgress, reportRun } from '../runReport';
import { publishWarning } from './warning';

/** What the SDK hands to one execution of this integration. */
export type ExecutionContext = IntegrationExecutionContext<IntegrationConfig>;

/** From where group assignments are read: each application is asked for its groups, or each group for its applications. */
export type AssignmentSide = 'applications' | 'groups';

/** One execution's settings, client and catalogs, as steps see them. */
export interface Run extends Catalogs {
  readonly settings: OktaSettings;
  readonly org: OrgIdentity;
  readonly okta: OktaClient;
  readonly observer: RunObserver;
  /** What each path was answered so far. */
  readonly paths: NotFoundRate;
  /** From which side group assignments are read; undefined: whichever is shorter. */
  readonly assignmentSide: AssignmentSide | undefined;
  /** Whether the customer left this ingestion source on. */
  isEnabled(source: IngestionSourceId): boolean;
  /** True the first time it is called with this subject: then the customer has to read of it. */
  announce(subject: Error | string): boolean;
}

/** What may be exchanged from outside: by tests, benchmarks and the progress display. */
export interface RunOptions extends ParseOptions {
  readonly observer?: RunObserver;
  /** Forces the side from which group assignments are read. */
  readonly assignmentSide?: AssignmentSide;
  /** The name service, for custom domains. */
  readonly resolve?: ResolveName;
  /** Parts and figures of the client: clock, transport, timeouts, budgets. */
  readonly client?: Partial<OktaClientOptions>;
}

/** What decides which steps run. */
export interface Switches {
  /** Whether the customer left this ingestion source on. */
  readonly isEnabled: (source: IngestionSourceId) => boolean;
  readonly mfaCollectionMode: OktaSettings['mfaCollectionMode'];
}

/** OAuth scopes of the steps that can run under these switches. */
export type ScopesNeeded = (switches: Switches) => string[];

/** Opens the run when the first of its steps asks, and closes it with the execution. */
export class RunHandle {
  private opened: Promise<Run> | undefined;
  private stopReporting: (() => void) | undefined;

  constructor(
    private readonly scopesNeeded: ScopesNeeded,
    private readonly options: RunOptions = {},
  ) {}

  /** The run of this execution. Rejects with a validation error that names the field at fault. */
  open(context: ExecutionContext): Promise<Run> {
    this.opened ??= this.openOnce(context);
    return this.opened;
  }

  /** Reports what was used of Okta's limits, and ends what is in flight. */
  async close(logger: IntegrationLogger): Promise<void> {
    this.stopReporting?.();
    const run = await this.opened?.catch(() => undefined);
    if (run === undefined) return;
    reportRun(run.okta, logger);
    await run.okta.close();
  }

  private async openOnce(context: ExecutionContext): Promise<Run> {
    const run = await openRun(context, this.scopesNeeded, this.options);
    this.stopReporting = reportProgress(run.okta, context.logger);
    return run;
  }
}

/** What the SDK keeps for us during one execution. */
export interface OktaExecutionConfig {
  readonly run: RunHandle;
}

function isOktaExecutionConfig(value: object): value is OktaExecutionConfig {
  return 'run' in value && value.run instanceof RunHandle;
}

/**
 * The run of an execution. Throws where `loadExecutionConfig` was not called, a mistake of the
 * host.
 */
export function runOf(context: { readonly executionConfig: object }): RunHandle {
  if (isOktaExecutionConfig(context.executionConfig)) return context.executionConfig.run;
  throw new Error('The execution has no run: loadExecutionConfig of the invocation was not called');
}

async function openRun(
  { instance, logger, executionHistory }: ExecutionContext,
  scopesNeeded: ScopesNeeded,
  options: RunOptions,
): Promise<Run> {
  const isEnabled = switchesOf(instance);
  const { resolve, client, observer = SILENT_OBSERVER, assignmentSide } = options;
  const settings = parseConfig(instance.config, options);
  const org = await askOrg(settings, logger, { ...options, observer });
  const paths = new NotFoundRate();
  const okta = paths.watch(
    createOktaClient({
      org,
      credentials: withScopes(settings, () => scopesNeeded({ ...settings, isEnabled })),
      rateLimitThreshold: settings.rateLimitThreshold,
      logger,
      ...connectionTo(settings, resolve),
      ...client,
    }),
  );
  observer.runStarted(okta);
  const known = { okta, org, settings, isEnabled };
  const own = { observer, paths, assignmentSide, announce: once() };
  return {
    ...known,
    ...own,
    ...createCatalogs({
      ...known,
      executionHistory,
      warnOfPermission: permissionWarning(logger, observer),
      informOfNone: noneInformation(logger),
    }),
  };
}

/** Which org answers; the screen shows how long that takes. */
function askOrg(
  settings: OktaSettings,
  logger: IntegrationLogger,
  { resolve, client, observer }: RunOptions,
): Promise<OrgIdentity> {
  const onStart = observer?.orgAsked?.bind(observer);
  return discoverOrg(settings, {
    resolve,
    verify: (orgUrl, connection) =>
      verifyOktaOrg(orgUrl, { logger, ...client, ...connection, onStart }),
  });
}

function switchesOf({ disabledSources = [] }: ExecutionContext['instance']): Run['isEnabled'] {
  const disabled = new Set<string>(disabledSources.map((source) => source.ingestionSourceId));
  return (source) => !disabled.has(source);
}

function withScopes({ credentials }: OktaSettings, scopes: () => string[]): OktaCredentials {
  return credentials.kind === 'token' ? credentials : { ...credentials, scopes: scopes() };
}

function permissionWarning(
  logger: ExecutionContext['logger'],
  observer: RunObserver,
): CatalogSources['warnOfPermission'] {
  return (description) => {
    publishWarning({ logger, observer }, IntegrationWarnEventName.MissingPermission, description);
  };
}

/** Explains why the org has no such objects: nothing is missing, so it is no warning. */
function noneInformation(logger: ExecutionContext['logger']): CatalogSources['informOfNone'] {
  return (title, answer) => {
    logger.info({ endpoint: answer.endpoint }, `${title}: this org has none (${answer.message})`);
  };
}

/** True for each subject the first time. */
function once(): Run['announce'] {
  const announced = new Set<Error | string>();
  return (subject) => !announced.has(subject) && announced.add(subject).size > 0;
}
