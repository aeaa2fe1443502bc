/** The standards that managed questions are evidence for, by the name that a person types. */

/** As `questions.yaml` names them. */
export const FRAMEWORKS = {
  cis: 'CIS Controls v8',
  nist: 'NIST 800-53',
  soc2: 'SOC 2',
  stig: 'DISA Okta STIG',
  healthinsight: 'Okta HealthInsight',
} as const;
