import { desiredSubscriptions } from '../../nodes/TopCallsTrigger/lifecycle/desiredSubscriptions';

const url = 'https://n8n.example.com/webhook/1';
const all = { dispositions: '', onlyConversions: false, phoneNumberPattern: '' };

test('without any filter one subscription covers all completed calls', () => {
	expect(desiredSubscriptions(all, url)).toEqual([{ event: 'call.completed', url }]);
});

test('each disposition has its own subscription, once and in the API’s spelling', () => {
	const dispositions = ' Booked Callback,confirmed, , booked-callback';

	expect(desiredSubscriptions({ ...all, dispositions }, url)).toEqual([
		{ event: 'call.completed.booked_callback', url },
		{ event: 'call.completed.confirmed', url },
	]);
});

test('every subscription has the filters', () => {
	const filters = { is_conversion: true, phone_number: '+1555%' };
	const wanted = { dispositions: 'a,b', onlyConversions: true, phoneNumberPattern: ' +1555% ' };

	expect(desiredSubscriptions(wanted, url)).toMatchObject([
		{ url: `${url}?conversions=only`, filters },
		{ url: `${url}?conversions=only`, filters },
	]);
});

test.each(['confirmed!', 'call.completed', 'a/b', 'größe'])(
	'“%s” is not a disposition, and the error names the field',
	(dispositions) => {
		expect(() => desiredSubscriptions({ ...all, dispositions }, url)).toThrow(/^Dispositions: /);
	},
);
