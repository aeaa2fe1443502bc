/** Every resource: one line for each. */
export { devices } from './devices/resource';
export { groupRules } from './group-rules/resource';
export { networkZones } from './network-zones/resource';
