/** Emits which users and groups have an account in AWS IAM Identity Center. */
import { forEachConcurrently } from '../../run/concurrently';
import { whole } from '../../run/losses';
import type { StepTools } from '../../run/step';
import type { AwsSource } from './catalog';
import { profilesMissing } from './groupGrants';
import {
  createGroupIdentityCenterRelationship,
  createUserIdentityCenterRelationship,
} from './identityCenter';
import { confirmLists } from './restsOn';
import { isInForce } from './userGrants';

/** Build Child Relationships. */
export async function buildIdentityCenterGroups(tools: StepTools): Promise<void> {
  const { run, losses } = tools;
  if (!run.isEnabled('groups')) return;
  confirmLists(tools, 'identity-center', ['groups']);
  const lost = losses('Identity Center applications');
  await forEachConcurrently(run.aws.sources('identity-center'), (source) =>
    lost.attempt(source.application.id, () => emitGroups(tools, source)),
  );
  await run.groups.all.complete();
}

async function emitGroups({ run, emit }: StepTools, source: AwsSource): Promise<void> {
  const { application, failure } = source;
  const assigned = await run.applications.groupsOf(application).reading();
  await run.groups.all.reading();
  let lacking = 0;
  for (const { id, profile } of assigned.value) {
    const group = await run.groups.named(id);
    const edge = createGroupIdentityCenterRelationship(application.id, { ...group, id, profile });
    if (edge === undefined) lacking += profile === undefined ? 1 : 0;
    else if (group === undefined) emit.leaveOut();
    else await emit.relationship(edge);
  }
  whole({ ...assigned, failure: assigned.failure ?? failure ?? profilesMissing(lacking, 'group') });
}

/** Build Child Relationships. */
export async function buildIdentityCenterUsers(tools: StepTools): Promise<void> {
  const { run, losses } = tools;
  confirmLists(tools, 'identity-center', ['users']);
  const lost = losses('Identity Center applications');
  await forEachConcurrently(run.aws.sources('identity-center'), (source) =>
    lost.attempt(source.application.id, () => emitUsers(tools, source)),
  );
  await run.users.refs.complete();
}

async function emitUsers({ run, emit }: StepTools, source: AwsSource): Promise<void> {
  const { application, failure } = source;
  await run.users.refs.reading();
  for await (const page of run.applications.usersOf(application)) {
    for (const user of page.filter(isInForce)) {
      const edge = createUserIdentityCenterRelationship(application.id, user);
      if (edge === undefined) continue;
      if ((await run.users.named(user.id)) === undefined) emit.leaveOut();
      else await emit.relationship(edge);
    }
  }
  whole({ value: undefined, failure });
}
