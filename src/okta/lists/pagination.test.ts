import { Origin } from '../http/origin';
import { headerSource } from '../requests/outcome';
import { buildUrl, cursorOf, nextOfHeader, withQuery } from './pagination';

describe('links', () => {
  const next = (link: string) => nextOfHeader(headerSource({ link }));

  test.each([
    ['<https://a.okta.com/x?after=1>; rel="next"', 'https://a.okta.com/x?after=1'],
    ['<https://a/x>; rel="self", <https://a/x?after=2,3;4>; rel="next"', 'https://a/x?after=2,3;4'],
    ['<https://a/x>;rel=next', 'https://a/x'],
    ['<https://a/x>; title="a, b"; rel="prev next"', 'https://a/x'],
    ['<https://a/x>; rel="self"', undefined],
    ['<https://a/x>; rel="nextish"', undefined],
    ['', undefined],
    ['rel="next"', undefined],
  ])('%s', (link, target) => {
    expect(next(link)).toBe(target);
  });

  test('are led back to the configured origin, from known hosts only', () => {
    const origin = new Origin({
      orgUrl: 'https://login.acme.com/',
      host: 'acme.okta.com',
      adminUrl: 'https://acme-admin.okta.com',
    });
    const path = '/api/v1/users?after=00u1&limit=2';
    for (const host of ['login.acme.com', 'acme.okta.com', 'acme-admin.okta.com']) {
      expect(origin.rebase(`https://${host}${path}`)?.href).toBe(`https://login.acme.com${path}`);
    }
    expect(origin.rebase(path)?.href).toBe(`https://login.acme.com${path}`);
    for (const foreign of [
      `https://evil.com${path}`,
      `https://acme.okta.com.evil.com${path}`,
      `https://acme.okta.com:8443${path}`,
      `https://user@acme.okta.com${path}`,
      `https://acme.okta.com@evil.com${path}`,
      `//evil.com${path}`,
      'ftp://acme.okta.com/x',
      'javascript:alert(1)',
      'https://',
    ]) {
      expect(origin.rebase(foreign)).toBeUndefined();
    }
  });

  test('the origin must use HTTPS, except on this machine', () => {
    expect(() => new Origin({ orgUrl: 'http://acme.okta.com' })).toThrow(/HTTPS/);
    expect(() => new Origin({ orgUrl: 'http://127.0.0.1.evil.com' })).toThrow(/HTTPS/);
    for (const orgUrl of ['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1']) {
      expect(new Origin({ orgUrl }).isOwn(`${orgUrl}/api`)).toBe(true);
      expect(new Origin({ orgUrl }).isOwn('http://127.0.0.1:2/api')).toBe(false);
    }
  });

  test('a cursor is told from another whatever the page size', () => {
    const url = (query: string) => new URL(`https://a.okta.com/x${query}`);
    expect(cursorOf(url('?limit=5&after=a'))).toBe(cursorOf(url('?after=a&limit=200')));
    expect(cursorOf(url('?limit=5'))).toBe(cursorOf(url('?limit=2')));
    expect(cursorOf(url('?page=1'))).not.toBe(cursorOf(url('?page=2')));
  });

  test('queries are percent-encoded, and undefined is left out', () => {
    const query = { search: 'a eq "b & c"', limit: 5, active: true, none: undefined };
    expect(buildUrl('https://a', '/x', query)).toBe(
      'https://a/x?search=a%20eq%20%22b%20%26%20c%22&limit=5&active=true',
    );
    expect(buildUrl('https://a', '/x', {})).toBe('https://a/x');
  });

  test('several values are several parameters, also where a link has lost them', () => {
    const query = { expand: ['targets/groups', 'targets/apps'], none: [] };
    const expected = 'https://a/x?expand=targets%2Fgroups&expand=targets%2Fapps';
    expect(buildUrl('https://a', '/x', query)).toBe(expected);
    expect(withQuery(new URL('https://a/x'), query).href).toBe(expected);
    expect(withQuery(new URL(expected), { expand: undefined }).href).toBe('https://a/x');
  });
});
