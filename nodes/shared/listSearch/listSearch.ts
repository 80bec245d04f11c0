import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { TopCallsClient } from '../client/client';
import { openClient, URGENT } from '../client/openClient';
import { readPage } from '../client/pagination';
import { TopCallsError } from '../errors/TopCallsError';
import { UserError } from '../errors/UserError';
import { unusableNode } from '../client/hint';
import { scopeHint } from '../client/scopes';

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** The most pages that one search reads before it shows what it has found. */
const MAX_PAGES = 5;

/** When and where the dropdown was opened. */
export interface Opened {
	/** In milliseconds since the epoch. */
	now: number;
	/** The IANA time zone of the workflow. */
	timeZone: string;
}

/** A searchable dropdown with entries of the account. */
export interface SearchableList<Entry> {
	path: string;
	/** The query parameters for what was typed, where the API can search itself. */
	queryFor?(filter: string): Record<string, string | number>;
	/** The scope that the API key needs. */
	scope: string;
	/** Such as “leads”, for messages. */
	plural: string;
	/** The label of the field's other mode. */
	otherMode?: string;
	/** Reads one entry of a page. @throws TopCallsError */
	read(entry: unknown): Entry;
	/** How it is listed; undefined for entries that cannot be chosen. */
	item(entry: Entry, opened: Opened): INodeListSearchItems | undefined;
}

/** Makes the search of a dropdown, with n8n's own paging. */
export function searchList<Entry>(list: SearchableList<Entry>): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter = '', paginationToken) {
		try {
			const opened = { now: Date.now(), timeZone: this.getTimezone() };
			return await search(
				await openClient(this, URGENT),
				list,
				opened,
				filter.trim(),
				paginationToken,
			);
		} catch (error) {
			throw unusableNode(this.getNode(), inWords(error as Error, list));
		}
	};
}

async function search<Entry>(
	client: TopCallsClient,
	{ path, queryFor, read, item }: SearchableList<Entry>,
	opened: Opened,
	filter: string,
	firstCursor?: string,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let cursor = firstCursor;
	for (let page = 0; page < MAX_PAGES; page++) {
		const query = { ...queryFor?.(filter), ...(cursor && { cursor }) };
		const { items, nextCursor } = await client.request(
			{ method: 'GET', path, query },
			0,
			(answer) => {
				const { items: entries, ...rest } = readPage(answer);
				return { items: entries.map(read), ...rest };
			},
		);
		results.push(...items.flatMap((entry) => item(entry, opened) ?? []).filter(matching(filter)));
		cursor = nextCursor;
		if (!cursor || results.length > 0) break;
	}
	return { results, paginationToken: cursor };
}

/** Whether all words that were typed occur in the entry, in any order; of a phone number, its digits. */
function matching(filter: string): (item: INodeListSearchItems) => boolean {
	if (/^[\d\s().+/-]*\d[\d\s().+/-]*$/.test(filter)) {
		const digits = digitsOf(filter);
		return ({ name, value }) => digitsOf(name).includes(digits) || String(value).includes(filter);
	}
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return ({ name, value }) => {
		const text = `${name} ${value}`.toLowerCase();
		return words.every((word) => text.includes(word));
	};
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}

function inWords<Entry>(
	error: Error,
	{ scope, plural, otherMode = 'By ID' }: SearchableList<Entry>,
): Error {
	if (!(error instanceof TopCallsError) || error.status !== 403 || error.isForeign) return error;
	return new UserError(
		`The API key is not allowed to list ${plural}`,
		`${scopeHint(scope)} Until then, switch the field from “From List” to “${otherMode}”.`,
	);
}
