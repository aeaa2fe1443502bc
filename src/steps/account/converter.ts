/** Makes the account and its services of what Okta says about the org. */
import type { Entity, ExplicitRelationship } from '@jupiterone/integration-sdk-core';

import { entityBuilder, type PropertyValue } from '../../graph/entity';
import { picked, type Shape } from '../../graph/rawData';
import { relate } from '../../graph/relate';
import type { OrgIdentity } from '../../okta/org';
import type { OktaOrg } from './api';
import {
  ACCOUNT_ENTITY,
  ACCOUNT_HAS_SERVICE,
  accountKey,
  accountProperties,
  accountUrl,
  SERVICE_ENTITY,
  serviceProperties,
} from './model';

export interface AccountSources {
  readonly org: OrgIdentity;
  /** Names the account where the org is not under one of Okta's own domains. */
  readonly instanceName: string;
  /** Undefined where it could not be read. */
  readonly settings?: OktaOrg | undefined;
  /** What definitions of resources add. */
  readonly additions?: Readonly<Record<string, PropertyValue>>;
}

/** Left out: addresses and phone numbers, which are those of a person in small orgs. */
const ORG_SHAPE: Shape = {
  id: true,
  subdomain: true,
  companyName: true,
  status: true,
  website: true,
  created: true,
  lastUpdated: true,
  expiresAt: true,
};

const buildAccount = entityBuilder(ACCOUNT_ENTITY);
const buildService = entityBuilder(SERVICE_ENTITY);

/** The account's name: part of the keys of its services. */
function accountName(org: OrgIdentity, instanceName: string): string {
  return org.subdomain ?? (instanceName || org.host);
}

/** The org itself. */
export function createAccountEntity(sources: AccountSources): Entity {
  const { org, settings, instanceName, additions } = sources;
  const name = accountName(org, instanceName);
  return buildAccount(
    {
      ...additions,
      ...accountProperties({
        _key: accountKey(org),
        name,
        displayName: org.host.endsWith('.oktapreview.com') ? `${name} (preview)` : name,
        accountId: org.host,
        vendor: 'Okta',
        webLink: accountUrl(org),
        orgId: org.orgId ?? settings?.id,
        subdomain: org.subdomain ?? settings?.subdomain,
        companyName: settings?.companyName,
        status: settings?.status,
        website: settings?.website,
        createdOn: settings?.created,
        pipeline: org.pipeline,
      }),
    },
    { raw: settings && picked(settings.raw, ORG_SHAPE) },
  );
}

/** Single sign-on and multifactor authentication: what every org gives. */
export function createServiceEntities(
  sources: Pick<AccountSources, 'org' | 'instanceName'>,
): Entity[] {
  const account = accountName(sources.org, sources.instanceName);
  return (['SSO', 'MFA'] as const).map((service) =>
    buildService(
      serviceProperties({
        _key: `okta:${service.toLowerCase()}:${account}`,
        name: service,
        displayName: `Okta ${service}`,
        category: ['security'],
        function: [service],
        controlDomain: 'identity-access',
      }),
    ),
  );
}

export function createAccountServiceRelationship(
  org: OrgIdentity,
  service: Pick<Entity, '_key'>,
): ExplicitRelationship {
  return relate(ACCOUNT_HAS_SERVICE, accountKey(org), service._key);
}
