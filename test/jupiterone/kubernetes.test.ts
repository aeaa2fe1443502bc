/** The Kubernetes manifest: valid by the API's schema, no field that the API does not know, hardened. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CronJob } from 'kubernetes-models/batch/v1';
import { parse } from 'yaml';

const FILE = path.join(__dirname, '../../deploy/kubernetes.yaml');
type Manifest = ConstructorParameters<typeof CronJob>[0];

const manifest = (): NonNullable<Manifest> => parse(readFileSync(FILE, 'utf8')) as never;

/**
 * The paths in `value` that `validate` never looks at. The API server would drop such a field without a
 * word, and the schema does not forbid it.
 */
function unknownFields<T extends object>(value: T, validate: (watched: T) => void): string[] {
  const seen = new Set<string>();
  const all: string[] = [];
  const watch = <V extends object>(node: V, at: string): V => {
    for (const key of Object.keys(node)) all.push(`${at}/${key}`);
    const children = new Map<string, object>();
    for (const [key, child] of Object.entries({ ...node } as Record<string, unknown>)) {
      if (typeof child === 'object' && child !== null)
        children.set(key, watch(child, `${at}/${key}`));
    }
    return new Proxy(node, {
      get: (target, key) => {
        seen.add(`${at}/${String(key)}`);
        return children.get(String(key)) ?? Reflect.get(target, key);
      },
    });
  };
  validate(watch(value, ''));
  return all.filter((field) => !seen.has(field));
}

function validate(value: NonNullable<Manifest>): void {
  CronJob.prototype.validate.call(Object.assign(Object.create(CronJob.prototype), value));
}

test('the API accepts it', () => {
  const { apiVersion, kind } = manifest() as Record<string, unknown>;
  expect({ apiVersion, kind }).toEqual({ apiVersion: 'batch/v1', kind: 'CronJob' });
  expect(() => {
    new CronJob(manifest()).validate();
  }).not.toThrow();
});

test('it has no field that the API does not know', () => {
  expect(unknownFields(manifest(), validate)).toEqual([]);
});

test('a misspelt field and a wrong value are found', () => {
  const odd = manifest();
  Object.assign(odd.spec ?? fail(), { concurencyPolicy: 'Forbid' });
  expect(unknownFields(odd, validate)).toEqual(['/spec/concurencyPolicy']);
  Object.assign(odd.spec ?? fail(), { concurrencyPolicy: 'Never' });
  expect(() => {
    new CronJob(odd).validate();
  }).toThrow(/concurrencyPolicy/);
});

test('it never runs twice at once, and runs with as few rights as the image needs', () => {
  const { concurrencyPolicy, jobTemplate } = manifest().spec ?? fail();
  const pod = jobTemplate.spec?.template.spec ?? fail();
  const [container] = pod.containers;
  expect(concurrencyPolicy).toBe('Forbid');
  expect(jobTemplate.spec?.backoffLimit).toBe(0);
  expect(pod).toMatchObject({
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  });
  expect(container).toMatchObject({
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  });
  expect(container?.resources?.limits?.['memory']).toBeDefined();
});

test('its credentials come from a secret, and none is in the file', () => {
  const [container] = manifest().spec?.jobTemplate.spec?.template.spec?.containers ?? [];
  expect(container?.envFrom).toEqual([{ secretRef: { name: 'okta-to-jupiterone' } }]);
  expect(container?.env).toBeUndefined();
});

function fail(): never {
  throw new Error('The manifest has no pod');
}
