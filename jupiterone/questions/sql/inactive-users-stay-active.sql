SELECT org.displayName AS orgName
FROM okta_account AS org
WHERE EXISTS (
  FROM okta_account_has_sign_on_policy AS has
  JOIN okta_sign_on_policy AS p ON p._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key AND p.isDefault
) AND NOT EXISTS (
  FROM okta_account_has_policy AS has
  JOIN okta_policy AS p ON p._key = has._toEntityKey
  WHERE has._fromEntityKey = org._key
    AND p.isActive AND p.policyType = 'USER_LIFECYCLE' AND p.inactivityDays <= 35
)
ORDER BY ALL
