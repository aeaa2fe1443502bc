SELECT p.displayName AS policyName, p.requiredAuthenticators, p.optionalAuthenticators
FROM okta_mfa_enroll_policy AS p
WHERE p.isActive AND NOT p.requiresPossession
ORDER BY ALL
