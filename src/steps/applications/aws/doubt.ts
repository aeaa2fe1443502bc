/**
 * What Okta's answers leave unsaid about an AWS application. Absent is not empty: where roles could have
 * been told and were not, the edges of earlier runs have to stay.
 */
import type { JsonObject, JsonValue } from '../../../json';
import { READ_ONLY_ADMIN } from '../../../adminRoles';
import { IntegrationIncompleteDataError } from '../../../run/losses';
import type { OktaAppGroup, OktaAppUser } from '../api';
import { isActive, isOn, type AwsApplication, type AwsFederation } from './federation';

/** The settings that decide where roles are read, each a yes or no: see `isOn`. */
const CHOICES = ['useGroupMapping', 'joinAllRoles'] as const;

/**
 * The settings that say which roles. Okta may leave out a property that is null, which these are where
 * they were never set: https://developer.okta.com/docs/api/
 */
const TEXTS = ['identityProviderArn', 'groupFilter', 'roleValuePattern'] as const;

/**
 * Why it cannot be said which AWS roles the application gives; undefined where it can. An application
 * that is switched off gives none, whatever else Okta says of it.
 */
export function doubtAbout(app: AwsApplication): Error | undefined {
  const { name, appSettings } = app;
  if (!isActive(app)) return undefined;
  if (name === undefined) {
    return new IntegrationIncompleteDataError(
      'Okta’s answer lacks its kind (name), so it may be one that gives AWS roles',
    );
  }
  if (!name.startsWith('amazon_aws')) return undefined;
  if (app.status === undefined) {
    return new IntegrationIncompleteDataError(
      'Okta’s answer does not say whether it is active (status), so it may give AWS roles or none',
    );
  }
  if (appSettings === undefined) {
    return new IntegrationIncompleteDataError(
      'Okta’s answer lacks its settings (settings.app), which decide about AWS roles',
    );
  }
  if (name !== 'amazon_aws') return undefined;
  const unsaid = unsaidOf(appSettings);
  if (unsaid.length === 0) return undefined;
  return new IntegrationIncompleteDataError(
    `Okta’s answer lacks these of its settings, which decide about AWS roles: ${unsaid.join(', ')}`,
  );
}

/**
 * The settings of which nothing is known. Choices that are told show that the settings were, so that a
 * text which is not among them is null. Where a choice is missing, texts that are missing are named too.
 *
 * With group mapping a filter that is missing is not taken for null: without one no group gives a role,
 * and group mapping without a filter is a mistake, so that the edges of earlier runs are the safe side.
 */
function unsaidOf(settings: JsonObject): readonly string[] {
  const choices = CHOICES.filter((setting) => !tellsChoice(settings[setting]));
  const mayLack = (setting: (typeof TEXTS)[number]): boolean =>
    choices.length === 0 && !(setting === 'groupFilter' && isOn(settings.useGroupMapping));
  const texts = TEXTS.filter((setting) => {
    const value = settings[setting];
    return value === undefined ? !mayLack(setting) : !tellsText(value);
  });
  return [...choices, ...texts];
}

/** Null says that it was never set. What stands for neither yes nor no says nothing. */
function tellsChoice(setting: JsonValue | undefined): boolean {
  return (
    setting === null || typeof setting === 'boolean' || setting === 'true' || setting === 'false'
  );
}

/** Null says that it was never set. */
function tellsText(setting: JsonValue): boolean {
  return setting === null || typeof setting === 'string';
}

/** What of the group assignments of one application is to be judged. */
export interface AssignedGroups {
  readonly assignments: readonly (Pick<OktaAppGroup, 'id' | 'profile'> & {
    readonly groupName: string | undefined;
  })[];
  /** Whether anything is known of the group with this id. */
  readonly isKnown: (groupId: string) => boolean;
  /** Those to whom the assignments give roles. */
  readonly withRoles: Iterable<string>;
}

/** Why it cannot be said which AWS roles the groups assigned to the application have. */
export function doubtAboutGroups(
  { useGroupMapping }: AwsFederation,
  { assignments, isKnown, withRoles }: AssignedGroups,
): Error | undefined {
  if (useGroupMapping) {
    const unnamed = countOf(assignments, ({ groupName }) => groupName === undefined);
    return unnamed === 0 ? undefined : groupsMissing(unnamed, 'whose names stand for AWS roles');
  }
  const untold = countOf(assignments, ({ profile }) => profile === undefined);
  if (untold > 0) return profilesMissing(untold, 'group');
  const unknown = countOf([...withRoles], (groupId) => !isKnown(groupId));
  return unknown === 0 ? undefined : groupsMissing(unknown, 'which have AWS roles');
}

/** Whether the assignment says all that it could say about the user's AWS roles. */
export function tellsRoles(
  { useGroupMapping }: AwsFederation,
  { profile, scope }: Pick<OktaAppUser, 'profile' | 'scope'>,
): boolean {
  return useGroupMapping || (profile !== undefined && scope !== undefined);
}

/** The error for assignments whose profile, or to whom it belongs, Okta does not tell. */
export function profilesMissing(count: number, of: 'user' | 'group'): Error {
  const what = of === 'user' ? 'profile or scope' : 'profile';
  return new IntegrationIncompleteDataError(
    `Okta’s answer lacks the ${what} of ${count} of its ${of} assignments`,
  );
}

function groupsMissing(count: number, which: string): Error {
  return new IntegrationIncompleteDataError(
    `Okta does not show ${count} of the groups assigned, ${which}. The role ${READ_ONLY_ADMIN} ` +
      'for the whole org shows every group',
  );
}

function countOf<T>(items: readonly T[], isCounted: (item: T) => boolean): number {
  return items.filter(isCounted).length;
}
