/** Says what cannot be tested on this machine, in the list of tests and for whoever reads only the output. */
export function notTested(what: string): void {
  process.stderr.write(`${what}\n`);
  test.todo(what);
}
