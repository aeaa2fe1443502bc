export interface GeneratedOrgOptions {
  users: number;
}
export function generatedOrg(): never {
  throw new Error('later');
}
