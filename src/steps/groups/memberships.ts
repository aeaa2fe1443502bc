/**
 * Who is in which group, read once per run for the steps that need it, kept as positions in the user
 * directory: four bytes a membership.
 */
import type { OktaClient } from '../../okta';
import type { UserDirectory } from '../users/directory';
import { listGroupMembers, type OktaGroup } from './api';
import { isEveryone } from './directory';

export class Memberships {
  private readonly byGroup = new Map<string, Promise<Uint32Array>>();

  constructor(
    private readonly okta: OktaClient,
    private readonly users: UserDirectory,
  ) {}

  /**
   * Positions of the group's members, each once; some may belong to users that are not listed (yet).
   * Costs no call for `Everyone` (every user is in it, deprovisioned ones too) nor for a group that
   * Okta's statistics call empty.
   */
  of(group: OktaGroup): Promise<Uint32Array> {
    const known = this.byGroup.get(group.id);
    if (known !== undefined) return known;
    const reading = this.read(group);
    this.byGroup.set(group.id, reading);
    return reading;
  }

  private async read(group: OktaGroup): Promise<Uint32Array> {
    if (isEveryone(group)) return this.everyone();
    if (group.usersCount === 0) return new Uint32Array();
    const members = new Set<number>();
    for await (const page of listGroupMembers(this.okta, group.id)) {
      for (const id of page) members.add(this.users.positionOf(id));
    }
    return Uint32Array.from(members);
  }

  private async everyone(): Promise<Uint32Array> {
    const members: number[] = [];
    for await (const user of this.users.refs) members.push(user.index);
    return Uint32Array.from(members);
  }
}
