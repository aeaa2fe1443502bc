import { SUPER_ADMIN } from '../../adminRoles';
import { text } from '../../json';
import { defineResource } from '../defineResource';
import { at, constant, named, string } from '../fields';

/** Where Okta describes it: it is in another file than the rest of its API. */
const REFERENCE =
  'https://developer.okta.com/docs/api/secures-ai/openapi/secures-ai-workload-principals/secures-ai-workload-principals/agentregistration';

/**
 * Beta in 2026: answers are from that page, and the list in `data` from programs that read it in August 2026.
 */
export const aiAgents = defineResource({
  id: 'ai-agents',
  list: {
    path: '/workload-principals/api/v1/ai-agents',
    limit: 200,
    bodyKey: 'data',
    engine: 'idx',
  },
  permission: {
    title: 'AI agents',
    scope: 'okta.aiAgents.read',
    reference: REFERENCE,
    adminRoles: [SUPER_ADMIN],
    withoutIt: 'No AI agents.',
    note: 'Only orgs with Okta for AI Agents have them. If you do not need them, switch off the source ai-agents.',
  },
  source: {
    id: 'ai-agents',
    title: 'AI agents',
    description:
      'AI agents that are registered with Okta, or that Okta has discovered. Identity Engine orgs with Okta for AI Agents only. One call for 200 agents.',
    defaultsToDisabled: true,
  },
  entity: {
    type: 'okta_ai_agent',
    class: 'NHI',
    description: 'An AI agent that acts by itself, on behalf of people or of the org',
    words: ['AI agent', 'AI agents'],
    icon: 'other',
    fields: {
      name: string('profile.name'),
      nhiType: constant('workload_identity'),
      isAi: constant(true),
      aiConfidence: constant('confirmed'),
      agentSource: string('source', 'How Okta came to know it: MANUAL, IMPORTED, DISCOVERED'),
      aiPlatform: string('profile.platform', 'Where it runs'),
      appId: string('signOnProvider.appInstanceId', 'Okta id of the application behind it'),
    },
    raw: {
      id: true,
      status: true,
      created: true,
      lastUpdated: true,
      source: true,
      profile: { name: true, description: true, platform: true },
      signOnProvider: { type: true, appInstanceId: true },
    },
  },
  edges: [
    {
      class: 'HAS',
      from: 'okta_application',
      ends: (agent) => named(text(at(agent, 'signOnProvider.appInstanceId'))),
    },
  ],
});
