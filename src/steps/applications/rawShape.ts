/** Decides which parts of an application may be kept as raw data. */
import type { Shape } from '../../graph/rawData';
import type { JsonValue } from '../../json';

/** Settings are flat: an object or array under one of these names is not what is meant. */
function plain(value: JsonValue): JsonValue | undefined {
  return typeof value === 'object' ? undefined : value;
}

/**
 * An allow-list throughout. `settings.app` differs by application and holds keys, passwords and
 * addresses with tokens in them; `profile`, `notes` and the sign-on templates hold whatever a person
 * typed; `credentials` and JSON Web Keys have no place here at all.
 */
export const APPLICATION_SHAPE: Shape = {
  id: true,
  orn: true,
  name: true,
  label: true,
  status: true,
  created: true,
  lastUpdated: true,
  features: true,
  signOnMode: true,
  accessibility: { selfService: plain },
  visibility: { autoLaunch: plain, autoSubmitToolbar: plain, hide: { iOS: plain, web: plain } },
  licensing: { seatCount: plain },
  universalLogout: { status: plain, supportType: plain, protocol: plain, identityStack: plain },
  settings: {
    implicitAssignment: plain,
    emOptInStatus: plain,
    app: {
      awsEnvironmentType: plain,
      groupFilter: plain,
      identityProviderArn: plain,
      joinAllRoles: plain,
      roleValuePattern: plain,
      sessionDuration: plain,
      useGroupMapping: plain,
      domain: plain,
      githubOrg: plain,
    },
    oauthClient: {
      application_type: plain,
      consent_method: plain,
      grant_types: true,
      issuer_mode: plain,
      response_types: true,
    },
    signOn: {
      assertionSigned: plain,
      audience: plain,
      authnContextClassRef: plain,
      digestAlgorithm: plain,
      honorForceAuthn: plain,
      requestCompressed: plain,
      responseSigned: plain,
      signatureAlgorithm: plain,
      subjectNameIdFormat: plain,
    },
  },
};
