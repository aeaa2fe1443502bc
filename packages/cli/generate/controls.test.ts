/** Every control has an answer or a reason, and what answers it exists. */
import path from 'node:path';

import { controlTable, questionsIn, requirementTable } from './controls';

const QUESTIONS = questionsIn(path.join(__dirname, '../../..'));

/** The cells of a table's rows. */
function rowsOf(written: string): readonly (readonly string[])[] {
  return written
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

it('names for each control what answers it, or why nothing does', () => {
  const rows = rowsOf(controlTable(QUESTIONS));
  expect(rows).toHaveLength(35);
  for (const [, control, , answer] of rows) {
    expect(control).not.toBe('');
    expect(answer).toMatch(/^(?:`[\w-]+`|[A-Z].{20,}\.$)/);
  }
});

it('refuses a control that a question no longer answers', () => {
  const fewer = QUESTIONS.filter(({ shortId }) => shortId !== 'log-not-streamed');
  expect(() => controlTable(fewer)).toThrow(
    'Nothing answers "the System Log is streamed", and it does not say why',
  );
});

it('refuses a question that does not exist', () => {
  const fewer = QUESTIONS.filter(({ shortId }) => shortId !== 'stale-api-tokens');
  expect(() => controlTable(fewer)).toThrow('There is no question stale-api-tokens');
});

it('lists each requirement of a standard once, with all questions that name it', () => {
  const rows = rowsOf(requirementTable(QUESTIONS)).map(([, standard, name, ids]) => ({
    requirement: `${standard ?? ''} ${name ?? ''}`,
    ids,
  }));
  expect(new Set(rows.map(({ requirement }) => requirement)).size).toBe(rows.length);
  expect(rows).toContainEqual({
    requirement: 'DISA Okta STIG OKTA-APP-000090',
    ids: '`dormant-admins`, `dormant-accounts`, `inactive-users-stay-active`',
  });
});
