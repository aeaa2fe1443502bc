SELECT p.displayName AS policyName, p.recoveryBySms, p.recoveryByCall, p.recoveryByQuestion
FROM okta_password_policy AS p
WHERE p.isActive AND (p.recoveryBySms OR p.recoveryByCall OR p.recoveryByQuestion)
ORDER BY ALL
