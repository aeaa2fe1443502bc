/** From method and path to a route. */
import type { Route } from './call';
import { appRoutes } from './routes/apps';
import { dataRoutes } from './routes/dataFiles';
import { deviceRoutes } from './routes/devices';
import { groupRoutes } from './routes/groups';
import { iamRoutes } from './routes/iam';
import { logRoutes } from './routes/logs';
import { orgRoutes } from './routes/org';
import { roleRoutes } from './routes/roles';
import { userRoutes } from './routes/users';

export interface Match {
  route: Route;
  params: Record<string, string>;
}

interface Node {
  fixed: Map<string, Node>;
  open?: { name: string; node: Node };
  routes: Map<string, Route>;
}

const newNode = (): Node => ({ fixed: new Map(), routes: new Map() });

export const ROUTES: readonly Route[] = [
  ...orgRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...appRoutes,
  ...deviceRoutes,
  ...logRoutes,
  ...iamRoutes,
  ...roleRoutes,
  ...dataRoutes,
];

export class Router {
  private readonly root = newNode();

  constructor(routes: readonly Route[]) {
    for (const route of routes) this.add(route);
  }

  /** `methods` tells which ones the path knows, when it knows this one not. */
  find(method: string, path: string): Match | { methods: string[] } | undefined {
    const params: Record<string, string> = {};
    let node = this.root;
    for (const segment of path.split('/').slice(1)) {
      const fixed = node.fixed.get(segment);
      if (fixed !== undefined) {
        node = fixed;
      } else if (node.open !== undefined && segment !== '') {
        params[freeName(params, node.open.name)] = decode(segment);
        node = node.open.node;
      } else {
        return undefined;
      }
    }
    const route = node.routes.get(method);
    if (route !== undefined) return { route, params };
    return node.routes.size === 0 ? undefined : { methods: [...node.routes.keys()] };
  }

  private add(route: Route): void {
    let node = this.root;
    for (const segment of route.template.split('/').slice(1)) {
      if (segment.startsWith('{')) {
        node.open ??= { name: segment.slice(1, -1), node: newNode() };
        node = node.open.node;
      } else {
        let next = node.fixed.get(segment);
        if (next === undefined) {
          next = newNode();
          node.fixed.set(segment, next);
        }
        node = next;
      }
    }
    node.routes.set(route.method, route);
  }
}

/** A template may have `{id}` several times: the second one is `id2`. */
function freeName(params: Readonly<Record<string, string>>, name: string): string {
  let free = name;
  for (let count = 2; params[free] !== undefined; count += 1) free = `${name}${String(count)}`;
  return free;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
