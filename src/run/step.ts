/**
 * The frame around every step: it opens the run, hands the handler its tools, and decides, here and
 * nowhere else, how a missing permission, a loss and a fatal error end the step.
 */
import {
  IntegrationError,
  IntegrationWarnEventName,
  type IntegrationStep,
  type StepMetadata,
} from '@jupiterone/integration-sdk-core';

import type { IntegrationConfig } from '../config';
import { isFatal, isOktaApiError, isRefusal, type IntegrationOktaApiError } from '../okta';
import { permissionForPath } from '../permissions';
import { visible } from '../visible';
import { runOf, type Run } from './run';
import { adviceFor } from './advice';
import { Emitter } from './emitter';
import { Expected } from './expected';
import { IntegrationIncompleteDataError, Losses } from './losses';
import type { Paged } from './sharedList';
import type { NamedElsewhere } from './unlisted';
import { publishInformation, publishWarning } from './warning';

/** A step of this integration, as the SDK runs it. */
export type OktaStep = IntegrationStep<IntegrationConfig>;
/** What the SDK hands to a step. */
export type StepContext = Parameters<OktaStep['executionHandler']>[0];

/** A step's declaration and its work. */
export interface StepDefinition extends StepMetadata {
  readonly handler: (tools: StepTools) => Promise<void>;
  /**
   * Types of entities that the step neither adds nor links, and without all of which it is incomplete all
   * the same: a user may hold a role through a group.
   */
  readonly restsOn?: readonly string[];
}

/** What a handler works with. */
export interface StepTools {
  readonly context: StepContext;
  readonly run: Run;
  readonly emit: Emitter;
  /** Collects what could not be read of one kind of thing; reported when the handler ends. */
  readonly losses: (what: string) => Losses;
  /** Reports how far the step is. */
  readonly progress: (done: number, total?: number) => void;
  /**
   * Tells the customer what a person should know, without calling the step's data incomplete. The name
   * is what JupiterOne files it under.
   */
  readonly warn: (description: string, name?: IntegrationWarnEventName) => void;
  /** Tells the customer what a person may want to know, once; nothing is incomplete because of it. */
  readonly inform: (description: string) => void;
  /** Tells the customer what records do not say, which makes no data incomplete; once for each cause. */
  readonly warnOfUnsaid: (description: string, failure: Error) => void;
  /**
   * Adds work for the end of the step, when every step has read what names users, groups or applications:
   * what concerns those that no list had, and that Okta showed by their ids.
   */
  readonly atEnd: (work: () => Promise<void>) => void;
  /**
   * Announces one call of this path template for each of the items, as they become known.
   * @param counted how many there are by Okta's own count, if it gives one
   */
  readonly foresee: (
    endpointTemplate: string,
    items: Paged<unknown>,
    counted?: Promise<number | undefined>,
  ) => Expected;
}

/** The step may not read what it needs: none of its data is known, so none may be deleted. */
export class IntegrationMissingPermissionError extends IntegrationError {
  constructor(message: string, cause: Error) {
    const harmless = visible(message);
    super({ code: 'PROVIDER_AUTHORIZATION_ERROR', message: harmless, fatal: false, cause });
  }
}

/** An SDK step from a definition whose handler works on {@link StepTools}. */
export function defineStep({ handler, restsOn = [], ...metadata }: StepDefinition): OktaStep {
  return {
    ...metadata,
    executionHandler: async (context) => {
      const run = await runOf(context).open(context);
      const attempt = new StepAttempt({ ...metadata, restsOn }, context, run);
      const work = handler(attempt);
      for (const list of attempt.lists) list.expect(work);
      try {
        await work;
        await attempt.end();
      } catch (error) {
        attempt.fail(error);
      }
      attempt.finish();
      await attempt.assertComplete();
    },
  };
}

