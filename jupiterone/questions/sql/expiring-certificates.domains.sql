SELECT d.domainName, d.certificateSubject AS certificate, d.certificateExpiresOn AS expiresOn
FROM okta_domain AS d
WHERE d.certificateExpiresOn < days_ago(-60)
ORDER BY ALL
