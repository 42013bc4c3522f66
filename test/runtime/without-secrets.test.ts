import { expect, test } from 'vitest';
import { withoutSecrets } from '../../runtime/errors/without-secrets.js';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJraW0ifQ.c2lnbmF0dXJl';

test.each([
  ['postgres://orders:hush@localhost/orders', 'postgres://***@localhost/orders'],
  [`authorization: Bearer ${jwt}`, 'authorization: Bearer ***'],
  ['{"Authorization":"bearer c29tZXRoaW5nLW9wYXF1ZQ=="}', '{"Authorization":"bearer ***"}'],
  [`token ${jwt}, and ${jwt.slice(0, -8)} unsigned`, 'token ***, and *** unsigned'],
  [`https://localhost/?access_token=${jwt}&x=1`, 'https://localhost/?access_token=***&x=1'],
  [`${jwt}.AAAA.BBBB`, '***'],
  [`GET /track/track-${'0123456789abcdef'.repeat(6)} HTTP/1.1`, 'GET /track/*** HTTP/1.1'],
  [`signed with whsec_${'Ab+/'.repeat(10)}Abc= today`, 'signed with *** today'],
  ['track-shoes of kim', 'track-shoes of kim'],
  ['reached -postgres+tls://orders:hush@localhost', 'reached -postgres+tls://***@localhost'],
  ['A bearer token is needed', 'A bearer token is needed'],
  ['order:eyJ of kim', 'order:eyJ of kim'],
])('%s is shown without its secrets', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
});
