/** The J1QL reader refuses what it does not know, and the evaluator follows J1QL's rules. */
import { evaluateJ1ql, MappedGraph } from './j1ql/evaluate';
import { parseJ1ql } from './j1ql/parse';
import type { GraphObject } from './writeGraph';

describe('parseJ1ql', () => {
  it.each([
    ['a verb in small letters', 'FIND a THAT has b RETURN a.x AS x', /verb has in capitals/],
    ['a missing RETURN', 'FIND a AS x', /ends too early/],
    ['a column without a name', 'FIND a AS x RETURN x.y', /ends too early/],
    ['text in double quotes', 'FIND a WITH b = "c" AS x RETURN x.y AS y', /cannot read on at/],
    ['an unknown operator', "FIND a WITH b == 'c' AS x RETURN x.y AS y", /expected a value/],
    ['an unknown unit', 'FIND a WITH b < date.now - 3 moons AS x RETURN x.y AS y', /a duration/],
    ['words after the end', 'FIND a AS x RETURN x.y AS y LIMIT 5', /expected the end/],
    ['an unclosed list', "FIND a WITH b = ('c' OR 'd' AS x RETURN x.y AS y", /expected \)/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseJ1ql(text)).toThrow(message);
  });
});

describe('evaluateJ1ql', () => {
  const thing = (_key: string, _type: string, more: object = {}): GraphObject => ({
    _key,
    _type,
    _class: [_type.toUpperCase()],
    ...more,
  });
  const edge = (from: string, verb: string, to: string, more: object = {}): GraphObject => ({
    _key: `${from}|${verb}|${to}`,
    _type: 'edge',
    _class: verb,
    _fromEntityKey: from,
    _toEntityKey: to,
    ...more,
  });
  const graph = new MappedGraph({
    entities: [
      thing('u1', 'user', { age: 5, tags: ['a', 'b'] }),
      thing('u2', 'user', { age: 50, gone: null }),
      thing('g1', 'group', { name: 'one' }),
      thing('g2', 'group', { name: 'two' }),
    ],
    relationships: [
      edge('g1', 'HAS', 'u1', { via: 'rule' }),
      edge('g2', 'HAS', 'u1', { via: 'hand' }),
      {
        ...thing('u1|is|p', 'edge'),
        _class: 'IS',
        _mapping: {
          relationshipDirection: 'FORWARD',
          sourceEntityKey: 'u1',
          targetFilterKeys: [['_class', 'email']],
          targetEntity: { _class: 'Person', email: ['x@y.z'] },
        },
      },
    ],
  });
  const answer = (text: string): unknown[] =>
    evaluateJ1ql(graph, parseJ1ql(text), 100).map((row) => Object.values(row).join(' '));

  it.each([
    [
      'goes along a relationship either way',
      'FIND user AS u THAT HAS group AS g',
      ['u1 one', 'u1 two'],
      'u._key AS a, g.name AS b',
    ],
    ['keeps what has no such neighbour', 'FIND user AS u THAT !HAS group', ['u2'], 'u._key AS a'],
    [
      'applies a filter to the absent one',
      "FIND user AS u THAT !HAS group WITH name = 'three'",
      ['u1', 'u2'],
      'u._key AS a',
    ],
    ['knows classes', 'FIND USER AS u THAT !IS Person', ['u2'], 'u._key AS a'],
    [
      'filters on relationships',
      "FIND group AS g THAT HAS AS e user WHERE e.via = 'rule'",
      ['one'],
      'g.name AS a',
    ],
    [
      'compares times',
      'FIND user WITH age < date.now - 1 days OR age > 20 AS u',
      ['u2'],
      'u._key AS a',
    ],
    [
      'adds to the present',
      'FIND user WITH age < date.now + 1 days AND age > date.now - 1 days AS u',
      ['u1', 'u2'],
      'u._key AS a',
    ],
    [
      'goes along one direction if told to',
      'FIND user AS u THAT HAS << group AS g',
      ['u1 one', 'u1 two'],
      'u._key AS a, g.name AS b',
    ],
    ['goes nowhere against it', 'FIND user AS u THAT HAS >> group AS g', [], 'u._key AS a'],
    [
      'takes one of several verbs',
      'FIND user AS u THAT (IS|OWNS) Person AS p',
      ['u1'],
      'u._key AS a',
    ],
    [
      'compares two properties of a path',
      'FIND user AS u THAT HAS AS e group AS g WHERE e._fromEntityKey = g._key AND u.age != g.age',
      ['u1 one', 'u1 two'],
      'u._key AS a, g.name AS b',
    ],
    ['looks into lists', "FIND user WITH tags = ('b' OR 'c') AS u", ['u1'], 'u._key AS a'],
    [
      'takes null for undefined',
      'FIND user WITH gone = undefined AND age != 5 AS u',
      ['u2'],
      'u._key AS a',
    ],
  ])('%s', (_, query, rows, returned) => {
    expect(answer(`${query} RETURN ${returned}`)).toEqual(rows);
  });
});
