/** The names under which an object is most likely to hold a phone number. */
const NAMES = ['value', 'number', 'phone', 'phoneNumber', 'phone_number', 'e164'];
const FIELD = '$json.phone';

/** What to write instead of a list or an object, as an example that fits what is in it. */
export function howToChoose(value: object): string {
	if (!Array.isArray(value)) return `Choose its field, e.g. {{ ${FIELD}${nameIn(value)} }}`;
	const [first] = value as unknown[];
	if (first === undefined) return 'It has no entry. Choose a field that contains a phone number';
	const name = typeof first === 'object' && first !== null ? nameIn(first) : '';
	return `Choose one entry, e.g. {{ ${FIELD}[0]${name} }}`;
}

function nameIn(object: object): string {
	return `.${NAMES.find((name) => name in object) ?? NAMES[0]}`;
}
