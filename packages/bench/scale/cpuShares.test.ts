import { cpuShares, hottestFunctions, ownerOf } from './cpuShares';

test.each([
  ['convert', '/work/dist/steps/users/converter.js', 'ours'],
  ['fetch', 'file:///x/node_modules/.cache/bench/src/steps/users/index.js', 'ours'],
  ['addEntity', '/x/node_modules/@jupiterone/integration-sdk-runtime/dist/a.js', 'sdk'],
  ['compile', '/x/node_modules/ajv/dist/ajv.js', 'libraries'],
  ['validate', '/x/packages/entity-validator/index.js', 'libraries'],
  ['parse', '', 'node'],
  ['write', 'node:net', 'node'],
  ['(garbage collector)', '', 'gc'],
  ['(idle)', '', undefined],
])('%s in %j is %s', (name, url, owner) => {
  expect(ownerOf(name, url)).toBe(owner);
});

test('shares are of the time in which something ran', () => {
  const node = (id: number, functionName: string, url: string) => ({
    id,
    callFrame: { functionName, url },
  });
  const shares = cpuShares({
    nodes: [node(1, '(idle)', ''), node(2, 'ours', '/dist/a.js'), node(3, 'parse', '')],
    samples: [1, 2, 3, 3],
    timeDeltas: [500, 25, 50, 25],
  });
  expect(shares).toEqual({ ours: 0.25, sdk: 0, libraries: 0, node: 0.75, gc: 0 });
});

test('the hottest functions are summed by name and place', () => {
  const node = (id: number, functionName: string, url: string) => ({
    id,
    callFrame: { functionName, url },
  });
  const profile = {
    nodes: [
      node(1, 'addEntity', '/x/node_modules/@jupiterone/integration-sdk-runtime/dist/a.js'),
      node(2, 'convert', 'file:///x/node_modules/.cache/bench/src/steps/users/converter.js'),
      node(3, 'convert', 'file:///x/node_modules/.cache/bench/src/steps/users/converter.js'),
      node(4, '', ''),
    ],
    samples: [1, 2, 3, 4],
    timeDeltas: [30, 25, 25, 20],
  };
  expect(hottestFunctions(profile, 2)).toEqual([
    { name: 'convert', where: 'src/steps/users/converter.ts', share: 0.5 },
    { name: 'addEntity', where: '@jupiterone/integration-sdk-runtime', share: 0.3 },
  ]);
});
