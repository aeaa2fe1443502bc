/** What JupiterOne calls the platforms that Okta knows. */
import { text, type JsonObject } from '../../json';
import { at } from '../fields';

interface Platform {
  readonly osName: string;
  readonly osType?: 'android' | 'ios' | 'darwin' | 'windows' | 'chromeos';
  /** Of the data model's examples. */
  readonly category?: 'endpoint' | 'mobile';
}

/** CHROMEOS is not documented and occurs. */
const PLATFORMS: ReadonlyMap<string, Platform> = new Map<string, Platform>([
  ['ANDROID', { osName: 'Android', osType: 'android', category: 'mobile' }],
  ['IOS', { osName: 'iOS', osType: 'ios', category: 'mobile' }],
  ['MACOS', { osName: 'macOS', osType: 'darwin', category: 'endpoint' }],
  ['WINDOWS', { osName: 'Windows', osType: 'windows', category: 'endpoint' }],
  ['CHROMEOS', { osName: 'ChromeOS', osType: 'chromeos', category: 'endpoint' }],
]);

/** A platform that is not known has its own name, and nothing else is known of it. */
export function platformOf(device: JsonObject): Platform | undefined {
  const platform = text(at(device, 'profile.platform'));
  return platform === undefined ? undefined : (PLATFORMS.get(platform) ?? { osName: platform });
}
