import { dirname, join } from 'node:path';

/** n8n 2.x needs it, n8n 1.123 does not run on anything newer. */
const NODE_MAJOR = 24;

/** The Node that n8n runs on: this one if it fits, otherwise one that npm installs beside n8n. */
export interface NodeRuntime {
	/** What to add to the dependencies of n8n's folder. */
	dependencies: Record<string, string>;
	/** Folder with the `node` binary, to go first in PATH. */
	binFolder: string;
	/** Folder with Node's C headers for native modules, when npm's package brings them. */
	headers?: string;
}

/** Finds the Node for an n8n that is (or will be) installed in `folder`. */
export function nodeRuntimeFor(folder: string): NodeRuntime {
	if (Number.parseInt(process.versions.node, 10) === NODE_MAJOR) {
		return { dependencies: {}, binFolder: dirname(process.execPath) };
	}
	const name = npmPackage();
	const root = join(folder, 'node_modules', name);
	return {
		dependencies: { [name]: String(NODE_MAJOR) },
		binFolder: join(root, 'bin'),
		headers: process.platform === 'win32' ? undefined : root,
	};
}

/** Path of the `node` binary of a runtime. */
export function nodeBinary(runtime: NodeRuntime): string {
	return join(runtime.binFolder, process.platform === 'win32' ? 'node.exe' : 'node');
}

function npmPackage(): string {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	// Node for Apple silicon is published under a different prefix.
	const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	return `${prefix}-${platform}-${process.arch}`;
}
