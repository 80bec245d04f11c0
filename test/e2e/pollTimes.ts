/** One schedule of n8n polls at most once a minute; thirty of them poll every two seconds. */
export const EVERY_TWO_SECONDS = Array.from({ length: 30 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 2} * * * * *`,
}));
