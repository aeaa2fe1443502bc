/** Gives up a request that hangs before the transport does, which waits for a minute whatever the path. */
import type { Clock } from '../clock';
import type { IncomingAnswer, Transport } from './transport';
import { TransportError } from './transportError';

/** The same transport; a request that stays silent for its `silenceMs` rejects with `timeout`, and is ended. */
export function givingUpHungRequests(transport: Transport, clock: Clock): Transport {
  return {
    send: (request, { silenceMs } = {}) =>
      silenceMs === undefined
        ? transport.send(request)
        : within(silenceMs, clock, (signal, onProgress) =>
            transport.send(request, { signal, onProgress }),
          ),
    close: (reason) => {
      transport.close(reason);
    },
  };
}

function within(
  silenceMs: number,
  clock: Clock,
  send: (signal: AbortSignal, onProgress: () => void) => Promise<IncomingAnswer>,
): Promise<IncomingAnswer> {
  const ending = new AbortController();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(new TransportError('timeout'));
      ending.abort();
    };
    let cancel = clock.after(silenceMs, giveUp);
    const onProgress = (): void => {
      cancel();
      if (!ending.signal.aborted) cancel = clock.after(silenceMs, giveUp);
    };
    send(ending.signal, onProgress)
      .finally(() => {
        cancel();
      })
      .then(resolve, reject);
  });
}
