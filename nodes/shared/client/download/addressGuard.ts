import { isPublicAddress, isPublicHost } from '../publicHost';
import type { RequestContext } from '../transport';

type Lookup = (
	hostname: string,
	options: { all: true },
	onResult: (error: Error | null, addresses: Array<{ address: string }>) => void,
) => void;

/** Since 2.40 n8n resolves names for nodes, which may not do it themselves. */
interface ResolvingHelpers {
	getSecureEgressFilter?(policy: 'enforced'): { createSecureLookup(): Lookup };
}

/** Keeps downloads away from hosts that only this computer or its network can reach. */
export interface AddressGuard {
	/** Whether a request may go to a URL, by its host and by the addresses that the host's name has. */
	allows(url: URL): Promise<boolean>;
	/** Whether an answer may be used, by the address it came from, where n8n shows it (1.x does). */
	allowsConnection(url: URL, answer: unknown): boolean;
}

const EVERYTHING: AddressGuard = { allows: async () => true, allowsConnection: () => true };

/**
 * The guard for links that come from an API. An API with an internal address, such as the sandbox, may link
 * to internal ones.
 */
export function guardOf({ helpers }: RequestContext, api: URL): AddressGuard {
	if (!isPublicHost(api.hostname)) return EVERYTHING;
	return {
		async allows({ hostname }) {
			if (hostname === api.hostname) return true;
			return isPublicHost(hostname) && (await leadsOutside(helpers as ResolvingHelpers, hostname));
		},
		allowsConnection({ hostname, protocol, port }, answer) {
			const { remoteAddress, remotePort } = socketOf(answer);
			if (hostname === api.hostname || remoteAddress === undefined) return true;
			// On another port there is a proxy, and only the proxy knows the address of the file's host.
			const isDirect = remotePort === Number(port || (protocol === 'https:' ? 443 : 80));
			return !isDirect || isPublicAddress(remoteAddress);
		},
	};
}

/** A name that cannot be resolved cannot be reached, or a proxy resolves it. */
async function leadsOutside(helpers: ResolvingHelpers, hostname: string): Promise<boolean> {
	const lookup = helpers.getSecureEgressFilter?.('enforced').createSecureLookup();
	if (!lookup) return true;
	return await new Promise((resolve) =>
		lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }, (error, addresses) =>
			resolve(
				error
					? !error.name.startsWith('SsrfBlocked')
					: addresses.every(({ address }) => isPublicAddress(address)),
			),
		),
	);
}

function socketOf(answer: unknown): { remoteAddress?: string; remotePort?: number } {
	return (answer as { socket?: object | null }).socket ?? {};
}
