/** Makes second factors of what Okta lists for a user. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { activityOf, entityBuilder } from '../../graph/entity';
import { maskedEmail, maskedPhone, picked, type Shape } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import type { EnrolledFactor } from './api';
import { FACTOR_ENTITY, factorProperties, USER_ASSIGNED_FACTOR } from './model';

/**
 * What is kept of a factor. Its profile can hold a shared secret, a device token, keys and a
 * security question, so only these parts of it pass; phone numbers and addresses are masked.
 */
const FACTOR_SHAPE: Shape = {
  id: true,
  factorType: true,
  provider: true,
  vendorName: true,
  status: true,
  created: true,
  lastUpdated: true,
  lastVerified: true,
  device: true,
  deviceType: true,
  profile: {
    credentialId: true,
    deviceType: true,
    name: true,
    platform: true,
    version: true,
    authenticatorName: true,
    phoneNumber: maskedPhone,
    email: maskedEmail,
  },
};

const build = entityBuilder(FACTOR_ENTITY);

/** The factor, without secrets and with masked addresses. */
export function createFactorEntity(factor: EnrolledFactor): Entity {
  const name = [factor.provider, factor.factorType].filter(Boolean).join(' ') || factor.id;
  return build(
    factorProperties({
      _key: factor.id,
      id: factor.id,
      name,
      displayName: name,
      factorType: factor.factorType,
      provider: factor.provider,
      vendorName: factor.vendorName,
      device: factor.device,
      deviceType: factor.deviceType,
      status: factor.status?.toLowerCase(),
      ...activityOf(factor.status),
      created: factor.created,
      lastUpdated: factor.lastUpdated,
      lastVerifiedOn: factor.lastVerified,
      authenticatorName: factor.authenticatorName,
      platform: factor.platform,
      profileName: factor.profileName,
      credentialId: factor.credentialId,
    }),
    { raw: picked(factor.raw, FACTOR_SHAPE) },
  );
}

export function createUserFactorRelationship(
  userId: string,
  factor: Pick<EnrolledFactor, 'id'>,
): ExplicitRelationship {
  return relate(USER_ASSIGNED_FACTOR, userId, factor.id, { userId, factorId: factor.id });
}
