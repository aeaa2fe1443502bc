/** What JupiterOne loads. */
import { createInvocationConfig } from './invocationConfig';

export const invocationConfig = createInvocationConfig();
export { createInvocationConfig };
