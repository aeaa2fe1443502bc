/** Marks that stand in every field that must never leave the org, so that tests can look for them. */

/** Every secret of the sample org contains this text, followed by the name of its field. */
export const CANARY = 'CANARY-';

/** Phone numbers hold no letters: each one of a factor contains these digits instead. */
export const PHONE_CANARY = '5550199';

export function canary(field: string): string {
  return `${CANARY}${field}`;
}
