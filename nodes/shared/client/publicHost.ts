import { ipaddr } from '../vendor/ipaddr';

/** Names that are only valid in one network or on one computer. */
const INTERNAL_NAME = /(^|\.)(localhost|local|internal|lan|home|home\.arpa|test|invalid)$/;
const NAT64_PREFIX = [0x64, 0xff9b, 0, 0, 0, 0];

/**
 * Whether a host is on the public internet: certain for an address, as far as visible for a name.
 *
 * @param hostname as a `URL` has it, an IPv6 address in brackets
 */
export function isPublicHost(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
	if (ipaddr.isValid(host)) return isPublicAddress(host);
	// A name without a dot is known in one network only, such as that of a Docker Compose file.
	return host.includes('.') && !INTERNAL_NAME.test(host);
}

/**
 * Whether an IP address is one of the internet's: not of this computer, of a private network, link-local,
 * shared or reserved. For an IPv6 address that stands for an IPv4 address, the IPv4 address counts.
 *
 * @param address IPv4 or IPv6, without brackets
 */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast';
	const { parts } = parsed as InstanceType<typeof ipaddr.IPv6>;
	if (parsed.range() === '6to4') return isPublicAddress(asIpv4(parts.slice(1, 3)));
	// Networks that have IPv6 only reach the IPv4 internet by such addresses.
	if (NAT64_PREFIX.every((part, index) => parts[index] === part)) {
		return isPublicAddress(asIpv4(parts.slice(6)));
	}
	const isIpv4Compatible = parts.slice(0, 6).every((part) => part === 0);
	return parsed.range() === 'unicast' && !isIpv4Compatible;
}

function asIpv4(parts: number[]): string {
	return parts.flatMap((part) => [part >> 8, part & 0xff]).join('.');
}
