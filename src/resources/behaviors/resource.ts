import { AUTHENTICATORS } from '../authenticators/source';
import { defineResource } from '../defineResource';
import { count, string } from '../fields';

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/behavior/ */
export const behaviors = defineResource({
  id: 'behaviors',
  list: { path: '/api/v1/behaviors' },
  permission: {
    title: 'Behavior detection rules',
    scope: 'okta.behaviors.read',
    reference: 'behavior',
    withoutIt: 'No behavior detection rules, and nothing says which anomalies a rule looks at.',
  },
  source: AUTHENTICATORS,
  entity: {
    type: 'okta_behavior',
    class: 'Rule',
    description: 'An anomaly that Okta looks for when a user signs in',
    words: ['behavior', 'Behaviors'],
    icon: 'rule',
    fields: {
      behaviorType: string('type', 'ANOMALOUS_LOCATION, ANOMALOUS_DEVICE, VELOCITY, …'),
      maxEvents: count('settings.maxEventsUsedForEvaluation', 'Sign-ins that it is compared with'),
      minEvents: count('settings.minEventsNeededForEvaluation'),
      granularity: string('settings.granularity', 'CITY, COUNTRY, LAT_LONG, SUBDIVISION'),
      radiusKilometers: count('settings.radiusKilometers'),
      velocityKph: count('settings.velocityKph', 'Kilometres an hour'),
    },
    raw: {
      id: true,
      name: true,
      type: true,
      status: true,
      created: true,
      lastUpdated: true,
      settings: {
        maxEventsUsedForEvaluation: true,
        minEventsNeededForEvaluation: true,
        granularity: true,
        radiusKilometers: true,
        velocityKph: true,
      },
    },
  },
});
