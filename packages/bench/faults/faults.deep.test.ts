/** Holds the client to what each kind of trouble may cost: objects, minutes, and what is left to others. */
import { HERE, load, measure, missedBy } from './measure';
import { SCENARIOS } from './scenarios';

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  '%s',
  async (_, scenario) => {
    const checkout = await load(HERE);
    expect(missedBy(scenario, await measure(checkout, scenario))).toEqual([]);
  },
);

test('a goal that is missed is named', () => {
  const [scenario] = SCENARIOS;
  const cost = { lost: 1, calls: 1, minutes: 99, refused: 0, reserve: 59 };
  expect(missedBy(scenario!, cost)).toHaveLength(3);
});
