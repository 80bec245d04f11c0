import { UserError } from '../../../shared/errors/UserError';
import type { FieldValues } from '../../fields/readFields';

/**
 * Finds leads that are twice in the input of an import, as nobody can know which of two rows should count.
 *
 * @param rows by item; undefined where an item cannot be imported anyway
 * @returns what is wrong, by the index of the later item
 */
export function duplicatesIn(rows: Array<FieldValues | undefined>): Map<number, UserError> {
	const firstWith = new Map<string, number>();
	const duplicates = new Map<number, UserError>();
	rows.forEach((row, itemIndex) => {
		if (!row) return;
		const { listId, phoneNumber } = row.other;
		const key = `${String(listId)} ${String(phoneNumber)}`;
		const first = firstWith.get(key);
		if (first === undefined) {
			firstWith.set(key, itemIndex);
			return;
		}
		duplicates.set(
			itemIndex,
			new UserError(
				`Phone Number ${String(phoneNumber)} is already in item ${first}`,
				'Remove one of the two items, e.g. with the Remove Duplicates node.',
			),
		);
	});
	return duplicates;
}
