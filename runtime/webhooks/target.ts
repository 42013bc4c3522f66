import ipaddr from 'ipaddr.js';
import { textProblem } from '../../schema/domain/text.js';

/** Which receivers webhooks may have. */
export interface TargetRules {
  /** Whether those in private networks and on this machine, and those without TLS, are allowed. */
  readonly allowsPrivate: boolean;
}

const MAX_URL_LENGTH = 2_000;

/** The parser also finds a host after one slash, or none, or many. */
const WITH_A_HOST = /^[a-z]+:\/\/[^/]/i;

/** What is wrong with the URL of a receiver, before its name is resolved, or null; to follow "The URL". */
export function urlProblem(text: string, rules: TargetRules): string | null {
  const problem = textProblem(text, MAX_URL_LENGTH);
  if (problem !== null) return problem;
  // The parser leaves them out or takes them for others, so that the URL that is shown would not be the one that is called.
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) return 'must not contain white space, control or invisible characters';
  if (text.includes('\\')) return 'must not contain a backslash';
  if (!URL.canParse(text) || !WITH_A_HOST.test(text))
    return 'must be a whole URL, such as https://shop.example/webhooks';
  const url = new URL(text);
  const allowed = rules.allowsPrivate ? ['https:', 'http:'] : ['https:'];
  if (!allowed.includes(url.protocol)) {
    return rules.allowsPrivate ? 'must begin with https:// or http://' : 'must begin with https://';
  }
  if (url.username !== '' || url.password !== '') return 'must not contain a user or password';
  if (url.hash !== '') return 'must not contain a fragment';
  const literal = literalAddressOf(url);
  return literal === null || isAllowedAddress(literal, rules) ? null : 'must not have a private address';
}

/** The address that a URL has instead of a name, in whatever notation; null when it has a name. */
function literalAddressOf({ hostname }: URL): string | null {
  // The URL parser has already made 127.0.0.1 of 2130706433, 0x7f.1 and 0177.0.0.1.
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(address) ? address : null;
}

/** Address ranges of private networks, which webhooks may reach only if the rules allow it. */
const privateRanges: readonly string[] = ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'];

/** Metadata services of clouds give credentials to whoever asks; these have addresses outside the link-local range. */
const metadataServices: readonly string[] = ['100.100.100.200', '168.63.129.16', 'fd00:ec2::254'];

/** The globally routed part of IPv6, which excludes the forms that stand for IPv4 addresses. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether webhooks may be sent to this address, as the system resolver writes it. */
export function isAllowedAddress(address: string, { allowsPrivate }: TargetRules): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address written as an IPv6 address is what it stands for.
  const parsed = ipaddr.process(address);
  if (metadataServices.some((service) => ipaddr.parse(service).toString() === parsed.toString()))
    return false;
  const range = parsed.range();
  if (allowsPrivate && privateRanges.includes(range)) return true;
  return range === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(globalIpv6));
}
