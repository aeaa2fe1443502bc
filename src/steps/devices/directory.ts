/** Every device of the org, listed once per run: full records for one step, its users for another. */
import type { OktaClient } from '../../okta';
import { Channel } from '../channel';
import { SharedList } from '../sharedList';
import { listDevices, type OktaDevice, type OktaDeviceUser } from './api';

export interface DeviceUsers {
  readonly deviceId: string;
  readonly users: readonly OktaDeviceUser[];
}

export class DeviceDirectory {
  /** Who uses which device. */
  readonly users: SharedList<DeviceUsers>;
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

  private async *list(): AsyncGenerator<readonly DeviceUsers[], void, undefined> {
    const seen = new Set<string>();
    try {
      for await (const page of listDevices(this.okta)) {
        const fresh = page.filter(({ id }) => !seen.has(id) && seen.add(id).size > 0);
        for (const device of fresh) await this.waiting.push(device);
        yield fresh.map(({ id, users }) => ({ deviceId: id, users }));
      }
    } finally {
      this.waiting.end();
    }
  }
}
