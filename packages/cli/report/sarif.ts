/**
 * The report as SARIF 2.1.0 (OASIS): a rule for each question that is a check, a result for each row. What is not
 * fully known is a notification of the run: it is no result, and the rule does not count as met.
 */
import { createHash } from 'node:crypto';

import type { JsonValue } from '../../../src/json';
import { named } from '../../../src/visible';
import { cellText } from '../ask/answer';
import type { Severity } from '../ask/questions';
import { writtenJson } from '../ask/written';
import type { Finding, Findings, QueryFindings } from '../findings/model';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** From 0 to 10: GitHub reads above 9.0 as critical, then 7.0 as high, 4.0 as medium. Source: its SARIF support page. */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};

/** Readers of SARIF want a file: the one that holds the question. */
const QUESTIONS_FILE = 'jupiterone/questions/questions.yaml';

export function asSarif(findings: Findings): string {
  const checks = findings.findings.filter(({ state }) => state !== 'informative');
  const isWhole = findings.collectedOn !== null && findings.incompleteTypes.length === 0;
  const notKnown = checks.filter(({ gaps }) => gaps.length > 0);
  return writtenJson({
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'jupiterone-integration-okta', rules: checks.map(ruleOf) } },
        automationDetails: { id: `okta/${findings.org ?? 'unknown org'}` },
        invocations: [
          {
            executionSuccessful: isWhole,
            endTimeUtc: findings.evaluatedOn,
            toolExecutionNotifications: notKnown.flatMap(notificationsOf),
          },
        ],
        results: checks.flatMap(resultsOf),
      },
    ],
  });
}

function ruleOf({ id, title, description, severity, why, remedy, controls }: Finding): object {
  const tags = controls.flatMap(({ standard, requirements }) =>
    requirements.map((requirement) => `${standard} ${requirement}`),
  );
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description === '' ? why : description },
    help: { text: `${why} ${remedy}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', ...tags], 'security-severity': SCORES[severity] },
  };
}

function notificationsOf({ id, gaps }: Finding): readonly object[] {
  return gaps.map(({ kind, text }) => ({
    level: kind === 'failed' ? 'error' : 'warning',
    message: { text: `Not fully known: ${text}` },
    associatedRule: { id },
  }));
}

function resultsOf(finding: Finding): readonly object[] {
  return finding.queries
    .filter(({ resultsAre }) => resultsAre === 'BAD')
    .flatMap((query) => [
      ...query.rows.map((row) => resultOf(finding, query, row)),
      ...query.suppressed.map(({ row, reason, expires }) => ({
        ...resultOf(finding, query, row),
        suppressions: [{ kind: 'external', justification: `${reason} (until ${expires})` }],
      })),
    ]);
}

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function resultOf(
  { id, title, severity }: Finding,
  { name, columns }: QueryFindings,
  row: readonly JsonValue[],
): object {
  const cells = columns.map((column, i) => `${column}: ${named(cellText(row[i] ?? null))}`);
  // Times only move: the finding stays the same.
  const lasting = row.map(cellText).filter((cell) => !TIME.test(cell));
  const hash = createHash('sha256').update(JSON.stringify([id, name, ...lasting]));
  return {
    ruleId: id,
    level: LEVELS[severity],
    message: { text: `${title} ${cells.join(', ')}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: QUESTIONS_FILE },
          region: { startLine: 1 },
        },
        logicalLocations: [{ name: named(cellText(row[0] ?? null)), kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'rowHash/v1': hash.digest('hex') },
  };
}
