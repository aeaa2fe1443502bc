SELECT org.displayName AS orgName, x.displayName AS authenticator
FROM okta_authenticator AS x
JOIN okta_account_has_authenticator AS has ON has._toEntityKey = x._key
JOIN okta_account AS org ON org._key = has._fromEntityKey
WHERE x.isActive AND NOT x.fipsRequired AND x.key = 'okta_verify'
ORDER BY ALL
