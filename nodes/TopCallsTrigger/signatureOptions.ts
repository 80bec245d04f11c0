import type { INodeProperties } from 'n8n-workflow';

export const algorithmField: INodeProperties = {
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
};

export const encodingField: INodeProperties = {
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
};

export const signatureHeaderField: INodeProperties = {
	displayName: 'Signature Header',
	name: 'signatureHeader',
	type: 'string',
	default: 'X-TopCalls-Signature',
	description: 'The header that carries the signature',
};

export const prefixField: INodeProperties = {
	displayName: 'Signature Prefix',
	name: 'prefix',
	type: 'string',
	default: '',
	placeholder: 'e.g. sha256=',
	description: 'Text before the signature in the header, e.g. sha256=',
};

export const timestampHeaderField: INodeProperties = {
	displayName: 'Timestamp Header',
	name: 'timestampHeader',
	type: 'string',
	default: '',
	placeholder: 'e.g. X-TopCalls-Timestamp',
	description:
		'The header with the Unix time, if TopCalls signs “timestamp.body” instead of the body alone. Events that are too old are then rejected.',
};

export const toleranceField: INodeProperties = {
	displayName: 'Timestamp Tolerance (Seconds)',
	name: 'tolerance',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 300,
	description: 'Maximum age of a signed event. 0 accepts any age.',
};

/** How TopCalls signs, for accounts with a Webhook Secret. It is not documented, so everything can be set. */
export const signatureOptions: INodeProperties[] = [
	algorithmField,
	encodingField,
	signatureHeaderField,
	prefixField,
	timestampHeaderField,
	toleranceField,
];
