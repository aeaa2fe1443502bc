import { simulateRun } from '/work/main/scripts/bench/simulatedRun';
const [, , plan, users] = process.argv;
const u = Number(users);
const t = performance.now();
simulateRun({
  plan: plan as any,
  latencyMs: 150,
  generated: {
    users: u,
    groups: Math.floor(u / 20),
    memberships: u * 10,
    apps: u === 600 ? 40 : u / 100,
    devices: u === 600 ? 100 : u / 20,
  },
}).then((r) =>
  console.log(
    plan,
    u,
    'virtual s',
    (r.wallMs / 1000) | 0,
    'real',
    ((performance.now() - t) / 1000) | 0,
    JSON.stringify(r),
  ),
);
