import type { CountryCode } from '../../nodes/shared/call/phoneNumber';

type Kind = [kind: string, value: unknown, country: CountryCode | undefined, right: string[]];
type Message = [value: unknown, country: CountryCode | undefined, said: string];

/** Real inputs that once called somebody else, and the number that may be called; undefined if they must be refused. */
export const KINDS: Kind[] = [
	['the + is missing', '4915112345678', 'DE', ['+4915112345678']],
	['the + is missing', 4917614056489, 'DE', ['+4917614056489']],
	['the + is missing', '62215551234', 'ID', ['+62215551234']],
	['the + is missing', '3906123456', 'IT', ['+3906123456']],
	['the + is missing', 41781234567, 'DE', ['+41781234567']],
	['something behind a slash', '+49 30 123456/57', undefined, []],
	['something behind a slash', '+49 30 1234567/8', undefined, []],
	['something behind a slash', '030 12345 / 12346', 'DE', []],
	['something behind a slash', '+39 06 1234567/8', undefined, []],
	['something behind a slash', '+43 1 58858/20', undefined, []],
	['something behind a slash', '+86 10 12345678/9', undefined, []],
	['something behind a slash', '030/1234567', 'DE', ['+49301234567']],
	['something behind a slash', '01/513 45 67', 'AT', ['+4315134567']],
	['something behind a slash', '06/30/123-4567', 'HU', ['+36301234567']],
	['decimals', '+4930123456.0', undefined, ['+4930123456']],
	['decimals', '030 123456.0', 'DE', ['+4930123456']],
	['decimals', '+8613912345678.0', undefined, ['+8613912345678']],
	['digits that are no part of it', '030 123456 (24/7)', 'DE', ['+4930123456']],
	['digits that are no part of it', '1) 030 123456', 'DE', ['+4930123456']],
	['digits that are no part of it', '+49 30 123456 (2)', undefined, ['+4930123456']],
	['more than 15 digits', '030 123456 / 654321', 'DE', []],
	['more than 15 digits', '+23472572123352563', undefined, []],
	['a digit too few or too many', '+86 139 1234 567', undefined, []],
	['a digit too few or too many', '+55 31 8876-5432', undefined, []],
	['a digit too few or too many', '+81906306139', undefined, []],
	['a zero that the spreadsheet dropped', 351234567, 'IT', []],
	['a zero that the spreadsheet dropped', '331123456', 'IT', []],
];

/** Inputs that are refused, and how. */
export const MESSAGES: Message[] = [
	[
		'4.15555E+09',
		'US',
		'“4.15555E+09” was rounded by a spreadsheet, and some of its digits are lost | Format the column as text and enter the number again',
	],
	[
		'whatsapp:+14155551234',
		undefined,
		'“whatsapp:+14155551234” has “whatsapp:” before the number | Enter only the number: +14155551234',
	],
	[
		'14155551234@s.whatsapp.net',
		undefined,
		'“14155551234@s.whatsapp.net” is a WhatsApp ID, not a phone number | Choose the field with the phone number, or write it with + and the country code',
	],
	[
		'mobile: +1 415 555 1234',
		undefined,
		'“mobile: +1 415 555 1234” has “mobile:” before the number | Enter only the number: +14155551234',
	],
	[
		'=+14155551234',
		undefined,
		'“=+14155551234” starts with the sign of a formula | Enter only the number: +14155551234',
	],
	[
		'+52 1 55 1234 5678',
		undefined,
		'“+52 1 55 1234 5678” is not a phone number that can be called | Check the country code and the number of digits. Did you mean +525512345678?',
	],
	[
		'0919876543210',
		'IN',
		'“0919876543210” is not a phone number that can be called in IN | Check the digits, or write it with + and the country code. Did you mean +919876543210?',
	],
	[
		'9-1-415-555-1234',
		'US',
		'“9-1-415-555-1234” is not a phone number that can be called in US | Check the digits, or write it with + and the country code',
	],
	[
		[{ value: '+14155551234', label: 'work', primary: true }],
		undefined,
		'is a list | Choose one entry, e.g. {{ $json.phone[0].value }}',
	],
	[
		{ value: '+14155551234' },
		undefined,
		'is an object | Choose its field, e.g. {{ $json.phone.value }}',
	],
	[
		'030 123456 (24/7)',
		'DE',
		'“030 123456 (24/7)” has “(24/7)” after the number | Enter only the number. TopCalls cannot call an extension',
	],
	['1) 030 123456', 'DE', '“1) 030 123456” has “1)” before the number | Enter only the number'],
	[
		'+49 30 123456 (2)',
		undefined,
		'“+49 30 123456 (2)” has “(2)” after the number | Enter only the number. TopCalls cannot call an extension',
	],
	[
		'+1 415 555 1234 ext. 56',
		undefined,
		'“+1 415 555 1234 ext. 56” has “ext. 56” after the number | Enter only the number. TopCalls cannot call an extension',
	],
	[
		'+49 30 123456/57',
		undefined,
		'“+49 30 123456/57” could mean +493012345657, or +4930123456 and something else | Enter only the number, with + and the country code and without gaps, e.g. +14155551234',
	],
	[
		'4915112345678',
		'DE',
		'“4915112345678” could mean +494915112345678 or +4915112345678 | Write it with + and the country code, e.g. +14155551234',
	],
	[
		'+4930123456.00x',
		undefined,
		'“+4930123456.00x” has “x” after the number | Enter only the number',
	],
	['030 123456.00', 'DE', '“030 123456.00” has decimals | Format the column as text'],
	[['+14155551234'], undefined, 'is a list | Choose one entry, e.g. {{ $json.phone[0] }}'],
	[[], undefined, 'is a list | It has no entry. Choose a field that contains a phone number'],
	[
		{ number: '+14155551234', type: 'work' },
		undefined,
		'is an object | Choose its field, e.g. {{ $json.phone.number }}',
	],
	[
		'+23472572123352563000',
		undefined,
		'“+23472572123352563000” has too many digits for a phone number | Enter only the number',
	],
	[
		'tel:+14155551234;ext=5',
		undefined,
		'“+14155551234;ext=5” has “;ext=5” after the number | Enter only the number. TopCalls cannot call an extension',
	],
];
