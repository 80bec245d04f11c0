/** n8n polls at most once a minute by one schedule; by thirty of them, every other second. */
export const OFTEN = Array.from({ length: 30 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 2} * * * * *`,
}));
