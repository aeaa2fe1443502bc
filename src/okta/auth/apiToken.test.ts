import { answeringOkta } from '../../../test/harness/answeringOkta';
import { endpoint, isAuthenticationFailure } from '..';

test.each(['E0000011', 'E0000004'])(
  'an API token that is refused with %s ends the run with one call',
  async (errorCode) => {
    const t = answeringOkta(() => ({ status: 401, body: { errorCode } }));
    expect(isAuthenticationFailure(await t.ask(endpoint`/api/v1/users`))).toBe(true);
    expect(t.asked).toHaveLength(1);
  },
);
