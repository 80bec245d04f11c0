/**
 * The node's outputs: with Hold or Call Again there is a second one, for the items to call at another
 * time. n8n evaluates it whenever it needs to know them, in the editor too.
 */
export const outputs = `={{
	$parameter.resource === 'call' && (
		($parameter.operation === 'makeAndWait' && $parameter.safety?.callAgain) ||
		(
			['make', 'makeAndWait'].includes($parameter.operation) &&
			$parameter.safety?.callingHours &&
			$parameter.safety.callingHours.hours?.outside !== 'stop'
		)
	)
		? [{ type: 'main', displayName: 'Done' }, { type: 'main', displayName: 'Later' }]
		: [{ type: 'main' }]
}}` as const;
