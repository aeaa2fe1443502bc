/** The run's log as JSON lines in a file, so that the terminal belongs to the progress display. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { IntegrationLogger } from '@jupiterone/integration-sdk-runtime';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
type Level = (typeof LEVELS)[number];

/**
 * The SDK wipes its directory when a run begins, and the log lies in that directory: lines are held
 * back until `open` is called after the wiping.
 */
export class LogFile {
  private stream: WriteStream | undefined;
  private early: string[] = [];

  write(line: string): void {
    if (this.stream === undefined) this.early.push(line);
    else this.stream.write(line);
  }

  open(file: string): void {
    mkdirSync(path.dirname(file), { recursive: true });
    this.stream = createWriteStream(file, { flags: 'a' });
    for (const line of this.early) this.stream.write(line);
    this.early = [];
  }

  /** Resolves when every line is on disk. */
  async close(): Promise<void> {
    const { stream } = this;
    if (stream === undefined) return;
    await new Promise<void>((resolve) => {
      stream.end(resolve);
    });
  }
}

/** The SDK's logger, with all its events and messages, writing to `file`. */
export function createRunLogger(file: LogFile, level: string | undefined): IntegrationLogger {
  const least = LEVELS.findIndex((name) => name === (level ?? 'info').toLowerCase());
  const lines = new JsonLines(file, least === -1 ? LEVELS.indexOf('info') : least, {});
  return new IntegrationLogger({ logger: lines, errorSet: new Set() });
}

/** What the SDK's logger asks of the logger below it: six levels and children with more fields. */
class JsonLines {
  constructor(
    private readonly file: LogFile,
    private readonly least: number,
    private readonly fields: object,
  ) {}

  readonly trace = this.at('trace');
  readonly debug = this.at('debug');
  readonly info = this.at('info');
  readonly warn = this.at('warn');
  readonly error = this.at('error');
  readonly fatal = this.at('fatal');

  child(fields: object): JsonLines {
    return new JsonLines(this.file, this.least, { ...this.fields, ...fields });
  }

  private at(level: Level): (...params: unknown[]) => void {
    return (...params) => {
      if (LEVELS.indexOf(level) < this.least) return;
      const [first, ...rest] = params;
      const details = detailsOf(first);
      const message = (details === undefined ? params : rest).map(String).join(' ');
      const line = { time: new Date().toISOString(), level, ...this.fields };
      this.file.write(
        `${toJson({ ...line, ...details, msg: message }, { ...line, msg: message })}\n`,
      );
    };
  }
}

function detailsOf(first: unknown): object | undefined {
  if (first instanceof Error) return { err: first };
  return typeof first === 'object' && first !== null ? first : undefined;
}

/** A log must never end the run: what refers to itself is logged without its details. */
function toJson(full: object, short: object): string {
  try {
    return JSON.stringify(full, readable);
  } catch {
    return JSON.stringify(short, readable);
  }
}

/** Errors have no enumerable properties; the instance would bring the credentials along. */
function readable(key: string, value: unknown): unknown {
  if (key === 'instance' || key === 'config' || key === 'executionConfig') return undefined;
  if (!(value instanceof Error)) return value;
  const code = 'code' in value ? value.code : undefined;
  return { name: value.name, message: value.message, code, stack: value.stack };
}
