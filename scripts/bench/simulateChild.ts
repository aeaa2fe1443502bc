/** Simulates one run and tells its parent. A process of its own, started by `simulate.ts`: see `quiet`. */
import { isJsonObject, number, text } from '../../src/json';
import { isPlan, simulationOf } from './simulation';
import { simulateRun } from './simulatedRun';

process.once('message', (message) => {
  if (!isJsonObject(message)) return;
  const plan = text(message.plan);
  const users = number(message.users);
  if (!isPlan(plan) || users === undefined) throw new Error('No plan or no number of users');
  simulateRun(simulationOf(plan, users)).then(
    (run) => {
      process.send?.(run);
      process.disconnect();
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
