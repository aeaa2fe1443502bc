/** Emits devices and who uses them. Only Identity Engine orgs have any. */
import { whole } from '../../run/losses';
import { defineStep, type StepTools } from '../../run/step';
import {
  createAccountDeviceRelationship,
  createDeviceEntity,
  createUserDeviceRelationship,
} from './converter';
import {
  ACCOUNT_HAS_DEVICE,
  DEVICE_ENTITY,
  DEVICES_AUTHORIZATION,
  DEVICES_STEP,
  USER_DEVICES_STEP,
  USER_HAS_DEVICE,
} from './model';

/** Fetch Entities. */
async function fetchDevices({ run, emit, progress }: StepTools): Promise<void> {
  if (run.org.pipeline === 'v1') return;
  let done = 0;
  for await (const device of run.devices.records()) {
    const isInGraph = await emit.entity(device.id, () => createDeviceEntity(device));
    if (isInGraph) await emit.relationship(createAccountDeviceRelationship(run.org, device));
    progress((done += 1));
  }
}

/** Fetch Relationships. */
async function buildUserDevices({ run, emit, losses }: StepTools): Promise<void> {
  if (run.org.pipeline === 'v1') return;
  const lost = losses('devices’ users');
  const listing = await run.users.refs.reading();
  for await (const { deviceId, users } of run.devices.users) {
    for (const user of (await lost.keep(deviceId, () => Promise.resolve(users))) ?? []) {
      if ((await run.users.named(user.id)) === undefined) emit.leaveOut();
      else await emit.relationship(createUserDeviceRelationship(user, deviceId));
    }
  }
  await run.devices.confirm();
  whole(listing);
}

export const deviceSteps = [
  defineStep({
    id: DEVICES_STEP,
    name: 'Fetch Devices',
    ingestionSourceId: 'machine-devices',
    entities: [DEVICE_ENTITY],
    relationships: [ACCOUNT_HAS_DEVICE],
    authorization: DEVICES_AUTHORIZATION,
    handler: fetchDevices,
  }),
  defineStep({
    id: USER_DEVICES_STEP,
    name: 'Build User Devices',
    ingestionSourceId: 'machine-devices',
    entities: [],
    relationships: [USER_HAS_DEVICE],
    authorization: DEVICES_AUTHORIZATION,
    handler: buildUserDevices,
  }),
];
