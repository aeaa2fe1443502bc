/** What the account says of settings, and which zones it trusts because of them. */
import type { JsonObject, JsonValue } from '../../json';
import { propertiesOf } from '../engine/convert';
import { orgSettings } from './resource';

const account = { id: 'acme.okta.com', key: 'okta_account_acme.okta.com', type: 'okta_account' };

const itemOf = (embedded: JsonObject) => ({ ...account, record: { _embedded: embedded } });

/** What is said, without what is absent. */
function said(embedded: JsonObject): object {
  const properties = propertiesOf(orgSettings.accountFields ?? {}, itemOf(embedded));
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

test.each<[string, JsonObject, object]>([
  [
    'ThreatInsight',
    { threats: { action: 'block', excludeZones: ['nzo1'] } },
    {
      threatInsightAction: 'block',
      threatInsightExemptZoneIds: ['nzo1'],
      threatInsightExemptZoneCount: 1,
    },
  ],
  [
    'lockout',
    { lockout: { preventBruteForceLockoutFromUnknownDevices: false } },
    { locksOutUnknownDevicesOnly: false },
  ],
  [
    'the Admin Console',
    { adminConsole: { sessionIdleTimeoutMinutes: 15, sessionMaxLifetimeMinutes: 720 } },
    { adminConsoleIdleMinutes: 15, adminConsoleLifetimeMinutes: 720 },
  ],
  [
    'new clients',
    { clientPrivileges: { clientPrivilegesSetting: true } },
    { newClientsGetSuperAdmin: true },
  ],
  [
    'no page with a CAPTCHA',
    { captcha: { captchaId: null, enabledPages: [] } },
    { captchaPages: [] },
  ],
  [
    'what the org has none of',
    { threats: null, lockout: null, captcha: null, technicalContact: null },
    {},
  ],
  ['odd answers', { threats: { action: 7, excludeZones: 'x' }, lockout: {}, captcha: [] }, {}],
  ['nothing that may be read', {}, {}],
])('%s', (_, embedded, expected) => {
  expect(said(embedded)).toEqual(expected);
});

const zone = (id: string): object => ({ id, reason: 'threat-insight-exempt' });

test.each<[string, JsonValue | undefined, readonly object[] | undefined]>([
  ['two zones', { excludeZones: ['nzo1', 'nzo2'] }, [zone('nzo1'), zone('nzo2')]],
  ['none', { excludeZones: [] }, []],
  ['a configuration without zones', { action: 'none' }, []],
  ['an org without ThreatInsight', null, []],
  ['a refusal', undefined, undefined],
])('ThreatInsight exempts %s', (_, threats, expected) => {
  const item = itemOf(threats === undefined ? {} : { threats });
  const [edge] = orgSettings.edges ?? [];
  expect(edge?.ends(item.record, item)).toEqual(expected);
});
