/** The run's log as JSON lines in a file, so that the terminal belongs to the progress display. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { IntegrationLogger } from '@jupiterone/integration-sdk-runtime';
import bunyan from 'bunyan';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/**
 * The SDK wipes its directory when a run begins, and the log lies in that directory: lines are held
 * back until `open` is called after the wiping.
 */
export class LogFile extends Writable {
  private file: WriteStream | undefined;
  private early: string[] = [];

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(line: string | Buffer, _: BufferEncoding, done: () => void): void {
    if (this.file === undefined) this.early.push(line.toString());
    else this.file.write(line);
    done();
  }

  open(file: string): void {
    mkdirSync(path.dirname(file), { recursive: true });
    this.file = createWriteStream(file, { flags: 'a' });
    for (const line of this.early) this.file.write(line);
    this.early = [];
  }

  override _final(done: () => void): void {
    if (this.file === undefined) done();
    else this.file.end(done);
  }

  /** Resolves when every line is on disk. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.end(resolve);
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
