/** What the devices steps put into the graph: registered devices and who uses them. */
import { RelationshipClass, type StepRelationshipMetadata } from '@jupiterone/integration-sdk-core';
import { Type } from '@sinclair/typebox';

import { createEntityMetadata } from '../../graph/metadata';
import { authorizationFor } from '../../permissions';
import { ACCOUNT_ENTITY } from '../account/model';
import { USER_ENTITY } from '../users/model';

export const DEVICES_STEP = 'fetch-devices';
export const USER_DEVICES_STEP = 'build-user-device-relationships';

export const [DEVICE_ENTITY, deviceProperties] = createEntityMetadata({
  resourceName: 'Okta Device',
  _class: ['Device'],
  _type: 'okta_device',
  description: 'A device that a user registered with Okta Verify',
  schema: Type.Object({
    deviceStatus: Type.Optional(Type.String()),
    isActive: Type.Optional(Type.Boolean()),
    platform: Type.Optional(Type.String({ description: 'android, ios, macos, windows, chromeos' })),
    registered: Type.Optional(Type.Boolean()),
    udid: Type.Optional(Type.String()),
    managed: Type.Optional(Type.Boolean()),
    managementStatus: Type.Optional(
      Type.String({ description: 'MANAGED as soon as it is managed for one of its users' }),
    ),
    diskEncryptionType: Type.Optional(Type.String()),
    secureHardwarePresent: Type.Optional(Type.Boolean()),
    jailbroken: Type.Optional(Type.Boolean()),
  }),
});

export const ACCOUNT_HAS_DEVICE = {
  _type: 'okta_account_has_device',
  sourceType: ACCOUNT_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: DEVICE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const USER_HAS_DEVICE = {
  _type: 'okta_user_has_device',
  sourceType: USER_ENTITY._type,
  _class: RelationshipClass.HAS,
  targetType: DEVICE_ENTITY._type,
} satisfies StepRelationshipMetadata;

export const DEVICES_AUTHORIZATION = authorizationFor(
  '/api/v1/devices',
  '/api/v1/devices/{id}/users',
  '/api/v1/users',
);
