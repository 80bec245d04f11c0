import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificate {
	keyFile: string;
	/** Also for programs that must trust it. */
	certFile: string;
}

/** Makes a certificate for a host, valid for a day, in the given folder. Needs openssl. */
export async function createCertificate(folder: string, host: string): Promise<Certificate> {
	const keyFile = join(folder, 'registry.key');
	const certFile = join(folder, 'registry.pem');
	await run('openssl', [
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'],
		...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
		...['-keyout', keyFile, '-out', certFile],
	]);
	return { keyFile, certFile };
}
