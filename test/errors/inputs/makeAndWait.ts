import type { Section } from '../case';
import { oddValues } from './expressions';
import { MAKE } from './make';

export const makeAndWait: Section = {
	title: 'Make and Wait',
	about: 'The wait settings are also checked before anybody is called.',
	sendsNothing: true,
	node: { ...MAKE, operation: 'makeAndWait' },
	cases: [
		...oddValues('Wait Using', (waitUsing) => ({ options: { waitUsing } })),
		{
			given: 'Wait Using `telepathy`',
			parameters: { options: { waitUsing: 'telepathy' } },
			field: 'Wait Using',
		},
		...oddValues('Max Wait (Minutes)', (maxWait) => ({ options: { maxWait } })),
		...[0, -1, 'an hour', 43_201].map((maxWait) => ({
			given: `Max Wait (Minutes) \`${maxWait}\``,
			parameters: { options: { maxWait } },
			field: 'Max Wait (Minutes)',
		})),
	],
};
