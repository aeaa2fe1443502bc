import {
  isJsonArray,
  list,
  record,
  text,
  texts,
  type JsonObject,
  type JsonValue,
} from '../../json';
import { defineResource } from '../defineResource';
import { boolean, count, eachOf, string, strings } from '../fields';
import { cidrOf, isPrivate, widestPrefix } from './addresses';

/** The addresses of an IP zone; undefined where Okta gives none, as for zones of places. */
function addressesOf(zone: JsonObject): readonly string[] | undefined {
  const values = [...list(zone.gateways), ...list(zone.proxies)].map((one) =>
    text(record(one).value),
  );
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known;
}

function isInternal(zone: JsonObject): boolean | undefined {
  return addressesOf(zone)?.every(isPrivate);
}

/** The data model wants this known of each network. Places and services are on the internet. */
function isPublic(zone: JsonObject): boolean {
  return zone.type !== 'IP' || (addressesOf(zone) ?? []).some((address) => !isPrivate(address));
}

/** `locations` is a list in a DYNAMIC zone, and an object of two lists in a DYNAMIC_V2 zone. */
function included(zone: JsonObject, name: string): JsonValue | undefined {
  const value = zone[name];
  return isJsonArray(value) ? value : record(value).include;
}

function excluded(zone: JsonObject, name: string): JsonValue | undefined {
  return record(zone[name]).exclude;
}

const places = (found: JsonValue | undefined, name: string): JsonValue | undefined =>
  isJsonArray(found)
    ? [...new Set(texts(found.map((one) => record(one)[name] ?? null)))]
    : undefined;

const sizeOf = (zone: JsonObject, name: string): JsonValue | undefined =>
  isJsonArray(zone[name]) ? list(zone[name]).length : undefined;

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tags/networkzone/ */
export const networkZones = defineResource({
  id: 'network-zones',
  list: { path: '/api/v1/zones', limit: 200 },
  permission: {
    title: 'Network zones',
    scope: 'okta.networkZones.read',
    reference: 'networkzone',
    withoutIt: 'No network zones, and nothing says which of them a rule or a token is limited to.',
  },
  source: {
    id: 'network-zones',
    title: 'Network zones',
    description:
      'The address ranges, places and services that policies and tokens refer to. One call.',
  },
  entity: {
    type: 'okta_network_zone',
    class: 'Network',
    description: 'Addresses, places or services that policies let in or keep out',
    words: ['network zone', 'Network zones'],
    icon: 'zone',
    fields: {
      zoneType: string('type', 'IP, DYNAMIC, DYNAMIC_V2'),
      usage: string('usage', 'POLICY: for rules to name. BLOCKLIST: kept out everywhere'),
      isBlocklist: boolean(({ usage }) =>
        text(usage) === undefined ? undefined : usage === 'BLOCKLIST',
      ),
      isSystem: boolean('system', 'Whether Okta made it'),
      isExemptZone: boolean(
        ({ name }) => (text(name) === undefined ? undefined : name === 'DefaultExemptIpZone'),
        'Whether its addresses pass block lists and ThreatInsight',
      ),
      CIDR: string((zone) => cidrOf(zone)),
      public: boolean(isPublic),
      internal: boolean(isInternal),
      gateways: eachOf('gateways', 'value', 'Addresses, as CIDR or range'),
      gatewayCount: count((zone) => sizeOf(zone, 'gateways')),
      proxies: eachOf('proxies', 'value', 'Addresses that may forward requests'),
      proxyCount: count((zone) => sizeOf(zone, 'proxies')),
      widestPrefix: count(
        (zone) => widestPrefix(addressesOf(zone) ?? []),
        'The shortest CIDR prefix among the addresses: 8 is wider than 24',
      ),
      countries: strings((zone) => places(included(zone, 'locations'), 'country')),
      regions: strings((zone) => places(included(zone, 'locations'), 'region')),
      excludedCountries: strings((zone) => places(excluded(zone, 'locations'), 'country')),
      asns: strings((zone) => included(zone, 'asns'), 'Autonomous systems'),
      excludedAsns: strings((zone) => excluded(zone, 'asns')),
      proxyType: string('proxyType', 'Of a DYNAMIC zone: Any, Tor, NotTorAnonymizer'),
      includedIpCategories: strings((zone) => included(zone, 'ipServiceCategories')),
      excludedIpCategories: strings((zone) => excluded(zone, 'ipServiceCategories')),
    },
    raw: {
      id: true,
      name: true,
      type: true,
      status: true,
      usage: true,
      system: true,
      created: true,
      lastUpdated: true,
      gateways: true,
      proxies: true,
      locations: true,
      asns: true,
      proxyType: true,
      ipServiceCategories: true,
    },
  },
});
