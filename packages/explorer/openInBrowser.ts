/** Opens an address in the person's browser, by the means of the system. */
import { spawn } from 'node:child_process';

export interface System {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/** The program that opens an address; none of them sees a shell. */
function openerOf(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** Resolves with whether the program could be started. */
export function openInBrowser(address: string, { platform, env }: System): Promise<boolean> {
  const [program, ...rest] = openerOf(platform);
  const child = spawn(program, [...rest, address], { detached: true, stdio: 'ignore', env });
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
