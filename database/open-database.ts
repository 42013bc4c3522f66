import pg from 'pg';
import { openPool } from '../runtime/database/open-pool.js';
import { unusableDatabase } from '../runtime/database/unusable-database.js';

/** Opens a pool for a task that runs once. Reports an unreachable database in one line, without the password. */
export async function openDatabase(url: string): Promise<pg.Pool> {
  const pool = openPool(url, { max: 2, connectionTimeoutMillis: 30_000 });
  try {
    await pool.query('select 1');
    return pool;
  } catch (error) {
    await pool.end().catch(() => {});
    throw unusableDatabase(url, error);
  }
}

/** Creates the database on the server of the given one, if it does not exist, and returns its address. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<string> {
  const pool = await openDatabase(serverUrl);
  try {
    await pool.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    const duplicateDatabase = '42P04';
    if ((error as { readonly code?: string }).code !== duplicateDatabase) throw error;
  } finally {
    await pool.end();
  }
  const url = new URL(serverUrl);
  url.pathname = name;
  return url.href;
}
