import { defineResource, type StepName } from '../defineResource';
import { boolean, constant, count, string } from '../fields';

/** Pools and their agents are one list, and lost together. */
const STEP: StepName = { id: 'fetch-agents', name: 'Fetch Agents' };

const STATUS = string('operationalStatus', 'OPERATIONAL, DEGRADED, DISRUPTED, INACTIVE');
const TYPE = string('type', 'AD, IWA, LDAP, MFA, OPP, RUM, Radius');

/**
 * Ten calls a minute are recorded as the limit, which other programs of the org need as well: asked last.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tags/agentpools/
 */
export const agents = defineResource({
  id: 'agents',
  // Without it Okta lists five pools of each type.
  list: { path: '/api/v1/agentPools', query: { limitPerPoolType: 200 }, isLast: true },
  permission: {
    title: 'Agents',
    scope: 'okta.agentPools.read',
    reference: 'agentpools',
    withoutIt: 'No agents, and so nothing says whether those of AD, LDAP and RADIUS are running.',
  },
  source: {
    id: 'agents',
    title: 'Agents',
    description:
      'The programs on your servers that connect directories and RADIUS with Okta. One call.',
  },
  step: STEP,
  entity: {
    type: 'okta_agent_pool',
    class: 'Cluster',
    description: 'Agents that do the same work: those of one directory',
    words: ['agent pool', 'Agent pools'],
    icon: 'device',
    fields: {
      poolType: TYPE,
      operationalStatus: STATUS,
      disruptedAgents: count('disruptedAgents', 'How many of its agents are'),
      inactiveAgents: count('inactiveAgents', 'How many of its agents are'),
    },
    raw: {
      id: true,
      name: true,
      type: true,
      operationalStatus: true,
      disruptedAgents: true,
      inactiveAgents: true,
    },
  },
  edges: [
    {
      class: 'USES',
      from: 'okta_application',
      // The pool of a directory has the id of its application; that of RADIUS may have one of its own.
      ends: (_, { id }) => [id],
      mayBeDeleted: () => true,
    },
  ],
  children: [
    {
      id: 'agent',
      at: 'agents',
      step: STEP,
      entity: {
        type: 'okta_agent',
        class: 'HostAgent',
        description: 'A program on a server that connects a directory or RADIUS with Okta',
        words: ['agent', 'Agents'],
        icon: 'device',
        fields: {
          function: constant(['other']),
          lastSeenOn: count('lastConnection', 'When it last connected to Okta, ms since the epoch'),
          agentType: TYPE,
          operationalStatus: STATUS,
          version: string('version'),
          isLatestVersion: boolean('isLatestGAedVersion'),
          updateStatus: string(
            'updateStatus',
            'Of the latest update: Scheduled, Success, Failed, …',
          ),
          isHidden: boolean('isHidden'),
          poolId: string((_, { parent }) => parent?.id),
        },
        raw: {
          id: true,
          name: true,
          poolId: true,
          type: true,
          operationalStatus: true,
          version: true,
          isLatestGAedVersion: true,
          isHidden: true,
          lastConnection: true,
          updateStatus: true,
        },
      },
    },
  ],
});
