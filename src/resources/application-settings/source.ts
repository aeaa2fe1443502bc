import { APPLICATIONS_SOURCE } from '../../sourceIds';
import type { Source } from '../defineResource';

/** All that is read of applications, and what follows from their records. */
export const APPLICATIONS: Source = {
  id: APPLICATIONS_SOURCE,
  title: 'Applications',
  description:
    'Applications, who is assigned to them directly and through groups, who created them, and the ' +
    'AWS roles that they grant. Takes the most time in orgs with many applications.',
};
