/** Network zones: what is made of addresses, places and services. */
import { expectValid } from '../../../test/conversion/dataModel';
import { make } from '../../../test/conversion/defined';
import type { JsonObject } from '../../json';
import { cidrOf, isPrivate, widestPrefix } from './addresses';
import { networkZones } from './resource';

function zone(json: JsonObject) {
  const made = make(networkZones, { id: 'nzo1abcdEFGH3ijkl0x7', type: 'IP', ...json });
  if (made === undefined) throw new Error('The zone was refused');
  expectValid(made.entity, made.declaration);
  return made.entity;
}

const cidr = (value: string): JsonObject => ({ type: 'CIDR', value });

test.each([
  ['10.0.0.0/8', true],
  ['10.255.255.255-11.0.0.0', false],
  ['172.16.0.0/12', true],
  ['172.16.0.0/11', false],
  ['192.168.4.1-192.168.4.99', true],
  ['192.168.255.255-192.169.0.1', false],
  ['100.64.0.0/10', true],
  ['127.0.0.1', true],
  ['203.0.113.7', false],
  ['0.0.0.0/0', false],
  ['fd00::/8', true],
  ['fe80::1-fe80::9', true],
  ['2001:db8::/32', false],
  ['10.0.0', false],
  ['10.0.0.300', false],
  ['nobody', false],
])('%s is private: %s', (address, expected) => {
  expect(isPrivate(address)).toBe(expected);
});

test('the widest prefix is the shortest', () => {
  expect(widestPrefix(['10.0.0.0/24', '10.1.0.0/9', '10.0.0.1-10.0.0.2'])).toBe(9);
  expect(widestPrefix(['10.0.0.1-10.0.0.2'])).toBeUndefined();
});

test.each<[string, JsonObject, string | undefined]>([
  ['one block', { gateways: [cidr('10.0.0.0/8')] }, '10.0.0.0/8'],
  ['two', { gateways: [cidr('10.0.0.0/8'), cidr('11.0.0.0/8')] }, undefined],
  [
    'a proxy beside it',
    { gateways: [cidr('10.0.0.0/8')], proxies: [cidr('1.2.3.4/32')] },
    undefined,
  ],
  ['a range', { gateways: [cidr('10.0.0.1-10.0.0.9')] }, undefined],
  ['IPv6', { gateways: [cidr('fd00::/8')] }, undefined],
  ['none', { gateways: null }, undefined],
])('the CIDR of a zone with %s', (_, json, expected) => {
  expect(cidrOf(json)).toBe(expected);
});

test('a zone of private addresses is internal and not public; one public address changes both', () => {
  const lan = [cidr('10.0.0.0/8')];
  expect(zone({ gateways: lan })).toMatchObject({ internal: true, public: false });
  expect(zone({ gateways: lan, proxies: [cidr('203.0.113.0/24')] })).toMatchObject({
    internal: false,
    public: true,
  });
});

test('without addresses it is not known whether it is internal; places are on the internet', () => {
  expect(zone({ gateways: null })).toMatchObject({ internal: null, public: false, CIDR: null });
  const places = zone({ type: 'DYNAMIC', locations: [{ country: 'KP' }], proxyType: '' });
  expect(places).toMatchObject({ internal: null, public: true, countries: ['KP'] });
  expect(places).not.toHaveProperty('proxyType');
  expect(zone({ type: 'DYNAMIC', locations: null })).not.toHaveProperty('countries');
});

test('a DYNAMIC_V2 zone names what is in it and what is not', () => {
  const made = zone({
    type: 'DYNAMIC_V2',
    locations: { include: [{ country: 'US', region: 'US-VA' }], exclude: [{ country: 'DE' }] },
    asns: { include: ['64500'], exclude: [] },
    ipServiceCategories: { include: ['ALL_ANONYMIZERS'], exclude: ['APPLE_ICLOUD_RELAY_PROXY'] },
  });
  expect(made).toMatchObject({
    countries: ['US'],
    regions: ['US-VA'],
    excludedCountries: ['DE'],
    asns: ['64500'],
    excludedAsns: [],
    includedIpCategories: ['ALL_ANONYMIZERS'],
    excludedIpCategories: ['APPLE_ICLOUD_RELAY_PROXY'],
  });
});
