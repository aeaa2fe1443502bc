SELECT g.displayName AS groupName, g.sourceApplicationId, g.usersCount
FROM okta_app_user_group AS g
ORDER BY groupName
