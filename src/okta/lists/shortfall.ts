/** When Okta's own count of a list's items contradicts the list. */

/** So many items may be missing from any list: they can be deleted between the count and the list. */
const FEW = 3;

/** Of a long list more may be missing, up to this share of the count: Okta's counts lag behind its lists. */
const SHARE = 0.1;

/** Whether a list of `found` items is far shorter than Okta's count says: by more than three items and by more than a tenth. */
export function isFarShort(found: number, counted: number): boolean {
  return counted - found > Math.max(FEW, counted * SHARE);
}
