SELECT org.displayName AS orgName, org.pipeline, service.name AS service
FROM okta_account AS org
JOIN okta_account_has_service AS has ON has._fromEntityKey = org._key
JOIN okta_service AS service ON service._key = has._toEntityKey
ORDER BY ALL
