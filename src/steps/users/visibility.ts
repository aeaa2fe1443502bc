/**
 * Whether Okta shows the credential the whole org. From an administrator of some groups it hides the
 * group `Everyone`, the users of other groups and more, and answers with what is left as if it were all.
 */
import { READ_ONLY_ADMIN } from '../../adminRoles';
import { number, record, type JsonObject } from '../../json';
import {
  endpoint,
  type IntegrationOktaApiError,
  isFatal,
  isOktaApiError,
  type OktaClient,
} from '../../okta';
import { IntegrationIncompleteDataError } from '../../run/losses';

const SOME_USERS_ONLY =
  'Okta does not show the group Everyone, which every org has: the credential is limited to some ' +
  `groups and sees only the users in them. Give it the role ${READ_ONLY_ADMIN} for the whole org`;

/** What Okta's answer about `Everyone` says of every other answer. */
export interface Answer {
  /** How many users the org has; undefined where Okta gave no statistics. */
  readonly usersCount?: number | undefined;
  /** Why lists that Okta shows cannot be believed to be whole; undefined where nothing speaks against it. */
  readonly limited?: Error;
  /** The app may read no groups, so nothing speaks for or against. */
  readonly unproven?: IntegrationOktaApiError;
}

/** Asks for the group `Everyone`. */
export class Visibility {
  private asked: Promise<Answer> | undefined;

  constructor(private readonly okta: OktaClient) {}

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
        return { limited: new IntegrationIncompleteDataError(SOME_USERS_ONLY) };
      }
      return { usersCount: number(record(record(everyone._embedded).stats).usersCount) };
    } catch (error) {
      if (isFatal(error) || !(error instanceof Error)) throw error;
      // Without the scope not even an unlimited app is shown a group.
      if (isOktaApiError(error) && error.insufficientScope) return { unproven: error };
      return { limited: notProven(error) };
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
      const everyone = page.find(({ profile }) => record(profile).name === 'Everyone');
      if (everyone !== undefined) return everyone;
    }
    return undefined;
  }
}

function notProven(cause: Error): Error {
  return new IntegrationIncompleteDataError(
    'It is not proven that Okta shows every user: the group Everyone, which it hides from credentials ' +
      `that are limited to some groups, could not be asked for (${cause.message})`,
    cause,
  );
}