/** The types of entities that the step adds, to which it adds edges, or on which it rests. */
function typesConcerned({
  entities,
  relationships,
  mappedRelationships = [],
  restsOn = [],
}: Omit<StepDefinition, 'handler'>): ReadonlySet<string> {
  const ends = [...relationships, ...mappedRelationships].flatMap((edge) =>
    'sourceType' in edge ? [edge.sourceType, edge.targetType] : [],
  );
  return new Set([...entities.map(({ _type }) => _type), ...ends, ...restsOn]);
}

/** One execution of one step. */
class StepAttempt implements StepTools {
  readonly emit: Emitter;
  /** The lists without which the step is incomplete. */
  readonly lists: readonly NamedElsewhere[];
  private readonly allLosses: Losses[] = [];
  private readonly lastWork: (() => Promise<void>)[] = [];
  private isEnding = false;
  private hasLoggedCounts = false;

  constructor(
    private readonly metadata: Omit<StepDefinition, 'handler'>,
    readonly context: StepContext,
    readonly run: Run,
  ) {
    this.emit = new Emitter(context.jobState);
    const concerned = typesConcerned(metadata);
    this.lists = run.unlisted.filter(({ types }) => types.some((type) => concerned.has(type)));
  }

  readonly losses = (what: string): Losses => {
    const losses = new Losses(what, this.run.paths);
    this.allLosses.push(losses);
    return losses;
  };

  readonly progress = (done: number, total?: number): void => {
    // The work at the end is about few items, and counts them from one again.
    if (this.isEnding) return;
    this.run.observer.stepProgress(this.metadata.id, {
      done,
      ...(total !== undefined && { total }),
    });
  };

  readonly inform = (description: string): void => {
    if (!this.run.announce(description)) return;
    publishInformation(this.context.logger, description, { stepId: this.metadata.id });
  };

  readonly atEnd = (work: () => Promise<void>): void => {
    this.lastWork.push(work);
  };

  readonly foresee: StepTools['foresee'] = (endpointTemplate, items, counted) =>
    new Expected(items, counted, (more) => {
      this.run.okta.expect(endpointTemplate, more);
    });

  readonly warn: StepTools['warn'] = (
    description,
    name = IntegrationWarnEventName.IncompleteData,
  ) => {
    this.warnOnce(description, name, description);
  };

  readonly warnOfUnsaid: StepTools['warnOfUnsaid'] = (description, failure) => {
    const refusal = isRefusal(failure) ? failure : undefined;
    const permission = refusal && permissionForPath(refusal.endpoint);
    const cause = isOktaApiError(failure) ? failure.endpoint : failure.message;
    this.warnOnce(
      permission?.id ?? cause,
      refusal
        ? IntegrationWarnEventName.MissingPermission
        : IntegrationWarnEventName.IncompleteData,
      description + adviceFor(refusal, this.run.settings.credentials.kind),
    );
  };

  /** Ends the step with what is known about `error`; always throws. */
  fail(error: unknown): never {
    this.logCounts();
    if (!(error instanceof Error) || isFatal(error)) throw error;
    if (isRefusal(error)) this.refuse(error);
    const reason = this.reasonOf(error);
    this.warnOfShared(error, IntegrationWarnEventName.IncompleteData, reason);
    throw new IntegrationIncompleteDataError(this.describe(reason), error);
  }

