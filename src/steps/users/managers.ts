/**
 * Finds the managers whom users' profiles name: by Okta id, login, e-mail address, employee number or
 * distinguished name, as each company writes it. Keeps of each user only what may name it, as there are many.
 */
import { number, text, type JsonObject, type JsonValue } from '../../json';
import type { OktaUser } from './api';

/** What the manager was found by. */
export type MatchedBy = 'id' | 'login' | 'email' | 'employeeNumber' | 'dn';

/** Who manages whom, by their Okta ids. */
export interface Management {
  readonly managerId: string;
  readonly userId: string;
  readonly matchedBy: MatchedBy;
}

/** Users who name a manager, and for whom none was found. */
export interface WithoutManager {
  /** Nobody is called so. */
  readonly unknown: number;
  /** Several users are. */
  readonly ambiguous: number;
  /** They name themselves. */
  readonly own: number;
}

interface Person {
  readonly id: string;
  readonly login: string | undefined;
  readonly email: string | undefined;
  readonly employeeNumbers: readonly string[];
  readonly names: readonly string[];
  /** What the profile says of the manager. */
  readonly manager: string | undefined;
}

/** Standard and custom attributes under which companies keep it. */
const EMPLOYEE_NUMBERS = ['employeeNumber', 'employeeId', 'employeeID'];
const DISTINGUISHED_NAMES = ['dn', 'distinguishedName'];

const NONE: readonly string[] = [];

interface Way {
  readonly matchedBy: MatchedBy;
  readonly of: (person: Person) => readonly (string | undefined)[];
  /** Whether capital letters make no difference. */
  readonly isFolded: boolean;
  /** Whether Okta sees to it that no two users have the same. */
  readonly isUnique: boolean;
}

/** In this order. */
const WAYS: readonly Way[] = [
  { matchedBy: 'id', of: ({ id }) => [id], isFolded: false, isUnique: true },
  { matchedBy: 'login', of: ({ login }) => [login], isFolded: true, isUnique: true },
  { matchedBy: 'email', of: ({ email }) => [email], isFolded: true, isUnique: false },
  {
    matchedBy: 'employeeNumber',
    of: ({ employeeNumbers }) => employeeNumbers,
    isFolded: false,
    isUnique: false,
  },
  { matchedBy: 'dn', of: ({ names }) => names, isFolded: true, isUnique: false },
];

/** The users of one run, as far as managers are concerned. */
export class Managers {
  private people: Person[] = [];
  /** Many users share a manager: each text is kept once. */
  private readonly written = new Map<string, string>();

  /** To be called once for each user. */
  note({ id, login, email, profile = {} }: OktaUser): void {
    this.people.push({
      id,
      // The catalog holds the address already: an equal login is the same text.
      login: login === email ? email : login,
      email,
      employeeNumbers: valuesOf(profile, EMPLOYEE_NUMBERS),
      names: valuesOf(profile, DISTINGUISHED_NAMES),
      manager: this.once(wordOf(profile.managerId) ?? wordOf(profile.manager)),
    });
  }

  /**
   * Who manages whom, and how many users name a manager in vain. To be called once, when every user is known:
   * what was noted is forgotten.
   *
   * @param isAll whether these are all users; of a part of them only ids and logins are known to be unique.
   */
  resolve(isAll: boolean): { readonly found: Management[]; readonly without: WithoutManager } {
    const ways = WAYS.filter(({ isUnique }) => isAll || isUnique).map((way) => ({
      ...way,
      holders: this.holders(way),
    }));
    const found: Management[] = [];
    const without = { unknown: 0, ambiguous: 0, own: 0 };
    for (const { id: userId, manager } of this.people) {
      if (manager === undefined) continue;
      const way = ways.find((each) => each.holders.has(keyOf(manager, each)));
      const managerId = way?.holders.get(keyOf(manager, way));
      if (way === undefined) without.unknown += 1;
      else if (managerId === undefined) without.ambiguous += 1;
      else if (managerId === userId) without.own += 1;
      else found.push({ managerId, userId, matchedBy: way.matchedBy });
    }
    this.people = [];
    this.written.clear();
    return { found, without };
  }

  /** Who has which of the values that name managers; undefined for those that several users have. */
  private holders(way: Way): ReadonlyMap<string, string | undefined> {
    const wanted = new Set([...this.written.keys()].map((manager) => keyOf(manager, way)));
    const holders = new Map<string, string | undefined>();
    for (const person of this.people) {
      for (const value of way.of(person)) {
        const key = value === undefined ? undefined : keyOf(value, way);
        if (key === undefined || !wanted.has(key)) continue;
        const isOther = holders.has(key) && holders.get(key) !== person.id;
        holders.set(key, isOther ? undefined : person.id);
      }
    }
    return holders;
  }

  private once(manager: string | undefined): string | undefined {
    if (manager === undefined) return undefined;
    const known = this.written.get(manager) ?? manager;
    this.written.set(known, known);
    return known;
  }
}

function keyOf(value: string, { isFolded }: Way): string {
  return isFolded ? value.toLowerCase() : value;
}

/** A text without the spaces around it, or a number as text. */
function wordOf(value: JsonValue | undefined): string | undefined {
  const written = text(value)?.trim() ?? number(value)?.toString();
  return written === '' ? undefined : written;
}

function valuesOf(profile: JsonObject, names: readonly string[]): readonly string[] {
  const values = names.flatMap((name) => wordOf(profile[name]) ?? []);
  return values.length === 0 ? NONE : values;
}
