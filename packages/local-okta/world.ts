/** The org as it stands at this moment: its source plus what was changed while the server ran. */
import { indexOf, listingOfIds, textOf, valueAt } from './listing';
import type { DeviceOwner, JsonObject, Listing, OrgSource } from './types';

/** A listing of objects by id in which objects can be changed, added and removed. */
export class Table implements Listing<JsonObject> {
  private readonly changes = new Map<string, JsonObject>();
  private readonly added = new Map<string, JsonObject>();
  private readonly removed = new Set<string>();
  /** Ids in order, built once something was added or removed. */
  private ids: string[] | undefined;

  constructor(private readonly base: Listing<JsonObject>) {}

  get size(): number {
    return this.ids?.length ?? this.base.size;
  }

  keyAt(index: number): string {
    return this.ids?.[index] ?? this.base.keyAt(index);
  }

  at(index: number): JsonObject {
    if (this.ids === undefined && this.changes.size === 0) return this.base.at(index);
    return this.get(this.keyAt(index))!;
  }

  fieldAt(index: number, path: string): unknown {
    if (this.ids === undefined && this.changes.size === 0 && this.base.fieldAt !== undefined) {
      return this.base.fieldAt(index, path);
    }
    return valueAt(this.at(index), path);
  }

  get(id: string): JsonObject | undefined {
    if (this.removed.has(id)) return undefined;
    const known = this.changes.get(id) ?? this.added.get(id);
    if (known !== undefined) return known;
    const index = indexOf(this.base, id);
    return index === -1 ? undefined : this.base.at(index);
  }

  has(id: string): boolean {
    return !this.removed.has(id) && (this.added.has(id) || indexOf(this.base, id) !== -1);
  }

  /** True when ids of the base may no longer exist. */
  get shrunk(): boolean {
    return this.removed.size > 0;
  }

  add(value: JsonObject): void {
    const id = textOf(value, 'id');
    this.removed.delete(id);
    this.changes.delete(id);
    this.added.set(id, value);
    this.reorder();
  }

  remove(id: string): void {
    this.removed.add(id);
    this.added.delete(id);
    this.reorder();
  }

  /** Merges objects into objects and replaces everything else. */
  patch(id: string, patch: JsonObject): void {
    const current = this.get(id);
    if (current === undefined) throw new Error(`No object ${id} to change`);
    this.changes.set(id, merge(current, patch));
  }

  private reorder(): void {
    const ids = new Set<string>(this.added.keys());
    for (let index = 0; index < this.base.size; index += 1) ids.add(this.base.keyAt(index));
    for (const id of this.removed) ids.delete(id);
    this.ids = [...ids].sort();
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merge(current: JsonObject, patch: JsonObject): JsonObject {
  const merged: JsonObject = { ...current };
  for (const [key, value] of Object.entries(patch)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

/** What tests may do to the org while it is being read. */
export interface OrgHooks {
  addUser(user: JsonObject): void;
  patchUser(id: string, patch: JsonObject): void;
  deleteUser(id: string): void;
  addGroup(group: JsonObject): void;
  patchGroup(id: string, patch: JsonObject): void;
  deleteGroup(id: string): void;
  addMember(groupId: string, userId: string): void;
  removeMember(groupId: string, userId: string): void;
  patchApp(id: string, patch: JsonObject): void;
  deleteApp(id: string): void;
  patchDevice(id: string, patch: JsonObject): void;
  deleteDevice(id: string): void;
  /** The factors of a user from now on. */
  setFactors(userId: string, factors: readonly JsonObject[]): void;
}

export class World implements OrgHooks {
  readonly users: Table;
  readonly groups: Table;
  readonly apps: Table;
  readonly rules: Table;
  readonly devices: Table;
  private readonly memberChanges = new Map<string, Map<string, boolean>>();
  private readonly factorChanges = new Map<string, readonly JsonObject[]>();

  constructor(readonly source: OrgSource) {
    this.users = new Table(source.users);
    this.groups = new Table(source.groups);
    this.apps = new Table(source.apps);
    this.rules = new Table(source.rules);
    this.devices = new Table(source.devices);
  }

  factors(userId: string): readonly JsonObject[] {
    return this.factorChanges.get(userId) ?? this.source.factors(userId);
  }

  groupMembers(groupId: string): Listing<string> {
    const base = this.source.groupMembers(groupId);
    const changes = this.memberChanges.get(groupId);
    if (changes === undefined && !this.users.shrunk) return base;
    const ids = new Set<string>();
    for (let index = 0; index < base.size; index += 1) ids.add(base.keyAt(index));
    changes?.forEach((isMember, id) => (isMember ? ids.add(id) : ids.delete(id)));
    return listingOfIds([...ids].filter((id) => this.users.has(id)));
  }

  userGroups(userId: string): readonly string[] {
    const ids = new Set(this.source.userGroups(userId));
    this.memberChanges.forEach((changes, groupId) => {
      const isMember = changes.get(userId);
      if (isMember === true) ids.add(groupId);
      if (isMember === false) ids.delete(groupId);
    });
    return [...ids].filter((id) => this.groups.has(id)).sort();
  }

  groupApps(groupId: string): readonly string[] {
    return this.source.groupApps(groupId).filter((id) => this.apps.has(id));
  }

  deviceUsers(deviceId: string): readonly DeviceOwner[] {
    return this.source.deviceUsers(deviceId).filter((owner) => this.users.has(owner.userId));
  }

  addUser(user: JsonObject): void {
    this.users.add(user);
  }

  patchUser(id: string, patch: JsonObject): void {
    this.users.patch(id, patch);
  }

  deleteUser(id: string): void {
    this.users.remove(id);
  }

  addGroup(group: JsonObject): void {
    this.groups.add(group);
  }

  patchGroup(id: string, patch: JsonObject): void {
    this.groups.patch(id, patch);
  }

  deleteGroup(id: string): void {
    this.groups.remove(id);
  }

  addMember(groupId: string, userId: string): void {
    this.changesOf(groupId).set(userId, true);
  }

  removeMember(groupId: string, userId: string): void {
    this.changesOf(groupId).set(userId, false);
  }

  patchApp(id: string, patch: JsonObject): void {
    this.apps.patch(id, patch);
  }

  deleteApp(id: string): void {
    this.apps.remove(id);
  }

  patchDevice(id: string, patch: JsonObject): void {
    this.devices.patch(id, patch);
  }

  deleteDevice(id: string): void {
    this.devices.remove(id);
  }

  setFactors(userId: string, factors: readonly JsonObject[]): void {
    this.factorChanges.set(userId, factors);
  }

  private changesOf(groupId: string): Map<string, boolean> {
    let changes = this.memberChanges.get(groupId);
    if (changes === undefined) {
      changes = new Map();
      this.memberChanges.set(groupId, changes);
    }
    return changes;
  }
}
