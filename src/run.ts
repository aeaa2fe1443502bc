/**
 * One execution of the integration: its settings, its client and what it has learned of the org.
 * The SDK keeps it in the execution's own context, so runs in one process share nothing.
 */
import type {
  IntegrationExecutionContext,
  IntegrationLogger,
} from '@jupiterone/integration-sdk-core';

import { parseConfig, type IntegrationConfig, type OktaSettings } from './config';
import { createOktaClient, type OktaClient, type OrgIdentity } from './okta';
import { discoverOrg } from './preflight';
import { SILENT_OBSERVER, type RunObserver } from './progress';
import { ApplicationDirectory } from './steps/applications/directory';
import { FactorCensus } from './steps/factors/census';
import { GroupDirectory } from './steps/groups/directory';
import { Memberships } from './steps/groups/memberships';
import { UserDirectory } from './steps/users/directory';

export type ExecutionContext = IntegrationExecutionContext<IntegrationConfig>;

export interface Run {
  readonly settings: OktaSettings;
  readonly org: OrgIdentity;
  readonly okta: OktaClient;
  readonly observer: RunObserver;
  readonly users: UserDirectory;
  readonly factors: FactorCensus;
  readonly groups: GroupDirectory;
  readonly memberships: Memberships;
  readonly groupRules: SharedList<OktaGroupRule>;
  readonly applications: ApplicationDirectory;
  readonly aws: AwsDirectory;
  readonly roles: RoleAssignments;
  readonly devices: DeviceDirectory;
  /** From which side group assignments are read; undefined: whichever is shorter. */
  readonly assignmentSide: AssignmentSide | undefined;
  /** Whether the customer left this ingestion source on. */
  isEnabled(source: IngestionSourceId): boolean;
  /** True the first time it is called with this error: then it is to be told to the customer. */
  announce(error: Error): boolean;
}

/** What may be exchanged from outside: by tests, benchmarks and the progress display. */
export interface RunOptions {
  readonly observer?: RunObserver;
  /** Forces the side from which group assignments are read. */
  readonly assignmentSide?: AssignmentSide;
  /** Parts and figures of the client: clock, transport, timeouts, budgets. */
  readonly client?: Partial<OktaClientOptions>;
}

/** Opens the run when the first of its steps asks, and closes it with the execution. */
export class RunHandle {
  private opened: Promise<Run> | undefined;

  constructor(private readonly options: RunOptions = {}) {}

  /** The run of this execution. Rejects with a validation error that names the field at fault. */
  open(context: ExecutionContext): Promise<Run> {
    this.opened ??= openRun(context, this.options);
    return this.opened;
  }

  async close(): Promise<void> {
    const run = await this.opened?.catch(() => undefined);
    await run?.okta.close();
  }
}

/** What the SDK keeps for us during one execution. */
export interface OktaExecutionConfig {
  readonly run: RunHandle;
}

function isOktaExecutionConfig(value: object): value is OktaExecutionConfig {
  return 'run' in value && value.run instanceof RunHandle;
}

export function runOf(context: { readonly executionConfig: object }): RunHandle {
  if (isOktaExecutionConfig(context.executionConfig)) return context.executionConfig.run;
  throw new Error('The execution has no run: loadExecutionConfig of the invocation was not called');
}

async function openRun(context: ExecutionContext, options: RunOptions): Promise<Run> {
  const { instance, logger } = context;
  const observer = options.observer ?? SILENT_OBSERVER;
  const settings = parseConfig(instance.config);
  const org = await discoverOrg(settings);
  const okta = createOktaClient({ ...settings, org, logger: quiet(logger) });
  observer.runStarted(okta);

  const disabled = new Set(instance.disabledSources?.map((source) => source.ingestionSourceId));
  const isEnabled = (source: IngestionSourceId): boolean => !disabled.has(source);
  const announced = new WeakSet<Error>();
  const users = new UserDirectory(okta);
  const groups = new GroupDirectory(okta);
  const applications = new ApplicationDirectory(okta, isAws);
  return {
    settings,
    org,
    okta,
    observer,
    users,
    groups,
    memberships: new Memberships(okta, users),
    applications,
    aws: new AwsDirectory(okta, applications, isEnabled('groups') ? groups : undefined),
    groupRules: new SharedList(() => listGroupRules(okta)),
    roles: new RoleAssignments(okta, users, (error) => {
      sayFallback(logger, error);
    }),
    devices: new DeviceDirectory(okta),
    factors: new FactorCensus(okta, 2),
    assignmentSide: options.assignmentSide,
    isEnabled,
    announce: (error) => {
      if (announced.has(error)) return false;
      announced.add(error);
      return true;
    },
  };
}
