/**
 * The local Okta org as a process of its own, for benchmarks:
 *
 *     node -r ts-node/register packages/local-okta/main.ts --users 20000 --plan unlimited
 *
 * Prints one line of JSON when it listens, and ends with SIGTERM, SIGINT or when stdin closes.
 */
import { generatedOrg, sampleOrg, startLocalOkta } from '.';
import { helpText, readCommandLine, type CommandLine } from './commandLine';

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message;
  return `${error.message}. Choose another --port, or leave it out for any that is free.`;
}

function org({ scale, pipeline, server: { seed } }: CommandLine) {
  const facts = pipeline === undefined ? {} : { facts: { pipeline } };
  if (Object.keys(scale).length === 0) return sampleOrg(facts);
  return generatedOrg({ ...scale, ...facts, ...(seed !== undefined && { seed }) });
}

async function serve(commandLine: CommandLine): Promise<void> {
  const options = { ...commandLine.server, org: org(commandLine), keepRequests: 1000 };
  const okta = await startLocalOkta(options);
  const { url, apiToken } = okta;
  const oauth = commandLine.hasOAuth ? { oauth: okta.oauth } : {};
  const stop = () => {
    okta.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // The process that started the org has ended: nobody needs the address.
  process.stdout.on('error', stop);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdin.on('end', stop);
  process.stdin.resume();
  process.stdout.write(`${JSON.stringify({ url, apiToken, ...oauth })}\n`);
}

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (commandLine.isHelpAsked) process.stdout.write(helpText());
  else await serve(commandLine);
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
