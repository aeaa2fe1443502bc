/**
 * Whether Okta shows the credential the whole org. From an administrator of some groups it hides the
 * group `Everyone`, the users of other groups and more, and answers with what is left as if it were all.
 */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import { number, record, text, type JsonObject } from '../../json';
import {
  endpoint,
  type IntegrationOktaApiError,
  isEveryone,
  isFatal,
  isOktaApiError,
  type OktaClient,
} from '../../okta';
import { IntegrationIncompleteDataError } from '../../run/losses';

/** The field of the configuration by which a customer states that the credential sees the whole org. */
const OR_TRUST = 'or, if it sees every user without this role, set trustUserList to true';

const SOME_USERS_ONLY =
  'Okta does not show the group Everyone, which every org has: the credential is limited to some ' +
  `groups and sees only the users in them. Give it the role ${READ_ONLY_ADMIN} for the whole org, ${OR_TRUST}`;

/** What Okta's answer about `Everyone` says of every other answer. */
export interface Answer {
  /** How many users the org has; undefined if Okta gave no statistics. */
  readonly usersCount?: number | undefined;
  /** Why the lists that Okta shows may be incomplete; undefined if there is no sign of that. */
  readonly restricted?: Error;
  /** The app may read no groups, so nothing speaks for or against. */
  readonly unproven?: IntegrationOktaApiError;
}

/** Asks for the group `Everyone`. */
export class OrgVisibility {
  private asked: Promise<Answer> | undefined;

  /** @param isTrusted the customer states that Okta shows the credential every user. */
  constructor(
    private readonly okta: OktaClient,
    private readonly isTrusted = false,
  ) {}

  /** Asks once a run. Rejects only with what ends the run. */
  ask(): Promise<Answer> {
    this.asked ??= this.askNow();
    return this.asked;
  }

  /** The same, asked again: users come and go. */
  async askNow(): Promise<Answer> {
    try {
      const everyone = await this.findEveryone();
      if (everyone === undefined) {
        return this.isTrusted
          ? {}
          : { restricted: new IntegrationIncompleteDataError(SOME_USERS_ONLY) };
      }
      return { usersCount: number(record(record(everyone._embedded).stats).usersCount) };
    } catch (error) {
      if (isFatal(error) || !(error instanceof Error)) throw error;
      if (this.isTrusted) return {};
      // Without the scope not even an unlimited app is shown a group.
      if (isOktaApiError(error) && error.insufficientScope) return { unproven: error };
      return { restricted: notProven(error) };
    }
  }

  /** Statistics can be too heavy for Okta: then the group is asked for without. */
  private async findEveryone(): Promise<JsonObject | undefined> {
    const pages = this.okta.pages({
      endpoint: endpoint`/api/v1/groups`,
      query: { filter: 'type eq "BUILT_IN"', expand: 'stats' },
      limit: 10,
      dropWhenHeavy: ['expand'],
      priority: 'list',
    });
    for await (const page of pages) {
      const everyone = page
        .map(record)
        .find(({ type, profile }) =>
          isEveryone({ type: text(type), name: text(record(profile).name) }),
        );
      if (everyone !== undefined) return everyone;
    }
    return undefined;
  }
}

function notProven(cause: Error): Error {
  return new IntegrationIncompleteDataError(
    'It is not proven that Okta shows every user: the group Everyone, which it hides from credentials ' +
      `that are limited to some groups, could not be asked for (${cause.message}). Let the credential read ` +
      `groups, ${OR_TRUST}`,
    cause,
  );
}
