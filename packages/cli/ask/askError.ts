/** A failure that the person who asked can fix: its message says how, so no stack trace is shown. */
export class AskError extends Error {
  public override readonly name = 'AskError';
}

/** What was thrown, as one readable text. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