  /** What is left to do once every item that other answers name is known. */
  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.lists.map((list) => list.allNamed()));
    for (const work of this.lastWork) await work();
  }

  /** Reports what is missing; throws when anything is, so that the step's types are partial. */
  finish(): void {
    this.logCounts();
    const missing = [...this.allLosses, this.emit.refused].filter((losses) => losses.count > 0);
    if (missing.length === 0) return;
    const refusal = missing.find((losses) => losses.refusal !== undefined)?.refusal;
    const isPermission = missing.every((losses) => losses.isAllRefused);
    if (isPermission && refusal !== undefined) this.refuse(refusal);
    const advice = adviceFor(refusal, this.run.settings.credentials.kind);
    const what = missing.map((losses) => losses.describe()).join('. ');
    const message = this.describe(`${what}.${advice}`);
    const error = new IntegrationIncompleteDataError(message, missing[0]?.cause);
    this.warnOnce(error, IntegrationWarnEventName.IncompleteData, message);
    throw error;
  }

  /**
   * Ends the step where what it saw is not to be believed although no call failed: Okta is known to
   * hide users, or was to show nothing at all to a credential from which it hides things.
   */
  async assertComplete(): Promise<void> {
    const { users } = this.run;
    try {
      for (const list of this.lists) this.judge(list);
      const { restricted } = this.emit.isEmpty ? await users.visibility.ask() : {};
      if (restricted !== undefined) throw restricted;
    } catch (error) {
      this.fail(error);
    }
  }

  private judge(list: NamedElsewhere): void {
    const { information, warnings } = list.remarks();
    for (const description of information) this.inform(description);
    for (const description of warnings) this.warn(description);
    list.assertComplete();
  }

  private reasonOf(error: Error): string {
    if (isOktaApiError(error)) {
      const title = permissionForPath(error.endpoint)?.title;
      return title === undefined
        ? error.message
        : `${title} could not be read to the end (${error.message})`;
    }
    const refusal = isRefusal(error.cause) ? error.cause : undefined;
    return sentence(error.message) + adviceFor(refusal, this.run.settings.credentials.kind);
  }

  /** Ends the step for want of a permission; always throws. */
  private refuse(refusal: IntegrationOktaApiError): never {
    const permission = permissionForPath(refusal.endpoint);
    const title = permission?.title ?? this.metadata.name;
    const advice = adviceFor(refusal, this.run.settings.credentials.kind);
    const reason = `${title}: Okta does not permit it (${refusal.message}).${advice}`;
    const subject = permission?.id ?? refusal.endpoint;
    this.warnOfShared(subject, IntegrationWarnEventName.MissingPermission, reason);
    throw new IntegrationMissingPermissionError(this.describe(reason), refusal);
  }

  private describe(what: string): string {
    return `${this.metadata.name}: ${sentence(what)} JupiterOne keeps what it had of ${this.types()}.`;
  }

  private types(): string {
    const { entities, relationships, mappedRelationships = [] } = this.metadata;
    const all = [...entities, ...relationships, ...mappedRelationships].map(({ _type }) => _type);
    return [...new Set(all)].join(', ');
  }

  /** What can end several steps, and is reported once: so the sentence names no step. */
  private warnOfShared(
    subject: Error | string,
    name: IntegrationWarnEventName,
    reason: string,
  ): void {
    this.warnOnce(
      subject,
      name,
      `${sentence(reason)} What depends on it is incomplete in this run; JupiterOne keeps what it had.`,
    );
  }

  private warnOnce(
    subject: Error | string,
    name: IntegrationWarnEventName,
    description: string,
  ): void {
    if (!this.run.announce(subject)) return;
    const sinks = { logger: this.context.logger, observer: this.run.observer };
    publishWarning(sinks, name, description, { stepId: this.metadata.id });
  }

  private logCounts(): void {
    if (this.hasLoggedCounts) return;
    this.hasLoggedCounts = true;
    const { remark } = this.emit;
    if (remark !== undefined) {
      const name = IntegrationWarnEventName.IngestionLimitEncountered;
      this.warn(`${this.metadata.name}: ${remark}`, name);
    }
    const gone = this.allLosses.reduce((sum, losses) => sum + losses.gone, 0);
    const { dangling, duplicates } = this.emit;
    if (gone + dangling + duplicates === 0) return;
    this.context.logger.info(
      { stepId: this.metadata.id, gone, dangling, duplicates },
      `${this.metadata.name}: ${gone} deleted since they were listed, ${dangling} edges left out ` +
        `because an end was not collected, ${duplicates} listed twice`,
    );
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
