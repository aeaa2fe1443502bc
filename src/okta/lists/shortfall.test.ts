import { isFarShort } from './shortfall';

test.each([
  [450, 450, false],
  [448, 450, false],
  [460, 450, false],
  [405, 450, false],
  [404, 450, true],
  [200, 450, true],
  [37, 40, false],
  [36, 40, false],
  [35, 40, true],
  [20, 40, true],
  [0, 40, true],
  [0, 4, true],
  [0, 3, false],
  [1, 4, false],
])('%s found of %s counted: far short? %s', (found, counted, expected) => {
  expect(isFarShort(found, counted)).toBe(expected);
});
