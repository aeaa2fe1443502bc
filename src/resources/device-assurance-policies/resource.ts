import { record, type JsonObject } from '../../json';
import { AUTHENTICATORS } from '../authenticators/source';
import { defineResource } from '../defineResource';
import { boolean, constant, string, strings } from '../fields';

/** The names of providers that the policy asks: `dtc`, `androidDeviceTrust`, `devicePostureIdP`. */
function signalsOf({ thirdPartySignalProviders: providers }: JsonObject): string[] | undefined {
  if (providers === undefined || providers === null) return undefined;
  return Object.entries(record(providers)).flatMap(([name, settings]) =>
    (settings ?? null) === null ? [] : [name],
  );
}

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/deviceassurance/ */
export const deviceAssurancePolicies = defineResource({
  id: 'device-assurance-policies',
  list: { path: '/api/v1/device-assurances', engine: 'idx' },
  permission: {
    title: 'Device assurance policies',
    scope: 'okta.deviceAssurance.read',
    reference: 'deviceassurance',
    withoutIt: 'No device assurance policies, and nothing says what rules demand of a device.',
  },
  source: AUTHENTICATORS,
  entity: {
    type: 'okta_device_assurance_policy',
    class: 'ControlPolicy',
    description: 'What a device must fulfil if a rule demands it',
    words: ['device assurance policy', 'Device assurance policies'],
    icon: 'policy',
    fields: {
      category: constant('compliance'),
      platform: string('platform', 'ANDROID, CHROMEOS, IOS, MACOS, WINDOWS'),
      osVersionMinimum: string('osVersion.minimum'),
      dynamicOsVersion: string(
        'osVersion.dynamicVersionRequirement.type',
        'MINIMUM, EXACT, EXACT_ANY_SUPPORTED: by what the maker supports',
      ),
      diskEncryptionTypes: strings('diskEncryptionType.include'),
      screenLockTypes: strings('screenLockType.include'),
      secureHardwareRequired: boolean('secureHardwarePresent'),
      jailbreakAllowed: boolean('jailbreak'),
      thirdPartySignals: strings(
        (policy) => signalsOf(policy),
        'Who else is asked: dtc (Chrome), androidDeviceTrust, devicePostureIdP',
      ),
      gracePeriodType: string('gracePeriod.type', 'BY_DATE_TIME, BY_DURATION'),
      gracePeriodExpiry: string('gracePeriod.expiry', 'Time or duration'),
      displayRemediationMode: string('displayRemediationMode', 'SHOW, HIDE'),
    },
    raw: {
      id: true,
      name: true,
      platform: true,
      createdBy: true,
      createdDate: true,
      lastUpdate: true,
      lastUpdatedBy: true,
      osVersion: true,
      osVersionConstraints: true,
      diskEncryptionType: true,
      screenLockType: true,
      secureHardwarePresent: true,
      jailbreak: true,
      displayRemediationMode: true,
      gracePeriod: true,
    },
  },
});
