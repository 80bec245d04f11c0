import type { INodeProperties } from 'n8n-workflow';

/** How TopCalls signs, for accounts with a Webhook Secret. It is not documented, so everything can be set. */
export const signatureOptions: INodeProperties[] = [
	{
		displayName: 'Signature Algorithm',
		name: 'algorithm',
		type: 'options',
		default: 'sha256',
		description: 'The hash of the HMAC. Used only with a Webhook Secret in the credential.',
		options: [
			{ name: 'SHA-1', value: 'sha1' },
			{ name: 'SHA-256', value: 'sha256' },
			{ name: 'SHA-512', value: 'sha512' },
		],
	},
	{
		displayName: 'Signature Encoding',
		name: 'encoding',
		type: 'options',
		default: 'hex',
		description: 'How the signature is written. Used only with a Webhook Secret in the credential.',
		options: [
			{ name: 'Base64', value: 'base64' },
			{ name: 'Base64 for URLs', value: 'base64url' },
			{ name: 'Hexadecimal', value: 'hex' },
		],
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		default: 'X-TopCalls-Signature',
		description: 'The header that carries the signature',
	},
	{
		displayName: 'Signature Prefix',
		name: 'prefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. sha256=',
		description: 'Text before the signature in the header, e.g. sha256=',
	},
	{
		displayName: 'Timestamp Header',
		name: 'timestampHeader',
		type: 'string',
		default: '',
		placeholder: 'e.g. X-TopCalls-Timestamp',
		description:
			'The header with the Unix time, if TopCalls signs “time.body” instead of the body alone. Events that are too old are then rejected.',
	},
	{
		displayName: 'Timestamp Tolerance (Seconds)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 300,
		description: 'Maximum age of a signed event. 0 accepts any age.',
	},
];
