/** Building blocks of the explorer's fixture: entities and relationships with the fields that the SDK writes. */

export type FixtureObject = Record<string, unknown>;

/** A word that stands only in raw data, which must not reach the page. */
export const RAW_CANARY = 'raw-canary-7f3a';

export function entity(
  type: string,
  classes: string | string[],
  key: string,
  displayName: string,
  properties: FixtureObject = {},
): FixtureObject {
  return {
    _key: key,
    _type: type,
    _class: Array.isArray(classes) ? classes : [classes],
    _rawData: [{ name: 'default', rawData: { canary: RAW_CANARY } }],
    id: key,
    name: displayName,
    displayName,
    ...properties,
  };
}

export function link(
  type: string,
  relationClass: string,
  from: string,
  to: string,
  properties: FixtureObject = {},
): FixtureObject {
  return {
    _key: `${from}|${relationClass.toLowerCase()}|${to}`,
    _type: type,
    _class: relationClass,
    _fromEntityKey: from,
    _toEntityKey: to,
    displayName: relationClass,
    ...properties,
  };
}

/** A user's assignment to an application, with its scope. */
export function assigned(
  user: string,
  application: string,
  properties: FixtureObject,
): FixtureObject {
  return link('okta_user_assigned_application', 'ASSIGNED', user, application, {
    userId: user,
    applicationId: application,
    ...properties,
  });
}

/** A mapped relationship to an AWS role that is no entity of this graph. */
export function awsRole(
  type: string,
  from: string,
  arn: string,
  properties: FixtureObject = {},
): FixtureObject {
  return {
    _key: `${from}|assigned|${arn}`,
    _type: type,
    _class: 'ASSIGNED',
    displayName: 'ASSIGNED',
    _mapping: {
      sourceEntityKey: from,
      relationshipDirection: 'FORWARD',
      targetFilterKeys: [['_type', '_key']],
      skipTargetCreation: true,
      targetEntity: { _type: 'aws_iam_role', _key: arn },
    },
    ...properties,
  };
}

/** A mapped relationship from a user to the person with this e-mail address. */
export function personOf(user: string, email: string): FixtureObject {
  return {
    _key: `${user}|is|${email}`,
    _type: 'okta_user_is_person',
    _class: 'IS',
    displayName: 'IS',
    _mapping: {
      sourceEntityKey: user,
      relationshipDirection: 'FORWARD',
      targetFilterKeys: [['_class', 'email']],
      targetEntity: { _class: 'Person', _type: 'person', email: [email], displayName: email },
    },
  };
}
