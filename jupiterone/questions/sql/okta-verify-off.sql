SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE EXISTS (
  FROM okta_account_has_authenticator AS has
  JOIN okta_authenticator AS x ON x._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND x.key = 'okta_password'
) AND NOT EXISTS (
  FROM okta_account_has_authenticator AS has
  JOIN okta_authenticator AS x ON x._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND x.isActive AND x.key = 'okta_verify'
)
ORDER BY ALL
