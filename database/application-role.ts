import pg from 'pg';
import { openDatabase } from './open-database.js';

/** The name of the role that the API and the workers have in an embedded database. */
const ROLE = 'order_management';

/** Creates the role on the server, or sets its password. The role owns nothing and has no rights yet. */
export async function ensureApplicationRole(serverUrl: string, password: string): Promise<void> {
  const pool = await openDatabase(serverUrl);
  const rights = `login nosuperuser nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`;
  try {
    const { rowCount } = await pool.query('select from pg_roles where rolname = $1', [ROLE]);
    await pool.query(`${rowCount === 0 ? 'create' : 'alter'} role ${ROLE} ${rights}`);
  } finally {
    await pool.end();
  }
}

/** Grants the role reading and writing of rows in a migrated database, and returns the role's address. */
export async function grantApplicationRole(databaseUrl: string, password: string): Promise<string> {
  const pool = await openDatabase(databaseUrl);
  try {
    await pool.query(`
      grant select, insert, update, delete on all tables in schema public to ${ROLE};
      grant usage on all sequences in schema public to ${ROLE};
    `);
  } finally {
    await pool.end();
  }
  const url = new URL(databaseUrl);
  url.username = ROLE;
  url.password = password;
  return url.href;
}
