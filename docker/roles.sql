-- Two roles: one owns the tables of the log, the other is the platform's and can only read and append (docs/configuration.md).
\getenv owner_password DAYBOOK_OWNER_PASSWORD
\getenv application_password DAYBOOK_PASSWORD
create role daybook_owner login password :'owner_password';
create role daybook_app login password :'application_password';
grant create on database daybook to daybook_owner, daybook_app;

-- The sample of a warehouse, which has a schema of its own and sees no other.
\getenv warehouse_password WAREHOUSE_PASSWORD
create role warehouse login password :'warehouse_password';
grant create on database daybook to warehouse;
