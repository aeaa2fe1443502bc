/** The run's log as JSON lines in a file, so that the terminal belongs to the progress display. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { IntegrationLogger } from '@jupiterone/integration-sdk-runtime';
import bunyan from 'bunyan';

import { visibleLines } from '../../../src/visible';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/**
 * The SDK wipes its directory when a run begins, and the log lies in that directory: lines are held
 * back until `open` is called after the wiping.
 */
export class LogFile extends Writable {
  private file: WriteStream | undefined;
  private early: string[] = [];
  private isClosed = false;

  /**
   * @param onLoss called when the file cannot be written: later lines are dropped, the run goes on
   */
  constructor(private readonly onLoss: (error: Error) => void = () => undefined) {
    super({ decodeStrings: false });
  }

  override _write(line: string | Buffer, _: BufferEncoding, done: () => void): void {
    // The values of JSON stay; control characters in them do no harm in a terminal.
    const harmless = visibleLines(line.toString());
    if (this.file !== undefined) this.file.write(harmless);
    else if (!this.isClosed) this.early.push(harmless);
    done();
  }

  open(file: string): void {
    mkdirSync(path.dirname(file), { recursive: true });
    this.file = createWriteStream(file, { flags: 'a' });
    this.file.once('error', (error) => {
      this.file = undefined;
      this.isClosed = true;
      this.onLoss(error);
    });
    for (const line of this.early) this.file.write(line);
    this.early = [];
  }

  /**
   * Resolves when every line so far is on disk. Later lines are dropped without an error: steps of an
   * interrupted run may still have something to say.
   */
  async close(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    this.isClosed = true;
    if (file === undefined) return;
    await new Promise<void>((resolve) => {
      file.end(resolve);
    });
  }
}

/**
 * The SDK's logger, with all its events and messages, writing to `file`.
 * @param level as in LOG_LEVEL; `info` where it is unknown
 */
export function createRunLogger(file: LogFile, level: string | undefined): IntegrationLogger {
  const logger = bunyan.createLogger({
    name: 'okta',
    streams: [
      { stream: file, level: LEVELS.find((name) => name === level?.toLowerCase()) ?? 'info' },
    ],
    serializers: {
      err: bunyan.stdSerializers.err,
      // The instance's configuration holds the credentials.
      instance: () => undefined,
      integrationInstanceConfig: () => undefined,
    },
  });
  return new IntegrationLogger({ logger, errorSet: new Set() });
}
