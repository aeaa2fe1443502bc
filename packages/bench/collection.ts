/** One collection as a benchmark sees it, run in this process and watched. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  createIntegrationLogger,
  executeIntegrationInstance,
  type ExecuteIntegrationResult,
} from '@jupiterone/integration-sdk-runtime';

import { createInvocationConfig } from '../../src';
import type { OktaSnapshot } from '../../src/okta';
import type { RunObserver } from '../../src/progress';
import type { RunOptions } from '../../src/run/run';
import { OFF_BY_DEFAULT } from './orgs';

export interface Sample {
  /** Seconds since the run began. */
  readonly at: number;
  readonly snapshot: OktaSnapshot;
}

export interface Collection {
  readonly result: ExecuteIntegrationResult;
  readonly wallMs: number;
  readonly final: OktaSnapshot;
  /** What the client said of itself, once a second. */
  readonly samples: readonly Sample[];
}

const EVERY_MS = 1_000;

/** Collects the org in a directory that is removed afterwards. Throws where the run is stopped. */
export async function collectOnce(
  org: { readonly url: string; readonly apiToken: string },
  options: RunOptions = {},
): Promise<Collection> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const before = process.cwd();
  process.chdir(folder);
  process.env.LOG_LEVEL = 'fatal';
  const watch = new Watch();
  try {
    const result = await executeIntegrationInstance(
      createIntegrationLogger({ name: 'bench' }),
      {
        id: 'bench',
        accountId: 'bench',
        name: 'bench',
        integrationDefinitionId: 'bench',
        config: { oktaOrgUrl: org.url, oktaApiKey: org.apiToken },
        disabledSources: OFF_BY_DEFAULT,
      },
      createInvocationConfig({ localDevelopment: true, ...options, observer: watch }),
      { current: { startedOn: Date.now() } },
      { enableSchemaValidation: true },
    );
    return { result, ...watch.end() };
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Looks at the client once a second. */
class Watch implements RunObserver {
  private readonly startedAt = performance.now();
  private readonly samples: Sample[] = [];
  private look: (() => OktaSnapshot) | undefined;
  private timer: NodeJS.Timeout | undefined;

  runStarted(client: { snapshot(): OktaSnapshot }): void {
    this.look = () => client.snapshot();
    this.timer = setInterval(() => {
      this.take();
    }, EVERY_MS);
  }

  stepProgress(): void {
    // What the steps have done is not measured here.
  }

  warning(): void {
    // The generated org has nothing to warn of.
  }

  end(): Omit<Collection, 'result'> {
    clearInterval(this.timer);
    const final = this.take();
    return { wallMs: performance.now() - this.startedAt, final, samples: this.samples };
  }

  private take(): OktaSnapshot {
    if (this.look === undefined) throw new Error('the run ended before its client was open');
    const snapshot = this.look();
    this.samples.push({ at: (performance.now() - this.startedAt) / 1000, snapshot });
    return snapshot;
  }
}
