/** Emits the account and the two services that every Okta org provides. */
import { IntegrationWarnEventName } from '@jupiterone/integration-sdk-core';

import { isFatal, isRefusal } from '../../okta';
import { permission, type PermissionId } from '../../permissions';
import { RESOURCES } from '../../resources';
import { accountAdditions } from '../../resources/engine/accountAdditions';
import { adviceFor } from '../../run/advice';
import { defineStep, type StepTools } from '../../run/step';
import { getOrg } from './api';
import {
  createAccountEntity,
  createAccountServiceRelationship,
  createServiceEntities,
} from './converter';
import {
  ACCOUNT_AUTHORIZATION,
  ACCOUNT_ENTITY,
  ACCOUNT_HAS_SERVICE,
  ACCOUNT_STEP,
  SERVICE_ENTITY,
} from './model';

/**
 * Singleton. The account is known without any permission from `/.well-known/okta-organization`; what
 * else Okta shows of it is added if it may be read, and a warning says what is left out.
 */
async function fetchAccount(tools: StepTools): Promise<void> {
  const { run, emit, context } = tools;
  const [settings, additions] = await Promise.all([
    ifPermitted(tools, 'org', () => getOrg(run.okta)),
    accountAdditions(tools, RESOURCES),
  ]);
  const { name: instanceName } = context.instance;
  const sources = { org: run.org, settings, instanceName, additions };
  await emit.entity(run.org.host, () => createAccountEntity(sources));
  for (const service of createServiceEntities(sources)) {
    await emit.entity(service._key, () => service);
    await emit.relationship(createAccountServiceRelationship(run.org, service));
  }
}

async function ifPermitted<T>(
  { run, warn }: StepTools,
  id: PermissionId,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isFatal(error) || !(error instanceof Error)) throw error;
    const { title, withoutIt } = permission(id);
    const refusal = isRefusal(error) ? error : undefined;
    const advice = adviceFor(refusal, run.settings.credentials.kind);
    warn(
      `${title} could not be read (${error.message}). ${withoutIt}${advice}`,
      refusal && IntegrationWarnEventName.MissingPermission,
    );
    return undefined;
  }
}

export const accountSteps = [
  defineStep({
    id: ACCOUNT_STEP,
    name: 'Fetch Account Details',
    entities: [ACCOUNT_ENTITY, SERVICE_ENTITY],
    relationships: [ACCOUNT_HAS_SERVICE],
    authorization: ACCOUNT_AUTHORIZATION,
    handler: fetchAccount,
  }),
];
