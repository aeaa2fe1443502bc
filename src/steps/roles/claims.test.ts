/** When the lists of what administrators hold are believed. */
import { Claims } from './claims';

/** Claims after so many named ones of whom `denied` hold nothing, and so many that nobody named. */
function claims(named: number, denied: number, unnamed = 0): Claims {
  const result = new Claims('users');
  for (let n = 0; n < named; n += 1) result.note(true, n >= denied);
  for (let n = 0; n < unnamed; n += 1) result.note(false, false);
  return result;
}

test.each([
  [0, 0, true],
  [5, 0, true],
  // A role can be revoked between the two calls.
  [2, 1, true],
  [200, 1, true],
  [200, 99, true],
  // All, or half of them: no.
  [1, 1, false],
  [2, 2, false],
  [4, 2, false],
  [200, 100, false],
  [200, 200, false],
])('of %d that are named, %d hold nothing: believed is %s', (named, denied, isBelieved) => {
  expect(claims(named, denied, 1000).doubt() === undefined).toBe(isBelieved);
});

test('the doubt says how many, and of what', () => {
  expect(claims(4, 3).doubt()?.message).toBe(
    'Okta names 4 users with administrator roles, and shows no role of 3 of them',
  );
});

test('nobody holds a role: only where somebody was asked', () => {
  expect(claims(0, 0).areAllEmpty).toBe(false);
  expect(claims(0, 0, 3).areAllEmpty).toBe(true);
  expect(claims(2, 1, 3).areAllEmpty).toBe(false);
});
