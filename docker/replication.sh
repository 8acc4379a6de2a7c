# Read by the image of PostgreSQL when it makes its data: a standby may copy this server and follow it, with its password.
echo "host replication postgres samenet scram-sha-256" >> "$PGDATA/pg_hba.conf"
