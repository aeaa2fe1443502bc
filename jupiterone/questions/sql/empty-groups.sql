SELECT g.displayName AS groupName, g.lastUpdatedOn
FROM okta_user_group AS g
WHERE g.type = 'OKTA_GROUP' AND g._key NOT IN (SELECT _fromEntityKey FROM okta_group_has_user)
ORDER BY groupName
