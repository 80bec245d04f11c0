import { isPublicUrl } from '../../nodes/shared/webhook/publicUrl';

const TOPCALLS = 'https://api.topcalls.ai';

test.each([
	'https://n8n.example.com/webhook/1',
	'https://n8n.example.com:5678/webhook/1?signature=x',
	'https://172.32.0.1/webhook/1',
	'https://100.128.0.1/webhook/1',
	'https://93.184.216.34/webhook/1',
	'https://[2606:2800:220:1::1]/webhook/1',
	'https://10.example.com/webhook/1',
	'https://[64:ff9b::5db8:d822]/webhook/1',
	'https://localhost.example.com/webhook/1',
	'https://home.example.com/webhook/1',
])('TopCalls reaches %s', (url) => {
	expect(isPublicUrl(url, TOPCALLS)).toBe(true);
});

test.each([
	['http://n8n.example.com/webhook/1', 'no https'],
	['ftp://n8n.example.com/webhook/1', 'no https'],
	['https://localhost:5678/webhook/1', 'this computer'],
	['https://localhost./webhook/1', 'this computer'],
	['https://n8n.localhost/webhook/1', 'this computer'],
	['https://127.0.0.1/webhook/1', 'this computer'],
	['https://127.1/webhook/1', 'this computer'],
	['https://2130706433/webhook/1', 'this computer'],
	['https://0.0.0.0/webhook/1', 'this computer'],
	['https://[::1]/webhook/1', 'this computer'],
	['https://[::]/webhook/1', 'this computer'],
	['https://[::ffff:10.0.0.1]/webhook/1', 'private network'],
	['https://10.1.2.3/webhook/1', 'private network'],
	['https://172.16.0.1/webhook/1', 'private network'],
	['https://172.31.255.1/webhook/1', 'private network'],
	['https://192.168.1.7/webhook/1', 'private network'],
	['https://169.254.1.1/webhook/1', 'private network'],
	['https://100.64.0.1/webhook/1', 'private network'],
	['https://[fd12::1]/webhook/1', 'private network'],
	['https://[::10.0.0.1]/webhook/1', 'private network'],
	['https://[64:ff9b::a00:1]/webhook/1', 'private network'],
	['https://[2002:a00:1::]/webhook/1', 'private network'],
	['https://[ff02::1]/webhook/1', 'multicast'],
	['https://198.18.0.1/webhook/1', 'reserved'],
	['https://255.255.255.255/webhook/1', 'reserved'],
	['https://[fe80::1]/webhook/1', 'private network'],
	['https://n8n/webhook/1', 'name of one network'],
	['https://n8n.local/webhook/1', 'name of one network'],
	['https://n8n.home.arpa/webhook/1', 'name of one network'],
	['https://n8n.cluster.internal/webhook/1', 'name of one network'],
	['n8n.example.com/webhook/1', 'no URL'],
	['', 'no URL'],
])('TopCalls does not reach %s: %s', (url) => {
	expect(isPublicUrl(url, TOPCALLS)).toBe(false);
});

test.each([
	['http://127.0.0.1:5678/webhook/1', 'http://127.0.0.1:7450', true],
	['http://localhost:5678/webhook/1', 'http://localhost:7450', true],
	['http://192.168.1.7:5678/webhook/1', 'http://[::1]:7450', true],
	['https://n8n.example.com/webhook/1', 'http://127.0.0.1:7450', true],
	['file:///etc/passwd', 'http://127.0.0.1:7450', false],
	['http://127.0.0.1:5678/webhook/1', 'https://sandbox.example.com', false],
	['http://127.0.0.1:5678/webhook/1', 'no URL', false],
])('%s is reachable from a TopCalls at %s: %s', (url, baseUrl, reachable) => {
	expect(isPublicUrl(url, baseUrl)).toBe(reachable);
});
