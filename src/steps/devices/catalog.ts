/** Every device of the org, listed once per run: full records for one step, its users for another. */
import { isFatal, type OktaClient } from '../../okta';
import { Channel } from '../../run/channel';
import { forEachConcurrently } from '../../run/concurrently';
import { asError, type Reading } from '../../run/losses';
import { Refusals } from '../../run/refusals';
import { SharedList } from '../../run/sharedList';
import { allOf } from '../../run/wire';
import { listDevices, listDeviceUsers, type OktaDevice, type OktaDeviceUser } from './api';

export interface DeviceUsers {
  readonly deviceId: string;
  /** With the error where it could not be read who they are. */
  readonly users: Reading<readonly OktaDeviceUser[]>;
}

/** Devices and who uses them. */
export class DeviceCatalog {
  /** Who uses which device. */
  readonly users: SharedList<DeviceUsers>;
  private readonly refusals = new Refusals();
  private readonly waiting = new Channel<OktaDevice>();

  constructor(private readonly okta: OktaClient) {
    this.users = new SharedList(() => this.list());
  }

  /** The full record of every device. For one reader only: a record that was read is forgotten. */
  async *records(): AsyncGenerator<OktaDevice, void, undefined> {
    this.users.start();
    yield* this.waiting;
    await this.users.complete();
  }

  /** Rejects with an IntegrationIncompleteDataError if empty lists of users were not true. */
  confirm(): Promise<void> {
    return this.refusals.confirm();
  }

  private async *list(): AsyncGenerator<readonly DeviceUsers[], void, undefined> {
    const seen = new Set<string>();
    try {
      for await (const page of listDevices(this.okta)) {
        const fresh = page.filter(({ id }) => !seen.has(id) && seen.add(id).size > 0);
        const asked = await this.askWhereMissing(fresh);
        const usersOf = ({ id, users }: OktaDevice): Reading<readonly OktaDeviceUser[]> =>
          asked.get(id) ?? { value: users };
        for (const device of fresh) {
          await this.waiting.push({ ...device, users: usersOf(device).value });
        }
        yield fresh.map((device) => ({ deviceId: device.id, users: usersOf(device) }));
      }
    } finally {
      this.waiting.end();
    }
  }

  /** Asks who uses each of the devices of which the list does not say it. */
  private async askWhereMissing(
    devices: readonly OktaDevice[],
  ): Promise<ReadonlyMap<string, Reading<readonly OktaDeviceUser[]>>> {
    const answers = new Map<string, Reading<readonly OktaDeviceUser[]>>();
    const untold = devices.filter(({ areUsersKnown }) => !areUsersKnown);
    await forEachConcurrently(untold, async ({ id, users }) => {
      try {
        answers.set(id, await allOf(this.refusals.pages(() => listDeviceUsers(this.okta, id))));
      } catch (error) {
        if (isFatal(error)) throw error;
        answers.set(id, { value: users, failure: asError(error) });
      }
    });
    return answers;
  }
}
