/** Links into Okta's Admin Console, for people who want to act on what they see in the graph. */

/** @param adminUrl origin of the Admin Console: `https://acme-admin.okta.com` */
export function userLink(adminUrl: string, userId: string): string {
  return `${adminUrl}/admin/user/profile/view/${escaped(userId)}`;
}

export function groupLink(adminUrl: string, groupId: string): string {
  return `${adminUrl}/admin/group/${escaped(groupId)}`;
}

/** @param name the kind of application, `amazon_aws` */
export function applicationLink(adminUrl: string, name: string, applicationId: string): string {
  return `${adminUrl}/admin/app/${escaped(name)}/instance/${escaped(applicationId)}`;
}

/** Through UTF-8, because half of a surrogate pair would make `encodeURIComponent` throw. */
function escaped(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}
