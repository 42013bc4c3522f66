import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate and its private key, as PEM and as files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate authority that a test makes for itself. */
export interface Authority extends Certificate {
  /** A certificate for a server at localhost, or for a client. */
  issue(name: string, options?: { readonly isExpired?: boolean }): Promise<Certificate>;
}

const DAY = 86_400_000;

/** Makes an authority whose files, and those of what it issues, are in a new folder in `parent`. */
export async function createAuthority(parent: string, authorityName: string): Promise<Authority> {
  const folder = mkdtempSync(join(parent, `${authorityName}-`));
  const make = async (
    name: string,
    { from, until }: { readonly from: number; readonly until: number },
    extensions: NonNullable<Parameters<typeof generate>[1]>['extensions'],
    ca?: Certificate,
  ): Promise<Certificate> => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(Date.now() + from * DAY),
      notAfterDate: new Date(Date.now() + until * DAY),
      ...(extensions && { extensions }),
      ...(ca && { ca: { key: ca.key, cert: ca.cert } }),
    });
    const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}-key.pem`)];
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key);
    return { cert, key, certFile, keyFile };
  };
  const authority = await make(authorityName, { from: -3, until: 3 }, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ]);
  return {
    ...authority,
    issue: (name, { isExpired = false } = {}) =>
      make(
        name,
        isExpired ? { from: -2, until: -1 } : { from: -2, until: 2 },
        [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true },
          { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
          { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
        ],
        authority,
      ),
  };
}
