/** What the sample org lacks and a question looks for, added to its graph after the collection. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Graph, GraphObject } from './writeGraph';

const DAY = 86_400_000;

function keyOf(graph: Graph, type: string, displayName: string): string {
  const found = graph.entities.find(
    (entity) => entity._type === type && entity.displayName === displayName,
  );
  if (found === undefined) throw new Error(`the sample graph has no ${type} ${displayName}`);
  return found._key;
}

function edge(_type: string, _class: string, from: string, to: string): GraphObject {
  return {
    _key: `${from}|${_class.toLowerCase()}|${to}`,
    _type,
    _class,
    displayName: _class,
    _fromEntityKey: from,
    _toEntityKey: to,
  };
}

function newcomers(now: number): GraphObject[] {
  return [
    {
      _key: '00udora-dormant',
      _type: 'okta_user',
      _class: ['User'],
      displayName: 'dora.dormant@sample.example',
      name: 'Dora Dormant',
      status: 'active',
      isActive: true,
      isMfaEnabled: true,
      createdOn: now - 1000 * DAY,
      lastLoginOn: now - 100 * DAY,
      terminatedOn: now - 10 * DAY,
      identitySourceType: 'OKTA',
    },
    {
      _key: 'fwfdora-key',
      _type: 'mfa_device',
      _class: ['Key', 'AccessKey'],
      displayName: 'FIDO webauthn',
      factorType: 'webauthn',
      isActive: true,
      lastVerifiedOn: now - 200 * DAY,
    },
    {
      _key: '0pr-helpers',
      _type: 'okta_rule',
      _class: ['Configuration'],
      displayName: 'Helpers by title',
      expression: 'user.title=="Helper"',
      status: 'active',
    },
    {
      _key: '0pr-fills-nothing',
      _type: 'okta_rule',
      _class: ['Configuration'],
      displayName: 'Fills nothing',
      expression: 'true',
      status: 'active',
    },
    {
      _key: 'guo-unencrypted',
      _type: 'okta_device',
      _class: ['Device'],
      displayName: 'Unencrypted PC',
      platform: 'windows',
      serial: 'S-1',
      managementStatus: 'MANAGED',
      diskEncryptionType: 'NONE',
    },
    {
      _key: '0oa-brand-new',
      _type: 'okta_application',
      _class: ['Application'],
      displayName: 'Brand new',
      status: 'active',
      signOnMode: 'OPENID_CONNECT',
      createdOn: now - 5 * DAY,
    },
  ];
}

/** The graph with its supplement. */
export function supplemented(graph: Graph, now: number): Graph {
  const group = (name: string): string => keyOf(graph, 'okta_user_group', name);
  const user = (login: string): string => keyOf(graph, 'okta_user', `${login}@sample.example`);
  const role = (name: string): string => keyOf(graph, 'okta_role', name);
  const inactive = keyOf(graph, 'okta_application', 'AWS – inactive');
  const dora = '00udora-dormant';
  const relationships: GraphObject[] = [
    edge('okta_user_assigned_role', 'ASSIGNED', dora, role('Read-Only Administrator')),
    edge('okta_user_assigned_factor', 'ASSIGNED', dora, 'fwfdora-key'),
    {
      _key: `${dora}|is|person`,
      _type: 'okta_user_is_person',
      _class: 'IS',
      displayName: 'IS',
      _mapping: {
        relationshipDirection: 'FORWARD',
        sourceEntityKey: dora,
        targetFilterKeys: [['_class', 'email']],
        targetEntity: { _class: 'Person', _type: 'person', email: ['dora@sample.example'] },
      },
    },
    edge('okta_group_has_user', 'HAS', group('Security Operations'), dora),
    edge('okta_group_has_user', 'HAS', group('Finance'), user('gilda.gone')),
    edge(
      'okta_user_group_assigned_role',
      'ASSIGNED',
      group('Okta Administrators'),
      role('Super Administrator'),
    ),
    edge('okta_rule_manages_user_group', 'MANAGES', '0pr-helpers', group('Helpdesk')),
    edge('okta_group_assigned_application', 'ASSIGNED', group('Engineering'), inactive),
    edge('okta_user_has_device', 'HAS', user('bo.berg'), 'guo-unencrypted'),
    edge('okta_user_created_application', 'CREATED', user('ana.admin'), '0oa-brand-new'),
  ];
  return {
    entities: [...graph.entities, ...newcomers(now)],
    relationships: [...graph.relationships, ...relationships],
  };
}

/** Writes the objects that `whole` has beyond `graph` beside those that `collect` wrote. */
export function writeSupplement(directory: string, graph: Graph, whole: Graph): void {
  for (const collection of ['entities', 'relationships'] as const) {
    const target = path.join(directory, 'graph', 'supplement', collection);
    mkdirSync(target, { recursive: true });
    const added = whole[collection].slice(graph[collection].length);
    writeFileSync(path.join(target, 'added.json'), JSON.stringify({ [collection]: added }));
  }
}
